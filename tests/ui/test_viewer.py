"""What the viewer draws, sample by sample, against numpy."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser

from tests.ui.bench import Bench, opened

WHOLE = {"low": 0, "high": 65535}


@pytest.fixture(scope="module")
def bench(browser: Browser, bench_folder: Path) -> Iterator[Bench]:
    with opened(browser, bench_folder) as started:
        yield started


def at(x: float, y: float, zoom: float = 1) -> dict[str, float]:
    return {"x": x, "y": y, "zoom": zoom}


def noise(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 65536, (height, width), dtype=np.uint16)


def linear(samples: np.ndarray, low: float, high: float) -> np.ndarray:
    grey = np.clip((samples.astype(np.float64) - low) / (high - low), 0, 1)
    return np.floor(grey * 255 + 0.5).astype(np.uint8)


def test_all_values_pass_exactly(bench: Bench) -> None:
    samples = np.random.default_rng(0).permutation(65536).astype(np.uint16).reshape(256, 256)
    bench.load(samples)
    values, grey = bench.draw(256, 256, at(0, 0), **WHOLE)
    np.testing.assert_array_equal(values, samples.astype(np.float32))
    np.testing.assert_array_equal(grey, linear(samples, 0, 65535))
    _, inverted = bench.draw(256, 256, at(0, 0), **WHOLE, invert=True)
    assert np.abs(inverted.astype(int) - (255 - grey.astype(int))).max() <= 1


def test_window_is_exact_where_the_cargo_is(bench: Bench) -> None:
    samples = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    bench.load(samples)
    _, grey = bench.draw(256, 256, at(0, 0), low=1000, high=3550)
    steps = np.abs(grey.astype(int) - linear(samples, 1000, 3550).astype(int))
    assert steps.max() <= 1, "float32 may turn a tie, never more"
    assert (steps > 0).mean() < 0.001
    _, logarithm = bench.draw(256, 256, at(0, 0), low=64, high=60000, preset="log")
    clipped = np.clip(np.maximum(samples, 1).astype(np.float64), 64, 60000)
    expected = np.floor(np.log(clipped / 64) / np.log(60000 / 64) * 255 + 0.5)
    assert np.abs(logarithm - expected).max() <= 1


def test_equalised_greys_are_equally_frequent(bench: Bench) -> None:
    samples = (np.random.default_rng(1).beta(2, 8, (512, 512)) * 65535).astype(np.uint16)
    bench.load(samples)
    _, grey = bench.draw(512, 512, at(0, 0), preset="equal")
    shares = np.histogram(grey, bins=8, range=(0, 256))[0] / grey.size
    np.testing.assert_allclose(shares, 1 / 8, atol=0.02)


@pytest.mark.parametrize(("width", "height"), [(4099, 1216), (4100, 2060), (1024, 1025), (8193, 1030)])
def test_no_seams_between_tiles(bench: Bench, width: int, height: int) -> None:
    samples = noise(height, width)
    bench.load(samples)
    corners = [(x, y) for x in range(1024, width + 1, 1024) for y in range(1024, height + 1, 1024)]
    for x, y in [*corners[:3], corners[-1], (width - 20, height - 20)]:
        left, top = max(0, min(x - 20, width - 40)), max(0, min(y - 20, height - 40))
        values, _ = bench.draw(40, 40, at(left, top), **WHOLE)
        np.testing.assert_array_equal(values, samples[top : top + 40, left : left + 40])


def test_outside_the_picture_is_ground(bench: Bench) -> None:
    bench.load(np.full((300, 300), 60000, np.uint16))
    values, grey = bench.draw(400, 400, at(-50, -50), **WHOLE)
    assert (values[:50] == -1).all()
    assert (values[50:350, 50:350] == 60000).all()
    assert grey[10, 10] == 11


@pytest.fixture(scope="module")
def wires() -> np.ndarray:
    """111 vertical wires of one sample across a truck of 4,100 samples."""
    picture = np.full((1216, 4100), 50000, np.uint16)
    picture[300:900, 20 + 36 * np.arange(111)] = 10000
    return picture


def dips(row: np.ndarray, depth: float) -> int:
    dark = np.concatenate(([False], row < depth, [False]))
    return int(np.count_nonzero(dark[1:] & ~dark[:-1]))


def test_every_wire_is_seen_with_thin_objects(bench: Bench, wires: np.ndarray) -> None:
    bench.load(wires)
    thin, _ = bench.draw(1400, 480, thin=True)
    middle = thin[240][thin[240] >= 0]
    assert dips(middle, 10001) == 111, "each at full contrast"
    mean, _ = bench.draw(1400, 480)
    middle = mean[240][mean[240] >= 0]
    assert dips(middle, 49000) == 111, "the mean dilutes wires but loses none"
    assert middle.min() > 20000


def test_fit_view_keeps_the_mean(bench: Bench) -> None:
    samples = noise(1216, 4100)
    bench.load(samples)
    values, _ = bench.draw(1366, 406, {"x": 0, "y": 0, "zoom": 1366 / 4100})
    inside = values[:400, :]
    assert (inside >= 0).all()
    assert inside.mean() == pytest.approx(samples[:1200].mean(), rel=0.003)


def test_preview_comes_first_and_is_replaced(bench: Bench) -> None:
    samples = np.full((800, 1600), 40000, np.uint16)
    preview = np.full((200, 400), 40000, np.uint16)
    levels = bench.load(samples, preview)
    assert levels == [0, 1, 2, 3]
    values, _ = bench.draw(100, 100, at(100, 100), **WHOLE)
    assert (values == 40000).all()


def test_lost_graphics_come_back(bench: Bench) -> None:
    samples = noise(1100, 1100)
    bench.load(samples)
    bench.lose_and_restore()
    values, _ = bench.draw(64, 64, at(1000, 1000), **WHOLE)
    np.testing.assert_array_equal(values, samples[1000:1064, 1000:1064])


def test_edges_are_bright_where_greys_change(bench: Bench) -> None:
    samples = np.full((200, 200), 50000, np.uint16)
    samples[:, 100:] = 10000
    bench.load(samples)
    _, grey = bench.draw(200, 200, at(0, 0), **WHOLE, edges=True)
    assert grey[100, 99:101].min() > 200
    assert grey[100, 20] < 60
    assert grey[100, 180] < 60
