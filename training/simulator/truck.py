"""What carries the container: a skeletal trailer, wheels, and the tractor in front of it."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.geometry import CONTAINER_WIDTH_MM
from training.simulator.materials import ALUMINIUM, DIESEL, PLASTIC, RUBBER, STEEL

_WIDE = CONTAINER_WIDTH_MM


def trailer(canvas: Canvas, x: tuple[float, float], top: float, rng: Generator) -> None:
    """A trailer under ``x``, its deck at height ``top``; the gooseneck at the low end of x."""
    x0, x1 = x
    neck = x0 + 3100
    for z in (720.0, 1660.0):
        _beam(canvas, (neck, x1), (top - 420, top - 5), z)
        _beam(canvas, (x0, neck), (top - 190, top - 5), z)
        _beam(canvas, (neck - 300, neck + 250), (top - 420, top - 190), z)
    for at in np.linspace(x0 + 300, x1 - 200, int((x1 - x0) / 1300)):
        canvas.block(STEEL, (float(at), float(at) + 6), (top - 150, top - 20), (720.0, 1660.0))
    for at in (x0 + 60, (x0 + x1) / 2 - 210, (x0 + x1) / 2 + 60, x1 - 210):
        canvas.hollow(STEEL, (at, at + 150), (top - 160, top - 2), (60.0, _WIDE - 60), 5)
    for z in (500.0, 1830.0):
        leg = neck + 500
        canvas.hollow(STEEL, (leg, leg + 110), (550.0, top - 120), (z, z + 110), 8)
        canvas.block(STEEL, (leg - 80, leg + 190), (540.0, 556.0), (z - 40, z + 150))
    canvas.hollow(STEEL, (x1 - 120, x1), (480.0, 600.0), (150.0, _WIDE - 150), 4)
    canvas.block(PLASTIC, (x1 - 40, x1), (top - 300, top - 180), (100.0, 500.0))
    tank = neck + rng.uniform(1500, 2600)
    canvas.hollow(STEEL, (tank, tank + 700), (650.0, 900.0), (200.0, 480.0), 3)
    bogie = x1 - rng.uniform(1500, 2300)
    for number in range(int(rng.choice([2, 3, 3]))):
        axle(canvas, bogie - 1310.0 * number, pairs=True)


def tractor(canvas: Canvas, rear: float, top: float, rng: Generator, cab: bool) -> None:
    """A tractor whose frame ends at x = ``rear``; with ``cab`` false only its rear half shows."""
    for z in (790.0, 1590.0):
        _beam(canvas, (rear - 6200, rear), (820.0, 1090.0), z)
    for number in range(int(rng.choice([1, 2, 2]))):
        axle(canvas, rear - 1000 - 1350.0 * number, pairs=True)
    canvas.hollow(STEEL, (rear - 2200, rear - 1200), (1090.0, top - 25), (700.0, 1740.0), 10)
    canvas.block(STEEL, (rear - 2300, rear - 1150), (top - 45, top - 5), (750.0, 1690.0))
    for z in ((60.0, 640.0), (1800.0, 2380.0)):
        canvas.hollow(ALUMINIUM, (rear - 4300, rear - 3100), (480.0, 1080.0), z, 4)
        level = float(rng.uniform(600, 1000))
        canvas.block(DIESEL, (rear - 4296, rear - 3104), (484.0, level), (z[0] + 4, z[1] - 4))
    axle(canvas, rear - 5350, pairs=False)
    if cab:
        _cab(canvas, rear, rng)


def _cab(canvas: Canvas, rear: float, rng: Generator) -> None:
    """Engine, gearbox, seats and the sheet of a cab-over tractor."""
    back, front, roof = rear - 4150, rear - 6350, 3000 + rng.uniform(0, 500)
    engine(canvas, (front + 650, 780.0), (1100.0, 720.0), (860.0, 1540.0))
    canvas.ellipsoid(STEEL.at(2.2), (front + 2150, 1000.0, 1200.0), (420.0, 210.0, 230.0))
    canvas.block(ALUMINIUM.at(0.6), (front + 260, front + 400), (800.0, 1650.0), (500.0, 1950.0))
    span = canvas.span(front, back)
    rake = np.clip((span.x - front) / 420, 0, 1)
    height = (1700 + (roof - 1700) * rake**0.6).astype(np.float32)
    for sign, inset in ((1.0, 0.0), (-1.0, 1.6)):
        steel = STEEL.at(sign * STEEL.density)
        edge = canvas.span(front + inset, back - inset)
        part = height[: edge.x.size] - inset
        canvas.prism(steel, edge, (1000.0 + inset, part), (20.0 + inset, _WIDE - 20 - inset))
    for z in (150.0, 1500.0):
        canvas.block(PLASTIC.at(0.12), (front + 900, front + 1450), (1500.0, 1650.0), (z, z + 600))
        canvas.block(PLASTIC.at(0.12), (front + 1350, front + 1500), (1650.0, 2350.0), (z, z + 600))
    canvas.hollow(PLASTIC, (front + 120, front + 500), (1450.0, 1800.0), (200.0, _WIDE - 200), 4)
    canvas.hollow(STEEL, (front - 60, front + 20), (400.0, 800.0), (60.0, _WIDE - 60), 3)


def engine(
    canvas: Canvas, corner: tuple[float, float], size: tuple[float, float], z: tuple[float, float]
) -> None:
    """An engine lengthwise: block, bores, crank, sump, flywheel, head; corner (x, y), size along x and y."""
    (x, y), (long, high) = corner, size
    canvas.block(STEEL.at(1.6), (x, x + long), (y + 0.3 * high, y + 0.9 * high), z)
    middle, quarter = (z[0] + z[1]) / 2, (z[1] - z[0]) / 4
    for bore in np.arange(4):
        at = x + long * (0.14 + 0.22 * bore)
        canvas.ellipsoid(STEEL.at(-1.3), (at, y + 0.66 * high, middle), (0.08 * long, 0.2 * high, quarter))
        canvas.ring(STEEL.at(4.0), (at, y + 0.36 * high), (0.12 * high, 0.0), (middle - 40, middle + 40))
    canvas.block(ALUMINIUM.at(1.2), (x + 0.04 * long, x + 0.9 * long), (y + 0.9 * high, y + high), z)
    canvas.block(STEEL.at(0.5), (x + 0.1 * long, x + 0.8 * long), (y, y + 0.3 * high), z)
    canvas.block(STEEL.at(5.0), (x + 0.94 * long, x + long), (y + 0.12 * high, y + 0.72 * high), z)


def axle(canvas: Canvas, x: float, pairs: bool) -> None:
    """An axle with wheels of 1 m at both sides, twin or single."""
    hub = 510.0
    canvas.block(STEEL.at(4.2), (x - 65, x + 65), (hub - 65, hub + 65), (300.0, _WIDE - 300))
    widths = (0.0, 330.0) if pairs else (30.0,)
    for offset in widths:
        for near in (offset, _WIDE - offset - 290):
            _wheel(canvas, x, hub, (near, near + 290))
    for near in (360.0, _WIDE - 560):
        canvas.ring(STEEL.at(3.0), (x, hub), (210, 40), (near, near + 200))


def _wheel(canvas: Canvas, x: float, y: float, z: tuple[float, float]) -> None:
    low, high = z
    canvas.ring(RUBBER, (x, y), (510, 487), z)
    canvas.ring(RUBBER, (x, y), (487, 290), (low, low + 16))
    canvas.ring(RUBBER, (x, y), (487, 290), (high - 16, high))
    canvas.ring(STEEL, (x, y), (290, 282), (low + 20, high - 20))
    canvas.ring(STEEL, (x, y), (282, 60), (low + 130, low + 140))


def _beam(canvas: Canvas, x: tuple[float, float], y: tuple[float, float], z: float) -> None:
    """An I beam along x at depth z."""
    canvas.block(STEEL, x, y, (z - 4, z + 4))
    for edge in (y[0], y[1] - 14):
        canvas.block(STEEL, x, (edge, edge + 14), (z - 75, z + 75))
