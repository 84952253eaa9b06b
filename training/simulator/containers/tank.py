"""A tank container of 20 feet: a round stainless vessel with dished ends in a steel frame.

Sizes are those of a tank of 24 to 25 m3 (portable tank instruction T11): shell about 4.5 mm, ends
5.5 mm, 50 mm of insulation under a thin cladding; surge plates where the rules ask for them.
"""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.containers import frame
from training.simulator.containers.sizes import WIDE_MM
from training.simulator.materials import ALUMINIUM, FOAM, STAINLESS, STEEL
from training.simulator.mesh import tube
from training.simulator.physics.material import Material
from training.simulator.space import Range, Space

_RADIUS = 1135.0
_DISH = _RADIUS / 2
_AXIS_Z = WIDE_MM / 2
_LAGGING = FOAM.at(0.05)


def tank(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> Space:
    """Draw an empty tank; returns the box about the inside of its vessel, its ends included."""
    x, y = (box.x[0] + 190, box.x[1] - 190), (box.y[0] + box.y[1]) / 2 - 15
    frame.castings(canvas, box)
    _frame(canvas, box)
    _vessel(canvas, x, y, rng)
    _fittings(canvas, box, y, rng)
    return Space(x, (y - _RADIUS, y + _RADIUS), (_AXIS_Z - _RADIUS, _AXIS_Z + _RADIUS))


def radius(room: Space, x: NDArray[np.floating]) -> NDArray[np.float64]:
    """Inner radius of the vessel at positions x in millimetres: ends are half ellipsoids; 0 outside."""
    half, into = room.size[1] / 2, np.minimum(x - room.x[0], room.x[1] - x)
    return half * np.sqrt(np.clip(1 - (1 - np.clip(into / _DISH, 0, 1)) ** 2, 0, 1)) * (into > 0)


def _shell(canvas: Canvas, material: Material, x: Range, y: float, gaps: Range) -> None:
    """A skin round the vessel between two distances from its inner face."""
    for gap, sign in ((gaps[1], 1.0), (gaps[0], -1.0)):
        reach = (x[0] - gap, x[1] + gap)
        room = Space(reach, (y - _RADIUS - gap, y + _RADIUS + gap), (0.0, 0.0))
        span = canvas.span(*reach)
        size = radius(room, span.x)
        canvas.oval(material.at(sign * material.density), span, (y, _AXIS_Z), (size, size))


def _vessel(canvas: Canvas, x: Range, y: float, rng: Generator) -> None:
    """Shell, lagging, cladding, stiffening rings, weld seams and surge plates."""
    shell = float(rng.uniform(4.6, 5.2))
    _shell(canvas, STAINLESS, x, y, (0.0, shell))
    if rng.random() < 0.8:
        _shell(canvas, _LAGGING, x, y, (shell, shell + 50))
        _shell(canvas, ALUMINIUM, x, y, (shell + 50, shell + 51))
    for at in np.linspace(x[0] + _DISH, x[1] - _DISH, 5):
        canvas.pipe(STAINLESS, (float(at), float(at) + 12), (y, _AXIS_Z), (_RADIUS, _RADIUS - 2))
    for at in np.linspace(x[0] + 900, x[1] - 900, int(rng.choice([2, 3, 4]))):
        canvas.pipe(STEEL, (float(at), float(at) + 8), (y, _AXIS_Z), (_RADIUS + 45, _RADIUS + shell))
    for at in np.linspace(x[0], x[1], 4)[1:3] if rng.random() < 0.6 else ():
        _surge_plate(canvas, float(at), y)


def _surge_plate(canvas: Canvas, x: float, y: float) -> None:
    """A plate across 70% of the section, open below and above, with a flange and a hole for a person."""
    for top, bottom, sign in ((0.62, -0.78, 1.0), (0.1, -0.35, -1.0)):
        for z in np.arange(-0.9, 0.9, 0.1) if sign > 0 else np.array([-0.1, 0.0]):
            reach = 0.985 * np.sqrt(max(0.0, 1 - max(abs(z), abs(z + 0.1)) ** 2))
            level = (y + max(bottom, -reach) * _RADIUS, y + min(top, reach) * _RADIUS)
            side = (_AXIS_Z + z * _RADIUS, _AXIS_Z + (z + 0.1) * _RADIUS)
            canvas.block(STAINLESS.at(sign * STAINLESS.density), (x, x + 4), level, side)
    canvas.block(
        STAINLESS, (x - 22, x + 22), (y + 0.62 * _RADIUS, y + 0.62 * _RADIUS + 4), (350.0, WIDE_MM - 350)
    )


def _frame(canvas: Canvas, box: Space) -> None:
    """Posts, end frames with braces, saddles, lower side rails and partial upper ones."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    for x in (x0 + 14, x1 - 154):
        for z in (10.0, WIDE_MM - 150):
            canvas.hollow(STEEL, (x, x + 140), (y0 + 118, y1 - 118), (z, z + 140), 11)
        for y in (y0 + 20, y1 - 118):
            canvas.hollow(STEEL, (x, x + 100), (y, y + 100), (160.0, WIDE_MM - 160), 9)
        for z in (480.0, WIDE_MM - 480):
            low = 150.0 if z < _AXIS_Z else WIDE_MM - 150
            for end in (y0 + 120, y1 - 120):
                away = y0 + 700 if end < y0 + 200 else y1 - 700
                canvas.mesh(STEEL.at(3.2), tube([(x + 50, away, low), (x + 50, end, z)], 45.0, 8))
    for z in (10.0, WIDE_MM - 90):
        canvas.hollow(STEEL, (x0 + 178, x1 - 178), (y0 + 20, y0 + 120), (z, z + 80), 9)
        for x in ((x0 + 178, x0 + 1200), (x1 - 1200, x1 - 178)):
            canvas.hollow(STEEL, x, (y1 - 110, y1 - 40), (z, z + 70), 4)
    for x in (x0 + 700, x1 - 860):
        for z in (430.0, WIDE_MM - 560):
            canvas.hollow(STEEL, (x, x + 160), (y0 + 30, y0 + 330), (z, z + 130), 8)
        canvas.hollow(STEEL, (x, x + 160), (y0 + 30, y0 + 120), (90.0, WIDE_MM - 90), 7)


def _fittings(canvas: Canvas, box: Space, y: float, rng: Generator) -> None:
    """Manhole, safety valve and air valve in the spill box, walkway, ladder, bottom outlet, steam pipes."""
    (x0, x1), (y0, y1), _ = box.x, box.y, box.z
    top, middle = y + _RADIUS, (x0 + x1) / 2 + float(rng.uniform(-250, 250))
    canvas.drum(STAINLESS, (middle, _AXIS_Z), (255.0, 245.0), (top - 15, top + 85))
    canvas.drum(STAINLESS, (middle, _AXIS_Z), (285.0, 30.0), (top + 85, top + 95))
    for turn in np.linspace(0, 2 * np.pi, 8, endpoint=False):
        bolt = (middle + 300 * float(np.cos(turn)), _AXIS_Z + 300 * float(np.sin(turn)))
        canvas.drum(STEEL, bolt, (15.0, 0.0), (top + 40, top + 125))
    for away, wide, high in ((620.0, 70.0, 110.0), (-560.0, 55.0, 80.0)):
        canvas.drum(STAINLESS, (middle + away, _AXIS_Z - 60), (wide, wide - 22), (top - 5, top + high))
        canvas.drum(STAINLESS, (middle + away, _AXIS_Z - 60), (wide + 25, 0.0), (top + 35, top + 52))
    for z in (_AXIS_Z - 720, _AXIS_Z + 380):
        canvas.block(ALUMINIUM.at(1.3), (x0 + 180, x1 - 180), (y1 - 52, y1 - 46), (z, z + 340))
    canvas.hollow(
        STAINLESS, (middle - 900, middle + 900), (top - 30, top + 60), (_AXIS_Z - 380, _AXIS_Z + 380), 2
    )
    for x in (x0 + 900, middle, x1 - 900):
        for z in (_AXIS_Z - 700, _AXIS_Z + 700):
            canvas.block(STEEL, (x, x + 40), (top - 250, y1 - 52), (z - 3, z + 3))
    for z in (_AXIS_Z + 400, _AXIS_Z + 700):
        canvas.block(STEEL, (x1 - 60, x1 - 35), (y0 + 150, y1 - 120), (z, z + 25))
    for level in np.arange(y0 + 350, y1 - 200, 300.0):
        canvas.block(
            STEEL, (x1 - 58, x1 - 38), (float(level), float(level) + 20), (_AXIS_Z + 400, _AXIS_Z + 700)
        )
    _outlet(canvas, x1, y - _RADIUS)
    for z in (-420.0, -250.0, 250.0, 420.0):
        low = y - float(np.sqrt((_RADIUS + 30) ** 2 - z**2))
        canvas.pipe(STEEL, (x0 + 700, x1 - 700), (low, _AXIS_Z + z), (24.0, 20.0))


def _outlet(canvas: Canvas, end: float, low: float) -> None:
    """Foot valve, butterfly valve and flanged outlet under the rear dish."""
    canvas.drum(STAINLESS, (end - 420, _AXIS_Z), (75.0, 45.0), (low - 60, low + 90))
    canvas.pipe(STAINLESS, (end - 420, end - 60), (low - 10, _AXIS_Z), (48.0, 42.0))
    for at in (end - 300, end - 200, end - 80):
        canvas.pipe(STAINLESS, (at, at + 22), (low - 10, _AXIS_Z), (92.0, 42.0))
    canvas.pipe(STEEL, (end - 276, end - 204), (low - 10, _AXIS_Z), (56.0, 42.0))
    canvas.block(STEEL, (end - 250, end - 235), (low - 10, low + 240), (_AXIS_Z + 60, _AXIS_Z + 90))
