"""The chain from transmission to counts to picture, against what its parts promise."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from training.simulator.detector import Exposure, Motion, calibrate, drive, expose, still
from training.simulator.detector.optics import resample, scatter
from training.simulator.geometry import Mode, Readout, Repair, Scanner
from training.simulator.physics.beam import beam
from training.simulator.sites import scanner_of

Float = NDArray[np.float32]
# Nothing but quanta and the amplifier.
CLEAN = Readout(
    dose_jitter=0, reference=None, scatter=0, row_gain=0, dark_drift=0, fall=0, crosstalk=0, focal_mm=0,
    aperture_mm=0, quanta=1e5,
)  # fmt: skip
SCANNER = Scanner(rows=200, pitch_mm=10, readout=CLEAN)


def scene(scanner: Scanner, columns: int, level: float = 1.0) -> tuple[Float, Float]:
    """An even scene; as many quanta are lost as signal."""
    weights = beam(scanner.mode).second.sum(1)
    mean = np.full((weights.size, columns, scanner.rows), level, np.float32)
    return mean, (mean * weights[:, None, None]).astype(np.float32)


def exposed(
    scanner: Scanner, columns: int = 400, level: float = 1.0, motion: Motion | None = None, seed: int = 1
) -> Exposure:
    mean, second = scene(scanner, columns, level)
    return expose(mean, second, scanner, motion or still(columns), np.random.default_rng(seed))


def blocked(scanner: Scanner, x: slice, y: slice, columns: int = 400) -> tuple[Float, Float]:
    mean, second = scene(scanner, columns)
    mean[:, x, y] *= np.float32(0.01)
    second[:, x, y] *= np.float32(0.01)
    return mean, second


def test_the_same_generator_gives_the_same_bits():
    scanner = replace(SCANNER, mode="6/3", readout=Readout(dead=0.02, drifting=0.02, warm_up=0.5))
    first, again, other = (exposed(scanner, 300, 0.3, seed=seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(first.raw, again.raw)
    np.testing.assert_array_equal(first.picture, again.picture)
    assert not np.array_equal(first.raw, other.raw)


@pytest.mark.parametrize("mode", ["6", "9/6", "160kv"])
@pytest.mark.parametrize("level", [1.0, 0.1, 3e-3])
def test_noise_is_that_of_quanta_and_amplifier(mode: Mode, level: float):
    scanner = replace(SCANNER, mode=mode)
    found = exposed(scanner, 400, level)
    for channel, weight in enumerate(beam(mode).second.sum(1)):
        picture = found.picture[channel][:, 5:-5] / scanner.readout.air_level
        expected = np.sqrt(level * weight / CLEAN.quanta + CLEAN.electronic**2)
        # Along a row, so that the noise of the calibration does not count.
        spread = float(np.sqrt(picture.var(axis=1).mean()))
        assert spread == pytest.approx(expected, rel=0.03)
        assert float(picture.mean()) == pytest.approx(level, rel=2e-3, abs=2e-5)


def test_few_quanta_are_skew_and_hardly_ever_less_than_none():
    scanner = replace(SCANNER, readout=replace(CLEAN, electronic=1e-6, quanta=1e3))
    found = exposed(scanner, 600, 0.01)
    signal = found.raw[0][5:-5].astype(np.float64) - found.calibration.dark[0]
    signal /= found.calibration.air[0] - found.calibration.dark[0]
    quanta = signal * 1e3
    assert quanta.mean() == pytest.approx(10, rel=0.02)
    assert quanta.var() == pytest.approx(10, rel=0.05)
    skewness = float(((quanta - quanta.mean()) ** 3).mean() / quanta.std() ** 3)
    assert skewness == pytest.approx(10**-0.5, rel=0.15)
    assert float(np.mean(quanta < -0.1)) < 1e-4


def test_pictures_are_what_the_calibration_makes_of_counts():
    scanner = replace(SCANNER, readout=replace(Readout(), repair="left"))
    found = exposed(scanner, 200, 0.2, drive(scanner, 200, np.random.default_rng(3)))
    kept = found.calibration
    share = (found.raw[0].astype(np.float64) - kept.dark[0]) / (kept.air[0] - kept.dark[0])
    expected = (share / kept.reference[0][:, None] * scanner.readout.air_level).T
    np.testing.assert_allclose(found.picture[0], np.clip(expected, 0, 65535), atol=0.51)
    np.testing.assert_array_equal(
        found.picture, calibrate(found.raw, kept, scanner.readout.air_level, "left")
    )


def test_the_reference_takes_the_jitter_of_the_dose_out():
    loose = replace(CLEAN, dose_jitter=0.02, quanta=1e7)
    stripes = [
        float(exposed(replace(SCANNER, readout=replace(loose, reference=reference))).picture[0].mean(0).std())
        for reference in (None, 0.001)
    ]
    assert 0.012 < stripes[0] / loose.air_level < 0.035
    assert stripes[1] < 0.2 * stripes[0]


def test_the_brightest_count_is_the_last_of_the_converter():
    scanner = replace(SCANNER, readout=replace(CLEAN, bits=12, air=0.99, dark=0.1))
    raw = exposed(scanner, 100).raw
    assert int(raw.max()) == 4095
    assert int(np.median(raw)) > 4000


@pytest.mark.parametrize(("repair", "level"), [("black", 0), ("white", 60_000), ("interpolated", 30_000)])
def test_dead_rows_are_repaired_as_the_maker_does(repair: Repair, level: int):
    scanner = replace(SCANNER, readout=replace(CLEAN, dead=0.05, repair=repair, serial=4))
    found = exposed(scanner, 100, 0.5)
    dead = ~found.calibration.alive(0)
    assert 3 < dead.sum() < 40
    assert abs(float(found.picture[0][dead].mean()) - level) < 150
    assert float(found.picture[0][~dead].mean()) == pytest.approx(30_000, rel=0.01)


def test_rows_fail_where_they_failed_before():
    scanner = replace(SCANNER, readout=replace(CLEAN, dead=0.05, serial=4))
    first, second = (exposed(scanner, 50, seed=seed).calibration.alive(0) for seed in (1, 2))
    np.testing.assert_array_equal(first, second)


def test_half_a_pulse_lies_between_alternating_energies():
    scanner = replace(SCANNER, mode="6/3", readout=replace(CLEAN, quanta=1e8))
    mean, second = blocked(scanner, slice(100, 200), slice(None))
    found = expose(mean, second, scanner, still(400), np.random.default_rng(2))
    shown = (1 - found.picture.mean(1) / scanner.readout.air_level).clip(0.01) - 0.01
    np.testing.assert_allclose(shown.sum(1) / 0.98, 100, rtol=0.01)
    high, low = (float(np.average(np.arange(400), weights=each)) for each in shown)
    assert high - low == pytest.approx(0.5, abs=0.03)


@settings(deadline=None, max_examples=25)
@given(shift=st.floats(-30, 30), step=st.floats(0.9, 1.1), sigma=st.floats(0.289, 1.2))
def test_resampling_keeps_level_and_moves_as_told(shift: float, step: float, sigma: float):
    lines = np.full((80, 120), 1e-5, np.float32)
    lines[:, 60:] = 2e-5
    position = (10 + step * np.arange(50)).astype(np.float32)
    out = np.empty((50, 120), np.float32)
    resample(lines, position, np.full(50, shift, np.float32), (sigma, sigma), 1.0, out)
    assert out.min() == pytest.approx(1e-5, rel=1e-4)
    assert out.max() == pytest.approx(2e-5, rel=1e-4)
    edge = 120 - (out.sum(1) - 120e-5) / 1e-5
    np.testing.assert_allclose(edge, 60 + shift, atol=0.08)


def test_beyond_the_scene_is_air():
    out = np.empty((20, 30), np.float32)
    lines = np.zeros((10, 30), np.float32)
    resample(lines, np.arange(-10, 10, dtype=np.float32), np.zeros(20, np.float32), (0.3, 0.3), 1.0, out)
    np.testing.assert_allclose(out[:8], 1, rtol=1e-5)
    np.testing.assert_array_equal(out[13:18], 0)


@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 1000),
    x=st.tuples(st.integers(5, 180), st.integers(5, 180)),
    y=st.tuples(st.integers(5, 90), st.integers(5, 90)),
)
def test_boxes_and_masks_move_together(seed: int, x: tuple[int, int], y: tuple[int, int]):
    scanner = Scanner(rows=100, pitch_mm=10, readout=Readout(speed_error=0.05))
    motion = drive(scanner, 190, np.random.default_rng(seed))
    (x0, x1), (y0, y1) = (min(x), max(x) + 4), (min(y), max(y) + 4)
    lines = np.zeros((190, 100), bool)
    lines[x0:x1, y0:y1] = True
    mask = motion.mask(lines)
    left, top, right, bottom = motion.box((x0, y0, x1, y1), 100)
    columns, rows = np.flatnonzero(mask.any(0)), np.flatnonzero(mask.any(1))
    assert abs(columns[0] - left) <= 1.1 and abs(columns[-1] + 1 - right) <= 1.1
    assert abs(rows[0] - top) <= 1.1 and abs(rows[-1] + 1 - bottom) <= 1.1
    assert mask.shape == (100, motion.position.size)
    np.testing.assert_allclose(
        [motion.column(float(each)) for each in motion.position],
        np.arange(motion.position.size) + 0.5,
        atol=1e-3,
    )


def test_a_picture_shows_a_block_where_its_mask_says():
    scanner = replace(SCANNER, readout=replace(CLEAN, speed_error=0.03))
    motion = drive(scanner, 400, np.random.default_rng(5))
    mean, second = blocked(scanner, slice(120, 260), slice(50, 120))
    found = expose(mean, second, scanner, motion, np.random.default_rng(6))
    seen = found.picture[0] < 0.5 * scanner.readout.air_level
    told = motion.mask(mean[0] < 0.5)
    assert seen.shape == told.shape
    assert np.logical_and(seen, told).sum() / np.logical_or(seen, told).sum() > 0.98


def test_scatter_needs_cargo_and_grows_with_its_width():
    air = np.ones((64, 320), np.float32)
    assert float(scatter(air, 1e-3, 40).max()) == 0
    narrow, wide = air.copy(), air.copy()
    narrow[:, 156:164] = wide[:, 80:240] = 1e-4
    middle = [float(scatter(each, 1e-3, 40)[4, 20]) for each in (narrow, wide)]
    assert 0 < 4 * middle[0] < middle[1] < 1e-3


def test_scatter_fills_the_shadow_but_not_the_next_pulse():
    scanner = replace(SCANNER, readout=replace(CLEAN, scatter=5e-3, quanta=1e8, electronic=1e-6))
    mean, second = scene(scanner, 400)
    mean[:, 200:], second[:, 200:] = 1e-5, 1e-5
    picture = expose(mean, second, scanner, still(400), np.random.default_rng(1)).picture[0] / 60_000
    assert 5e-4 < float(picture[100, 300:].mean()) < 5e-3
    assert float(picture[100, 20:180].mean()) == pytest.approx(1, abs=1e-3)


def test_the_noise_floor_is_where_signal_equals_noise():
    floor = SCANNER.noise_floor
    assert floor == pytest.approx(np.sqrt(floor / CLEAN.quanta + CLEAN.electronic**2))


def test_the_reference_does_not_see_the_slow_wander_of_the_dose():
    measured = replace(CLEAN, reference=0.0, quanta=1e7)
    calm, wandering = (
        exposed(replace(SCANNER, readout=replace(measured, dose_wander=wander))).picture[0].mean(0)
        for wander in (0.0, 0.01)
    )
    pulses = wandering / calm
    assert 0.003 < pulses.std() < 0.02
    assert np.corrcoef(pulses[:-20], pulses[20:])[0, 1] > 0.3


def test_most_sources_stand_below_the_floor_of_what_they_scan():
    heights = np.array([scanner_of(site).source_mm for site in range(100)])
    assert 0.7 < (heights < 1200).mean() < 0.95
    assert heights.min() > 300
    assert heights.max() < 2000


def test_sites_differ_and_stay_what_they_are():
    scanners = [scanner_of(site) for site in range(30)]
    assert scanners == [scanner_of(site) for site in range(30)]
    assert len(set(scanners)) == 30
    assert {each.mode for each in scanners} == {"6", "9", "6/3", "9/6"}
    for each in scanners:
        assert 600 <= each.rows <= 1300
        top, bottom = each.rows_of(1330, 1330 + 2896, 0, 2438)
        assert 0 < top < bottom < each.rows
    assert scanners[0].readout.dead == scanners[0].readout.drifting == scanners[0].readout.warm_up == 0
    assert max(each.readout.dead for each in scanners) > 1e-3


def test_a_drive_is_as_long_as_it_takes():
    scanner = Scanner(rows=100, pitch_mm=10, readout=Readout(speed_error=0.1))
    sizes: set[int] = set()
    for seed in range(20):
        motion = drive(scanner, 1000, np.random.default_rng(seed))
        sizes.add(motion.position.size)
        assert np.all(np.diff(motion.position) > 0)
        assert motion.position[0] > 0 and motion.position[-1] < 1000
    assert min(sizes) < 960 and max(sizes) > 1040
