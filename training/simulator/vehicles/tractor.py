"""Tractors in front of a semi-trailer: frame, fifth wheel, drive line, tanks, cab."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.geometry import CONTAINER_WIDTH_MM
from training.simulator.materials import ALUMINIUM, DIESEL, LEAD, PLASTIC, STEEL, TYRE
from training.simulator.mesh import tube
from training.simulator.space import Space
from training.simulator.vehicles import wheels
from training.simulator.vehicles.cab import cab

_WIDE = CONTAINER_WIDTH_MM
_RAILS = (800.0, _WIDE - 800)


def tractor(canvas: Canvas, pin: float, plate: float, twin: Canvas, rng: Generator) -> tuple[Space, ...]:
    """Draw a tractor whose fifth wheel holds a kingpin at x = ``pin``, its plate at height ``plate``.

    Its driven axles are as in the sheet ``twin``; parts outside of the picture are left out. Returns
    the hollows of its outer tyres at the rear.
    """
    double = bool(rng.random() < 0.6)
    rear = pin + (1500.0 if double else 950.0)
    axles = (pin + 420 + 680, pin + 420 - 680) if double else (pin + 300,)
    front = min(axles) - float(rng.uniform(3200, 3600))
    top = float(rng.uniform(940, 985))
    _frame(canvas, (front - 1100, rear), top)
    _fifth_wheel(canvas, pin, top, plate, rng)
    _axles(canvas, axles, front, twin, rng)
    _tanks(canvas, min(axles) - 750, front + 700, rng)
    _drive_line(canvas, front, min(axles))
    cab(canvas, front - 1380, front + 900, rng)
    _hoses(canvas, front + 1250, pin - 700, plate)
    return tuple(wheels.tyre_room(x, far) for x in axles for far in (False, True))


def _frame(canvas: Canvas, x: tuple[float, float], top: float) -> None:
    """Two channels of 270 x 80 x 8, cross members, the tail with its lamps."""
    for z in _RAILS:
        canvas.block(STEEL, x, (top - 270, top), (z - 5, z + 4))
        inner = (z, z + 76) if z < _WIDE / 2 else (z - 76, z)
        for level in (top - 270, top - 9):
            canvas.block(STEEL, x, (level, level + 9), inner)
        canvas.block(STEEL, (x[0] + 500, x[1] - 400), (top - 255, top - 15), (z + 4, z + 9))
    for at in np.arange(x[1] - 60, x[0] + 600, -820.0):
        canvas.hollow(STEEL, (float(at) - 60, float(at)), (top - 230, top - 40), (_RAILS[0], _RAILS[1]), 8)
    canvas.hollow(STEEL, (x[0] - 60, x[0] + 60), (420.0, 640.0), (120.0, _WIDE - 120), 10)
    canvas.hollow(PLASTIC, (x[1] - 30, x[1] + 60), (top - 210, top - 90), (180.0, 560.0), 4)
    canvas.hollow(PLASTIC, (x[1] - 30, x[1] + 60), (top - 210, top - 90), (_WIDE - 560, _WIDE - 180), 4)


def _fifth_wheel(canvas: Canvas, pin: float, top: float, plate: float, rng: Generator) -> None:
    """A cast plate with its slot and jaw on two pedestals, and the mounting plate on the frame."""
    middle = _WIDE / 2
    canvas.block(STEEL, (pin - 430, pin + 450), (top, top + 14), (700.0, _WIDE - 700))
    for z in (middle - 430, middle + 330):
        canvas.hollow(STEEL, (pin - 160, pin + 160), (top + 14, plate - 60), (z, z + 100), 16)
        canvas.ring(STEEL, (pin, plate - 75), (48.0, 0.0), (z - 20, z + 120))
    span = canvas.span(pin - 440, pin + 480)
    droop = np.clip((span.x - pin - 120) / 360, 0, 1) * float(rng.uniform(50, 90))
    for level, thick, half in ((plate - 22, 22.0, 455.0), (plate - 95, 73.0, 150.0)):
        canvas.prism(STEEL, span, (level - droop, level + thick - droop), (middle - half, middle + half))
    for side in (-455.0, 435.0):
        canvas.prism(STEEL, span, (plate - 110 - droop, plate - droop), (middle + side, middle + side + 20))
    slot = canvas.span(pin + 40, pin + 480)
    canvas.prism(STEEL.at(-STEEL.density), slot, (plate - 95, plate - 90), (middle - 60, middle + 60))


def _axles(canvas: Canvas, axles: tuple[float, ...], front: float, twin: Canvas, rng: Generator) -> None:
    """Driven axles with leaf springs or air bags, half mudguards, and the steered axle."""
    sheet, hub = canvas.sheet(2 * wheels.SHEET_HUB_MM), wheels.SHEET_HUB_MM
    sheet.merge(twin)
    wheels.differential(sheet, hub)
    if rng.random() < 0.5:
        wheels.leaf_spring(sheet, hub, wheels.HUB_MM + 150, 560.0, 7)
    else:
        for side in (-330.0, 330.0):
            for z in (700.0, _WIDE - 700):
                sheet.drum(TYRE, (hub + side, z), (130.0, 118.0), (wheels.HUB_MM - 60, wheels.HUB_MM + 190))
        for z in (640.0, _WIDE - 740):
            sheet.block(
                STEEL.at(5.0), (hub - 380, hub + 380), (wheels.HUB_MM - 130, wheels.HUB_MM - 70), (z, z + 100)
            )
    if rng.random() < 0.6:
        wheels.mudguard(sheet, hub, rng)
    for x in axles:
        canvas.stamp(sheet, x - hub)
    wheels.axle(canvas, front, pairs=False)
    wheels.leaf_spring(canvas, front, wheels.HUB_MM + 120, 800.0, 3)


def _tanks(canvas: Canvas, rear: float, front: float, rng: Generator) -> None:
    """Fuel, AdBlue and air tanks, batteries and silencer along the frame."""
    long = min(float(rng.uniform(900, 1500)), rear - front)
    level = float(rng.uniform(560, 1000))
    canvas.hollow(ALUMINIUM, (rear - long, rear), (430.0, 1050.0), (30.0, 690.0), 3)
    canvas.block(DIESEL, (rear - long + 3, rear - 3), (433.0, level), (33.0, 687.0))
    for baffle in np.linspace(rear - long, rear, 4)[1:3]:
        canvas.block(ALUMINIUM, (float(baffle), float(baffle) + 2), (440.0, 1040.0), (40.0, 680.0))
    canvas.hollow(STEEL, (rear - 900, rear - 150), (430.0, 1000.0), (_WIDE - 640, _WIDE - 60), 2)
    canvas.block(STEEL.at(0.85), (rear - 880, rear - 170), (450.0, 980.0), (_WIDE - 600, _WIDE - 100))
    for cell in (0.0, 260.0):
        canvas.block(
            LEAD.at(2.4), (front + cell, front + cell + 235), (620.0, 840.0), (_WIDE - 600, _WIDE - 90)
        )
    for z in (880.0, 1300.0):
        canvas.ring(STEEL, (rear + 120, 700.0), (120.0, 117.0), (z, z + 300))


def _drive_line(canvas: Canvas, front: float, drive: float) -> None:
    """Engine of six cylinders, gearbox, propeller shaft; radiator and intercooler in front."""
    engine(canvas, (front - 480, 640.0), (1250.0, 980.0), (930.0, 1500.0))
    gear = (front + 780, front + 1500)
    for start, stop, radius in ((gear[0], gear[0] + 180, 280.0), (gear[0] + 180, gear[1], 200.0)):
        canvas.pipe(ALUMINIUM, (start, stop), (950.0, _WIDE / 2), (radius, radius - 14))
    for level in (900.0, 1020.0):
        canvas.pipe(STEEL.at(5.0), (gear[0] + 120, gear[1] - 40), (level, _WIDE / 2 - 20), (75.0, 0.0))
    shaft = [(gear[1], 940, _WIDE / 2), (drive - 480, wheels.HUB_MM + 60, _WIDE / 2)]
    canvas.mesh(STEEL, tube(shaft, 62.0, 10))
    canvas.mesh(STEEL.at(-STEEL.density), tube(shaft, 56.0, 10))
    for start, density, wide in ((-850.0, 0.75, 80.0), (-940.0, 0.45, 60.0)):
        at = front + start
        canvas.block(ALUMINIUM.at(density), (at, at + wide), (640.0, 1650.0), (720.0, 1720.0))


def engine(
    canvas: Canvas, corner: tuple[float, float], size: tuple[float, float], z: tuple[float, float]
) -> None:
    """An in-line engine lengthwise: block, bores, pistons, crank, sump, flywheel, head; corner (x, y)."""
    (x, y), (long, high) = corner, size
    canvas.block(STEEL.at(2.2), (x, x + long), (y + 0.3 * high, y + 0.8 * high), z)
    middle, pitch = (z[0] + z[1]) / 2, long * 0.145
    for number in range(6):
        at = x + long * 0.1 + pitch * number
        rise = y + high * (0.5 + 0.1 * float(np.cos(number * 2 * np.pi / 3)))
        bore = pitch * 0.42
        canvas.drum(STEEL.at(-2.0), (at, middle), (bore, 0.0), (y + 0.42 * high, y + 0.8 * high))
        canvas.drum(ALUMINIUM, (at, middle), (bore, bore * 0.6), (rise, rise + 0.09 * high))
        canvas.drum(STEEL, (at, middle), (bore * 0.25, 0.0), (y + 0.34 * high, rise))
        canvas.ring(STEEL.at(6.0), (at, y + 0.3 * high), (0.1 * high, 0.0), (middle - 35, middle + 35))
    canvas.block(STEEL.at(1.9), (x, x + 0.95 * long), (y + 0.8 * high, y + 0.92 * high), z)
    canvas.hollow(ALUMINIUM, (x, x + 0.95 * long), (y + 0.92 * high, y + high), z, 5)
    canvas.hollow(STEEL, (x + 0.1 * long, x + 0.85 * long), (y, y + 0.3 * high), z, 3)
    canvas.pipe(STEEL.at(6.0), (x + 0.95 * long, x + long), (y + 0.3 * high, middle), (0.22 * high, 0.0))
    canvas.pipe(STEEL.at(5.0), (x + 0.4 * long, x + 0.6 * long), (y + 0.75 * high, z[1] + 90), (95.0, 40.0))


def _hoses(canvas: Canvas, start: float, stop: float, plate: float) -> None:
    """Coiled air and electric lines between cab and trailer."""
    for number, z in enumerate((900.0, 1150.0, 1400.0)):
        along = np.linspace(0, 1, 150)
        turn = along * 2 * np.pi * 19
        sag = 420 * along * (1 - along)
        path = np.c_[
            start + (stop - start) * along,
            plate + 420 - 130 * along - sag + 42 * np.sin(turn),
            z + 42 * np.cos(turn) + 30 * number,
        ]
        canvas.mesh(PLASTIC.at(0.8), tube(path, 7.0, 5))
