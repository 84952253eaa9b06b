"""Ends of a container: the corrugated front wall, and the doors with their gear."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.containers.sizes import WIDE_MM, from_door
from training.simulator.materials import PLASTIC, STEEL
from training.simulator.space import Range, Space

_At = Callable[[float, float], Range]
_BARS = ((340.0, 860.0, 1544.0, 2064.0), (380.0, 900.0, 1504.0, 2024.0))


def front_wall(canvas: Canvas, box: Space, doors_right: bool) -> None:
    """Upright corrugations 46 mm deep: two flats seen edge on, and between them the slopes."""
    (y0, y1), z = box.y, (60.0, WIDE_MM - 60)
    for start, stop, share in ((60, 62, 0.42), (62, 104, 2.0 * 0.3 * 1.2 / 42), (104, 106, 0.42)):
        x = from_door(box, not doors_right, start, stop)
        canvas.block(STEEL.at(STEEL.density * share), x, (y0 + 150, y1 - 70), z)


def doors(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> None:
    """Two leaves: framed corrugated panels, gaskets, hinges, four locking bars with cams and handles."""
    (y0, y1) = box.y
    y = (y0 + 120, y1 - 95)

    def at(start: float, stop: float) -> Range:
        return from_door(box, doors_right, start, stop)

    for low, high in ((70.0, WIDE_MM / 2 - 8), (WIDE_MM / 2 + 8, WIDE_MM - 70)):
        for z in ((low, low + 50), (high - 50, high)):
            canvas.hollow(STEEL, at(50, 100), y, z, 2.5)
            canvas.block(PLASTIC.at(0.7), at(48, 105), y, (z[0] - 9, z[0]))
        for level in (y[0], y[1] - 100):
            canvas.hollow(STEEL, at(50, 100), (level, level + 100), (low + 50, high - 50), 2.5)
        for start, stop, share in ((58, 60, 0.55), (60, 92, 2.0 * 0.15 * 1.3 / 32), (92, 94, 0.3)):
            panel = STEEL.at(STEEL.density * share)
            canvas.block(panel, at(start, stop), (y[0] + 100, y[1] - 100), (low + 50, high - 50))
    canvas.block(PLASTIC.at(0.7), at(45, 105), (y[0] - 12, y[0]), (70.0, WIDE_MM - 70))
    handles = y0 + 900 + float(rng.uniform(0, 350))
    for number, z in enumerate(_BARS[int(rng.integers(2))]):
        _bar(canvas, at, (y0, y1), z, handles + 110 * (number % 2), float(rng.choice([-1.0, 1.0])))
    for z in (14.0, WIDE_MM - 64):
        for level in np.linspace(y0 + 230, y1 - 330, int(rng.choice([4, 5]))):
            canvas.block(STEEL.at(5.5), at(8, 60), (float(level), float(level) + 120), (z, z + 50))


def _bar(canvas: Canvas, at: _At, y: Range, z: float, handle: float, way: float) -> None:
    """A locking bar of tube, its cams top and bottom, brackets, and the handle with its catch."""
    canvas.block(STEEL, at(10, 43), (y[0] + 70, y[1] - 60), (z, z + 33))
    canvas.block(STEEL.at(-STEEL.density), at(13, 40), (y[0] + 73, y[1] - 63), (z + 3, z + 30))
    for level in (y[0] + 50, y[1] - 110):
        canvas.block(STEEL, at(6, 46), (level, level + 55), (z - 20, z + 55))
    for level in np.linspace(y[0] + 420, y[1] - 430, 3):
        canvas.hollow(STEEL, at(4, 52), (float(level), float(level) + 70), (z - 22, z + 55), 6)
    reach = (z, z + 420) if way > 0 else (z - 390, z + 30)
    canvas.block(STEEL, at(14, 24), (handle, handle + 32), reach)
    catch = reach[1] - 70 if way > 0 else reach[0]
    canvas.hollow(STEEL, at(6, 50), (handle - 35, handle + 70), (catch, catch + 70), 5)
