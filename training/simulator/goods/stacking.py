"""Packages in rows along the container, stacked in courses, several rows deep."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas, Span
from training.simulator.goods.base import Load
from training.simulator.materials import WOOD
from training.simulator.space import Space

Float = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Packages side by side along x: their edges in millimetres, float32 (n,) each."""

    left: Float
    right: Float

    @property
    def count(self) -> int:
        """Number of packages."""
        return self.left.size


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Where each column cuts a row.

    ``item`` is the package (intp), ``u`` the place in it from -1 at its left edge to 1 at its right,
    ``cover`` the share of the column that it fills; all of the length of ``span.x``.
    """

    span: Span
    item: NDArray[np.intp]
    u: Float
    cover: Float


def lay(x: tuple[float, float], width: float, gap: float, rng: Generator, spread: float = 0.02) -> Row:
    """Lay packages of a mean width from the low end of x until no more fits."""
    room = x[1] - x[0]
    number = max(0, int((room + gap) / (width + gap)))
    if not number:
        return Row(np.zeros(0, np.float32), np.zeros(0, np.float32))
    widths = width * (1 + spread * rng.standard_normal(number))
    gaps = gap * rng.uniform(0.2, 1.8, number)
    right = np.cumsum(widths + gaps)
    right *= min(1.0, room / right[-1])
    left = np.concatenate([[0.0], right[:-1]]) + gaps * 0.5
    return Row((x[0] + left).astype(np.float32), (x[0] + right - gaps * 0.2).astype(np.float32))


def cut(canvas: Canvas, row: Row, shift: Float | float = 0.0) -> Section:
    """Cut a row, its packages moved along x by ``shift`` (a number or one value a package)."""
    left, right = row.left + shift, row.right + shift
    span = canvas.span(float(left.min()), float(right.max()))
    item = np.clip(np.searchsorted(left, span.x, side="right") - 1, 0, row.count - 1)
    pitch = canvas.scanner.pitch_mm
    inside = np.clip((span.x - left[item]) / pitch + 0.5, 0, 1)
    inside = inside * np.clip((right[item] - span.x) / pitch + 0.5, 0, 1)
    u = np.clip(2 * (span.x - left[item]) / (right[item] - left[item]) - 1, -1, 1)
    return Section(
        Span(span.first, span.x, np.ones_like(span.x)),
        item,
        u.astype(np.float32),
        inside.astype(np.float32),
    )


def only(section: Section, present: NDArray[np.bool_]) -> Section:
    """The same section without the packages that are not there, bool (packages,)."""
    return Section(section.span, section.item, section.u, section.cover * present[section.item])


def depths(space: Space, depth: float, rng: Generator, slack: float = 0.6) -> list[tuple[float, float]]:
    """Rows across the container, near to far: (z0, z1) of each, with what room is left shared out."""
    z0, z1 = space.z
    number = max(1, int((z1 - z0) / depth))
    free = (z1 - z0 - number * depth) * slack / number
    start = z0 + max(0.0, (z1 - z0 - number * (depth + free)) * rng.uniform(0, 1))
    return [(start + i * (depth + free), start + i * (depth + free) + depth) for i in range(number)]


def part(space: Space, fill: float) -> Space:
    """The share ``fill`` of a room, from its low end of x."""
    x0, x1 = space.x
    return Space((x0, x0 + (x1 - x0) * fill), space.y, space.z)


def taken(space: Space, right: float, top: float, packages: int) -> Load:
    """The load that fills a room up to a place along x and a height."""
    x0, y0 = space.x[0], space.y[0]
    return Load(Space((x0, right), (y0, top), space.z), packages)


def steps(count: int, layers: int, rng: Generator, tail: float = 0.35) -> NDArray[np.intp]:
    """Number of layers of each stack: full, with a lower tail towards the doors now and then."""
    heights = np.full(count, layers)
    if count > 3 and rng.random() < tail:
        last = int(rng.integers(1, max(2, count // 3)))
        heights[-last:] -= int(rng.integers(1, max(2, layers // 3)))
    return np.maximum(heights, 1)


def pallet(canvas: Canvas, x: tuple[float, float], y: float, z: tuple[float, float]) -> float:
    """Draw a wooden pallet of boards and nine blocks; the height of its deck is returned."""
    for low, high in ((0.0, 22.0), (122.0, 144.0)):
        canvas.block(WOOD.at(0.4), x, (y + low, y + high), z)
    for start in (x[0], (x[0] + x[1]) / 2 - 70, x[1] - 140):
        for side in (z[0], (z[0] + z[1]) / 2 - 50, z[1] - 100):
            canvas.block(WOOD, (start, start + 140), (y + 22, y + 122), (side, side + 100))
    return y + 144
