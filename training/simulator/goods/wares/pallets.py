"""Pallets of cartons: a grid of cartons on a wooden pallet under film, with whatever is in each."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.stacking import pallet
from training.simulator.goods.wares.packages import Corner, Package, Size
from training.simulator.materials import CARTON, PLASTIC

Fill = Callable[[Canvas, Corner, Size, Generator], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Cartons of a size on a pallet, counted along x, y and z; ``pieces`` in each carton.

    ``through``: what is in the cartons is drawn at once for all that stand behind each other.
    """

    carton: Size
    count: tuple[int, int, int]
    pieces: float
    through: bool = True


def grid(
    carton: Size, pieces: float, high: float, rng: Generator, base: tuple[float, float] = (1200, 1000)
) -> Grid:
    """As many cartons as go on a pallet of a base (x, z), about ``high`` millimetres of them."""
    if rng.random() < 0.5:
        base = (base[1], base[0])
    along, across = max(1, int(base[0] / carton[0])), max(1, int(base[1] / carton[2]))
    return Grid(carton=carton, count=(along, max(1, int(high / carton[1])), across), pieces=pieces)


def palleted(layout: Grid, fill: Fill, levels: int = 2) -> Package:
    """A package: pallet, cartons with their contents, board between layers, film around."""
    size = tuple(n * c for n, c in zip(layout.count, layout.carton, strict=True))
    outer = (size[0] + 24, size[1] + 164, size[2] + 24)
    total = layout.count[0] * layout.count[1] * layout.count[2] * layout.pieces

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        x, y, z = corner[0] + 12, corner[1], corner[2] + 12
        with canvas.packing():
            deck = pallet(canvas, (x, x + size[0]), y, (z, z + size[2]))
            _boards(canvas, layout, (x, deck, z))
            canvas.hollow(
                PLASTIC, (x - 4, x + size[0] + 4), (deck, deck + size[1] + 4), (z - 4, z + size[2] + 4), 0.3
            )
        long, high, deep = layout.carton
        rows, depth = (1, size[2]) if layout.through else (layout.count[2], deep)
        for i, j, k in np.ndindex(layout.count[0], layout.count[1], rows):
            slip = rng.uniform(-3, 3, 2)
            at = (x + i * long + float(slip[0]), deck + j * high, z + k * deep + float(slip[1]))
            fill(canvas, at, (long, high, depth), rng)

    return Package(size=outer, draw=draw, pieces=total, levels=levels, gap=35, variants=3, tail=0.3, skew=8)


def _boards(canvas: Canvas, layout: Grid, corner: Corner) -> None:
    """The walls of all cartons: sheets along each joint."""
    board = CARTON.at(0.25)
    x, y, z = ((low, low + n * c) for low, n, c in zip(corner, layout.count, layout.carton, strict=True))
    for i in range(layout.count[0] + 1):
        at = x[0] + i * layout.carton[0]
        canvas.block(board, (at - 4, at + 4), y, z)
    for j in range(layout.count[1] + 1):
        at = y[0] + j * layout.carton[1]
        canvas.block(board, x, (at - 4, at + 4), z)
    for k in range(layout.count[2] + 1):
        at = z[0] + k * layout.carton[2]
        canvas.block(board, x, y, (at - 4, at + 4))
