"""Depths of closed meshes: cut by planes across the lane, and the sections seen by the rays of each row."""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Float = NDArray[np.float32]
Float64 = NDArray[np.float64]
Index = NDArray[np.int32]
# Cosine to the lane from which on a face counts as flat across it, and how near to each other, in
# columns, the ends of such faces count as one.
_ACROSS, _SAME = 0.9, 1 / 512
# Cuts at flat ends at most: so many, and one in so many columns.
_FEW, _EACH = 12, 3


@njit(cache=True, error_model="numpy")
def flat_ends(points: Float64, faces: Index) -> Float64:
    """Where sections change at once: corners of faces that lie across the lane.

    Returns
    -------
    float64 (n, 2), in any order: place along x, and the area in square millimetres that ends there.
    """
    found = np.empty((3 * faces.shape[0], 2))
    count = 0
    for face in range(faces.shape[0]):
        a, b, c = faces[face, 0], faces[face, 1], faces[face, 2]
        ux, uy, uz = points[b, 0] - points[a, 0], points[b, 1] - points[a, 1], points[b, 2] - points[a, 2]
        vx, vy, vz = points[c, 0] - points[a, 0], points[c, 1] - points[a, 1], points[c, 2] - points[a, 2]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        if nx * nx > _ACROSS**2 * (nx * nx + ny * ny + nz * nz):
            for corner in (a, b, c):
                found[count, 0], found[count, 1] = points[corner, 0], abs(nx) / 6
                count += 1
    return found[:count]


@njit(cache=True, error_model="numpy")
def _breaks(ends: Float64, origin: float, pitch: float, most: int) -> Float64:
    """The ``most`` flat ends at which the largest areas end, in columns, rising."""
    order = np.argsort(ends[:, 0])
    place, area = np.empty(order.size), np.zeros(order.size)
    count = 0
    for each in order:
        at = (ends[each, 0] - origin) / pitch
        if count == 0 or at - place[count - 1] > _SAME:
            place[count] = at
            count += 1
        area[count - 1] += ends[each, 1]
    place, area = place[:count], area[:count]
    return place if count <= most else place[area >= np.sort(area)[count - most]]


@njit(cache=True, error_model="numpy")
def planes(
    ends: Float64, x: tuple[float, float], origin: float, pitch: float, columns: int, samples: int
) -> tuple[Float64, Index, Float64]:
    """Where to cut meshes across the lane.

    Parameters
    ----------
    ends
        Of `flat_ends`, those of all meshes: columns are cut apart at the largest, so that a sheet across
        the lane thinner than a column leaves its whole mass.
    x
        Least and most of the meshes along x.
    origin, pitch, columns
        Where the picture begins, how wide a column is, and how many there are.
    samples
        Planes in a whole column.

    Returns
    -------
    Places along x, rising, float64 (p,); the column that each adds to, int32 (p,), and the share of it
    that it stands for, float64 (p,).
    """
    first = max(0, math.floor((x[0] - origin) / pitch))
    last = min(columns, math.ceil((x[1] - origin) / pitch))
    breaks = _breaks(ends, origin, pitch, _FEW + max(last - first, 0) // _EACH)
    most = max(last - first, 0) * (samples + 1) + breaks.size * 2
    at, column, weight = np.empty(most), np.empty(most, np.int32), np.empty(most)
    count, place = 0, 0
    for here in range(first, last):
        begin = float(here)
        while begin < here + 1:
            while place < breaks.size and breaks[place] - begin < _SAME:
                place += 1
            until = here + 1.0
            if place < breaks.size and until - breaks[place] > _SAME:
                until = breaks[place]
            cuts = max(1, math.ceil(samples * (until - begin) - 1e-6))
            share = (until - begin) / cuts
            for cut in range(cuts):
                at[count] = origin + (begin + (cut + 0.5) * share) * pitch
                column[count], weight[count] = here, share
                count += 1
            begin = until
    return at[:count], column[:count], weight[:count]


@njit(cache=True, error_model="numpy")
def triangles(
    lines: Float,
    points: Float64,
    faces: Index,
    factor: float,
    at: Float64,
    column: Index,
    weight: Float64,
    table: Float,
    top: float,
    step: float,
) -> None:
    """Add the ray depths of a closed mesh: each face adds or takes away its depth along the rays.

    Parameters
    ----------
    lines
        The picture, float32 (columns, rows).
    points, faces
        float64 (n, 3): x along the lane, height over the source, depth from it, in millimetres; int32
        (m, 3), counter-clockwise seen from outside.
    factor
        Areal mass in g/cm2 of a millimetre.
    at, column, weight
        Where to cut, of `planes`.
    table, top, step
        As for ``kernels.rectangles``.
    """
    path, depth = table[1], points[faces[0, 0], 2]
    for face in range(faces.shape[0]):
        _face(lines, points, faces, face, depth, factor, at, column, weight, path, top / step, 1 / step)


@njit(cache=True, error_model="numpy")
def _face(
    lines: Float,
    points: Float64,
    faces: Index,
    face: int,
    depth: float,
    factor: float,
    at: Float64,
    column: Index,
    weight: Float64,
    path: Float,
    zero: float,
    per: float,
) -> None:
    """Add the depths of one face: in each plane the edge from its short side to its long one, or back.

    Crossings of an edge are computed from its lower-numbered end, so that both faces of an edge get
    the same point and the section is closed to the bit.
    """
    a, b, c = faces[face, 0], faces[face, 1], faces[face, 2]
    # Turn the face until its first corner is the least along x; ``ahead`` when the middle one follows.
    if points[b, 0] <= points[a, 0] and points[b, 0] <= points[c, 0]:
        a, b, c = b, c, a
    elif points[c, 0] < points[a, 0]:
        a, b, c = c, a, b
    ahead = points[b, 0] <= points[c, 0]
    middle, last = (b, c) if ahead else (c, b)
    begin = _place(at, points[a, 0])
    turn = _place(at, points[middle, 0])
    end = _place(at, points[last, 0])
    if begin == end:
        return
    sign = factor if ahead else -factor
    for p, q, start, stop in ((a, middle, begin, turn), (middle, last, turn, end)):
        if start == stop:
            continue
        k, m = min(p, q), max(p, q)
        run = points[m, 0] - points[k, 0]
        y_short, z_short = (points[m, 1] - points[k, 1]) / run, (points[m, 2] - points[k, 2]) / run
        i, j = min(a, last), max(a, last)
        run = points[j, 0] - points[i, 0]
        y_long, z_long = (points[j, 1] - points[i, 1]) / run, (points[j, 2] - points[i, 2]) / run
        for plane in range(start, stop):
            on, along = at[plane] - points[k, 0], at[plane] - points[i, 0]
            _edge(
                lines, column[plane], points[k, 1] + on * y_short, points[k, 2] + on * z_short,
                points[i, 1] + along * y_long, points[i, 2] + along * z_long,
                depth, sign * weight[plane], path, zero, per,
            )  # fmt: skip


@njit(cache=True)
def _place(at: Float64, x: float) -> int:
    """How many of rising numbers are less than x."""
    low, high = 0, at.size
    while low < high:
        middle = (low + high) >> 1
        if at[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


@njit(cache=True, error_model="numpy", inline="always")
def _edge(
    lines: Float, column: int, ya: float, za: float, yb: float, zb: float,
    depth: float, factor: float, path: Float, zero: float, per: float,
) -> None:  # fmt: skip
    """Add or take away the depth of one edge of a section over ``depth``, its mean over each row.

    ``zero`` is where slope zero lies in rows and ``per`` rows for a slope of one. At a place in rows
    the depth is ``across / (rise + run * place)``.
    """
    a, b = zero - ya / za * per, zero - yb / zb * per
    if a > b:
        begin, end = max(b, 0.0), min(a, float(lines.shape[1]))
    else:
        begin, end, factor = max(a, 0.0), min(b, float(lines.shape[1])), -factor
    if end <= begin:
        return
    across, rise, run = (za * yb - zb * ya) * per, (yb - ya) * per - (zb - za) * zero, zb - za
    row, last = np.uint64(begin), np.uint64(end)
    if row == last:
        lines[column, row] += factor * path[row] * _part(begin, end, across, rise, run, depth)
        return
    lines[column, row] += factor * path[row] * _part(begin, np.float64(row) + 1, across, rise, run, depth)
    half = 0.5 * run
    for each in range(row + np.uint64(1), last):
        over = 1 / (rise + (np.float64(each) + 0.5) * run)
        square = half * half * over * over
        mean = across * over * (1 + square * (1 / 3 + square * (1 / 5)))
        lines[column, each] += factor * path[each] * (mean - depth)
    if end > np.float64(last):
        lines[column, last] += factor * path[last] * _part(np.float64(last), end, across, rise, run, depth)


@njit(cache=True, error_model="numpy", inline="always")
def _part(begin: float, end: float, across: float, rise: float, run: float, depth: float) -> float:
    """Integral of the depth of an edge over ``depth``, over rows, not whole ones, counted from the top."""
    over = 1 / (rise + 0.5 * (begin + end) * run)
    square = (0.5 * (end - begin) * run * over) ** 2
    return (across * over * (1 + square * (1 / 3 + square * (1 / 5))) - depth) * (end - begin)
