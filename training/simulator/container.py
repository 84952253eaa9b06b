"""Shipping containers as steel: posts, rails, corrugated walls, roof, floor, doors, reefer parts.

Dimensions follow ISO 668 and ISO 1161; sheet thicknesses and profiles are the usual ones of
builders' drawings (corrugation pitch 278 mm in walls and 209 mm in roofs, 1.6 to 2 mm sheet).
"""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.geometry import CONTAINER_WIDTH_MM
from training.simulator.materials import ALUMINIUM, FOAM, PLYWOOD, STEEL
from training.simulator.space import Kind, Space

LENGTH_MM = {"20": 6058.0, "40": 12192.0, "40hc": 12192.0, "reefer": 12192.0}
HEIGHT_MM = {"20": 2591.0, "40": 2591.0, "40hc": 2896.0, "reefer": 2896.0}
_WIDE = CONTAINER_WIDTH_MM
_COIL = ALUMINIUM.at(0.55)


def outer(kind: Kind, x: float, floor: float) -> Space:
    """The room that a container of a kind takes, its low left corner at (x, floor)."""
    return Space((x, x + LENGTH_MM[kind]), (floor, floor + HEIGHT_MM[kind]), (0.0, _WIDE))


def draw(canvas: Canvas, kind: Kind, box: Space, doors_right: bool, rng: Generator) -> Space:
    """Draw an empty container and return the room for goods."""
    _frame(canvas, box)
    _ends(canvas, box, doors_right, rng)
    if kind == "reefer":
        return _reefer(canvas, box, doors_right, rng)
    sheet = float(rng.choice([1.6, 1.6, 2.0]))
    _walls(canvas, box, sheet, rng)
    _roof(canvas, box)
    _floor(canvas, box, kind, doors_right)
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    return Space((x0 + 80, x1 - 80), (y0 + 175, y1 - 45), (43.0, _WIDE - 43))


def _frame(canvas: Canvas, box: Space) -> None:
    """Corner posts, castings with their holes, side rails and end sills."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    for near in (0.0, _WIDE - 160):
        z = (near, near + 160)
        for x in (x0, x1 - 120):
            canvas.hollow(STEEL, (x, x + 120), (y0 + 118, y1 - 118), z, 6)
        for x in (x0, x1 - 178):
            for y in (y0, y1 - 118):
                canvas.hollow(STEEL, (x, x + 178), (y, y + 118), z, 14)
                hole = STEEL.at(-STEEL.density)
                canvas.block(hole, (x + 50, x + 128), (y + 30, y + 88), (near, near + 14))
                canvas.block(hole, (x + 50, x + 128), (y + 30, y + 88), (near + 146, near + 160))
    for z in ((0.0, 60.0), (_WIDE - 60, _WIDE)):
        canvas.hollow(STEEL, (x0, x1), (y1 - 60, y1), z, 3)
        canvas.block(STEEL, (x0, x1), (y0 + 10, y0 + 170), (z[0], z[0] + 4.5))
        for y in (y0 + 10, y0 + 165):
            canvas.block(STEEL, (x0, x1), (y, y + 4.5), z)
    for x in (x0 + 10, x1 - 70):
        for y in ((y0 + 20, y0 + 150), (y1 - 110, y1 - 20)):
            canvas.hollow(STEEL, (x, x + 60), y, (100.0, _WIDE - 100), 4)


def _ends(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> None:
    """Front wall at one end; at the other two doors with hinges, gaskets and locking bars."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    inside = (y0 + 120, y1 - 60)
    front, door = (x0 + 25, x1 - 75) if doors_right else (x1 - 75, x0 + 25)
    sheet = STEEL.at(STEEL.density * 2.0 * 1.35 / 50)
    canvas.block(sheet, (front, front + 50), inside, (60.0, _WIDE - 60))
    canvas.block(sheet, (door, door + 50), inside, (60.0, _WIDE - 60))
    out = door + 55 if doors_right else door - 35
    for z in (350.0, 850.0, 1560.0, 2060.0):
        canvas.hollow(STEEL, (out, out + 34), (y0 + 40, y1 - 40), (z, z + 34), 3)
        handle = y0 + 950 + rng.uniform(-60, 60)
        canvas.block(STEEL, (out, out + 40), (handle, handle + 35), (z - 20, z + 420))
        for y in (y0 + 30, y1 - 90):
            canvas.block(STEEL, (out - 10, out + 45), (y, y + 60), (z - 40, z + 70))
    for z in (20.0, _WIDE - 60):
        for y in np.linspace(y0 + 250, y1 - 300, 5):
            canvas.block(STEEL, (out - 15, out + 30), (float(y), float(y) + 110), (z, z + 40))


def _walls(canvas: Canvas, box: Space, sheet: float, rng: Generator) -> None:
    """Corrugated side walls: on the slopes of the profile the ray passes more steel."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    span = canvas.span(x0 + 110, x1 - 110)
    for z in (15.0, _WIDE - 15):
        phase = (span.x + rng.uniform(0, 278)) % 278
        slope = ((phase > 72) & (phase < 140)) | (phase > 210)
        thick = np.where(slope, sheet * 1.13, sheet).astype(np.float32)
        seam = ((span.x - x0 + rng.uniform(0, 1100)) % 1100) < 8
        canvas.prism(STEEL, span, (y0 + 160, y1 - 60), (z - thick, z + thick * seam))
    for x, width in ((x0 + 110, 230.0), (x1 - 340, 230.0)):
        canvas.block(STEEL, (x, x + width), (y0 + 160, y1 - 60), (20.0, 21.6))
    for x in np.arange(x0 + 700, x1 - 300, 1250.0):
        for z in (62.0, _WIDE - 62):
            for y in (y0 + 172, y1 - 74):
                _ring(canvas, float(x), y, z)


def _ring(canvas: Canvas, x: float, y: float, z: float) -> None:
    """A lashing ring of 10 mm rod."""
    for radius, sign in ((32.0, 1.0), (22.0, -1.0)):
        span = canvas.span(x - radius, x + radius)
        half = np.sqrt(np.clip(radius**2 - (span.x - x) ** 2, 0, None))
        canvas.prism(STEEL.at(sign * STEEL.density), span, (y - half, y + half), (z - 5, z + 5))


def _roof(canvas: Canvas, box: Space) -> None:
    (x0, x1), (_, y1), _ = box.x, box.y, box.z
    span = canvas.span(x0 + 60, x1 - 60)
    phase = (span.x - x0) % 209
    lift = np.clip(np.minimum(phase, 209 - phase) / 25, 0, 1).astype(np.float32) * 20
    canvas.prism(STEEL, span, (y1 - 26 + lift, y1 - 24 + lift), (60.0, _WIDE - 60))
    for x in (x0 + 60, x1 - 360):
        canvas.block(STEEL, (x, x + 300), (y1 - 8, y1 - 5), (0.0, _WIDE))


def _floor(canvas: Canvas, box: Space, kind: Kind, doors_right: bool) -> None:
    """Plywood on cross members; pockets for the fork in 20-foot, a tunnel for the gooseneck in 40-foot."""
    (x0, x1), (y0, _), _ = box.x, box.y, box.z
    canvas.block(PLYWOOD, (x0 + 80, x1 - 80), (y0 + 147, y0 + 175), (30.0, _WIDE - 30))
    pockets = [(x0 + x1) / 2 - 1025 - 180, (x0 + x1) / 2 + 1025 - 180] if kind == "20" else []
    for x in np.arange(x0 + 260, x1 - 200, 305.0):
        if all(not p - 60 < x < p + 420 for p in pockets):
            _channel(canvas, float(x), y0)
    for pocket in pockets:
        canvas.hollow(STEEL, (pocket, pocket + 360), (y0 + 5, y0 + 140), (4.0, _WIDE - 4), 5)
    if kind != "20":
        start = x0 + 60 if doors_right else x1 - 60 - 3300
        canvas.block(STEEL, (start, start + 3300), (y0 + 118, y0 + 122), (700.0, _WIDE - 700))
        for x in np.arange(start + 150, start + 3300, 305.0):
            canvas.block(STEEL, (float(x), float(x) + 75), (y0 + 60, y0 + 64), (60.0, 700.0))
            canvas.hollow(STEEL, (float(x), float(x) + 90), (y0 + 95, y0 + 145), (60.0, _WIDE - 60), 3)


def _channel(canvas: Canvas, x: float, y0: float) -> None:
    """A cross member: C channel 122 x 45 x 4."""
    canvas.block(STEEL, (x, x + 4), (y0 + 25, y0 + 147), (20.0, _WIDE - 20))
    for y in (y0 + 25, y0 + 143):
        canvas.block(STEEL, (x, x + 45), (y, y + 4), (20.0, _WIDE - 20))


def _reefer(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> Space:
    """Foam between skins, ribs, a floor of T bars, and the machinery at the end away from the doors."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    for z in ((5.0, 65.0), (_WIDE - 65, _WIDE - 5)):
        canvas.block(FOAM, (x0 + 60, x1 - 60), (y0 + 150, y1 - 10), z)
        canvas.block(STEEL, (x0 + 60, x1 - 60), (y0 + 150, y1 - 10), (z[0], z[0] + 0.9))
        canvas.block(STEEL, (x0 + 60, x1 - 60), (y0 + 150, y1 - 10), (z[1] - 0.7, z[1]))
        for x in np.arange(x0 + 500 + rng.uniform(0, 200), x1 - 300, 815.0):
            for edge in (float(x), float(x) + 55):
                canvas.block(STEEL, (edge, edge + 6), (y0 + 160, y1 - 60), (z[0], z[0] + 26))
        canvas.block(ALUMINIUM, (x0 + 60, x1 - 60), (y0 + 500, y0 + 520), (z[0] + 58, z[0] + 64))
    canvas.block(FOAM, (x0 + 60, x1 - 60), (y1 - 100, y1 - 12), (5.0, _WIDE - 5))
    for y in (y1 - 100, y1 - 12):
        canvas.block(ALUMINIUM, (x0 + 60, x1 - 60), (y, y + 1.5), (5.0, _WIDE - 5))
    canvas.block(FOAM, (x0 + 60, x1 - 60), (y0 + 40, y0 + 130), (5.0, _WIDE - 5))
    canvas.block(ALUMINIUM.at(0.34), (x0 + 60, x1 - 60), (y0 + 130, y0 + 195), (60.0, _WIDE - 60))
    for x in np.arange(x0 + 350, x1 - 200, 1220.0):
        for edge in (float(x), float(x) + 140):
            canvas.block(STEEL, (edge, edge + 5), (y0 + 20, y0 + 130), (20.0, _WIDE - 20))
    side = x0 if doors_right else x1 - 420
    _machinery(canvas, (side + 30, side + 390), (y0, y1), rng)
    room = (x0 + 440, x1 - 110) if doors_right else (x0 + 110, x1 - 440)
    return Space(room, (y0 + 195, y1 - 120), (75.0, _WIDE - 75))


def _machinery(canvas: Canvas, x: tuple[float, float], y: tuple[float, float], rng: Generator) -> None:
    """Bulkhead, compressor, coils, fans and control box of a reefer."""
    left, right = x
    canvas.block(ALUMINIUM, (right - 8, right), (y[0] + 150, y[1] - 120), (100.0, _WIDE - 100))
    canvas.block(FOAM, (right - 80, right - 8), (y[0] + 150, y[1] - 120), (100.0, _WIDE - 100))
    canvas.block(STEEL.at(1.1), (left + 60, right - 110), (y[0] + 180, y[0] + 560), (380.0, 800.0))
    canvas.block(_COIL, (left + 40, right - 130), (y[0] + 760, y[0] + 1250), (900.0, 2150.0))
    canvas.block(_COIL, (left + 110, right - 20), (y[1] - 900, y[1] - 560), (250.0, 2200.0))
    canvas.hollow(STEEL, (left + 30, right - 170), (y[0] + 650, y[0] + 1500), (120.0, 620.0), 2)
    for z in (700.0, 1740.0):
        canvas.ellipsoid(STEEL.at(3.4), (left + 190, y[1] - 420, z), (70.0, 90.0, 90.0))
        canvas.ellipsoid(STEEL.at(2.4), (left + 150, y[0] + 1700 + rng.uniform(-50, 50), z), (60, 80, 80))
