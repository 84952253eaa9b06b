"""Goods in sacks and big bags: coffee, sugar."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Row, cut, depths, lay, only, part, steps, taken
from training.simulator.materials import COFFEE, SUGAR
from training.simulator.physics.material import Material
from training.simulator.space import Space


def coffee(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Jute sacks of 60 kg laid flat, courses crosswise in turn, sagging into one another."""
    material = COFFEE.at(float(rng.uniform(0.68, 0.78)))
    high = rng.uniform(165, 205)
    space = part(space, fill)
    layers = max(1, int((space.y[1] - space.y[0] - rng.uniform(250, 700)) / high))
    packages, right = 0, space.x[0]
    tall = steps(40, layers, rng, 0.6)
    for layer in range(layers):
        wide, deep = (690.0, 440.0) if layer % 2 else (450.0, 680.0)
        for z in depths(space, deep, rng):
            row = lay(space.x, wide * rng.uniform(0.97, 1.03), 4, rng, 0.03)
            if not row.count:
                continue
            at = ((row.left - space.x[0]) / (space.x[1] - space.x[0]) * 39).astype(np.intp)
            there = tall[np.clip(at, 0, 39)] > layer
            section = only(cut(canvas, row, rng.normal(0, 18, row.count).astype(np.float32)), there)
            sag = rng.normal(0, 13, row.count)[section.item] + space.y[0] + layer * high
            end = np.abs(section.u)
            bulge = high * (0.34 * end**6 - 0.05 * (1 - end**2))
            wide_z = (1 - 0.08 * end**4) * (z[1] - z[0]) / 2
            middle = (z[0] + z[1]) / 2 + rng.normal(0, 12)
            canvas.prism(
                material,
                section.span,
                (sag + bulge, sag + high - bulge),
                (middle - wide_z, middle + wide_z),
                section.cover,
            )
            packages += int(there.sum())
            right = max(right, float(row.right.max()))
    return taken(space, right, space.y[0] + layers * high, packages)


def sugar(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Big bags of a tonne, two deep, one or two high, slumped against each other."""
    wide = rng.uniform(930, 1080)
    high = rng.uniform(850, 1150)
    material = SUGAR.at(float(rng.uniform(0.76, 0.88)))
    space = part(space, fill)
    levels = 2 if space.y[1] - space.y[0] > 2 * high + 60 and rng.random() < 0.75 else 1
    packages, right, top = 0, space.x[0], space.y[0]
    for z in depths(space, min(wide, 1100.0), rng):
        row = lay(space.x, wide, 25, rng, 0.015)
        if not row.count:
            continue
        base = np.full(row.count, space.y[0])
        for level in range(levels):
            there = np.arange(row.count) < row.count - (level > 0) * int(rng.integers(0, 3))
            tall = high * rng.uniform(0.92, 1.06, row.count) * there
            lean = rng.normal(0, 25, row.count)
            _bags(canvas, material, (row.left, row.right), base, tall, z, lean)
            base = base + tall * 0.97
            packages += int(there.sum())
        right, top = max(right, float(row.right.max())), max(top, float(base.max()))
    return taken(space, right, top, packages)


def _bags(
    canvas: Canvas,
    material: Material,
    edges: tuple[np.ndarray, np.ndarray],
    base: np.ndarray,
    tall: np.ndarray,
    z: tuple[float, float],
    lean: np.ndarray,
) -> None:
    """A row of standing bags in slices of height: narrow at the foot, round at the shoulder."""
    slices = 36
    middle, half = (edges[0] + edges[1]) / 2, (edges[1] - edges[0]) / 2
    for number in range(slices):
        v = (number + 0.5) / slices
        share = (0.96 + 0.06 * np.sin(np.pi * min(v * 1.15, 1.0))) * (1 - max(0.0, v - 0.8) ** 2 * 7)
        row = Row(
            (middle - half * share + lean * v).astype(np.float32),
            (middle + half * share + lean * v).astype(np.float32),
        )
        section = cut(canvas, row)
        low = base[section.item] + tall[section.item] * number / slices
        step = tall[section.item] / slices
        round_off = (1 - np.abs(section.u) ** 6) ** 0.4 * share * (z[1] - z[0]) / 2
        centre = (z[0] + z[1]) / 2
        canvas.prism(
            material, section.span, (low, low + step), (centre - round_off, centre + round_off), section.cover
        )


GOODS = (
    Goods(
        code="090111",
        description="Coffee, not roasted, in jute sacks of 60 kg",
        unit="KGM",
        kinds=("20",),
        pack=coffee,
    ),
    Goods(
        code="170114",
        description="Raw cane sugar in big bags",
        unit="KGM",
        kinds=("20",),
        pack=sugar,
    ),
)
