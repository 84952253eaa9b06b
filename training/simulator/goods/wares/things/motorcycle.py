"""Motorcycles."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.running import mudguards, two_wheels
from training.simulator.goods.wares.things.scooter import scooter
from training.simulator.goods.wares.things.shapes import (
    CELL,
    CLOTH,
    PETROL,
    Body,
    bar,
    case,
    lump,
    ring,
    rod,
    slab,
    spring,
)
from training.simulator.materials import ALUMINIUM, PLASTIC, STEEL


def motorcycle(rng: Generator) -> Body:
    """A motorcycle of 125 to 600 cm3, or a scooter; its front at the low end of x."""
    return scooter(rng, 1.0) if rng.random() < 0.3 else _motorcycle(rng, 1.0)


def motorcycle_for_crate(rng: Generator) -> Body:
    """The same with its handlebar folded, as it goes into a narrow crate."""
    return scooter(rng, 0.55) if rng.random() < 0.3 else _motorcycle(rng, 0.55)


def _motorcycle(rng: Generator, reach: float) -> Body:
    base, size = float(rng.uniform(1250, 1420)), float(rng.uniform(0.92, 1.12))
    radius = float(rng.uniform(295, 320))
    out = two_wheels((0.0, base), radius, 100 * size, int(rng.choice([3, 5, 6])), rng)
    head, pivot = (0.31 * base, radius + 520.0), (0.66 * base, radius + 80.0)
    for z in (-85.0, 85.0):
        fork = [(0, radius, z), (0.20 * base, radius + 330, z), (head[0] - 10, head[1] + 60, z)]
        out += rod(STEEL, fork[:2], 26, 5, 10) + rod(STEEL, fork[1:], 19, 3, 10)
        out += rod(STEEL, [(base, radius, z), (pivot[0], pivot[1], z * 0.9)], 22, 3, 8)
        cradle = [
            (head[0], head[1] - 60, 20),
            (0.40 * base, radius + 60, z),
            (0.60 * base, radius - 80, z),
            (pivot[0], pivot[1], z),
        ]
        out += rod(STEEL, cradle, 16, 2.5, 8)
        rail = [(pivot[0], pivot[1], z), (0.72 * base, radius + 400, z), (1.12 * base, radius + 450, z)]
        out += rod(STEEL, rail, 14, 2.2, 8)
    out += rod(STEEL, [(*head, 0), (0.52 * base, head[1] - 20, 0), (pivot[0], pivot[1] + 80, 0)], 24, 2.5, 8)
    out += rod(STEEL, [(head[0] - 20, head[1] + 40, 0), (head[0] + 12, head[1] - 130, 0)], 28, 6, 10)
    bars = [
        (head[0] + 120, head[1] + 200, -360 * reach),
        (head[0] + 20, head[1] + 180, -160),
        (head[0] - 15, head[1] + 90, 0),
        (head[0] + 20, head[1] + 180, 160),
        (head[0] + 120, head[1] + 200, 360 * reach),
    ]
    out += rod(STEEL, bars, 11, 2, 8)
    out += _tank_and_seat(base, radius, head)
    out += _single((0.50 * base, radius + 40), size) + _exhaust(
        (0.42 * base, radius + 140), base, radius, rng
    )
    for z in (-110.0, 60.0) if rng.random() < 0.6 else (0.0,):
        out += spring(STEEL, (0.92 * base, radius + 60, z), 280, 32, 5, 9) + rod(
            STEEL, [(0.92 * base, radius + 40, z), (0.90 * base, radius + 380, z)], 13, 3
        )
    return out + mudguards(base, radius)


def _tank_and_seat(base: float, radius: float, head: tuple[float, float]) -> Body:
    """Fuel tank, seat, battery in its box, lamp and instruments."""
    x = np.linspace(head[0] - 10, 0.68 * base, 8)
    inner = np.linspace(x[0] + 1, x[-1] - 1, 8)
    bulge = np.sin(np.linspace(0.5, np.pi - 0.3, 8))
    out = slab(STEEL, x, head[1] - 20, head[1] + 30 + 130 * bulge, (-130 * bulge, 130 * bulge))
    out += slab(
        STEEL.at(-STEEL.density),
        inner,
        head[1] - 19,
        head[1] + 29 + 129.2 * bulge,
        (-129.2 * bulge, 129.2 * bulge),
    )
    out += slab(PETROL.at(0.1), x[1:-1], head[1] - 15, head[1] + 60, (-120 * bulge[1:-1], 120 * bulge[1:-1]))
    seat = np.linspace(0.62 * base, 1.14 * base, 6)
    out += slab(
        CLOTH.at(0.07), seat, radius + 440, [radius + q for q in (500, 490, 500, 530, 540, 520)], (-125, 125)
    ) + slab(PLASTIC, seat, radius + 434, radius + 440, (-120, 120))
    out += bar(CELL, (0.70 * base, 0.70 * base + 115), (radius + 230, radius + 330), (-45, 45)) + case(
        PLASTIC, (0.66 * base, 0.86 * base), (radius + 200, radius + 410), (-75, 75), 3
    )
    out += lump(PLASTIC.at(0.35), (head[0] - 90, head[1] + 50, 0), (70, 85, 95)) + lump(
        STEEL.at(1.2), (head[0] - 20, head[1] + 150, 0), (40, 35, 90)
    )
    return out


def _single(at: tuple[float, float], size: float) -> Body:
    """A single-cylinder engine: crankcase, finned cylinder leaning forward, flywheels, gears, carburettor."""
    x, y = at
    out = (
        lump(ALUMINIUM.at(1.1), (x + 50, y, 0), (190 * size, 115 * size, 110))
        + ring(STEEL, (x - 25, y), (62 * size, 0), (-38, -10))
        + ring(STEEL, (x - 25, y), (62 * size, 0), (10, 38))
    )
    for gear in (60.0, 115.0):
        out += ring(STEEL, (x + gear, y + 20 - gear * 0.2), (46, 0), (-60, -20), 16) + ring(
            STEEL, (x + gear, y), (30, 0), (-10, 60), 14
        )
    lean = np.deg2rad(15)
    for step in range(9):
        low = (x - 40 - (70 + step * 17) * np.sin(lean) * size, y + (80 + step * 17) * size)
        out += bar(ALUMINIUM, (low[0] - 68, low[0] + 68), (low[1], low[1] + 5), (-68, 68)) + bar(
            STEEL.at(3.2), (low[0] - 44, low[0] + 44), (low[1] + 5, low[1] + 17 * size), (-44, 44)
        )
    top = (x - 40 - 235 * np.sin(lean) * size, y + 235 * size)
    out += bar(ALUMINIUM.at(1.6), (top[0] - 65, top[0] + 65), (top[1], top[1] + 75), (-62, 62))
    return (
        out
        + lump(ALUMINIUM.at(1.6), (top[0] + 120, top[1] - 20, 0), (48, 55, 40))
        + rod(STEEL, [(x + 130, y - 40, -75), (x + 420, y + 40, -72)], 8, 0, 6)
    )


def _exhaust(port: tuple[float, float], base: float, radius: float, rng: Generator) -> Body:
    low = radius - 80
    path = [
        (port[0] - 60, port[1] + 110, 60),
        (port[0] - 130, port[1], 95),
        (port[0] - 20, low, 120),
        (0.75 * base, low + 20, 135),
    ]
    rise = float(rng.uniform(20, 160))
    return (
        rod(STEEL, path, 19, 1.6, 8)
        + rod(STEEL, [(0.75 * base, low + 20, 135), (1.15 * base, low + 40 + rise, 150)], 52, 2.4, 12)
        + rod(STEEL, [(0.8 * base, low + 25, 135), (1.1 * base, low + 35 + rise, 150)], 20, 1.5, 8)
    )
