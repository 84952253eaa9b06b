"""Packages that hold things: drawn once or a few times for each row, then stamped along the container."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Load, Pack
from training.simulator.goods.stacking import lay, steps
from training.simulator.goods.stowage import bearable
from training.simulator.space import Space

Corner = tuple[float, float, float]
Size = tuple[float, float, float]
Draw = Callable[[Canvas, Corner, Generator], None]
_MARGIN = 2.0
_DRAWN = 48
_TRIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package: its outer size (x, y, z) in millimetres, how it is drawn, how it may be stowed.

    ``draw`` gets the low corner; ``pieces`` is the quantity in it; ``levels`` how many may stand one
    on another, ``gap`` the mean gap along x, ``variants`` how many different ones a row has,
    ``tail`` how often stacks near the doors are lower, ``missing`` the share that is left out,
    ``slack`` the share of the free depth that lies between rows, ``skew`` how far packages stand
    askew (standard deviation in millimetres). ``across`` makes it turned a quarter, for rooms that are
    shorter than it is long.
    """

    size: Size
    draw: Draw
    pieces: float = 1.0
    levels: int = 9
    gap: float = 14.0
    variants: int = 3
    tail: float = 0.4
    missing: float = 0.0
    slack: float = 0.6
    skew: float = 3.0
    across: "Callable[[Generator], Package] | None" = None


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """One row along x, near or far: its depth, left edges and levels of each stack."""

    z: float
    left: NDArray[np.float32]
    levels: NDArray[np.intp]


def part_for(space: Space, fill: float, long: float) -> Space:
    """The share of a room from its low end of x, but long enough for one package if the room is."""
    x0, x1 = space.x
    return Space((x0, x0 + min(x1 - x0, max((x1 - x0) * fill, long + 5))), space.y, space.z)


def packing(choose: Callable[[Generator], Package], counted: bool = True) -> Pack:
    """The way to pack that chooses one kind of package a load and stows it; goods by mass are not counted."""

    def pack(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
        package = _fitting(choose, space, rng)
        load = stow(canvas, space, fill, package, rng)
        return load if counted else replace(load, quantity=None)

    return pack


def _fitting(choose: Callable[[Generator], Package], space: Space, rng: Generator) -> Package:
    """A package that goes into the room: another size or, where it is too long, the same turned."""
    package = choose(rng)
    for _ in range(_TRIES):
        if _fits(package, space):
            break
        if package.across and package.size[0] > space.size[0] - 2 * _MARGIN:
            other = package.across(rng)
            package = replace(package, size=other.size, draw=other.draw)
        if not _fits(package, space):
            package = choose(rng)
    return package


def _fits(package: Package, space: Space) -> bool:
    long, high, deep = package.size
    return long <= space.size[0] - 2 * _MARGIN and high <= space.size[1] and deep <= space.size[2]


def stow(canvas: Canvas, space: Space, fill: float, package: Package, rng: Generator) -> Load:
    """Stow packages side by side in rows along a room, stacked, within its payload.

    Heavy packages stand in fewer levels, then in fewer stacks further apart.
    """
    long, high, _ = package.size
    room = part_for(space, fill, long)
    levels = min(package.levels, int(space.size[1] / high))
    if not _fits(package, space):
        return Load(Space((space.x[0], space.x[0]), (space.y[0], space.y[0]), space.z), 0, 0.0)
    trial = canvas.sheet(long)
    package.draw(trial, (0.0, space.y[0], space.z[0]), rng)
    share = room.size[0] / space.size[0]
    limit = max(1, int(bearable(space) * share / max(trial.kilograms, 1e-3)))
    rows = _rows(room, package, levels, limit, rng)
    count = sum(_draw(canvas, package, row, room, len(rows), rng) for row in rows)
    right = max(float(row.left.max()) for row in rows) + long
    top = space.y[0] + max(int(row.levels.max()) for row in rows) * high
    return Load(Space((room.x[0], right), (room.y[0], top), room.z), count, count * package.pieces)


def _rows(room: Space, package: Package, levels: int, limit: int, rng: Generator) -> list[_Row]:
    """Share out at most ``limit`` packages over rows, stacks and levels."""
    deep = package.size[2]
    wanted = max(1, min(int(room.size[2] / deep), limit))
    stacks = max(1, min(_edges(room, package, 99, rng).size, limit // wanted))
    levels = max(1, min(levels, limit // (wanted * stacks)))
    if levels * wanted * stacks > limit:
        wanted = max(1, limit // (levels * stacks))
    out: list[_Row] = []
    for z in _across(room, deep, wanted, package.slack, rng):
        left = _edges(room, package, max(1, limit // wanted), rng)
        ones = np.ones(left.size, np.intp)
        tall = steps(left.size, levels, rng, package.tail) if levels > 1 else ones
        tall = tall - (rng.random(left.size) < package.missing)
        tall[0] = max(tall[0], 1)
        out.append(_Row(z, left, tall))
    return out


def _edges(room: Space, package: Package, most: int, rng: Generator) -> NDArray[np.float32]:
    """Left edges of the stacks of a row: laid close, or spread out where only ``most`` may stand."""
    long, (low, high) = package.size[0], (room.x[0] + _MARGIN, room.x[1] - _MARGIN)
    left = lay((low, high), long, package.gap * rng.uniform(0.4, 1.6), rng, 0.0).left
    if not left.size:
        return np.array([low], np.float32)
    if most < left.size:
        left = np.linspace(left[0], left[-1] * 0.97 + left[0] * 0.03, most)
    before = np.arange(left.size) * np.float64(long)
    apart = np.maximum.accumulate(left + rng.normal(0, package.skew, left.size) - before)
    return (np.clip(apart, low, max(low, high - left.size * long)) + before).astype(np.float32)


def _across(room: Space, deep: float, count: int, slack: float, rng: Generator) -> list[float]:
    """Near edge of each row across the room, what is free shared out between them and one side."""
    free = room.size[2] - count * deep
    between = free * slack / count
    start = room.z[0] + (free - between * (count - 1)) * rng.uniform(0.1, 0.9)
    return [start + i * (deep + between) for i in range(count)]


def _draw(canvas: Canvas, package: Package, row: _Row, room: Space, rows: int, rng: Generator) -> int:
    """Draw a row from sheets, one for each variant and height of stack; fewer where a load has many."""
    long, high, _ = package.size
    sheets: dict[tuple[int, int], Canvas] = {}
    often = _DRAWN // (rows * max(1, int(row.levels.max())))
    last = room.x[1] - long - canvas.scanner.pitch_mm
    variants = max(1, min(package.variants, row.left.size, often))
    for left, levels in zip(row.left, row.levels, strict=True):
        key = (int(rng.integers(variants)), int(levels))
        if not key[1]:
            continue
        if key not in sheets:
            sheets[key] = canvas.sheet(long)
            for level in range(key[1]):
                package.draw(sheets[key], (0.0, room.y[0] + level * high, row.z), rng)
        canvas.stamp(sheets[key], max(room.x[0], min(float(left), last)))
    return int(row.levels.sum())
