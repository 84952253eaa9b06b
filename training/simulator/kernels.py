"""The ray-depth rasteriser: how much of each solid lies along the rays of each row, compiled with numba.

A picture is kept as lines, one a pulse, as a line scanner reads them: float32 (columns, rows). In
the plane of a column a ray of slope s leaves the source at depth 0 and meets depth t at height
s * t, both measured from the source; its length between two depths is their difference times
sqrt(1 + s^2). Solids of one column are cut in this plane: a rectangle, an ellipse, or the section
of a closed mesh, whose edges add up with alternating signs.

A row is as tall as a detector: it holds the mean over all rays that meet it, by exact integrals over
slope, not the depth along its middle. So sheets and wires thinner than a row leave their whole mass.
"""

import math
from functools import cache

import numpy as np
from numba import njit
from numpy.typing import NDArray

Float = NDArray[np.float32]


@cache
def row_tables(top: float, step: float, rows: int) -> Float:
    """What the kernels ask of each row, float32 (2, rows).

    The mean of 1 / slope over the row, zero in the row that holds slope zero (no solid asks for it
    there), and the length of its middle ray for a unit of depth.
    """
    edges = top - np.arange(rows + 1) * step
    upper, lower = edges[:-1], edges[1:]
    away = upper * lower > 0
    inverse = np.where(away, np.log(np.where(away, upper / np.where(away, lower, 1), 1)) / step, 0)
    return np.stack([inverse, np.sqrt(1 + ((upper + lower) / 2) ** 2)]).astype(np.float32)


@njit(cache=True, error_model="numpy")
def rectangles(
    lines: Float,
    first: int,
    weight: Float,
    y0: Float,
    y1: Float,
    z0: Float,
    z1: Float,
    table: Float,
    top: float,
    step: float,
) -> None:
    """Add the chords of one rectangle a column, times its weight.

    ``y0`` to ``y1`` are heights over the source and ``z0`` to ``z1`` depths from it, float32 (n,) in
    millimetres; the columns are those from ``first`` on. ``table`` is of `row_tables`.
    """
    inverse, path, chord = table[0], table[1], np.zeros(lines.shape[1], np.float32)
    begin, end, last = 0, 0, -1
    for i in range(weight.size):
        if weight[i] == 0 or y1[i] <= y0[i] or z1[i] <= z0[i]:
            continue
        # Most solids have long runs of one section: it is reckoned once.
        if last < 0 or y0[i] != y0[last] or y1[i] != y1[last] or z0[i] != z0[last] or z1[i] != z1[last]:
            for row in range(np.uint64(begin), np.uint64(end)):
                chord[row] = 0
            begin, end = _rectangle(
                chord, float(y0[i]), float(y1[i]), float(z0[i]), float(z1[i]), inverse, path, top, step
            )
            last = i
        column, factor = first + i, weight[i]
        for row in range(np.uint64(begin), np.uint64(end)):
            lines[column, row] += factor * chord[row]


@njit(cache=True, error_model="numpy")
def _rectangle(
    chord: Float, low: float, high: float, near: float, far: float,
    inverse: Float, path: Float, top: float, step: float,
) -> tuple[int, int]:  # fmt: skip
    """Add the chords of a rectangle to an empty line; first row that it meets and one past the last.

    The chord has three pieces in slope, each a constant and a multiple of 1 / slope: over the first
    corner, between the middle two, and under the last. They are counted in rows from the top.
    """
    nearer, farther, zero = 1 / (near * step), 1 / (far * step), top / step
    a, b = zero - high * (nearer if high > 0 else farther), zero - high * (farther if high > 0 else nearer)
    c, d = zero - low * (nearer if low > 0 else farther), zero - low * (farther if low > 0 else nearer)
    constant, over = (-near, high) if high > 0 else (far, -high)
    _piece(chord, a, min(b, c), constant, over, inverse, path, zero, step)
    if b <= c:
        _piece(chord, b, c, far - near, 0.0, inverse, path, zero, step)
    else:
        _piece(chord, c, b, 0.0, high - low if low > 0 else low - high, inverse, path, zero, step)
    constant, over = (far, -low) if low > 0 else (-near, low)
    _piece(chord, max(b, c), d, constant, over, inverse, path, zero, step)
    begin = min(max(int(a), 0), chord.size)
    return begin, min(max(int(d) + 1, begin), chord.size)


@njit(cache=True, error_model="numpy")
def _piece(
    line: Float, begin: float, end: float, constant: float, over: float,
    inverse: Float, path: Float, zero: float, step: float,
) -> None:  # fmt: skip
    """Add ``constant + over / slope`` from one place to another, to each row its mean over the row."""
    begin, end = max(begin, 0.0), min(end, float(line.size))
    if end <= begin:
        return
    row, last = int(begin), int(end)
    if row == last:
        line[row] += path[row] * _share(begin, end, constant, over, zero, step)
        return
    line[row] += path[row] * _share(begin, row + 1.0, constant, over, zero, step)
    level, rise = np.float32(constant), np.float32(over)
    for each in range(np.uint64(row + 1), np.uint64(last)):
        line[each] += path[each] * (level + rise * inverse[each])
    if end > last:
        line[last] += path[last] * _share(float(last), end, constant, over, zero, step)


@njit(cache=True, error_model="numpy", inline="always")
def _share(begin: float, end: float, constant: float, over: float, zero: float, step: float) -> float:
    """Integral of ``constant + over / slope`` over rows, not whole ones, counted from the top."""
    away = 1 / (zero - 0.5 * (begin + end))
    mean = over / step * away * _bulge(0.5 * (end - begin) * away) if over != 0 else 0.0
    return (constant + mean) * (end - begin)


@njit(cache=True, error_model="numpy", inline="always")
def _bulge(ratio: float) -> float:
    """Mean of 1 / x over an interval against its middle; ``ratio`` is half the width over the middle.

    The series of atanh(ratio) / ratio. What lies between source and detectors keeps the ratio below
    0.3, where it is good to 3e-5.
    """
    square = ratio * ratio
    return 1 + square * (1 / 3 + square * (1 / 5))


@njit(cache=True, error_model="numpy")
def ellipses(
    lines: Float,
    first: int,
    weight: Float,
    y: Float,
    z: Float,
    b: Float,
    c: Float,
    table: Float,
    top: float,
    step: float,
) -> None:
    """Add the chords of one ellipse a column, times its weight.

    Centres (y over the source, z from it) and half axes (b upright, c across) are float32 (n,) in
    millimetres; the columns are those from ``first`` on.
    """
    rows, path = lines.shape[1], table[1]
    for i in range(weight.size):
        if weight[i] == 0 or b[i] <= 0 or c[i] <= 0:
            continue
        yc, zc, bb, cc = float(y[i]), float(z[i]), float(b[i]) ** 2, float(c[i]) ** 2
        # The slopes of the two tangents from the source.
        square = zc * zc - cc
        half = yc * zc
        root = math.sqrt(max(0.0, half * half - square * (yc * yc - bb)))
        begin = max(0, math.floor((top - (half + root) / square) / step))
        end = min(rows, math.ceil((top - (half - root) / square) / step))
        factor = 2 * weight[i] * b[i] * c[i] / step
        line, above = lines[first + i], _cut_off(top - begin * step, yc, zc, bb, cc)
        for row in range(begin, end):
            middle = top - (row + 0.5) * step
            below = _cut_off(middle - 0.5 * step, yc, zc, bb, cc)
            width = bb + middle * middle * cc
            line[row] += factor * path[row] * (below - above) * width / (zc * bb + yc * middle * cc)
            above = below


@njit(cache=True, error_model="numpy")
def _cut_off(slope: float, y: float, z: float, bb: float, cc: float) -> float:
    """Share of a disc of radius one on one side of a ray, up to a constant, times its area.

    By the distance from the centre: the usual discriminant cancels for thin wires far away.
    """
    at = (y - slope * z) / math.sqrt(bb + slope * slope * cc)
    at = min(max(at, -1.0), 1.0)
    return 0.5 * (at * math.sqrt(1 - at * at) + math.asin(at))
