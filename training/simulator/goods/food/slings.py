"""Slings of sacks: unit loads lifted by bands, set side by side on the floor without pallets."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Load
from training.simulator.goods.food.bigbags import stood
from training.simulator.goods.food.fillings import sacks
from training.simulator.goods.food.stow import Counts, Filling, Package, affordable, place, shown
from training.simulator.goods.stacking import Row, depths, taken
from training.simulator.physics.material import Material
from training.simulator.space import Range, Space

Floats = NDArray[np.floating]
_ALONG, _DEEP = 3, 2
_CELLS = _ALONG * _DEEP


def slings(canvas: Canvas, space: Space, kg: float, material: Material, rng: Generator) -> Load:
    """Slings of sacks of so many kilograms, three columns long and two deep, in two files.

    A few neighbouring places may carry a second, lower sling.
    """
    wide = float(min(rng.uniform(1040, 1160), space.size[0]))
    files = depths(space, min(1150.0, space.size[2] / 2 - 2), rng)
    size = (wide / _ALONG, 0.0, (files[0][1] - files[0][0]) / _DEEP)
    high = kg / (0.875 * material.density * size[0] * size[2]) * 1e6
    count, most = int(space.size[0] / wide), int((space.size[1] - 60) / (0.95 * high))
    bear = affordable(space, kg, rng) // _CELLS
    stacks = _stacks(bear, count, len(files), most, rng)
    package = Package((size[0], high, size[2]), kg)
    packages, right, top = 0, space.x[0], space.y[0]
    for z, stack, middles in zip(files, stacks, stood(space, wide, count, len(files), 1.2, rng), strict=True):
        for row in range(_DEEP):
            near = (z[0] + row * size[2], z[0] + (row + 1) * size[2])
            columns = np.repeat(stack, _ALONG)
            end, crest = _row(
                canvas, space, package, sacks(material, slump=0.12), (middles, columns, near), rng
            )
            packages += int(columns.sum())
            right, top = max(right, end), max(top, crest)
    return taken(space, min(right, space.x[1]), min(top, space.y[1]), packages)


def _stacks(bear: int, count: int, files: int, most: int, rng: Generator) -> list[Counts]:
    """Courses at each place of each file: a few short, a few with a second sling on top."""
    courses = min(most, int(rng.integers(4, 6)), max(1, bear // max(1, files * count)))
    stacks = [np.full(count, courses) - (rng.random(count) < 0.06) * (courses > 2) for _ in range(files)]
    more = min(int(rng.integers(2, 4)), most - courses)
    spare = bear - sum(int(stack.sum()) for stack in stacks)
    places = min(2, count, spare // (files * max(1, more)))
    if more > 1 and places > 0 and rng.random() < 0.6:
        start = int(rng.integers(0, count - places + 1))
        for stack in stacks:
            stack[start : start + places] = courses + more
    return stacks


def _row(
    canvas: Canvas,
    space: Space,
    package: Package,
    draw: Filling,
    at: tuple[Floats, Counts, Range],
    rng: Generator,
) -> tuple[float, float]:
    """Sacks of a row, course by course: middles of the slings, courses of each column, depths."""
    middles, columns, z = at
    size, count = package.size, columns.size
    cell = np.tile(np.arange(_ALONG) - (_ALONG - 1) / 2, middles.size)
    left = np.repeat(middles, _ALONG) + (cell - 0.5) * size[0] + rng.uniform(-9, 3, count)
    left = np.maximum.accumulate(np.clip(left, space.x[0], space.x[1] - size[0]))
    row = Row(left.astype(np.float32), (left + size[0] - rng.uniform(-9, 3, count)).astype(np.float32))
    lean = np.repeat(rng.normal(0, 14, middles.size), _ALONG)
    shift, rise, top = (
        np.repeat(rng.normal(0, 8, middles.size), _ALONG),
        space.y[0] + rng.uniform(0, 12, count),
        space.y[0],
    )
    for layer in range(int(columns.max())):
        tall = (
            size[1] * np.repeat(rng.uniform(0.9, 1.0, middles.size), _ALONG) * rng.uniform(0.97, 1.02, count)
        )
        rest = np.maximum(columns - layer, 1)
        tall = np.minimum(tall, (space.y[1] - 2 - rise) / rest)
        near, stray = z[0] + rng.normal(0, 8, count), rng.normal(0, 7, count)
        course = place(canvas, space, row, shift + stray, (rise, rise + tall), (near, near + size[2]))
        draw(canvas, shown(course, columns, layer), rng)
        rise = rise + tall * rng.uniform(0.96, 1.0, count)
        top = max(top, float((rise + 0.07 * tall)[columns > layer].max()))
        shift = shift + lean + np.repeat(rng.normal(0, 14, middles.size), _ALONG)
    return float((row.right + shift).max()), top
