"""Scooters."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.running import mudguards, two_wheels
from training.simulator.goods.wares.things.shapes import (
    CELL,
    CLOTH,
    Body,
    bar,
    case,
    lump,
    ring,
    rod,
    skin,
    slab,
    spring,
)
from training.simulator.materials import ALUMINIUM, PLASTIC, STEEL


def scooter(rng: Generator, reach: float) -> Body:
    """A scooter: small wheels, leg shield, footboard, engine by the rear wheel, plastic panels."""
    base, radius = float(rng.uniform(1180, 1300)), float(rng.uniform(205, 235))
    out = two_wheels((0.0, base), radius, 105, 5, rng)
    head = (0.22 * base, 820.0)
    out += rod(
        STEEL,
        [(0, radius, 55), (0.05 * base, 2 * radius + 40, 40), (0.09 * base, 2 * radius + 80, 0), (*head, 0)],
        22,
        3.5,
        8,
    )
    frame = [
        (0.14 * base, 620, 0),
        (0.27 * base, 330, 0),
        (0.36 * base, 250, 0),
        (0.62 * base, 260, 0),
        (0.70 * base, 520, 0),
        (1.1 * base, 640, 0),
    ]
    out += rod(STEEL, frame, 30, 4.0, 8)
    for z in (-110.0, 110.0):
        rail = [(0.50 * base, 290, z), (0.72 * base, 500, z), (1.15 * base, 640, z)]
        stand = [(0.60 * base, 250, z), (0.64 * base, 20, 1.2 * z)]
        out += rod(STEEL, rail, 16, 3.0, 8) + rod(STEEL, stand, 13, 3.5, 8)
    out += rod(
        STEEL,
        [(head[0] + 80, 960, -320 * reach), (head[0] + 10, 920, 0), (head[0] + 80, 960, 320 * reach)],
        11,
        2,
        8,
    )
    out += _panels(base)
    out += (
        lump(ALUMINIUM.at(2.0), (0.82 * base, radius + 40, -70), (200, 85, 65))
        + ring(STEEL, (0.72 * base, radius + 50), (72, 0), (-120, -80))
        + ring(STEEL, (0.95 * base, radius + 10), (74, 0), (-120, -84))
    )
    out += lump(STEEL.at(5.0), (0.66 * base, radius + 60, 0), (110, 55, 60)) + spring(
        STEEL, (1.02 * base, radius + 90, -90), 230, 30, 4.5, 8
    )
    out += rod(STEEL, [(0.8 * base, radius - 20, 95), (1.2 * base, radius + 60, 120)], 55, 2.2, 12)
    out += lump(PLASTIC.at(0.3), (head[0] - 30, 930, 0), (90, 60, 120))
    return out + mudguards(base, radius)


def _panels(base: float) -> Body:
    """Leg shield, side panels, seat over its box, battery, fuel tank of a scooter."""
    shield = np.array([0.10, 0.13, 0.20, 0.30, 0.36, 0.62]) * base
    out = skin(PLASTIC, shield, np.array([900.0, 860, 560, 290, 262, 262]), 4.5, (-195, 195))
    out += skin(PLASTIC, shield[:4] - 70, np.array([860.0, 820, 520, 330]), 3, (-150, 150))
    x = np.linspace(0.6 * base, 1.25 * base, 7)
    for z in (-150.0, 146.0):
        out += slab(
            PLASTIC, x, [300, 330, 400, 450, 500, 540, 600], [640, 690, 700, 700, 700, 700, 690], (z, z + 4)
        )
    out += slab(CLOTH.at(0.07), x, 690, [730, 770, 780, 770, 790, 790, 760], (-130, 130)) + case(
        PLASTIC, (0.66 * base, 0.95 * base), (470, 680), (-110, 110), 3
    )
    out += bar(CELL, (0.42 * base, 0.42 * base + 110), (265, 345), (-40, 40))
    return out + case(STEEL, (0.97 * base, 1.17 * base), (500, 640), (-90, 90), 1.0)
