"""The inside of a container on a small grid: between roof and floor, between the end walls.

A crop of a container shows more than its inside: air above a tilted roof, the chassis below the floor,
corner posts, sometimes the neighbour. What counts as goods must be looked for in between. Every crop is
brought to one grid, so that the sizes of structures (posts, rails, dead rows) are shares of a container and
not pixels of a scanner.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

ROWS, COLUMNS = 120, 320
OPAQUE = 4.0
"""Attenuation from which on 8-bit pictures hold no information (transmission under 2%)."""

_AIR = 0.04
_WALL_MOST = 0.25
_SHADOW = 0.5
_SHADOW_MOST = 0.15
_TILT = 0.08
_POST = 0.5
_POST_WIDTH = 17
_POSTS_MOST = 0.08
_FLOOR_STEP = 0.3
_FLOOR_MOST = 1.2
_FLOOR_SEARCH = (0.60, 0.97)
_FLOOR_DEFAULT = 0.80
_FLOOR_HIGHEST = (0.70, 0.76)
_ROOF = 0.06
_ROOF_LOWEST = 0.35
_MIDDLE = slice(ROWS // 5, ROWS * 3 // 5)
_END_WALL = 0.05
_END_REACH = 0.10
_BLACKOUT = 0.99
_LINE = np.ones((5, 1), np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interior:
    """A container on the grid of ``ROWS`` x ``COLUMNS`` cells.

    Attributes
    ----------
    excess : ndarray of float32, shape (ROWS, COLUMNS)
        Attenuation above that of the two side walls; thin horizontal lines (rails, dead detector rows)
        are removed. At most ``opaque``.
    inner : ndarray of bool, shape (ROWS, COLUMNS)
        Cells between roof and floor and between the end walls that were measured; none in a crop that is
        black to its edges, for every container lets the beam through at its roof.
    wall : float
        Attenuation taken for the side walls.
    """

    excess: NDArray[np.float32]
    inner: NDArray[np.bool_]
    wall: float


def interior(
    attenuation: NDArray[np.float32],
    valid: NDArray[np.bool_] | None = None,
    unpenetrated: NDArray[np.bool_] | None = None,
    opaque: float = OPAQUE,
) -> Interior:
    """Find the inside of one container and the attenuation of goods in it.

    Parameters
    ----------
    attenuation : ndarray of float32, shape (h, w)
        ``-ln`` of transmission, 0 is air.
    valid : ndarray of bool, shape (h, w), optional
        False in margins and dead rows.
    unpenetrated : ndarray of bool, shape (h, w), optional
        True where the beam did not get through; taken as opaque.
    opaque : float
        Attenuation beyond which the samples hold no information.
    """
    cells, measured = _grid(attenuation, valid, unpenetrated, opaque)
    first, last = _extent(cells, measured)
    columns = np.arange(COLUMNS)
    end = (last - first) * _END_WALL
    between = (columns >= first + end) & (columns < last - end)
    rows = np.arange(ROWS)[:, None]
    inner = measured & (rows >= _roof(cells))
    wall = _wall(cells, inner & between & (rows < ROWS * _FLOOR_SEARCH[0]))
    excess = np.clip(cells - wall, 0.0, opaque).astype(np.float32)
    excess = _without_roof_shadow(excess, inner & between)
    inner &= ~_posts(np.where(inner, excess, OPAQUE), first, last)
    inner &= between & (rows < _floor(excess, between))
    if float((cells > OPAQUE * 0.75).mean()) > _BLACKOUT:
        inner = np.zeros_like(inner)
    return Interior(excess=excess, inner=inner, wall=wall)


def _grid(
    attenuation: NDArray[np.float32],
    valid: NDArray[np.bool_] | None,
    unpenetrated: NDArray[np.bool_] | None,
    opaque: float,
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Mean attenuation of the measured pixels of each cell, and which cells were measured."""
    level = np.clip(attenuation, 0.0, opaque).astype(np.float32)
    if unpenetrated is not None:
        level[unpenetrated] = opaque
    if valid is None:
        weight = np.ones((ROWS, COLUMNS), np.float32)
        cells = cv2.resize(level, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA)
    else:
        kept = valid.astype(np.float32)
        weight = cv2.resize(kept, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA)
        total = cv2.resize(level * kept, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA)
        cells = np.where(weight > 0, total / np.maximum(weight, 1e-6), opaque).astype(np.float32)
    measured = weight >= 0.5
    cells[~measured] = opaque
    return np.asarray(cv2.morphologyEx(cells, cv2.MORPH_OPEN, _LINE), np.float32), measured


def _extent(cells: NDArray[np.float32], measured: NDArray[np.bool_]) -> tuple[int, int]:
    """First and last column that belong to the container: neither air nor a black margin all the way."""
    light = np.percentile(cells[_MIDDLE], 90, axis=0) < _AIR
    black = np.percentile(cells, 1, axis=0) > OPAQUE * 0.75
    inside = (~(light | black) & measured.any(axis=0)).astype(np.uint8)[None]
    inside = cv2.morphologyEx(inside, cv2.MORPH_OPEN, np.ones((1, 5), np.uint8))[0]
    first, last = int(np.argmax(inside)), COLUMNS - int(np.argmax(inside[::-1]))
    if not inside.any() or last - first < COLUMNS // 4:
        return 0, COLUMNS
    return first, last


def _roof(cells: NDArray[np.float32]) -> NDArray[np.float64]:
    """Row from which each column is inside, a roof's thickness below the air above the container."""
    top = np.argmax(cells > _AIR, axis=0)
    return np.where(top < ROWS * _ROOF_LOWEST, top, 0) + ROWS * _ROOF


def _posts(excess: NDArray[np.float32], first: int, last: int) -> NDArray[np.bool_]:
    """Columns of narrow things that are opaque from roof to floor, and the end walls with all before them."""
    weakest = np.percentile(excess[: _MIDDLE.stop], 5, axis=0).astype(np.float32)
    narrow = cv2.morphologyEx(weakest[None], cv2.MORPH_TOPHAT, np.ones((1, _POST_WIDTH), np.uint8))
    posts = (narrow[0] > _POST).astype(np.uint8)
    if posts.mean() > _POSTS_MOST:
        posts[:] = 0
    reach = int((last - first) * _END_REACH)
    for side in (np.arange(first, first + reach), np.arange(last - 1, last - 1 - reach, -1)):
        dark = np.flatnonzero(weakest[side] > _POST)
        if 0 < dark.size < reach:
            posts[side[: dark[-1] + 1]] = 1
    return cv2.dilate(posts[None], np.ones((1, 5), np.uint8))[0] > 0


def _wall(cells: NDArray[np.float32], where: NDArray[np.bool_]) -> float:
    """Level of the side walls: the light part of the inside, but no more than sheet steel can take."""
    if not where.any():
        return 0.0
    return float(min(np.percentile(cells[where], 15), _WALL_MOST))


def _without_roof_shadow(excess: NDArray[np.float32], inner: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Take off what the roof, seen from below, adds evenly along the upper rows."""
    upper = excess[: int(ROWS * _SHADOW)]
    shadow = np.percentile(np.where(inner[: upper.shape[0]], upper, 0.0), 20, axis=1)
    return np.concatenate(
        [np.maximum(upper - np.minimum(shadow, _SHADOW_MOST)[:, None], 0.0), excess[upper.shape[0] :]]
    ).astype(np.float32)


def _floor(excess: NDArray[np.float32], between: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Row at which the floor begins, for each column: a straight line under everything that stands on it."""
    top, bottom = (int(ROWS * share) for share in _FLOOR_SEARCH)
    dark = excess[top:bottom] > _FLOOR_STEP
    height = np.where(dark.any(axis=0), dark.argmax(axis=0), bottom - top) + top
    seen = between & ~dark[0] & (height < bottom)
    columns = np.arange(COLUMNS, dtype=np.float64)
    line = np.full(COLUMNS, ROWS * _FLOOR_DEFAULT)
    steepest = ROWS * _TILT / COLUMNS
    for _ in range(4):
        if seen.sum() < COLUMNS // 4:
            break
        slope = np.clip(np.polyfit(columns[seen], height[seen], 1)[0], -steepest, steepest)
        line = slope * columns + np.mean(height[seen] - slope * columns[seen])
        seen &= height > line - 2
    rows = np.arange(ROWS)[:, None]
    under = (rows >= line) & (rows < line + ROWS * 0.06) & between
    is_floor = under.any() and float(np.median(excess[under])) < _FLOOR_MOST
    highest = _FLOOR_HIGHEST[0] if is_floor else _FLOOR_HIGHEST[1]
    return np.clip(line - 1, ROWS * highest, ROWS * _FLOOR_SEARCH[1])
