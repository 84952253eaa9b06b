"""Goods in cartons stacked by hand: frozen poultry, shoes."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, cut, depths, lay, only, part, steps, taken
from training.simulator.materials import CARTON, MEAT, RUBBER, SHOES
from training.simulator.physics.material import Material
from training.simulator.space import Space


def frozen(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen poultry: columns of cartons under a free head for the cold air, no pallets."""
    width, high, deep = rng.uniform(270, 400), rng.uniform(120, 180), rng.uniform(360, 560)
    material = MEAT.at(float(rng.uniform(0.52, 0.70)))
    space = part(space, fill)
    head = rng.uniform(130, 420)
    layers = max(1, int((space.y[1] - space.y[0] - head) / high))
    every = int(rng.integers(3, 7))
    packages, right, lean = 0, space.x[0], rng.normal(0, 4)
    for z in depths(space, deep, rng):
        row = lay(space.x, width, 14, rng, 0.01)
        if not row.count:
            continue
        heights = steps(row.count, layers, rng)
        wide = np.where(np.arange(row.count) % every == 0, rng.uniform(12, 30), 0).astype(np.float32)
        weave = np.cumsum(rng.normal(0, 5, (layers, row.count)), 0).astype(np.float32)
        rise = space.y[0] + rng.uniform(0, 12, row.count)
        scale = high * rng.normal(1, 0.02)
        for layer in range(layers):
            section = cut(canvas, row, np.clip(weave[layer], -40, 40) + wide + lean * layer)
            tall = scale * rng.uniform(0.95, 1.04, row.count) * (heights > layer)
            corner = high * 0.17 * np.abs(section.u) ** 6
            base = rise[section.item]
            top = base + tall[section.item]
            packed = section.cover * rng.uniform(0.88, 1.08, row.count)[section.item]
            canvas.prism(material, section.span, (base + corner, top - corner), z, packed)
            rise = rise + tall + 1.5
        packages += int(heights.sum())
        right = max(right, float(row.right.max()))
    return taken(space, right, space.y[0] + layers * (high + 1.5), packages)


def shoes(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Export cartons of twelve pairs, each pair in a box: soles show as short dark dashes."""
    width, high, deep = rng.uniform(480, 640), rng.uniform(310, 400), rng.uniform(380, 560)
    material = SHOES.at(float(rng.uniform(0.10, 0.19)))
    space = part(space, fill)
    layers = max(1, int((space.y[1] - space.y[0] - rng.uniform(20, 250)) / high))
    sole = float(rng.uniform(8, 22))
    packages, right = 0, space.x[0]
    for z in depths(space, deep, rng):
        row = lay(space.x, width, 10, rng, 0.008)
        if not row.count:
            continue
        heights = steps(row.count, layers, rng)
        scale = high * rng.uniform(0.96, 1.0)
        for layer in range(layers):
            shift = rng.normal(0, 7, row.count).astype(np.float32)
            y = space.y[0] + layer * scale
            here = cut(canvas, row, shift)
            _carton(canvas, material, only(here, heights > layer), (y, y + scale - 4), z, sole, rng)
        packages += int(heights.sum())
        right = max(right, float(row.right.max()))
    return taken(space, right, space.y[0] + layers * high, packages)


def _carton(
    canvas: Canvas,
    material: Material,
    section: Section,
    y: tuple[float, float],
    z: tuple[float, float],
    sole: float,
    rng: Generator,
) -> None:
    """A course of cartons: board, what is inside, and four rows of soles at random places."""
    canvas.prism(material, section.span, y, z, section.cover)
    board = section.cover * (np.abs(section.u) > 0.975)
    canvas.prism(CARTON, section.span, y, z, board * 0.5)
    for edge in (y[0], y[1] - 5):
        canvas.prism(CARTON, section.span, (edge, edge + 5), z, section.cover)
    cell = ((section.u + 1) * 2).astype(np.intp)
    for shelf in range(3):
        laid = rng.random((section.item.max() + 1, 5)) < 0.8
        there = section.cover * laid[section.item, cell] * (np.abs((section.u + 1) * 2 - cell - 0.5) < 0.4)
        base = y[0] + (y[1] - y[0]) * (shelf + 0.2) / 3
        canvas.prism(RUBBER.at(0.55), section.span, (base, base + sole), (z[0] + 30, z[1] - 30), there)


GOODS = (
    Goods(
        code="020714",
        description="Frozen cuts of chicken, in cartons",
        unit="KGM",
        kinds=("reefer",),
        pack=frozen,
    ),
    Goods(
        code="640399",
        description="Footwear with outer soles of rubber and uppers of leather",
        unit="NPR",
        kinds=("40hc", "40"),
        pack=shoes,
    ),
)
