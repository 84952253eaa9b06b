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
_SIDES = ((0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5))
_BOX: Faces = np.array([t for a, b, c, d in _SIDES for t in ((a, b, c), (a, c, d))], np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A closed surface."""

    points: Points
    faces: Faces

    @property
    def volume_mm3(self) -> float:
        """Volume enclosed, by the divergence theorem."""
        a, b, c = (self.points[self.faces[:, i]].T for i in range(3))
        return float((a * _cross(b, c)).sum() / 6)

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


def merged(body: Body) -> Body:
    """The same body with one part for each material and density: far quicker to draw and to move."""
    by_material: dict[Material, list[Mesh]] = {}
    for part in body:
        by_material.setdefault(part.material, []).append(part.mesh)
    return tuple(Part(joined(*meshes), material) for material, meshes in by_material.items())


def body_bounds(body: Body) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Least and most of all parts along x, y and z."""
    return joined(*(part.mesh for part in body)).bounds


def box(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> Mesh:
    """A box by its edges."""
    points = np.array([(i, j, k) for k in z for j in y for i in x], np.float64)
    return Mesh(points, _BOX)


def extruded(outline: ArrayLike, z: tuple[float, float]) -> Mesh:
    """A prism along z: outline (n, 2) of x and y, a simple polygon in either sense, need not be convex."""
    flat = np.asarray(outline, np.float64)
    if _area(flat) < 0:
        flat = flat[::-1]
    count = len(flat)
    points = np.concatenate([np.c_[flat, np.full(count, depth)] for depth in z])
    caps = _ears(flat)
    near = np.arange(count)
    after = (near + 1) % count
    faces = np.concatenate([caps[:, ::-1], caps + count, _band(near, after, count)])
    return Mesh(points, faces.astype(np.int32))


def lofted(sections: Sequence[ArrayLike] | Points) -> Mesh:
    """A skin over rings of points (k, n, 3), closed by fans."""
    rings = np.asarray(sections, np.float64)
    layers, count = rings.shape[:2]
    points = np.concatenate([rings.reshape(-1, 3), rings[0].mean(0)[None], rings[-1].mean(0)[None]])
    first, last = layers * count, layers * count + 1
    near = np.arange(count)
    after = (near + 1) % count
    foot = np.stack([np.full(count, first), after, near], 1)
    head = np.stack([np.full(count, last), (layers - 1) * count + near, (layers - 1) * count + after], 1)
    starts = np.arange(0, (layers - 1) * count, count)[:, None]
    band = _band((starts + near).ravel(), (starts + after).ravel(), count)
    mesh = Mesh(points, np.concatenate([foot, head, band]).astype(np.int32))
    return mesh if mesh.volume_mm3 >= 0 else Mesh(points, np.ascontiguousarray(mesh.faces[:, ::-1]))


def revolved(profile: ArrayLike, sides: int = 24) -> Mesh:
    """A solid of revolution about y: profile (n, 2) of radius and height, from foot to top."""
    turn = -np.linspace(0, 2 * np.pi, sides, endpoint=False)
    line = np.asarray(profile, np.float64)
    rings = np.empty((len(line), sides, 3))
    rings[:, :, 0] = np.maximum(line[:, :1], 1e-3) * np.cos(turn)
    rings[:, :, 1] = line[:, 1:]
    rings[:, :, 2] = np.maximum(line[:, :1], 1e-3) * np.sin(turn)
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
    steps = np.diff(line, axis=0)
    steps /= np.linalg.norm(steps, axis=1, keepdims=True)
    # Rings halve the angle of a bend: pulled towards the longer leg they would turn the other inside out.
    along = np.concatenate([steps[:1], steps[:-1] + steps[1:], steps[-1:]])
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    up = np.eye(3)[2 - np.argmin(np.abs(along).max(0)[::-1])]
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    u = _cross(up[:, None], along.T).T
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    v = _cross(along.T, u.T).T
    across = np.cos(turn)[:, None] * u[:, None] + np.sin(turn)[:, None] * v[:, None]
    return lofted(line[:, None] + thick[:, None, None] * across)


def _band(near: NDArray[np.intp], after: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Two triangles for each edge between a ring and the next, ``count`` points further on."""
    return np.concatenate(
        [np.stack([near, after, after + count], 1), np.stack([near, after + count, near + count], 1)]
    )


def _cross(a: Points, b: Points) -> Points:
    """Cross products of vectors given as rows (3, n); numpy's own takes longer than the rest of a mesh."""
    return np.stack([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])


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
