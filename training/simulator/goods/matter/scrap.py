"""Scrap of iron and of copper: heaps, pressed cubes, sacks of cut wire."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.matter.bales import Bale, load
from training.simulator.goods.matter.heap import Piece, Surface, heap, surface
from training.simulator.goods.stacking import part
from training.simulator.goods.stowage import Stow, number_that_fits, payload
from training.simulator.materials import BRASS, COPPER, STEEL
from training.simulator.physics.material import Material
from training.simulator.space import Space

_SHREDDED = (
    Piece(material=STEEL, share=0.16, long=(60, 260), tall=(2, 9), deep=(40, 220), slope=1.2),
    Piece(material=STEEL.at(5.0), share=0.16, long=(50, 160), tall=(30, 110), deep=(40, 140), form="lump"),
    Piece(material=COPPER.at(4.0), share=0.02, long=(40, 110), tall=(30, 70), deep=(30, 70), form="lump"),
    Piece(material=STEEL, share=0.05, long=(90, 420), tall=(8, 22), deep=(0, 1), form="bar", slope=1.5),
)
_TURNINGS = (
    Piece(material=STEEL, share=0.14, long=(120, 600), tall=(4, 9), deep=(0, 1), form="curl", slope=0.9),
    Piece(material=STEEL.at(2.2), share=0.18, long=(120, 420), tall=(90, 260), deep=(120, 420), form="lump"),
    Piece(material=STEEL, share=0.03, long=(60, 200), tall=(20, 60), deep=(0, 1), form="bar", slope=0.6),
)
_HEAVY = (
    Piece(material=STEEL, share=0.14, long=(250, 1300), tall=(5, 14), deep=(90, 420), slope=0.7),
    Piece(material=STEEL, share=0.12, long=(200, 900), tall=(120, 420), deep=(5, 16), slope=0.6),
    Piece(material=STEEL, share=0.08, long=(400, 2200), tall=(16, 60), deep=(0, 1), form="bar", slope=0.45),
    Piece(material=STEEL, share=0.10, long=(120, 380), tall=(80, 260), deep=(100, 320), form="lump"),
    Piece(material=STEEL, share=0.04, long=(300, 1500), tall=(9, 14), deep=(0, 1), form="curl", slope=0.5),
)
_COPPER = (
    Piece(material=COPPER, share=0.12, long=(250, 1400), tall=(12, 28), deep=(0, 1), form="bar", slope=0.6),
    Piece(material=COPPER, share=0.16, long=(200, 900), tall=(4, 9), deep=(0, 1), form="curl", slope=0.8),
    Piece(material=COPPER, share=0.10, long=(150, 600), tall=(2, 6), deep=(60, 260), slope=0.9),
    Piece(material=BRASS.at(4.0), share=0.05, long=(50, 160), tall=(40, 110), deep=(40, 120), form="lump"),
)


def iron(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Shredded, turnings, or heavy melting scrap of plates, bars, wheels and castings."""
    sort = rng.random()
    most, room = payload(space, fill, rng, 25.5), part(space, fill)
    if sort < 0.35:
        return _heaped(canvas, room, (most, rng.uniform(0.9, 1.25)), (STEEL, (70, 55, 0.6)), _SHREDDED, rng)
    if sort < 0.5:
        return _heaped(canvas, room, (most, rng.uniform(0.7, 1.0)), (STEEL, (45, 38, 0.45)), _TURNINGS, rng)
    amount = (most, rng.uniform(0.6, 0.9))
    return _heaped(canvas, room, amount, (STEEL, (120, 90, 0.7)), _HEAVY, rng, wheels=True)


def _heaped(
    canvas: Canvas,
    room: Space,
    amount: tuple[float, float],
    bed: tuple[Material, tuple[float, float, float]],
    pieces: tuple[Piece, ...],
    rng: Generator,
    wheels: bool = False,
) -> Load:
    """A heap of at most so many kilograms at a bulk density, as high as it comes."""
    kilograms, density = amount
    floor = room.size[0] * room.size[2] * 1e-6
    mean = min(kilograms / (density * floor), room.size[1] * rng.uniform(0.8, 0.92))
    top = surface(room, mean, float(rng.uniform(0.05, 0.12)), rng)
    room = Space(room.x, (room.y[0], min(room.y[1], float(top.y.max()) + 150)), room.z)
    mass = mean * floor * density
    before = canvas.kilograms
    if wheels:
        _wheels(canvas, room, top, mass * 0.05, rng)
    heap(canvas, room, top, bed, mass - (canvas.kilograms - before), pieces, rng)
    return Load(room, 1)


def _wheels(canvas: Canvas, room: Space, top: Surface, kilograms: float, rng: Generator) -> None:
    """Brake discs, rims, gears and drums, on edge across the container."""
    before = canvas.kilograms
    while canvas.kilograms - before < kilograms:
        radius = float(rng.choice([rng.uniform(90, 170), rng.uniform(180, 260)]))
        x = float(rng.uniform(room.x[0] + radius, max(room.x[0] + radius + 1, room.x[1] - radius)))
        high = float(top.at(np.array([x]))[0])
        y = room.y[0] + radius + max(0.0, high - room.y[0] - 1.6 * radius) * rng.random()
        near = rng.uniform(room.z[0] + 10, room.z[1] - 230)
        if x + radius > room.x[1] or y + radius > room.y[1]:
            break
        if rng.random() < 0.5:
            canvas.ring(STEEL, (x, y), (radius, radius * 0.55), (near, near + rng.uniform(14, 34)))
            canvas.ring(STEEL, (x, y), (radius * 0.58, radius * 0.5), (near, near + 60))
        else:
            canvas.ring(STEEL, (x, y), (radius, radius - rng.uniform(4, 9)), (near, near + 180))
            canvas.ring(STEEL, (x, y), (radius * 0.97, 35.0), (near + 60, near + 66))


def copper(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Loose pipe and wire in a heap, pressed cubes, or big bags of cut wire."""
    sort = rng.random()
    most, room = payload(space, fill, rng, 24.5), part(space, fill)
    if sort < 0.4:
        amount = (most, rng.uniform(0.8, 1.3))
        return _heaped(canvas, room, amount, (COPPER, (60, 45, 0.6)), _COPPER, rng)
    if sort < 0.75:
        bale = Bale(
            material=COPPER.at(float(rng.uniform(1.9, 3.0))),
            size=(rng.uniform(420, 900), rng.uniform(380, 560), rng.uniform(420, 700)),
            ties=0, bulge=10, ends=(30, 20, 6), grain=(45, 32, 0.45),
        )  # fmt: skip
        plan = Stow(
            size=bale.size, most=number_that_fits(most, bale.kilograms), gap=40, jitter=25, spread=0.05,
            settle=0.12, levels=3,
        )  # fmt: skip
        return load(canvas, room, 1.0, rng, bale, plan)
    bag = Bale(
        material=COPPER.at(float(rng.uniform(1.2, 1.9))), size=(950, rng.uniform(560, 800), 950), ties=0,
        bulge=20, ends=(240, 110, 40), grain=(55, 40, 0.35),
    )  # fmt: skip
    plan = Stow(
        size=bag.size,
        most=number_that_fits(most, bag.kilograms * 0.92),
        gap=50,
        jitter=20,
        settle=0.1,
        levels=2,
    )
    return load(canvas, room, 1.0, rng, bag, plan)


GOODS = (
    Goods(
        code="720449",
        description="Ferrous waste and scrap, in bulk",
        unit="KGM",
        kinds=("20", "40", "open-top"),
        pack=iron,
        mixes=False,
    ),
    Goods(
        code="740400",
        description="Copper waste and scrap",
        unit="KGM",
        kinds=("20",),
        pack=copper,
        mixes=False,
    ),
)
