"""Skeletal semi-trailers for containers."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.geometry import CONTAINER_WIDTH_MM
from training.simulator.materials import ALUMINIUM, PLASTIC, STEEL
from training.simulator.mesh import tube
from training.simulator.space import Range, Space
from training.simulator.vehicles import wheels

_WIDE = CONTAINER_WIDTH_MM
_BEAMS = (730.0, _WIDE - 730)
_SPACING = 1310.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer:
    """Positions along x of the parts of a trailer, and heights; millimetres.

    ``x`` runs from its nose to its tail, ``neck`` to where the frame has its full depth ``deep``;
    ``top`` is the height of the containers' underside, ``axles`` are the hubs from the rearmost on.
    """

    x: Range
    neck: float
    deep: float
    top: float
    axles: tuple[float, ...]
    locks: tuple[float, ...]


def planned(x: Range, top: float, rng: Generator) -> Trailer:
    """A trailer by chance for containers that stand over ``x``."""
    x0, x1 = x[0] - float(rng.uniform(90, 320)), x[1] + float(rng.uniform(20, 260))
    if x1 - x0 < 9000:
        x0, x1 = x0 - float(rng.uniform(1800, 3200)), x1 + float(rng.uniform(300, 2600))
    rear = x1 - float(rng.uniform(1250, 2300))
    middle = (x[0] + x[1]) / 2
    pairs = (middle - 250, middle + 90) if x[1] - x[0] > 7000 else ()
    return Trailer(
        x=(x0, x1),
        neck=x0 + float(rng.uniform(2900, 3500)),
        deep=float(rng.uniform(430, 520)),
        top=top,
        axles=tuple(rear - _SPACING * n for n in range(int(rng.choice([2, 3, 3, 3])))),
        locks=(x[0] + 10, *pairs, x[1] - 170),
    )


def draw(canvas: Canvas, trailer: Trailer, twin: Canvas, rng: Generator) -> tuple[Space, ...]:
    """Draw a trailer on axles as in the sheet ``twin``; returns the hollows of its tyres, the spare first."""
    _frame(canvas, trailer, rng)
    for at in trailer.locks:
        _locks(canvas, at, trailer.top, raised=at in (trailer.locks[0], trailer.locks[-1]))
    _running_gear(canvas, trailer, twin, rng)
    _landing_gear(canvas, trailer)
    _tail(canvas, trailer)
    _sides(canvas, trailer, rng)
    if rng.random() < 0.12:
        _guides(canvas, trailer)
    front = min(trailer.axles)
    spare = wheels.spare_wheel(
        canvas,
        front - float(rng.uniform(1350, 1700)),
        float(rng.uniform(430, 480)),
        bool(trailer.top - trailer.deep < 980 or rng.random() < 0.6),
    )
    return (spare, *(wheels.tyre_room(x, far) for x in trailer.axles for far in (False, True)))


def _frame(canvas: Canvas, trailer: Trailer, rng: Generator) -> None:
    """Two I-beams that deepen behind the neck, cross members, the plate with the kingpin."""
    (x0, x1), top, neck = trailer.x, trailer.top - 18, trailer.neck
    span = canvas.span(x0, x1)
    ease = np.clip((span.x - neck + 500) / 900, 0, 1)
    rise = np.clip((span.x - x1 + 900) / 900, 0, 1) * float(rng.choice([0.0, 90.0, 160.0]))
    low = top - 165 - (trailer.deep - 165) * ease * ease * (3 - 2 * ease) + rise
    for z in _BEAMS:
        canvas.prism(STEEL, span, (low, top), (z - 4, z + 4))
        canvas.prism(STEEL, span, (low, low + 16), (z - 70, z + 70))
        canvas.prism(STEEL, span, (top - 14, top), (z - 70, z + 70))
        for at in np.arange(x0 + 350, x1 - 200, float(rng.uniform(900, 1400))):
            foot = float(np.interp(at, span.x, low)) if span.x.size else top
            canvas.block(STEEL, (float(at), float(at) + 8), (foot + 16, top - 14), (z - 66, z + 66))
    for at in np.arange(x0 + 250, x1 - 120, float(rng.choice([620.0, 780.0, 1000.0]))):
        canvas.block(STEEL, (float(at), float(at) + 5), (top - 125, top - 20), (_BEAMS[0], _BEAMS[1]))
        canvas.block(STEEL, (float(at), float(at) + 50), (top - 25, top - 20), (_BEAMS[0], _BEAMS[1]))
    pin = x0 + 850
    canvas.block(STEEL, (x0 + 120, pin + 620), (top - 176, top - 168), (560.0, _WIDE - 560))
    canvas.drum(STEEL, (pin, _WIDE / 2), (45.0, 0.0), (top - 265, top - 180))
    canvas.hollow(STEEL, (x0 - 40, x0 + 40), (top - 150, top + 40), (60.0, _WIDE - 60), 6)


def _locks(canvas: Canvas, x: float, top: float, raised: bool) -> None:
    """A bolster across the frame with a twist lock in each end, raised into a casting or let down."""
    lift = 0.0 if raised else -78.0
    canvas.hollow(STEEL, (x, x + 160), (top - 170, top - 16), (40.0, _WIDE - 40), 6)
    for z in (15.0, _WIDE - 195):
        canvas.hollow(STEEL, (x - 5, x + 165), (top - 180, top - 2), (z, z + 180), 16)
        canvas.drum(STEEL, (x + 80, z + 90), (34.0, 0.0), (top - 260 + lift, top + 70 + lift))
        canvas.block(STEEL, (x + 55, x + 105), (top + 30 + lift, top + 62 + lift), (z + 40, z + 140))
        canvas.block(STEEL, (x + 20, x + 260), (top - 250, top - 232), (z + 78, z + 102))


def _running_gear(canvas: Canvas, trailer: Trailer, twin: Canvas, rng: Generator) -> None:
    """Axles with springs, hangers between them, mudguards."""
    sheet, hub = canvas.sheet(2 * wheels.SHEET_HUB_MM), wheels.SHEET_HUB_MM
    sheet.merge(twin)
    wheels.leaf_spring(sheet, hub, wheels.HUB_MM + 110, 540.0, int(rng.choice([3, 4, 7])))
    if rng.random() < 0.6:
        wheels.mudguard(sheet, hub, rng)
    low = trailer.top - trailer.deep
    for x in trailer.axles:
        canvas.stamp(sheet, x - hub)
        wheels.hanger(canvas, x + _SPACING / 2, low, wheels.HUB_MM + 150)
    wheels.hanger(canvas, min(trailer.axles) - _SPACING / 2, low, wheels.HUB_MM + 150)
    tank = max(trailer.axles) - _SPACING * float(rng.choice([0.5, 1.5]))
    for z in (820.0, 1250.0):
        canvas.ring(STEEL, (tank, low + 60), (135.0, 131.5), (z, z + 380))
        for end in (z, z + 374):
            canvas.ring(STEEL, (tank, low + 60), (131.5, 0.0), (end, end + 4))


def _landing_gear(canvas: Canvas, trailer: Trailer) -> None:
    """Two telescopic legs with gears, braces and feet, joined by a shaft."""
    x, top = trailer.neck - 150, trailer.top - 40
    for z in (470.0, _WIDE - 590):
        canvas.hollow(STEEL, (x, x + 120), (560.0, top), (z, z + 120), 7)
        canvas.hollow(STEEL, (x + 14, x + 106), (410.0, 900.0), (z + 14, z + 106), 6)
        canvas.block(STEEL, (x + 48, x + 72), (700.0, top - 20), (z + 48, z + 72))
        canvas.block(STEEL.at(4.5), (x + 10, x + 110), (top - 190, top - 60), (z + 120, z + 190))
        canvas.block(STEEL, (x - 90, x + 210), (400.0, 412.0), (z - 40, z + 160))
        canvas.mesh(
            STEEL.at(3.2),
            tube([(x + 60, 760, z + 60), (x + 900, top - 200, 730 if z < 1000 else _WIDE - 730)], 28.0, 6),
        )
    canvas.block(STEEL.at(3.0), (x + 40, x + 80), (top - 150, top - 110), (590.0, _WIDE - 590))
    canvas.block(STEEL.at(3.0), (x + 30, x + 90), (740.0, 800.0), (590.0, _WIDE - 590))


def _tail(canvas: Canvas, trailer: Trailer) -> None:
    """Underrun bar on raking supports, lamps and number plate."""
    x1, low = trailer.x[1], trailer.top - trailer.deep + 60
    canvas.hollow(STEEL, (x1 - 110, x1 - 10), (450.0, 570.0), (60.0, _WIDE - 60), 4)
    for z in _BEAMS:
        canvas.mesh(STEEL.at(4.0), tube([(x1 - 480, low + 40, z), (x1 - 70, 560, z)], 50.0, 6))
    canvas.hollow(STEEL, (x1 - 60, x1), (trailer.top - 180, trailer.top - 20), (60.0, _WIDE - 60), 5)
    for z in (90.0, _WIDE - 490):
        canvas.hollow(PLASTIC, (x1 - 20, x1 + 50), (low - 10, low + 120), (z, z + 400), 4)


def _sides(canvas: Canvas, trailer: Trailer, rng: Generator) -> None:
    """Side guards of aluminium on posts, a tool box, hoses and cables along the beam."""
    front, rear = trailer.neck + 450, min(trailer.axles) - 700
    low = trailer.top - trailer.deep
    if rng.random() < 0.45:
        for z in (60.0, _WIDE - 90):
            for level in (520.0, 800.0):
                canvas.hollow(ALUMINIUM, (front, rear), (level, level + 100), (z, z + 30), 2.5)
            for post in np.linspace(front + 200, rear - 200, 3):
                canvas.hollow(
                    STEEL, (float(post), float(post) + 50), (500.0, trailer.top - 60), (z, z + 30), 3
                )
    if rng.random() < 0.5:
        box = float(rng.uniform(front, max(front + 1, rear - 1900)))
        canvas.hollow(STEEL, (box, box + 620), (low - 330, low + 40), (120.0, 560.0), 2.5)
        canvas.block(STEEL.at(1.2), (box + 60, box + 480), (low - 325, low - 230), (160.0, 480.0))
    x = np.arange(trailer.neck, trailer.x[1] - 300, 180.0)
    sag = low + 150 + 35 * np.cos(x / float(rng.uniform(150, 260))) + rng.normal(0, 8, x.size)
    canvas.mesh(PLASTIC, tube(np.c_[x, sag, np.full(x.size, 790.0)], 8.0, 6))


def _guides(canvas: Canvas, trailer: Trailer) -> None:
    """Plates on posts along both sides that guide containers onto a trailer used inside a port."""
    low, high = trailer.top - 420, trailer.top + 430
    for at in np.linspace(trailer.x[0] + 1900, trailer.x[1] - 1500, 4):
        x = float(at)
        for z in (-62.0, _WIDE + 20):
            canvas.block(STEEL, (x, x + 860), (low + 60, high), (z, z + 6))
            for post in (x, x + 365, x + 730):
                canvas.hollow(STEEL, (post, post + 130), (low + 100, high - 20), (z, z + 42), 5)
        for post in (x, x + 730):
            canvas.hollow(STEEL, (post, post + 130), (low, trailer.top - 30), (-20.0, _WIDE + 20), 6)
