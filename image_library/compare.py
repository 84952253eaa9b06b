"""Declared lines against the references: verification, not classification.

The question for each line is whether the goods in the picture look like the references of the declared
code more than like those of other headings (the cohort) or like goods nobody enrolled. The answer is a
log-likelihood ratio, calibrated by trials among the references themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from image_library.calibration import Calibration, calibrate
from image_library.discriminant import Discriminant, Floats, fit
from image_library.summary import Summary
from image_library.trials import folds
from model.domain import Box

UNEXPLAINED_SHARE = 0.03
"""Share of genuine loads whose worst window may be as bad as one that is called unexplained."""

LEAST_LOADS = 20
"""Genuine trials without which no window is called unexplained."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Enrolled:
    """A reference with what its picture came to; ``hs_code`` is digits only."""

    reference_id: str
    hs_code: str
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """How well the goods fit one code.

    ``score`` is the calibrated log-likelihood ratio; ``windows`` that of each window of the summary.
    """

    score: float
    windows: Floats
    members: NDArray[np.intp]


class Comparer:
    """References of at least two headings, ready to compare with; does not change.

    Parameters
    ----------
    enrolled
        The references; their order makes no difference.
    """

    def __init__(self, enrolled: Sequence[Enrolled]) -> None:
        self.enrolled = tuple(sorted(enrolled, key=lambda e: e.reference_id))
        self.headings = tuple(sorted({e.hs_code[:4] for e in self.enrolled}))
        number = {heading: at for at, heading in enumerate(self.headings)}
        self._labels = np.array([number[e.hs_code[:4]] for e in self.enrolled], np.intp)
        self._features = np.stack([e.summary.whole for e in self.enrolled]).astype(np.float64)
        self._centre, self._spread = scale_of([e.summary for e in self.enrolled])
        self._model = fit(self._features, self._labels, self._centre, self._spread)
        self._points = self._model.project(self._features)
        self.calibration, self._worst = self._calibrated()

    def members(self, code: str) -> NDArray[np.intp]:
        """Return which references stand for a code: those of the subheading, else of the heading."""
        exact = (
            [at for at, e in enumerate(self.enrolled) if e.hs_code[:6] == code[:6]] if len(code) > 4 else []
        )
        wide = [at for at, e in enumerate(self.enrolled) if e.hs_code[:4] == code[:4]]
        return np.array(exact or wide, np.intp)

    def fit(self, summary: Summary, code: str, *, partial: bool = False) -> Fit:
        """Return how well a load fits a code that has references.

        Parameters
        ----------
        partial
            Whether the goods may fill only a part: then any window may hold them, each with equal
            probability beforehand.
        """
        members = self.members(code)
        mean, count = self._points[members].mean(axis=0), float(len(members))
        cohort = [at for at, heading in enumerate(self.headings) if heading != code[:4]]
        raw = _raw(self._model, self._model.project(summary.features), mean, count, cohort)
        ratios = self.calibration.ratio(raw)
        score = float(np.logaddexp.reduce(ratios) - np.log(len(ratios))) if partial else float(ratios[0])
        return Fit(score=score, windows=ratios, members=members)

    def worst_window(self, summary: Summary, fits: Sequence[Fit]) -> tuple[Box, float] | None:
        """Return the small window that even the best of the fits explains least, and its ratio."""
        if not fits or not summary.small.any():
            return None
        best = np.max([f.windows for f in fits], axis=0)
        candidates = np.flatnonzero(summary.small)
        at = int(candidates[np.argmin(best[candidates])])
        x0, y0, x1, y1 = (float(edge) for edge in summary.boxes[at])
        return (x0, y0, x1, y1), float(best[at])

    def unexplained_below(self) -> float | None:
        """Return the ratio below which a window is worse than those of genuine loads; None if unknown."""
        if len(self._worst) < LEAST_LOADS:
            return None
        return min(float(np.quantile(self._worst, UNEXPLAINED_SHARE)), 0.0)

    def _calibrated(self) -> tuple[Calibration, Floats]:
        genuine: list[float] = []
        impostor: list[float] = []
        worst: list[float] = []
        for fold in folds(self._features, self._labels, self._centre, self._spread):
            summaries = [self.enrolled[at].summary for at in fold.references]
            points = fold.model.project(np.concatenate([s.features for s in summaries]))
            parts = np.cumsum([len(s.features) for s in summaries])[:-1]
            each = np.split(_against_all(fold.model, points), parts)
            for at, summary, raw in zip(fold.references, summaries, each, strict=True):
                own = fold.headings == self._labels[at]
                genuine += raw[0, own].tolist()
                impostor += raw[0, ~own].tolist()
                if own.any() and summary.small.any():
                    worst.append(float(raw[summary.small][:, own].min()))
        calibration = calibrate(genuine, impostor)
        return calibration, calibration.ratio(np.array(worst, np.float64))


def scale_of(summaries: Sequence[Summary]) -> tuple[Floats, Floats]:
    """Return centre and spread (channels,) over all windows, each reference counted once."""
    weights = np.concatenate([np.full(len(s.features), 1.0 / len(s.features)) for s in summaries])
    weights /= weights.sum()
    features = np.concatenate([s.features for s in summaries]).astype(np.float64)
    centre = weights @ features
    spread = np.sqrt(weights @ (features - centre) ** 2)
    return centre, np.maximum(spread, 1e-6 * max(1.0, float(np.abs(features).max())))


def _raw(model: Discriminant, points: Floats, mean: Floats, count: float, cohort: Sequence[int]) -> Floats:
    """Raw score of each row: the code against the cohort and goods that nobody enrolled."""
    others = np.concatenate([model.headings(points)[:, cohort], model.elsewhere(points)[:, None]], axis=1)
    rest = np.logaddexp.reduce(others, axis=1)
    return model.group(points, mean, count) - rest + np.log(others.shape[1])


def _against_all(model: Discriminant, points: Floats) -> Floats:
    """Raw score of each row against each heading of the model, (rows, headings)."""
    own = model.headings(points)
    everything = np.concatenate([own, model.elsewhere(points)[:, None]], axis=1)
    raw = np.empty_like(own)
    for at in range(own.shape[1]):
        others = np.delete(everything, at, axis=1)
        top = others.max(axis=1)
        raw[:, at] = own[:, at] - top - np.log(np.exp(others - top[:, None]).sum(axis=1))
    return raw + np.log(everything.shape[1] - 1)
