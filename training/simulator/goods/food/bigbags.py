"""Big bags: woven sacks of half a tonne to two tonnes that stand on the floor and lean on each other."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Load
from training.simulator.goods.food.bagbody import Bodies, draw_bodies, spouts
from training.simulator.goods.food.stow import affordable, deck
from training.simulator.goods.stacking import Row, depths, taken
from training.simulator.physics.material import Material
from training.simulator.space import Space

Floats = NDArray[np.floating]
Counts = NDArray[np.intp]
# Of the box about a bag it fills this share; an upper bag sinks into the crown of the lower.
_FILLED = 0.91
_SUNK = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class BigBag:
    """A big bag: width and height of the filled body in millimetres, how round, how domed its top.

    ``square`` is the exponent of its outline from above (2 a circle, 8 nearly a square), ``dome`` the
    share of its height over which the top closes, ``levels`` how many may stand on one another,
    ``tier`` on how many places in a file of one level lower ones stand on top, ``folds`` how many lobes
    a top has (0 for a smooth one), ``loose`` how unevenly the bags stand (1 is usual).
    """

    wide: float
    high: float
    square: float = 5.0
    dome: float = 0.2
    levels: int = 1
    palletised: bool = False
    tier: int = 0
    folds: int = 0
    loose: float = 1.0


def big_bags(canvas: Canvas, space: Space, material: Material, bag: BigBag, rng: Generator) -> Load:
    """Big bags side by side from the low end of the room, two files deep where they fit."""
    height, raised = space.y[1] - space.y[0], 144.0 * bag.palletised
    files = depths(space, min(bag.wide * 1.2, space.size[2] / 2 - 2), rng)
    kg = bag.wide * (files[0][1] - files[0][0]) * bag.high * _FILLED * material.density * 1e-6
    bear = affordable(space, kg, rng)
    levels = bag.levels if height > bag.levels * (bag.high + raised) + 40 else 1
    high = min(bag.high, height / levels - raised - 40)
    count = int(space.size[0] / bag.wide) or int(space.size[0] > 0.6 * bag.wide)
    if not count or high <= 0:
        return taken(space, space.x[0], space.y[0], 0)
    if levels == 1:
        high *= min(1.0, max(0.7, bear / (count * len(files))))
        bear = max(bear, count * len(files)) if bear > 0.7 * count * len(files) else bear
    stacks = _spread(bear, count, len(files), levels, rng)
    if levels == 1 and height - high > 700:
        _tier(stacks, bag.tier, bear, rng)
    right, top = space.x[0], space.y[0]
    places = stood(space, bag.wide, count, len(files), bag.loose, rng)
    for z, heights, under in zip(files, stacks, places, strict=True):
        base, tall = np.full(count, space.y[0]), np.full(count, high)
        for level in range(int(heights.max())):
            there = heights > level
            limit = high if levels > 1 or level == 0 else min(high, height - high - 60)
            tall = np.clip(limit * rng.normal(1, 0.025 * bag.loose, count), 0.8 * limit, 1.06 * limit)
            tall = np.minimum(tall, space.y[1] - base - raised - 4)
            bodies = _bodies(bag, under, base + raised, tall, heights > level + 1, rng)
            if bag.palletised:
                for x, y in zip(bodies.middle[there], base[there], strict=True):
                    side = min(0.5 * bag.wide, x - space.x[0], space.x[1] - x)
                    deck(canvas, Row(np.array([x - side]), np.array([x + side])), float(y), z)
            draw_bodies(canvas, space, material, bodies.only(there), z, bag.square, rng)
            spouts(canvas, space, bodies.only(there & (heights == level + 1)), z, rng)
            base = base + raised + tall * (1 - _SUNK * bodies.dome)
            top = max(top, float((base + tall * _SUNK * bodies.dome)[there].max()) + 110)
            reach = bodies.middle + bodies.half + np.maximum(bodies.lean, 0)
            right = max(right, float(reach[there].max()))
            under = under + bodies.lean + rng.normal(0, 0.03 * bag.wide * bag.loose, count)
    packages = int(sum(heights.sum() for heights in stacks))
    return taken(space, min(right, space.x[1]), min(top, space.y[1]), packages)


def stood(space: Space, wide: float, count: int, files: int, loose: float, rng: Generator) -> list[Floats]:
    """Middles along x of what stands in each file, pushed together from the low end by a lift truck."""
    spare = max(0.0, space.size[0] - count * wide)
    usual = wide + rng.uniform(0, 0.35) * spare / count * (rng.random(count) < 0.7)
    out: list[Floats] = []
    for _ in range(files):
        pitch = usual + rng.normal(0, 0.02 * loose * wide, count)
        pitch *= min(1.0, space.size[0] / pitch.sum())
        out.append(space.x[0] + np.cumsum(pitch) - pitch / 2)
    return out


def _bodies(
    bag: BigBag, middle: Floats, base: Floats, tall: Floats, loaded: NDArray[np.bool_], rng: Generator
) -> Bodies:
    """Bags of a file: all lean a little to one side and each a little on its own."""
    count = middle.size
    slim = bag.wide / np.maximum(tall, 1.0)
    lean = rng.normal(0, 0.02) + rng.normal(0, 0.016, count)
    lean[-1] += abs(rng.normal(0, 0.03)) * (1 if rng.random() < 0.7 else -1)
    return Bodies(
        middle=middle,
        half=0.5
        * bag.wide
        * np.clip(rng.normal(1.05 - 0.025 * bag.loose, 0.02 * bag.loose, count), 0.97, 1.08),
        base=base,
        tall=tall,
        lean=lean * tall * bag.loose,
        bend=rng.normal(0, 0.012 * bag.loose, count) * bag.wide,
        dome=bag.dome * rng.uniform(0.75, 1.3, count) * np.where(loaded, 0.55, 1.0),
        foot=np.clip(rng.uniform(0.08, 0.16, count) * slim * 1.6, 0.05, 0.3),
        belly=rng.uniform(0.01, 0.06, count),
        tilt=rng.normal(0, 0.035, count) * bag.wide * bag.loose,
        folds=bag.folds + rng.uniform(-0.7, 0.7, count) * (bag.folds > 0),
        fold=rng.uniform(40, 110, count) * (bag.folds > 0),
        phase=rng.uniform(0, 1, count),
        density=rng.normal(1, 0.015, count),
    )


def _spread(bear: int, count: int, files: int, levels: int, rng: Generator) -> list[Counts]:
    """Bags of each stack that may be borne: the floor first, then the upper levels from the front."""
    total = max(1, min(bear, levels * count * files))
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


def _tier(stacks: list[Counts], places: int, bear: int, rng: Generator) -> None:
    """Put one more bag on each file at a few neighbouring places, as far as may be borne."""
    count = stacks[0].size
    spare = (bear - sum(int(heights.sum()) for heights in stacks)) // len(stacks)
    places = min(places, spare, count)
    if places > 0:
        start = int(rng.integers(0, count - places + 1))
        for heights in stacks:
            heights[start : start + places] += heights[start : start + places] > 0
