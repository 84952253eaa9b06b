"""Machines: washing machines in cartons, motor cars."""

from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import depths, lay, part, steps, taken
from training.simulator.materials import (
    ALUMINIUM,
    CONCRETE,
    COPPER,
    DIESEL,
    FOAM,
    LEAD,
    PLASTIC,
    RUBBER,
    STEEL,
)
from training.simulator.space import Space
from training.simulator.truck import engine

Profile = NDArray[np.floating[Any]]
_OUTLINE = (
    (0, 0.02, 0.24, 0.36, 0.48, 0.72, 0.86, 0.97, 1),
    (520, 720, 900, 1330, 1420, 1400, 1020, 960, 560),
)


def washers(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Front loaders in cartons, three or four deep and up to three high."""
    wide, high, deep = rng.uniform(590, 640), rng.uniform(840, 890), rng.uniform(540, 660)
    space = part(space, fill)
    levels = max(1, int((space.y[1] - space.y[0]) / high))
    packages, right, top = 0, space.x[0], space.y[0]
    for z in depths(space, deep, rng, 0.8):
        row = lay(space.x, wide + 40, 12, rng, 0.003)
        heights = steps(row.count, levels, rng, 0.5) if row.count else []
        for level in range(levels if row.count else 0):
            y = space.y[0] + level * high
            kinds = [canvas.sheet(wide + 40) for _ in range(3)]
            for sheet in kinds:
                size, deep_in = (wide, high - 60), (z[0] + 25, z[1] - 25)
                _washer(sheet, (20.0, y + 35), size, deep_in, rng)
            for left, tall in zip(row.left, heights, strict=True):
                if tall > level:
                    canvas.stamp(kinds[int(rng.integers(3))], float(left))
                    top = max(top, y + high)
        packages += int(np.sum(heights))
        right = max(right, float(row.right.max(initial=right)))
    return taken(space, right, top, packages)


def _washer(
    canvas: Canvas,
    corner: tuple[float, float],
    size: tuple[float, float],
    z: tuple[float, float],
    rng: Generator,
) -> None:
    """Sheet body, tub, drum and pulley about an axis across, motor, concrete weights, foam feet."""
    (x, y), (wide, high) = corner, size
    canvas.hollow(STEEL, (x, x + wide), (y, y + high), z, 0.8)
    canvas.block(FOAM, (x - 15, x + wide + 15), (y - 30, y), (z[0], z[1]))
    centre = (x + wide / 2 + rng.normal(0, 4), y + high * 0.53 + rng.normal(0, 4))
    canvas.ring(PLASTIC, centre, (275.0, 271.0), (z[0] + 70, z[1] - 90))
    canvas.ring(STEEL, centre, (240.0, 239.2), (z[0] + 90, z[1] - 120))
    canvas.ring(PLASTIC, centre, (275.0, 0.0), (z[1] - 95, z[1] - 89))
    canvas.ring(STEEL, centre, (150.0, 142.0), (z[1] - 60, z[1] - 48))
    canvas.ring(STEEL, centre, (36.0, 0.0), (z[1] - 160, z[1] - 50))
    canvas.ring(CONCRETE, centre, (262.0, 185.0), (z[0] + 35, z[0] + 70))
    canvas.ring(STEEL, centre, (190.0, 165.0), (z[0] - 6, z[0]))
    canvas.block(
        CONCRETE, (x + 110, x + wide - 110), (y + high - 105, y + high - 25), (z[0] + 120, z[0] + 330)
    )
    canvas.ellipsoid(STEEL.at(5.5), (centre[0] + 60, y + 105, z[1] - 190), (72.0, 66.0, 90.0))
    canvas.ellipsoid(COPPER.at(5.0), (centre[0] + 60, y + 105, z[1] - 130), (60.0, 56.0, 35.0))
    canvas.block(PLASTIC, (x + 15, x + 215), (y + high - 130, y + high - 40), (z[0] + 10, z[0] + 240))


def cars(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """One, two or three cars in a row, nose to tail."""
    long = float(rng.uniform(3700, 4500))
    space = part(space, min(1.0, max(fill, (long + 300) / (space.x[1] - space.x[0]))))
    row = lay(space.x, long, 220, rng, 0.01)
    top = space.y[0]
    for left, right in zip(row.left, row.right, strict=True):
        forward = bool(rng.random() < 0.5)
        top = max(top, _car(canvas, (float(left), float(right)), space, forward, rng))
    return taken(space, float(row.right.max(initial=space.x[0])), top, row.count)


def _car(canvas: Canvas, x: tuple[float, float], space: Space, forward: bool, rng: Generator) -> float:
    """Draw a car, its nose at the low end of x where ``forward``; its height is returned."""
    nose, tail = x if forward else (x[1], x[0])
    high, wide = float(rng.uniform(1380, 1680)), float(rng.uniform(1660, 1800))
    near = (space.z[0] + space.z[1] - wide) / 2
    z, floor = (near, near + wide), space.y[0]
    _body(canvas, (nose, tail), floor, high, z)
    long = tail - nose
    radius = float(rng.uniform(285, 325))
    for share in (0.17, 0.80):
        _wheels(canvas, (nose + share * long, floor + radius), radius, z)
    _inside(canvas, (nose, long), floor, z)
    return floor + high


def _outline(u: Profile, floor: float, high: float) -> Profile:
    """Height of the roof line at places from nose (0) to tail (1), its corners rounded."""
    fine = np.linspace(-0.2, 1.2, 561)
    line = np.interp(fine, _OUTLINE[0], _OUTLINE[1])
    bell = np.exp(-0.5 * (np.arange(-24, 25) / 8.0) ** 2)
    line = np.convolve(line, bell / bell.sum(), "same")
    return (floor + np.interp(u, fine, line) * high / 1420).astype(np.float32)


def _body(canvas: Canvas, x: tuple[float, float], floor: float, high: float, z: tuple[float, float]) -> None:
    """Two skins of sheet a side up to the windows, roof and bonnet, floor, pillars."""
    nose, tail = x
    span = canvas.span(min(x), max(x))
    u = (span.x - nose) / (tail - nose)
    outline = _outline(u, floor, high)
    wheel = np.minimum(np.abs(u - 0.17), np.abs(u - 0.80)) * abs(tail - nose)
    arch = np.sqrt(np.clip(360.0**2 - wheel**2, 0, None))
    sill = np.maximum(floor + 230, floor + 310 + np.where(arch > 0, arch, -400))
    waist = np.minimum(outline, floor + 930 * high / 1420)
    for depth in (z[0] + 4, z[0] + 95, z[1] - 96, z[1] - 5):
        canvas.prism(STEEL, span, (sill, waist), (depth, depth + 0.9))
    canvas.prism(STEEL, span, (outline - 1.6, outline), (z[0] + 90, z[1] - 90))
    canvas.prism(STEEL, span, (floor + 240, floor + 243.5), (z[0] + 60, z[1] - 60))
    for depth in (z[0] + 20, z[1] - 140):
        low, rise = sorted((nose + 0.27 * (tail - nose), nose + 0.71 * (tail - nose)))
        canvas.hollow(STEEL, (low, rise), (floor + 190, floor + 300), (depth, depth + 120), 2.2)
        canvas.hollow(STEEL, (low + 300, rise - 200), (floor + 560, floor + 600), (depth + 20, depth + 60), 2)
    for end, deep in ((nose, 0.012), (tail, -0.012)):
        low, rise = sorted((end, end + deep * (tail - nose)))
        canvas.hollow(STEEL, (low, rise), (floor + 420, floor + 540), (z[0] + 150, z[1] - 150), 2.5)
    for share in (0.31, 0.52, 0.80):
        pillar = nose + share * (tail - nose)
        part = canvas.span(pillar - 35, pillar + 35)
        top = _outline((part.x - nose) / (tail - nose), floor, high)
        for depth in (z[0] + 60, z[1] - 70):
            canvas.prism(STEEL, part, (floor + 240, top), (depth, depth + 4))


def _wheels(canvas: Canvas, centre: tuple[float, float], radius: float, z: tuple[float, float]) -> None:
    for side in (z[0] + 5, z[1] - 200):
        canvas.ring(RUBBER, centre, (radius, radius - 16), (side, side + 190))
        for wall in (side, side + 180):
            canvas.ring(RUBBER, centre, (radius, radius * 0.64), (wall, wall + 10))
        canvas.ring(STEEL, centre, (radius * 0.64, radius * 0.64 - 3), (side + 10, side + 180))
        canvas.ring(STEEL, centre, (130.0, 30.0), (side + 40, side + 62))
    canvas.block(
        STEEL.at(4.0),
        (centre[0] - 28, centre[0] + 28),
        (centre[1] - 28, centre[1] + 28),
        (z[0] + 200, z[1] - 200),
    )


def _inside(canvas: Canvas, along: tuple[float, float], floor: float, z: tuple[float, float]) -> None:
    """Engine and gearbox across, battery, seats, fuel tank, exhaust, spare wheel."""
    nose, long = along
    middle = (z[0] + z[1]) / 2
    low, high = sorted((nose + 0.08 * long, nose + 0.20 * long))
    engine(canvas, (low, floor + 280), (high - low, 470.0), (middle - 330, middle + 150))
    canvas.ellipsoid(ALUMINIUM.at(1.9), (nose + 0.16 * long, floor + 400, middle + 330), (180, 150, 170))
    left, right = sorted((nose + 0.215 * long, nose + 0.255 * long))
    canvas.block(LEAD.at(2.6), (left, right), (floor + 560, floor + 740), (z[0] + 200, z[0] + 440))
    for share in (0.45, 0.66):
        seat = nose + share * long
        for side in (z[0] + 220, middle + 90):
            span = canvas.span(seat - 260, seat + 260)
            canvas.prism(FOAM.at(0.07), span, (floor + 330, floor + 470), (side, side + 520))
            canvas.hollow(
                STEEL, (seat - 250, seat + 250), (floor + 300, floor + 335), (side, side + 480), 1.5
            )
            _back(canvas, seat, long, floor, (side, side + 500))
    low, high = sorted((nose + 0.68 * long, nose + 0.77 * long))
    canvas.block(DIESEL.at(0.25), (low, high), (floor + 240, floor + 420), (middle - 400, middle + 400))
    low, high = sorted((nose + 0.2 * long, nose + 0.95 * long))
    canvas.hollow(STEEL, (low, high), (floor + 200, floor + 255), (middle - 28, middle + 28), 1.8)
    canvas.ellipsoid(STEEL.at(0.6), (nose + 0.9 * long, floor + 250, middle + 150), (280, 85, 120))
    spare = nose + 0.9 * long
    for radius, sign in ((290.0, 1.0), (180.0, -1.0)):
        span = canvas.span(spare - radius, spare + radius)
        half = np.sqrt(np.clip(radius**2 - (span.x - spare) ** 2, 0, None))
        part_of = RUBBER.at(sign * 0.25)
        canvas.prism(part_of, span, (floor + 300, floor + 470), (middle - half, middle + half))


def _back(canvas: Canvas, seat: float, long: float, floor: float, z: tuple[float, float]) -> None:
    """A seat back that leans away from the nose, its frame of tube, the recliner at its foot."""
    for step in range(12):
        y = floor + 440 + step * 52
        x = seat + np.sign(long) * (210 + step * 14)
        canvas.block(FOAM.at(0.08), (x - 55, x + 55), (y, y + 52), z)
        for tube in (z[0] + 40, z[1] - 60):
            canvas.hollow(STEEL, (x - 12, x + 12), (y, y + 52), (tube, tube + 24), 2)
    canvas.ring(STEEL, (seat + np.sign(long) * 210, floor + 450), (50.0, 20.0), (z[0], z[0] + 30))


GOODS = (
    Goods(
        code="845011",
        description="Fully automatic household washing machines",
        unit="NMB",
        kinds=("40hc",),
        pack=washers,
    ),
    Goods(
        code="870322",
        description="Motor cars, petrol engine, 1,000 to 1,500 cm3",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=cars,
    ),
)
