"""The frame that every ISO container shares: corner castings, posts, rails, end sills."""

import numpy as np
from numpy.typing import NDArray

from training.simulator.canvas import Canvas, Span
from training.simulator.containers.sizes import WIDE_MM
from training.simulator.materials import STEEL
from training.simulator.space import Range, Space

Floats = NDArray[np.float64]
HOLE = STEEL.at(-STEEL.density)
_CASTING = (178.0, 118.0, 162.0)


def castings(canvas: Canvas, box: Space) -> None:
    """Eight corner castings (ISO 1161) with their round and oblong holes."""
    long, high, deep = _CASTING
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    for x, outside in ((x0, x0), (x1 - long, x1 - 14)):
        for y, level in ((y0, y0), (y1 - high, y1 - 28)):
            for z in (0.0, WIDE_MM - deep):
                canvas.hollow(STEEL, (x, x + long), (y, y + high), (z, z + deep), 14)
                canvas.block(STEEL, (x, x + long), (level, level + 28), (z + 14, z + 34))
                side = z if z == 0.0 else WIDE_MM - 14
                _slot(canvas, (x + 49, x + 129), (y + 34, y + 84), (side, side + 14))
                canvas.block(HOLE, (outside, outside + 14), (y + 30, y + 88), (z + 50, z + 112))


def _slot(canvas: Canvas, x: Range, y: Range, z: Range) -> None:
    """An oblong hole seen face on, its ends round."""
    span, radius = canvas.span(*x), (y[1] - y[0]) / 2
    inset = np.clip(np.minimum(span.x - x[0], x[1] - span.x), 0, radius)
    half = np.sqrt(radius**2 - (radius - inset) ** 2)
    middle = (y[0] + y[1]) / 2
    canvas.prism(HOLE, span, (middle - half, middle + half), z)


def posts(canvas: Canvas, box: Space, door_right: bool) -> None:
    """Corner posts: a pressed section at the front, channel and hollow section at the door."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    y = (y0 + 118, y1 - 118)
    front, door = (x0, x1) if door_right else (x1, x0)
    way = 1.0 if door_right else -1.0
    for near in (0.0, WIDE_MM - 160):
        inner = near + 100 if near == 0.0 else near
        _leaf(canvas, (front, front + way * 120), y, (near, near + 160), 6)
        _leaf(canvas, (door, door - way * 113), y, (near, near + 40), 11)
        _leaf(canvas, (door - way * 15, door - way * 113), y, (inner, inner + 60), 5)
        for end, reach in ((front, way * 172), (door, -way * 172)):
            _lashing(canvas, end + reach, y, 75.0 if near == 0.0 else WIDE_MM - 75)


def _leaf(canvas: Canvas, ends: Range, y: Range, z: Range, wall: float) -> None:
    canvas.hollow(STEEL, (min(ends), max(ends)), y, z, wall)


def _lashing(canvas: Canvas, x: float, y: Range, z: float) -> None:
    """The rod along a corner post to which goods are lashed, on its welded ties."""
    canvas.block(STEEL, (x - 4.5, x + 4.5), (y[0] + 150, y[1] - 200), (z - 4.5, z + 4.5))
    for level in np.linspace(y[0] + 160, y[1] - 210, 6):
        canvas.block(STEEL, (x - 30, x + 30), (float(level), float(level) + 8), (z - 4, z + 4))


def rails(canvas: Canvas, box: Space, heavy: bool = False) -> None:
    """Bottom side rails, a pressed channel; top rails, hollow, higher and thicker without a roof."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    x = (x0 + 178, x1 - 178)
    for z in ((0.0, 48.0), (WIDE_MM - 48, WIDE_MM)):
        web = z[0] + 40 if z[0] == 0.0 else z[0] + 3
        canvas.block(STEEL, x, (y0 + 12, y0 + 162), (web, web + 4.5))
        for y in (y0 + 12, y0 + 158):
            canvas.block(STEEL, x, (y, y + 4.5), z)
    high, wall = (122.0, 4.0) if heavy else (64.0, 3.0)
    for z in ((0.0, 60.0), (WIDE_MM - 60, WIDE_MM)):
        canvas.hollow(STEEL, x, (y1 - high, y1 - 4), z, wall)


def sills(canvas: Canvas, box: Space) -> None:
    """Cross pieces of both ends, at the bottom and at the top."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    z = (160.0, WIDE_MM - 160)
    for x in (x0 + 12, x1 - 82):
        canvas.hollow(STEEL, (x, x + 70), (y0 + 12, y0 + 160), z, 4.5)
        canvas.hollow(STEEL, (x, x + 70), (y1 - 84, y1 - 12), z, 4)


def rings(canvas: Canvas, at: Floats, y: float, z: float, up: bool) -> None:
    """Lashing rings of 11 mm rod at positions x: bows that stand up from their rail or hang from it."""
    span = canvas.span(float(at.min()) - 31, float(at.max()) + 31)
    away = np.abs(span.x[:, None] - at).min(1)
    for radius, material in ((30.0, STEEL), (19.0, HOLE)):
        half = np.where(away < radius, 14 + np.sqrt(np.clip(radius**2 - away**2, 0, None)), 0)
        canvas.prism(material, span, (y, y + half) if up else (y - half, y), (z - 5.5, z + 5.5))


def repeated(canvas: Canvas, starts: Floats, width: float) -> tuple[Span, Floats]:
    """The columns over many equal pieces along x, and the share of each that pieces cover."""
    span, pitch = canvas.span(float(starts.min()), float(starts.max()) + width), canvas.scanner.pitch_mm
    edges = (span.first + np.arange(span.x.size + 1)) * pitch
    covered = np.clip(edges[:, None] - starts, 0, width).sum(1)
    return span, np.diff(covered) / pitch / np.maximum(span.cover, 1e-6)
