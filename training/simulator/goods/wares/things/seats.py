"""Seats: of cars, sofas, chairs."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.shapes import CLOTH, Body, Range, bar, ring, rod, slab
from training.simulator.materials import STEEL, WOOD


def car_seat(wide: float, rng: Generator) -> Body:
    """A car seat: frames of tube, spring wires, foam, recliner; its front edge at x = 0, it faces low x."""
    z, lean = wide / 2 - 25, float(rng.uniform(0.22, 0.36))
    out: Body = ()
    for side in (-z, z):
        base = [(0, 130, side), (40, 105, side), (450, 85, side)]
        back = [(450, 85, side), (450 + lean * 560, 640, side)]
        out += rod(STEEL, base, 16, 2, 6) + rod(STEEL, back, 15, 2, 6)
        out += ring(STEEL, (452, 95), (46, 0), (side - 8, side + 8), 12)
        out += bar(STEEL, (20, 440), (0, 14), (side - 20, side + 20))
    out += rod(STEEL, [(450 + lean * 560, 640, -z), (450 + lean * 560, 640, z)], 13, 2, 6)
    for x in (60.0, 440.0):
        out += rod(STEEL, [(x, 85, -z), (x, 85, z)], 13, 2, 6)
    for share in np.linspace(0.15, 0.85, 6):
        x, y = 450 + lean * 560 * share, 85 + 555 * share
        out += rod(STEEL, [(x + 8, y, -z), (x + 8, y, z)], 2.5, 0, 5)
        out += rod(STEEL, [(60 + 380 * share, 95, -z), (60 + 380 * share, 95, z)], 2.5, 0, 5)
    at = np.array([-30.0, 40, 440, 500])
    out += slab(CLOTH, at, [110, 100, 95, 110], [175, 205, 180, 170], (-wide / 2, wide / 2))
    lean_at = np.array([420.0, 560, 450 + lean * 620, 590 + lean * 620])
    out += slab(CLOTH, lean_at, [120, 120, 500, 690], [220, 560, 720, 700], (-wide / 2, wide / 2))
    heads = (0.0,) if wide < 900 else (-wide * 0.3, wide * 0.3)
    for side in heads:
        x = 455 + lean * 600
        for post in (side - 60, side + 60):
            out += rod(STEEL, [(x - 5, 600, post), (x + 35, 760, post)], 6, 1.5, 6)
        out += bar(CLOTH, (x, x + 90), (690, 850), (side - 130, side + 130))
    return out


def sofa(rng: Generator) -> Body:
    """A sofa for two or three: timber frame, zigzag springs, foam, feet; it faces the source."""
    seats = int(rng.integers(2, 4))
    w, h, d = 620.0 * seats + rng.uniform(200, 330), rng.uniform(760, 900), rng.uniform(820, 940)
    x, arm = (-w / 2, w / 2), float(rng.uniform(110, 170))
    front, back = -d / 2, d / 2
    out = bar(WOOD, x, (90, 150), (front + 20, front + 45)) + bar(WOOD, x, (90, 200), (back - 45, back - 20))
    for left in (x[0], x[0] + arm - 22, x[1] - arm, x[1] - 22):
        out += bar(WOOD, (left, left + 28), (90, 560), (front + 45, front + 75)) + bar(
            WOOD, (left, left + 28), (90, 600), (back - 75, back - 45)
        )
        out += bar(WOOD, (left, left + 22), (520, 560), (front + 45, back - 45)) + bar(
            WOOD, (left, left + 22), (90, 150), (front + 45, back - 45)
        )
    for left in np.linspace(x[0] + arm, x[1] - arm - 25, seats + 1):
        out += bar(WOOD, (float(left), float(left) + 25), (150, h - 30), (back - 110, back - 85))
    out += bar(WOOD, x, (h - 60, h - 25), (back - 110, back - 85))
    for at in np.arange(x[0] + arm + 60, x[1] - arm - 30, 108.0):
        z = np.linspace(front + 45, back - 110, 21)
        path = np.c_[
            at + 26 * np.sign(np.sin(np.arange(21) * np.pi / 2 + 0.1)),
            240 + 18 * np.sin(np.linspace(0, np.pi, 21)),
            z,
        ]
        out += rod(STEEL, path, 1.9, 0, 5)
    out += bar(WOOD, x, (155, 163), (front + 20, back - 20)) + bar(
        WOOD, x, (200, h - 60), (back - 24, back - 20)
    )
    return out + _cushions(x, arm, h, (front, back), seats, rng)


def _cushions(x: Range, arm: float, h: float, z: Range, seats: int, rng: Generator) -> Body:
    """Foam of seats, backs and arms; feet."""
    front, back = z
    out: Body = ()
    inner = (x[0] + arm, x[1] - arm)
    share = (inner[1] - inner[0]) / seats
    for i in range(seats):
        left = inner[0] + i * share + 8
        out += bar(
            CLOTH.at(0.055), (left, left + share - 16), (260, 440 + rng.uniform(-15, 15)), (front, back - 240)
        )
        out += bar(CLOTH.at(0.04), (left, left + share - 16), (430, h), (back - 240, back - 100))
    for left in (x[0] - 15, x[1] - arm - 15):
        out += bar(WOOD, (left + 12, left + 18), (95, 560), (front + 20, back - 20))
        out += bar(CLOTH.at(0.045), (left, left + arm + 30), (150, 600), (front, back))
    for left in (x[0] + 40, x[1] - 90):
        for near in (front + 40, back - 90):
            out += bar(WOOD.at(0.65), (left, left + 50), (0, 90), (near, near + 50))
    return out


def chair(rng: Generator) -> Body:
    """An office chair: five arms with castors, gas spring, mechanism, seat and back."""
    high = float(rng.uniform(400, 450))
    out: Body = ()
    for angle in np.arange(5) * 2 * np.pi / 5 + rng.uniform(0, 1.2):
        tip = (300 * np.cos(angle), 75.0, 300 * np.sin(angle))
        out += rod(STEEL, [(0, 110, 0), tip], 17, 2.5, 6) + ring(
            STEEL.at(1.3), (tip[0], 30), (30, 0), (tip[2] - 24, tip[2] + 24), 12
        )
    out += rod(STEEL, [(0, 80, 0), (0, high, 0)], 25, 5, 8) + bar(
        STEEL.at(3.0), (-90, 110), (high, high + 55), (-70, 70)
    )
    out += bar(WOOD.at(0.7), (-230, 230), (high + 55, high + 67), (-220, 220)) + bar(
        CLOTH.at(0.055), (-240, 240), (high + 67, high + 130), (-235, 235)
    )
    out += rod(STEEL, [(150, high + 30, 0), (265, high + 40, 0), (280, high + 300, 0)], 15, 3, 8)
    out += slab(
        CLOTH.at(0.055),
        [235, 300, 330],
        [high + 170, high + 165, high + 500],
        [high + 500, high + 600, high + 640],
        (-210, 210),
    )
    for side in (-250.0, 250.0):
        out += rod(
            STEEL,
            [
                (0, high + 60, side * 0.6),
                (0, high + 60, side),
                (20, high + 260, side),
                (-120, high + 265, side),
            ],
            12,
            2,
            6,
        )
    return out
