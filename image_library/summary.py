"""What a scan's grids of embeddings come to: features of the whole load and of windows in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.detector import Piece

Floats = NDArray[np.float32]

GOODS_LEVEL = 0.5
"""Attenuation at which a cell counts half as goods: above two sheet-steel walls, below a hand of cargo."""

LIGHT_LEVEL = 0.1
"""The same for light loads and bags, whose densest tenth stays below twice the usual level."""

LEAST_GOODS = 0.15
"""Windows with a smaller share of goods are air, and say nothing about a code."""

EMPTY_SHARE = 0.02
"""A scan with a smaller share of goods shows none."""

_HALVES = tuple((i / 4, i / 4 + 1 / 2) for i in range(3))
_QUARTERS = tuple((i / 8, i / 8 + 1 / 4) for i in range(7))
_LEVELS = ((0.0, 1.0), (0.0, 0.5), (0.5, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Summary:
    """Mean embeddings over the goods of a scan; row 0 is the whole scan, the others are windows.

    Attributes
    ----------
    features : ndarray of float32, shape (windows, channels)
        Mean embedding of each window, its cells weighted by how much they look like goods.
    boxes : ndarray of float32, shape (windows, 4)
        Where the windows lie, in pixels of the first view.
    small : ndarray of bool, shape (windows,)
        True for the windows of a quarter of the length and less, which regions are made of.
    goods : float
        Share of the cells, 0 to 1, that are goods.
    """

    features: Floats
    boxes: Floats
    small: NDArray[np.bool_]
    goods: float

    @property
    def whole(self) -> Floats:
        """The feature of the whole load, float32 (channels,)."""
        return self.features[0]

    @property
    def empty(self) -> bool:
        """Whether there are hardly any goods."""
        return self.goods < EMPTY_SHARE


def summarise(pieces: Sequence[Piece]) -> Summary:
    """Summarise the pieces of one scan; several containers are one load."""
    weighted, weights = [p.sight.embeddings for p in pieces], [goods_weights(p) for p in pieces]
    totals = [
        (e * w[..., None]).sum((0, 1), dtype=np.float64) for e, w in zip(weighted, weights, strict=True)
    ]
    mass = sum(float(w.sum()) for w in weights)
    cells = sum(w.size for w in weights)
    features = [np.sum(totals, axis=0) / max(mass, 1e-6)]
    boxes = [_hull([p.box for p in pieces])]
    small = [False]
    for piece, weight in zip(pieces, weights, strict=True):
        for feature, box, is_small in _windows(piece, weight, several=len(pieces) > 1):
            features.append(feature)
            boxes.append(box)
            small.append(is_small)
    return Summary(
        features=np.asarray(features, np.float32),
        boxes=np.asarray(boxes, np.float32),
        small=np.asarray(small, np.bool_),
        goods=mass / max(cells, 1),
    )


def goods_weights(piece: Piece) -> Floats:
    """Return how much each cell looks like goods, float32 (rows, columns), 0 to 1."""
    cells = piece.sight.attenuation
    level = float(np.clip(np.quantile(cells, 0.9) / 2, LIGHT_LEVEL, GOODS_LEVEL))
    above = (cells - level) / (level / 5)
    return (1.0 / (1.0 + np.exp(-np.clip(above, -30, 30)))).astype(np.float32)


def _windows(
    piece: Piece, weight: Floats, *, several: bool
) -> Iterator[tuple[NDArray[np.float64], tuple[float, float, float, float], bool]]:
    rows, columns = weight.shape
    for (x0, x1), (y0, y1), is_small in _fractions(several=several):
        left, right = _span(x0, x1, columns)
        top, bottom = _span(y0, y1, rows)
        part = weight[top:bottom, left:right]
        if part.size == 0 or part.mean() < LEAST_GOODS:
            continue
        cells = piece.sight.embeddings[top:bottom, left:right]
        feature = (cells * part[..., None]).sum((0, 1), dtype=np.float64) / part.sum(dtype=np.float64)
        bx, by, ex, ey = piece.box
        wide, high = (ex - bx) / columns, (ey - by) / rows
        box = (bx + left * wide, by + top * high, bx + right * wide, by + bottom * high)
        yield feature, box, is_small


def _fractions(*, several: bool) -> Iterator[tuple[tuple[float, float], tuple[float, float], bool]]:
    if several:
        yield (0.0, 1.0), (0.0, 1.0), False
    for half in _HALVES:
        yield half, (0.0, 1.0), False
    for quarter in _QUARTERS:
        for level in _LEVELS:
            yield quarter, level, True


def _span(start: float, end: float, size: int) -> tuple[int, int]:
    first = min(round(start * size), size - 1)
    return first, max(first + 1, round(end * size))


def _hull(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
