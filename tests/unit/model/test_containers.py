import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.containers import find
from model.domain import Box
from model.preprocess import radiograph
from tests.unit.model.drawn import FORTY, HEIGHT, TWENTIES, WIDTH, samples, truck, view


def overlap(a: Box, b: Box) -> float:
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def boxes(pixels: np.ndarray) -> list[Box]:
    return [box for box, _ in find(radiograph(view(pixels)))]


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("truth", [FORTY, TWENTIES], ids=["forty", "twenties"])
@pytest.mark.parametrize("cargo", [0.0, 1.2, 20.0])
def test_whole_truck(bits: int, truth: tuple[Box, ...], cargo: float) -> None:
    found = boxes(samples(truck(truth, cargo), bits))
    assert len(found) == len(truth)
    assert all(overlap(a, b) > 0.9 for a, b in zip(found, truth, strict=True))


def test_negative_with_margins_and_dead_rows() -> None:
    pixels = np.pad(samples(truck(TWENTIES)), ((0, 0), (200, 0)))
    pixels[150] = 65535
    pixels[260:262] = 0
    found = boxes(pixels)
    assert len(found) == 2
    assert overlap(found[0], (320, 44, 760, 330)) > 0.9
    assert len(boxes(65535 - samples(truck(TWENTIES)))) == 2


def test_stripes_do_not_break_a_container() -> None:
    jitter = np.random.default_rng(5).normal(1, 0.04, WIDTH)
    pixels = np.clip(samples(truck()) * jitter, 0, 65535).astype(np.uint16)
    found = boxes(pixels)
    assert len(found) == 1
    assert overlap(found[0], FORTY[0]) > 0.9


def test_narrow_leaning_gap_parts_two_containers() -> None:
    drawn = truck(((120, 44, 566, 330), (574, 44, 1020, 330)), cargo=0.0)
    shear = np.linspace(0, 12, HEIGHT).astype(int)
    leaning = np.stack([np.roll(row, by) for row, by in zip(drawn, shear, strict=True)])
    assert len(boxes(samples(leaning))) == 2


def test_gap_in_the_cargo_does_not_part_a_container() -> None:
    drawn = truck(cargo=3.0)
    drawn[150:296, 380:386] = 0.12
    assert len(boxes(samples(drawn))) == 1


def test_picture_cropped_to_its_container_is_covered() -> None:
    x0, y0, x1, y1 = FORTY[0]
    crop = samples(truck())[y0 + 2 : y1, x0 + 4 : x1 - 4]
    found = boxes(crop)
    assert len(found) == 1
    assert overlap(found[0], (0, 0, crop.shape[1], crop.shape[0])) > 0.85


def test_cab_in_front_is_not_a_container() -> None:
    drawn = truck()
    drawn[90:360, 2:80] += 0.3
    assert len(boxes(samples(drawn))) == 1


def test_air_and_empty_chassis_hold_no_container() -> None:
    assert boxes(samples(np.zeros((HEIGHT, WIDTH)))) == []
    assert boxes(np.full((10, 10), 9, np.uint8)) == []


@settings(max_examples=15, deadline=None)
@given(st.integers(100, 300), st.integers(20, 70), st.integers(350, 800), st.integers(0, 10_000))
def test_box_follows_the_container(x0: int, y0: int, length: int, seed: int) -> None:
    truth = (x0, y0, x0 + length, 330)
    found = boxes(samples(truck((truth,), cargo=0.8), seed=seed))
    assert len(found) == 1
    assert overlap(found[0], truth) > 0.88
