"""From raw scores to log-likelihood ratios, by genuine and impostor trials among the references.

A logistic curve with equal priors, as is usual for verification: Platt, "Probabilistic Outputs for Support
Vector Machines", 1999 (with his softened targets); Brummer and du Preez, "Application-independent
evaluation of speaker detection", Computer Speech and Language 20, 2006.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PRIOR_SLOPE = 0.5
"""Slope believed before any trial: the raw score is a log-likelihood ratio that trusts itself too much."""

PRIOR_WEIGHT = 2.0
"""How firmly that is believed, in trials."""

LEAST_SLOPE = 0.02
"""A flatter curve, or a falling one, means that scores do not tell genuine from impostor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The curve, and what it was fitted on.

    ``limit`` bounds the size of a ratio: so many trials cannot support a stronger statement.
    """

    slope: float
    offset: float
    limit: float
    genuine: int
    impostor: int

    @property
    def useful(self) -> bool:
        """Whether scores told genuine from impostor trials at all."""
        return self.slope > LEAST_SLOPE

    def ratio(self, raw: NDArray[np.floating]) -> Floats:
        """Return natural log-likelihood ratios, strictly rising with the raw score, within the limit."""
        straight = self.slope * np.asarray(raw, np.float64) + self.offset
        return straight / (1.0 + np.abs(straight) / self.limit)


def calibrate(genuine: Sequence[float], impostor: Sequence[float]) -> Calibration:
    """Fit the curve; without trials of both kinds it is the prior, within the narrowest limit."""
    if not genuine or not impostor:
        return Calibration(
            slope=PRIOR_SLOPE,
            offset=0.0,
            limit=float(np.log(2)),
            genuine=len(genuine),
            impostor=len(impostor),
        )
    scores = np.concatenate([np.asarray(genuine, np.float64), np.asarray(impostor, np.float64)])
    targets = np.concatenate(
        [
            np.full(len(genuine), (len(genuine) + 1.0) / (len(genuine) + 2.0)),
            np.full(len(impostor), 1.0 / (len(impostor) + 2.0)),
        ]
    )
    weights = np.concatenate(
        [np.full(len(genuine), 0.5 / len(genuine)), np.full(len(impostor), 0.5 / len(impostor))]
    )
    trials = min(len(genuine), len(impostor))
    slope, offset = _logistic(scores, targets, weights * 2 * trials)
    return Calibration(
        slope=slope,
        offset=offset,
        limit=float(np.log(trials + 2.0)),
        genuine=len(genuine),
        impostor=len(impostor),
    )


def _logistic(scores: Floats, targets: Floats, weights: Floats) -> tuple[float, float]:
    """Newton's method with halved steps for the weighted logistic loss and a Gaussian prior."""
    prior = np.array([PRIOR_SLOPE, 0.0])
    firmness = PRIOR_WEIGHT * np.array([1.0 / PRIOR_SLOPE**2, 0.25])
    design = np.stack([scores, np.ones_like(scores)], axis=1)
    at = prior.copy()

    def loss(point: NDArray[np.floating]) -> float:
        line = design @ point
        each = np.logaddexp(0.0, line) - targets * line
        return float(weights @ each + 0.5 * firmness @ (point - prior) ** 2)

    for _ in range(50):
        guess = 1.0 / (1.0 + np.exp(-np.clip(design @ at, -500, 500)))
        gradient = design.T @ (weights * (guess - targets)) + firmness * (at - prior)
        curvature = (design * (weights * guess * (1 - guess))[:, None]).T @ design + np.diag(firmness)
        step = np.linalg.solve(curvature, gradient)
        size = 1.0
        while loss(at - size * step) > loss(at) and size > 1e-6:
            size /= 2
        at = at - size * step
        if float(np.abs(size * step).max()) < 1e-9:
            break
    return float(at[0]), float(at[1])
