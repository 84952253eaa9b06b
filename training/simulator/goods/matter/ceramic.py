"""Ceramic ware: tiles on pallets, closets and basins in cartons."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, carton, number_that_fits, payload, stamps, stow
from training.simulator.goods.texture import Floats, joints
from training.simulator.materials import CERAMIC, STEEL
from training.simulator.mesh import Mesh, lofted
from training.simulator.space import Space

GLAZED = CERAMIC.at(2.3)
Levels = tuple[tuple[float, float, float, float], ...]
_OUTER: Levels = (
    (0, 330, 250, 105), (90, 325, 235, 95), (230, 300, 260, 130), (350, 290, 285, 170), (385, 290, 290, 178),
)  # fmt: skip
_INNER: Levels = ((14, 330, 236, 92), (90, 325, 222, 82), (165, 302, 234, 104))
_BOWL: Levels = ((170, 225, 130, 75), (250, 235, 168, 112), (350, 245, 205, 145), (385, 245, 212, 150))


def tiles(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Ceramic tiles in boxes on pallets: one level, for the container is at its weight."""
    material = CERAMIC.at(float(rng.uniform(1.85, 2.1)))
    boxes, courses = int(rng.integers(2, 5)), int(rng.integers(2, 5))
    size = (rng.uniform(780, 1150), rng.uniform(430, 720), rng.uniform(780, 1080))
    each = float(np.prod(size)) * material.density * 0.85e-6
    most = number_that_fits(payload(space, fill, rng, 27.0), each)

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        span, item = section.span, section.item
        short = (rng.random(base.size) < 0.15)[item]
        for course in range(courses):
            low, high = (base + (top - base) * (course + j) / courses for j in (0, 1))
            joint = 1 - 0.9 * joints(canvas, section, size[0], boxes, 16.0)
            here = section.cover * joint * (1 - short * (course == courses - 1) * (section.u > 0.1))
            near, far = rng.uniform(0, 18, (2, base.size))[:, item]
            lines = 0.93 + 0.05 * np.sign(np.sin(span.x * 0.31 + course))
            canvas.prism(
                material, span, (low[item] + 2, high[item] - 7), (z[0] + near, z[1] - far), here * lines
            )

    plan = Stow(
        size=size,
        most=most,
        gap=rng.uniform(25, 90),
        jitter=12,
        settle=0.03,
        spread=0.008,
        pallets=True,
        levels=3,
    )
    before = canvas.kilograms - canvas.packing_kg
    load = stow(canvas, part(space, fill), plan, rng, draw)
    net = canvas.kilograms - canvas.packing_kg - before
    return replace(load, quantity=round(net / rng.uniform(17, 23), 1))


def sanitary(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Closets with their cisterns, or basins, each in a carton, stacked by hand."""
    closets = rng.random() < 0.65
    size = (rng.uniform(680, 740), rng.uniform(410, 450) + 380 * closets, rng.uniform(380, 430))
    if not closets:
        size = (rng.uniform(520, 640), rng.uniform(210, 260), rng.uniform(430, 500))

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        carton(canvas, section, base, top, z, size[0])
        if base.size:
            body = _closet if closets else _basin
            sheets: list[Canvas] = []
            for turned in (False, True) if closets else (rng.random() < 0.5,):
                sheet = canvas.sheet(size[0] + 10)
                body(sheet, (size[0], float(base[0]), float(top[0]), z), turned)
                sheets.append(sheet)
            stamps(canvas, section, sheets, rng)

    plan = Stow(size=size, gap=9, jitter=9, spread=0.0, settle=0.0, head=rng.uniform(60, 400), slack=0.9)
    load = stow(canvas, part(space, fill), plan, rng, draw)
    return replace(load, quantity=load.packages * (1 if closets else 2))


def _rings(levels: Levels) -> Mesh:
    """A solid of ellipses upon each other: height, centre along x, half axes along x and across."""
    turn = -np.linspace(0, 2 * np.pi, 20, endpoint=False)
    return lofted([np.c_[x + a * np.cos(turn), np.full(20, y), b * np.sin(turn)] for y, x, a, b in levels])


def _closet(sheet: Canvas, room: tuple[float, float, float, Range], turned: bool) -> None:
    """Foot, bowl and trap with walls of 12 mm, the cistern behind on top, its lid and fittings."""
    long, low, high, z = room
    middle, size = (z[0] + z[1]) / 2, (long - 40) / 690
    scale = (-size if turned else size, 1.0, min(1.0, (z[1] - z[0] - 20) / 370))
    for levels, sign in ((_OUTER, 1), (_INNER, -1), (_BOWL, -1)):
        mesh = _rings(levels)
        points = (mesh.points - [315.0, 0, 0]) * scale + [long / 2, low + 14, middle]
        faces = np.ascontiguousarray(mesh.faces[:, ::-1]) if turned else mesh.faces
        sheet.mesh(GLAZED.at(sign * GLAZED.density), Mesh(points, faces), 1)
    ends = (long - 205, long - 22) if not turned else (22.0, 205.0)
    tank = (low + 400, min(low + 745, high - 12))
    sheet.hollow(GLAZED, ends, tank, (middle - 175, middle + 175), 7)
    fitting = (ends[0] + 40, ends[0] + 100)
    sheet.block(STEEL.at(0.12), fitting, (tank[0] + 12, tank[1] - 40), (middle - 30, middle + 30))


def _basin(sheet: Canvas, room: tuple[float, float, float, Range], turned: bool) -> None:
    """Two basins one in the other: shells, rims, the solid back with the tap hole."""
    long, low, high, z = room
    middle, wide = (z[0] + z[1]) / 2, (z[1] - z[0]) / 2 - 12
    for lift in (0.0, (high - low) * 0.3):
        foot = low + 10 + lift
        deep = (high - low) * 0.66
        for shrink, sign in ((0.0, 1), (13.0, -1)):
            a, b = long / 2 - 16 - shrink, wide - shrink
            shape = ((shrink, 0.35), (deep * 0.5, 0.8), (deep, 1.0))
            levels = tuple((foot + y, long / 2, a * share, b * share) for y, share in shape)
            mesh = _rings(levels)
            sheet.mesh(GLAZED.at(sign * GLAZED.density), mesh.moved(z=middle), 1)
        back = (z[1] - 80, z[1] - 14) if turned else (z[0] + 14, z[0] + 80)
        sheet.block(GLAZED.at(1.4), (60, long - 60), (foot + deep - 45, foot + deep), back)


GOODS = (
    Goods(
        code="690721",
        description="Ceramic floor tiles on pallets",
        unit="MTK",
        kinds=("20",),
        pack=tiles,
    ),
    Goods(
        code="691010",
        description="Sanitary ware of porcelain, in cartons",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=sanitary,
    ),
)
