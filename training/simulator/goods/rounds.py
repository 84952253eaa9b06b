"""Round things: tyres in stacks, bottles on pallets."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Row, Section, cut, depths, lay, only, pallet, part, steps, taken
from training.simulator.materials import CARTON, GLASS, STEEL, TYRE, WATER
from training.simulator.space import Space


def tyres(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Car or van tyres lying in stacks: treads are the dark sides, side walls and beads the rungs."""
    radius, high = rng.uniform(285, 370), rng.uniform(165, 235)
    space = part(space, fill)
    layers = max(1, int((space.y[1] - space.y[0] - rng.uniform(30, 300)) / high))
    packages, right = 0, space.x[0]
    offset = 0.0
    for z in depths(space, radius * 1.86, rng, 0.2):
        row = lay((space.x[0] + offset, space.x[1]), 2 * radius, 6, rng, 0.004)
        offset = radius if offset == 0.0 else 0.0
        tread = high * rng.uniform(0.97, 1.02)
        if not row.count:
            continue
        heights = steps(row.count, layers, rng)
        middle = float(np.clip((z[0] + z[1]) / 2, space.z[0] + radius, space.z[1] - radius))
        for layer in range(layers):
            shift = rng.normal(0, 9, row.count).astype(np.float32)
            section = only(cut(canvas, row, shift), heights > layer)
            y = space.y[0] + layer * tread * 0.985 + rng.normal(0, 4)
            _tyre(canvas, section, (y, y + tread), middle + rng.normal(0, 8), radius)
        packages += int(heights.sum())
        right = max(right, float(row.right.max()))
    return taken(space, right, space.y[0] + layers * high * 0.985, packages)


def _tyre(canvas: Canvas, section: Section, y: tuple[float, float], centre: float, radius: float) -> None:
    """A course of lying tyres: tread with belts, two side walls, two bead wires."""
    low, high = y
    shoulder = 0.1 * (high - low)
    parts = (
        (TYRE, 1.0, (low + shoulder, high - shoulder), 1.0),
        (TYRE, 0.96, (low + shoulder, high - shoulder), -1.0),
        (TYRE, 0.97, (low, low + 12), 1.0),
        (TYRE, 0.97, (high - 12, high), 1.0),
        (TYRE, 0.62, (low, low + 12), -1.0),
        (TYRE, 0.62, (high - 12, high), -1.0),
        (STEEL, 0.645, (low + 2, low + 12), 0.55),
        (STEEL, 0.645, (high - 12, high - 2), 0.55),
        (STEEL, 0.62, (low + 2, low + 12), -0.55),
        (STEEL, 0.62, (high - 12, high - 2), -0.55),
    )
    for material, share, band, sign in parts:
        half = radius * np.sqrt(np.clip(share**2 - section.u**2, 0, None))
        there = section.cover * (half > 0)
        canvas.prism(
            material.at(sign * material.density), section.span, band, (centre - half, centre + half), there
        )


def bottles(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Beer in bottles, cartons of 24 in courses on pallets under shrink film."""
    long, deep = float(rng.choice([1200.0, 1000.0])), 1000.0
    tall, width = rng.uniform(225, 275), rng.uniform(60, 68)
    space = part(space, fill)
    courses = max(1, min(int((space.y[1] - space.y[0] - 250) / (tall + 8)), int(rng.integers(5, 8))))
    packages, right = 0, space.x[0]
    for z in depths(space, deep, rng, 0.8):
        row = lay(space.x, long, 30, rng, 0.004)
        for left, end in zip(row.left, row.right, strict=True):
            pallet(canvas, (float(left), float(end)), space.y[0], z)
            number = int((end - left) / (width + 2))
            inner = lay((float(left), float(end)), width, 2, rng, 0.003)
            for course in range(courses):
                base = space.y[0] + 146 + course * (tall + 8)
                _bottles(canvas, inner, base, tall, z, rng)
            packages += courses * int(number * deep / width / 24)
        right = max(right, float(row.right.max(initial=right)))
    return taken(space, right, space.y[0] + 146 + courses * (tall + 8), packages)


def _bottles(
    canvas: Canvas,
    row: Row,
    base: float,
    tall: float,
    z: tuple[float, float],
    rng: Generator,
) -> None:
    """A course of bottles, gathered in four lines across the pallet; the lines stand a little apart."""
    quarter = (z[1] - z[0]) / 4
    for line in range(4):
        section = cut(canvas, row, rng.normal(0, 7))
        side = np.clip(1 - section.u**2, 0, 1)
        body, span = np.sqrt(side) * section.cover, section.span
        neck = np.sqrt(np.clip(1 - (section.u / 0.42) ** 2, 0, 1)) * section.cover
        wall = section.cover * np.clip(0.1 / np.sqrt(side + 0.01), 0, 0.6)
        near = z[0] + line * quarter + rng.uniform(0, 10)
        there, foot = (near, near + quarter), base + rng.normal(0, 4)
        canvas.prism(WATER, span, (foot + 4, foot + 0.62 * tall), there, body * 0.86)
        canvas.prism(GLASS, span, (foot, foot + 0.66 * tall), there, wall)
        canvas.prism(WATER, span, (foot + 0.62 * tall, foot + 0.86 * tall), there, neck * 0.3)
        canvas.prism(GLASS, span, (foot + 0.66 * tall, foot + tall), there, neck * 0.12)
        canvas.prism(GLASS, span, (foot, foot + 5), there, body * 0.8)
        canvas.prism(CARTON, span, (foot - 6, foot - 2), there)


GOODS = (
    Goods(
        code="401110",
        description="New pneumatic tyres for motor cars",
        unit="NMB",
        kinds=("40hc",),
        pack=tyres,
    ),
    Goods(
        code="220300",
        description="Beer made from malt, in bottles",
        unit="LTR",
        kinds=("20",),
        pack=bottles,
    ),
)
