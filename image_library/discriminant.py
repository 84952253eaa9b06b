"""A Gaussian model of how headings differ and how references of one heading vary.

Two covariances, as in speaker verification: Ioffe, "Probabilistic Linear Discriminant Analysis", ECCV 2006;
Brummer and de Villiers, "The speaker partitioning problem", Odyssey 2010. Within a heading the
covariance is shared and shrunk towards a multiple of the identity (Friedman, "Regularized Discriminant
Analysis", JASA 1989), so that a handful of references is enough. It is fitted at enrolment, in
milliseconds, and never kept.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]

SHRINKAGE = 0.3
"""Share of the identity in the covariance within headings, when there are many references."""

PRIOR_WITHIN, PRIOR_WEIGHT = 0.3, 4.0
"""Share of all variance that lies within headings, and the references that this belief is worth."""

MOST_AXES = 128
"""Principal axes kept; more references than that sharpen the axes instead of adding to them."""

LEAST_BETWEEN = 0.05
"""Least variance between headings, in units of the variance within."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Discriminant:
    """Axes on which the variance within a heading is 1, and where the headings lie on them.

    Attributes
    ----------
    centre, spread : ndarray of float64, shape (channels,)
        What features are standardised by.
    axes : ndarray of float64, shape (channels, rank)
        From standardised features to whitened ones.
    middle : ndarray of float64, shape (rank,)
        Mean of the means of headings.
    means, counts : ndarray of float64, shapes (headings, rank) and (headings,)
        Mean and number of references of each heading.
    between : float
        Variance of the means of headings about the middle, the same on each axis.
    """

    centre: Floats
    spread: Floats
    axes: Floats
    middle: Floats
    means: Floats
    counts: Floats
    between: float

    def project(self, features: NDArray[np.floating]) -> Floats:
        """Return features (rows, channels) on the whitened axes, (rows, rank)."""
        return ((features - self.centre) / self.spread) @ self.axes

    def headings(self, points: Floats) -> Floats:
        """Return the log-likelihood of projected points (rows, rank) under each heading, (rows, headings)."""
        trust = self.counts * self.between / (1.0 + self.counts * self.between)
        means = self.middle + trust[:, None] * (self.means - self.middle)
        return self._normal(points, means, 1.0 + trust / self.counts)

    def group(self, points: Floats, mean: Floats, count: float) -> Floats:
        """Return the log-likelihood of points under a group of ``count`` references with this mean, (rows,).

        The mean is drawn to the middle, and the variance widened, by what few references leave open.
        Divided by the root of the rank, so that its size does not grow with the number of axes.
        """
        trust = count * self.between / (1.0 + count * self.between)
        drawn = self.middle + trust * (mean - self.middle)
        return self._normal(points, drawn[None], np.array([1.0 + trust / count]))[:, 0]

    def elsewhere(self, points: Floats) -> Floats:
        """Return the log-likelihood of points under a heading that nobody enrolled, (rows,)."""
        return self._normal(points, self.middle[None], np.array([1.0 + self.between]))[:, 0]

    def _normal(self, points: Floats, means: Floats, variances: Floats) -> Floats:
        rank = points.shape[1]
        square = (points**2).sum(axis=1)[:, None] - 2 * points @ means.T + (means**2).sum(axis=1)
        square = np.maximum(square, 0.0)
        return -0.5 * (square / variances + rank * np.log(variances)) / np.sqrt(rank)


def fit(features: NDArray[np.floating], labels: Labels, centre: Floats, spread: Floats) -> Discriminant:
    """Fit the model.

    Parameters
    ----------
    features
        (references, channels), one row for each reference.
    labels
        (references,), numbers of headings from 0, each present.
    centre, spread
        (channels,), what to standardise by.
    """
    standard = (features - centre) / spread
    basis = _principal_axes(standard)
    points = standard @ basis
    headings = int(labels.max()) + 1
    counts = np.bincount(labels, minlength=headings).astype(np.float64)
    means = np.stack([points[labels == h].mean(axis=0) for h in range(headings)])
    rest = points - means[labels]
    freedom = max(0, len(points) - headings)
    level = _within_level(points, rest, freedom)
    share = (SHRINKAGE * freedom + PRIOR_WEIGHT) / (freedom + PRIOR_WEIGHT)
    within = (1 - share) * (rest.T @ rest) / max(1, freedom) + share * level * np.eye(points.shape[1])
    values, vectors = np.linalg.eigh(within)
    whitening = vectors / np.sqrt(np.maximum(values, 1e-9 * values.max()))
    whitened = means @ whitening
    middle = whitened.mean(axis=0)
    scatter = ((whitened - middle) ** 2).sum(axis=0) / max(1, headings - 1)
    between = float(scatter.mean() - (1.0 / counts).mean()) if headings > 1 else 1.0
    return Discriminant(
        centre=centre,
        spread=spread,
        axes=basis @ whitening,
        middle=middle,
        means=whitened,
        counts=counts,
        between=max(between, LEAST_BETWEEN),
    )


def _principal_axes(standard: Floats) -> Floats:
    """Orthonormal axes (channels, rank) of the space that the references span around their mean."""
    shifted = standard - standard.mean(axis=0)
    if len(standard) <= standard.shape[1]:
        values, vectors = np.linalg.eigh(shifted @ shifted.T)
        keep = _kept(values)
        axes = shifted.T @ vectors[:, keep] / np.sqrt(values[keep])
    else:
        values, axes = np.linalg.eigh(shifted.T @ shifted)
        axes = axes[:, _kept(values)]
    if axes.shape[1]:
        return axes
    mean = standard.mean(axis=0)[:, None]
    return mean / max(float(np.linalg.norm(mean)), 1e-12)


def _kept(values: Floats) -> NDArray[np.intp]:
    """Which of the rising eigenvalues to keep: the largest, as far as they are not rounding errors."""
    real = np.flatnonzero(values > 1e-9 * max(float(values.max()), 1e-12))
    return real[-MOST_AXES:]


def _within_level(points: Floats, rest: Floats, freedom: int) -> float:
    """Mean variance within headings on an axis; with few references, mostly the prior share of it all."""
    rank = points.shape[1]
    everything = float(points.var(axis=0).mean())
    own = float((rest**2).sum()) / rank
    level = (own + PRIOR_WEIGHT * PRIOR_WITHIN * everything) / (freedom + PRIOR_WEIGHT)
    return max(level, 1e-6 * everything, 1e-9)
