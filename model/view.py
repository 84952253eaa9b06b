"""A view with its pixels, as a reader hands it to preprocessing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.domain import ViewFacts

Samples = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """One picture of a scan: what is known of it, and its stored samples, unchanged.

    Attributes
    ----------
    facts : ViewFacts
        What the reader recognised and what stays unknown.
    samples : ndarray
        ``(H, W)`` uint8 or uint16 for a radiograph; ``(D, H, W)`` uint16 or int16 for a volume,
        slices from first to last along the travel of the bag.
    colour : ndarray, optional
        ``(H, W, 3)`` uint8, red first; only for really coloured (pseudo-colour) pictures,
        whose ``samples`` are then the luminance.
    """

    facts: ViewFacts
    samples: Samples
    colour: NDArray[np.uint8] | None = None
