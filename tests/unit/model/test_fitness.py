import numpy as np
import pytest

from model.containers import find
from model.domain import Fitness
from model.fitness import judge
from model.preprocess import radiograph
from tests.unit.model.drawn import FORTY, samples, truck, view


def judged(pixels: np.ndarray, needs_container: bool = True) -> Fitness:
    seen = radiograph(view(pixels))
    return judge(seen, find(seen), needs_container=needs_container)


@pytest.mark.parametrize("cargo", [0.0, 1.2, 4.0])
def test_real_looking_scan_is_fit(cargo: float) -> None:
    verdict = judged(samples(truck(cargo=cargo)))
    assert verdict == Fitness(fit=True, unpenetrated=verdict.unpenetrated)
    assert verdict.unpenetrated < 0.2


def test_cropped_container_is_fit() -> None:
    x0, y0, x1, y1 = FORTY[0]
    assert judged(samples(truck(), bits=8)[y0:y1, x0:x1]).fit


@pytest.mark.parametrize(
    ("pixels", "reason"),
    [
        (np.full((300, 900), 200, np.uint8), "blank"),
        (np.zeros((300, 900), np.uint16), "blank"),
        (samples(np.zeros((300, 900))), "blank"),
        (np.full((20, 30), 7, np.uint8), "too small"),
        (np.random.default_rng(0).integers(0, 65536, (300, 900), np.uint16), "noise"),
        (np.where(samples(truck()) > 20_000, 255, 0).astype(np.uint8), "black and white"),
        (np.linspace(20, 250, 300 * 900).reshape(300, 900).astype(np.uint16) * 200, "edges"),
        (np.pad(samples(truck())[:, :150], ((0, 0), (0, 1050))), "margin"),
    ],
    ids=["constant", "zero", "air", "tiny", "noise", "clipped", "gradient", "margin"],
)
def test_useless_picture_is_refused_with_the_reason(pixels: np.ndarray, reason: str) -> None:
    verdict = judged(pixels)
    assert not verdict.fit
    assert reason in verdict.reasons[0]


def test_scan_without_container_is_refused_only_where_one_is_needed() -> None:
    drawn = truck()
    drawn[:330] = 0
    assert judged(samples(drawn), needs_container=False).fit
    verdict = judged(samples(drawn))
    assert not verdict.fit
    assert "container" in verdict.reasons[0]


def test_cargo_that_is_not_penetrated_cannot_be_judged() -> None:
    drawn = truck()
    x0, y0, x1, y1 = FORTY[0]
    drawn[y0 + 20 : y1, x0:x1] += 15
    verdict = judged(samples(drawn))
    assert not verdict.fit
    assert verdict.unpenetrated > 0.8
    assert "%" in verdict.reasons[0]
