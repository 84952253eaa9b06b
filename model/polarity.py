"""Whether larger samples mean more transmission or more material."""

import numpy as np

from model.domain import Polarity
from model.margins import Counts

SURE = 0.12
"""Least difference between frame and inside, as a share of the range, to be sure."""


def polarity_of(core: Counts) -> tuple[Polarity, bool]:
    """Tell the polarity of a picture from where its air is.

    Air lies along the top and the sides of a scan, and material is heavier towards the ground; so
    the upper frame is bright in a picture of transmission and dark in one of attenuation.

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
    rows = max(1, small.shape[0] // 25)
    columns = max(1, small.shape[1] // 50)
    frame = np.concatenate(
        [
            small[:rows].ravel(),
            small[: small.shape[0] // 2, :columns].ravel(),
            small[: small.shape[0] // 2, -columns:].ravel(),
        ]
    )
    edge = float(np.median(frame)) - float(small.mean())
    weight = float(small[: small.shape[0] // 2].mean()) - float(small[small.shape[0] // 2 :].mean())
    vote = edge + weight
    return ("transmission" if vote >= 0 else "attenuation"), abs(vote) >= SURE
