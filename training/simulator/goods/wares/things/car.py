"""A motor car: sheet body with glass, beams and pillars, and what an X-ray shows inside it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.goods.wares.things.engine import car_engine
from training.simulator.goods.wares.things.running import driven, pairs, rolling
from training.simulator.goods.wares.things.seats import car_seat
from training.simulator.goods.wares.things.shapes import CLOTH, Body, bar, case, lump, ring, rod, skin, slab
from training.simulator.materials import GLASS, PLASTIC, STEEL
from training.simulator.mesh import placed

Heights = NDArray[np.floating[Any]]
# Share of the length from the nose, and height in millimetres of a car 1,450 mm high: bumper, bonnet
# edge, foot of the windscreen, roof, foot of the rear window, boot edge, bumper.
_LINES = {
    "saloon": (
        (0, 0.015, 0.06, 0.265, 0.40, 0.50, 0.66, 0.83, 0.975, 0.99, 1),
        (430, 640, 740, 930, 1400, 1450, 1400, 1030, 980, 800, 470),
    ),
    "hatchback": (
        (0, 0.015, 0.06, 0.25, 0.38, 0.52, 0.80, 0.94, 0.98, 0.99, 1),
        (430, 650, 770, 950, 1410, 1450, 1390, 1060, 990, 800, 470),
    ),
    "estate": (
        (0, 0.015, 0.06, 0.26, 0.39, 0.50, 0.87, 0.955, 0.98, 0.99, 1),
        (430, 650, 760, 940, 1400, 1450, 1400, 1050, 980, 800, 470),
    ),
    "off-road": (
        (0, 0.012, 0.05, 0.25, 0.35, 0.48, 0.88, 0.95, 0.975, 0.99, 1),
        (450, 800, 880, 980, 1400, 1450, 1420, 1060, 980, 800, 490),
    ),
}
_SIZES = {
    "saloon": (4450, 1430),
    "hatchback": (3850, 1480),
    "estate": (4500, 1480),
    "off-road": (4400, 1720),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """The measures of a car in millimetres: length, height, half its width, the place of its axles."""

    style: str
    long: float
    high: float
    half: float
    front: float
    rear: float
    radius: float

    def roof(self, x: Heights) -> Heights:
        """Height of the outline over places along the car."""
        shares, heights = _LINES[self.style]
        fine = np.linspace(-0.05, 1.05, 441)
        line = np.interp(fine, shares, heights) * self.high / 1450
        bell = np.exp(-0.5 * (np.arange(-8, 9) / 2.6) ** 2)
        smooth = np.asarray(np.convolve(line, bell / bell.sum(), "same"), np.float64)
        return np.interp(x / self.long, fine, smooth)

    def side(self, x: Heights) -> Heights:
        """Half the width over places along the car: narrower at nose and tail."""
        share = np.asarray(x, np.float64) / self.long
        nose, tail = np.clip(1 - share / 0.12, 0, 1), np.clip((share - 0.9) / 0.1, 0, 1)
        return self.half * (1 - 0.22 * nose**2 - 0.16 * tail**2)


def car(rng: Generator, style: str | None = None) -> Body:
    """A car of a style (saloon, hatchback, estate, off-road; any if none), its nose at the low end of x."""
    frame = _frame(style or str(rng.choice(list(_SIZES))), rng)
    out = _panels(frame) + _cover(frame) + _structure(frame, rng)
    out += pairs(frame.front, frame.rear, frame.half, frame.radius, rng)
    out += rolling(frame.front, frame.rear, frame.half, frame.radius, rng) + driven(
        frame.long, frame.rear, rng
    )
    unit = car_engine(rng)
    out += placed(unit, frame.front - 60, 230 + frame.radius * 0.25, 0, (("y", 90.0),))
    out += _cabin(frame, rng)
    return out


def _frame(style: str, rng: Generator) -> _Frame:
    long, high = (float(v * rng.uniform(0.95, 1.05)) for v in _SIZES[style])
    half = float(rng.uniform(835, 900)) * (0.97 if long < 4000 else 1.0)
    radius = float(rng.uniform(345, 370) if style == "off-road" else rng.uniform(290, 325))
    return _Frame(style, long, high, half, 0.185 * long, 0.185 * long + 0.59 * long, radius)


def _panels(car: _Frame) -> Body:
    """Outer and inner sheet of each side from sill to waist, cut out over the wheels."""
    arch = car.radius + 45
    turn = np.linspace(0, np.pi, 13)
    places = [np.linspace(0.01 * car.long, 0.99 * car.long, 24)]
    places += [hub - arch * np.cos(turn) for hub in (car.front, car.rear)]
    x = np.unique(np.concatenate(places))
    from_hub = np.minimum(abs(x - car.front), abs(x - car.rear))
    over = np.sqrt(np.clip(arch**2 - from_hub**2, 0, None))
    sill = np.where(from_hub < arch - 0.5, car.radius + over, 250.0)
    waist = np.minimum(car.roof(x), 0.645 * car.high)
    sill = np.minimum(sill, waist - 8)
    out: Body = ()
    for sign in (-1.0, 1.0):
        for depth, wall, high in ((0.0, 1.1, waist), (110.0, 1.0, np.minimum(waist, 0.6 * car.high))):
            near = sign * (car.side(x) - depth)
            out += slab(STEEL, x, sill, high, (near - wall / 2, near + wall / 2))
        hubs = np.linspace(-arch, arch, 11)
        for hub in (car.front, car.rear):
            top = car.radius + np.sqrt(np.clip(arch**2 - hubs**2, 0, None))
            inner, outer = sorted((sign * (car.half - 300), sign * (car.half - 30)))
            out += skin(STEEL.at(4.0), hub + hubs, top, 1.6, (inner, outer))
    return out


def _cover(car: _Frame) -> Body:
    """Bonnet, windscreen, roof, rear window and boot: a skin along the outline, glass where it is steep."""
    shares = _LINES[car.style][0]
    cuts = [
        (0.012, shares[3], STEEL, 1.2),
        (shares[3], shares[4], GLASS, 5.0),
        (shares[4], shares[6], STEEL, 1.2),
    ]
    cuts += [(shares[6], shares[7], GLASS, 4.0), (shares[7], 0.985, STEEL, 1.2)]
    out: Body = ()
    for low, high, material, wall in cuts:
        x = np.linspace(low, high, 12) * car.long
        tall = car.roof(x)
        narrow = np.where(tall > 0.66 * car.high, 0.80, 0.93) * car.side(x)
        out += skin(material, x, tall, wall, (-narrow, narrow))
    x = np.linspace(0.28, shares[6] + 0.03, 16) * car.long
    glass = np.maximum(car.roof(x) - 25, 0.645 * car.high + 1)
    for sign in (-1.0, 1.0):
        near = sign * car.half * 0.88
        out += slab(GLASS, x, 0.645 * car.high, glass, (near - 1.7, near + 1.7))
    return out


def _structure(car: _Frame, rng: Generator) -> Body:
    """Floor, sills, pillars, roof rails, door beams, bumper beams, front members, subframe."""
    long, high, half = car.long, car.high, car.half
    out = bar(STEEL, (0.24 * long, 0.93 * long), (262, 265.0), (-half + 90, half - 90))
    out += case(STEEL, (0.24 * long, 0.68 * long), (255, 400), (-120, 120), 1.0)
    out += bar(STEEL, (0.255 * long, 0.258 * long), (300, 0.62 * high), (-half + 100, half - 100))
    low, top = 0.645 * high, high - 45
    lean = _LINES[car.style][0]
    for sign in (-1.0, 1.0):
        near = sign * (half - 55)
        z = (near - 55, near + 55)
        out += case(STEEL, (0.26 * long, 0.70 * long), (225, 330), z, 1.7)
        out += case(STEEL, (0.50 * long, 0.525 * long), (300, low), (near - 40, near + 30), 1.4)
        up = sign * half * 0.84
        for foot, head in ((lean[3], lean[4]), (0.512, 0.508), (lean[7], lean[6])):
            out += rod(STEEL, [(foot * long, low - 20, near), (head * long, top, up)], 30, 1.8, 6)
        out += rod(STEEL, [(lean[4] * long, top, up), (lean[6] * long, top, up)], 28, 1.6, 6)
        for start, end in ((0.29, 0.49), (0.54, 0.68)):
            beam = [(start * long, 0.36 * high, near), (end * long, 0.40 * high, near)]
            out += rod(STEEL, beam, 17, 2.4, 6)
            out += bar(
                STEEL.at(3),
                ((end - 0.03) * long, (end - 0.012) * long),
                (0.50 * high, 0.50 * high + 110),
                (near - 35, near),
            )
            out += ring(STEEL.at(4), ((start + 0.07) * long, 0.44 * high), (42, 0), (near - 30, near), 14)
        member = sign * 420
        out += case(STEEL, (0.03 * long, 0.27 * long), (430, 530), (member - 35, member + 35), 1.8)
        out += case(STEEL, (0.70 * long, 0.97 * long), (400, 480), (member - 35, member + 35), 1.5)
    out += bar(CLOTH.at(0.5), (0.26 * long, 0.95 * long), (266, 276), (-half + 100, half - 100))
    for sign in (-1.0, 1.0):
        for place, tall in ((0.045, 0.46), (0.965, 0.58)):
            out += lump(PLASTIC.at(0.4), (place * long, tall * high, sign * half * 0.72), (70, 65, 110))
    for x in ((0.012, 0.03), (0.967, 0.982)):
        out += case(STEEL, (x[0] * long, x[1] * long), (430, 540), (-half * 0.72, half * 0.72), 2.0)
        out += bar(
            PLASTIC.at(0.5), (x[0] * long - 12, x[1] * long + 8), (300, 640), (-half * 0.78, half * 0.78)
        )
    return out


def _cabin(car: _Frame, rng: Generator) -> Body:
    """Seats, dashboard, steering wheel and column, airbag, pedals, sun visors."""
    long = car.long
    out: Body = ()
    for place, wide in ((0.40, 520.0), (0.615, 1250.0)):
        sides = (-360.0, 360.0) if wide < 900 else (0.0,)
        for z in sides:
            out += placed(car_seat(wide, rng), place * long, 285, z)
    dash = (
        (0.275 * long, 0.355 * long),
        (0.44 * car.high, 0.645 * car.high),
        (-car.half + 130, car.half - 130),
    )
    out += case(PLASTIC, *dash, 3.5) + bar(
        STEEL, (0.31 * long, 0.315 * long), (0.54 * car.high, 0.54 * car.high + 45), dash[2]
    )
    side = float(rng.choice([-1.0, 1.0])) * 360
    foot, hub = (0.29 * long, 420.0, side), (0.395 * long, 0.62 * car.high, side)
    out += rod(STEEL, [foot, hub], 16, 0, 8)
    turn = np.linspace(0, 2 * np.pi, 17)
    lean = np.arctan2(hub[1] - foot[1], hub[0] - foot[0])
    wheel = np.c_[
        hub[0] - 185 * np.cos(turn) * np.sin(lean),
        hub[1] + 185 * np.cos(turn) * np.cos(lean),
        side + 185 * np.sin(turn),
    ]
    out += rod(STEEL, wheel, 12, 3, 6)
    for pedal in (-90.0, 0.0, 90.0):
        out += rod(STEEL, [(0.285 * long, 560, side + pedal), (0.30 * long, 330, side + pedal)], 7, 0, 5)
    return out
