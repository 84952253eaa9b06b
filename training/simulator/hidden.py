"""Things that somebody hides among goods: a steel block, a pistol, bricks of powder, a shielded box."""

from collections.abc import Callable
from typing import Literal

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.materials import LEAD, POWDER, STEEL
from training.simulator.space import Space

ObjectKind = Literal["steel-block", "pistols", "powder-bricks", "shielded-box"]
Place = Literal["inside", "behind", "above"]
_Corner = tuple[float, float, float]


def hide(canvas: Canvas, kind: ObjectKind, goods: Space, room: Space, place: Place, rng: Generator) -> Space:
    """Draw an object among, behind or above goods and return the room that it takes.

    Parameters
    ----------
    goods, room
        Where the goods stand, and the whole loading room; millimetres.
    place
        ``inside``: anywhere among the goods; ``behind``: at the side away from the source;
        ``above``: on top of them.
    """
    size = SIZES[kind]
    x = _between(goods.x, size[0], rng)
    y = _between((goods.y[0] + 150, goods.y[1]), size[1], rng)
    z = _between(room.z, size[2], rng)
    if place == "behind":
        z = room.z[1] - size[2] - 10
    if place == "above":
        y = min(goods.y[1], room.y[1] - size[1])
    DRAW[kind](canvas, (x, y, z), rng)
    return Space((x, x + size[0]), (y, y + size[1]), (z, z + size[2]))


def _between(edges: tuple[float, float], size: float, rng: Generator) -> float:
    low, high = edges[0] + 40, edges[1] - size - 40
    return float(rng.uniform(low, high)) if high > low else max(edges[0], (edges[0] + edges[1] - size) / 2)


def _block(canvas: Canvas, at: _Corner, rng: Generator) -> None:
    x, y, z = at
    canvas.block(STEEL, (x, x + 300), (y, y + 200), (z, z + 200))


def _pistols(canvas: Canvas, at: _Corner, rng: Generator) -> None:
    """Six pistols side by side in two layers: slide, frame, raked grip with magazine, trigger guard."""
    x, y, z = at
    for index in range(6):
        left, low = x + (index % 3) * 230, y + (index // 3) * 160
        near = z + float(rng.uniform(0, 60))
        canvas.block(STEEL, (left, left + 185), (low + 110, low + 136), (near, near + 26))
        canvas.block(STEEL.at(-5.0), (left + 4, left + 110), (low + 116, low + 130), (near + 6, near + 20))
        canvas.block(STEEL.at(3.4), (left + 10, left + 160), (low + 92, low + 110), (near + 2, near + 24))
        for step in range(10):
            shift = 120 + step * 3.2
            grip = (low + 92 - (step + 1) * 9.2, low + 92 - step * 9.2)
            canvas.block(STEEL.at(2.6), (left + shift, left + shift + 42), grip, (near, near + 26))
        canvas.ring(STEEL, (left + 92, low + 76), (22.0, 17.0), (near + 9, near + 17))


def _bricks(canvas: Canvas, at: _Corner, rng: Generator) -> None:
    """Bricks of a kilogram wrapped in film, stacked crosswise like a wall."""
    x, y, z = at
    for course in range(5):
        for column in range(4):
            for row in range(3):
                left, low = x + column * 205 + (course % 2) * 20, y + course * 62 + float(rng.uniform(0, 3))
                near = z + row * 145
                canvas.block(POWDER, (left, left + 198), (low, low + 58), (near, near + 138))


def _shielded(canvas: Canvas, at: _Corner, rng: Generator) -> None:
    x, y, z = at
    canvas.hollow(LEAD, (x, x + 260), (y, y + 260), (z, z + 260), 45)
    canvas.ellipsoid(STEEL, (x + 130, y + 130, z + 130), (30.0, 60.0, 30.0))


SIZES: dict[ObjectKind, tuple[float, float, float]] = {
    "steel-block": (300.0, 200.0, 200.0),
    "pistols": (650.0, 300.0, 90.0),
    "powder-bricks": (840.0, 310.0, 430.0),
    "shielded-box": (260.0, 260.0, 260.0),
}
DRAW: dict[ObjectKind, Callable[[Canvas, _Corner, Generator], None]] = {
    "steel-block": _block,
    "pistols": _pistols,
    "powder-bricks": _bricks,
    "shielded-box": _shielded,
}
