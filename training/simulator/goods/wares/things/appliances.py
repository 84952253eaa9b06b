"""Household appliances: washing machines, microwave ovens, toasters."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.shapes import (
    BOARD,
    Body,
    Range,
    bar,
    case,
    drum,
    lump,
    ring,
    rod,
    sheaf,
    spring,
)
from training.simulator.materials import ALUMINIUM, CONCRETE, COPPER, GLASS, PLASTIC, STAINLESS, STEEL


def washing_machine(rng: Generator) -> Body:
    """A front loader: sheet body, plastic tub, steel drum, pulley, motor, concrete weights, pump."""
    w, h, d = rng.uniform(590, 605), rng.uniform(830, 850), rng.uniform(480, 610)
    x, y, z = (-w / 2, w / 2), (0.0, h), (-d / 2, d / 2)
    c, r = (float(rng.normal(0, 3)), h * 0.52), 255.0
    out = case(STEEL, x, (y[0] + 15, y[1] - 25), z, 0.75) + bar(PLASTIC.at(0.55), x, (h - 25, h), z)
    out += ring(PLASTIC, c, (r + 18, r + 14), (z[0] + 60, z[1] - 85), 32)
    out += ring(PLASTIC, c, (r + 18, 0), (z[1] - 90, z[1] - 84), 32)
    out += ring(STAINLESS, c, (r - 14, r - 14.7), (z[0] + 75, z[1] - 110), 32)
    out += ring(STAINLESS, c, (r - 14, 0), (z[1] - 111, z[1] - 109.8), 32)
    for angle in np.deg2rad(rng.uniform(0, 120) + np.array([0, 120, 240])):
        path = [(c[0] + q * np.cos(angle), c[1] + q * np.sin(angle), z[1] - 98.0) for q in (40, r - 20)]
        out += rod(ALUMINIUM, path, 16, 3)
        at = (c[0] + (r - 40) * np.cos(angle), c[1] + (r - 40) * np.sin(angle))
        out += ring(PLASTIC.at(0.3), at, (28, 0), (z[0] + 80, z[1] - 115), 8)
    out += ring(STEEL, c, (17, 0), (z[1] - 175, z[1] - 30), 12) + ring(
        STEEL, c, (40, 17), (z[1] - 150, z[1] - 90)
    )
    out += ring(ALUMINIUM.at(1.4), c, (145, 0), (z[1] - 50, z[1] - 38))
    out += ring(CONCRETE, c, (r + 10, 178), (z[0] + 42, z[0] + 78))
    out += bar(CONCRETE, (-w * 0.3, w * 0.3), (h - 112, h - 42), (-d * 0.2, d * 0.22))
    out += ring(PLASTIC, c, (185, 150), (z[0] - 14, z[0]), 32) + ring(
        GLASS, c, (150, 144), (z[0] - 6, z[0] + 60)
    )
    side = float(rng.choice([-1.0, 1.0]))
    out += _motor((c[0] + side * 90, 120.0), (z[1] - 260, z[1] - 90))
    out += ring(PLASTIC, (-side * 150, 80), (45, 38), (z[0] + 30, z[0] + 150)) + ring(
        COPPER.at(4), (-side * 150, 80), (28, 8), (z[0] + 90, z[0] + 140)
    )
    for dx in (-0.36, 0.36):
        out += spring(STEEL, (dx * w, h - 160, 0), 110, 11, 2, 12)
        out += rod(STEEL, [(dx * w, 60, 40), (dx * w * 0.6, 250, 20)], 13, 3)
    out += case(PLASTIC, (x[0] + 15, x[0] + 215), (h - 125, h - 45), (z[0] + 10, z[0] + 260), 2.5)
    out += bar(BOARD.at(0.7), (x[1] - 240, x[1] - 60), (h - 110, h - 50), (z[0] + 12, z[0] + 30))
    for px in (x[0] + 45, x[1] - 45):
        for pz in (z[0] + 45, z[1] - 45):
            out += drum(PLASTIC, (px, pz), (22, 0), (0, 15), 10)
    return out


def _motor(at: tuple[float, float], z: Range) -> Body:
    """A small motor about an axis across: laminations, windings at both ends, shaft, end shields."""
    out = ring(STEEL.at(6.8), at, (68, 44), (z[0] + 40, z[1] - 45)) + ring(
        STEEL.at(6.5), at, (42, 0), (z[0] + 45, z[1] - 50)
    )
    for low in (z[0] + 12, z[1] - 44):
        out += ring(COPPER.at(4.5), at, (60, 40), (low, low + 28))
    return (
        out + ring(ALUMINIUM, at, (70, 60), (z[0], z[1] - 10)) + ring(STEEL, at, (9, 0), (z[0], z[1] + 50), 8)
    )


def microwave_oven(rng: Generator) -> Body:
    """Cavity at the left, magnetron, transformer and fan at the right, glass tray, door."""
    w, h, d = rng.uniform(440, 510), rng.uniform(258, 300), rng.uniform(320, 400)
    x, z, cut = (-w / 2, w / 2), (-d / 2, d / 2), w / 2 - 135.0
    out = case(STEEL, x, (10, h), z, 0.6) + case(
        STEEL, (x[0] + 20, cut), (30, h - 30), (z[0] + 15, z[1] - 30), 0.5
    )
    middle = ((x[0] + cut) / 2 + 10, 0.0)
    out += drum(GLASS, middle, (135, 0), (46, 51), 24) + lump(STEEL.at(5), (middle[0], 25, 0), (26, 14, 26))
    at, low = cut + 25, z[1] - 150
    out += bar(STEEL.at(7.2), (at, at + 92), (18, 98), (low, low + 85))
    for near in (low - 14, low + 85):
        out += bar(COPPER.at(5), (at + 12, at + 80), (30, 86), (near, near + 14))
    out += sheaf(ALUMINIUM, (at, at + 85), (h - 120, h - 45), (low, low + 80), 7, 0.12)
    out += drum(STEEL, (at + 42, low + 40), (28, 0), (h - 110, h - 55), 12)
    out += ring(PLASTIC, (at + 45, h * 0.45), (48, 40), (z[1] - 40, z[1] - 15)) + ring(
        COPPER.at(3), (at + 45, h * 0.45), (16, 0), (z[1] - 45, z[1] - 12)
    )
    out += bar(STEEL, (cut + 20, cut + 50), (h - 60, h - 30), (z[0] + 60, z[0] + 120))
    out += case(PLASTIC, (x[0], cut), (14, h - 4), (z[0] - 32, z[0]), 3) + bar(
        GLASS, (x[0] + 30, cut - 25), (40, h - 30), (z[0] - 30, z[0] - 26.5)
    )
    out += bar(PLASTIC.at(0.5), (cut, x[1]), (14, h - 4), (z[0] - 20, z[0])) + bar(
        BOARD.at(0.9), (cut + 10, x[1] - 10), (60, h - 30), (z[0] + 3, z[0] + 12)
    )
    for px in (x[0] + 35, x[1] - 35):
        out += bar(PLASTIC, (px - 12, px + 12), (0, 10), (z[0] + 20, z[1] - 20))
    return out


def toaster(rng: Generator) -> Body:
    """Two slots with heating wires on mica, springs, lever."""
    w, h, d = rng.uniform(250, 300), rng.uniform(170, 195), rng.uniform(150, 180)
    z = (-d / 2, d / 2)
    out = case(STEEL, (-w / 2, w / 2), (15, h), z, 0.7) + bar(PLASTIC.at(0.5), (-w / 2, w / 2), (0, 15), z)
    for near in (-55.0, -12.0, 12.0, 52.0):
        out += bar(STEEL, (-w * 0.33, w * 0.3), (30, h - 30), (near, near + 0.8))
        for y in np.arange(38, h - 36, 12.0):
            out += bar(STEEL, (-w * 0.33, w * 0.3), (y, y + 1.5), (near - 2, near))
    out += spring(STEEL, (w * 0.38, 25, 0), h - 60, 7, 1.2, 14) + bar(
        COPPER.at(6), (w * 0.35, w * 0.42), (18, 42), (-20, 20)
    )
    return out + bar(PLASTIC, (w / 2, w / 2 + 22), (h * 0.55, h * 0.65), (-14, 14))
