"""Machines that drive themselves: agricultural tractors, excavators, wheel loaders."""

import itertools

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.engine import truck_engine
from training.simulator.goods.wares.things.seats import car_seat
from training.simulator.goods.wares.things.shapes import (
    CELL,
    Body,
    Range,
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


def excavator(rng: Generator) -> Body:
    """A tracked excavator of 2 to 8 tonnes, its arm folded down in front at the low end of x."""
    size = float(rng.uniform(0.62, 1.0))
    out = _tracks() + _upper(rng) + _arm()
    return tuple(Part(part.mesh.scaled(size, size, size), part.material) for part in out)


def _tracks() -> Body:
    """Two crawlers with idlers, sprockets, rollers and shoes; frame, slewing ring, blade."""
    out: Body = ()
    for side in (-1.0, 1.0):
        low, high = sorted((side * 640.0, side * 1060.0))
        for hub, r in ((1600.0, 300.0), (3600.0, 310.0)):
            out += ring(STEEL.at(5), (hub, 360), (r - 20, 0), (low + 130, high - 130), 20)
        for hub in np.linspace(1920, 3270, 5):
            out += ring(STEEL, (float(hub), 170), (95, 0), (low + 110, high - 110), 14)
        path = _loop(1600.0, 3600.0, 360.0, 300.0)
        for (x, y), (u, v) in zip(path, np.roll(path, -1, 0), strict=True):
            out += rod(STEEL, [(x, y, (low + high) / 2), (u, v, (low + high) / 2)], 34, 0, 5)
            out += bar(
                STEEL, ((x + u) / 2 - 30, (x + u) / 2 + 30), ((y + v) / 2 - 30, (y + v) / 2 + 30), (low, high)
            )
        out += case(STEEL, (1650, 3550), (250, 480), (low + 140, high - 140), 12)
    out += case(STEEL, (2100, 3100), (400, 620), (-640, 640), 16) + drum(
        STEEL.at(6), (2600, 0), (480, 380), (620, 720), 28
    )
    return (
        out
        + slab(STEEL, [1080, 1110, 1150], [180, 120, 120], [560, 600, 560], (-1000, 1000))
        + bar(STEEL.at(5), (1150, 2000), (330, 410), (-380, -280))
        + bar(STEEL.at(5), (1150, 2000), (330, 410), (280, 380))
    )


def _loop(x0: float, x1: float, y: float, radius: float) -> np.ndarray:
    """Points of a track around two wheels, evenly spaced."""
    left, right = np.linspace(np.pi / 2, 1.5 * np.pi, 9), np.linspace(-np.pi / 2, np.pi / 2, 9)
    low, top = np.linspace(x0, x1, 15)[1:-1], np.linspace(x1, x0, 15)[1:-1]
    turn = np.c_[x0 + radius * np.cos(left), y + radius * np.sin(left)]
    back = np.c_[x1 + radius * np.cos(right), y + radius * np.sin(right)]
    return np.concatenate(
        [turn, np.c_[low, np.full(13, y - radius)], back, np.c_[top, np.full(13, y + radius)]]
    )


def _upper(rng: Generator) -> Body:
    """House: deck, engine, pumps, counterweight, tanks, cab with seat and panes."""
    out = (
        bar(STEEL, (1750, 4050), (720, 750), (-980, 980))
        + bar(STEEL, (1700, 3800), (750, 900), (-240, -215))
        + bar(STEEL, (1700, 3800), (750, 900), (215, 240))
    )
    unit = tuple(Part(part.mesh.scaled(0.75, 0.8, 0.8), part.material) for part in truck_engine(rng))
    out += placed(unit, 3480, 780, 0, (("y", 90.0),))
    turn = np.linspace(3750.0, 4200, 6)
    out += slab(
        STEEL.at(6.2),
        turn,
        [760, 780, 820, 860, 920, 1000],
        [1500, 1500, 1490, 1470, 1430, 1350],
        ([-960, -960, -940, -900, -830, -700], [960, 960, 940, 900, 830, 700]),
    )
    out += case(STEEL, (2350, 3780), (760, 1620), (-980, -30), 2.5) + case(
        STEEL, (2350, 3300), (760, 1450), (560, 980), 3
    )
    out += (
        bar(DIESEL.at(0.5), (2380, 2850), (780, 1300), (580, 960))
        + bar(CELL, (1850, 2120), (760, 980), (650, 830))
        + bar(ALUMINIUM.at(1.1), (3300, 3720), (900, 1450), (760, 850))
    )
    for x in np.linspace(1900, 2300, 4):
        out += bar(STEEL.at(6), (float(x), float(x) + 80), (760, 960), (300, 520))
    z: Range = (-970, -20)
    for x in (1800.0, 2600.0, 3050.0):
        for side in z:
            out += rod(STEEL, [(x, 760, side), (x + (70 if x < 2000 else 0), 2450, side)], 40, 4, 6)
    out += case(STEEL, (1850, 3080), (2420, 2490), z, 2.5)
    for side in z:
        out += slab(GLASS, [1880, 3040], 1350, 2420, (side - 3, side + 3))
    return (
        out
        + slab(GLASS, [1800, 1850], [900, 2380], [940, 2420], z)
        + placed(car_seat(520, rng), 2250, 1000, -495)
    )


def _arm() -> Body:
    """Boom, stick, bucket and their cylinders, folded for transport."""
    boom = np.array([[2150, 1050], [1750, 1900], [1100, 2250], [200, 2050]], float)
    out = _beam(boom, (170, 260, 240, 150), 130)
    stick = np.array([[60, 2150], [250, 1900], [700, 1000], [860, 520]], float)
    out += _beam(stick, (120, 190, 150, 100), 100)
    for foot, head in (((2080, 950), (1350, 1950)), ((1300, 2380), (120, 2230)), ((330, 2000), (620, 950))):
        for side in (-90.0, 90.0) if foot[0] > 2000 else (0.0,):
            half = (0.5 * (foot[0] + head[0]), 0.5 * (foot[1] + head[1]))
            out += rod(STEEL, [(*foot, side), (*half, side)], 62, 12, 10) + rod(
                STEEL, [(*half, side), (*head, side)], 32, 0, 8
            )
    turn = np.deg2rad(np.linspace(-60, 150, 9))
    x, y = 900 + 330 * np.cos(turn), 420 + 330 * np.sin(turn)
    for i in range(8):
        out += rod(STEEL, [(x[i], y[i], -330), (x[i], y[i], 330)], 22, 0, 6)
        out += rod(
            STEEL,
            [
                ((x[i] + x[i + 1]) / 2, (y[i] + y[i + 1]) / 2, -330),
                ((x[i] + x[i + 1]) / 2, (y[i] + y[i + 1]) / 2, 330),
            ],
            18,
            0,
            6,
        )
    for z in (-325.0, 310.0):
        out += (*lump(STEEL, (900, 430, z), (300, 300, 9)),)
    for z in np.linspace(-290, 290, 5):
        out += bar(STEEL, (1040, 1180), (110, 155), (float(z) - 30, float(z) + 30))
    return out


def _beam(path: np.ndarray, highs: tuple[float, ...], half: float) -> Body:
    """A box beam of 12 mm plate along a path in x and y."""
    line = np.c_[path, np.zeros(len(path))]
    out: Body = ()
    for i in range(len(path) - 1):
        reach = float(np.mean(highs[i : i + 2])) * 0.62
        out += rod(STEEL, [line[i], line[i + 1]], reach, 11, 8)
    return out


def wheel_loader(rng: Generator) -> Body:
    """A compact wheel loader of 3 to 6 tonnes, bucket down at the low end of x."""
    size = float(rng.uniform(0.72, 0.98))
    one = lugged(560, 380, 300, 18)
    out: Body = ()
    for hub in (1750.0, 3850.0):
        for side in (-1.0, 1.0):
            about = (("y", 180.0),) if side < 0 else ()
            out += placed(placed(one, turn=(("z", float(rng.uniform(0, 60))), *about)), hub, 560, side * 820)
        out += rod(STEEL.at(5.5), [(hub, 560, -800), (hub, 560, 800)], 110, 0, 10) + lump(
            STEEL.at(5.5), (hub, 560, 0), (190, 190, 210)
        )
    out += (
        case(STEEL, (1300, 2500), (560, 900), (-330, 330), 20)
        + case(STEEL, (2750, 4900), (560, 880), (-380, 380), 18)
        + drum(STEEL, (2625, 0), (70, 0), (520, 980), 14)
    )
    unit = tuple(Part(part.mesh.scaled(0.85, 0.9, 0.85), part.material) for part in truck_engine(rng))
    out += placed(unit, 4150, 700, 0) + slab(
        STEEL.at(6), [4800, 4900, 5060], [560, 560, 640], [1150, 1150, 1000], (-760, 760)
    )
    x = np.linspace(3500, 5000, 6)
    out += skin(STEEL, x, np.array([1780, 1770, 1750, 1720, 1660, 1500]), 2.5, (-600, 600)) + bar(
        ALUMINIUM.at(1.2), (4780, 4860), (1000, 1600), (-450, 450)
    )
    out += (
        case(STEEL, (2500, 3400), (1000, 1330), (-820, -520), 4)
        + bar(DIESEL.at(0.4), (2510, 3390), (1010, 1320), (-810, -530))
        + bar(CELL, (2600, 2950), (1010, 1230), (560, 740))
    )
    for place in (2350.0, 3450.0):
        for side in (-560.0, 560.0):
            out += rod(
                STEEL, [(place, 1330, side), (place + (90 if place < 3000 else -40), 2720, side)], 42, 5, 6
            )
    out += (
        case(STEEL, (2400, 3480), (2690, 2790), (-620, 620), 2.5)
        + slab(GLASS, [2360, 2440], [1400, 2650], [1440, 2690], (-560, 560))
        + placed(car_seat(520, rng), 2800, 1330, 0)
    )
    for side in (-560.0, 560.0):
        out += slab(GLASS, [2450, 3430], 1650, 2690, (side - 3, side + 3))
    for side in (-380.0, 380.0):
        out += rod(STEEL, [(2350, 1500, side), (1500, 1250, side), (950, 480, side)], 85, 26, 8) + rod(
            STEEL, [(2150, 900, side), (1450, 1150, side)], 48, 12, 10
        )
    out += rod(STEEL, [(2250, 1350, 0), (1300, 1450, 0)], 55, 14, 10) + rod(
        STEEL, [(1300, 1600, 0), (1050, 800, 0)], 45, 0, 8
    )
    scoop = np.array([[60, 40], [900, 40], [1010, 260], [960, 640], [760, 900]], float)
    for (a, b), (c, d) in itertools.pairwise(scoop):
        steps = np.linspace(0, 1, 9)
        for s in steps[:-1]:
            px, py = a + (c - a) * s, b + (d - b) * s
            out += bar(
                STEEL,
                (px, px + max(14.0, abs(c - a) / 8)),
                (py, py + max(14.0, abs(d - b) / 8)),
                (-1000, 1000),
            )
    for z in (-1000.0, 985.0):
        out += slab(
            STEEL, [60, 500, 760, 900, 1010], [40, 40, 40, 40, 250], [70, 500, 900, 740, 300], (z, z + 15)
        )
    return tuple(Part(part.mesh.scaled(size, size, size), part.material) for part in out)
