"""Pressed bales: cotton, wood pulp, waste paper, waste plastic, worn clothing."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load, Pack
from training.simulator.goods.matter.stow import (
    Floats,
    Stow,
    mottle,
    number_that_fits,
    payload,
    stow,
    texture,
)
from training.simulator.goods.stacking import Section, part
from training.simulator.materials import COTTON, PAPER, PET, PLASTIC, STEEL
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

PULP = Material("wood pulp", 0.82, of.CELLULOSE)
CLOTHES = Material("worn clothing, pressed", 0.42, of.CELLULOSE)
WIRE_MM = 3.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bale:
    """A bale: ``ties`` wires around it, how far it bulges between them and rounds its ends
    (millimetres), and how its inside wanders: cell along x, cell in height, amount.
    """

    material: Material
    size: tuple[float, float, float]
    ties: int
    bulge: float
    corner: float
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
        round_off = bale.corner * np.abs(u) ** 10
        dent = round_off + bale.bulge * np.clip(1 - between * mottle(section.span, 60, 0.3, rng), 0, 1)
        packed = section.cover * rng.uniform(0.92, 1.08, base.size)[item]
        inner = Section(section.span, item, u, packed.astype(np.float32))
        low, high = base[item] + 0.3 * dent, top[item] - 0.3 * dent
        depth = (z[0] + round_off * rng.uniform(0.3, 1), z[1] - round_off * rng.uniform(0.3, 1))
        texture(canvas, bale.material, inner, (low, high), depth, bale.grain, rng)
        if bale.ties:
            near = between < min(0.5, bale.ties * np.pi / 2 * WIRE_MM / bale.size[0] * 2)
            with canvas.packing():
                for ring in (z[0], z[1] - WIRE_MM):
                    canvas.prism(
                        STEEL, section.span, (low, high), (ring, ring + WIRE_MM), section.cover * near * 0.5
                    )

    return stow(canvas, part(space, fill), plan, rng, draw)


def cotton(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Cotton at universal or at a smaller density of the press, five or six bales high."""
    sizes = [(1400.0, 530.0, 700.0), (1050.0, 490.0, 580.0), (720.0, 530.0, 1130.0), (1400.0, 530.0, 1120.0)]
    long, high, deep = sizes[int(rng.integers(len(sizes)))]
    bale = Bale(
        material=COTTON.at(float(rng.uniform(0.38, 0.46))),
        size=(long * rng.uniform(0.98, 1.03), high * rng.uniform(0.96, 1.04), deep),
        ties=int(rng.integers(6, 10)), bulge=rng.uniform(4, 9), corner=rng.uniform(15, 35),
        grain=(160, 90, 0.035),
    )  # fmt: skip
    most = number_that_fits(payload(space, fill, rng), bale.kilograms)
    plan = Stow(
        size=bale.size,
        most=most,
        gap=rng.uniform(12, 45),
        jitter=rng.uniform(4, 14),
        spread=0.012,
        settle=0.06,
    )
    return load(canvas, space, fill, rng, bale, plan)


def pulp(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Wood pulp: hard flat bales, wired by the four or eight into units that lie straight."""
    bale = Bale(
        material=PULP.at(float(rng.uniform(0.74, 0.92))),
        size=(rng.uniform(800, 880), rng.uniform(440, 520), rng.uniform(640, 740)),
        ties=int(rng.integers(2, 5)), bulge=1.5, corner=rng.uniform(4, 12), grain=(300, 26, 0.02),
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
        ties=int(rng.integers(4, 7)), bulge=rng.uniform(10, 26), corner=rng.uniform(15, 60),
        grain=(rng.uniform(50, 140), rng.uniform(22, 44), rng.uniform(0.2, 0.35)),
    )  # fmt: skip
    most = number_that_fits(payload(space, fill, rng), bale.kilograms)
    plan = Stow(size=bale.size, most=most, gap=rng.uniform(15, 60), jitter=25, spread=0.05, settle=0.1)
    return load(canvas, space, fill, rng, bale, plan)


def waste_plastic(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Bales of film, lumpy and soft, or of crushed bottles, full of small holes."""
    film = rng.random() < 0.55
    density = float(rng.uniform(0.38, 0.52) if film else rng.uniform(0.28, 0.40))
    material = PLASTIC.at(density) if film else PET.at(density)
    bale = Bale(
        material=material,
        size=(rng.uniform(950, 1250), rng.uniform(700, 1000), rng.uniform(740, 1120)),
        ties=int(rng.integers(4, 8)), bulge=rng.uniform(14, 30), corner=rng.uniform(40, 90),
        grain=(rng.uniform(80, 140), 55, 0.4) if film else (50, 45, 0.8),
    )  # fmt: skip
    most = number_that_fits(payload(space, fill, rng, 25.0), bale.kilograms)
    plan = Stow(size=bale.size, most=most, gap=rng.uniform(10, 50), jitter=30, spread=0.04, settle=0.09)
    return load(canvas, space, fill, rng, bale, plan)


def worn_clothing(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Sorted clothing in strapped bales of 45 to 55 kg, or big bales of some 400 kg."""
    small = rng.random() < 0.65
    size = (rng.uniform(680, 800), rng.uniform(340, 420), rng.uniform(440, 520))
    if not small:
        size = (rng.uniform(1050, 1250), rng.uniform(850, 1050), rng.uniform(740, 780))
    bale = Bale(
        material=CLOTHES.at(float(rng.uniform(0.36, 0.46))), size=size, ties=3 if small else 5,
        bulge=rng.uniform(14, 30), corner=rng.uniform(30, 60), grain=(100, 45, 0.3),
    )  # fmt: skip
    most = number_that_fits(payload(space, fill, rng, 25.5), bale.kilograms)
    plan = Stow(size=size, most=most, gap=rng.uniform(4, 18), jitter=22, spread=0.04, settle=0.12, head=150)
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
