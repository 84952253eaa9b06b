"""Compact things that are much denser than what is around them: tools, weapons, ingots, machines in a load.

A cell counts by its centre-surround contrast in attenuation: the weakest quarter of a box against the
densest of its four sides. Attenuation adds along the ray, so a hidden object lifts all quarters and none of
the sides, while the edge of a pallet, a stack, a post or a rail is always as dense on one side.
What a load shows again and again is its packing. So the contrast is taken over that of the similar places of
the same load, and over what counting and the grey levels of the file leave uncertain.
Contrast against four sides follows the idea of box-shaped centre-surround filters (Itti, Koch, Niebur 1998,
doi:10.1109/34.730558); the thresholds come from physics and were checked on real loads.
"""

from dataclasses import dataclass
from math import exp, hypot, log

import cv2
import numpy as np
from numpy.typing import NDArray

from model.domain import Box, Finding
from model.interior import COLUMNS, OPAQUE, ROWS, interior

SCALES = ((6, 6), (8, 8), (12, 10), (18, 14))
"""Heights and widths of the boxes in cells: from 0.15 x 0.2 m to 0.45 x 0.5 m in a 40-foot container."""

ALIKE = 4
"""What shows this often in one load is its packing."""

MOST = 3
AMONG = "compact object denser than the goods around it"
ALONE = "compact dense object with nothing around it"
_GAP = 2
_LEAST = 0.02
_TEXTURE = 0.05
_ALARM = 3.0
_PENETRABLE = 7.6
_BARE = 0.3
_COMPACT = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Peak:
    contrast: float
    row: int
    column: int
    scale: tuple[int, int]
    around: float

    def apart(self, other: "_Peak") -> bool:
        rows = abs(self.row - other.row) > (self.scale[0] + other.scale[0]) / 2 + _GAP
        return rows or abs(self.column - other.column) > (self.scale[1] + other.scale[1]) / 2 + _GAP


def dense_inclusions(
    attenuation: NDArray[np.float32],
    valid: NDArray[np.bool_] | None = None,
    unpenetrated: NDArray[np.bool_] | None = None,
    *,
    levels: int = 255,
    origin: tuple[float, float] = (0.0, 0.0),
) -> tuple[Finding, ...]:
    """Find compact dense objects in one container.

    Parameters
    ----------
    attenuation : ndarray of float32, shape (h, w)
        Crop of one container; ``-ln`` of transmission, 0 is air.
    valid : ndarray of bool, shape (h, w), optional
        False in margins and dead rows.
    unpenetrated : ndarray of bool, shape (h, w), optional
        True where the beam did not get through; nothing is found there.
    levels : int
        Grey levels between black and air in the file (255, 65535): how finely dark places were stored.
    origin : (float, float)
        Place (x, y) of the crop in its picture, in pixels.

    Returns
    -------
    tuple of Finding
        At most three of kind ``dense-object``, the clearest first; the label is ``AMONG`` or ``ALONE``: a
        single small piece of declared goods stands alone too. Boxes are in pixels of the picture.
        The score, 0.5 to 1, is logistic in the contrast-to-noise ratio, with 3 giving 0.5.
    """
    height, width = attenuation.shape
    if height < ROWS // 4 or width < COLUMNS // 4:
        return ()
    opaque = min(max(log(levels) - 1.5, OPAQUE), _PENETRABLE)
    inside = interior(attenuation, valid, unpenetrated, opaque=opaque)
    peaks = _peaks(inside.excess, inside.inner)
    ratios = [_ratio(peaks, at, inside.wall, levels) for at in range(len(peaks))]
    order = sorted((at for at in range(len(peaks)) if ratios[at] >= _ALARM), key=lambda at: -ratios[at])
    outlined = [(at, _outline(inside.excess, peaks[at])) for at in order]
    return tuple(
        Finding(
            kind="dense-object",
            label=ALONE if peaks[at].around < _BARE else AMONG,
            box=_place(cells, (width, height), origin),
            score=1.0 / (1.0 + exp(_ALARM - ratios[at])),
        )
        for at, cells in [(at, cells) for at, cells in outlined if cells][:MOST]
    )


def _peaks(excess: NDArray[np.float32], inner: NDArray[np.bool_]) -> list[_Peak]:
    """Local maxima of the contrast over all scales, strongest first, each place once."""
    found: list[_Peak] = []
    for rows, columns in SCALES:
        contrast, around = _contrast(excess, rows, columns)
        fits = cv2.erode(inner.astype(np.uint8), np.ones((rows - 2, columns - 2), np.uint8), borderValue=0)
        contrast = np.where(fits > 0, contrast, -1.0).astype(np.float32)
        highest = cv2.dilate(contrast, np.ones((rows + 3, columns + 3), np.uint8))
        for row, column in np.argwhere((contrast == highest) & (contrast > _LEAST)):
            found.append(
                _Peak(
                    contrast=float(contrast[row, column]),
                    row=int(row),
                    column=int(column),
                    scale=(rows, columns),
                    around=float(around[row, column]),
                )
            )
    kept: list[_Peak] = []
    for peak in sorted(found, key=lambda one: -one.contrast):
        if all(peak.apart(other) for other in kept):
            kept.append(peak)
    return kept


def _contrast(
    excess: NDArray[np.float32], rows: int, columns: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weakest quarter of the box around each cell, less its densest side; and that side."""
    thick = max(2, min(rows, columns) // 3)
    quarter = _mean(excess, rows // 2, columns // 2)
    upright, level = _mean(excess, rows, thick), _mean(excess, thick, columns)
    corners = [
        _moved(quarter, down, across)
        for down in (-(rows // 4), (rows + 3) // 4)
        for across in (-(columns // 4), (columns + 3) // 4)
    ]
    beside, above = columns // 2 + _GAP + thick // 2, rows // 2 + _GAP + thick // 2
    sides = [
        _moved(upright, 0, -beside),
        _moved(upright, 0, beside),
        _moved(level, -above, 0),
        _moved(level, above, 0),
    ]
    around = np.maximum.reduce(sides)
    return np.minimum.reduce(corners) - around, around


def _mean(values: NDArray[np.float32], rows: int, columns: int) -> NDArray[np.float32]:
    return np.asarray(cv2.blur(values, (columns, rows)), np.float32)


def _moved(values: NDArray[np.float32], down: int, across: int) -> NDArray[np.float32]:
    """Values as seen from each cell, so many cells further down and across; edges repeat."""
    rows = np.clip(np.arange(values.shape[0]) + down, 0, values.shape[0] - 1)
    columns = np.clip(np.arange(values.shape[1]) + across, 0, values.shape[1] - 1)
    return values[rows][:, columns]


def _ratio(peaks: list[_Peak], at: int, wall: float, levels: int) -> float:
    """Contrast over the packing of the same load, in units of what is uncertain there."""
    peak = peaks[at]
    others = [one.contrast for one in peaks if one is not peak]
    packing = others[ALIKE - 2] if len(others) >= ALIKE - 1 else 0.0
    one_grey_level = exp(min(peak.around + peak.contrast + wall, 20.0)) / levels
    return (peak.contrast - packing) / hypot(_TEXTURE, one_grey_level)


def _outline(excess: NDArray[np.float32], peak: _Peak) -> tuple[int, int, int, int] | None:
    """Bounds in cells of what stands out at a peak by half its contrast; None where that is not compact."""
    rows, columns = peak.scale
    top, left = max(0, peak.row - rows), max(0, peak.column - columns)
    window = excess[top : peak.row + rows, left : peak.column + columns]
    over = (window > peak.around + peak.contrast / 2).astype(np.uint8)
    _, names, bounds, _ = cv2.connectedComponentsWithStats(over, connectivity=4)
    name = int(names[peak.row - top, peak.column - left])
    x, y, w, h = (int(value) for value in bounds[name][:4])
    slender = w < columns * _COMPACT or h < rows * _COMPACT
    endless = w == window.shape[1] or h == window.shape[0]
    return None if name == 0 or slender or endless else (left + x, top + y, w, h)


def _place(cells: tuple[int, int, int, int], size: tuple[int, int], origin: tuple[float, float]) -> Box:
    x, y, w, h = cells
    across, down = size[0] / COLUMNS, size[1] / ROWS
    return (
        origin[0] + max(0, x) * across,
        origin[1] + max(0, y) * down,
        origin[0] + min(COLUMNS, x + w) * across,
        origin[1] + min(ROWS, y + h) * down,
    )
