"""Small metal wares: fasteners in cartons or kegs on pallets, pots and pans in cartons."""

from dataclasses import replace
from itertools import product

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.matter.inside import Inside
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, carton, number_that_fits, payload, stow
from training.simulator.goods.texture import Floats, joints, texture
from training.simulator.materials import ALUMINIUM, CARTON, PLASTIC, STAINLESS, STEEL
from training.simulator.space import Space


def fasteners(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Bolts and nails: boxes of 25 kg in courses on pallets, or steel kegs side by side."""
    kegs = rng.random() < 0.3
    boxes, courses = int(rng.integers(3, 5)), int(rng.integers(2, 6))
    size = (rng.uniform(780, 1100), courses * rng.uniform(130, 180), rng.uniform(780, 1080))
    density = float(rng.uniform(2.3, 3.3))
    each = float(np.prod(size)) * density * 0.85e-6 * (0.7 if kegs else 1.0)
    most = number_that_fits(payload(space, fill, rng, 26.0), each)

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        for course in range(courses if not kegs else 1):
            count = courses if not kegs else 1
            low, high = (base + (top - base) * (course + j) / count for j in (0, 1))
            full = rng.uniform(0.72, 0.97, (base.size, boxes))
            cell = np.minimum(((section.u + 1) / 2 * boxes).astype(np.intp), boxes - 1)
            level = low[section.item] + (high - low)[section.item] * full[section.item, cell]
            wall = np.clip(1 - joints(canvas, section, size[0], boxes, 14.0), 0, 1) * (
                np.abs(section.u) < 0.99
            )
            inner = replace(section, cover=(section.cover * wall).astype(np.float32))
            depth: tuple[Floats, Floats] = (np.full_like(level, z[0] + 10), np.full_like(level, z[1] - 10))
            if kegs:
                off = (section.u + 1) / 2 * boxes % 1 * 2 - 1
                chord = np.sqrt(np.clip(1 - off**2, 0, None)) * (z[1] - z[0] - 20) / 2
                depth = ((z[0] + z[1]) / 2 - chord, (z[0] + z[1]) / 2 + chord)
            texture(
                canvas, STEEL.at(density), inner, (low[section.item] + 6, level), depth, (26, 24, 0.3), rng
            )
            with canvas.packing():
                shell, thick = (STEEL, 0.7) if kegs else (CARTON, 5.0)
                for edge in (low, high - thick):
                    y = edge[section.item]
                    canvas.prism(shell, section.span, (y, y + thick), z, section.cover)

    plan = Stow(
        size=size, most=most, gap=rng.uniform(30, 110), jitter=14, settle=0.01, spread=0.004, pallets=True
    )
    return stow(canvas, part(space, fill), plan, rng, draw)


def kitchenware(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Pots in sets with thick bottoms, lids and handles, or frying pans in piles, in cartons."""
    pans = rng.random() < 0.35
    size = (rng.uniform(500, 620), rng.uniform(280, 400), rng.uniform(300, 420))

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        carton(canvas, section, base, top, z, size[0])
        inside = Inside(canvas, section, size[0])
        (_pans if pans else _pots)(inside, (base + 8, top - 8), z, rng)

    plan = Stow(size=size, gap=8, jitter=9, spread=0.004, settle=0.01, head=rng.uniform(60, 350))
    return stow(canvas, part(space, fill), plan, rng, draw)


def _pots(inside: Inside, edges: tuple[Floats, Floats], z: Range, rng: Generator) -> None:
    """Two piles of pots on two shelves, each pot in a wider one: rim, lid, thick bottom, handles."""
    low, tall, count = inside.each(edges[0]), inside.each(edges[1] - edges[0]), edges[0].size
    middle, long = (z[0] + z[1]) / 2, inside.long
    widest = min(long / 4 - 12, (z[1] - z[0]) / 2 - 10)
    pile = (inside.place > long / 2).astype(np.intp)
    x = long * (0.26 + 0.48 * pile)
    for shelf, number in product(range(2), range(2)):
        radius, height = rng.uniform(0.88, 1.0, (2, count, 2))[:, inside.section.item, pile]
        radius = widest * (1 - 0.2 * number) * radius
        foot = low + shelf * tall / 2 + 9 * number + 3
        rim = foot + tall * (0.46 - 0.09 * number) * height
        inside.drum(STAINLESS, x, middle, (radius, radius - 0.7), (foot, rim))
        inside.drum(ALUMINIUM, x, middle, (radius * 0.88, 0.0), (foot, foot + 4.5))
        inside.drum(STAINLESS, x, middle, (radius, 0.0), (rim - 20, rim - 18.2))
        grip = x + np.where(inside.place > x, radius, -radius)
        across = (middle - 38, middle + 38)
        inside.block(STAINLESS.at(4.0), (grip - 8, grip + 8), (rim - 34, rim - 26), across)


def _pans(inside: Inside, edges: tuple[Floats, Floats], z: Range, rng: Generator) -> None:
    """A pile of frying pans, handles to one side and the other."""
    low, count, long = inside.each(edges[0]), edges[0].size, inside.long
    middle, radius = (z[0] + z[1]) / 2, min((z[1] - z[0]) / 2 - 12, long * 0.28)
    for k in range(int(float(np.min(edges[1] - edges[0], initial=1e4)) / 42)):
        foot, side = low + k * 42.0, 1 if k % 2 else -1
        x = long / 2 - side * long * 0.18 + inside.each(rng.normal(0, 4, count))
        inside.drum(ALUMINIUM, x, middle, (radius, radius - 2.2), (foot, foot + 40))
        inside.drum(ALUMINIUM, x, middle, (radius, 0.0), (foot, foot + 3.6))
        inside.drum(STEEL, x, middle, (radius * 0.8, 0.0), (foot - 0.8, foot))
        grip = (x + radius, np.minimum(x + radius + 165, long - 8))
        if side < 0:
            grip = (np.maximum(x - radius - 165, 8), x - radius)
        inside.block(PLASTIC.at(1.4), grip, (foot + 24, foot + 40), (middle - 12, middle + 12))


GOODS = (
    Goods(
        code="731815",
        description="Bolts and screws of steel, in boxes on pallets",
        unit="KGM",
        kinds=("20",),
        pack=fasteners,
    ),
    Goods(
        code="732393",
        description="Kitchenware of stainless steel, in cartons",
        unit="KGM",
        kinds=("40hc", "40"),
        pack=kitchenware,
    ),
)
