"""The upper outline of what stands in the beam: where each column of the picture meets material."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

WALL = 0.04
"""Attenuation of the thinnest wall that counts: two corrugated side walls of 1.6 mm steel give
about 0.09 at 9 MV."""

ROWS = 200
"""Rows to which a picture is reduced to find its outline."""

DEPTH = 0.65
"""Part of the way from roof to ground that lies above the floor of any container."""

SOLID = 0.4
"""Least share of material on that part for a column to belong to a container."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outline:
    """Columns of a picture.

    Attributes
    ----------
    top : ndarray
        ``(W,)`` float32, row of the picture where material begins; its height where there is none.
    fill : ndarray
        ``(W,)`` float32, share of material in the column from the common roof down to above the floor.
    height : int
        Rows of the picture.
    """

    top: Floats
    fill: Floats
    height: int

    def spans(self) -> list[tuple[int, int]]:
        """Runs of columns that reach up to the level of a roof and are filled below it."""
        reach = self.top < self._limit()
        solid = reach & (self.fill > SOLID)
        return _runs(_close(solid, max(1, self.height // 250)))

    def _limit(self) -> float:
        """Row that separates containers from chassis and wheels."""
        roof = float(np.percentile(self.top, 5))
        return roof + 0.35 * (self.height - roof)

    def roof(self, first: int, last: int) -> float:
        """Row of the higher end of the roof over a span of columns."""
        inset = (last - first) // 50
        return float(np.percentile(self.top[first + inset : last - inset], 10))

    def score(self, first: int, last: int) -> float:
        """How much a span looks like a container, from 0 to 1: straight roof and unbroken walls."""
        tops = self.top[first:last]
        line = np.polyval(np.polyfit(np.arange(tops.size), tops, 1), np.arange(tops.size))
        straight = float((np.abs(tops - line) < 0.04 * self.height).mean())
        return straight * float(np.clip(self.fill[first:last].mean(), 0, 1))


def outline(attenuation: Floats) -> Outline:
    """Find where each column of a picture meets material from above.

    Parameters
    ----------
    attenuation : ndarray
        ``(H, W)`` float32, 0 for air.

    Returns
    -------
    Outline
        In rows of the picture.
    """
    height, width = attenuation.shape
    rows = min(height, ROWS)
    small = cv2.resize(attenuation, (width, rows), interpolation=cv2.INTER_AREA)
    material = (small > WALL).astype(np.float32)
    window = max(3, rows // 20)
    ahead = cv2.boxFilter(material, -1, (1, window), anchor=(0, 0), borderType=cv2.BORDER_REPLICATE)
    solid = (ahead > 0.7) & (material > 0)
    top = np.where(solid.any(axis=0), solid.argmax(axis=0), rows)
    upper = int(np.percentile(top, 5))
    zone = material[upper : max(upper + 1, round(upper + DEPTH * (rows - upper)))]
    return Outline(
        top=(top * (height / rows)).astype(np.float32),
        fill=zone.mean(axis=0).astype(np.float32),
        height=height,
    )


def _close(marked: Mask, gap: int) -> Mask:
    """Close gaps of up to ``gap`` columns."""
    kernel = np.ones((1, 2 * (gap // 2) + 1), np.uint8)
    return cv2.morphologyEx(marked.astype(np.uint8)[None], cv2.MORPH_CLOSE, kernel)[0] > 0


def _runs(marked: Mask) -> list[tuple[int, int]]:
    """Runs of marked columns, far ends excluded."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
