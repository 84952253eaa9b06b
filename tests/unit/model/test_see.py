"""The one way from views to what is seen, with the real network on drawn scans."""

from dataclasses import replace

import numpy as np
import pytest

from model.domain import ViewFacts
from model.ort import OrtDetector
from model.see import MOST_PIXELS, crop, see
from model.view import View
from tests.unit.model import drawn


@pytest.fixture(scope="module")
def detector() -> OrtDetector:
    return OrtDetector()


def view(samples: np.ndarray, **facts: object) -> View:
    height, width = samples.shape[-2:]
    known = ViewFacts(file="s.png", format="PNG", width=width, height=height, bits=16)
    return View(facts=replace(known, **facts), samples=samples)  # type: ignore[arg-type]


def truck() -> np.ndarray:
    return drawn.samples(drawn.truck())


def test_a_truck_shows_its_container_and_one_piece_for_it(detector: OrtDetector) -> None:
    seen = see([view(truck())], detector, numbers=("CSQU3054383",))
    assert seen.fitness.fit
    [container] = seen.containers
    assert container.number == "CSQU3054383"
    assert [piece.box for piece in seen.pieces] == [container.box]
    assert set(seen.timings_ms) == {"preprocess", "containers", "loading", "network"}


def test_a_huge_picture_is_seen_in_a_coarser_grid(detector: OrtDetector) -> None:
    small = truck()
    side = int(np.ceil(np.sqrt(MOST_PIXELS / small.size))) + 1
    huge = np.kron(small, np.ones((side, side), np.uint16))
    assert huge.size > MOST_PIXELS
    [container] = see([view(huge)], detector).containers
    [expected] = see([view(small)], detector).containers
    assert np.allclose(container.box, np.array(expected.box) * side, atol=6 * side)


def test_fine_pixels_are_a_bag(detector: OrtDetector) -> None:
    bag = drawn.samples(drawn.truck())[100:300, 400:800]
    assert see([view(bag, pixel_pitch_mm=(1.0, 1.0))], detector).containers == ()


def test_a_crop_is_never_empty() -> None:
    picture = np.zeros((10, 20))
    for box in ((0, 0, 0, 0), (19.9, 9.9, 30, 30), (-5, -5, -1, -1), (25, 12, 30, 14)):
        assert crop(picture, box).size >= 1
