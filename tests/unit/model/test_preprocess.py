from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from model.preprocess import radiograph
from model.projection import project
from model.view import View
from tests.unit.model.drawn import FORTY, HEIGHT, WIDTH, samples, truck, view


@pytest.mark.parametrize("bits", [8, 16])
def test_attenuation_is_recovered(bits: int) -> None:
    drawn = truck()
    seen = radiograph(view(samples(drawn, bits)))
    assert seen.attenuation.dtype == np.float32
    assert seen.attenuation.shape == drawn.shape
    assert seen.polarity == "transmission"
    assert seen.polarity_known
    assert seen.relative == (bits == 8)
    light = drawn < 2
    assert np.abs(seen.attenuation - drawn)[light].mean() < 0.02


@pytest.mark.parametrize("bits", [8, 16])
def test_negative_is_recognised_and_read_the_same(bits: int) -> None:
    pixels = samples(truck(), bits)
    positive = radiograph(view(pixels))
    negative = radiograph(view(np.iinfo(pixels.dtype).max - pixels))
    assert (negative.polarity, negative.polarity_known) == ("attenuation", True)
    assert np.abs(negative.attenuation - positive.attenuation).mean() < 0.15


def test_what_the_sender_says_goes_before_the_picture() -> None:
    seen = radiograph(view(samples(truck()), polarity="attenuation"))
    assert (seen.polarity, seen.polarity_known) == ("attenuation", True)


def test_uniform_picture_leaves_doubt_and_says_so() -> None:
    seen = radiograph(view(np.full((100, 200), 120, np.uint8)))
    assert not seen.polarity_known
    assert any("not certain" in note for note in seen.notes)


def test_margins_are_not_valid_and_count_as_air() -> None:
    pixels = np.pad(samples(truck()), ((0, 0), (150, 80)))
    seen = radiograph(view(pixels))
    assert not seen.valid[:, :148].any()
    assert not seen.valid[:, -78:].any()
    assert seen.valid[:, 160:-90].all()
    assert seen.attenuation[:, :148].max() == 0
    assert any("margins" in note for note in seen.notes)


def test_dead_rows_are_marked_and_filled() -> None:
    clean = samples(truck())
    broken = clean.copy()
    broken[100:102] = 0
    broken[222] = 65535
    seen, whole = radiograph(view(broken)), radiograph(view(clean))
    assert np.flatnonzero(~seen.valid.any(axis=1)).tolist() == [100, 101, 222]
    assert np.abs(seen.attenuation[[100, 101, 222]] - whole.attenuation[[100, 101, 222]]).mean() < 0.1


def test_dose_jitter_and_gain_are_removed_where_air_shows_them() -> None:
    rng = np.random.default_rng(3)
    jitter, gain = rng.normal(1, 0.03, WIDTH), rng.normal(1, 0.02, HEIGHT)
    pixels = np.clip(samples(truck()) * jitter * gain[:, None], 0, 65535).astype(np.uint16)
    seen = radiograph(view(pixels))
    x0, y0, x1, _ = FORTY[0]
    wall = seen.attenuation[y0 + 20 : y0 + 90, (x0 + x1) // 2 : x1 - 20]
    assert wall.std() < 0.012
    assert wall.mean() == pytest.approx(0.12, abs=0.02)


def test_interlaced_energies_are_levelled_apart() -> None:
    pixels = samples(truck()).astype(np.float64)
    pixels[:, 1::2] *= np.linspace(1.0, 0.87, HEIGHT)[:, None]
    seen = radiograph(view(pixels.astype(np.uint16)))
    assert seen.attenuation[60:320, 1100:].mean() < 0.02


def test_dense_cargo_is_marked_unpenetrated() -> None:
    seen = radiograph(view(samples(truck(cargo=20.0))))
    x0, _, x1, y1 = FORTY[0]
    assert seen.unpenetrated[200 : y1 - 40, x0 + 40 : (x0 + x1) // 2 - 10].all()
    assert not seen.unpenetrated[200 : y1 - 40, (x0 + x1) // 2 + 10 : x1 - 20].any()


def test_volume_is_projected() -> None:
    volume = np.full((40, 60, 80), -1000, np.int16)
    volume[10:20, 20:40, 30:50] = 500
    flat = view(volume)
    picture = project(flat)
    assert picture.samples.shape == (40, 80)
    seen = radiograph(flat)
    assert seen.polarity == "attenuation"
    assert seen.attenuation[15, 40] > 5 * max(1e-3, float(seen.attenuation[:5].max()))


def test_signed_picture_is_shifted() -> None:
    pixels = (samples(truck()).astype(np.int32) - 32768).astype(np.int16)
    shifted = radiograph(View(facts=replace(view(samples(truck())).facts), samples=pixels))
    assert np.abs(shifted.attenuation - truck())[truck() < 1].mean() < 0.05


@settings(max_examples=60, deadline=None)
@given(
    arrays.arrays(st.sampled_from([np.uint8, np.uint16]), st.tuples(st.integers(1, 40), st.integers(1, 40)))
)
def test_any_picture_gives_finite_attenuation(pixels: np.ndarray) -> None:
    seen = radiograph(view(pixels))
    assert seen.attenuation.shape == pixels.shape
    assert np.isfinite(seen.attenuation).all()
    assert (seen.attenuation >= 0).all()
