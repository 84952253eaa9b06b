"""Machines that dig and load: excavators, wheel loaders."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.engine import truck_engine
from training.simulator.goods.wares.things.seats import car_seat
from training.simulator.goods.wares.things.shapes import (
    CELL,
    Body,
    Range,
    bar,
    case,
    cheek,
    drum,
    lump,
    plate,
    ring,
    rod,
    skin,
    slab,
)
from training.simulator.goods.wares.things.tractor import lugged
from training.simulator.materials import ALUMINIUM, DIESEL, GLASS, STEEL
from training.simulator.mesh import Part, placed


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
    arc = np.stack([x, y], 1)
    out += plate(STEEL, arc, 22, (-330, 330))
    for z in (-330.0, 316.0):
        out += cheek(STEEL, arc, (z, z + 14))
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
    out += _loader_cab(rng) + _loader_arms()
    return tuple(Part(part.mesh.scaled(size, size, size), part.material) for part in out)


def _loader_cab(rng: Generator) -> Body:
    """Posts, roof, panes and seat."""
    out: Body = ()
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
    return out


def _loader_arms() -> Body:
    """Lifting arms, their cylinders, and the bucket."""
    out: Body = ()
    for side in (-380.0, 380.0):
        out += rod(STEEL, [(2350, 1500, side), (1500, 1250, side), (950, 480, side)], 85, 26, 8) + rod(
            STEEL, [(2150, 900, side), (1450, 1150, side)], 48, 12, 10
        )
    out += rod(STEEL, [(2250, 1350, 0), (1300, 1450, 0)], 55, 14, 10) + rod(
        STEEL, [(1300, 1600, 0), (1050, 800, 0)], 45, 0, 8
    )
    scoop = np.array([[60, 40], [900, 40], [1010, 260], [960, 640], [760, 900]], float)
    out += plate(STEEL, scoop, 18, (-1000, 1000))
    for z in (-1000.0, 985.0):
        out += cheek(STEEL, scoop, (z, z + 15))
    return out
