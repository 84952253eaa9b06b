"""Refrigerators and air conditioners."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.shapes import (
    BOARD,
    Body,
    bar,
    barrel,
    case,
    drum,
    lump,
    ring,
    rod,
)
from training.simulator.materials import ALUMINIUM, COPPER, FOAM, GLASS, PLASTIC, STEEL


def compressor(at: tuple[float, float], foot: float, scale: float) -> Body:
    """A hermetic compressor: steel pot, motor and piston inside; (x, z) and height of its foot."""
    r, h = 85 * scale, 165 * scale
    out = lump(STEEL, (at[0], foot + h / 2, at[1]), (r, h / 2, r))
    out += lump(STEEL.at(-STEEL.density), (at[0], foot + h / 2, at[1]), (r - 3, h / 2 - 3, r - 3))
    out += drum(STEEL.at(5.6), at, (0.7 * r, 0), (foot + 0.2 * h, foot + 0.55 * h), 16)
    out += drum(COPPER.at(3), at, (0.66 * r, 0.3 * r), (foot + 0.12 * h, foot + 0.66 * h), 16)
    out += lump(STEEL.at(6.5), (at[0], foot + 0.72 * h, at[1]), (0.4 * r, 0.14 * h, 0.35 * r))
    return out + bar(STEEL, (at[0] - r, at[0] + r), (foot - 3, foot), (at[1] - r, at[1] + r))


def refrigerator(rng: Generator) -> Body:
    """Two doors over each other: skins with foam between, shelves, condenser, compressor."""
    w, h, d = rng.uniform(540, 700), rng.uniform(1420, 1850), rng.uniform(560, 700)
    x, z = (-w / 2, w / 2), (-d / 2, d / 2)
    split = h * float(rng.choice([0.32, 0.66]))
    out = case(STEEL, x, (20, h), (z[0] + 60, z[1] - 30), 0.5) + bar(FOAM, x, (60, h), (z[0] + 60, z[1] - 30))
    for low, high in ((230.0, split - 20), (split + 20, h - 55)):
        room = ((x[0] + 50, x[1] - 50), (low, high), (z[0] + 62, z[1] - 90))
        out += bar(FOAM.at(-FOAM.density), *room) + case(PLASTIC, *room, 1.6)
        for y in np.arange(low + 170, high - 100, rng.uniform(210, 300)):
            out += bar(GLASS, (x[0] + 55, x[1] - 55), (float(y), float(y) + 4), (z[0] + 90, z[1] - 100))
        if rng.random() < 0.8:
            out += case(PLASTIC, (x[0] + 60, x[1] - 60), (low + 10, low + 160), (z[0] + 90, z[1] - 110), 2.5)
        door = (low - 25 if low > 300 else 60.0, high + 20)
        out += case(STEEL, x, door, (z[0], z[0] + 52), 0.5) + bar(FOAM, x, door, (z[0], z[0] + 52))
        for y in np.arange(door[0] + 120, door[1] - 150, 280.0):
            tray = ((x[0] + 50, x[1] - 50), (float(y), float(y) + 90), (z[0] + 56, z[0] + 150))
            out += case(PLASTIC, *tray, 2)
        out += rod(
            STEEL, [(x[1] - 30, door[0] + 80, z[0] - 12), (x[1] - 30, door[0] + 420, z[0] - 12)], 8, 1.5
        )
    out += bar(FOAM.at(-FOAM.density), (x[0] + 10, x[1] - 10), (30, 200), (z[1] - 280, z[1] - 40))
    out += compressor((float(rng.uniform(-0.25, 0.25) * w), z[1] - 150), 40, 0.95)
    lines = np.arange(260, h - 120, 55.0)
    zigzag = [
        (sx * (w / 2 - 40), y + dy, z[1] - 28)
        for y in lines
        for sx, dy in ((-1, 0), (1, 0), (1, 27), (-1, 27))
    ]
    out += rod(STEEL, zigzag, 3, 1, 5)
    for px in (x[0] + 40, x[1] - 40):
        out += drum(PLASTIC, (px, z[0] + 60), (18, 0), (0, 30), 8) + ring(
            PLASTIC, (px, 18), (18, 0), (z[1] - 90, z[1] - 70), 10
        )
    return out


def outdoor_unit(rng: Generator) -> Body:
    """The outdoor half of a split air conditioner: condenser coil in an L, fan, compressor, valves."""
    w, h, d = rng.uniform(760, 900), rng.uniform(540, 700), rng.uniform(260, 330)
    x, z, wall = (-w / 2, w / 2), (-d / 2, d / 2), w / 2 - 240
    out = case(STEEL, x, (15, h), z, 0.8) + bar(
        ALUMINIUM.at(0.62), (x[0] + 12, wall + 30), (30, h - 20), (z[1] - 40, z[1] - 12)
    )
    out += bar(ALUMINIUM.at(0.62), (x[0] + 10, x[0] + 38), (30, h - 20), (z[0] + 40, z[1] - 40))
    for y in np.arange(45, h - 30, 42.0):
        out += rod(COPPER, [(x[0] + 20, y, z[1] - 26), (wall + 60, y, z[1] - 26)], 4.8, 0.8, 6)
    c = ((x[0] + wall) / 2 + 15, h * 0.52)
    r = min(0.42 * h, (wall - x[0]) * 0.44)
    out += ring(PLASTIC, c, (r * 1.06, r * 1.03), (z[0] + 2, z[0] + 70), 32)
    for angle in np.arange(3) * 2.1 + rng.uniform(0, 2):
        path = [
            (c[0] + q * np.cos(angle + 0.3 * k), c[1] + q * np.sin(angle + 0.3 * k), z[0] + 60 + 14 * k)
            for k, q in enumerate((30, 0.5 * r, 0.97 * r))
        ]
        out += rod(PLASTIC, path, r * 0.22, r * 0.012, 8)
    out += ring(STEEL.at(5.5), c, (48, 0), (z[0] + 90, z[0] + 165)) + ring(
        COPPER.at(4), c, (40, 20), (z[0] + 80, z[0] + 175)
    )
    out += bar(STEEL, (wall, wall + 1), (20, h - 10), (z[0] + 5, z[1] - 5)) + _rotary((wall + 118.0, 10.0), h)
    for y in (h * 0.3, h * 0.4):
        out += barrel(COPPER, (y, -20), (14, 6), (x[1] - 15, x[1] + 45), 10)
    return (
        out
        + bar(BOARD.at(0.7), (wall + 15, x[1] - 25), (h - 95, h - 60), (z[0] + 40, z[1] - 60))
        + bar(STEEL, (x[0], x[1]), (0, 15), (z[0] + 30, z[0] + 33))
    )


def _rotary(at: tuple[float, float], high: float) -> Body:
    """An upright rotary compressor with its accumulator and pipes."""
    top = 25 + 0.48 * high
    out = drum(STEEL, at, (62, 58.5), (25, top)) + drum(STEEL.at(6.6), at, (55, 30), (40, 25 + 0.26 * high))
    out += drum(COPPER.at(4), at, (52, 28), (25 + 0.27 * high, 25 + 0.36 * high)) + drum(
        STEEL, at, (57, 0), (30, 75)
    )
    out += drum(STEEL, (at[0] - 85, at[1]), (26, 24), (45, 0.42 * high), 12)
    path = [
        (at[0], top, at[1]),
        (at[0], top + 90, at[1]),
        (at[0] + 50, top + 120, at[1]),
        (at[0] + 55, 0.35 * high, at[1]),
        (at[0] + 90, 0.32 * high, at[1]),
    ]
    return out + rod(COPPER, path, 6, 1, 6)


def indoor_unit(rng: Generator) -> Body:
    """The indoor half: plastic body, bent coil, cross-flow blower, motor at one end."""
    w, h, d = rng.uniform(760, 950), rng.uniform(270, 310), rng.uniform(190, 215)
    out = case(PLASTIC, (-w / 2, w / 2), (0, h), (-d / 2, d / 2), 2.6)
    left, right = -w / 2 + 45, w / 2 - 150
    out += bar(ALUMINIUM.at(0.55), (left, right), (h * 0.35, h - 25), (-d * 0.32, -d * 0.2)) + bar(
        ALUMINIUM.at(0.55), (left, right), (h * 0.6, h - 20), (0, d * 0.12)
    )
    for y in np.arange(h * 0.38, h - 30, 24.0):
        out += rod(COPPER, [(left - 12, y, -d * 0.26), (right + 14, y, -d * 0.26)], 3.5, 0.6, 5)
    out += barrel(PLASTIC.at(0.35), (h * 0.33, 10), (48, 38), (left, right)) + barrel(
        STEEL.at(5.5), (h * 0.33, 10), (38, 0), (right + 10, right + 70)
    )
    return (
        out
        + bar(BOARD.at(0.6), (right + 80, w / 2 - 12), (h * 0.3, h - 40), (-20, 30))
        + bar(STEEL, (-w / 2 + 30, w / 2 - 30), (30, h - 30), (d / 2 - 3, d / 2 - 2))
    )
