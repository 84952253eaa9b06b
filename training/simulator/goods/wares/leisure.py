"""Toys, arcade games, gear for exercise."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods
from training.simulator.goods.wares.packages import Corner, Package, Size, packing
from training.simulator.goods.wares.pallets import grid, palleted
from training.simulator.goods.wares.things import electronics
from training.simulator.goods.wares.things.shapes import CLOTH
from training.simulator.goods.wares.wraps import CARTONED, settled, sheet_box, wrapped
from training.simulator.materials import COPPER, PLASTIC, PVC, STEEL
from training.simulator.mesh import body_bounds, placed


def _toys(rng: Generator) -> Package:
    """Light cartons: plastic shells, wheels, small motors and batteries, soft toys."""
    size = (float(rng.uniform(380, 750)), float(rng.uniform(300, 520)), float(rng.uniform(320, 560)))
    soft, dense = bool(rng.random() < 0.3), float(rng.uniform(0.1, 0.2))
    boxes = int(rng.integers(2, 5))

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        step = ((size[0] - 16) / boxes, (size[1] - 16) / 2)
        for i, j in np.ndindex(boxes, 2):
            low = (corner[0] + 8 + i * step[0], corner[1] + 8 + j * step[1], corner[2] + 8.0)
            _toy(canvas, low, (*step, size[2] - 16), dense, soft)
        with canvas.packing():
            sheet_box(canvas, corner, size)

    return Package(
        size=size, draw=draw, levels=8, gap=8, skew=7, variants=4, missing=0.04, pieces=float(boxes * 8)
    )


def _toy(canvas: Canvas, low: Corner, size: Size, dense: float, soft: bool) -> None:
    """A soft toy, or a hollow one of plastic with wheels, a motor and a battery box."""
    x, y, z = (at + length / 2 for at, length in zip(low, size, strict=True))
    radii = (0.46 * size[0], 0.42 * size[1], 0.46 * size[2])
    if soft:
        canvas.ellipsoid(CLOTH.at(dense), (x, y, z), radii)
        return
    canvas.ellipsoid(PLASTIC.at(dense * 2.2), (x, y, z), radii)
    inner = (radii[0] * 0.85, radii[1] * 0.85, radii[2] * 0.9)
    canvas.ellipsoid(PLASTIC.at(-dense * 1.6), (x, y, z), inner)
    for side in (-0.6, 0.6):
        at = (x + side * radii[0], y - 0.6 * radii[1])
        canvas.ring(PVC.at(0.7), at, (0.3 * radii[1], 5.0), (low[2] + 20, low[2] + size[2] - 25))
    canvas.block(STEEL.at(2.2), (x - 14, x + 14), (y - 12, y + 12), (z - 60, z + 60))
    canvas.block(COPPER.at(0.5), (x + 16, x + 60), (y - 9, y + 9), (z - 50, z + 50))


def _arcade(rng: Generator) -> Package:
    return replace(wrapped(electronics.arcade, CARTONED, rng, 3), levels=1, gap=30, skew=12)


def _fitness(rng: Generator) -> Package:
    """Treadmills in cartons, discs of cast iron or dumb-bells in small dense cartons on pallets."""
    style = rng.random()
    if style < 0.35:
        return replace(wrapped(electronics.treadmill, CARTONED, rng, 2), levels=6, gap=25, skew=10)
    if style < 0.6:
        return _weights(rng)
    bell = settled(electronics.dumbbell(rng))
    (_, long), (_, high), (_, deep) = body_bounds(bell)
    layout = grid((long + 16, high + 14, deep * 2 + 16), 2.0, float(rng.uniform(350, 560)), rng)
    layout = replace(layout, through=False)

    def fill(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
        for near in (6.0, 10.0 + deep):
            canvas.body(placed(bell, corner[0] + 8, corner[1] + 5, corner[2] + near), 1)

    return replace(palleted(layout, fill, 2), variants=1, gap=60)


def _weights(rng: Generator) -> Package:
    """Discs for bars, on edge in short cartons on pallets."""
    r = float(rng.uniform(90, 215))
    layout = grid((2 * r + 20, 2 * r + 20, 240.0), 6.0, float(rng.uniform(350, 700)), rng)

    def fill(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
        centre, z = (corner[0] + r + 10, corner[1] + r + 8), (corner[2] + 8, corner[2] + size[2] - 8)
        for outer, inner, iron in ((r, 0.86 * r, 6.6), (0.86 * r, 0.36 * r, 4.2), (0.36 * r, 26.0, 6.6)):
            canvas.ring(STEEL.at(iron), centre, (outer, inner), z)

    return replace(palleted(layout, fill, 2), gap=60)


GOODS = (
    Goods(
        code="950300",
        description="Toys",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=packing(_toys),
    ),
    Goods(
        code="950430",
        description="Arcade games operated by coins",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_arcade),
    ),
    Goods(
        code="950691",
        description="Articles for physical exercise, gymnastics",
        unit="NMB",
        kinds=("20", "40"),
        pack=packing(_fitness),
    ),
)
