"""How heavy or bulky packages stand in a container: rows, layers, what its payload allows, texture."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Load
from training.simulator.goods.stacking import Row, Section, cut, depths, lay, only, steps
from training.simulator.goods.texture import Floats, ends
from training.simulator.materials import CARTON, WOOD
from training.simulator.space import Space

Course = Callable[[Canvas, Section, Floats, Floats, Range], None]
PALLET = WOOD.at(0.4)
DECK_MM = 140.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stow:
    """How packages of one size stand.

    ``size`` (along x, height, across) in millimetres, without its pallet; ``most`` packages that the
    payload allows; ``levels`` at most; ``head`` the height that stays free; ``gap`` between packages;
    ``spread`` of their widths, ``settle`` of their heights; ``jitter`` of each course along x in
    millimetres; ``tail`` the chance of lower stacks at the end; ``slack`` the share of the free depth
    that is left between the rows; ``stagger`` the share of a package by which every second row starts
    later; ``walls`` tells that they are stowed wall by wall: joints of the rows meet, but for the
    jitter, stacks are full towards the far end, and what is left of the payload ends in a stair.
    """

    size: tuple[float, float, float]
    most: int = 1_000_000
    levels: int = 99
    head: float = 60.0
    gap: float = 12.0
    spread: float = 0.008
    settle: float = 0.02
    jitter: float = 6.0
    tail: float = 0.35
    slack: float = 0.7
    stagger: float = 0.0
    pallets: bool = False
    walls: bool = False


def bearable(space: Space, tonnes: float = 26.5) -> float:
    """Kilograms that a room may hold: a container's payload, or what the floor of a short one bears."""
    return min(4.5 * space.size[0], tonnes * 1000)


def payload(space: Space, fill: float, rng: Generator, tonnes: float = 26.5) -> float:
    """Kilograms that may stand in a share of a room, somewhat less than it bears."""
    return bearable(space, tonnes) * fill * float(rng.uniform(0.88, 1.0))


def stow(canvas: Canvas, space: Space, plan: Stow, rng: Generator, draw: Course) -> Load:
    """Stand packages in a room and draw them course by course.

    ``draw(canvas, section, base, top, z)`` gets the lower and upper edge of each package of a course
    in millimetres, float (packages,). Quantity stays None.
    """
    long, high, deep = (
        min(a, b - m) for a, b, m in zip(plan.size, space.size, (20.0, 20.0, 4.0), strict=True)
    )
    foot = DECK_MM if plan.pallets else 0.0
    edge = min(3 * plan.jitter, 0.1 * (space.size[0] - long))
    x = (space.x[0] + edge, space.x[1] - edge)
    rows: list[tuple[Range, Row]] = []
    for index, z in enumerate(depths(space, deep, rng, plan.slack)):
        later = index % 2 * plan.stagger * long if x[1] - x[0] > 2 * long else 0.0
        if plan.walls and rows:
            rows.append((z, rows[0][1]))
        else:
            rows.append((z, lay((x[0] + later, x[1]), long, plan.gap, rng, plan.spread)))
    levels = max(1, min(plan.levels, int((space.size[1] - plan.head) / (high + foot))))
    heights = _heights([row.count for _, row in rows], levels, plan, rng)
    right, top = space.x[0], space.y[0]
    sway = _sway(max(row.count for _, row in rows), levels, plan, rng)
    for (z, row), tall in zip(rows, heights, strict=True):
        rise, shift = np.full(row.count, space.y[0]), rng.normal(0, plan.jitter, row.count)
        for level in range(int(tall.max(initial=0))):
            there = tall > level
            # Each package stands much as the one under it does, so that joints waver instead of jumping.
            shift = 0.6 * shift + 0.8 * rng.normal(0, plan.jitter, row.count)
            moved = shift if sway is None else 0.6 * shift + sway[level]
            section = only(cut(canvas, row, np.clip(moved, -edge, edge).astype(np.float32)), there)
            if plan.pallets:
                deck(canvas, section, rise, z)
            base = rise + foot
            rise = rise + (foot + high * rng.uniform(1 - plan.settle, 1, row.count)) * there
            draw(canvas, section, base, rise, z)
        if row.count and tall.any():
            right = max(right, float(row.right[tall > 0].max()) + edge)
            top = max(top, float(rise.max()))
    return Load(
        Space((space.x[0], min(right, space.x[1])), (space.y[0], top), space.z),
        int(sum(map(np.sum, heights))),
    )


def _heights(counts: list[int], levels: int, plan: Stow, rng: Generator) -> list[NDArray[np.intp]]:
    """Number of packages in each stack of each row, as many as the payload allows."""
    total = max(1, sum(counts))
    if plan.most >= total * levels:
        return [steps(count, levels, rng, plan.tail) if count else np.zeros(0, np.intp) for count in counts]
    if plan.walls:
        return [_stair(count, levels, plan.most * count // total, rng) for count in counts]
    full, extra = divmod(max(1, plan.most), total)
    out: list[NDArray[np.intp]] = []
    for index, count in enumerate(counts):
        here = np.full(count, full, np.intp)
        done = extra * sum(counts[:index]) // total
        here[: min(count, extra * sum(counts[: index + 1]) // total - done)] += 1
        out.append(
            np.roll(here, int(rng.integers(0, max(1, count)))) if full and rng.random() < 0.4 else here
        )
    if not any(h.any() for h in out):
        out[0][:1] = 1
    return out


def _stair(count: int, levels: int, most: int, rng: Generator) -> NDArray[np.intp]:
    """Stacks of full height, then lower and lower ones, as many as hold the most packages."""
    fall = int(rng.integers(1, levels + 1))
    stacks, start = np.full(count, levels), count
    while stacks.sum() > max(1, most):
        start -= 1
        stacks = np.clip(levels - fall * np.clip(np.arange(count) - start + 1, 0, None), 0, levels)
    if not stacks.any():
        stacks[:1] = 1
    return stacks


def _sway(count: int, levels: int, plan: Stow, rng: Generator) -> Floats | None:
    """How far the stacks of all rows lean along x together, level by level, where they stand as walls."""
    if not plan.walls:
        return None
    steps_up = rng.normal(0, plan.jitter, (levels, 1)) + rng.normal(0, plan.jitter, (levels, count))
    lean = np.cumsum(0.6 * steps_up, axis=0)
    return lean - lean.mean(axis=0)


def deck(canvas: Canvas, section: Section, base: Floats, z: Range) -> None:
    """Wooden pallets under a course: boards above and below, nine blocks between."""
    foot = base[section.item]
    step = (z[1] - z[0]) / 2 - 50
    block = section.cover * ((np.abs(section.u) < 0.12) | (np.abs(section.u) > 0.78))
    with canvas.packing():
        for low, high in ((0.0, 20.0), (118.0, DECK_MM)):
            canvas.prism(PALLET, section.span, (foot + low, foot + high), z, section.cover)
        for k in range(3):
            near = z[0] + k * step
            canvas.prism(WOOD, section.span, (foot + 20, foot + 118), (near, near + 100), block)


def stamps(canvas: Canvas, section: Section, sheets: list[Canvas], rng: Generator) -> None:
    """Stamp one of the sheets, by chance, at the left edge of each package of a course."""
    items = np.unique(section.item[section.cover > 0])
    for left in section.span.x[np.searchsorted(section.item, items)]:
        canvas.stamp(sheets[int(rng.integers(len(sheets)))], float(left) - canvas.scanner.pitch_mm / 2)


def carton(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range, long: float) -> None:
    """The board of a course of cartons of a length: lid and bottom, the two ends."""
    low, high = base[section.item], top[section.item]
    edge = 4.0
    with canvas.packing():
        canvas.prism(CARTON, section.span, (low, low + edge), z, section.cover)
        canvas.prism(CARTON, section.span, (high - edge, high), z, section.cover)
        canvas.prism(CARTON, section.span, (low + edge, high - edge), z, ends(canvas, section, long, edge))


def number_that_fits(kilograms: float, each: float) -> int:
    """Packages of a mass that a payload allows, at least one."""
    return max(1, int(kilograms / each))
