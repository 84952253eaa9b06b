"""Metal as the smelter ships it: copper cathodes, aluminium ingots."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, number_that_fits, payload, stow
from training.simulator.goods.texture import Floats
from training.simulator.materials import ALUMINIUM, COPPER, PLASTIC, STEEL, WOOD
from training.simulator.space import Space

_FOOT = 90.0


def cathodes(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Bundles of some twenty plates of a square metre, strapped, flat on the floor with room around."""
    side, plate = rng.uniform(900, 1010), rng.uniform(9, 15)
    number = int(rng.integers(12, 26))
    each = side**2 * plate * number * 8.96e-6 * 0.97
    most = number_that_fits(payload(space, fill, rng, 26.0), each)

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        span, item, low = section.span, section.item, base[section.item] + 60
        for k in range(number):
            off = rng.uniform(0.965, 1.0, (2, base.size))[:, item]
            here = section.cover * ((section.u > -off[0]) & (section.u < off[1])) * rng.uniform(0.9, 1.05)
            near, far = rng.uniform(0, 22, (2, base.size))[:, item]
            y = low + k * (plate + 1.2)
            canvas.prism(
                COPPER, span, (y, y + plate * rng.uniform(0.93, 1.0)), (z[0] + near, z[1] - far), here
            )
        with canvas.packing():
            high = low + number * (plate + 1.2)
            feet = section.cover * (np.abs(np.abs(section.u) - 0.6) < 0.1)
            canvas.prism(WOOD, span, (low - 60, low), z, feet)
            for at in (-0.45, 0.45):
                band = section.cover * (np.abs(section.u - at) < 0.018)
                canvas.prism(STEEL, span, (high, high + 1.0), z, band)
                for face in (z[0], z[1] - 1):
                    canvas.prism(STEEL, span, (low, high), (face, face + 1.0), band)

    size = (side, number * (plate + 1.2) + 61, side)
    plan = Stow(
        size=size, most=most, gap=rng.uniform(60, 240), jitter=25, settle=0.0, spread=0.0, levels=3,
        slack=0.9,
    )  # fmt: skip
    return stow(canvas, part(space, fill), plan, rng, draw)


def ingots(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Bundles of ingots of 22 kg laid crosswise on feet of their own, or low stacks of sows."""
    if rng.random() < 0.25:
        return _sows(canvas, part(space, fill), payload(space, fill, rng, 26.0), rng)
    bar, wide = rng.uniform(72, 90), int(rng.integers(6, 8))
    side, layers = wide * rng.uniform(104, 116), int(rng.integers(7, 12))
    each = side**2 * (layers * bar * 0.8 + _FOOT * 0.25) * 2.7e-6
    most = number_that_fits(payload(space, fill, rng, 26.0), each)

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        span, item = section.span, section.item
        low = base[item]
        canvas.prism(
            ALUMINIUM, span, (low, low + _FOOT), z, section.cover * (np.abs(np.abs(section.u) - 0.65) < 0.13)
        )
        for layer in range(layers):
            shift = rng.normal(0, 0.012, base.size)[item]
            phase = np.abs(((section.u + shift + 1) / 2 * wide) % 1 - 0.5) * 2
            near, far = rng.uniform(0, 20, (2, base.size))[:, item]
            for part_of, reach in ((0, 0.93), (1, 0.86), (2, 0.76)):
                y = low + _FOOT + layer * bar + part_of * bar / 3
                if layer % 2:
                    weight = section.cover * reach * (np.abs(section.u) < 0.97)
                else:
                    weight = section.cover * np.clip((reach - phase) * 12 + 0.5, 0, 1)
                canvas.prism(ALUMINIUM, span, (y, y + bar / 3 - 0.5), (z[0] + near, z[1] - far), weight)
        with canvas.packing():
            band = section.cover * (np.abs(np.abs(section.u) - 0.4) < 0.02)
            for face in (z[0], z[1] - 1.5):
                canvas.prism(PLASTIC, span, (low + _FOOT, top[item]), (face, face + 1.5), band)

    size = (side, _FOOT + layers * bar, side)
    plan = Stow(size=size, most=most, gap=rng.uniform(15, 70), jitter=14, settle=0.0, spread=0.002, levels=3)
    return stow(canvas, part(space, fill), plan, rng, draw)


def _sows(canvas: Canvas, room: Space, most: float, rng: Generator) -> Load:
    """T-bars and sows of half a ton and more, sloped sides, lugs for the fork."""
    long, high, deep = rng.uniform(880, 1350), rng.uniform(200, 280), rng.uniform(560, 700)
    each = long * high * deep * 2.7e-6 * 0.86

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        low, tall = base[section.item], (top - base)[section.item]
        for k in range(5):
            reach = 0.88 + 0.11 * k / 4
            here = section.cover * np.clip((reach - np.abs(section.u)) * 60 + 0.5, 0, 1)
            pocket = np.where((k == 0) & (np.abs(np.abs(section.u) - 0.5) < 0.12), 0.15, 1.0)
            inset = (1 - reach) * (z[1] - z[0]) / 2
            canvas.prism(
                ALUMINIUM, section.span, (low + tall * k / 5, low + tall * (k + 1) / 5 - 1),
                (z[0] + inset, z[1] - inset), here * pocket,
            )  # fmt: skip

    size = (long, high, deep)
    plan = Stow(size=size, most=number_that_fits(most, each), gap=30, jitter=20, settle=0.03, levels=5)
    return stow(canvas, room, plan, rng, draw)


GOODS = (
    Goods(
        code="740311",
        description="Copper cathodes, refined, in bundles",
        unit="KGM",
        kinds=("20",),
        pack=cathodes,
    ),
    Goods(
        code="760110",
        description="Aluminium ingots, not alloyed, in bundles",
        unit="KGM",
        kinds=("20",),
        pack=ingots,
    ),
)
