"""Paper: reels of kraft liner, upright or lying, and copy paper in cartons on pallets."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, number_that_fits, payload, stow
from training.simulator.goods.texture import Floats, joints
from training.simulator.materials import CARTON, PAPER
from training.simulator.physics.material import Material
from training.simulator.space import Space

CORE_MM = 50.0


def reels(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Kraft reels about a core of board: standing on end one or two high, or lying as they roll."""
    material = PAPER.at(float(rng.uniform(0.68, 0.86)))
    size = float(rng.choice([rng.uniform(720, 800), rng.uniform(960, 1160), rng.uniform(1060, 1270)]))
    wide = float(rng.uniform(680, 1260))
    stands = rng.random() < 0.7
    each = np.pi / 4 * size**2 * wide * material.density * 1e-6
    most = number_that_fits(payload(space, fill, rng), each)
    if stands:
        plan = Stow(
            size=(size, wide, size * 0.93 if size < 1240 else size), most=most, gap=8, jitter=14,
            spread=0.006, settle=0.004, slack=0.2,
            stagger=0.5 if rng.random() < 0.6 else 0.0,
        )  # fmt: skip
        return stow(canvas, part(space, fill), plan, rng, _standing(material, space.z, rng))
    deep = min(wide, space.size[2] / 2 - 20)
    levels = 2 if size < 850 else 1
    plan = Stow(
        size=(size, size, deep), most=most, gap=12, jitter=8, spread=0.006, settle=0.004, levels=levels
    )
    return stow(canvas, part(space, fill), plan, rng, _lying(material, rng))


def _standing(material: Material, room: Range, rng: Generator):
    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        middle = (z[0] + z[1]) / 2 + rng.normal(0, 12, base.size)[section.item]
        half = min(float(z[1] - z[0]) / 2 / 0.93, (room[1] - room[0]) / 2)
        middle = np.clip(middle, room[0] + half, room[1] - half)
        low, high = base[section.item], top[section.item]
        for share, sign in ((1.0, 1.0), (CORE_MM / half, -1.0)):
            chord = half * np.sqrt(np.clip(share**2 - section.u**2, 0, None))
            canvas.prism(
                material.at(sign * material.density), section.span, (low, high),
                (middle - chord, middle + chord), section.cover,
            )  # fmt: skip
        with canvas.packing():
            for edge in (low, high - 4):
                chord = half * np.sqrt(np.clip(1 - section.u**2, 0, None))
                canvas.prism(
                    CARTON, section.span, (edge, edge + 4), (middle - chord, middle + chord), section.cover
                )

    return draw


def _lying(material: Material, rng: Generator):
    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        middle, half = (base + top)[section.item] / 2, (top - base)[section.item] / 2
        depth = [edge + rng.normal(0, 8, base.size)[section.item] for edge in (z[0] + 15, z[1] - 15)]
        for share, sign in ((half, 1.0), (CORE_MM, -1.0)):
            chord = np.sqrt(np.clip(share**2 - (section.u * half) ** 2, 0, None))
            canvas.prism(
                material.at(sign * material.density), section.span, (middle - chord, middle + chord),
                (depth[0], depth[1]), section.cover,
            )  # fmt: skip

    return draw


def copy_paper(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Cartons of five reams, in courses on pallets; reams show as faint lines, cartons as joints."""
    carton = rng.uniform(235, 255)
    courses, across = int(rng.integers(3, 5)), int(rng.integers(3, 5))
    size = (across * (285 if across == 4 else 308), courses * carton, rng.uniform(1080, 1140))
    material = PAPER.at(float(rng.uniform(0.74, 0.80)))
    each = np.prod(size) * material.density * 1e-6
    most = number_that_fits(payload(space, fill, rng), float(each))

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        for course in range(courses):
            low, high = (base + (top - base) * (course + j) / courses for j in (0, 1))
            weight = section.cover - joints(canvas, section, size[0], across + course % 2, 8.0) * 0.8
            reams = 5
            for ream in range(reams):
                y = [(low + (high - low) * (ream + j) / reams)[section.item] for j in (0, 1)]
                near, far = rng.uniform(0, 10, (2, base.size))[:, section.item]
                canvas.prism(
                    material,
                    section.span,
                    (y[0] + 1, y[1] - 1),
                    (z[0] + near, z[1] - far),
                    np.clip(weight, 0, 1),
                )
            with canvas.packing():
                for edge in (low[section.item], high[section.item] - 4):
                    canvas.prism(CARTON, section.span, (edge, edge + 4), z, section.cover)

    plan = Stow(
        size=size, most=most, gap=rng.uniform(8, 22), jitter=7, settle=0.006, pallets=True, levels=2, head=120
    )
    return stow(canvas, part(space, fill), plan, rng, draw)


GOODS = (
    Goods(
        code="480411",
        description="Kraftliner, uncoated, unbleached, in reels",
        unit="KGM",
        kinds=("40hc", "40", "20"),
        pack=reels,
    ),
    Goods(
        code="480256",
        description="Copy paper A4, 80 g/m2, in cartons on pallets",
        unit="KGM",
        kinds=("20", "40", "40hc"),
        pack=copy_paper,
    ),
)
