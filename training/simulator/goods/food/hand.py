"""Packages stowed by hand: columns on the floor, several files across the container."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Load
from training.simulator.goods.food.stow import Counts, Filling, Package, affordable, place, shown, uneven
from training.simulator.goods.stacking import Row, depths, taken
from training.simulator.space import Range, Space

# Of the height that packages may give under load they give this part on the mean.
_PRESSED = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Piling:
    """How packages are piled by hand.

    ``head`` is the height left free, ``gap`` the usual air between columns, ``group`` the number of
    columns after which a wider gap comes and ``wide`` that gap, ``waver`` how far a package strays
    from the one below, ``uneven`` the share of columns a package lower than the others, ``tail`` how
    often those at the doors are lower, ``soft`` the share of its height that a package gives under
    load, ``stray`` how far the groups of a file stand before or behind those of the next; all
    lengths in millimetres.
    """

    head: float = 150.0
    gap: float = 8.0
    group: int = 5
    wide: float = 18.0
    waver: float = 4.0
    uneven: float = 0.04
    tail: float = 0.4
    soft: float = 0.05
    stray: float = 7.0


def columns(x: Range, wide: float, piling: Piling, rng: Generator) -> tuple[Row, Counts]:
    """Columns side by side from the low end of x, a wider gap after each group; the group of each."""
    room, pitch = x[1] - x[0], wide + piling.gap + piling.wide / piling.group
    number = int((room + piling.gap) / pitch) or int(room >= wide)
    group = (np.arange(number) + int(rng.integers(piling.group))) // piling.group
    widths = wide * (1 + 0.008 * rng.standard_normal(number))
    gaps = piling.gap * rng.uniform(0.1, 1.9, number)
    gaps += np.where(np.diff(group, prepend=0) > 0, piling.wide * rng.uniform(0.3, 1.7, number), 0.0)
    gaps[:1] = 0.0
    right = np.cumsum(widths + gaps)
    scale = min(1.0, room / right[-1]) if number else 1.0
    left = (right - widths) * scale
    return Row((x[0] + left).astype(np.float32), (x[0] + right * scale).astype(np.float32)), group


def _bends(group: Counts, layers: int, piling: Piling, rng: Generator) -> NDArray[np.float64]:
    """How far each package stands from the foot of its column, (layers, columns): groups move together."""
    count = group.size
    common = np.cumsum(rng.normal(0, piling.waver, (layers, int(group.max()) + 1)), 0)[:, group]
    own = np.cumsum(rng.normal(0, piling.waver * 0.35, (layers, count)), 0)
    rise = np.linspace(0, 1, layers)[:, None]
    lean = rise * rng.normal(0, 5 * piling.waver) + rise * (1 - rise) * rng.normal(0, 12 * piling.waver)
    loose = rng.normal(0, 8 * piling.waver) * np.exp((np.arange(count) - count + 1) / 2.0)
    return np.clip(common + own, -9 * piling.waver, 9 * piling.waver) + lean + rise * loose


def by_hand(
    canvas: Canvas, space: Space, package: Package, draw: Filling, piling: Piling, rng: Generator
) -> Load:
    """Columns of packages on the floor, several files across the container."""
    wide, high, deep = package.size
    room, pressed = space.y[1] - space.y[0], 1 - _PRESSED * piling.soft
    (row, group), files = columns(space.x, wide, piling, rng), depths(space, deep, rng)
    afford = affordable(space, package.kg, rng)
    floor = max(1, row.count * len(files))
    most = int((room - piling.head) / (high * pressed))
    layers = min(max(most, int(room >= high)), max(1, -(-afford // floor)))
    if not row.count or layers < 1:
        return taken(space, space.x[0], space.y[0], 0)
    heights = uneven(row.count, layers, piling.uneven, piling.tail, rng)
    spare = layers * row.count - afford // len(files)
    if layers > 1 and spare > 0:
        heights[-spare:] = np.minimum(heights[-spare:], layers - 1)
    bends = _bends(group, layers, piling, rng)
    packages, top = 0, space.y[0]
    for z in files:
        mine = np.maximum(heights - (rng.random(row.count) < piling.uneven), 1)
        rise = space.y[0] + rng.uniform(0, min(8.0, piling.head / 3), row.count)
        squat = 1 - piling.soft * rng.uniform(0, 1) - piling.soft * rng.uniform(0, 0.6, row.count)
        stray = rng.normal(0, piling.stray, int(group.max()) + 1)[group]
        stray += rng.normal(0, 0.5 * piling.stray, row.count)
        near = z[0] + rng.normal(0, 4, (layers, row.count))
        for layer in range(layers):
            tall = high * squat * (1 - piling.soft * rng.uniform(0, 1, row.count))
            shift = bends[layer] + stray + rng.normal(0, 0.4 * piling.waver + 0.5 * piling.stray, row.count)
            ends = (near[layer], near[layer] + z[1] - z[0])
            course = place(canvas, space, row, shift, (rise, rise + tall), ends)
            draw(canvas, shown(course, mine, layer), rng)
            rise = rise + tall
            top = max(top, float((rise * (mine > layer)).max()))
        packages += int(mine.sum())
    return taken(space, float(row.right.max()), min(top, space.y[1]), packages)
