"""Flat rail wagons for containers: two bogies, sills, buffers, spigots, brakes.

Sizes are those of a four-axle container wagon of standard gauge with bogies of 1,800 mm wheelbase
and wheels of 920 mm (UIC 510, 526, 571-4); y is measured from the rail head.
"""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.geometry import CONTAINER_WIDTH_MM
from training.simulator.materials import STEEL
from training.simulator.mesh import Mesh, tube
from training.simulator.space import Range

_WIDE = CONTAINER_WIDTH_MM
_MIDDLE = _WIDE / 2
_SILLS = (190.0, _WIDE - 190)
_WHEEL, _TREADS = 460.0, (_MIDDLE - 750, _MIDDLE + 750)
_SHORTEST = 12400.0


def wagon(canvas: Canvas, x: Range, floor: float, rng: Generator) -> None:
    """Draw a wagon under containers that stand over ``x``, its deck just below ``floor``."""
    spare = max(0.0, _SHORTEST - (x[1] - x[0]))
    left = float(rng.uniform(0, spare))
    beam = (x[0] - left - float(rng.uniform(300, 600)), x[1] + spare - left + float(rng.uniform(300, 600)))
    top = floor - 25
    _underframe(canvas, beam, top, rng)
    bogie = canvas.sheet(3200.0)
    _bogie(bogie, 1600.0, rng)
    for pivot in (beam[0] + 1750, beam[1] - 1750):
        canvas.stamp(bogie, pivot - 1600)
        canvas.drum(STEEL, (pivot, _MIDDLE), (150.0, 60.0), (780.0, top - 150))
        canvas.hollow(STEEL, (pivot - 300, pivot + 300), (top - 330, top - 60), (200.0, _WIDE - 200), 10)
    for end, way in ((beam[0], -1.0), (beam[1], 1.0)):
        _headstock(canvas, end, way, top)
    _brakes(canvas, beam, top)
    middle = (x[0] + x[1]) / 2
    for at in (x[0] + 90, middle - 130, middle + 130, x[1] - 90):
        _spigots(canvas, at, floor, raised=abs(at - middle) > 200)


def _underframe(canvas: Canvas, x: Range, top: float, rng: Generator) -> None:
    """Fish-bellied side sills, the centre sill, cross members."""
    (x0, x1), belly = x, float(rng.uniform(420, 560))
    span = canvas.span(x0, x1)
    ease = np.clip(np.minimum(span.x - x0 - 2500, x1 - 2500 - span.x) / 1300, 0, 1)
    low = top - 260 - (belly - 260) * ease
    for z in _SILLS:
        canvas.prism(STEEL, span, (low, top), (z - 8, z + 8))
        canvas.prism(STEEL, span, (low, low + 28), (z - 115, z + 115))
        canvas.prism(STEEL, span, (top - 26, top), (z - 115, z + 115))
    for z in (_MIDDLE - 175, _MIDDLE + 167):
        canvas.block(STEEL, x, (top - 300, top - 30), (z, z + 14))
    for level in (top - 308, top - 38):
        canvas.block(STEEL, x, (level, level + 12), (_MIDDLE - 220, _MIDDLE + 220))
    for at in np.arange(x0 + 900, x1 - 700, float(rng.choice([1180.0, 1450.0]))):
        near = float(at)
        canvas.block(STEEL, (near, near + 12), (top - 240, top - 40), (_SILLS[0], _SILLS[1]))
        for level in (top - 244, top - 40):
            canvas.block(STEEL, (near - 50, near + 58), (level, level + 8), (_SILLS[0], _SILLS[1]))
        for z in (_SILLS[0] - 100, _SILLS[1] + 6):
            canvas.block(STEEL, (near, near + 8), (top - 240, top - 20), (z, z + 94))


def _bogie(canvas: Canvas, x: float, rng: Generator) -> None:
    """Two wheelsets in a welded frame with nested coil springs beside each axle box."""
    for at in (x - 900, x + 900):
        _wheelset(canvas, at)
        for z in (_TREADS[0] - 310, _TREADS[1] + 110):
            canvas.hollow(STEEL, (at - 160, at + 160), (330.0, 610.0), (z, z + 200), 26)
            canvas.ring(STEEL.at(6.0), (at, _WHEEL), (115.0, 0.0), (z + 10, z + 190))
            for side in (-265.0, 265.0):
                for radius, wire in ((95.0, 22.0), (58.0, 15.0)):
                    canvas.mesh(STEEL, _coil((at + side, 400.0, z + 100), radius, wire, 215.0))
                canvas.block(STEEL, (at + side - 120, at + side + 120), (380.0, 404.0), (z, z + 200))
    for z in (_TREADS[0] - 290, _TREADS[1] + 130):
        canvas.hollow(STEEL, (x - 1290, x + 1290), (620.0, 730.0), (z, z + 160), 18)
        canvas.hollow(STEEL, (x - 480, x + 480), (470.0, 640.0), (z, z + 160), 18)
    canvas.hollow(STEEL, (x - 200, x + 200), (540.0, 780.0), (_TREADS[0] - 150, _TREADS[1] + 150), 20)
    for end in (x - 1310, x + 1190):
        canvas.hollow(STEEL, (end, end + 120), (560.0, 690.0), (_TREADS[0] - 150, _TREADS[1] + 150), 8)
    for shoe in (x - 900 + 490, x + 900 - 490 - 60):
        for z in (_TREADS[0] - 40, _TREADS[1] - 40):
            canvas.block(STEEL, (shoe, shoe + 60), (330.0, 640.0), (z, z + 80))
        canvas.block(STEEL, (shoe + 10, shoe + 50), (440.0, 500.0), (_TREADS[0], _TREADS[1]))


def _wheelset(canvas: Canvas, x: float) -> None:
    """An axle of 160 to 185 mm with two wheels: flange, tyre of 75 mm, thin dished web, hub."""
    canvas.ring(STEEL, (x, _WHEEL), (85.0, 0.0), (_TREADS[0] - 290, _TREADS[1] + 290))
    for tread, way in ((_TREADS[0], -1.0), (_TREADS[1], 1.0)):
        low = tread - 67.0
        canvas.ring(STEEL, (x, _WHEEL), (_WHEEL, _WHEEL - 70), (low, low + 135))
        flange = low + 105 if way < 0 else low
        canvas.ring(STEEL, (x, _WHEEL), (_WHEEL + 28, _WHEEL), (flange, flange + 30))
        canvas.ring(STEEL, (x, _WHEEL), (_WHEEL - 70, 135.0), (tread - 11, tread + 11))
        canvas.ring(STEEL, (x, _WHEEL), (135.0, 85.0), (tread - 90, tread + 90))


def _coil(foot: tuple[float, float, float], radius: float, wire: float, high: float) -> Mesh:
    turn = np.linspace(0, 2 * np.pi * 5, 70)
    x, y, z = foot
    path = np.c_[x + radius * np.cos(turn), y + high * turn / turn[-1], z + radius * np.sin(turn)]
    return tube(path, wire, 6)


def _headstock(canvas: Canvas, x: float, way: float, top: float) -> None:
    """The end beam with two buffers, the draw hook and its screw coupling."""

    def at(start: float, stop: float) -> Range:
        return (min(x + way * start, x + way * stop), max(x + way * start, x + way * stop))

    canvas.hollow(STEEL, at(-140, 0), (top - 330, top), (60.0, _WIDE - 60), 12)
    for z in (_MIDDLE - 875, _MIDDLE + 875):
        canvas.pipe(STEEL, at(0, 330), (1060.0, z), (105.0, 88.0))
        canvas.pipe(STEEL, at(120, 600), (1060.0, z), (84.0, 66.0))
        canvas.pipe(STEEL.at(5.0), at(20, 300), (1060.0, z), (66.0, 30.0))
        canvas.pipe(STEEL, at(590, 625), (1060.0, z), (225.0, 0.0))
    canvas.block(STEEL, at(0, 260), (1010.0, 1080.0), (_MIDDLE - 32, _MIDDLE + 32))
    canvas.ring(
        STEEL, ((at(230, 330)[0] + at(230, 330)[1]) / 2, 1050.0), (85.0, 42.0), (_MIDDLE - 32, _MIDDLE + 32)
    )
    for z in (_MIDDLE - 75, _MIDDLE + 47):
        canvas.mesh(STEEL, tube([(x + way * 290, 1040, z), (x + way * 330, 700, z)], 15.0, 6))
    canvas.block(STEEL, at(295, 345), (700.0, 760.0), (_MIDDLE - 80, _MIDDLE + 80))


def _brakes(canvas: Canvas, x: Range, top: float) -> None:
    """Air reservoir, brake cylinder, distributor, levers and the pipe that runs the whole length."""
    middle = (x[0] + x[1]) / 2
    canvas.pipe(STEEL, (middle - 900, middle - 50), (top - 480, _MIDDLE + 400), (190.0, 185.0))
    for end in (middle - 900, middle - 55):
        canvas.pipe(STEEL, (end, end + 5), (top - 480, _MIDDLE + 400), (185.0, 0.0))
    canvas.pipe(STEEL, (middle + 300, middle + 800), (top - 430, _MIDDLE - 250), (175.0, 160.0))
    canvas.pipe(STEEL, (middle + 100, middle + 800), (top - 430, _MIDDLE - 250), (28.0, 0.0))
    canvas.block(
        STEEL.at(3.5), (middle + 50, middle + 230), (top - 560, top - 330), (_MIDDLE + 300, _MIDDLE + 480)
    )
    canvas.pipe(STEEL, (x[0], x[1]), (top - 350, _MIDDLE + 260), (21.0, 17.0))
    canvas.pipe(STEEL, (x[0] + 2600, x[1] - 2600), (top - 390, _MIDDLE), (18.0, 0.0))


def _spigots(canvas: Canvas, x: float, floor: float, raised: bool) -> None:
    """A pair of container spigots on the side sills, up in the castings or folded away."""
    for z in (20.0, _WIDE - 180):
        canvas.hollow(STEEL, (x - 110, x + 110), (floor - 70, floor - 2), (z, z + 160), 14)
        level = floor - 2 if raised else floor - 62
        canvas.block(STEEL, (x - 42, x + 42), (level, level + 57), (z + 50, z + 110))
