"""Agricultural tractors, and the tyres of machines that work on soil."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.engine import truck_engine
from training.simulator.goods.wares.things.seats import car_seat
from training.simulator.goods.wares.things.shapes import (
    CELL,
    Body,
    bar,
    barrel,
    case,
    drum,
    lump,
    ring,
    rod,
    skin,
    slab,
)
from training.simulator.materials import ALUMINIUM, DIESEL, GLASS, RUBBER, STEEL
from training.simulator.mesh import Part, placed


def lugged(radius: float, wide: float, rim: float, lugs: int) -> Body:
    """A tyre with lugs about z at the origin, on a dished steel rim."""
    half = wide / 2
    out = ring(RUBBER, (0, 0), (radius * 0.95, rim), (-half, half), 32)
    out += ring(RUBBER.at(-RUBBER.density), (0, 0), (radius * 0.95 - 28, rim), (-half + 18, half - 18), 32)
    for number in range(lugs):
        angle = number * 2 * np.pi / lugs
        for side, turn in ((-1, 0.0), (1, np.pi / lugs)):
            c = np.array([np.cos(angle + turn), np.sin(angle + turn)])
            d = np.array([np.cos(angle + turn + 0.16), np.sin(angle + turn + 0.16)])
            path = [(*(c * radius * 0.965), 0.0), (*(d * radius * 0.965), side * half * 0.95)]
            out += rod(RUBBER, path, radius * 0.033, 0, 5)
    out += ring(STEEL, (0, 0), (rim, rim - 7), (-half + 12, half - 12), 32) + ring(
        STEEL, (0, 0), (rim, rim * 0.3), (10, 18), 28
    )
    return out + ring(STEEL, (0, 0), (rim * 0.34, 0), (-half * 0.5, 30), 16)


def tractor(rng: Generator) -> Body:
    """An agricultural tractor of 40 to 80 kW on its wheels, bonnet at the low end of x."""
    base, big, small = (
        float(rng.uniform(1950, 2250)),
        float(rng.uniform(640, 740)),
        float(rng.uniform(400, 470)),
    )
    wide, cab = float(rng.uniform(780, 860)), bool(rng.random() < 0.5)
    out: Body = ()
    rear, front = lugged(big, 390, 0.58 * big, 20), lugged(small, 260, 0.58 * small, 16)
    for side in (-1.0, 1.0):
        about = (("y", 180.0),) if side < 0 else ()
        spin = (("z", float(rng.uniform(0, 90))),)
        out += placed(placed(rear, turn=(*spin, *about)), base, big, side * wide)
        out += placed(placed(front, turn=(*spin, *about)), 0, small, side * (wide - 60))
    out += _driveline(base, big, small, wide, rng) + _bonnet(base, big, rng)
    out += placed(car_seat(480, rng), base - 330, big + 80, 0)
    wheel = np.linspace(0, 2 * np.pi, 17)
    out += rod(STEEL, [(base - 700, big + 100, 0), (base - 480, big + 560, 0)], 20, 4)
    out += rod(
        STEEL,
        np.c_[base - 480 - 90 * np.cos(wheel), big + 560 + 170 * np.cos(wheel), 190 * np.sin(wheel)],
        13,
        3,
        6,
    )
    out += _shelter(base, big, wide, cab)
    for side in (-1.0, 1.0):
        turn = np.deg2rad(np.linspace(20, 150, 9))
        x = base - (big + 70) * np.cos(turn)
        z = sorted((side * (wide - 190), side * (wide + 170)))
        out += skin(STEEL, x, big + (big + 70) * np.sin(turn), 2.0, (z[0], z[1]))
        out += rod(
            STEEL, [(base + 100, big - 150, side * 260), (base + 850, big - 250, side * 400)], 20, 0, 8
        )
    return out


def _driveline(base: float, big: float, small: float, wide: float, rng: Generator) -> Body:
    """Engine, gearbox and axle in one line, front axle, fuel tank, battery, weights."""
    unit = placed(truck_engine(rng), 0, 0, 0)
    low = small + 20
    unit = tuple(Part(part.mesh.scaled(0.8, 0.85, 0.75), part.material) for part in unit)
    out = placed(unit, 0.17 * base, low, 0)
    x = np.array([0.40, 0.50, 0.72, 0.86, 1.12]) * base
    out += slab(
        STEEL.at(2.1),
        x,
        [low + 60, low + 40, low + 20, big - 230, big - 190],
        [low + 480, low + 430, low + 420, big + 190, big + 200],
        ([-190, -170, -160, -210, -200], [190, 170, 160, 210, 200]),
    )
    for share in np.linspace(0.48, 0.8, 6):
        out += barrel(
            STEEL, (low + 230, 0), (float(rng.uniform(70, 115)), 0), (share * base, share * base + 28), 16
        )
    out += barrel(STEEL, (big, 0), (190, 0), (base - 30, base + 20), 20) + rod(
        STEEL.at(5.5), [(base, big, -wide), (base, big, wide)], 95, 0, 10
    )
    out += (
        rod(STEEL.at(5), [(0, small, -wide + 60), (0, small, wide - 60)], 70, 0, 8)
        + bar(STEEL, (-330, 0.45 * base), (low + 20, low + 110), (-190, -165))
        + bar(STEEL, (-330, 0.45 * base), (low + 20, low + 110), (165, 190))
    )
    for number in range(int(rng.integers(0, 8))):
        z = -190 + number * 52.0
        out += bar(STEEL, (-520, -340), (low - 60, low + 240), (z, z + 44))
    out += case(STEEL, (0.52 * base, 0.70 * base), (low + 20, low + 330), (230, 430), 2) + bar(
        DIESEL.at(0.3), (0.53 * base, 0.69 * base), (low + 24, low + 320), (234, 426)
    )
    return out + bar(CELL, (-280, -20), (low + 180, low + 380), (-90, 90))


def _bonnet(base: float, big: float, rng: Generator) -> Body:
    """Bonnet of sheet, radiator, exhaust stack, air filter, lamps."""
    top = big + 480.0
    x = np.linspace(-360, 0.56 * base, 8)
    line = np.array([top - 330, top - 120, top - 70, top - 40, top - 20, top - 5, top, top + 10])
    out = skin(STEEL, x, line, 1.5, (-260, 260))
    for z in (-262.0, 260.0):
        out += slab(STEEL, x, top - 380, line, (z, z + 1.5))
    out += bar(ALUMINIUM.at(1.1), (-190, -100), (top - 500, top - 90), (-220, 220)) + barrel(
        STEEL.at(0.8), (top - 130, 60), (95, 70), (0.05 * base, 0.3 * base), 16
    )
    stack = [
        (0.12 * base, top - 250, -180),
        (0.12 * base, top - 40, -200),
        (0.12 * base, top + 60, -200),
        (0.12 * base, top + 650, -200),
    ]
    out += rod(STEEL, stack, 34, 2.2, 10) + drum(
        STEEL, (0.12 * base, -200), (75, 72), (top + 100, top + 480), 16
    )
    for z in (-150.0, 150.0):
        out += lump(GLASS.at(0.5), (-340, top - 260, z), (30, 55, 75))
    return out


def _shelter(base: float, big: float, wide: float, cab: bool) -> Body:
    """A cab with panes, or a roll bar folded up, over a platform."""
    out = bar(STEEL, (base - 900, base + 100), (big + 30, big + 34), (-wide + 200, wide - 200))
    out += (
        bar(STEEL, (base + 60, base + 130), (big + 150, big + 500), (-wide + 150, wide - 150))
        if not cab
        else ()
    )
    z = wide - 230
    if not cab:
        return out + rod(
            STEEL,
            [
                (base + 160, big + 180, -z),
                (base + 220, big + 1250, -z),
                (base + 220, big + 1250, z),
                (base + 160, big + 180, z),
            ],
            38,
            5,
            8,
        )
    top = big + 1330
    for side in (-z, z):
        for foot, head in ((base - 900, base - 720), (base + 160, base + 210), (base - 250, base - 250)):
            out += rod(STEEL, [(foot, big + 30, side), (head, top, side)], 34, 4, 6)
        out += slab(
            GLASS,
            [base - 860, base - 720, base + 190],
            big + 320,
            [big + 330, top, top],
            (side - 3, side + 3),
        )
    out += case(STEEL, (base - 800, base + 290), (top, top + 150), (-z - 60, z + 60), 2)
    return out + slab(GLASS, [base - 880, base - 740], [big + 180, top - 6], [big + 190, top], (-z, z))
