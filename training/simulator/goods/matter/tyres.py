"""New tyres: lying in stacks, laced like a herringbone, or standing on their treads."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, cut, lay, only, part
from training.simulator.goods.stowage import Stow, stow
from training.simulator.goods.texture import Floats
from training.simulator.materials import STEEL, TYRE
from training.simulator.mesh import Mesh, revolved
from training.simulator.physics.material import Material
from training.simulator.space import Space

_TREAD = 0.045
_BEAD = 0.62


def tyres(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Tyres of one size as the works load them: car tyres lying or laced, truck tyres standing."""
    way = rng.random()
    room = part(space, fill)
    if way < 0.4:
        load = lying(canvas, room, rng.uniform(280, 370), rng.uniform(165, 245), rng)
    elif way < 0.72:
        load = laced(canvas, room, rng.uniform(290, 350), rng.uniform(165, 225), rng)
    else:
        load = standing(canvas, room, rng.uniform(470, 535), rng.uniform(230, 315), rng)
    return replace(load, quantity=load.packages)


def lying(canvas: Canvas, space: Space, radius: float, wide: float, rng: Generator) -> Load:
    """Upright columns: treads are the dark sides, side walls and beads the rungs."""
    squash = rng.uniform(0.93, 1.0)

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        middle = np.clip((z[0] + z[1]) / 2 + rng.normal(0, 10, base.size), z[0] + radius, z[1] - radius)
        _course(canvas, section, (base, top), middle, radius)

    plan = Stow(
        size=(2 * radius, wide * squash, 2 * radius), gap=7, jitter=9, spread=0.004, settle=0.03,
        head=rng.uniform(60, 300), stagger=0.5 if rng.random() < 0.5 else 0.0, slack=0.3,
    )  # fmt: skip
    return stow(canvas, space, plan, rng, draw)


def _course(
    canvas: Canvas, section: Section, edges: tuple[Floats, Floats], middle: Floats, radius: float
) -> None:
    """A course of lying tyres: tread with belts, two side walls, two bead wires."""
    low, high = (edge[section.item] for edge in edges)
    shoulder, z = 0.1 * (high - low), middle[section.item]
    parts = (
        (TYRE, 1.0, (low + shoulder, high - shoulder), 1.0),
        (TYRE, 1 - _TREAD, (low + shoulder, high - shoulder), -1.0),
        (TYRE, 0.975, (low, low + 11), 1.0),
        (TYRE, 0.975, (high - 11, high), 1.0),
        (TYRE, _BEAD, (low, low + 11), -1.0),
        (TYRE, _BEAD, (high - 11, high), -1.0),
        (STEEL, _BEAD + 0.025, (low + 2, low + 12), 0.55),
        (STEEL, _BEAD + 0.025, (high - 12, high - 2), 0.55),
        (STEEL, _BEAD, (low + 2, low + 12), -0.55),
        (STEEL, _BEAD, (high - 12, high - 2), -0.55),
    )
    for material, share, band, sign in parts:
        half = radius * np.sqrt(np.clip(share**2 - section.u**2, 0, None))
        canvas.prism(
            material.at(sign * material.density), section.span, band, (z - half, z + half),
            section.cover * (half > 0),
        )  # fmt: skip


def standing(canvas: Canvas, space: Space, radius: float, wide: float, rng: Generator) -> Load:
    """Truck tyres on their treads, axis across: rings in courses that rest in each other's hollows."""
    packages, right, top = 0, space.x[0], space.y[0]
    number = max(1, int(space.size[2] / wide))
    deep = min(space.size[2] / number, 1.08 * wide)
    nests = rng.random() < 0.75
    rise = radius * (np.sqrt(3) if nests else 2.0)
    levels = max(1, int((space.size[1] - 2 * radius) / rise) + 1)
    for index in range(number):
        near = space.z[0] + index * deep
        for level in range(levels):
            later = radius * (level % 2) if nests else 0.0
            row = lay((space.x[0] + later + 5, space.x[1]), 2 * radius, 4, rng, 0.002)
            if not row.count:
                continue
            short = int(rng.integers(0, 3)) if level == levels - 1 and rng.random() < 0.5 else 0
            there = np.arange(row.count) < max(1, row.count - short)
            section = only(cut(canvas, row), there)
            y = space.y[0] + radius + level * rise + 3 + rng.normal(0, 3)
            _rings(canvas, section, y, (near, near + min(wide, deep)), radius)
            packages, right = packages + int(there.sum()), max(right, float(row.right[there].max()))
            top = max(top, y + radius)
    return Load(Space((space.x[0], right), (space.y[0], min(top, space.y[1])), space.z), packages)


def _rings(canvas: Canvas, section: Section, y: float, z: Range, radius: float) -> None:
    """A course of standing tyres: tread with its steel belts, side walls that thin out to the bead."""
    shoulder = 0.12 * (z[1] - z[0])
    far = z[1] - 16.0
    bands = (
        (TYRE, 1.0, 1.0, (z[0] + shoulder, z[1] - shoulder)),
        (TYRE, 1 - 0.06, -1.0, (z[0] + shoulder, z[1] - shoulder)),
        *((TYRE, share, sign, (side, side + 15.0))
          for side in (z[0], far) for share, sign in ((0.97, 1.0), (_BEAD * 0.88, -1.0))),
        *((STEEL, share, sign, (side, side + 16.0))
          for side in (z[0], far) for share, sign in ((0.575, 0.8), (0.545, -0.8))),
    )  # fmt: skip
    for material, share, sign, depth in bands:
        half = radius * np.sqrt(np.clip(share**2 - section.u**2, 0, None))
        there = section.cover * (half > 0)
        canvas.prism(material.at(sign * material.density), section.span, (y - half, y + half), depth, there)


def laced(canvas: Canvas, space: Space, radius: float, wide: float, rng: Generator) -> Load:
    """Herringbone: each tyre leans on its neighbour, and the next course leans the other way."""
    lean = float(rng.uniform(40, 60))
    step = wide / np.sin(np.deg2rad(lean)) * rng.uniform(1.1, 1.3)
    tall = 2 * radius * np.sin(np.deg2rad(lean)) + wide * np.cos(np.deg2rad(lean))
    flat = 2 * radius * np.cos(np.deg2rad(lean)) + wide * np.sin(np.deg2rad(lean))
    rise = tall * rng.uniform(0.62, 0.75)
    levels = max(1, int((space.size[1] - tall - 60) / rise) + 1)
    rows = max(1, int(space.size[2] / (2 * radius * 0.98)))
    deep = space.size[2] / rows
    number = max(1, int((space.size[0] - flat - 20) / step) + 1)
    casing = _solid(radius, wide)
    packages, right, top = 0, space.x[0], space.y[0]
    for index in range(rows):
        z = space.z[0] + deep * (index + 0.5)
        for level in range(levels):
            side = 1 if (level + index) % 2 else -1
            y = space.y[0] + 12 + tall / 2 + level * rise
            here = number - int(rng.integers(0, 3) if level == levels - 1 else 0)
            sheets = [
                _leaning(
                    canvas, casing, side * (lean + d), (flat, y + np.clip(2 * d, -8, 8), z), (radius, wide)
                )
                for d in np.clip(rng.normal(0, 1.5, 3), -3, 3)
            ]
            for k in range(max(1, here)):
                x = space.x[0] + 8 + k * step + rng.uniform(0, 6)
                if x + flat > space.x[1]:
                    break
                canvas.stamp(sheets[int(rng.integers(3))], x)
                packages, right, top = packages + 1, max(right, x + flat), max(top, y + tall / 2)
    return Load(Space((space.x[0], min(right, space.x[1])), (space.y[0], top), space.z), packages)


def _solid(radius: float, wide: float) -> Mesh:
    profile = (
        (radius * 0.9, -wide / 2),
        (radius, -wide * 0.36),
        (radius, wide * 0.36),
        (radius * 0.9, wide / 2),
    )
    return revolved(profile, 22)


def _leaning(
    canvas: Canvas, casing: Mesh, lean: float, place: tuple[float, float, float], size: Range
) -> Canvas:
    """One tyre that leans, on a sheet: casing less its inside, and the two bead wires."""
    flat, y, z = place
    radius, wide = size
    sheet = canvas.sheet(flat + 8)
    low, high, rim = -wide / 2, wide / 2, radius * _BEAD
    hole = (
        (rim, low), (rim, low + 10), (radius * 0.93, low * 0.76),
        (radius * 0.945, high * 0.76), (rim, high - 10), (rim, high),
    )  # fmt: skip
    bead = Material("bead wire", 4.2, STEEL.composition)
    meshes = [(casing, TYRE), (revolved(hole, 22), TYRE.at(-TYRE.density))]
    for side in (-wide / 2 + 3, wide / 2 - 13):
        outer, inner = (revolved(((radius * r, side), (radius * r, side + 10)), 22) for r in (0.645, 0.62))
        meshes += [(outer, bead), (inner, bead.at(-bead.density))]
    for mesh, material in meshes:
        sheet.mesh(material, mesh.turned("z", lean).moved(flat / 2, y, z), 1)
    return sheet


GOODS = (
    Goods(
        code="401110",
        description="New pneumatic tyres, of rubber",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=tyres,
    ),
)
