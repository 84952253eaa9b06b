"""Worked stone: slabs on frames, pieces in crates."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, number_that_fits, payload, stow
from training.simulator.goods.texture import Floats, joints, mottle
from training.simulator.materials import STEEL, WOOD
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

GRANITE = Material("granite", 2.68, of.GRANITE)


def stone(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Polished slabs that lean on frames, or worked pieces in crates."""
    most = payload(space, fill, rng, 27.0)
    way = slabs if rng.random() < 0.6 else crates
    return way(canvas, part(space, fill), most, rng)


def slabs(canvas: Canvas, space: Space, most: float, rng: Generator) -> Load:
    """Bundles of slabs upright along the container, on both sides of a frame, tied with timber."""
    long, thick = float(rng.uniform(2350, 2950)), float(rng.choice([20.0, 30.0]))
    number = max(1, int((space.size[0] - 40) / (long + 60)))
    long = min(long, space.size[0] - 60)
    mass, packages, top, middle = 0.0, 0, space.y[0], (space.z[0] + space.z[1]) / 2
    for index in range(number):
        x0 = space.x[0] + 20 + index * (space.size[0] - 40) / number
        high = float(min(rng.uniform(1350, 1900), space.size[1] - 200))
        with canvas.packing():
            _frame(canvas, (x0 + 100, x0 + long - 100), (space.y[0], high), middle)
        foot = space.y[0] + 110
        for side in (-1, 1):
            depth, limit = 130.0, min(space.size[2] / 2 - 260, 900.0)
            while depth < limit and mass < most * (2 * index + (side + 3) / 2) / (2 * number):
                for _ in range(int(rng.integers(4, 8))):
                    mass += _slab(canvas, (x0, long), (foot, high), (middle, side * depth, thick), rng)
                    depth += thick + 1.5
                depth, packages = depth + rng.uniform(15, 60), packages + 1
        top = max(top, foot + high + 30)
    right = space.x[0] + 20 + (number - 1) * (space.size[0] - 40) / number + long + 20
    return Load(Space((space.x[0], right), (space.y[0], min(top, space.y[1])), space.z), packages)


def _frame(canvas: Canvas, x: Range, y: Range, middle: float) -> None:
    """An A-frame of steel tube on beams of timber."""
    floor, high = y
    for end in (x[0], (x[0] + x[1]) / 2, x[1] - 80):
        canvas.block(WOOD, (end, end + 90), (floor, floor + 100), (middle - 1000, middle + 1000))
        for side in (-1, 1):
            for step in range(6):
                near = middle + side * (100 - 14 * step) - 30
                low = floor + 100 + high * 0.9 * step / 6
                canvas.hollow(STEEL, (end, end + 60), (low, low + high * 0.15), (near, near + 60), 4)
    canvas.hollow(STEEL, x, (floor + high * 0.94, floor + high * 0.94 + 60), (middle - 30, middle + 30), 4)


def _slab(
    canvas: Canvas, along: Range, up: Range, across: tuple[float, float, float], rng: Generator
) -> float:
    """A slab with rough edges that leans inwards: four strips, each nearer to the frame; its kilograms."""
    x0, long = along
    foot, high = up
    middle, depth, thick = across
    start, stop = x0 + rng.uniform(0, 50), x0 + long - rng.uniform(0, 120)
    tall = high * rng.uniform(0.93, 1.0)
    span = canvas.span(start, stop)
    rough = 14 * (mottle(span, 90, 0.5, rng) - 1).clip(-1, 1)
    before = canvas.kilograms
    for strip in range(4):
        low = foot + tall * strip / 4
        upper = foot + tall * (strip + 1) / 4 + (rough if strip == 3 else 0)
        lean = 0.1 * tall * (strip - 1.5) / 4
        near = middle + (depth - lean if depth > 0 else depth - thick + lean)
        canvas.prism(GRANITE, span, (low, upper), (near, near + thick))
    return canvas.kilograms - before


def crates(canvas: Canvas, space: Space, most: float, rng: Generator) -> Load:
    """Kerbs, tiles or monuments in crates of rough boards, one or two high."""
    size = (rng.uniform(820, 1250), rng.uniform(560, 1000), rng.uniform(700, 1080))
    fullness = float(rng.uniform(0.68, 0.92))
    cells = int(rng.integers(3, 14))
    each = float(np.prod(size)) * 2.68e-6 * fullness * 0.62

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        span, item, u = section.span, section.item, section.u
        low, high = base[item] + 110, top[item] - 25
        kinds = rng.uniform(0.85, 1.0, (base.size, cells + 1))
        cell = ((u + 1) / 2 * cells).astype(np.intp).clip(0, cells)
        joint = (1 - joints(canvas, section, size[0], cells, 6.0)) * (np.abs(u) < 0.93)
        tall = (high - low) * kinds[item, cell]
        canvas.prism(
            GRANITE, span, (low, low + tall), (z[0] + 45, z[1] - 45), section.cover * joint * fullness
        )
        with canvas.packing():
            boards = section.cover * ((u + 1) / 2 * 7 % 1 < 0.55)
            canvas.prism(WOOD, span, (base[item] + 85, base[item] + 108), (z[0], z[1]), section.cover)
            canvas.prism(WOOD, span, (base[item], base[item] + 85), z, section.cover * (u % 0.75 < 0.14))
            canvas.prism(WOOD, span, (top[item] - 22, top[item]), z, boards)
            for face in (z[0], z[1] - 22):
                canvas.prism(WOOD, span, (base[item] + 85, top[item]), (face, face + 22), boards)
            canvas.prism(WOOD, span, (base[item], top[item]), z, section.cover * (np.abs(u) > 0.955) * 0.6)

    plan = Stow(
        size=size, most=number_that_fits(most, each), gap=60, jitter=22, spread=0.03, settle=0.08, levels=2
    )
    return stow(canvas, space, plan, rng, draw)


GOODS = (
    Goods(
        code="680293",
        description="Worked granite, polished slabs",
        unit="KGM",
        kinds=("20",),
        pack=stone,
    ),
)
