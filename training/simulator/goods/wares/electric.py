"""Printers, computers, telephones, television sets."""

from dataclasses import replace

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods
from training.simulator.goods.wares.packages import Corner, Package, Size, packing
from training.simulator.goods.wares.pallets import grid, palleted
from training.simulator.goods.wares.things import electronics
from training.simulator.goods.wares.things.shapes import BOARD
from training.simulator.goods.wares.wraps import CARTONED, Wrap, sheet_box, wrapped
from training.simulator.materials import GLASS, PLASTIC
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

CELLS = Material("lithium cells", 2.4, of.BATTERY)


def _printers(rng: Generator) -> Package:
    turn = (("y", 90.0),) if rng.random() < 0.3 else ()
    return replace(wrapped(electronics.printer, CARTONED, rng, 2, turn), levels=7, gap=10, skew=5)


def _computers(rng: Generator) -> Package:
    """Desktop computers in cartons: on pallets, or hand-stowed."""
    package = wrapped(electronics.computer, CARTONED, rng, 4)
    if rng.random() < 0.4:
        return replace(package, levels=8, gap=8, skew=5, variants=4)
    layout = replace(grid(package.size, 1.0, float(rng.uniform(900, 1300)), rng), through=False)

    def fill(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
        package.draw(canvas, corner, rng)

    return replace(palleted(layout, fill, 2), variants=1)


def _telephones(rng: Generator) -> Package:
    """Telephones in their boxes, ten to forty to a small carton, cartons on pallets."""
    carton = (float(rng.uniform(330, 420)), float(rng.uniform(190, 260)), float(rng.uniform(230, 320)))
    columns = int(rng.integers(4, 8))
    pieces = columns * int(carton[2] / 100) * max(1, int(carton[1] / 90))
    layout = grid(carton, float(pieces), float(rng.uniform(800, 1250)), rng)
    weight = float(rng.uniform(0.4, 0.65))

    def fill(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
        x, y, z = (
            corner[0] + 8,
            (corner[1] + 8, corner[1] + size[1] - 12),
            (corner[2] + 8, corner[2] + size[2] - 8),
        )
        step = (size[0] - 16) / columns
        for number in range(columns):
            left = x + number * step + float(rng.uniform(-4, 4))
            here = weight * float(rng.uniform(0.93, 1.05))
            canvas.block(PLASTIC.at(0.2 * here), (left + 3, left + step - 3), y, z)
            canvas.block(CELLS.at(0.9 * here), (left + 0.25 * step, left + 0.45 * step), y, z)
            canvas.block(GLASS.at(1.1 * here), (left + 0.5 * step, left + 0.58 * step), y, z)
            canvas.block(BOARD.at(0.75 * here), (left + 0.62 * step, left + 0.8 * step), y, z)

    return palleted(layout, fill, 1 if rng.random() < 0.5 else 2)


def _edges(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """The carton of a television: foam along all four edges."""
    sheet_box(canvas, corner, size)
    x, y, z = ((low + 6, low + length - 6) for low, length in zip(corner, size, strict=True))
    for high in ((y[0], y[0] + 45), (y[1] - 40, y[1])):
        canvas.block(PLASTIC.at(0.025), x, high, z)
    for left in (x[0], x[1] - 60):
        canvas.block(PLASTIC.at(0.025), (left, left + 60), (y[0] + 45, y[1] - 40), z)


def _televisions(rng: Generator) -> Package:
    """Upright on their long edge, rows close together, two or three levels; hand-stowed."""
    package = wrapped(electronics.television, Wrap(34.0, 52.0, 46.0, _edges), rng, 1)
    return replace(package, levels=4, gap=9, skew=5, variants=2, slack=0.4, tail=0.5)


GOODS = (
    Goods(
        code="844332",
        description="Laser printers",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_printers),
    ),
    Goods(
        code="847150",
        description="Desktop computers, processing units",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=packing(_computers),
    ),
    Goods(
        code="851713",
        description="Smartphones",
        unit="NMB",
        kinds=("20", "40", "40hc"),
        pack=packing(_telephones),
    ),
    Goods(
        code="852872",
        description="Television receivers, flat panel, colour",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_televisions),
    ),
)
