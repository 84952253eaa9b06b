"""The ray-depth rasteriser: how much of each solid lies along each ray, compiled with numba.

A picture is kept as lines, one a pulse, as a line scanner reads them: float32 (columns, rows). In
the plane of a column a ray of slope s leaves the source at depth 0 and meets depth t at height
s * t, both measured from the source; its length between two depths is their difference times
sqrt(1 + s^2). Solids of one column are cut in this plane: a rectangle, an ellipse, or the section
of a closed mesh, whose crossings add up with alternating signs.
"""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Float = NDArray[np.float32]


@njit(cache=True, inline="always")
def _rows(low: float, high: float, top: float, step: float, rows: int) -> tuple[int, int]:
    """Rows whose centres lie between two slopes, the first and one past the last."""
    first = max(0, math.ceil((top - high) / step - 0.5))
    last = min(rows, math.ceil((top - low) / step - 0.5))
    return first, last


@njit(cache=True)
def rectangles(
    lines: Float,
    first: int,
    weight: Float,
    y0: Float,
    y1: Float,
    z0: Float,
    z1: Float,
    rays: Float,
    top: float,
    step: float,
) -> None:
    """Add the chords of one rectangle a column, times its weight.

    ``y0`` to ``y1`` are heights over the source and ``z0`` to ``z1`` depths from it, float32 (n,) in
    millimetres; the columns are those from ``first`` on. ``rays`` float32 (2, rows) hold 1 / slope,
    never infinite, and path length per depth; rows with rising rays come first.
    """
    rows = lines.shape[1]
    inverse, path = rays[0], rays[1]
    flat = 0
    while flat < rows and inverse[flat] > 0:
        flat += 1
    for i in range(weight.size):
        low, high, near, far, factor = y0[i], y1[i], z0[i], z1[i], weight[i]
        if factor == 0 or high <= low or far <= near:
            continue
        least = low / near if low < 0 else low / far
        most = high / near if high > 0 else high / far
        begin, end = _rows(least, most, top, step, rows)
        level = min(max(begin, flat), end)
        line = lines[first + i]
        for row in range(begin, level):
            start, stop = max(near, low * inverse[row]), min(far, high * inverse[row])
            line[row] += factor * max(stop - start, np.float32(0)) * path[row]
        for row in range(level, end):
            start, stop = max(near, high * inverse[row]), min(far, low * inverse[row])
            line[row] += factor * max(stop - start, np.float32(0)) * path[row]


@njit(cache=True)
def ellipses(
    lines: Float,
    first: int,
    weight: Float,
    y: Float,
    z: Float,
    b: Float,
    c: Float,
    top: float,
    step: float,
) -> None:
    """Add the chords of one ellipse a column, times its weight.

    Centres (y over the source, z from it) and half axes (b upright, c across) are float32 (n,) in
    millimetres; the columns are those from ``first`` on.
    """
    rows = lines.shape[1]
    for i in range(weight.size):
        factor = weight[i]
        if factor == 0 or b[i] <= 0 or c[i] <= 0:
            continue
        yc, zc, bb, cc = float(y[i]), float(z[i]), float(b[i]) ** 2, float(c[i]) ** 2
        # The slopes of the two tangents from the source.
        square = zc * zc - cc
        half = yc * zc
        root = math.sqrt(max(0.0, half * half - square * (yc * yc - bb)))
        begin, end = _rows((half - root) / square, (half + root) / square, top, step, rows)
        line = lines[first + i]
        for row in range(begin, end):
            slope = top - (row + 0.5) * step
            # By the distance from the centre: the usual discriminant cancels for thin wires far away.
            width = bb + slope * slope * cc
            inside = width - (yc - slope * zc) ** 2
            if inside > 0:
                chord = 2 * math.sqrt(inside * bb * cc) / width
                line[row] += factor * chord * math.sqrt(1 + slope * slope)


@njit(cache=True)
def triangles(
    lines: Float,
    first: int,
    points: NDArray[np.float64],
    faces: NDArray[np.int32],
    factor: float,
    pitch: float,
    samples: int,
    top: float,
    step: float,
) -> None:
    """Add the ray depths of a closed mesh: each face adds or takes away its depth along the ray.

    ``points`` float64 (n, 3) are x along the lane, height over the source, depth from it, in
    millimetres; ``faces`` int32 (m, 3), counter-clockwise seen from outside. ``samples`` planes are
    cut through each column. Crossings of an edge are computed from its lower-numbered end, so that
    both faces of an edge get the same point and the section is closed to the bit.
    """
    columns, rows = lines.shape
    spacing = pitch / samples
    origin = first * pitch
    cut = np.empty((2, 2))
    for face in range(faces.shape[0]):
        a, b, c = faces[face]
        least = min(points[a, 0], points[b, 0], points[c, 0])
        most = max(points[a, 0], points[b, 0], points[c, 0])
        begin = max(0, math.ceil((least - origin) / spacing - 0.5))
        end = min(columns * samples, math.ceil((most - origin) / spacing - 0.5))
        for sample in range(begin, end):
            x = origin + (sample + 0.5) * spacing
            sign = 0
            for p, q in ((a, b), (b, c), (c, a)):
                rising = points[q, 0] > x >= points[p, 0]
                falling = points[p, 0] > x >= points[q, 0]
                if not (rising or falling):
                    continue
                k, m = min(p, q), max(p, q)
                share = (x - points[k, 0]) / (points[m, 0] - points[k, 0])
                end_of = 0 if rising else 1
                cut[end_of, 0] = points[k, 1] + share * (points[m, 1] - points[k, 1])
                cut[end_of, 1] = points[k, 2] + share * (points[m, 2] - points[k, 2])
                sign += 1
            if sign == 2:
                _segment(lines[sample // samples], cut, factor / samples, top, step, rows)


@njit(cache=True)
def _segment(
    line: Float, cut: NDArray[np.float64], factor: float, top: float, step: float, rows: int
) -> None:
    """Add or take away the depth of one edge of the section, from cut[0] to cut[1] (height, depth)."""
    ya, za, yb, zb = cut[0, 0], cut[0, 1], cut[1, 0], cut[1, 1]
    sa, sb = ya / za, yb / zb
    if sa == sb:
        return
    low, high = min(sa, sb), max(sa, sb)
    begin, end = _rows(low, high, top, step, rows)
    sign = factor if sa < sb else -factor
    for row in range(begin, end):
        slope = top - (row + 0.5) * step
        share = (slope * za - ya) / ((yb - ya) - slope * (zb - za))
        depth = za + share * (zb - za)
        line[row] += np.float32(sign * depth * math.sqrt(1 + slope * slope))
