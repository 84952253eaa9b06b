"""Unit loads: packages in courses on pallets, pallets in files and levels."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Load
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.stow import (
    DECK_MM,
    Counts,
    Filling,
    Package,
    affordable,
    deck,
    nest,
    place,
    shown,
    uneven,
)
from training.simulator.goods.stacking import Row, cut, lay, taken
from training.simulator.materials import CARTON
from training.simulator.space import Range, Space

_DECK_KG = 22.0
_PLAY_MM = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pallets:
    """How packages are palletised.

    ``long`` by ``deep`` is the footprint in millimetres, ``grid`` the number of packages along and
    across it, ``courses`` the least and most on a pallet, ``levels`` of pallets on one another;
    ``crosswise`` turns every other course; ``sway`` is how far a course strays in millimetres,
    ``uneven`` the share of pallets one course short, ``soft`` what a package gives under load;
    ``corners`` tells of angles of board upright at the corners.
    """

    long: float = 1200.0
    deep: float = 1000.0
    grid: tuple[int, int] = (3, 2)
    courses: tuple[int, int] = (5, 8)
    levels: int = 1
    crosswise: bool = False
    gap: float = 35.0
    sway: float = 5.0
    uneven: float = 0.12
    soft: float = 0.05
    corners: bool = False


def on_pallets(
    canvas: Canvas, space: Space, package: Package, draw: Filling, pallets: Pallets, rng: Generator
) -> Load:
    """Unit loads on wooden pallets; where not even one pallet fits, its packages stand on the floor."""
    height, high = space.y[1] - space.y[0], package.size[1]
    if rng.random() < 0.5:
        long, deep, grid = pallets.deep, pallets.long, (pallets.grid[1], pallets.grid[0])
        pallets = replace(pallets, long=long, deep=deep, grid=grid)
    files = _files(space, pallets, rng)
    stands = sum(file.row.count * file.grid[0] * file.grid[1] for file in files)
    if not stands or height < DECK_MM + high + 20:
        piling = Piling(head=height * float(rng.uniform(0.1, 0.35)), group=9, wide=0.0)
        return by_hand(canvas, space, package, draw, piling, rng)
    lowest = DECK_MM + pallets.courses[0] * high + _PLAY_MM
    levels = max(1, min(pallets.levels, int((height - 30) / lowest)))
    most = int(((height - 30) / levels - DECK_MM - _PLAY_MM) / high)
    least = pallets.grid[0] * pallets.grid[1] * pallets.courses[0]
    afford = affordable(space, package.kg + _DECK_KG / least, rng)
    bear = int(afford / stands / levels + 0.3)
    courses = max(1, min(int(rng.integers(pallets.courses[0], pallets.courses[1] + 1)), most, bear))
    packages = 0
    for level in range(levels):
        foot = space.y[0] + level * (DECK_MM + courses * high + _PLAY_MM)
        for file in files:
            bearable = (afford - packages) // (file.grid[0] * file.grid[1] * courses)
            file = _first(file, max(bearable, int(not packages)))
            if not file.row.count:
                continue
            deck(canvas, file.row, foot, file.z, file.lift)
            share = pallets.uneven * (level == levels - 1)
            last = uneven(file.row.count, courses, share, 0.2 * (level == levels - 1), rng)
            packages += _unit_loads(canvas, space, high, draw, pallets, file, (foot + DECK_MM, last), rng)
    top = space.y[0] + levels * (DECK_MM + courses * high + _PLAY_MM)
    return taken(space, max(float(file.row.right.max()) for file in files), top, packages)


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    """Pallets side by side at a depth, and how many packages lie along and across each.

    ``other`` is the same for the courses laid crosswise; ``lift`` is how much higher than usual the
    deck of each is, float64 (pallets,) in millimetres.
    """

    row: Row
    z: Range
    grid: tuple[int, int]
    other: tuple[int, int]
    lift: NDArray[np.float64]


def _first(file: _File, number: int) -> _File:
    """The first pallets of a file."""
    row = Row(file.row.left[:number], file.row.right[:number])
    return replace(file, row=row, lift=file.lift[:number])


def _files(space: Space, pallets: Pallets, rng: Generator) -> list[_File]:
    """Files of pallets across the container; the second is turned as a rule, so that their joints differ."""
    footprints = [(pallets.long, pallets.deep)] * max(1, int(space.size[2] / pallets.deep))
    turned = space.size[2] >= pallets.deep + pallets.long
    if turned and (len(footprints) == 1 or rng.random() < 0.7):
        footprints = [(pallets.long, pallets.deep), (pallets.deep, pallets.long)]
    if rng.random() < 0.5:
        footprints.reverse()
    free = (space.size[2] - sum(deep for _, deep in footprints)) / len(footprints)
    out: list[_File] = []
    near = space.z[0]
    for long, deep in footprints:
        spare = space.size[0] % (long + pallets.gap)
        start = space.x[0] + min(100.0, 0.6 * spare) * float(rng.uniform(0, 1))
        row = lay((start, space.x[1]), long, pallets.gap, rng, 0.002)
        z = (near + 0.3 * max(free, 0.0), near + 0.3 * max(free, 0.0) + min(deep, space.size[2]))
        if row.count:
            cells = pallets.grid if long == pallets.long else (pallets.grid[1], pallets.grid[0])
            other = (cells[1], cells[0]) if pallets.crosswise else cells
            out.append(_File(row, z, cells, other, rng.uniform(-10, 10, row.count)))
        near += deep + free
    return out


@dataclass(frozen=True, slots=True, eq=False)
class _Stacks:
    """How the stacks of a kind of course stand, one of each pallet, line across and cell along.

    ``foot`` is the height of their feet, ``tall`` the height of a package under its load, ``lean`` how
    far a stack has moved along x at the eighth course: float64 (lines, pallets * cells) in millimetres.
    """

    foot: NDArray[np.float64]
    tall: NDArray[np.float64]
    lean: NDArray[np.float64]


def _stacks(
    cells: tuple[int, int], high: float, pallets: Pallets, lift: NDArray[np.float64], rng: Generator
) -> _Stacks:
    """Stacks that settle: a pallet stands askew along and across, and each stack gives in its own way."""
    count, shape = lift.size, (cells[1], lift.size * cells[0])
    along = np.tile((np.arange(cells[0]) + 0.5) / cells[0] - 0.5, count) * pallets.long
    across = ((np.arange(cells[1]) + 0.5) / cells[1] - 0.5)[:, None] * pallets.deep
    tilt = rng.normal(0, 0.003, (2, count)).repeat(cells[0], 1)
    foot = lift.repeat(cells[0]) + 4 + tilt[0] * along + tilt[1] * across + rng.uniform(0, 4, shape)
    given = 0.5 * rng.uniform(0, 1, count).repeat(cells[0]) + 0.5 * rng.uniform(0, 1, shape)
    lean = rng.normal(0, 1.2 * pallets.sway, count).repeat(cells[0]) + rng.normal(0, pallets.sway, shape)
    return _Stacks(foot, high * (1 - pallets.soft * given), lean)


def _angles(canvas: Canvas, file: _File, foot: float, top: NDArray[np.floating]) -> None:
    """Angles of solid board, 45 by 45 by 5 mm, at the corners of the unit loads; straps hold them."""
    for row in (Row(file.row.left, file.row.left + 5), Row(file.row.right - 5, file.row.right)):
        section = cut(canvas, row)
        y = (foot + 10, top[section.item])
        with canvas.packing():
            for near in (file.z[0], file.z[1] - 45):
                canvas.prism(CARTON, section.span, y, (near, near + 45), section.cover)


def _unit_loads(
    canvas: Canvas,
    space: Space,
    high: float,
    draw: Filling,
    pallets: Pallets,
    file: _File,
    stack: tuple[float, Counts],
    rng: Generator,
) -> int:
    """The courses on a file of pallets, from a height on so many each; the number of packages drawn."""
    count, (foot, courses), z = file.row.count, stack, file.z
    kinds = [_stacks(cells, high, pallets, file.lift, rng) for cells in (file.grid, file.other)]
    ceiling = foot + int(courses.max()) * high + _PLAY_MM
    if pallets.corners:
        _angles(canvas, file, foot, foot + courses * high)
    drawn = 0
    for course in range(int(courses.max())):
        cells, stacks = (file.grid, file.other)[course % 2], kinds[course % 2 * pallets.crosswise]
        step = (z[1] - z[0]) / cells[1]
        slack = 0.012 * step
        common = rng.normal(0, pallets.sway * 0.4, count)
        for line in range(cells[1]):
            row, parent = nest(file.row, cells[0], rng)
            sway = (
                common[parent] + rng.normal(0, pallets.sway * 0.4, row.count) + stacks.lean[line] * course / 8
            )
            tall = stacks.tall[line]
            low = foot + stacks.foot[line] + (course + rng.uniform(0, 0.012, row.count)) * tall
            near = z[0] + line * step + rng.uniform(0, slack, row.count)
            y = (low, np.minimum(low + tall * rng.uniform(0.985, 1.0, row.count), ceiling))
            here = place(canvas, space, row, sway, y, (near, near + step - slack))
            draw(canvas, shown(here, courses[parent], course), rng)
            drawn += int((courses[parent] > course).sum())
    return drawn
