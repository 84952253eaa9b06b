"""Courses of packages, which fillings draw, and what all ways of stowing share."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods.stacking import Row, Section, cut, only
from training.simulator.materials import WOOD
from training.simulator.space import Range, Space

Float = NDArray[np.float32]
Counts = NDArray[np.intp]
DECK_MM = 144.0
_FULL_KG = (24_800.0, 27_400.0)
_FLOOR_KG_PER_MM = 4.5
_SCALES = Scanner(rows=8, pitch_mm=4.0)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One layer of packages along the container: where each column cuts it.

    ``base`` and ``top`` are heights and ``z`` the two depths in millimetres, float32 (columns,) all;
    ``above`` is how many packages lie on this one, intp (columns,).
    """

    section: Section
    base: Float
    top: Float
    z: tuple[Float, Float]
    above: Counts


Filling = Callable[[Canvas, Course, Generator], None]


@dataclass(frozen=True, slots=True)
class Package:
    """Size along x, y and z in millimetres, and the kilograms that count against the payload."""

    size: tuple[float, float, float]
    kg: float


def weighed(size: tuple[float, float, float], draw: Filling, rng: Generator) -> Package:
    """A package of a size in millimetres that weighs, gross, what a filling draws into it."""
    wide, high, deep = size
    canvas = Canvas(_SCALES, int(wide / _SCALES.pitch_mm) + 2)
    section = cut(canvas, Row(np.zeros(1, np.float32), np.array([wide], np.float32)))
    base, near = np.full((2, section.item.size), 1000.0, np.float32)
    course = Course(section, base, base + high, (near, near + deep), np.zeros_like(section.item))
    draw(canvas, course, rng)
    return Package(size, canvas.kilograms)


def affordable(space: Space, kg: float, rng: Generator) -> int:
    """How many units of so many kilograms a container may carry, or the floor of a part of it."""
    most = min(float(rng.uniform(*_FULL_KG)), space.size[0] * _FLOOR_KG_PER_MM)
    return int(most / max(kg, 1e-6))


def nest(row: Row, number: int, rng: Generator, slack: float = 3.0) -> tuple[Row, Counts]:
    """Cut each item of a row into cells; the cells and the number of the item that holds each."""
    parent = np.repeat(np.arange(row.count), number)
    wide = (row.right - row.left)[parent] / number
    left = row.left[parent] + wide * np.tile(np.arange(number), row.count)
    ease = rng.uniform(0, slack, (2, left.size))
    return Row((left + ease[0]).astype(np.float32), (left + wide - ease[1]).astype(np.float32)), parent


def place(
    canvas: Canvas,
    space: Space,
    row: Row,
    shift: NDArray[np.floating],
    y: tuple[NDArray[np.floating], NDArray[np.floating]],
    z: tuple[NDArray[np.floating], NDArray[np.floating]],
) -> Course:
    """A course with one shift, height and depth a package, kept inside the room."""
    shift = np.clip(shift, space.x[0] - row.left, np.maximum(space.x[1] - row.right, space.x[0] - row.left))
    section = cut(canvas, row, shift.astype(np.float32))
    heights = [np.clip(v, *space.y).astype(np.float32)[section.item] for v in y]
    ends = [np.clip(v, *space.z).astype(np.float32)[section.item] for v in z]
    return Course(section, heights[0], heights[1], (ends[0], ends[1]), np.zeros_like(section.item))


def shown(course: Course, stack: Counts, layer: int) -> Course:
    """The course of a layer without the packages whose stacks, intp (packages,), do not reach it."""
    above = stack[course.section.item] - 1 - layer
    return replace(course, section=only(course.section, stack > layer), above=above)


def uneven(count: int, layers: int, share: float, tail: float, rng: Generator) -> Counts:
    """Layers of each column: some one short, and now and then a lower part towards the doors."""
    heights = np.full(count, layers) - (rng.random(count) < share)
    if count > 3 and rng.random() < tail:
        start = count - int(rng.integers(1, max(2, count // 4)))
        heights[start:] -= int(rng.integers(1, max(2, layers // 3)))
    return np.maximum(heights, 1)


def deck(canvas: Canvas, row: Row, foot: float, z: Range, lift: NDArray[np.floating] | float = 0.0) -> None:
    """Block pallets under a row of unit loads: boards of the deck, bearers, nine blocks, skids.

    ``lift`` is how much higher each is than usual, in millimetres, a number or one a pallet.
    """
    section = cut(canvas, row)
    span, cover = section.span, section.cover
    along = np.abs(section.u)
    third = (z[1] - z[0] - 100) / 2
    foot_of_deck = foot + 122 + np.broadcast_to(lift, row.count)[section.item]
    with canvas.packing():
        boards = cover * (((section.u + 1) * 3.5) % 1 < 0.8)
        canvas.prism(WOOD, span, (foot_of_deck, foot_of_deck + DECK_MM - 122), z, boards)
        blocks = cover * ((along > 0.88) | (along < 0.06))
        for side in range(3):
            near = z[0] + side * third
            canvas.prism(WOOD, span, (foot_of_deck - 22, foot_of_deck), (near, near + 100), cover)
            canvas.prism(WOOD, span, (foot + 22, foot_of_deck - 22), (near, near + 100), blocks)
            canvas.prism(WOOD, span, (foot, foot + 22), (near, near + 100), cover)
