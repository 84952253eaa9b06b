"""Solar modules, cable on drums and in coils."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods
from training.simulator.goods.stacking import pallet
from training.simulator.goods.wares.packages import Corner, Package, Size, packing
from training.simulator.goods.wares.pallets import grid, palleted
from training.simulator.goods.wares.things.shapes import BOARD
from training.simulator.goods.wares.wraps import sheet_box
from training.simulator.materials import ALUMINIUM, COPPER, GLASS, PVC, STEEL, WOOD


def _panels(rng: Generator) -> Package:
    """Solar panels upright on pallets: glass, frames of aluminium, junction boxes; along or across."""
    long, high = float(rng.uniform(1650, 2280)), float(rng.uniform(990, 1140))
    count, thick = int(rng.integers(27, 37)), float(rng.choice([30.0, 35.0]))
    return _pallet_of_panels(rng, (long, high, thick), count, bool(rng.random() < 0.75))


def _pallet_of_panels(rng: Generator, panel: Size, count: int, along: bool) -> Package:
    """A pallet of panels of a length, height and thickness, along the container or across."""
    long, high, thick = panel
    deep = min(count * thick, 1120.0)
    count = int(deep / thick)
    size = (long + 30, high + 190, deep + 24) if along else (deep + 24, high + 190, long + 30)

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        x, y, z = ((low + 12, low + length - 12) for low, length in zip(corner, size, strict=True))
        with canvas.packing():
            deck = pallet(canvas, x, y[0] - 12, z)
            sheet_box(canvas, (corner[0], deck, corner[2]), (size[0], high + 36, size[2]))
        (_face_on if along else _edge_on)(canvas, (x, (deck + 8, deck + 8 + high), z), count, thick)

    def across(rng: Generator) -> Package:
        return _pallet_of_panels(rng, panel, count, not along)

    return Package(
        size=size,
        draw=draw,
        pieces=float(count),
        levels=2,
        gap=25,
        variants=2,
        tail=0.2,
        skew=6,
        across=across,
    )


Room = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


def _face_on(canvas: Canvas, room: Room, count: int, thick: float) -> None:
    """Panels across the beam: all that is in each of them adds up."""
    x, y, z = room
    share = 3.6 / thick
    canvas.block(GLASS.at(GLASS.density * share), (x[0] + 4, x[1] - 4), (y[0] + 4, y[1] - 4), z)
    for column in np.linspace(x[0] + 15, x[1] - 15, 13)[:-1]:
        wide = (x[1] - x[0]) / 12
        for at in np.linspace(0.1, 0.9, 5):
            left = float(column) + at * wide
            canvas.block(COPPER.at(0.35 / thick), (left, left + 2), (y[0] + 15, y[1] - 15), z)
    for rim in (y[0], y[1] - 30):
        canvas.block(ALUMINIUM.at(0.28), x, (rim, rim + 30), z)
        canvas.block(
            ALUMINIUM.at(0.5), x, (rim if rim == y[0] else rim + 27, rim + 3 if rim == y[0] else rim + 30), z
        )
    for rim in (x[0], x[1] - 30):
        canvas.block(ALUMINIUM.at(0.28), (rim, rim + 30), y, z)
    middle = (x[0] + x[1]) / 2
    for left in (middle - 330, middle - 40, middle + 250):
        canvas.block(
            BOARD.at(0.25), (left, left + 90), (y[0] + 0.46 * (y[1] - y[0]), y[0] + 0.52 * (y[1] - y[0])), z
        )


def _edge_on(canvas: Canvas, room: Room, count: int, thick: float) -> None:
    """Panels along the beam: a dark line of glass each, frames at head and foot."""
    x, y, z = room
    step = (x[1] - x[0]) / count
    for number in range(count):
        left = x[0] + number * step
        canvas.block(GLASS, (left + 3, left + 6.6), (y[0] + 4, y[1] - 4), (z[0] + 4, z[1] - 4))
        for rim in (y[0], y[1] - thick):
            canvas.block(ALUMINIUM.at(0.55), (left, left + step - 1), (rim, rim + thick), z)
        for side in (z[0], z[1] - 30):
            canvas.block(ALUMINIUM.at(0.28), (left, left + step - 1), y, (side, side + 30))


def _cable(rng: Generator) -> Package:
    """Wooden drums of cable that stand on their rims, or small reels and coils on pallets."""
    if rng.random() < 0.35:
        return _coils(rng)
    r, deep = float(rng.uniform(380, 900)), float(rng.uniform(480, 1050))
    full, metal = float(rng.uniform(0.6, 0.95)), (COPPER if rng.random() < 0.6 else ALUMINIUM)
    strand = float(rng.uniform(0.2, 0.38)) * metal.density
    upright = bool(rng.random() < 0.7)
    size = (2 * r + 6, 2 * r + 4, deep + 10) if upright else (2 * r + 6, deep + 8, 2 * r + 6)

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        centre, low = (corner[0] + r + 3, corner[1] + r), corner[2] + 5
        tube = canvas.ring
        if not upright:
            centre, low, tube = (corner[0] + r + 3, corner[2] + r + 3), corner[1] + 3, canvas.drum
        with canvas.packing():
            for near in (low, low + deep - 50):
                tube(WOOD, centre, (r, 35.0), (near, near + 50))
                tube(STEEL, centre, (75.0, 35.0), (near, near + 6))
            tube(WOOD, centre, (0.42 * r, 0.42 * r - 30), (low + 50, low + deep - 50))
        top = (0.45 + 0.5 * full) * r
        for number in range(8):
            outer = 0.42 * r + (top - 0.42 * r) * (number + 1) / 8
            inner = 0.42 * r + (top - 0.42 * r) * number / 8
            turns = (outer, inner + 0.12 * (outer - inner))
            tube(
                metal.at(strand * float(rng.uniform(0.94, 1.06))), centre, turns, (low + 52, low + deep - 52)
            )
            tube(PVC.at(0.62), centre, turns, (low + 52, low + deep - 52))

    return Package(
        size=size, draw=draw, levels=2 if 2 * r < 1000 else 1, gap=30, variants=2, slack=0.8, skew=12
    )


def _coils(rng: Generator) -> Package:
    """Coils of wire lying flat on each other, in cartons on pallets."""
    r = float(rng.uniform(120, 190))
    carton, tall = (2 * r + 16, float(rng.uniform(70, 160)), 2 * r + 16), 0.72
    layout = replace(grid(carton, 1.0, float(rng.uniform(700, 1000)), rng), through=False)
    strand, bore = float(rng.uniform(1.6, 2.8)), float(rng.uniform(0.45, 0.65))

    def fill(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
        centre = (corner[0] + size[0] / 2, corner[2] + size[2] / 2)
        y = (corner[1] + 6, corner[1] + 6 + tall * size[1])
        for material in (COPPER.at(strand), PVC.at(0.5)):
            canvas.drum(material, centre, (r, bore * r), y)

    return palleted(layout, fill, 2)


GOODS = (
    Goods(
        code="854143",
        description="Photovoltaic modules",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_panels),
    ),
    Goods(
        code="854449",
        description="Insulated electric cable, up to 1,000 V, on drums",
        unit="KGM",
        kinds=("20", "40"),
        pack=packing(_cable, counted=False),
    ),
)
