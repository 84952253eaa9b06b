"""Big bags: woven sacks of half a tonne to two tonnes that stand on the floor and lean on each other."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Load
from training.simulator.goods.food.stow import affordable, deck
from training.simulator.goods.stacking import Row, cut, depths, lay, taken
from training.simulator.materials import PLASTIC
from training.simulator.physics.material import Material
from training.simulator.space import Range, Space

Floats = NDArray[np.floating]
_SLICES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class BigBag:
    """A big bag: width and height of the filled body in millimetres, how round, how domed its top.

    ``square`` is the exponent of its outline from above (2 a circle, 8 nearly a square), ``dome`` the
    share of its height over which the top closes, ``levels`` how many may stand on one another.
    """

    wide: float
    high: float
    square: float = 3.0
    dome: float = 0.2
    levels: int = 1
    palletised: bool = False


def big_bags(canvas: Canvas, space: Space, material: Material, bag: BigBag, rng: Generator) -> Load:
    """Big bags side by side from the low end of the room, two files deep where they fit."""
    height, raised = space.y[1] - space.y[0], 144.0 * bag.palletised
    wide = min(bag.wide, max(space.size[0], 0.8 * bag.wide))
    row = lay(space.x, wide, 2, rng, 0.012)
    files = depths(space, min(bag.wide * 1.2, space.size[2] / 2 - 2), rng)
    kg = bag.wide * min(1.2 * bag.wide, 0.5 * space.size[2]) * bag.high * 0.83 * material.density * 1e-6
    bear = affordable(space, kg, rng)
    levels = bag.levels if height > bag.levels * (bag.high + raised) + 40 else 1
    high = min(bag.high, height / levels - raised - 40)
    if not row.count or high <= 0:
        return taken(space, space.x[0], space.y[0], 0)
    total = max(1, min(bear, levels * row.count * len(files)))
    packages, top = 0, space.y[0]
    stacks = _spread(total, row.count, len(files), levels, rng)
    for z, heights in zip(files, stacks, strict=True):
        base = np.full(row.count, space.y[0])
        for level in range(levels):
            there = heights > level
            if not there.any():
                continue
            if bag.palletised:
                few = Row(row.left[there], row.right[there])
                for x0, x1, y in zip(few.left, few.right, base[there], strict=True):
                    deck(canvas, Row(np.array([x0]), np.array([x1])), float(y), z)
            tall = high * rng.uniform(0.9, 1.04, row.count) * rng.uniform(0.93, 1.0) * there
            tall = np.minimum(tall, space.y[1] - base - raised - 2)
            stray = rng.normal(0, 0.055 * bag.wide, row.count)
            stands = Row(_within(row.left + stray, space.x), _within(row.right + stray, space.x))
            file = _File(stands, base + raised * there, tall, rng.normal(0, 0.03 * bag.wide, row.count))
            _draw(canvas, space, material, bag, file, z, rng)
            base = base + (tall * 0.955 + raised) * there
            top = max(top, float((base + tall * 0.05).max()))
        packages += int(heights.sum())
    return taken(space, float(row.right.max()), min(top, space.y[1]), packages)


def _spread(total: int, count: int, files: int, levels: int, rng: Generator) -> list[NDArray[np.intp]]:
    """Bags of each stack: the floor first, then the upper levels from the front."""
    heights = np.zeros((files, count), np.intp)
    for level in range(levels):
        free = total - int(heights.sum())
        if free <= 0:
            break
        here = np.zeros(files * count, bool)
        order = np.arange(files * count)
        if free < files * count and level == 0:
            order = np.sort(rng.permutation(order)[:free])
        here[order[:free]] = True
        heights += (here.reshape(count, files).T) & (heights == level)
    return list(heights)


def _within(edges: Floats, room: Range) -> NDArray[np.float32]:
    return np.clip(edges, *room).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    """Bags side by side: foot, height and lean of each in millimetres."""

    row: Row
    base: Floats
    tall: Floats
    lean: Floats


def _draw(
    canvas: Canvas, space: Space, material: Material, bag: BigBag, file: _File, z: Range, rng: Generator
) -> None:
    """A file of bags in slices of height: narrow at the foot, full in the belly, domed at the top."""
    middle, half = (file.row.left + file.row.right) / 2, (file.row.right - file.row.left) / 2
    density = rng.normal(1, 0.015, file.row.count)
    dome = bag.dome * rng.uniform(0.75, 1.3, file.row.count)
    tilt = rng.normal(0, 0.05, file.row.count)
    belly = rng.uniform(0.0, 0.045, file.row.count)
    edges = np.concatenate([np.linspace(0, 0.7, 10), np.linspace(0.7, 1, _SLICES - 8)[1:]])
    for below, above in pairwise(edges):
        v = (below + above) / 2
        closing = np.sqrt(np.clip(1 - np.clip((v - 1 + dome) / dome, 0, 1) ** 2.4, 0, 1))
        foot = 1 - 0.09 * np.clip(1 - v / 0.12, 0, 1) ** 2
        share = (0.99 + belly * np.sin(np.pi * min(v * 1.25, 1.0))) * closing * foot
        left = np.clip(middle - half * share + file.lean * v, *space.x)
        right = np.clip(middle + half * share + file.lean * v, *space.x)
        section = cut(canvas, Row(left.astype(np.float32), right.astype(np.float32)))
        tall = file.tall[section.item]
        slope = tilt[section.item] * section.u * tall * min(1.0, v * 1.3) * (1 - v)
        low = file.base[section.item] + tall * below + slope
        bulge = (1 - np.abs(section.u) ** bag.square) ** (1 / bag.square)
        deep = np.minimum(bulge * share[section.item] * (z[1] - z[0]) / 2, (space.z[1] - space.z[0]) / 2)
        centre = np.clip((z[0] + z[1]) / 2, space.z[0] + deep, space.z[1] - deep)
        weight = section.cover * density[section.item]
        y = (low, low + tall * (above - below))
        canvas.prism(material, section.span, y, (centre - deep, centre + deep), weight)
    section = cut(canvas, file.row)
    foot, tall = file.base[section.item], file.tall[section.item]
    with canvas.packing():
        for near in (z[0] + 60, z[1] - 64):
            skin = PLASTIC.at(0.35)
            canvas.prism(skin, section.span, (foot, foot + 0.85 * tall), (near, near + 4), section.cover)
