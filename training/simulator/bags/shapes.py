"""Shapes that things in bags are made of, and the materials of these things.

Things lie as on a table: the longest side along x, the shortest upright along y, millimetres.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from training.simulator.materials import STEEL
from training.simulator.mesh import Body, Mesh, Part, Points, box, extruded, joined, lofted, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

Make = Callable[[Generator], Body]

ABS = Material("ABS", 1.05, of.POLYSTYRENE)
POLYCARBONATE = Material("polycarbonate", 1.20, of.PET)
NYLON = Material("nylon cloth", 0.75, of.NYLON)
LEATHER = Material("leather", 0.90, of.LEATHER)
EVA = Material("foamed sole", 0.25, of.POLYETHYLENE)
BOARD = Material("circuit board", 2.10, of.BOARD)
CELL = Material("lithium cell", 2.40, of.BATTERY)
MOTOR = Material("motor winding", 5.50, of.COPPER)
CREAM = Material("cream", 0.98, of.WATER)
INSULATION = Material("cable jacket", 1.35, of.PVC)


def wobble(rng: Generator, value: float, share: float = 0.1) -> float:
    """A size near a value: within a share of it on either side."""
    return float(value * rng.uniform(1 - share, 1 + share))


def outline(length: float, depth: float, corner: float, steps: int = 4) -> Points:
    """A rectangle about the origin with round corners, float64 (n, 2)."""
    corner = min(corner, length / 2 - 0.01, depth / 2 - 0.01)
    turn = np.linspace(0, np.pi / 2, steps)
    points: list[Points] = []
    for quarter, (u, v) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        angle = turn + quarter * np.pi / 2
        centre = np.array([u * (length / 2 - corner), v * (depth / 2 - corner)])
        points.append(centre + corner * np.c_[np.cos(angle), np.sin(angle)])
    return np.concatenate(points)


def plate(flat: ArrayLike, y0: float, y1: float) -> Mesh:
    """A plate that lies: an outline (n, 2) of x and z between two heights."""
    return extruded(np.asarray(flat, np.float64) * (1, -1), (y0, y1)).turned("x", -90)


def slab(length: float, height: float, depth: float, corner: float = 3.0) -> Mesh:
    """A lying plate with round corners about the origin in x and z, from y = 0 up."""
    flat = outline(length, depth, corner)
    return lofted([np.c_[flat[:, 0], np.full(len(flat), y), flat[:, 1]] for y in (0.0, height)])


def pillow(length: float, height: float, depth: float, power: float = 3.0, sides: int = 20) -> Mesh:
    """A rounded box about the origin: a superellipsoid, box-like for high powers."""
    lean = np.linspace(-np.pi / 2, np.pi / 2, sides // 2 + 1)
    turn = -np.linspace(0, 2 * np.pi, sides, endpoint=False)

    def soft(value: Points) -> Points:
        return np.sign(value) * np.abs(value) ** (2 / power)

    rings = [
        np.c_[
            soft(np.cos(turn)) * max(float(soft(np.cos(at))), 1e-3) * length / 2,
            np.full(sides, float(soft(np.sin(at))) * height / 2),
            soft(np.sin(turn)) * max(float(soft(np.cos(at))), 1e-3) * depth / 2,
        ]
        for at in lean
    ]
    return lofted(rings)


def brick(length: float, height: float, depth: float, x: float = 0, y: float = 0, z: float = 0) -> Mesh:
    """A box about (x, z), from y up."""
    return box((x - length / 2, x + length / 2), (y, y + height), (z - depth / 2, z + depth / 2))


def bar(start: Sequence[float], end: Sequence[float], radius: float, sides: int = 8) -> Mesh:
    """A round bar from one point to another."""
    return tube(np.array([start, end], np.float64), radius, sides)


def ring(radius: float, thick: float, sides: int = 20) -> Mesh:
    """A lying ring about the origin of round stock."""
    turn = np.linspace(0, 2 * np.pi, sides + 1)
    return tube(np.c_[radius * np.cos(turn), np.full(turn.size, thick), radius * np.sin(turn)], thick, 6)


def shell(outer: Mesh, inner: Mesh, material: Material) -> Body:
    """A wall: the outer mesh with the inner cut out."""
    return Part(outer, material), Part(inner, material.at(-material.density))


def cable(path: ArrayLike, radius: float = 1.9) -> Body:
    """A flexible lead along a path (n, 3): jacket, and strands of copper down its middle."""
    core = Material("copper strands", 4.5, of.COPPER)
    return Part(tube(path, radius, 6), INSULATION), Part(tube(path, radius * 0.45, 4), core)


def loops(rng: Generator, turns: float, length: float, depth: float, rise: float = 4.0) -> Points:
    """A path wound up by hand: flattened loops that wander, float64 (n, 3)."""
    at = np.linspace(0, turns * 2 * np.pi, int(14 * turns) + 2)
    noise = np.cumsum(rng.normal(0, 0.06, (at.size, 2)), 0)
    grow = 1 + 0.12 * np.sin(at / 3 + rng.uniform(0, 6))
    x = length / 2 * grow * (np.cos(at) + noise[:, 0] * 0.5)
    z = depth / 2 * grow * (np.sin(at) + noise[:, 1] * 0.5)
    return np.c_[x, 2 + rise * (1 + np.sin(at * 0.7 + rng.uniform(0, 6))) + rng.normal(0, 0.4, at.size), z]


def frame_of(corners: Sequence[tuple[float, float, float]], radius: float = 2.6) -> Mesh:
    """Round stock from corner to corner: buckles, rings, handles."""
    return joined(*(bar(a, b, radius, 6) for a, b in pairwise(corners)))


def screws(places: Sequence[tuple[float, float]], y0: float, y1: float, radius: float = 1.6) -> Body:
    """Upright steel screws at (x, z)."""
    return tuple(
        Part(part, STEEL)
        for x, z in places
        for part in (
            bar((x, y0, z), (x, y1, z), radius * 0.6, 6),
            bar((x, y1 - 1.2, z), (x, y1, z), radius, 6),
        )
    )
