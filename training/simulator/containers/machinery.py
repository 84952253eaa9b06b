"""The refrigeration unit of a reefer: bulkhead, compressor, condenser, evaporator, fans, controls."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.containers.sizes import WIDE_MM
from training.simulator.materials import ALUMINIUM, COPPER, FOAM, STEEL
from training.simulator.mesh import tube
from training.simulator.space import Range

_At = Callable[[float, float], Range]
_COIL = ALUMINIUM.at(0.62)


def machinery(canvas: Canvas, x: Range, y: Range, low_end: bool, rng: Generator) -> None:
    """Draw the unit into the length ``x`` of the container; ``low_end`` tells that x[0] is outside."""
    y0, y1 = y[0], y[1]

    def at(start: float, stop: float) -> Range:
        return (x[0] + start, x[0] + stop) if low_end else (x[1] - stop, x[1] - start)

    wide = (100.0, WIDE_MM - 100)
    canvas.block(ALUMINIUM, at(392, 395), (y0 + 160, y1 - 120), wide)
    canvas.block(FOAM, at(320, 392), (y0 + 160, y1 - 120), wide)
    canvas.block(ALUMINIUM, at(316, 320), (y0 + 160, y0 + 1520), wide)
    for level in (y0 + 185, y0 + 690, y0 + 1530):
        canvas.block(ALUMINIUM, at(30, 318), (level, level + 5), wide)
    for z in (105.0, WIDE_MM - 145):
        canvas.hollow(STEEL, at(30, 75), (y0 + 160, y1 - 120), (z, z + 40), 4)
    _compressor(canvas, at, y0, rng)
    _condenser(canvas, at, y0, rng)
    _evaporator(canvas, at, y1, rng)
    _controls(canvas, at, y0, rng)
    for _ in range(5):
        _line(canvas, at, (y0, y1), rng)


def _compressor(canvas: Canvas, at: _At, y0: float, rng: Generator) -> None:
    """A hermetic scroll compressor upright on its feet, and the receiver beside it."""
    low, high = at(90, 290)
    x, z = (low + high) / 2, 560 + float(rng.uniform(-80, 80))
    canvas.drum(STEEL, (x, z), (88.0, 84.0), (y0 + 215, y0 + 610))
    canvas.drum(STEEL.at(6.2), (x, z), (70.0, 24.0), (y0 + 260, y0 + 400))
    canvas.drum(COPPER.at(4.0), (x, z), (70.0, 52.0), (y0 + 400, y0 + 440))
    canvas.drum(STEEL.at(5.0), (x, z), (78.0, 20.0), (y0 + 470, y0 + 560))
    canvas.block(STEEL, (x - 120, x + 120), (y0 + 200, y0 + 208), (z - 130, z + 130))
    canvas.drum(STEEL, (x + 15, 1150.0), (62.0, 58.0), (y0 + 215, y0 + 560))


def _condenser(canvas: Canvas, at: _At, y0: float, rng: Generator) -> None:
    """The coil round its fan, seen edge on, with the fan's motor."""
    canvas.block(_COIL, at(225, 300), (y0 + 760, y0 + 1440), (950.0, 1950.0))
    for z in (948.0, 1950.0):
        canvas.block(STEEL, at(215, 305), (y0 + 750, y0 + 1450), (z, z + 2))
    level = y0 + 1100 + float(rng.uniform(-20, 20))
    low, high = at(70, 190)
    canvas.pipe(STEEL.at(5.0), (low, high), (level, 1450.0), (72.0, 14.0))
    canvas.pipe(ALUMINIUM, at(40, 60), (level, 1450.0), (330.0, 318.0))
    canvas.pipe(ALUMINIUM.at(0.5), at(35, 80), (level, 1450.0), (310.0, 60.0))


def _evaporator(canvas: Canvas, at: _At, y1: float, rng: Generator) -> None:
    """The coil behind the bulkhead's upper part, heaters under it, two or three fans over it."""
    canvas.block(_COIL, at(110, 300), (y1 - 1010, y1 - 640), (260.0, WIDE_MM - 260))
    for z in (255.0, WIDE_MM - 260):
        canvas.block(STEEL, at(100, 310), (y1 - 1020, y1 - 630), (z, z + 3))
    canvas.block(ALUMINIUM, at(60, 318), (y1 - 1060, y1 - 1056), (200.0, WIDE_MM - 200))
    for start in (140.0, 190.0, 240.0):
        canvas.block(STEEL, at(start, start + 9), (y1 - 1035, y1 - 1026), (300.0, WIDE_MM - 300))
    low, high = at(130, 250)
    count = int(rng.choice([2, 3]))
    for z in np.linspace(600, WIDE_MM - 600, count):
        canvas.drum(STEEL.at(5.0), ((low + high) / 2, float(z)), (60.0, 10.0), (y1 - 560, y1 - 440))
        canvas.drum(ALUMINIUM, ((low + high) / 2, float(z)), (165.0, 161.0), (y1 - 430, y1 - 330))
        canvas.drum(ALUMINIUM.at(0.45), ((low + high) / 2, float(z)), (155.0, 40.0), (y1 - 420, y1 - 350))


def _controls(canvas: Canvas, at: _At, y0: float, rng: Generator) -> None:
    """The control box with transformer and contactors, and the cable in its bay."""
    canvas.hollow(ALUMINIUM, at(35, 190), (y0 + 760, y0 + 1460), (170.0, 640.0), 2.5)
    canvas.block(STEEL.at(5.5), at(70, 170), (y0 + 780, y0 + 900), (220.0, 350.0))
    for level in y0 + 960 + rng.uniform(0, 30) + 120 * np.arange(4):
        canvas.block(COPPER.at(1.2), at(110, 180), (float(level), float(level) + 70), (200.0, 560.0))
    canvas.block(COPPER.at(1.6), at(50, 200), (y0 + 200, y0 + 420), (1500.0, 1950.0))


def _line(canvas: Canvas, at: _At, y: Range, rng: Generator) -> None:
    """A refrigerant pipe with a few bends."""
    low, high = at(60, 310)
    levels = np.repeat(np.sort(rng.uniform(y[0] + 250, y[1] - 650, 4)), 2)[1:-1]
    levels[1::2] += 30.0
    x, z = np.repeat(rng.uniform(low + 20, high - 20, 3), 2), np.repeat(rng.uniform(650, 2100, 3), 2)
    canvas.mesh(COPPER.at(3.6), tube(np.c_[x, levels, z], 11.0, 8))
