"""Glass in crates and empty vessels on pallets: bottles of glass, bottles and crates of plastic."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, payload, stow
from training.simulator.goods.texture import Floats, ends, joints
from training.simulator.materials import CARTON, GLASS, PET, PLASTIC, STEEL, WOOD
from training.simulator.physics.material import Material
from training.simulator.space import Space


def sheets(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Float glass: packs of panes on edge in end-loaded crates, side by side, wedged with timber."""
    room, most = part(space, fill), payload(space, fill, rng, 26.0)
    long = min(float(rng.uniform(1800, 2650)), room.size[0] - 20)
    number = max(1, int(room.size[0] / (long + 20)))
    packages, mass, right, top, area = 0, 0.0, room.x[0], room.y[0], 0.0
    for index in range(number):
        x0 = room.x[0] + 10 + index * (room.size[0] - 10) / number
        depth, sizes = room.z[0] + rng.uniform(20, 120), []
        high = min(rng.uniform(1500, 2150), room.size[1] - 150)
        while mass < most * (index + 1) / number:
            thick = float(rng.uniform(120, 260))
            if depth + thick + 90 > room.z[1]:
                break
            end = x0 + long * rng.uniform(0.9, 1.0)
            tall = high * rng.choice([1.0, 1.0, 0.9, 0.8])
            net = _crate(canvas, (x0, end), (room.y[0], room.y[0] + tall), (depth, depth + thick + 70))
            depth += thick + 70 + rng.uniform(5, 40)
            mass, packages, area = mass + net, packages + 1, area + net
            right, top = max(right, end), max(top, room.y[0] + tall)
            sizes.append(thick)
        with canvas.packing():
            for y in (room.y[0] + 20, room.y[0] + high * 0.6):
                canvas.block(WOOD, (x0, x0 + 90), (y, y + 90), (min(depth, room.z[1] - 60), room.z[1]))
    pane = float(rng.choice([3.0, 4.0, 5.0, 6.0, 8.0]))
    return Load(Space((room.x[0], right), (room.y[0], top), room.z), packages, round(area / 2.5 / pane, 1))


def _crate(canvas: Canvas, x: Range, y: Range, z: Range) -> float:
    """Panes on edge in an open crate: skid, uprights, rails, steel band; kilograms of glass."""
    panes = ((x[0] + 70, x[1] - 70), (y[0] + 130, y[1] - 70), (z[0] + 35, z[1] - 35))
    canvas.block(GLASS.at(2.46), *panes)
    with canvas.packing():
        for end in (x[0] + 200, x[1] - 300):
            canvas.block(WOOD, (end, end + 100), (y[0], y[0] + 90), z)
        canvas.block(WOOD, x, (y[0] + 90, y[0] + 130), z)
        for face in (z[0], z[1] - 28):
            for share in (0.0, 0.33, 0.66, 1.0):
                post = x[0] + (x[1] - x[0] - 95) * share
                canvas.block(WOOD, (post, post + 95), (y[0] + 90, y[1]), (face, face + 28))
            for rail in (y[0] + 130, y[1] - 95):
                canvas.block(WOOD, x, (rail, rail + 90), (face, face + 26))
        for end in (x[0], x[1] - 45):
            canvas.block(WOOD, (end, end + 45), y, z)
        band = x[0] + (x[1] - x[0]) / 2
        canvas.block(STEEL, (band, band + 32), (y[1] - 68, y[1] - 66), z)
    return float(np.prod([b - a for a, b in panes])) * 2.46e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Vessel:
    """An empty bottle: diameter, height and wall in millimetres, the shares of its height where the
    body ends and the neck begins, radius of the neck as a share, thickness of the bottom.
    """

    material: Material
    wide: float
    tall: float
    wall: float
    body: float
    shoulder: float
    neck: float
    foot: float


def _vessels(
    canvas: Canvas, section: Section, y: Floats, z: Range, number: int, what: Vessel, rng: Generator
) -> None:
    """A layer of bottles, ``number`` along x in each pallet, in lines set by halves, as the walls add up."""
    lines = max(1, int((z[1] - z[0]) / (0.87 * what.wide)))
    radius, low, span = what.wide / 2, y[section.item], section.span
    slabs = 3
    profile = [(0.0, what.foot / what.tall, 1.0), (what.foot / what.tall, what.body, 1.0)]
    half = (what.body + what.shoulder) / 2
    for start, stop, share in ((what.body, half, 0.25), (half, what.shoulder, 0.75)):
        profile.append((start, stop, 1 + (what.neck - 1) * share))
    profile.append((what.shoulder, 1.0, what.neck))
    for slab in range(slabs):
        place = (section.u + 1) / 2 * number + (0.5 if slab % 2 else 0.0) + rng.normal(0, 0.05)
        off = (place % 1 - 0.5) * what.wide
        depth = (z[0] + (z[1] - z[0]) * slab / slabs, z[0] + (z[1] - z[0]) * (slab + 1) / slabs)
        for k, (start, stop, share) in enumerate(profile):
            outer = np.sqrt(np.clip((radius * share) ** 2 - off**2, 0, None))
            inner = np.sqrt(np.clip((radius * share - what.wall) ** 2 - off**2, 0, None)) if k else 0.0
            weight = 2 * (outer - inner) * lines / (z[1] - z[0])
            edges = (low + start * what.tall, low + stop * what.tall)
            canvas.prism(what.material, span, edges, depth, section.cover * weight)


def _palletised(canvas: Canvas, space: Space, fill: float, rng: Generator, what: Vessel) -> Load:
    """Layers of bottles with pads between, a frame on top, under shrink film."""
    room, long, deep = part(space, fill), 1200.0 if rng.random() < 0.6 else 1000.0, 1100.0
    layers = max(1, int((room.size[1] - 260) / (what.tall + 4)))
    layers = max(1, min(layers, int(rng.integers(max(1, layers - 2), layers + 1))))
    number = int(long / what.wide)
    pad = CARTON if rng.random() < 0.5 else PLASTIC

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        for layer in range(layers):
            y = base + 4 + layer * (what.tall + 4)
            _vessels(canvas, section, y, z, number, what, rng)
            with canvas.packing():
                under = y[section.item]
                canvas.prism(pad, section.span, (under - 3, under), z, section.cover)
        with canvas.packing():
            lid = top[section.item]
            canvas.prism(
                WOOD, section.span, (lid - 24, lid - 4), z, section.cover * (np.abs(section.u) > 0.8)
            )

    plan = Stow(
        size=(long, layers * (what.tall + 4) + 30, deep), gap=rng.uniform(15, 45), jitter=12,
        settle=0.0, spread=0.002, pallets=True, levels=1, tail=0.0,
    )  # fmt: skip
    load = stow(canvas, room, plan, rng, draw)
    lines = max(1, int(min(deep, room.size[2] - 4) / (0.87 * what.wide)))
    return replace(load, quantity=load.packages * layers * number * lines)


def glass_bottles(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Wine and beer bottles or jars, bulk on pallets."""
    wide, tall = rng.uniform(60, 92), rng.uniform(190, 330)
    jar = rng.random() < 0.3
    what = Vessel(
        material=GLASS, wide=wide, tall=tall * (0.5 if jar else 1), wall=rng.uniform(1.9, 2.9),
        body=0.84 if jar else rng.uniform(0.52, 0.64), shoulder=0.9 if jar else rng.uniform(0.7, 0.76),
        neck=0.84 if jar else rng.uniform(0.38, 0.44), foot=6.5,
    )  # fmt: skip
    return _palletised(canvas, space, fill, rng, what)


def plastic_ware(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Blown bottles on pallets, or crates one upon another."""
    if rng.random() < 0.5:
        return _crates(canvas, part(space, fill), rng)
    canister = rng.random() < 0.4
    what = Vessel(
        material=PLASTIC if canister else PET, wide=rng.uniform(62, 130) + 60 * canister,
        tall=rng.uniform(210, 330), wall=rng.uniform(0.9, 1.6) if canister else rng.uniform(0.3, 0.55),
        body=0.72, shoulder=0.88, neck=0.32, foot=2.0,
    )  # fmt: skip
    return _palletised(canvas, space, fill, rng, what)


def _crates(canvas: Canvas, space: Space, rng: Generator) -> Load:
    """Bottle or fruit crates: rim, ribs, handle holes, divisions, a floor of lattice."""
    size = (float(rng.choice([400.0, 600.0])), rng.uniform(190, 320), float(rng.choice([300.0, 400.0])))
    cells = int(size[0] / rng.uniform(75, 110)) if rng.random() < 0.6 else 0

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        span, item, u = section.span, section.item, section.u
        low, high = base[item], top[item]
        tall = high - low
        canvas.prism(PLASTIC, span, (low, low + 5), z, section.cover * (0.35 + 0.3 * (u * 11 % 1 < 0.5)))
        canvas.prism(PLASTIC, span, (low + 5, high), z, ends(canvas, section, size[0], 3.0))
        hole = (np.abs(u) < 0.24) * 1.0
        for face in (z[0], z[1] - 2.6):
            for start, stop, ribs in ((0.0, 0.6, 1.0), (0.6, 0.8, 1 - hole), (0.8, 0.9, 1.0)):
                canvas.prism(
                    PLASTIC,
                    span,
                    (low + start * tall, low + stop * tall),
                    (face, face + 2.6),
                    section.cover * ribs,
                )
        rim = section.cover * 44 / (z[1] - z[0])
        for rib in (0.3, 0.58, 0.93):
            canvas.prism(PLASTIC, span, (low + rib * tall, low + rib * tall + 4), z, rim)
        if cells:
            wall = joints(canvas, section, size[0], cells, 2.0)
            canvas.prism(PLASTIC, span, (low + 5, low + 0.55 * tall), z, wall)
            lines = 2.0 * max(1, round(size[2] * cells / size[0]) - 1) / (z[1] - z[0])
            canvas.prism(PLASTIC, span, (low + 5, low + 0.5 * tall), z, section.cover * lines)

    plan = Stow(size=size, gap=6, jitter=5, spread=0.002, settle=0.008, head=rng.uniform(60, 300), slack=0.9)
    load = stow(canvas, space, plan, rng, draw)
    return replace(load, quantity=load.packages)


GOODS = (
    Goods(
        code="392330",
        description="Bottles and crates of plastics, empty",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=plastic_ware,
    ),
    Goods(
        code="700529",
        description="Float glass in sheets, in crates",
        unit="MTK",
        kinds=("20",),
        pack=sheets,
    ),
    Goods(
        code="701090",
        description="Bottles and jars of glass, empty, on pallets",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=glass_bottles,
    ),
)
