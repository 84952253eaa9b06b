"""Closed meshes: what has no simple section. Builders for the shapes that things are made of.

Points are millimetres (x, y up, z), float64 (n, 3); faces are int32 (m, 3), counter-clockwise seen
from outside. A mesh must be closed; volumes and ray depths follow from that alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from training.simulator.physics.material import Material

Points = NDArray[np.float64]
Faces = NDArray[np.int32]
_AXES = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A closed surface."""

    points: Points
    faces: Faces

    @property
    def volume_mm3(self) -> float:
        """Volume enclosed, by the divergence theorem."""
        a, b, c = (self.points[self.faces[:, i]] for i in range(3))
        return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)

    @property
    def bounds(self) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
        """Least and most along x, y and z."""
        low, high = self.points.min(0), self.points.max(0)
        return ((low[0], high[0]), (low[1], high[1]), (low[2], high[2]))

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> "Mesh":
        """The same shape elsewhere."""
        return Mesh(self.points + np.array([x, y, z]), self.faces)

    def turned(self, axis: str, degrees: float) -> "Mesh":
        """Turned about the axis "x", "y" or "z" through the origin, right-handed."""
        i, j = _AXES[axis]
        angle = np.deg2rad(degrees)
        points = self.points.copy()
        points[:, i] = self.points[:, i] * np.cos(angle) - self.points[:, j] * np.sin(angle)
        points[:, j] = self.points[:, i] * np.sin(angle) + self.points[:, j] * np.cos(angle)
        return Mesh(points, self.faces)

    def scaled(self, x: float, y: float, z: float) -> "Mesh":
        """Stretched along the axes; factors above zero."""
        return Mesh(self.points * np.array([x, y, z]), self.faces)

    def bent(self, bend: Callable[[Points], Points]) -> "Mesh":
        """Each point moved by a smooth map: dents, bends, sag."""
        return Mesh(bend(self.points.copy()), self.faces)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A mesh of a material; a negative density cuts away what parts before it put there."""

    mesh: Mesh
    material: Material


Body = tuple[Part, ...]


def joined(*meshes: Mesh) -> Mesh:
    """Several meshes as one; where they overlap, matter counts twice."""
    starts = np.cumsum([0, *(len(m.points) for m in meshes)])
    faces = [m.faces + np.int32(start) for m, start in zip(meshes, starts, strict=False)]
    return Mesh(np.concatenate([m.points for m in meshes]), np.concatenate(faces).astype(np.int32))


def placed(
    body: Body, x: float = 0.0, y: float = 0.0, z: float = 0.0, turn: tuple[tuple[str, float], ...] = ()
) -> Body:
    """A body turned about axes through the origin, one after another, then moved."""
    out: list[Part] = []
    for part in body:
        mesh = part.mesh
        for axis, degrees in turn:
            mesh = mesh.turned(axis, degrees)
        out.append(Part(mesh.moved(x, y, z), part.material))
    return tuple(out)


def body_bounds(body: Body) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Least and most of all parts along x, y and z."""
    return joined(*(part.mesh for part in body)).bounds


def box(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> Mesh:
    """A box by its edges."""
    return extruded([(x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])], z)


def extruded(outline: ArrayLike, z: tuple[float, float]) -> Mesh:
    """A prism along z: outline (n, 2) of x and y, a simple polygon in either sense, need not be convex."""
    flat = np.asarray(outline, np.float64)
    if _area(flat) < 0:
        flat = flat[::-1]
    count = len(flat)
    points = np.concatenate([np.c_[flat, np.full(count, depth)] for depth in z])
    caps = _ears(flat)
    side: list[tuple[int, int, int]] = []
    for i in range(count):
        j = (i + 1) % count
        side += [(i, j, j + count), (i, j + count, i + count)]
    faces = np.concatenate([caps[:, ::-1], caps + count, np.array(side)])
    return Mesh(points, faces.astype(np.int32))


def lofted(sections: Sequence[ArrayLike]) -> Mesh:
    """A skin over rings of points (k, n, 3), closed by fans; rings run counter-clockwise seen from the last."""
    rings = np.asarray(sections, np.float64)
    layers, count = rings.shape[:2]
    points = np.concatenate([rings.reshape(-1, 3), rings[0].mean(0)[None], rings[-1].mean(0)[None]])
    first, last = layers * count, layers * count + 1
    faces: list[tuple[int, int, int]] = []
    for i in range(count):
        j = (i + 1) % count
        faces += [(first, j, i), (last, (layers - 1) * count + i, (layers - 1) * count + j)]
        for low in range(0, (layers - 1) * count, count):
            faces += [(low + i, low + j, low + j + count), (low + i, low + j + count, low + i + count)]
    mesh = Mesh(points, np.array(faces, np.int32))
    return mesh if mesh.volume_mm3 >= 0 else Mesh(points, np.ascontiguousarray(mesh.faces[:, ::-1]))


def revolved(profile: ArrayLike, sides: int = 24) -> Mesh:
    """A solid of revolution about y: profile (n, 2) of radius and height, from foot to top."""
    turn = -np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings = [
        np.c_[max(r, 1e-3) * np.cos(turn), np.full(sides, h), max(r, 1e-3) * np.sin(turn)]
        for r, h in np.asarray(profile, np.float64)
    ]
    return lofted(rings)


def cylinder(radius: float, length: float, axis: str = "y", sides: int = 24) -> Mesh:
    """A round bar from the origin along an axis."""
    mesh = revolved([(radius, 0), (radius, length)], sides)
    return {"y": mesh, "x": mesh.turned("z", -90), "z": mesh.turned("x", 90)}[axis]


def ball(x: float, y: float, z: float, sides: int = 20) -> Mesh:
    """An ellipsoid about the origin with these half axes."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, sides // 2 + 1)
    return revolved(np.c_[np.cos(angles), np.sin(angles)], sides).scaled(x, y, z)


def tube(path: ArrayLike, radius: float | ArrayLike, sides: int = 10) -> Mesh:
    """A round bar along a path of points (n, 3); the radius is one, or one a point."""
    line = np.asarray(path, np.float64)
    thick = np.broadcast_to(np.asarray(radius, np.float64), (len(line),))
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    up = np.array([0.0, 0.0, 1.0]) if abs(along[:, 2]).mean() < 0.8 else np.array([0.0, 1.0, 0.0])
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings: list[Points] = []
    for point, way, r in zip(line, along, thick, strict=True):
        u = np.cross(up, way)
        u /= np.linalg.norm(u)
        v = np.cross(way, u)
        rings.append(point + r * (np.cos(turn)[:, None] * u + np.sin(turn)[:, None] * v))
    return lofted(rings)


def _area(flat: Points) -> float:
    x, y = flat.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def _ears(flat: Points) -> Faces:
    """Triangles of a simple counter-clockwise polygon, by cutting ears (Meisters, 1975)."""
    left, out = list(range(len(flat))), []
    while len(left) > 3:
        for place in range(len(left)):
            a, b, c = left[place - 1], left[place], left[(place + 1) % len(left)]
            if _is_ear(flat, a, b, c, left):
                out.append((a, b, c))
                del left[place]
                break
        else:
            break
    out += [(left[0], left[i], left[i + 1]) for i in range(1, len(left) - 1)]
    return np.array(out, np.int32)


def _is_ear(flat: Points, a: int, b: int, c: int, left: list[int]) -> bool:
    triangle = flat[[a, b, c]]
    if _area(triangle) <= 0:
        return False
    others = flat[[i for i in left if i not in (a, b, c)]]
    ends = np.roll(triangle, -1, 0)
    sides = [
        (q[0] - p[0]) * (others[:, 1] - p[1]) - (q[1] - p[1]) * (others[:, 0] - p[0])
        for p, q in zip(triangle, ends, strict=True)
    ]
    return not bool(np.any(np.all(np.array(sides) > 0, axis=0)))
