"""Pressed bales: cotton, wood pulp, waste paper, waste plastic, worn clothing."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load, Pack
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, number_that_fits, payload, stow
from training.simulator.goods.texture import Floats, mottle, texture
from training.simulator.materials import COTTON, PAPER, PET, PLASTIC, STEEL
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

PULP = Material("wood pulp", 0.82, of.CELLULOSE)
CLOTHES = Material("worn clothing, pressed", 0.42, of.CELLULOSE)
WIRE_MM = 3.2
_COTTON = (
    (1390.0, 530.0, 760.0), (1050.0, 520.0, 570.0), (980.0, 560.0, 760.0), (840.0, 660.0, 1120.0),
    (760.0, 530.0, 1120.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bale:
    """A bale: ``ties`` wires around it and how far it bulges between them (millimetres), how its ends
    round off, and how its inside wanders: cell along x, cell in height, amount.

    ``ends`` is how far from its ends along x the rounding reaches, and what it takes there off each
    side across and in height, all in millimetres.
    """

    material: Material
    size: tuple[float, float, float]
    ties: int
    bulge: float
    ends: tuple[float, float, float]
    grain: tuple[float, float, float]

    @property
    def kilograms(self) -> float:
        """Mass of one."""
        return float(np.prod(self.size)) * self.material.density * 1e-6


def load(canvas: Canvas, space: Space, fill: float, rng: Generator, bale: Bale, plan: Stow) -> Load:
    """Stack bales as high as the payload lets, each a little different from the next."""

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        u, item = section.u, section.item
        between = np.abs(np.sin((u + 1) * np.pi / 2 * bale.ties)) if bale.ties else np.ones_like(u)
        bulge = bale.bulge * np.clip(1 - between * mottle(section.span, 60, 0.3, rng), 0, 1)
        round_off = _rounded(bale, section, base.size, rng)
        packed = section.cover * rng.uniform(0.9, 1.1, base.size)[item]
        inner = Section(section.span, item, u, packed.astype(np.float32))
        lose = 0.3 * bulge + bale.ends[2] * round_off
        low, high = base[item] + lose, top[item] - lose
        narrow = bale.ends[1] * round_off
        depth = (z[0] + narrow * rng.uniform(0.7, 1.2), z[1] - narrow * rng.uniform(0.7, 1.2))
        texture(canvas, bale.material, inner, (low, high), depth, bale.grain, rng)
        if bale.ties:
            near = between < min(0.5, bale.ties * np.pi / 2 * WIRE_MM / bale.size[0] * 2)
            with canvas.packing():
                for ring in (z[0], z[1] - WIRE_MM):
                    canvas.prism(
                        STEEL, section.span, (low, high), (ring, ring + WIRE_MM), section.cover * near * 0.5
                    )

    return stow(canvas, part(space, fill), plan, rng, draw)


def _rounded(bale: Bale, section: Section, count: int, rng: Generator) -> Floats:
    """How far the ends of a course of bales round off, 0 (not) to about 1 (at the end), by column."""
    end = (section.u > 0).astype(np.intp), section.item
    reach = bale.ends[0] * rng.uniform(0.7, 1.3, (2, count))[end]
    inside = np.clip((1 - np.abs(section.u)) * bale.size[0] / 2 / reach, 0, 1)
    return (1 - inside) ** 1.5 * rng.uniform(0.75, 1.1, (2, count))[end]


def cotton(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Cotton at universal or at a smaller density of the press, wall by wall, to the roof.

    Bales that lie along the container show their flat ends; those that lie across bulge towards each other
    with their broad sides. Some loads begin the one way and end the other.
    """
    room = part(space, fill)
    kilograms, before = payload(space, fill, rng, 27.0), canvas.kilograms
    density = float(rng.uniform(0.32, 0.40))
    two = room.size[0] > 5000 and rng.random() < 0.3
    first = room.size[0] * (rng.uniform(0.25, 0.75) if two else 1.0)
    begun = _wall(canvas, part(room, first / room.size[0]), (kilograms, density), 0.0 if two else 0.3, rng)
    rest = Space((begun.space.x[1], room.x[1]), room.y, room.z)
    if not two or rest.size[0] < 1500:
        return begun
    last = _wall(canvas, rest, (kilograms - canvas.kilograms + before, density), 0.3, rng)
    top = max(begun.space.y[1], last.space.y[1])
    return Load(Space((room.x[0], last.space.x[1]), (room.y[0], top), room.z), begun.packages + last.packages)


def _wall(canvas: Canvas, space: Space, most: tuple[float, float], tail: float, rng: Generator) -> Load:
    """Bales of one size that lie one way: at most so many kilograms, of a density in g/cm3."""
    kilograms, density = most
    long, high, deep = _COTTON[int(rng.integers(len(_COTTON)))]
    room = space.size[1] - float(rng.uniform(40, 220))
    high = room / max(1, round(room / high))
    soft = rng.uniform(0.75, 1.2) * (0.45 if long > 1200 else 1.0)
    bale = Bale(
        material=COTTON.at(density), size=(long * rng.uniform(0.98, 1.02), high, deep),
        ties=int(rng.integers(6, 10)), bulge=rng.uniform(4, 10),
        ends=(170 * soft, 0.43 * min(1.0, 1.2 * soft) * deep, rng.uniform(6, 20)), grain=(480, 48, 0.24),
    )  # fmt: skip
    plan = Stow(
        size=bale.size, most=number_that_fits(kilograms, bale.kilograms), head=20,
        gap=rng.uniform(4, 22), jitter=rng.uniform(10, 20), spread=0.008, settle=0.08, tail=tail, walls=True,
    )  # fmt: skip
    return load(canvas, space, 1.0, rng, bale, plan)


def pulp(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Wood pulp: hard flat bales, wired by the four or eight into units that lie straight."""
    bale = Bale(
        material=PULP.at(float(rng.uniform(0.74, 0.92))),
        size=(rng.uniform(800, 880), rng.uniform(440, 520), rng.uniform(640, 740)),
        ties=int(rng.integers(2, 5)), bulge=1.5, ends=(10, rng.uniform(4, 12), 1), grain=(300, 26, 0.02),
    )  # fmt: skip
    most = number_that_fits(payload(space, fill, rng, 27.0), bale.kilograms)
    plan = Stow(size=bale.size, most=most, gap=rng.uniform(6, 60), jitter=rng.uniform(2, 7), spread=0.003)
    return load(canvas, space, fill, rng, bale, plan)


def waste_paper(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Mill bales of old corrugated board or of mixed paper: layers that buckle, torn edges."""
    board = rng.random() < 0.6
    bale = Bale(
        material=PAPER.at(float(rng.uniform(0.46, 0.60) if board else rng.uniform(0.55, 0.70))),
        size=(rng.uniform(1050, 1650), rng.uniform(700, 1100), rng.uniform(740, 1130)),
        ties=int(rng.integers(4, 7)), bulge=rng.uniform(10, 26), ends=(38, rng.uniform(15, 60), 4),
        grain=(rng.uniform(50, 140), rng.uniform(22, 44), rng.uniform(0.2, 0.35)),
    )  # fmt: skip
    most = number_that_fits(payload(space, fill, rng), bale.kilograms)
    plan = Stow(
        size=bale.size, most=most, gap=rng.uniform(12, 45), jitter=14, spread=0.04, settle=0.1, walls=True
    )
    return load(canvas, space, fill, rng, bale, plan)


def waste_plastic(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Bales of film, lumpy and soft, or of crushed bottles, full of small holes."""
    film = rng.random() < 0.55
    density = float(rng.uniform(0.38, 0.52) if film else rng.uniform(0.28, 0.40))
    material = PLASTIC.at(density) if film else PET.at(density)
    bale = Bale(
        material=material,
        size=(rng.uniform(950, 1250), rng.uniform(700, 1000), rng.uniform(740, 1120)),
        ties=int(rng.integers(4, 8)), bulge=rng.uniform(14, 30), ends=(150, rng.uniform(60, 150), 14),
        grain=(rng.uniform(80, 140), 55, 0.4) if film else (50, 45, 0.8),
    )  # fmt: skip
    most = number_that_fits(payload(space, fill, rng, 25.0), bale.kilograms)
    plan = Stow(
        size=bale.size, most=most, gap=rng.uniform(8, 40), jitter=16, spread=0.03, settle=0.09, walls=True
    )
    return load(canvas, space, fill, rng, bale, plan)


def worn_clothing(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Sorted clothing in strapped bales of 45 to 55 kg, or big bales of some 400 kg."""
    small = rng.random() < 0.65
    size = (rng.uniform(680, 800), rng.uniform(340, 420), rng.uniform(440, 520))
    if not small:
        size = (rng.uniform(1050, 1250), rng.uniform(850, 1050), rng.uniform(740, 780))
    bale = Bale(
        material=CLOTHES.at(float(rng.uniform(0.36, 0.46))), size=size, ties=3 if small else 5,
        bulge=rng.uniform(14, 30), ends=(110, rng.uniform(40, 90), 9), grain=(100, 45, 0.3),
    )  # fmt: skip
    most = number_that_fits(payload(space, fill, rng, 25.5), bale.kilograms)
    plan = Stow(
        size=size,
        most=most,
        gap=rng.uniform(4, 18),
        jitter=14,
        spread=0.04,
        settle=0.12,
        head=100,
        walls=True,
    )
    return load(canvas, space, fill, rng, bale, plan)


def _goods(code: str, description: str, pack: Pack) -> Goods:
    return Goods(code=code, description=description, unit="KGM", kinds=("40hc", "40"), pack=pack)


GOODS = (
    _goods("391510", "Waste of polymers of ethylene, in bales", waste_plastic),
    _goods("470321", "Chemical wood pulp, soda or sulphate, bleached, coniferous, in bales", pulp),
    _goods("470710", "Waste of unbleached kraft paper or corrugated board, in bales", waste_paper),
    _goods("520100", "Cotton, not carded or combed, in pressed bales", cotton),
    _goods("630900", "Worn clothing, sorted, in bales", worn_clothing),
)
