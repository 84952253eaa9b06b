"""Sections of a bag: its meshes cut by planes across the belt.

A section is a set of directed edges (y, z of both ends) that close to polygons, part by part: of them
``fan.shadow`` makes what lies along each ray, and `paint` the voxels.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from training.simulator.bags.plan import Bag
from training.simulator.physics.material import Composition, Material

Float64 = NDArray[np.float64]
Index = NDArray[np.int32]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Solids:
    """All meshes of a bag in one, in the order of painting.

    ``points`` float64 (n, 3) in millimetres, ``faces`` int32 (m, 3), ``part`` int32 (m,) the part that
    a face belongs to; ``materials`` and ``things`` say for each part of what it is and whose.
    """

    points: Float64
    faces: Index
    part: Index
    materials: tuple[Material, ...]
    things: tuple[int, ...]

    @classmethod
    def of(cls, bag: Bag) -> "Solids":
        """The meshes of a bag; ``things`` are places in ``bag.things``."""
        points: list[Float64] = []
        faces: list[Index] = []
        materials: list[Material] = []
        things: list[int] = []
        count = 0
        for number, thing in enumerate(bag.things):
            for each in thing.body:
                points.append(each.mesh.points)
                faces.append((each.mesh.faces + count).astype(np.int32))
                materials.append(each.material)
                things.append(number)
                count += len(each.mesh.points)
        part = np.repeat(np.arange(len(faces)), [len(f) for f in faces]).astype(np.int32)
        return cls(np.concatenate(points), np.concatenate(faces), part, tuple(materials), tuple(things))

    @property
    def compositions(self) -> tuple[Composition, ...]:
        """The compositions that occur, in the order in which they first do."""
        return tuple(dict.fromkeys(material.composition for material in self.materials))

    def cut(self, x: float) -> tuple[Float64, Index]:
        """Edges of the section at x: float64 (n, 4) of y, z of both ends, and their part, int32 (n,)."""
        edges = np.empty((len(self.faces), 4))
        part = np.empty(len(self.faces), np.int32)
        count = _cut(self.points, self.faces, self.part, x, edges, part)
        return edges[:count], part[:count]


@njit(cache=True)
def _cut(points: Float64, faces: Index, owner: Index, x: float, edges: Float64, part: Index) -> int:
    """Cut each face; crossings are computed from the lower-numbered end, so that sections close."""
    count = 0
    for face in range(faces.shape[0]):
        a, b, c = faces[face]
        if not (
            min(points[a, 0], points[b, 0], points[c, 0]) <= x < max(points[a, 0], points[b, 0], points[c, 0])
        ):
            continue
        ends = 0
        for p, q in ((a, b), (b, c), (c, a)):
            rising = points[q, 0] > x >= points[p, 0]
            falling = points[p, 0] > x >= points[q, 0]
            if not (rising or falling):
                continue
            k, m = min(p, q), max(p, q)
            share = (x - points[k, 0]) / (points[m, 0] - points[k, 0])
            at = 0 if rising else 2
            edges[count, at] = points[k, 1] + share * (points[m, 1] - points[k, 1])
            edges[count, at + 1] = points[k, 2] + share * (points[m, 2] - points[k, 2])
            ends += 1
        if ends == 2:
            part[count] = owner[face]
            count += 1
    return count


@njit(cache=True)
def paint(
    edges: Float64, part: Index, label: Bytes, corner: tuple[float, float], pitch: float,
    count: NDArray[np.int16], out: Bytes,
) -> None:  # fmt: skip
    """Paint the parts of a section in order: label[part] where the centre of a pixel lies inside.

    ``corner`` is the (y, z) of the first pixel's centre, rows going down; ``edges`` come part by part;
    ``count`` is an empty (zero) sheet of the size of ``out`` to work on and is left empty.
    """
    rows, columns = out.shape
    start = 0
    while start < edges.shape[0]:
        stop = start
        left, right, top = columns, 0, rows
        while stop < edges.shape[0] and part[stop] == part[start]:
            ya, za, yb, zb = edges[stop]
            low, high = (min(za, zb) - corner[1]) / pitch, (max(za, zb) - corner[1]) / pitch
            first, last = max(0, int(np.ceil(low))), min(columns, int(np.ceil(high)))
            sign = np.int16(1 if za < zb else -1)
            for column in range(first, last):
                share = (corner[1] + column * pitch - za) / (zb - za)
                y = ya + share * (yb - ya)
                row = max(0, int(np.ceil((corner[0] - y) / pitch)))
                if row < rows:
                    count[row, column] += sign
                    top = min(top, row)
            if last > first:
                left, right = min(left, first), max(right, last)
            stop += 1
        for column in range(left, right):
            inside = 0
            for row in range(top, rows):
                inside += count[row, column]
                count[row, column] = 0
                if inside != 0:
                    out[row, column] = label[part[start]]
        start = stop
