"""Whether larger samples mean more transmission or more material."""

import numpy as np
from numpy.typing import NDArray

from model.domain import Polarity
from model.margins import Counts

EXTREME = 0.1
"""Air lies at one end of the range: within this share of it."""

FRAME = 0.6
"""Share of the frame that is air in a picture that shows its object whole."""

SURE = 0.1
"""Least difference of brightness between top and bottom, as a share of the range, to be sure."""


def polarity_of(core: Counts) -> tuple[Polarity, bool]:
    """Tell the polarity of a picture from where its air is.

    Air frames an object that is shown whole, above and at the sides, at one end of the range.
    In a picture cropped to its container there is more material at the bottom, where cargo and
    floor lie, than at the top.

    Parameters
    ----------
    core : ndarray
        ``(H, W)`` uint8 or uint16 samples without margins.

    Returns
    -------
    tuple of Polarity and bool
        The polarity, and whether the picture leaves no doubt.
    """
    height, width = core.shape
    small = core[:: max(1, height // 200), :: max(1, width // 400)].astype(np.float32)
    low, high = np.percentile(small, (0.5, 99.5))
    if high <= low:
        return "transmission", False
    small = np.clip((small - low) / (high - low), 0, 1)
    frame = _frame(small)
    bright, dark = float((frame > 1 - EXTREME).mean()), float((frame < EXTREME).mean())
    if max(bright, dark) >= FRAME:
        return ("transmission" if bright > dark else "attenuation"), True
    band = max(1, small.shape[0] * 3 // 20)
    weight = float(np.median(small[:band])) - float(np.median(small[-band:]))
    return ("transmission" if weight >= 0 else "attenuation"), abs(weight) >= SURE


def _frame(small: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows at the top and the upper columns at both sides."""
    rows, columns = max(1, small.shape[0] // 25), max(1, small.shape[1] // 50)
    upper = small[: max(1, small.shape[0] // 2)]
    return np.concatenate([small[:rows].ravel(), upper[:, :columns].ravel(), upper[:, -columns:].ravel()])
