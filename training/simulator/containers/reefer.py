"""A refrigerated container: skins and foam on ribs, a floor of T bars, machinery at the front end."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.containers import ends, frame
from training.simulator.containers.machinery import machinery
from training.simulator.containers.sizes import WIDE_MM, from_door
from training.simulator.materials import ALUMINIUM, FOAM, STEEL
from training.simulator.space import Range, Space

_T_BARS = ((0.0, 5.0, 2.7), (5.0, 59.0, 2.7 * 4 / 60), (59.0, 63.0, 2.7 * 0.6))


def reefer(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> Space:
    """Draw it and return the room for goods."""
    frame.castings(canvas, box)
    frame.posts(canvas, box, doors_right)
    frame.rails(canvas, box)
    frame.sills(canvas, box)
    _doors(canvas, box, doors_right, rng)
    body = from_door(box, doors_right, 105, box.size[0] - 400)
    pitch = float(rng.choice([760.0, 815.0, 900.0]))
    for near in (True, False):
        _skin(canvas, from_door(box, not doors_right, 120, 400), box.y, near)
        _wall(canvas, body, box.y, near, pitch, float(rng.uniform(150, 500)), rng)
    _roof(canvas, body, box.y[1])
    top = _floor(canvas, box, body, doors_right, float(rng.choice([1120.0, 1150.0, 1220.0])))
    machinery(canvas, from_door(box, not doors_right, 0, 400), box.y, doors_right, rng)
    room = from_door(box, doors_right, 120, box.size[0] - 430)
    return Space(room, (top, box.y[1] - 118), (75.0, WIDE_MM - 75))


def _doors(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> None:
    ends.doors(canvas, box, doors_right, rng)
    inside = from_door(box, doors_right, 60, 104)
    canvas.block(FOAM, inside, (box.y[0] + 130, box.y[1] - 100), (80.0, WIDE_MM - 80))


def _wall(canvas: Canvas, x: Range, y: Range, near: bool, pitch: float, start: float, rng: Generator) -> None:
    """Outer skin, hat-shaped ribs on it, foam, inner skin, scuff plates and lining bands."""

    def at(depth: float, thick: float) -> Range:
        return (5 + depth, 5 + depth + thick) if near else (WIDE_MM - 5 - depth - thick, WIDE_MM - 5 - depth)

    low, high = y[0] + 150, y[1] - 14
    canvas.block(FOAM, x, (low, high), at(0, 62))
    canvas.block(STEEL, x, (low, high), at(0, 0.9))
    canvas.block(STEEL, x, (low, high), at(61, 0.7))
    for rib in np.arange(x[0] + start, x[1] - 80, pitch):
        foot = low if rng.random() < 0.4 else y[0] + float(rng.choice([250.0, 420.0]))
        left = float(rib)
        canvas.block(STEEL, (left, left + 62), (foot, high - 30), at(24, 2.2))
        for side in (left, left + 60):
            canvas.block(STEEL, (side, side + 2), (foot, high - 30), at(1, 24))
    canvas.block(ALUMINIUM, x, (y[0] + 190, y[0] + 440), at(60, 2.5))
    for band in (610.0, 636.0, 790.0):
        canvas.block(ALUMINIUM, x, (y[0] + band, y[0] + band + 8), at(58, 5))
    canvas.block(ALUMINIUM, x, (high - 110, high - 14), at(58, 4))


def _skin(canvas: Canvas, x: Range, y: Range, near: bool) -> None:
    """The bare skin of the machinery compartment, with the gusset behind the front post."""
    z = 5.0 if near else WIDE_MM - 6.5
    canvas.block(STEEL, x, (y[0] + 150, y[1] - 14), (z, z + 1.5))
    canvas.block(
        ALUMINIUM, x, (y[1] - 16, y[1] - 13), (5.0, WIDE_MM / 2) if near else (WIDE_MM / 2, WIDE_MM - 5)
    )


def _roof(canvas: Canvas, x: Range, top: float) -> None:
    across = (5.0, WIDE_MM - 5)
    canvas.block(FOAM, x, (top - 100, top - 10), across)
    canvas.block(ALUMINIUM, x, (top - 11.5, top - 10), across)
    canvas.block(ALUMINIUM, x, (top - 101, top - 100), (65.0, WIDE_MM - 65))
    for at in np.arange(x[0] + 600, x[1] - 300, 1480.0):
        canvas.block(ALUMINIUM, (float(at), float(at) + 9), (top - 14, top - 12), across)


def _floor(canvas: Canvas, box: Space, x: Range, doors_right: bool, pitch: float) -> float:
    """Under skin, foam, hat-shaped cross members, stringers and T bars; returns the top."""
    y0, across = box.y[0], (20.0, WIDE_MM - 20)
    tunnel = from_door(box, not doors_right, 140, 3300)
    canvas.block(FOAM, x, (y0 + 40, y0 + 132), across)
    canvas.block(STEEL, x, (y0 + 38, y0 + 39.2), across)
    canvas.block(STEEL, tunnel, (y0 + 116, y0 + 119), (700.0, WIDE_MM - 700))
    for z in (697.0, WIDE_MM - 700):
        canvas.block(STEEL, tunnel, (y0 + 14, y0 + 118), (z, z + 3))
    for at in np.arange(x[0] + 380, x[1] - 300, pitch):
        left, short = float(at), tunnel[0] < at < tunnel[1]
        sides = ((20.0, 700.0), (WIDE_MM - 700, WIDE_MM - 20)) if short else (across,)
        for z in sides:
            for edge in (left, left + 145):
                canvas.block(STEEL, (edge, edge + 4), (y0 + 16, y0 + 128), z)
            for foot in (left - 30, left + 149):
                canvas.block(STEEL, (foot, foot + 30), (y0 + 124, y0 + 128), z)
            canvas.block(STEEL, (left, left + 149), (y0 + 14, y0 + 18), z)
    for z in np.linspace(180, WIDE_MM - 180, 8):
        canvas.block(ALUMINIUM, x, (y0 + 100, y0 + 132), (float(z), float(z) + 5))
    for low, high, density in _T_BARS:
        canvas.block(ALUMINIUM.at(density), x, (y0 + 132 + low, y0 + 132 + high), (66.0, WIDE_MM - 66))
    return y0 + 195
