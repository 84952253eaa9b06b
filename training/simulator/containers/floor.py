"""Floors: boards on cross members, with a tunnel for the gooseneck or pockets for a fork-lift truck."""

import numpy as np

from training.simulator.canvas import Canvas
from training.simulator.containers.build import Build
from training.simulator.containers.frame import Floats, repeated
from training.simulator.containers.sizes import WIDE_MM, from_door
from training.simulator.materials import PLYWOOD, STEEL
from training.simulator.space import Range, Space

_TUNNEL = (140.0, 3420.0)
_SIDES = ((48.0, 700.0), (WIDE_MM - 700, WIDE_MM - 48))


def boarded(canvas: Canvas, box: Space, build: Build, doors_right: bool) -> float:
    """Draw the floor of a dry container; returns the height of its top.

    Containers of 20 feet have two pockets, those of 40 feet a tunnel at the front end.
    """
    (x0, x1), (y0, _), _ = box.x, box.y, box.z
    long = x1 - x0 > 7000
    top = y0 + 147 + build.boards
    canvas.block(PLYWOOD, (x0 + 82, x1 - 82), (y0 + 147, top), (20.0, WIDE_MM - 20))
    canvas.block(STEEL, (x0 + 200, x1 - 200), (y0 + 143, y0 + 147), (WIDE_MM / 2 - 75, WIDE_MM / 2 + 75))
    canvas.block(STEEL, from_door(box, doors_right, 40, 190), (y0 + 155, y0 + 160), (60.0, WIDE_MM - 60))
    front = from_door(box, not doors_right, *_TUNNEL) if long else (0.0, 0.0)
    pockets = [] if long else [(middle - 180, middle + 180) for middle in _middles(box)]
    at = np.arange(x0 + 240, x1 - 200, build.joists)
    over = (at > front[0]) & (at < front[1])
    free = np.all([(at < low - 70) | (at > high + 30) for low, high in pockets], axis=0) if pockets else ~over
    broad = np.arange(at.size) % 4 == 2
    for joists, flange in ((at[free & ~broad], 45.0), (at[free & broad], 75.0)):
        _channels(canvas, joists, y0, (48.0, WIDE_MM - 48), flange)
    for z in _SIDES if long else ():
        _channels(canvas, at[over], y0, z, 45.0)
    for pocket in pockets:
        _pocket(canvas, pocket, y0)
    if long:
        _tunnel(canvas, front, y0, front[1] if doors_right else front[0], build.joists)
    return top


def _middles(box: Space) -> tuple[float, float]:
    middle = (box.x[0] + box.x[1]) / 2
    return middle - 1025, middle + 1025


def _channels(canvas: Canvas, at: Floats, y0: float, z: Range, flange: float) -> None:
    """Cross members: C channels 122 mm high of 4 mm, open to one side."""
    span, share = repeated(canvas, at, 4.0)
    canvas.prism(STEEL, span, (y0 + 25, y0 + 147), z, share)
    span, share = repeated(canvas, at, flange)
    for y in (y0 + 25, y0 + 143):
        canvas.prism(STEEL, span, (y, y + 4), z, share)


def _pocket(canvas: Canvas, x: Range, y0: float) -> None:
    """A fork pocket: a tube right across, its sides 6 mm, plates over its mouths."""
    for side in (x[0], x[1] - 6):
        canvas.block(STEEL, (side, side + 6), (y0 + 12, y0 + 147), (4.0, WIDE_MM - 4))
    canvas.block(STEEL, x, (y0 + 130, y0 + 133), (4.0, WIDE_MM - 4))
    for z in ((4.0, 204.0), (WIDE_MM - 204, WIDE_MM - 4)):
        canvas.block(STEEL, x, (y0 + 20, y0 + 26), z)


def _tunnel(canvas: Canvas, x: Range, y0: float, end: float, pitch: float) -> None:
    """Rails on both sides of the trailer's neck, bows over it, plates at its mouth, the end bolster."""
    mouth = (x[0], x[0] + 450) if end == x[1] else (x[1] - 450, x[1])
    canvas.block(STEEL, mouth, (y0 + 117, y0 + 120), (700.0, WIDE_MM - 700))
    for z in (694.0, WIDE_MM - 700):
        canvas.block(STEEL, x, (y0 + 12, y0 + 120), (z, z + 6))
    for at in np.arange(x[0] + 150, x[1] - 60, pitch):
        canvas.hollow(STEEL, (float(at), float(at) + 100), (y0 + 120, y0 + 147), (700.0, WIDE_MM - 700), 2.5)
    canvas.hollow(STEEL, (end - 50, end + 50), (y0 + 12, y0 + 146), (48.0, WIDE_MM - 48), 5)
