"""A flat rack of 40 feet: a deep floor on I-beams and two end walls that fold, no sides, no roof."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.containers import frame
from training.simulator.containers.sizes import WIDE_MM
from training.simulator.materials import STEEL, WOOD
from training.simulator.space import Space

_DEEP = 648.0


def flat_rack(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> Space:
    """Draw it and return the room over its boards."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    top = y0 + _DEEP
    frame.castings(canvas, box)
    _beams(canvas, box)
    for at in np.arange(x0 + 420, x1 - 320, float(rng.choice([470.0, 520.0, 560.0]))):
        x = float(at)
        canvas.block(STEEL, (x, x + 5), (top - 190, top - 62), (220.0, WIDE_MM - 220))
        for level in (top - 190, top - 66):
            canvas.block(STEEL, (x - 30, x + 35), (level, level + 5), (220.0, WIDE_MM - 220))
    canvas.block(WOOD.at(0.68), (x0 + 260, x1 - 260), (top - 58, top), (150.0, WIDE_MM - 150))
    for at in np.arange(x0 + 700, x1 - 500, 1250.0):
        for z in (30.0, WIDE_MM - 80):
            canvas.hollow(STEEL, (float(at), float(at) + 95), (top - 200, top - 20), (z, z + 50), 8)
    for z in (55.0, WIDE_MM - 55):
        frame.rings(canvas, np.arange(x0 + 920, x1 - 400, 1250.0), top - 95, z, up=False)
    for front in (x0, x1 - 240):
        _end_wall(canvas, front, top, y1)
    return Space((x0 + 270, x1 - 270), (top, y1), (80.0, WIDE_MM - 80))


def _beams(canvas: Canvas, box: Space) -> None:
    """Two main I-beams under the boards, side channels, cross pieces at the ends, the tunnel."""
    (x0, x1), (y0, _), _ = box.x, box.y, box.z
    top = y0 + _DEEP
    for z in (150.0, WIDE_MM - 150):
        canvas.block(STEEL, (x0 + 150, x1 - 150), (y0 + 120, top - 62), (z - 5, z + 5))
        for level in (y0 + 108, top - 74):
            canvas.block(STEEL, (x0 + 150, x1 - 150), (level, level + 15), (z - 90, z + 90))
        for at in np.arange(x0 + 900, x1 - 800, 1040.0):
            canvas.block(STEEL, (float(at), float(at) + 6), (y0 + 121, top - 75), (z - 75, z + 75))
    for x in (x0 + 20, x1 - 200):
        canvas.hollow(STEEL, (x, x + 180), (y0 + 118, top - 60), (20.0, WIDE_MM - 20), 6)
    for z in (700.0, WIDE_MM - 706):
        canvas.block(STEEL, (x0 + 200, x0 + 3400), (y0 + 20, y0 + 300), (z, z + 6))
    canvas.block(STEEL, (x0 + 200, x0 + 3400), (y0 + 120, y0 + 126), (700.0, WIDE_MM - 700))


def _end_wall(canvas: Canvas, x: float, low: float, high: float) -> None:
    """Posts with hinge blocks, a frame, corrugated sheet between, gussets at the foot."""
    for z in (10.0, WIDE_MM - 170):
        canvas.hollow(STEEL, (x + 40, x + 200), (low + 60, high - 118), (z, z + 160), 8)
        canvas.hollow(STEEL, (x + 20, x + 220), (low - 160, low + 120), (z, z + 170), 14)
        canvas.ring(STEEL, (x + 120, low - 20), (45.0, 0.0), (z, z + 175))
    for level in (low + 60, (low + high) / 2, high - 150):
        canvas.hollow(STEEL, (x + 60, x + 180), (level, level + 100), (170.0, WIDE_MM - 170), 5)
    for start, share in ((88.0, 0.42), (90.0, 2.5 * 0.3 * 1.2 / 50), (140.0, 0.42)):
        wide = 50.0 if start == 90.0 else 2.5
        sheet = STEEL.at(STEEL.density * share)
        canvas.block(sheet, (x + start, x + start + wide), (low + 160, high - 150), (170.0, WIDE_MM - 170))
