"""Things dropped into a bag, by height fields: each comes to rest on what lies under it.

The room is a grid of floor cells. A body is known by its lowest and highest point over each cell that
it covers; it rests where these first touch what is there, so that bodies nest but never overlap.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.mesh import Body, Mesh, placed

Float = NDArray[np.float32]
CELL_MM = 5.0
_FAR = np.float32(1e6)
_STRIDE = 2


@njit(cache=True)
def _profile(
    points: NDArray[np.float64], faces: NDArray[np.int32], low: Float, high: Float, cell: float
) -> None:
    """Lowest and highest point of triangles over each cell; the grid begins at x = 0 and z = 0."""
    for face in range(faces.shape[0]):
        a, b, c = points[faces[face, 0]], points[faces[face, 1]], points[faces[face, 2]]
        reach = 0.0
        for i in (0, 2):
            reach = max(reach, abs(a[i] - b[i]), abs(b[i] - c[i]), abs(c[i] - a[i]))
        steps = int(reach / (0.7 * cell)) + 1
        for u in range(steps + 1):
            for v in range(steps + 1 - u):
                s, t = u / steps, v / steps
                x = a[0] + s * (b[0] - a[0]) + t * (c[0] - a[0])
                y = a[1] + s * (b[1] - a[1]) + t * (c[1] - a[1])
                z = a[2] + s * (b[2] - a[2]) + t * (c[2] - a[2])
                i = min(max(int(x / cell), 0), low.shape[0] - 1)
                j = min(max(int(z / cell), 0), low.shape[1] - 1)
                low[i, j] = min(low[i, j], y)
                high[i, j] = max(high[i, j], y)


@njit(cache=True)
def _rests(floor: Float, lid: Float, low: Float, high: Float, first: int, stride: int) -> Float:
    """Height at which a body comes to rest at each place, infinite where it does not fit."""
    rows, columns = floor.shape
    m, n = low.shape
    out = np.full((max(rows - m + 1, 0), max(columns - n + 1, 0)), np.inf, np.float32)
    for i in range(first % stride, out.shape[0], stride):
        for j in range(first % stride, out.shape[1], stride):
            rest = np.float32(-1e9)
            for p in range(m):
                for q in range(n):
                    if low[p, q] < 1e6:
                        rest = max(rest, floor[i + p, j + q] - low[p, q])
            fits = True
            for p in range(m):
                for q in range(n):
                    if low[p, q] < 1e6 and rest + high[p, q] > lid[i + p, j + q]:
                        fits = False
                        break
                if not fits:
                    break
            if fits:
                out[i, j] = rest
    return out


def profile(meshes: list[Mesh], corner: NDArray[np.float64], size: tuple[int, int]) -> tuple[Float, Float]:
    """Lowest and highest point over the cells of a grid from a corner (x, z) on, float32 (nx, nz).

    A cell that nothing covers has 1e6 and -1e6.
    """
    low, high = np.full(size, _FAR), np.full(size, -_FAR)
    shift = np.array([corner[0], 0.0, corner[1]])
    for mesh in meshes:
        _profile(mesh.points - shift, mesh.faces, low, high, CELL_MM)
    return low, high


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """The inside of a bag: how high it is filled and how high it may be, over cells of the floor.

    ``corner`` is the (x, z) of the grid's first cell in millimetres; ``floor`` and ``lid`` are
    float32 (nx, nz) heights. Dropping raises the floor.
    """

    corner: NDArray[np.float64]
    floor: Float
    lid: Float

    @classmethod
    def inside(cls, mesh: Mesh) -> "Room":
        """The room that a closed surface holds."""
        (x0, x1), _, (z0, z1) = mesh.bounds
        corner = np.array([x0, z0])
        size = (int(np.ceil((x1 - x0) / CELL_MM)), int(np.ceil((z1 - z0) / CELL_MM)))
        low, high = profile([mesh], corner, size)
        return cls(corner, low, high)

    def drop(self, body: Body, rng: Generator, wander: float = 15.0) -> Body | None:
        """The body where it comes to rest, low but not always lowest; None where it fits nowhere."""
        solid = [part.mesh for part in body if part.material.density > 0]
        points = np.concatenate([mesh.points for mesh in solid])
        least, most = points.min(0), points.max(0)
        corner = least[[0, 2]]
        size = tuple(int(n) for n in np.floor((most - least)[[0, 2]] / CELL_MM) + 1)
        if size[0] > self.floor.shape[0] or size[1] > self.floor.shape[1]:
            return None
        low, high = profile(solid, corner, (size[0], size[1]))
        rests = _rests(self.floor, self.lid, low, high, int(rng.integers(_STRIDE)), _STRIDE)
        score = rests + rng.uniform(0, wander, rests.shape).astype(np.float32)
        if not rests.size or not np.isfinite(score).any():
            return None
        i, j = divmod(int(np.argmin(score)), rests.shape[1])
        rest = float(rests[i, j]) + 0.3
        here = self.floor[i : i + size[0], j : j + size[1]]
        np.maximum(here, np.where(low < _FAR, high + rest, -_FAR), out=here)
        x, z = self.corner + np.array([i, j]) * CELL_MM - corner
        return placed(body, float(x), rest, float(z))


def turned(body: Body, rng: Generator, stand: float = 0.15) -> Body:
    """A body as somebody might put it down: turned about the upright, sometimes on its side."""
    turn: list[tuple[str, float]] = []
    if rng.random() < stand:
        turn.append(("x", 90.0 * float(rng.choice([1, 2, 3]))))
    yaw = 90.0 * float(rng.integers(4)) + float(rng.normal(0, 12))
    turn.append(("y", yaw))
    return placed(body, turn=tuple(turn))
