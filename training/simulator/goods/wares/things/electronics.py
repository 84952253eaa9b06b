"""Electronics and amusements: computers, printers, televisions, arcade machines, fitness equipment."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.shapes import (
    BOARD,
    Body,
    Range,
    bar,
    barrel,
    case,
    drum,
    lump,
    ring,
    rod,
    sheaf,
)
from training.simulator.materials import ALUMINIUM, COPPER, GLASS, PLASTIC, PLYWOOD, RUBBER, STEEL


def computer(rng: Generator) -> Body:
    """A desktop computer: case, board with cooler, power supply, drives, cards."""
    w, h, d = rng.uniform(370, 450), rng.uniform(350, 440), rng.uniform(170, 210)
    z: Range = (-d / 2, d / 2)
    x = (-w / 2, w / 2)
    out = case(STEEL, x, (12, h), z, 0.8) + bar(PLASTIC.at(0.45), (x[0] - 35, x[0]), (0, h), z)
    out += bar(BOARD, (x[1] - 260, x[1] - 16), (h * 0.25, h * 0.25 + 244), (z[1] - 16, z[1] - 14))
    out += sheaf(
        ALUMINIUM, (x[1] - 190, x[1] - 100), (h * 0.6, h * 0.6 + 90), (z[1] - 80, z[1] - 22), 16, 0.3
    ) + ring(COPPER.at(5), (x[1] - 145, h * 0.6 + 45), (22, 0), (z[1] - 60, z[1] - 18), 12)
    psu = ((x[1] - 152, x[1] - 4), (h - 96, h - 8) if rng.random() < 0.5 else (20, 106), (z[0] + 6, z[1] - 8))
    out += case(STEEL, *psu, 1) + bar(
        COPPER.at(3.6), (psu[0][0] + 40, psu[0][0] + 85), (psu[1][0] + 18, psu[1][0] + 62), (-30, 20)
    )
    out += sheaf(
        ALUMINIUM, (psu[0][0] + 90, psu[0][0] + 135), (psu[1][0] + 15, psu[1][0] + 70), (-50, 50), 5, 0.2
    )
    for y in rng.uniform(0.08, 0.8, int(rng.integers(1, 4))) * (h - 60):
        out += bar(ALUMINIUM.at(2.4), (x[0] + 20, x[0] + 166), (20 + y, 46 + y), (z[0] + 20, z[0] + 122))
    for y in (h * 0.3, h * 0.38):
        if rng.random() < 0.6:
            out += bar(BOARD, (x[1] - 230, x[1] - 5), (y, y + 2), (z[0] + 40, z[1] - 20)) + bar(
                ALUMINIUM, (x[1] - 200, x[1] - 60), (y - 22, y), (z[0] + 55, z[1] - 45)
            )
    return out


def printer(rng: Generator) -> Body:
    """A laser or office printer: drum and fuser, scanner, trays, boards, motors."""
    w, d = float(rng.uniform(370, 560)), float(rng.uniform(360, 560))
    h = float(rng.uniform(250, 330) if w < 450 else rng.uniform(420, 720))
    x, z = (-w / 2, w / 2), (-d / 2, d / 2)
    out = case(PLASTIC, x, (0, h), z, 3) + case(
        STEEL, (x[0] + 25, x[1] - 25), (15, h * 0.72), (z[0] + 15, z[0] + 18), 0.8
    )
    for side in (z[0] + 30, z[1] - 32):
        out += bar(STEEL, (x[0] + 40, x[1] - 40), (25, h * 0.75), (side, side + 1.5))
    roll = (h * 0.42, 0.0)
    for place, r, wall, metal in (
        (-0.1, 15, 1.5, ALUMINIUM),
        (0.02, 9, 0, STEEL),
        (0.28, 17, 2, ALUMINIUM),
        (0.30, 16, 0, RUBBER),
        (-0.3, 14, 0, RUBBER),
    ):
        at = (place * w, roll[0] + float(rng.uniform(-0.05, 0.05)) * h)
        out += ring(metal, at, (r, r - wall if wall else 4.0), (z[0] + 45, z[1] - 45), 14) + ring(
            STEEL, at, (4, 0), (z[0] + 40, z[1] - 40), 8
        )
    out += bar(
        PLASTIC.at(0.8), (-0.22 * w, 0.1 * w), (roll[0] + 25, roll[0] + 75), (z[0] + 50, z[1] - 50)
    ) + bar(BOARD, (x[0] + 40, x[1] - 60), (40, h * 0.5), (z[1] - 24, z[1] - 22))
    for at in ((-0.3, 0.25), (0.15, 0.3), (0.34, 0.5)):
        out += ring(STEEL.at(6), (at[0] * w, at[1] * h), (21, 0), (z[1] - 60, z[1] - 28), 14)
    out += bar(COPPER.at(3), (x[1] - 110, x[1] - 60), (20, 60), (z[1] - 110, z[1] - 50)) + bar(
        GLASS, (x[0] + 40, x[1] - 40), (h - 60, h - 56), (z[0] + 40, z[1] - 40)
    )
    for y in np.arange(12, h * 0.3, 85.0):
        out += case(
            PLASTIC, (x[0] + 30, x[1] - 30), (float(y), float(y) + 62), (z[0] + 20, z[1] - 40), 2.2
        ) + bar(STEEL, (x[0] + 40, x[1] - 80), (float(y) + 8, float(y) + 9), (z[0] + 30, z[1] - 60))
    return out


def television(rng: Generator) -> Body:
    """A flat television on edge, screen to the source: glass, reflector, steel back, boards, speakers."""
    wide = float(rng.uniform(900, 1450))
    h = wide * 0.58
    x = (-wide / 2, wide / 2)
    out = (
        bar(GLASS, (x[0] + 6, x[1] - 6), (8, h - 6), (0, 1.4))
        + bar(PLASTIC.at(1.2), (x[0] + 6, x[1] - 6), (8, h - 6), (6, 9))
        + bar(STEEL, (x[0] + 4, x[1] - 4), (4, h - 4), (14, 14.8))
    )
    for low, high in ((0, 14), (h - 12, h)):
        out += bar(PLASTIC, x, (low, high), (-2, 30))
    for left in (x[0], x[1] - 12):
        out += bar(PLASTIC, (left, left + 12), (0, h), (-2, 30))
    out += case(PLASTIC, (-0.38 * wide, 0.38 * wide), (20, 0.55 * h), (15, 62), 2.2)
    out += (
        bar(BOARD, (-0.3 * wide, -0.08 * wide), (0.18 * h, 0.45 * h), (22, 24))
        + bar(COPPER.at(3.2), (-0.26 * wide, -0.22 * wide), (0.25 * h, 0.25 * h + 38), (24, 48))
        + bar(ALUMINIUM, (-0.17 * wide, -0.16 * wide), (0.2 * h, 0.4 * h), (24, 46))
    )
    out += bar(BOARD, (0.05 * wide, 0.24 * wide), (0.2 * h, 0.45 * h), (22, 24)) + bar(
        ALUMINIUM.at(1.4), (0.1 * wide, 0.16 * wide), (0.28 * h, 0.38 * h), (24, 36)
    )
    for side in (-0.3, 0.3):
        out += ring(STEEL.at(6), (side * wide, 42), (22, 8), (28, 48), 14)
    foot = [(-0.3 * wide, 10, 85), (-0.1 * wide, 16, 85), (0.1 * wide, 16, 85)]
    return out + rod(STEEL, foot, 10, 2, 6)


def arcade(rng: Generator) -> Body:
    """An arcade machine: plywood cabinet, monitor, controls, coin box, loudspeakers, transformer."""
    w, h, d = rng.uniform(600, 720), rng.uniform(1650, 1850), rng.uniform(650, 800)
    x, z = (-w / 2, w / 2), (-d / 2, d / 2)
    out: Body = ()
    for left in (x[0], x[1] - 18):
        out += bar(PLYWOOD, (left, left + 18), (60, h), (z[0] + 150, z[1])) + bar(
            PLYWOOD, (left, left + 18), (60, h * 0.52), (z[0], z[0] + 150)
        )
    for y in (60.0, h * 0.5, h * 0.76, h - 18):
        out += bar(PLYWOOD, (x[0] + 18, x[1] - 18), (y, y + 18), (z[0] + 150, z[1]))
    out += bar(PLYWOOD, (x[0] + 18, x[1] - 18), (60, h), (z[1] - 12, z[1])) + bar(
        PLYWOOD, (x[0] + 18, x[1] - 18), (60, h * 0.5), (z[0], z[0] + 15)
    )
    screen = (h * 0.54, h * 0.74)
    if rng.random() < 0.5:
        out += (
            bar(GLASS, (x[0] + 50, x[1] - 50), screen, (z[0] + 190, z[0] + 206))
            + lump(GLASS, (0, sum(screen) / 2, z[0] + 330), (0.3 * w, 0.1 * h, 150))
            + lump(
                GLASS.at(-GLASS.density), (0, sum(screen) / 2, z[0] + 330), (0.3 * w - 8, 0.1 * h - 8, 142)
            )
        )
        out += ring(COPPER.at(4.5), (0, sum(screen) / 2), (75, 40), (z[0] + 420, z[0] + 480), 20)
    else:
        out += bar(GLASS, (x[0] + 40, x[1] - 40), screen, (z[0] + 190, z[0] + 194)) + case(
            STEEL, (x[0] + 45, x[1] - 45), screen, (z[0] + 196, z[0] + 240), 1
        )
    return out + _play((w, h), x, z)


def _play(size: tuple[float, float], x: Range, z: Range) -> Body:
    """Sticks, buttons, loudspeakers, coin box, power supply, board."""
    w, h = size
    out = bar(STEEL, (x[0] + 20, x[1] - 20), (h * 0.5 + 20, h * 0.5 + 22), (z[0], z[0] + 170))
    for side in (-0.22, 0.2):
        out += rod(STEEL, [(side * w, h * 0.5, z[0] + 80), (side * w, h * 0.5 + 80, z[0] + 80)], 5) + lump(
            PLASTIC, (side * w, h * 0.5 + 90, z[0] + 80), (18, 18, 18)
        )
        for button in range(6):
            at = (side * w + 50 + 30 * (button % 3), z[0] + 60 + 32 * (button // 3))
            out += drum(PLASTIC, at, (13, 5), (h * 0.5 - 25, h * 0.5 + 30), 10)
        out += ring(STEEL.at(6), (side * w, h * 0.84), (48, 18), (z[0] + 200, z[0] + 225), 18) + ring(
            PLASTIC, (side * w, h * 0.84), (78, 70), (z[0] + 170, z[0] + 190), 20
        )
    out += (
        case(STEEL, (-150, 150), (170, 520), (z[0] + 15, z[0] + 190), 1.6)
        + bar(STEEL.at(6.8), (0.1 * w, 0.1 * w + 95), (80, 165), (60, 150))
        + bar(COPPER.at(4), (0.1 * w, 0.1 * w + 95), (90, 155), (150, 168))
    )
    out += bar(BOARD, (x[0] + 40, x[0] + 44), (140, 520), (-120, 200)) + case(
        STEEL, (-0.38 * w, -0.12 * w), (82, 190), (80, 220), 1
    )
    return out


def treadmill(rng: Generator) -> Body:
    """A treadmill, folded or flat: frame, rollers, belt on its board, motor with flywheel, console."""
    long, z = float(rng.uniform(1500, 1750)), (-330.0, 330.0)
    x = (-long / 2, long / 2)
    out: Body = ()
    for near in (z[0], z[1] - 50):
        out += case(STEEL, x, (40, 130), (near, near + 50), 2)
        out += rod(
            STEEL,
            [(x[0] + 120, 130, near + 25), (x[0] + 60, 300, near + 25), (x[0] + 700, 330, near + 25)],
            28,
            2,
            8,
        )
    out += (
        bar(PLYWOOD, (x[0] + 260, x[1] - 80), (95, 113), (z[0] + 70, z[1] - 70))
        + bar(RUBBER, (x[0] + 230, x[1] - 40), (118, 120.5), (z[0] + 80, z[1] - 80))
        + bar(RUBBER, (x[0] + 230, x[1] - 40), (66, 68.5), (z[0] + 80, z[1] - 80))
    )
    for at in (x[0] + 235, x[1] - 50):
        out += ring(STEEL, (at, 93), (26, 22), (z[0] + 60, z[1] - 60), 16) + ring(
            STEEL, (at, 93), (9, 0), (z[0] + 20, z[1] - 20), 8
        )
    out += (
        ring(STEEL.at(6.6), (x[0] + 110, 105), (58, 0), (-90, 60), 20)
        + ring(COPPER.at(4), (x[0] + 110, 105), (52, 20), (60, 85), 16)
        + ring(STEEL, (x[0] + 110, 105), (82, 0), (90, 118), 22)
    )
    out += case(PLASTIC, (x[0], x[0] + 230), (40, 200), (z[0] + 50, z[1] - 50), 3) + bar(
        BOARD, (x[0] + 20, x[0] + 180), (50, 54), (150, 270)
    )
    return (
        out
        + case(PLASTIC, (x[0] + 640, x[0] + 860), (250, 330), (z[0] + 40, z[1] - 40), 3)
        + bar(BOARD.at(1), (x[0] + 680, x[0] + 820), (285, 295), (-150, 150))
    )


def dumbbell(rng: Generator) -> Body:
    """A dumb-bell across: two heads of cast iron, rubber coats on them, chromed grip."""
    r = float(rng.uniform(45, 95))
    half = 65 + r * 0.9
    out: Body = barrel(STEEL, (r, 0), (16, 0), (-half, half), 12)
    for x in ((-half, -65.0), (65.0, half)):
        out += barrel(STEEL.at(7.1), (r, 0), (r - 4, 0), x, 8) + barrel(RUBBER, (r, 0), (r, r - 4), x, 8)
    return out
