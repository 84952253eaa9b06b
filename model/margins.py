"""Parts of a picture that hold no measurement: empty margins and dead detector rows."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.int16]

EMPTY = 0.05
"""A margin is dark: hardly any sample is above this share of the range..."""

STRAY = 0.03
"""...and these are fewer than this share: noise and lines of stuck detectors."""

JUMP = 0.06
"""A dead row differs from both neighbours by this share of the range, nearly everywhere."""

THICKEST = 4
"""Dead rows come one to four at a time; thicker bands are structure."""


Rectangle = tuple[int, int, int, int]


def margins(counts: Counts, *, bright: bool = False) -> Rectangle:
    """Find the rectangle inside empty margins.

    A margin is a band along a side of the picture whose samples are about zero, where there was
    no beam.

    Parameters
    ----------
    counts : ndarray
        ``(H, W)`` uint8 or uint16.
    bright : bool
        True for a picture in which larger samples mean more material.

    Returns
    -------
    tuple of int
        ``(top, bottom, left, right)``, far edges excluded; the whole picture where all is empty.
    """
    height, width = counts.shape
    high, low = counts.max(initial=0), counts.min(initial=0)
    if high == low:
        return 0, height, 0, width
    share = 1 - EMPTY if bright else EMPTY
    reach = float(low) + share * (float(high) - float(low))

    def filled(part: Counts) -> NDArray[np.bool_]:
        return part < reach if bright else part > reach

    across = filled(counts[:: max(1, height // 256)])
    left, right = _ends(np.flatnonzero(across.mean(axis=0) > STRAY), width)
    down = filled(counts[:, left : right : max(1, (right - left) // 512)])
    top, bottom = _ends(np.flatnonzero(down.mean(axis=1) > STRAY), height)
    return top, bottom, left, right


def _ends(filled: NDArray[np.intp], length: int) -> tuple[int, int]:
    """First and last filled place; bands thinner than half a percent are an edge, not a margin."""
    if not filled.size:
        return 0, length
    first, last = int(filled[0]), int(filled[-1]) + 1
    least = max(2, length // 200)
    return (first if first >= least else 0), (last if length - last >= least else length)


def dead_rows(counts: Counts, top: int, bottom: int, left: int, right: int) -> NDArray[np.intp]:
    """Find detector rows that give a wrong level along the whole picture.

    Parameters
    ----------
    counts : ndarray
        ``(H, W)`` uint8 or uint16.
    top, bottom, left, right : int
        The rectangle that holds measurements.

    Returns
    -------
    ndarray
        Indices of dead rows, rising.
    """
    core = counts[top:bottom, left : right : max(1, (right - left) // 256)].astype(np.float32)
    height = core.shape[0]
    if height < 4 * THICKEST:
        return np.empty(0, np.intp)
    jump = JUMP * max(1.0, float(core.max()) - float(core.min()))
    dead = np.zeros(height, np.bool_)
    for thick in range(1, THICKEST + 1):
        rows = np.arange(1, height - thick)
        above, below = core[rows - 1], core[rows + thick]
        darkest = np.min([core[rows + k] for k in range(thick)], axis=0)
        brightest = np.max([core[rows + k] for k in range(thick)], axis=0)
        sunk = _mostly(brightest < np.minimum(above, below) - jump)
        raised = _mostly(darkest > np.maximum(above, below) + jump)
        for row in rows[sunk | raised]:
            dead[row : row + thick] = True
    return np.flatnonzero(dead) + top


def _mostly(wrong: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows that are wrong along four fifths of their length."""
    return wrong.mean(axis=1) > 0.8
