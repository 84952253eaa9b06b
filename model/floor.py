"""Where a container ends and the chassis under it begins."""

import numpy as np
from numpy.typing import NDArray

DENSE = 1.5
"""Attenuation from which material counts as dense, so that cargo does not outweigh the floor."""

SEARCH = 0.6
"""Part of the way from roof to ground above which no floor is looked for: a container of 2.59 m
on a chassis stands 3.9 to 4.2 m above ground."""

TYPICAL = 45
"""Percentile along a row that stands for it: wheels under a short container may cover half of it."""

SMOOTH = 0.025
"""Window over which rows are averaged, and..."""

PLATEAU = 0.04
"""...height over which the frame of the chassis keeps its level, as shares of roof to ground."""

FLOOR = 0.15
"""Attenuation that the floor of any container exceeds."""

THINNER = 0.65
"""The frame of the chassis attenuates less than this share of the floor above it."""

EVEN = 0.08
"""Attenuation by which the level of the frame of a chassis may vary."""


def floor_of(body: NDArray[np.float32], roof: float) -> float:
    """Find the lower edge of a container.

    Going down from the cargo, the floor with its cross-members is dense along the whole length;
    under it comes the frame of the chassis, whose thin webs keep an even, lower level, or air.
    Where nothing lighter follows, the picture is cropped to the container.

    Parameters
    ----------
    body : ndarray
        ``(H, w)`` attenuation of the columns of one container, down to the end of the picture.
    roof : float
        Row of its roof.

    Returns
    -------
    float
        Row of the lower edge.
    """
    height, width = body.shape
    inset = width // 16
    start = int(roof + SEARCH * (height - roof))
    columns = body[:, inset : width - inset : max(1, width // 256)]
    level = _smooth(
        np.minimum(np.percentile(columns[start:], TYPICAL, axis=1), DENSE), SMOOTH * (height - roof)
    )
    reach = max(2, round(PLATEAU * (height - roof)))
    densest = np.maximum.accumulate(level)
    ahead = np.lib.stride_tricks.sliding_window_view(np.pad(level, (0, reach), mode="edge"), reach)
    lower = (
        (densest > FLOOR) & (level <= THINNER * densest) & (level <= ahead[: level.size].min(axis=1) + EVEN)
    )
    return float(start + int(lower.argmax())) if lower.any() else float(height)


def _smooth(level: NDArray[np.float32], window: float) -> NDArray[np.float32]:
    """Average over a window of rows, repeating the ends."""
    half = max(1, round(window / 2))
    padded = np.pad(level, half, mode="edge")
    return np.convolve(padded, np.full(2 * half + 1, 1 / (2 * half + 1), np.float32), mode="valid")
