"""Round things: tyres in stacks."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, cut, depths, lay, only, part, steps, taken
from training.simulator.materials import STEEL, TYRE
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


GOODS = (
    Goods(
        code="401110",
        description="New pneumatic tyres for motor cars",
        unit="NMB",
        kinds=("40hc",),
        pack=tyres,
    ),
)
