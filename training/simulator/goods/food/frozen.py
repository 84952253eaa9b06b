"""Frozen meat, poultry and fish in cartons, stowed by hand under the load line of a reefer."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.food.fillings import item, lumps, solid
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.stow import Course, Package
from training.simulator.goods.stacking import part
from training.simulator.materials import MEAT, PLASTIC
from training.simulator.space import Space

_SOFT = PLASTIC.at(0.3)


def _weigh(size: tuple[float, float, float], density: float) -> Package:
    """A package of so many g/cm3, a tenth of it air."""
    return Package(size, 0.9 * size[0] * size[1] * size[2] * density * 1e-6)


def _pieces(canvas: Canvas, course: Course, rng: Generator) -> None:
    """Quarters in stockinette and film: blocks with round shoulders that never lie quite flat."""
    section, tall = course.section, course.top - course.base
    end = np.abs(section.u)
    hang = item(course, 0.12, 0.5, rng) * end**4 + item(course, -0.16, 0.16, rng) * section.u
    middle, half = (course.z[0] + course.z[1]) / 2, (course.z[1] - course.z[0]) / 2
    weight = section.cover * item(course, 0.9, 1.06, rng)
    foot = course.base + tall * np.clip(hang, 0, 1) * 0.5
    flat = np.clip(course.top - tall * np.clip(hang + 0.12, 0, 1), foot, None)
    thick = MEAT.at(0.66)
    canvas.prism(thick, section.span, (foot, flat), (middle - half * 0.97, middle + half * 0.97), weight)
    round_off = half * item(course, 0.45, 0.8, rng)
    crown = np.clip(course.top - tall * np.clip(hang, 0, 1) * 0.8, flat, course.top)
    canvas.prism(thick, section.span, (flat, crown), (middle - round_off, middle + round_off), weight)
    with canvas.packing():
        canvas.prism(_SOFT, section.span, (foot, foot + 2), course.z, section.cover)


def beef(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen beef: flat cartons of boneless cuts, or quarters in soft wrapping piled in columns."""
    space = part(space, fill)
    head = float(rng.uniform(170, 420))
    group = int(rng.integers(3, 7))
    if rng.random() < 0.4:
        size = (float(rng.uniform(190, 290)), float(rng.uniform(150, 230)), float(rng.uniform(520, 740)))
        piling = Piling(head=head, gap=9, group=group, wide=22, waver=9, uneven=0.3, tail=0.5)
        return by_hand(canvas, space, _weigh(size, 0.52), _pieces, piling, rng)
    size = (float(rng.uniform(270, 400)), float(rng.uniform(130, 190)), float(rng.uniform(540, 600)))
    density = float(rng.uniform(0.50, 0.60))
    piling = Piling(head=head, gap=10, group=group, wide=30, waver=float(rng.uniform(3, 8)), tail=0.5)
    return by_hand(canvas, space, _weigh(size, density), solid(MEAT.at(density), 0.09, 0.16), piling, rng)


def poultry(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen poultry: cartons of cuts, or of whole birds side by side, whose round shapes show."""
    space = part(space, fill)
    head = float(rng.uniform(130, 420))
    density = float(rng.uniform(0.48, 0.60))
    piling = Piling(
        head=head, gap=float(rng.uniform(6, 14)), group=int(rng.integers(3, 7)),
        wide=float(rng.uniform(16, 40)), waver=float(rng.uniform(2, 6)), tail=0.5,
    )  # fmt: skip
    if rng.random() < 0.35:
        across = int(rng.integers(2, 4))
        size = (across * float(rng.uniform(118, 135)), float(rng.uniform(125, 150)), 560.0)
        birds = lumps(MEAT.at(0.95), (across, 1, 3), 0.95, 0.1)
        return by_hand(canvas, space, _weigh(size, 0.47), birds, piling, rng)
    size = (float(rng.uniform(230, 340)), float(rng.uniform(120, 180)), float(rng.uniform(380, 570)))
    return by_hand(canvas, space, _weigh(size, density), solid(MEAT.at(density), 0.07, 0.13), piling, rng)


def fish(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen fish: cartons of pressed blocks, dense and square, on the floor or on pallets."""
    space = part(space, fill)
    density = float(rng.uniform(0.62, 0.76))
    blocks = solid(MEAT.at(density), 0.04, 0.05, 0.06)
    if rng.random() < 0.4:
        package = _weigh((400.0, float(rng.uniform(125, 165)), 333.0), density)
        pallets = Pallets(grid=(3, 3), courses=(10, 14), gap=40, sway=4)
        return on_pallets(canvas, space, package, blocks, pallets, rng)
    size = (float(rng.uniform(330, 400)), float(rng.uniform(110, 165)), float(rng.uniform(520, 590)))
    piling = Piling(head=float(rng.uniform(150, 500)), gap=7, wide=20, waver=3, uneven=0.06, tail=0.6)
    return by_hand(canvas, space, _weigh(size, density), blocks, piling, rng)


GOODS = (
    Goods(
        code="020230",
        description="Frozen boneless beef",
        unit="KGM",
        kinds=("reefer",),
        pack=beef,
    ),
    Goods(
        code="020714",
        description="Frozen cuts of chicken, in cartons",
        unit="KGM",
        kinds=("reefer",),
        pack=poultry,
    ),
    Goods(
        code="030354",
        description="Frozen mackerel, whole round, in cartons",
        unit="KGM",
        kinds=("reefer",),
        pack=fish,
    ),
)
