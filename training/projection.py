"""A linear map of embeddings, learnt from simulated scans, that evens out what varies within a heading.

Within-class covariance normalisation: Hatch, Kajarekar and Stolcke, "Within-class covariance normalization
for SVM-based speaker recognition", Interspeech 2006. The library's own discriminant, fitted on the few
references that a port has, then begins with axes on which fill, packing, scanner and tone count little.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.detector import Piece

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Projection:
    """Features to new ones: ``(x - centre) @ matrix``; float32 (channels,) and (channels, channels)."""

    centre: Floats
    matrix: Floats

    def pieces(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """Return the pieces with each cell projected; means of cells are then projected too."""
        return tuple(
            replace(
                piece,
                sight=replace(piece.sight, embeddings=(piece.sight.embeddings - self.centre) @ self.matrix),
            )
            for piece in pieces
        )


def fit(features: Floats, labels: Sequence[str], identity: float) -> Projection:
    """Fit the map that makes the covariance within headings the identity.

    Parameters
    ----------
    features
        float32 (scans, channels), one row for each simulated scan.
    labels
        Heading of each; those of a single scan tell nothing and are left out.
    identity
        Share, over 0 to 1, of the identity that the covariance of standardised features is shrunk
        to; 1 only standardises.

    Raises
    ------
    ValueError
        No heading has two scans.
    """
    names = np.asarray(labels)
    groups = [features[names == name].astype(np.float64) for name in sorted(set(labels))]
    groups = [group for group in groups if len(group) > 1]
    if not groups:
        raise ValueError("no heading has two scans: what varies within one is unknown")
    rest = np.concatenate([group - group.mean(axis=0) for group in groups])
    freedom = len(rest) - len(groups)
    spread = np.sqrt((rest**2).sum(axis=0) / freedom)
    spread = np.maximum(spread, 1e-6 * max(float(spread.max()), 1e-6))
    standard = rest / spread
    within = (1 - identity) * standard.T @ standard / freedom + identity * np.eye(features.shape[1])
    values, vectors = np.linalg.eigh(within)
    # The symmetric root: the library standardises channels, which must go on meaning the same thing.
    root = (vectors / np.sqrt(np.maximum(values, 1e-9))) @ vectors.T
    return Projection(
        centre=np.concatenate(groups).mean(axis=0).astype(np.float32),
        matrix=(root / spread[:, None]).astype(np.float32),
    )
