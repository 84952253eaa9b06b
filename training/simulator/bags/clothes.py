"""Clothes: folded cloth that drapes over what lies under it and fills what room is left."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.bags.packing import CELL_MM, Room, profile
from training.simulator.mesh import Body, Mesh, Part, Points
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

Float64 = NDArray[np.float64]
CLOTHS = (
    Material("cotton cloth", 0.42, of.CELLULOSE),
    Material("denim", 0.55, of.CELLULOSE),
    Material("wool", 0.24, of.PROTEIN),
    Material("fleece", 0.14, of.PET),
    Material("polyester cloth", 0.38, of.PET),
)
_NODE_MM = 17.0
_OUTSIDE = np.float32(1e5)
# Places that are tried for a garment; the lowest is taken.
_TRIES = 4


def sheet(low: Points, high: Points) -> Mesh:
    """A closed sheet between two grids of points, float64 (m, n, 3) each, the first below the second."""
    m, n = low.shape[:2]
    number = np.arange(m * n).reshape(m, n)
    a, b, c, d = (
        part.ravel() for part in (number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:])
    )
    top = np.concatenate([np.c_[a, c, b], np.c_[a, d, c]])
    rim = np.concatenate([number[:, 0], number[-1, 1:], number[-2::-1, -1], number[0, -2:0:-1]])
    after = np.roll(rim, -1)
    side = np.concatenate([np.c_[rim, after + m * n, after], np.c_[rim, rim + m * n, after + m * n]])
    faces = np.concatenate([top + m * n, top[:, ::-1], side]).astype(np.int32)
    mesh = Mesh(np.concatenate([low.reshape(-1, 3), high.reshape(-1, 3)]), faces)
    return mesh if mesh.volume_mm3 >= 0 else Mesh(mesh.points, np.ascontiguousarray(faces[:, ::-1]))


def ribbon(path: Points, width: float, thick: float, across: tuple[float, float, float]) -> Mesh:
    """A strap along a path (n, 3), its width along a direction."""
    side = np.asarray(across) * width / 2
    low = np.stack([path - side, path + side])
    return sheet(low, low + np.array([0, thick, 0]))


def smooth_noise(rng: Generator, m: int, n: int, coarse: int = 4) -> Float64:
    """Noise of one standard deviation over a grid (m, n), even over some nodes."""
    few = rng.standard_normal((m // coarse + 3, n // coarse + 3))
    u = np.arange(m)[:, None] / coarse
    v = np.arange(n)[None, :] / coarse
    i, j, s, t = u.astype(int), v.astype(int), u % 1, v % 1
    s, t = s * s * (3 - 2 * s), t * t * (3 - 2 * t)
    near = few[i, j] * (1 - s) + few[i + 1, j] * s
    far = few[i, j + 1] * (1 - s) + few[i + 1, j + 1] * s
    return near * (1 - t) + far * t


def drape(
    room: Room, rng: Generator, size: tuple[float, float], thick: float, cloth: Material
) -> Body | None:
    """Lay a folded garment somewhere into a room; it bends over what is there, and the room fills.

    Parameters
    ----------
    size
        Length and width as folded, millimetres.
    thick
        Of all its layers together; where the lid leaves less, it is pressed.
    """
    places = [_place(room, rng, size) for _ in range(_TRIES)]
    x, z, floor, lid = min(places, key=lambda place: float(np.mean(place[2])))
    m, n = x.shape
    around = np.minimum.outer(np.minimum(np.arange(m), np.arange(m)[::-1]), np.arange(n) + m)
    border = np.minimum(around, np.minimum(np.arange(n), np.arange(n)[::-1])[None, :])
    full = thick * np.clip(1 + 0.3 * smooth_noise(rng, m, n), 0.3, 1.6) * np.where(border == 0, 0.5, 1.0)
    top = np.minimum(floor + full, np.maximum(lid - 1.0, floor + 0.6))
    if float(np.mean(top - floor)) < 0.35 * thick:
        return None
    body = _layers(rng, x, z, floor, top, max(1, round(thick / 4.5)), cloth)
    _raise(room, body)
    return body


def _place(
    room: Room, rng: Generator, size: tuple[float, float]
) -> tuple[Float64, Float64, Float64, Float64]:
    """Nodes (x, z) of a garment somewhere in a room, the floor under and the lid over each."""
    extent = np.array(room.floor.shape) * CELL_MM
    want = np.minimum(np.array(size if rng.random() < 0.5 else size[::-1]), extent - 2 * CELL_MM)
    origin = room.corner + CELL_MM + rng.uniform(0, 1, 2) * (extent - 2 * CELL_MM - want)
    m, n = (int(max(4, length // _NODE_MM)) for length in want)
    x, z = np.meshgrid(np.linspace(0, want[0], m), np.linspace(0, want[1], n), indexing="ij")
    low, high = room.corner + 3, room.corner + extent - 3
    x = np.clip(origin[0] + x + 7 * smooth_noise(rng, m, n), low[0], high[0])
    z = np.clip(origin[1] + z + 7 * smooth_noise(rng, m, n), low[1], high[1])
    return x, z, *_under(room, x, z)


def _under(room: Room, x: Float64, z: Float64) -> tuple[Float64, Float64]:
    """Highest floor and lowest lid around each node; where there is no room, none is left."""
    reach = 2 * int(np.ceil(_NODE_MM / CELL_MM / 1.5)) + 1
    around = np.ones((reach, reach), np.uint8)
    valid = room.lid > -_OUTSIDE
    floor = cv2.dilate(np.where(valid, room.floor, -2 * _OUTSIDE), around)
    lid = cv2.erode(np.where(valid, room.lid, 2 * _OUTSIDE), around)
    i = ((x - room.corner[0]) / CELL_MM).astype(int)
    j = ((z - room.corner[1]) / CELL_MM).astype(int)
    mean = float(room.floor[valid].mean())
    empty = floor[i, j] < -_OUTSIDE
    return np.where(empty, mean, floor[i, j]), np.where(empty, mean, lid[i, j])


def _layers(
    rng: Generator, x: Float64, z: Float64, floor: Float64, top: Float64, count: int, cloth: Material
) -> Body:
    """Layers of cloth one over another with air between, each a little off the one below."""
    out: list[Part] = []
    heavy = cloth.at(cloth.density * float(rng.uniform(0.8, 1.15)))
    for layer in range(count):
        slack = 0.24 + 0.1 * np.clip(smooth_noise(rng, *x.shape), -1.5, 1.5)
        under = floor + (top - floor) * (layer + slack * 0.5) / count + 0.1
        over = floor + (top - floor) * (layer + 1 - slack * 0.5) / count
        shift = rng.normal(0, 1.5, 2)
        at = (x + shift[0], z + shift[1])
        low, high = (np.stack([at[0], y, at[1]], -1) for y in (under, np.maximum(over, under + 0.3)))
        out.append(Part(sheet(low, high), heavy))
    return tuple(out)


def _raise(room: Room, body: Body) -> None:
    low, high = profile([part.mesh for part in body], room.corner, room.floor.shape)
    np.maximum(room.floor, np.where(low < 1e5, high, -1e6), out=room.floor, casting="same_kind")
