"""Garments in cartons or on hangers, shoes."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, carton, stow
from training.simulator.goods.texture import Floats, texture
from training.simulator.materials import CARTON, PLASTIC, RUBBER, SHOES, STEEL
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

GARMENTS = Material("garments, folded", 0.2, of.CELLULOSE)


def folded(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """T-shirts in bags, in piles in cartons of fifty or so: soft layers, a dip under the lid."""
    size = (rng.uniform(520, 640), rng.uniform(250, 420), rng.uniform(380, 440))
    material = GARMENTS.at(float(rng.uniform(0.16, 0.24)))
    piles = int(rng.integers(1, 3))

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        carton(canvas, section, base, top, z, size[0])
        gap = np.clip(np.abs((section.u + 1) * piles % 2 - 1) * 9, 0, 1) if piles > 1 else 1.0
        gap = gap * (np.abs(section.u) < 0.97) * rng.uniform(0.88, 1.08, base.size)[section.item]
        inner = Section(section.span, section.item, section.u, (section.cover * gap).astype(np.float32))
        dip = rng.uniform(6, 40, base.size)[section.item] * (0.6 + 0.4 * section.u**2)
        edges = (base[section.item] + 5, top[section.item] - dip)
        texture(canvas, material, inner, edges, (z[0] + 8, z[1] - 8), (130, 90, 0.2), rng)

    plan = Stow(size=size, gap=6, jitter=10, spread=0.01, settle=0.05, head=rng.uniform(60, 320))
    load = stow(canvas, part(space, fill), plan, rng, draw)
    return replace(load, quantity=load.packages * 12 * int(rng.integers(4, 7)))


def hanging(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Suits and trousers on bars across the container, one tier of long ones or two of short ones."""
    room = part(space, fill)
    tiers = 2 if rng.random() < 0.7 else 1
    pitch = rng.uniform(520, 640)
    long = rng.uniform(820, 1000) if tiers == 2 else rng.uniform(1250, 1500)
    count = int(rng.integers(80, 120))
    bars = max(1, int((room.size[0] - 20) / pitch))
    pieces, top = 0, room.y[1] - rng.uniform(60, 110)
    for tier in range(tiers):
        height = top - tier * (room.size[1] - 120) / tiers
        lefts = room.x[0] + 10 + pitch * np.arange(bars)
        for left in lefts:
            _bar(canvas, (float(left) + pitch / 2, height), room, tier == 0)
        here = np.where(rng.random(bars) < 0.06, 0.5, 1.0) * rng.uniform(0.8, 1.1, bars)
        drop = (height, min(long, height - room.y[0] - 60))
        _garments(canvas, (lefts, pitch), drop, room.z, here * count, rng)
        pieces += int(np.sum(np.round(here * count)))
    right = min(room.x[1], room.x[0] + 10 + bars * pitch)
    return Load(Space((room.x[0], right), room.y, room.z), pieces, pieces)


def _bar(canvas: Canvas, centre: tuple[float, float], room: Space, first: bool) -> None:
    """A bar across, and, once for both tiers, the perforated tracks on the walls that carry it."""
    with canvas.packing():
        canvas.ring(STEEL, centre, (17.0, 14.5), (room.z[0] + 6, room.z[1] - 6))
        for z in (room.z[0], room.z[1] - 4) if first else ():
            x, y = (centre[0] - 18, centre[0] + 18), (room.y[0] + 20, room.y[1] - 20)
            canvas.block(STEEL.at(5.0), x, y, (z, z + 3))


def _garments(
    canvas: Canvas,
    bars: tuple[Floats, float],
    drop: tuple[float, float],
    z: Range,
    count: Floats,
    rng: Generator,
) -> None:
    """What hangs on a tier of bars: shoulders that slope, hems at many heights, hooks of wire."""
    lefts, pitch = bars
    top, long = drop
    span = canvas.span(float(lefts[0]), float(lefts[-1]) + pitch)
    item = np.clip(((span.x - lefts[0]) / pitch).astype(np.intp), 0, lefts.size - 1)
    off = (span.x - lefts[item] - pitch / 2) / (pitch / 2)
    groups = 18
    deep = (z[1] - z[0] - 80) / groups
    for group in range(groups):
        near = z[0] + 40 + group * deep
        wide = np.clip(rng.normal(0.88, 0.06, lefts.size), 0.6, 0.99)[item]
        middle = np.clip(rng.normal(0, 0.04, lefts.size), -0.08, 0.08)[item]
        u = (off - middle) / wide
        length = (long * rng.uniform(0.74, 1.0, lefts.size))[item]
        kilograms = (count / groups * rng.uniform(0.65, 1.15))[item]
        high = top - 95 - 95 * np.abs(u) ** 1.4
        low = top - length - 25 * np.cos(u * rng.uniform(4, 12))
        there = (np.abs(u) < 1) * (1 + 0.35 * np.cos(u * rng.uniform(8, 20) + rng.uniform(0, 6)))
        body = pitch * wide * (length - 130) * deep * 1e-6
        density = np.clip(kilograms / body, 0.0, 0.4)
        canvas.prism(GARMENTS.at(1.0), span, (low, high), (near, near + deep), there * density)
        with canvas.packing():
            arm = top - 92 - 60 * np.abs(u)
            canvas.prism(PLASTIC.at(0.5), span, (arm - 12, arm), (near, near + deep), (np.abs(u) < 0.8) * 0.5)
            hook = (np.abs(off - middle) < 5 / pitch) * 1.0
            canvas.prism(STEEL, span, (top - 95, top + 22), (near, near + 6.0), hook)


def shoes(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Export cartons of twelve pairs, each pair in a box: soles show as short dark dashes."""
    size = (rng.uniform(480, 640), rng.uniform(310, 400), rng.uniform(380, 560))
    material, sole = SHOES.at(float(rng.uniform(0.08, 0.15))), float(rng.uniform(8, 20))
    shelves, cells = int(rng.integers(2, 4)), int(rng.integers(3, 6))

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        carton(canvas, section, base, top, z, size[0])
        low, high = base[section.item], top[section.item]
        packed = section.cover * rng.uniform(0.8, 1.15, base.size)[section.item]
        canvas.prism(material, section.span, (low + 5, high - 5), (z[0] + 6, z[1] - 6), packed)
        place = (section.u + 1) / 2 * cells
        cell = np.minimum(place.astype(np.intp), cells - 1)
        halves = np.linspace(z[0] + 20, z[1] - 20, 3)
        for shelf in range(shelves):
            y = low + (high - low) * (shelf + 0.12) / shelves
            with canvas.packing():
                canvas.prism(CARTON, section.span, (y - 9, y - 6), (z[0] + 6, z[1] - 6), packed)
            for near, far in pairwise(halves):
                flip = (rng.random((base.size, cells)) < 0.5)[section.item, cell]
                inside = np.abs(place - cell - 0.5 + rng.normal(0, 0.02)) < 0.42
                heel = (place - cell > 0.64) ^ flip
                tall = sole * np.where(heel, 1.6, 0.8) + rng.uniform(-2, 2)
                rise = np.where(flip, (high - low) / shelves * 0.72 - tall, 0)
                depth = (near + rng.uniform(0, 25), far - rng.uniform(0, 25))
                canvas.prism(
                    RUBBER.at(0.75), section.span, (y + rise, y + rise + tall), depth, section.cover * inside
                )

    plan = Stow(size=size, gap=8, jitter=8, spread=0.008, settle=0.03, head=rng.uniform(40, 260))
    load = stow(canvas, part(space, fill), plan, rng, draw)
    return replace(load, quantity=load.packages * 12)


_LONG = ("40hc", "40")
GOODS = (
    Goods(
        code="610910",
        description="T-shirts of cotton, knitted, in cartons",
        unit="NMB",
        kinds=_LONG,
        pack=folded,
    ),
    Goods(
        code="620311",
        description="Men's suits of wool, on hangers",
        unit="NMB",
        kinds=_LONG,
        pack=hanging,
        mixes=False,
    ),
    Goods(
        code="640399",
        description="Footwear with outer soles of rubber and uppers of leather",
        unit="NPR",
        kinds=_LONG,
        pack=shoes,
    ),
)
