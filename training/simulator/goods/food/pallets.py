"""Unit loads: packages in courses on pallets, pallets in files and levels."""

from dataclasses import dataclass, replace

from numpy.random import Generator

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
from training.simulator.goods.stacking import Row, lay, taken
from training.simulator.space import Range, Space

_DECK_KG = 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pallets:
    """How packages are palletised.

    ``long`` by ``deep`` is the footprint in millimetres, ``grid`` the number of packages along and
    across it, ``courses`` the least and most on a pallet, ``levels`` of pallets on one another;
    ``crosswise`` turns every other course; ``sway`` is how far a course strays in millimetres,
    ``uneven`` the share of pallets one course short, ``soft`` what a package gives under load.
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
    lowest = DECK_MM + pallets.courses[0] * high + 6
    levels = max(1, min(pallets.levels, int((height - 30) / lowest)))
    most = int(((height - 30) / levels - DECK_MM - 6) / high)
    least = pallets.grid[0] * pallets.grid[1] * pallets.courses[0]
    afford = affordable(space, package.kg + _DECK_KG / least, rng)
    bear = int(afford / stands / levels + 0.3)
    courses = max(1, min(int(rng.integers(pallets.courses[0], pallets.courses[1] + 1)), most, bear))
    packages = 0
    for level in range(levels):
        foot = space.y[0] + level * (DECK_MM + courses * high + 6)
        for file in files:
            bearable = (afford - packages) // (file.grid[0] * file.grid[1] * courses)
            file = _first(file, max(bearable, int(not packages)))
            if not file.row.count:
                continue
            deck(canvas, file.row, foot, file.z)
            share = pallets.uneven * (level == levels - 1)
            last = uneven(file.row.count, courses, share, 0.2 * (level == levels - 1), rng)
            packages += _unit_loads(canvas, space, high, draw, pallets, file, (foot + DECK_MM, last), rng)
    top = space.y[0] + levels * (DECK_MM + courses * high + 6)
    return taken(space, max(float(file.row.right.max()) for file in files), top, packages)


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    """Pallets side by side at a depth, and how many packages lie along and across each.

    ``other`` is the same for the courses laid crosswise.
    """

    row: Row
    z: Range
    grid: tuple[int, int]
    other: tuple[int, int]


def _first(file: _File, number: int) -> _File:
    """The first pallets of a file."""
    return replace(file, row=Row(file.row.left[:number], file.row.right[:number]))


def _files(space: Space, pallets: Pallets, rng: Generator) -> list[_File]:
    """Files of pallets across the container; where two do not fit the second is turned."""
    footprints = [(pallets.long, pallets.deep)] * max(1, int(space.size[2] / pallets.deep))
    if len(footprints) == 1 and space.size[2] >= pallets.deep + pallets.long:
        footprints.append((pallets.deep, pallets.long))
    if rng.random() < 0.5:
        footprints.reverse()
    free = (space.size[2] - sum(deep for _, deep in footprints)) / len(footprints)
    out: list[_File] = []
    near = space.z[0]
    for long, deep in footprints:
        row = lay(space.x, long, pallets.gap, rng, 0.002)
        z = (near + 0.3 * max(free, 0.0), near + 0.3 * max(free, 0.0) + min(deep, space.size[2]))
        if row.count:
            cells = pallets.grid if long == pallets.long else (pallets.grid[1], pallets.grid[0])
            out.append(_File(row, z, cells, (cells[1], cells[0]) if pallets.crosswise else cells))
        near += deep + free
    return out


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
    lean = rng.normal(0, 1.2 * pallets.sway, count)
    tall = high * (1 - pallets.soft * rng.uniform(0, 1, count))
    rise = foot + rng.uniform(0, 14, count)
    drawn = 0
    for course in range(int(courses.max())):
        cells = file.other if course % 2 else file.grid
        step = (z[1] - z[0]) / cells[1]
        slack = 0.012 * step
        for line in range(cells[1]):
            row, parent = nest(file.row, cells[0], rng)
            sway = (lean * course / 8 + rng.normal(0, pallets.sway * 0.5, count))[parent]
            low = rise[parent] + (course + rng.uniform(0, 0.012, row.count)) * tall[parent]
            near = z[0] + line * step + rng.uniform(0, slack, row.count)
            y = (low, low + tall[parent] * rng.uniform(0.965, 0.985, row.count))
            here = place(canvas, space, row, sway, y, (near, near + step - slack))
            draw(canvas, shown(here, courses[parent], course), rng)
            drawn += int((courses[parent] > course).sum())
    return drawn
