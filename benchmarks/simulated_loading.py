"""Loaded or empty, learnt from simulated scans alone, beside the hand-set rule and a model of real scans.

A logistic regression on what the network sees of each container; the most loaded container of a scan
counts, as in the service.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.loaded_or_empty import DATA, judge
from benchmarks.simulated_headings import Adapt
from benchmarks.simulated_scans import Scan
from model.detector import Piece
from training.datasets.simulated import decoded

Floats = NDArray[np.float64]
FOUND = 0.99
RIDGE = 10.0
_STEPS = 12


def compared(simulated: Sequence[Scan], real: Sequence[Scan], adapts: dict[str, Adapt]) -> dict[str, Any]:
    """Figures of each way on all real scans, and on the later half of them beside a model of the earlier."""
    truth = np.array([scan.heading is not None for scan in real])
    later = _later(real)
    ways: dict[str, Floats] = {
        "rule": np.array([judge(decoded((DATA / scan.name).read_bytes())).loaded for scan in real])
    }
    for name, adapt in adapts.items():
        ways[f"simulated, {name}"] = _scores(_learnt(simulated, adapt), real, adapt)
    earlier = [scan for scan, late in zip(real, later, strict=True) if not late]
    first = next(iter(adapts))
    ceiling = _scores(_learnt(earlier, adapts[first]), real, adapts[first])
    return {
        "all": {name: figures(scores[truth], scores[~truth]) for name, scores in ways.items()},
        "later_half": {
            name: figures(scores[truth & later], scores[~truth & later])
            for name, scores in (ways | {f"real earlier half, {first}": ceiling}).items()
        },
    }


def figures(loaded: Floats, empty: Floats) -> dict[str, Any]:
    """Area under the curve, false alarms where 99% of loads are found, errors at even odds."""
    threshold = np.sort(loaded)[int((1 - FOUND) * len(loaded))]
    above = (loaded[:, None] > empty).mean() + (loaded[:, None] == empty).mean() / 2
    return {
        "auroc": round(float(above), 4),
        "false_alarms_at_99": round(float((empty >= threshold).mean()), 4),
        "missed": int((loaded < 0.5).sum()),
        "alarmed": int((empty >= 0.5).sum()),
        "scans": [len(loaded), len(empty)],
    }


def features(piece: Piece) -> Floats:
    """Mean and spread of each channel over a container, and of its attenuation."""
    cells = piece.sight.embeddings.reshape(-1, piece.sight.embeddings.shape[2]).astype(np.float64)
    level = piece.sight.attenuation.astype(np.float64)
    tenths = np.quantile(level, np.linspace(0, 1, 11))
    return np.concatenate([cells.mean(axis=0), cells.std(axis=0), tenths])


class _Learnt:
    """Logistic regression on standardised features with a ridge, by Newton's method."""

    def __init__(self, rows: Floats, truth: NDArray[np.bool_]) -> None:
        self._centre, self._spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
        points = self._points(rows)
        # Both classes count the same, however many there are of each.
        counts = np.where(truth, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))
        ridge = np.full(points.shape[1], RIDGE)
        ridge[-1] = 1e-6
        self._weights = np.zeros(points.shape[1])
        for _ in range(_STEPS):
            odds = self._odds(points)
            slope = points.T @ (counts * (odds - truth)) + ridge * self._weights
            bend = (points * (counts * np.maximum(odds * (1 - odds), 1e-4))[:, None]).T @ points
            self._weights -= np.linalg.solve(bend + np.diag(ridge), slope)

    def loaded(self, rows: Floats) -> Floats:
        return self._odds(self._points(rows))

    def _points(self, rows: Floats) -> Floats:
        standard = (rows - self._centre) / self._spread
        return np.concatenate([standard, np.ones((len(rows), 1))], axis=1)

    def _odds(self, points: Floats) -> Floats:
        return 1 / (1 + np.exp(-np.clip(points @ self._weights, -30, 30)))


def _learnt(scans: Sequence[Scan], adapt: Adapt) -> _Learnt:
    rows = [(features(piece), scan.heading is not None) for scan in scans for piece in adapt(scan)]
    return _Learnt(np.stack([row for row, _ in rows]), np.array([loaded for _, loaded in rows]))


def _scores(learnt: _Learnt, scans: Sequence[Scan], adapt: Adapt) -> Floats:
    return np.array(
        [learnt.loaded(np.stack([features(piece) for piece in adapt(scan)])).max() for scan in scans]
    )


def _later(real: Sequence[Scan]) -> NDArray[np.bool_]:
    """Which scans lie in the later half in time of the loaded, or of the empty."""
    out = np.zeros(len(real), np.bool_)
    for loaded in (True, False):
        members = [at for at, scan in enumerate(real) if (scan.heading is not None) == loaded]
        members.sort(key=lambda at: real[at].time)
        out[members[len(members) // 2 :]] = True
    return out
