"""Suitcases one in another, and soft bags, in cartons."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.matter.inside import Inside, Pair
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, carton, stow
from training.simulator.goods.texture import Floats
from training.simulator.materials import ALUMINIUM, BRASS, PLASTIC, STEEL
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

TUBE = ALUMINIUM.at(0.9)
SHELL = Material("polycarbonate", 1.2, of.PET)
LINING = Material("lining and soft goods", 0.012, of.NYLON)


def luggage(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Suitcases, three in each other to a carton, upright or lying; or soft bags with their buckles."""
    cases, upright = rng.random() < 0.65, rng.random() < 0.6
    size = (rng.uniform(500, 560), rng.uniform(760, 830), rng.uniform(310, 360))
    if not upright:
        size = (size[1], size[0], size[2])
    if not cases:
        size = (rng.uniform(500, 620), rng.uniform(380, 460), rng.uniform(380, 450))
    layers = int(rng.integers(3, 6))

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        carton(canvas, section, base, top, z, size[0])
        inside = Inside(canvas, section, size[0])
        if cases:
            _cases(inside, (base, top), z, upright, rng)
        else:
            _bags(inside, (base, top), z, layers, rng)

    plan = Stow(size=size, gap=8, jitter=9, spread=0.004, settle=0.01, head=rng.uniform(60, 300))
    load = stow(canvas, part(space, fill), plan, rng, draw)
    return replace(load, quantity=load.packages * (3 if cases else 4 * layers))


def _cases(inside: Inside, edges: tuple[Floats, Floats], z: Range, upright: bool, rng: Generator) -> None:
    """Three suitcases: shells and lining, trolley tubes, wheels on their axles, a lock."""
    low, high = inside.each(edges[0]), inside.each(edges[1])
    count = edges[0].size
    turned = rng.random(count) < 0.5
    for number in range(3):
        inset = inside.each(14 + number * rng.uniform(38, 52, count))
        x, y = (inset, inside.long - inset), (low + inset * 0.7, high - inset)
        deep = (z[0] + inset * 0.6, z[1] - inset * 0.6)
        inside.shell(SHELL, x, y, deep, 1.5)
        inside.block(LINING, x, y, deep)
        _fittings(inside, (x, y, deep), upright, turned[inside.section.item])
        lock = (
            x[0] + inside.each(rng.uniform(5, 300, count)),
            (y[0] + y[1]) / 2 + inside.each(rng.uniform(-90, 60, count)),
        )
        size = rng.uniform(20, 70)
        inside.block(
            STEEL.at(3.0), (lock[0], lock[0] + 22), (lock[1], lock[1] + size), (deep[0] + 60, deep[0] + 80)
        )


def _fittings(
    inside: Inside, case: tuple[Pair, Pair, Pair], upright: bool, turned: NDArray[np.bool_]
) -> None:
    """The two tubes of the trolley, wheels with their axles."""
    x, y, deep = case
    back = (deep[1] - 26, deep[1] - 12)
    shares = (0.12, 0.88)
    foot = np.where(turned, x[0] + 16, x[1] - 16)
    wheels = [(foot, y[0] + (y[1] - y[0]) * share) for share in shares]
    if upright:
        first, second = (x[0] + (x[1] - x[0]) * share for share in shares)
        wheels = [(np.where(inside.place < inside.long / 2, first, second), y[0] + 16)]
    for share in (0.32, 0.68):
        along, up = x[0] + (x[1] - x[0]) * share, y[0] + (y[1] - y[0]) * share
        if upright:
            inside.block(TUBE, (along - 9, along + 9), (y[0] + 20, y[1] - 10), back)
        else:
            inside.block(TUBE, (x[0] + 10, x[1] - 20), (up - 9, up + 9), back)
    for at, height in wheels:
        for depth in (deep[0] + 12, deep[1] - 40):
            inside.ring(PLASTIC, at, height, (25.0, 0.0), (depth, depth + 26))
        inside.ring(STEEL, at, height, (6.0, 0.0), (deep[0] + 9, deep[0] + 70))


def _bags(inside: Inside, edges: tuple[Floats, Floats], z: Range, layers: int, rng: Generator) -> None:
    """Soft bags filled with paper: rings and buckles are what shows."""
    low, tall, count = inside.each(edges[0]), inside.each(edges[1] - edges[0]), edges[0].size
    for k in range(layers):
        foot, lid = low + 5 + (tall - 12) * k / layers, low + 2 + (tall - 12) * (k + 1) / layers
        stuff = LINING.at(float(rng.uniform(0.06, 0.12)))
        inside.block(stuff, (10, inside.long - 10), (foot, lid), (z[0] + 8, z[1] - 8))
        for _ in range(5):
            x = inside.each(rng.uniform(20, inside.long - 70, count))
            y = foot + (lid - foot - 12) * inside.each(rng.random(count))
            depth, wide = rng.uniform(z[0] + 20, z[1] - 50), rng.uniform(18, 45)
            inside.shell(BRASS, (x, x + wide), (y, y + 12), (depth, depth + 26), 2.5)
        x = inside.each(rng.uniform(60, inside.long - 60, count))
        size = np.minimum((lid - foot) / 2, 38.0)
        inside.ring(STEEL, x, (foot + lid) / 2, (size, size - 5), (z[0] + 60, z[0] + 64))


GOODS = (
    Goods(
        code="420212",
        description="Suitcases and bags with outer surface of plastics",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=luggage,
    ),
)
