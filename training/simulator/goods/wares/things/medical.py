"""Apparatus and beds of hospitals."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.shapes import (
    BOARD,
    CLOTH,
    Body,
    bar,
    barrel,
    case,
    lump,
    ring,
    rod,
)
from training.simulator.materials import ALUMINIUM, COPPER, LEAD, PLASTIC, STEEL, WOOD


def medical(rng: Generator) -> Body:
    """An ultrasound machine on castors, an X-ray stand, or a hospital bed."""
    return (_ultrasound, _stand, _bed)[int(rng.integers(3))](rng)


def _ultrasound(rng: Generator) -> Body:
    w, d = float(rng.uniform(430, 520)), float(rng.uniform(560, 700))
    x, z = (-w / 2, w / 2), (-d / 2, d / 2)
    out = case(PLASTIC, x, (110, 680), z, 4) + case(
        STEEL, (x[0] + 20, x[1] - 20), (130, 640), (z[0] + 30, z[1] - 30), 1.2
    )
    for at in np.linspace(x[0] + 60, x[1] - 70, 7):
        out += bar(BOARD, (float(at), float(at) + 5), (240, 600), (z[0] + 60, z[1] - 80))
    out += case(STEEL, (x[0] + 40, x[1] - 40), (140, 225), (z[0] + 60, z[0] + 320), 1.5) + bar(
        COPPER.at(3), (-60, 60), (150, 215), (z[0] + 120, z[0] + 220)
    )
    out += case(PLASTIC, (x[0], x[1]), (860, 930), (z[0] - 60, 60), 4) + bar(
        BOARD.at(0.8), (x[0] + 20, x[1] - 20), (890, 905), (z[0] - 40, 40)
    )
    out += (
        rod(STEEL, [(0, 650, 60), (0, 880, 20), (0, 1080, 40)], 30, 5)
        + bar(PLASTIC.at(0.4), (-230, 230), (1040, 1380), (0, 45))
        + bar(ALUMINIUM.at(0.9), (-220, 220), (1050, 1370), (10, 25))
    )
    for px in (x[0] + 50, x[1] - 50):
        for pz in (z[0] + 60, z[1] - 60):
            out += ring(STEEL.at(1.8), (px, 55), (55, 15), (pz - 22, pz + 22), 16) + rod(
                STEEL, [(px, 60, pz), (px, 125, pz)], 12
            )
    return out


def _stand(rng: Generator) -> Body:
    high = float(rng.uniform(1500, 1750))
    out = (
        bar(STEEL.at(5), (-450, 450), (60, 130), (-60, 60))
        + bar(STEEL.at(4), (-420, -340), (60, 120), (-330, 330))
        + case(STEEL, (-80, 80), (130, high), (-70, 70), 6)
    )
    arm = high - float(rng.uniform(150, 400))
    out += case(STEEL, (-60, 640), (arm, arm + 90), (-50, 50), 4) + bar(
        STEEL.at(6.5), (-300, -110), (200, 700), (-120, 120)
    )
    out += barrel(LEAD.at(11.3), (arm - 60, 0), (88, 84), (460, 760), 24) + barrel(
        ALUMINIUM.at(2), (arm - 60, 0), (84, 60), (470, 750), 20
    )
    out += (
        barrel(COPPER, (arm - 60, 0), (38, 0), (480, 570), 14)
        + barrel(STEEL, (arm - 60, 0), (30, 0), (640, 700), 12)
        + case(STEEL, (540, 700), (arm - 280, arm - 150), (-80, 80), 3)
        + bar(LEAD, (550, 690), (arm - 200, arm - 190), (-70, 70))
    )
    out += (
        case(STEEL, (-330, 0), (750, 1250), (-200, 200), 1.5)
        + bar(BOARD.at(0.7), (-300, -290), (780, 1200), (-180, 180))
        + bar(COPPER.at(3.5), (-200, -60), (770, 900), (-80, 60))
    )
    for x in (-400.0, 400.0):
        out += ring(STEEL.at(2), (x, 60), (60, 12), (-40, 40), 16)
    return out


def _bed(rng: Generator) -> Body:
    long, z = float(rng.uniform(1950, 2150)), (-440.0, 440.0)
    x = (-long / 2, long / 2)
    out: Body = ()
    for near in (z[0], z[1] - 40):
        out += case(STEEL, x, (430, 500), (near, near + 40), 2) + case(
            STEEL,
            (x[0] + 150, x[1] - 150),
            (170, 230),
            (near + 120, near + 160) if near < 0 else (near - 120, near - 80),
            2.5,
        )
        for post in np.linspace(-500, 600, 5):
            out += rod(STEEL, [(float(post), 500, near + 20), (float(post), 850, near + 20)], 11, 1.5, 6)
        out += rod(STEEL, [(-560, 850, near + 20), (660, 850, near + 20)], 14, 1.8, 6)
    for at in np.linspace(x[0] + 60, x[1] - 100, 12):
        out += case(STEEL, (float(at), float(at) + 40), (500, 515), (z[0] + 40, z[1] - 40), 1.2)
    for end in (x[0], x[1] - 40):
        out += bar(PLASTIC.at(0.45), (end, end + 40), (400, 980), (z[0] + 20, z[1] - 20)) + bar(
            WOOD.at(0.6), (end + 10, end + 22), (450, 900), (z[0] + 60, z[1] - 60)
        )
    for at in (-0.3 * long, 0.28 * long):
        out += (
            rod(STEEL, [(at, 230, 0), (at + 260, 450, 0)], 32, 6, 10)
            + lump(STEEL.at(5), (at, 260, 0), (95, 60, 60))
            + lump(COPPER.at(3), (at - 60, 260, 0), (40, 40, 40))
        )
        for near in (z[0] + 140, z[1] - 140):
            out += rod(STEEL, [(at - 150, 220, near), (at + 190, 440, near)], 18, 3, 6)
            wheel = float(at + (-250 if at < 0 else 250))
            out += ring(STEEL.at(1.6), (wheel, 75), (75, 18), (near - 18, near + 18), 18) + rod(
                STEEL, [(wheel, 80, near), (wheel, 190, near)], 14
            )
    return out + bar(CLOTH, (x[0] + 60, x[1] - 60), (520, 640), (z[0] + 30, z[1] - 30))
