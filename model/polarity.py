"""Whether larger samples mean more transmission or more material."""

import numpy as np
from numpy.typing import NDArray

from model.domain import Polarity
from model.margins import Counts, margins

EXTREME = 0.1
"""Air lies at one end of the range: within this share of it."""

FLAT = 0.1
"""Range of samples, as a share of the largest, under which a picture tells nothing."""

FRAME = 0.6
"""Share of the frame that is air in a picture that shows its object whole."""

SURE = 0.1
"""Least difference of brightness between top and bottom, as a share of the range, to be sure."""


def polarity_of(counts: Counts) -> tuple[Polarity, bool]:
    """Tell the polarity of a picture from where its air is.

    Air frames an object that is shown whole, above and at the sides, at one end of the range.
    In a picture cropped to its container there is more material at the bottom, where cargo and
    floor lie, than at the top.

    Parameters
    ----------
    counts : ndarray
        ``(H, W)`` uint8 or uint16 samples, with or without margins.

    Returns
    -------
    tuple of Polarity and bool
        The polarity, and whether the picture leaves no doubt.
    """
    small = _scaled(_inside(counts, bright=False))
    if small is None:
        return "transmission", False
    if (_frame(small) > 1 - EXTREME).mean() >= FRAME:
        return "transmission", True
    other = _scaled(_inside(counts, bright=True))
    if other is not None and (_frame(other) < EXTREME).mean() >= FRAME:
        return "attenuation", True
    band = max(1, small.shape[0] * 3 // 20)
    weight = float(np.median(small[:band])) - float(np.median(small[-band:]))
    return ("transmission" if weight >= 0 else "attenuation"), abs(weight) >= SURE


def _inside(counts: Counts, *, bright: bool) -> Counts:
    """The picture without its bright or dark margins."""
    top, bottom, left, right = margins(counts, bright=bright)
    return counts[top:bottom, left:right]


def _scaled(core: Counts) -> NDArray[np.float32] | None:
    """A small copy from 0 to 1; None for a picture that is too flat to tell anything."""
    height, width = core.shape
    small = core[:: max(1, height // 200), :: max(1, width // 400)].astype(np.float32)
    low, high = np.percentile(small, (0.5, 99.5))
    if high - low <= FLAT * high:
        return None
    return np.clip((small - low) / (high - low), 0, 1)


def _frame(small: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows at the top and the upper columns at both sides."""
    rows, columns = max(1, small.shape[0] // 25), max(1, small.shape[1] // 50)
    upper = small[: max(1, small.shape[0] // 2)]
    return np.concatenate([small[:rows].ravel(), upper[:, :columns].ravel(), upper[:, -columns:].ravel()])
