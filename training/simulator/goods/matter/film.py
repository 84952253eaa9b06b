"""Plastic film in rolls on pallets."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, number_that_fits, payload, stow
from training.simulator.goods.texture import Floats, mottle
from training.simulator.materials import PLASTIC, WOOD
from training.simulator.physics.material import Material
from training.simulator.space import Space


def film(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Film on cores: jumbo rolls hung between end boards, or standing rolls, on pallets."""
    material, core = PLASTIC.at(float(rng.uniform(0.84, 0.92))), float(rng.choice([38.0, 76.0]))
    hung, size, wide = rng.random() < 0.5, float(rng.uniform(480, 780)), float(rng.uniform(700, 1150))
    lanes = 2 if size < 560 and not hung else 1
    each = np.pi / 4 * size**2 * wide * material.density * lanes**2 * 1e-6
    shape = (size + 50, size + 50, wide) if hung else (lanes * size, wide, lanes * size)
    count = number_that_fits(payload(space, fill, rng, 24.0), float(each))

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        edges = (base[section.item], top[section.item])
        if hung:
            _hung(canvas, material, section, edges, z, core)
        else:
            _standing(canvas, material, section, edges, z, (core, lanes), rng)

    plan = Stow(size=shape, most=count, gap=35, jitter=12, settle=0.01, pallets=True, head=100, levels=3)
    return stow(canvas, part(space, fill), plan, rng, draw)


def _hung(
    canvas: Canvas,
    material: Material,
    section: Section,
    edges: tuple[Floats, Floats],
    z: Range,
    core: float,
) -> None:
    """A roll across, clear of the pallet, its core in the boards at both ends."""
    low, high = edges
    middle, half = (low + high) / 2, (high - low) / 2 - 25
    for radius, sign in ((half, 1.0), (np.full_like(half, core), -1.0)):
        chord = np.sqrt(np.clip(radius**2 - (section.u * (half + 20)) ** 2, 0, None))
        part_of = material.at(sign * material.density)
        y = (middle - chord, middle + chord)
        canvas.prism(part_of, section.span, y, (z[0] + 60, z[1] - 60), section.cover)
    with canvas.packing():
        for board in (z[0], z[1] - 18):
            canvas.prism(WOOD, section.span, (low, high), (board, board + 18), section.cover)


def _standing(
    canvas: Canvas,
    material: Material,
    section: Section,
    edges: tuple[Floats, Floats],
    z: Range,
    what: tuple[float, int],
    rng: Generator,
) -> None:
    """Rolls on their ends, one or two by two to a pallet."""
    core, lanes = what
    weight = section.cover * mottle(section.span, 400, 0.03, rng)
    deep = (z[1] - z[0]) / lanes
    for lane in range(lanes):
        middle, half = z[0] + deep * (lane + 0.5), deep / 2 - 4
        cell = ((section.u + 1) / 2 * lanes % 1) * 2 - 1
        for radius, sign in ((half, 1.0), (core, -1.0)):
            chord = np.sqrt(np.clip(radius**2 - (cell * half) ** 2, 0, None))
            part_of = material.at(sign * material.density)
            canvas.prism(part_of, section.span, edges, (middle - chord, middle + chord), weight)


GOODS = (
    Goods(
        code="392010",
        description="Film of polyethylene, in rolls on pallets",
        unit="KGM",
        kinds=("40hc", "40"),
        pack=film,
    ),
)
