"""Goods make room for what is hidden among them: mass is taken away, never added to."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.mesh import Body, body_bounds
from training.simulator.physics.compositions import AIR
from training.simulator.physics.material import Composition, Material
from training.simulator.space import Space

Float = NDArray[np.float32]
_UNIT = Material("path", 1.0, AIR)


def displace(goods: Canvas, stands: Space, cavities: Sequence[Space], body: Body | None = None) -> float:
    """Take out of goods what cavities displace; the kilograms that went are returned.

    Along each ray the goods lose the share of their areal mass that the chords of the cavities have
    of the chord of the room in which they stand: exact for goods that are even along the ray, and
    near enough for packed ones. Masses by material and of packing are reduced alike.

    Parameters
    ----------
    goods
        The goods alone, without the container; changed in place.
    stands
        The room in which they stand.
    cavities
        The rooms that are emptied, none in another; what of them lies outside ``stands`` does nothing.
    body
        Where given, goods close around it: of the cavities only what it fills is emptied.
    """
    shared = [room for room in (meet(stands, cavity) for cavity in cavities) if all(room.size)]
    if not shared:
        return 0.0
    window = goods.window(min(room.x[0] for room in shared), max(room.x[1] for room in shared))
    if not window.columns:
        return 0.0
    whole, hole = _chords(window, [stands]), _chords(window, shared)
    if body is not None:
        hole = np.minimum(hole, _inside(window, body))
    share = np.divide(hole, whole, out=np.zeros_like(hole), where=whole > 1e-3).clip(0.0, 1.0)
    start = window.first - goods.first
    depth = sum(sum(room.z) / 2 for room in shared) / len(shared) + goods.scanner.distance_mm
    gone: dict[Composition, float] = {}
    for composition, lines in goods.lines.items():
        part = lines[start : start + window.columns]
        taken = part * share
        part -= taken
        gone[composition] = _kilograms(taken, goods, depth)
    return _forget(goods, gone)


def meet(one: Space, other: Space) -> Space:
    """The room that two rooms share."""
    edges = [
        (max(a[0], b[0]), min(a[1], b[1]))
        for a, b in zip((one.x, one.y, one.z), (other.x, other.y, other.z), strict=True)
    ]
    return Space(*edges)


def _chords(window: Canvas, rooms: Sequence[Space]) -> Float:
    """Length of each ray in some rooms in centimetres, float32 (columns, rows)."""
    canvas = Canvas(window.scanner, window.columns, window.first, window.yaw)
    for room in rooms:
        canvas.block(_UNIT, room.x, room.y, room.z)
    return canvas.lines[AIR]


def _inside(window: Canvas, body: Body) -> Float:
    """Length of each ray in the outer parts of a body in centimetres, float32 (columns, rows)."""
    canvas = Canvas(window.scanner, window.columns, window.first, window.yaw)
    for part in body:
        if part.material.density > 0:
            canvas.mesh(_UNIT, part.mesh)
    return canvas.lines[AIR]


def _kilograms(areal: Float, goods: Canvas, depth: float) -> float:
    """Mass of areal masses, g/cm2 (columns, rows), of what lies about a depth from the source."""
    scanner = goods.scanner
    across = areal.sum(0, dtype=np.float64) / np.sqrt(1 + scanner.slopes.astype(np.float64) ** 2)
    return float(across.sum()) * scanner.pitch_mm * scanner.step * depth * 1e-5


def _forget(goods: Canvas, gone: dict[Composition, float]) -> float:
    """Take masses by composition off the books of goods."""
    before = goods.kilograms
    held: dict[Composition, float] = {}
    for name, kilograms in goods.by_material.items():
        composition = goods.compositions[name]
        held[composition] = held.get(composition, 0.0) + kilograms
    for name, kilograms in goods.by_material.items():
        composition = goods.compositions[name]
        if held[composition] > 0:
            keep = max(0.0, 1 - gone.get(composition, 0.0) / held[composition])
            goods.by_material[name] = kilograms * keep
    lost = before - goods.kilograms
    if before > 0:
        goods.packing_kg *= 1 - lost / before
    return lost


def solid_share(body: Body) -> float:
    """Share of its box that the outer parts of a body fill; parts in one another count twice."""
    (x0, x1), (y0, y1), (z0, z1) = body_bounds(body)
    filled = sum(part.mesh.volume_mm3 for part in body if part.material.density > 0)
    return filled / max(1e-9, (x1 - x0) * (y1 - y0) * (z1 - z0))
