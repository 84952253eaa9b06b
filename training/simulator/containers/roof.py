"""Roofs: corrugated sheet of a dry container, or bows under a tarpaulin."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.containers.sizes import WIDE_MM
from training.simulator.materials import PVC, STEEL
from training.simulator.space import Space

_PITCH = 209.0


def sheet(canvas: Canvas, box: Space, rng: Generator) -> None:
    """Die-stamped sheet: corrugations across, flat along both rails; plates at ends and corners.

    The beam leaves through the roof at a small angle, so that every ramp of the profile draws a line,
    a faint one: the die stretches the ramps, so that the sheet is thinner there.
    """
    (x0, x1), (_, y1), _ = box.x, box.y, box.z
    span = canvas.span(x0 + 60, x1 - 60)
    ramp, rise = float(rng.uniform(14, 26)), float(rng.uniform(12, 20))
    phase = (span.x - x0 + rng.uniform(0, _PITCH)) % _PITCH
    turn = (_PITCH - 2 * ramp) / 2
    lift = np.interp(phase, [0, turn, turn + ramp, 2 * turn + ramp, _PITCH], [0, 0, 1, 1, 0])
    steep = float(np.hypot(1.0, rise / ramp))
    gauge = float(rng.choice([1.6, 1.6, 1.8, 2.0]))
    thick = gauge * np.where((lift > 0) & (lift < 1), np.sqrt(steep), 1.0)
    ends = (span.x < x0 + 360) | (span.x > x1 - 360)
    level = y1 - 7 - rise + np.where(ends, 0.5, lift) * rise
    thick = np.where(ends, gauge, thick)
    canvas.prism(STEEL, span, (level, level + thick), (120.0, WIDE_MM - 120))
    flat = y1 - 16 + 0.3 * (level - y1 + 16)
    for z in ((60.0, 120.0), (WIDE_MM - 120, WIDE_MM - 60)):
        canvas.prism(STEEL, span, (flat, flat + gauge), z)
    for at in np.arange(x0 + float(rng.uniform(900, 1100)), x1 - 600, 1045.0):
        canvas.block(STEEL, (float(at), float(at) + 9), (y1 - 28, y1 - 27.4), (60.0, WIDE_MM - 60))
    _plates(canvas, box)


def _plates(canvas: Canvas, box: Space) -> None:
    """Header plates across both ends and corner plates that take the spreader's blows."""
    (x0, x1), (_, y1), _ = box.x, box.y, box.z
    level = (y1 - 7, y1 - 4)
    for header, corner in (((60, 290), (178, 500)), ((-290, -60), (-500, -178))):
        end = x0 if header[0] > 0 else x1
        canvas.block(STEEL, (end + header[0], end + header[1]), level, (60.0, WIDE_MM - 60))
        for z in ((10.0, 320.0), (WIDE_MM - 320, WIDE_MM - 10)):
            canvas.block(STEEL, (end + corner[0], end + corner[1]), level, z)


def tarpaulin(canvas: Canvas, box: Space, rng: Generator) -> None:
    """Loose bows that sit in sockets of the rails, a door header, and a sheet that sags between bows."""
    (x0, x1), (_, y1), _ = box.x, box.y, box.z
    pitch = float(rng.uniform(540, 640))
    bows = np.arange(x0 + 420, x1 - 300, pitch)
    for bow in bows:
        x = float(bow + rng.normal(0, 12))
        canvas.block(STEEL, (x, x + 50), (y1 - 22, y1 - 19), (30.0, WIDE_MM - 30))
        canvas.block(STEEL, (x, x + 50), (y1 - 62, y1 - 59), (30.0, WIDE_MM - 30))
        for side in (x, x + 47):
            canvas.block(STEEL, (side, side + 3), (y1 - 62, y1 - 19), (30.0, WIDE_MM - 30))
        for z in (10.0, WIDE_MM - 60):
            canvas.hollow(STEEL, (x - 15, x + 65), (y1 - 130, y1 - 20), (z, z + 50), 4)
    span = canvas.span(x0 + 60, x1 - 60)
    sag = 28 * np.abs(np.sin(np.pi * (span.x - bows[0]) / pitch)) * float(rng.uniform(0.6, 1.4))
    canvas.prism(PVC, span, (y1 - 16 - sag, y1 - 14.9 - sag), (0.0, WIDE_MM))
    for z in (1.0, WIDE_MM - 3):
        hem = y1 - 330 + 12 * np.sin(span.x / 260)
        canvas.prism(PVC, span, (hem, y1 - 10), (z, z + 1.1))
