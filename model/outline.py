"""The upper outline of what stands in the beam: where each column of the picture meets material."""

import itertools
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

RIM = 2
"""Rows of the reduced picture that make its rim..."""

CROPPED = 0.8
"""...and the share of it that is material where the picture is cropped to a container: the brightest
thing left may then be the wall, which passes for air."""

TALL = 0.35
"""Part of the way from the highest roof to the ground above which a container must begin."""

DEPTH = 0.65
"""Part of the way from roof to ground that lies above the floor of any container."""

SOLID = 0.4
"""Least share of material on that part for a column to belong to a container."""

CLEAR = 0.04
"""Largest share of material along a gap between two containers."""

POST = 0.7
"""Attenuation of a corner post: 6 mm steel, seen along its sides."""

VALLEY = 0.35
"""Attenuation of a narrow gap over that of the posts beside it."""

POST_WIDTH = 0.03
"""Reach from a gap to the posts beside it, as a share of the height of the picture."""

SHORTEST = 0.2
"""Least length of a container, as a share of the height of the picture."""

STRAIGHT = 0.04
"""How far a roof may depart from a line, as a share of the height of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outline:
    """Columns of a picture.

    Attributes
    ----------
    top : ndarray
        ``(W,)`` float32, row of the picture where material begins; its height where there is none.
    fill : ndarray
        ``(W,)`` float32, share of material in the column from the common roof down to above the floor.
    gap : ndarray
        ``(W,)`` bool, True along a gap of air, which may lean, from the roof down to above the floor.
    height : int
        Rows of the picture.
    """

    top: Floats
    fill: Floats
    gap: Mask
    height: int

    def spans(self) -> list[tuple[int, int]]:
        """Runs of columns that reach up to the level of a roof and are filled below it."""
        roof = float(np.percentile(self.top, 5))
        solid = (self.top < roof + TALL * (self.height - roof)) & (self.fill > SOLID)
        whole = _runs(_close(solid, max(1, self.height // 250)))
        parts = [part for first, last in whole for part in self._split(first, last)]
        return [(first, last) for first, last in parts if last - first >= SHORTEST * self.height]

    def _split(self, first: int, last: int) -> list[tuple[int, int]]:
        """Parts of a span between the gaps inside it."""
        least = max(1, round(SHORTEST * self.height))
        cuts = [first]
        for a, b in _runs(self.gap[first:last]):
            middle = first + (a + b) // 2
            if middle - cuts[-1] >= least and last - middle >= least:
                cuts.append(middle)
        return list(itertools.pairwise([*cuts, last]))

    def roof(self, first: int, last: int) -> float:
        """Row of the higher end of the roof over a span of columns."""
        inset = (last - first) // 50
        return float(np.percentile(self.top[first + inset : last - inset], 10))

    def score(self, first: int, last: int) -> float:
        """How much a span looks like a container, from 0 to 1: straight roof and unbroken walls."""
        tops = self.top[first:last].astype(np.float64)
        along = np.arange(tops.size)
        middle = np.median(tops)
        level = np.abs(tops - middle) < 2 * STRAIGHT * self.height
        if level.sum() < 2:
            return 0.0
        line = np.polyval(np.polyfit(along[level], tops[level], 1), along)
        straight = float((np.abs(tops - line) < STRAIGHT * self.height).mean())
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
    small = cv2.resize(attenuation, (width, rows), interpolation=cv2.INTER_AREA).astype(
        np.float32, copy=False
    )
    material = (small > WALL).astype(np.float32)
    window = max(3, rows // 20)
    ahead = cv2.boxFilter(material, -1, (1, window), anchor=(0, 0), borderType=cv2.BORDER_REPLICATE)
    solid = (ahead > 0.7) & (material > 0)
    top = np.where(solid.any(axis=0), solid.argmax(axis=0), rows)
    rim = material[:RIM].all(axis=0)
    cropped = bool(rim.mean() > CROPPED)
    if cropped:
        top[rim] = 0
    upper = min(int(np.percentile(top, 5)), rows - 2)
    zone = material[upper : round(upper + DEPTH * (rows - upper)) + 1]
    gap = _gaps(small[upper : upper + zone.shape[0]], max(3, round(POST_WIDTH * height)))
    return Outline(
        top=(top * (height / rows)).astype(np.float32),
        fill=np.where(cropped & rim, np.float32(1), zone.mean(axis=0)).astype(np.float32),
        gap=gap & ~(cropped & rim),
        height=height,
    )


def _gaps(zone: Floats, flank: int) -> Mask:
    """Columns through which a gap leads from the top to the bottom of a zone, leaning or not.

    A gap is air, or, where it is so narrow that the beam blurs it, a light line between two dense
    corner posts. The path with the least material between, leaning by a column a row at most, is
    found by dynamic programming from both ends, as for seams (Avidan and Shamir, 2007).
    """
    kernel = np.ones((1, flank), np.uint8)
    before = cv2.dilate(zone, kernel, anchor=(flank - 1, 0))
    after = cv2.dilate(zone, kernel, anchor=(0, 0))
    posts = np.minimum(before, after)
    light = (zone < WALL) | ((posts > POST) & (zone < VALLEY * posts))
    material = (~light).astype(np.float32)
    middle = zone.shape[0] // 2
    cost = _descend(material[:middle]) + _descend(material[middle:][::-1])
    return cost <= CLEAR * zone.shape[0]


def _descend(material: Floats) -> Floats:
    """Least material on the paths that end in each column of the last row."""
    cost = np.zeros(material.shape[1], np.float32)
    best = cost.copy()
    for row in material:
        np.minimum(cost[:-1], cost[1:], out=best[1:])
        best[0] = cost[0]
        np.minimum(best[:-1], cost[1:], out=best[:-1])
        np.add(best, row, out=cost)
    return cost


def _close(marked: Mask, gap: int) -> Mask:
    """Close gaps of up to ``gap`` columns."""
    kernel = np.ones((1, 2 * (gap // 2) + 1), np.uint8)
    return cv2.morphologyEx(marked.astype(np.uint8)[None], cv2.MORPH_CLOSE, kernel)[0] > 0


def _runs(marked: Mask) -> list[tuple[int, int]]:
    """Runs of marked columns, far ends excluded."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
