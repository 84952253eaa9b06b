"""The wire format of pixels: exact both ways, and in the form that the page undoes."""

import gzip

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from serving import wire

pictures = arrays.arrays(np.uint16, st.tuples(st.integers(1, 9), st.integers(1, 70)))


@given(pictures)
def test_every_picture_comes_back(picture: np.ndarray) -> None:
    height, width = picture.shape
    assert np.array_equal(wire.decode(wire.encode(picture), width, height), picture)


def test_all_values_and_all_steps_come_back() -> None:
    values = np.arange(65536, dtype=np.uint16)
    picture = np.stack([values, values[::-1], np.roll(values, 32768), values * 31337])
    assert np.array_equal(wire.decode(wire.encode(picture), 65536, 4), picture)


def test_the_planes_are_what_the_page_expects() -> None:
    picture = np.array([[100, 101, 99], [0, 65535, 0]], np.uint16)
    planes = gzip.decompress(wire.encode(picture))
    zigzag = [200, 2, 3, 0, 1, 2]
    assert list(planes) == zigzag + [0] * 6


@given(pictures)
def test_the_preview_is_the_mean_of_squares(picture: np.ndarray) -> None:
    small = wire.preview(picture)
    height, width = picture.shape
    assert small.shape == (-(-height // 4), -(-width // 4))
    assert int(picture.min()) <= int(small.min())
    assert int(small.max()) <= int(picture.max())
    if height >= 4 and width >= 4:
        assert abs(float(small[0, 0]) - float(picture[:4, :4].mean())) <= 1


@pytest.mark.parametrize(
    ("plane", "bits", "polarity", "expected"),
    [
        (np.array([[0, 255]], np.uint8), 8, "transmission", [0, 65535]),
        (np.array([[0, 255]], np.uint8), 8, "attenuation", [65535, 0]),
        (np.array([[0, 4095]], np.uint16), 12, None, [0, 65535]),
        (np.array([[-32768, 32767]], np.int16), 16, None, [0, 65535]),
        (np.array([[7, 65535]], np.uint16), 16, "transmission", [7, 65535]),
    ],
)
def test_samples_fill_16_bits_and_air_is_bright(
    plane: np.ndarray, bits: int, polarity: wire.Polarity | None, expected: list[int]
) -> None:
    assert wire.display_samples(plane, bits, polarity).tolist() == [expected]


@given(pictures)
def test_windows_are_open_and_inside(picture: np.ndarray) -> None:
    found = wire.presets(picture)
    assert sum(found.histogram) == picture.size
    for low, high in (found.auto, found.dense, found.light):
        assert 0 <= low < high <= 65535
