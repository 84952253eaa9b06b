"""Side walls of corrugated sheet, with their welds, vents, rings, repairs and dents."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.containers import frame
from training.simulator.containers.build import Build
from training.simulator.containers.sizes import WIDE_MM
from training.simulator.materials import PLASTIC, STEEL
from training.simulator.space import Space

_OUTER, _SLOPE = 0.259, 0.2446
_END_PANEL = 1180.0


def sides(canvas: Canvas, box: Space, build: Build, rng: Generator, top: float = 62.0) -> None:
    """Both side walls: a trapezoid profile whose slopes hold the ray longer than its flats.

    ``top`` is how far below the top of the box the sheet ends.
    """
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    span = canvas.span(x0 + 112, x1 - 112)
    shares = [0.0, _OUTER, _OUTER + _SLOPE, 1 - _SLOPE, 1.0]
    steep = float(np.hypot(1.0, build.depth / (_SLOPE * build.pitch)))
    ends = (span.x < x0 + _END_PANEL) | (span.x > x1 - _END_PANEL)
    sheet = np.where(ends, build.end_sheet, build.sheet)
    for far in (False, True):
        phase = ((span.x - x0 + rng.uniform(0, build.pitch)) / build.pitch) % 1.0
        level = np.interp(phase, shares, [0.0, 0.0, 1.0, 1.0, 0.0]) * build.depth + 6
        slope = ((phase > _OUTER) & (phase < _OUTER + _SLOPE)) | (phase > 1 - _SLOPE)
        weld = ((span.x - x0 + rng.uniform(0, build.panel)) % build.panel) < 9
        thick = sheet * np.where(slope, steep, 1.0) + np.where(weld, 0.4, 0.0)
        near = WIDE_MM - level - thick if far else level
        canvas.prism(STEEL, span, (y0 + 158, y1 - top), (near, near + thick))
    _vents(canvas, box, build, rng)
    for _ in range(build.repairs):
        _patch(canvas, box, rng)
    for _ in range(build.dents):
        _dent(canvas, box, rng)


def rings(canvas: Canvas, box: Space, build: Build, rng: Generator) -> None:
    """Lashing rings along the bottom rails and along the top rails."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    at = np.arange(x0 + float(rng.uniform(450, 750)), x1 - 300, build.rings)
    for z in (66.0, WIDE_MM - 66):
        frame.rings(canvas, at, y0 + 176, z, up=True)
        frame.rings(canvas, at, y1 - 66, z, up=False)


def _vents(canvas: Canvas, box: Space, build: Build, rng: Generator) -> None:
    """Plastic hoods over small holes near the top of both walls."""
    (x0, x1), (_, y1), _ = box.x, box.y, box.z
    upright = bool(rng.random() < 0.5)
    long, high = (62.0, 190.0) if upright else (235.0, 92.0)
    for z in (18.0, WIDE_MM - 44):
        for at in np.linspace(x0 + 420, x1 - 420 - long, max(2, build.vents)):
            x, y = (float(at), float(at) + long), (y1 - 130 - high, y1 - 130)
            canvas.hollow(PLASTIC, x, y, (z, z + 26), 3)
            canvas.hollow(STEEL.at(2.6), (x[0] + 6, x[1] - 6), (y[0] + 6, y[1] - 6), (z, z + 5), 2.4)


def _patch(canvas: Canvas, box: Space, rng: Generator) -> None:
    """A plate welded over a hole; the bead shows as its outline."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    long, high = (float(v) for v in rng.uniform(120, 420, 2))
    x = float(rng.uniform(x0 + 250, x1 - 250 - long))
    y = float(np.clip(rng.triangular(y0 + 180, y0 + 400, y1 - 100), y0 + 180, y1 - 90 - high))
    z = 12.0 if rng.random() < 0.5 else WIDE_MM - 16
    canvas.block(STEEL, (x, x + long), (y, y + high), (z, z + 1.6))
    canvas.block(STEEL, (x - 5, x + long + 5), (y - 5, y + high + 5), (z, z + 1.8))
    canvas.block(STEEL.at(-STEEL.density), (x + 5, x + long - 5), (y + 5, y + high - 5), (z, z + 1.8))


def _dent(canvas: Canvas, box: Space, rng: Generator) -> None:
    """A dent: sheet stands askew along its rim, so that the ray passes a little more of it."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    x, y = float(rng.uniform(x0 + 300, x1 - 300)), float(rng.uniform(y0 + 300, y1 - 250))
    half, z = float(rng.uniform(40, 170)), 20.0 if rng.random() < 0.5 else WIDE_MM - 22
    tall = half * float(rng.uniform(0.5, 1.6))
    for share, extra in ((1.0, 0.16), (float(rng.uniform(0.5, 0.85)), -0.16)):
        span = canvas.span(x - share * half, x + share * half)
        high = share * tall * np.sqrt(np.clip(1 - ((span.x - x) / (share * half)) ** 2, 0, None))
        sheet = STEEL.at(np.sign(extra) * STEEL.density)
        lift = y + (share < 1) * float(rng.uniform(-0.2, 0.2)) * tall
        canvas.prism(sheet, span, (lift - high, lift + high), (z, z + abs(extra)))
