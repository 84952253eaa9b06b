"""Simulated scans as training material: the same from a seed, resumable, in the pixels of the picture."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.datasets import simulated
from training.simulator import ContainerPlan, LinePlan, ScanPlan, scanner_of


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulated, "ROWS", 160)
    monkeypatch.setattr(simulated, "PITCH_MM", 28.0)


def test_a_stopped_run_goes_on_and_gives_the_same_bytes(quick: None, tmp_path: Path) -> None:
    what = simulated.scenario({"5201": 1.0, "0901": 1.0})
    simulated.make(tmp_path / "whole", what, 5, 4, 1)
    simulated.make(tmp_path / "parts", what, 5, 2, 1)
    kept = (tmp_path / "parts" / "000000.json").stat().st_mtime_ns
    counts: list[int] = []
    simulated.make(tmp_path / "parts", what, 5, 4, 1, counts.append)
    assert counts == [3, 4]
    assert (tmp_path / "parts" / "000000.json").stat().st_mtime_ns == kept
    whole, parts = (list(simulated.samples(tmp_path / name, 4)) for name in ("whole", "parts"))
    assert whole == parts
    assert {held.heading for each in whole for held in each.containers} <= {"5201", "0901", None}


@pytest.mark.parametrize("site", [1, 4, 7])
def test_goods_lie_inside_the_box_of_their_container(quick: None, site: int) -> None:
    container = ContainerPlan(kind="40", number="CGLU0000000", lines=(LinePlan(heading="5201"),))
    sample = simulated.draw(ScanPlan(containers=(container,), seed=3, site=site), "one")
    (held,) = sample.containers
    attenuation = simulated.decoded(sample.picture).attenuation
    x0, y0, x1, y1 = (round(edge) for edge in held.box)
    middle = (y0 + y1) // 2
    assert held.heading == "5201"
    assert attenuation[middle, x0:x1].mean() > 3 * attenuation[: max(1, y0 // 2), x0:x1].mean()
    assert attenuation[middle, x0:x1].mean() > 0.5


def test_larger_pixels_count_the_quanta_of_those_they_replace() -> None:
    fine = replace(scanner_of(0), rows=1200, pitch_mm=4.0)
    coarse = simulated.coarse(fine)
    assert (coarse.rows, coarse.pitch_mm) == (600, 8.0)
    assert coarse.readout.quanta == pytest.approx(4 * fine.readout.quanta)
    assert np.isclose(coarse.top, fine.top)
    small = replace(fine, rows=500, pitch_mm=9.0)
    assert simulated.coarse(small) == small
