"""Parts of cars as they are taken off: doors, bumpers, radiators, axles, wheels, silencers."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.drives import gearbox
from training.simulator.goods.wares.things.shapes import (
    Body,
    bar,
    case,
    drum,
    lump,
    ring,
    rod,
    slab,
    spring,
    wheel,
)
from training.simulator.materials import ALUMINIUM, COPPER, GLASS, PLASTIC, STEEL
from training.simulator.mesh import placed


def door(rng: Generator) -> Body:
    """A car door upright along x: two skins, frame, pane, beam, lock, window motor."""
    long, high = float(rng.uniform(950, 1150)), float(rng.uniform(1000, 1120))
    x = np.linspace(0, long, 8)
    top = high * np.array([0.60, 0.78, 0.93, 0.985, 1.0, 1.0, 0.98, 0.92])
    out = slab(STEEL, x, 0, 0.58 * high, (-0.4, 0.5)) + slab(STEEL, x[1:], 20, 0.56 * high, (70, 70.9))
    out += rod(STEEL, np.c_[x, top, np.full(8, 30.0)], 17, 1.6, 6) + slab(
        GLASS, x, 0.5 * high, top - 20, (28, 31.5)
    )
    out += rod(STEEL, [(40, 0.35 * high, 20), (long - 40, 0.28 * high, 20)], 17, 2.4, 6) + bar(
        STEEL.at(3), (long - 60, long - 10), (0.42 * high, 0.55 * high), (20, 60)
    )
    out += ring(STEEL.at(4), (0.45 * long, 0.3 * high), (40, 0), (40, 70), 14) + ring(
        STEEL.at(5), (0.55 * long, 0.12 * high), (70, 20), (45, 70), 16
    )
    return out + bar(PLASTIC.at(0.5), (30, long - 40), (30, 0.55 * high), (72, 88))


def bumper(rng: Generator) -> Body:
    """A bumper skin: a bowed shell of plastic with ribs and a beam of steel."""
    wide = float(rng.uniform(1400, 1600))
    x = np.linspace(-wide / 2, wide / 2, 15)
    bow = 260 * (2 * x / wide) ** 4
    out = slab(PLASTIC, x, 0, 420 - 0.3 * bow, (bow, bow + 4)) + slab(
        PLASTIC, x, 416 - 0.3 * bow, 420 - 0.3 * bow, (bow, bow + 120)
    )
    for at in x[1:-1:2]:
        out += bar(PLASTIC, (float(at), float(at) + 3), (20, 390), (20, 80))
    return out + case(STEEL, (-0.4 * wide, 0.4 * wide), (160, 260), (60, 110), 2)


def radiator(rng: Generator) -> Body:
    """A radiator with its fan: core of aluminium, plastic tanks, motor."""
    w, h = float(rng.uniform(450, 650)), float(rng.uniform(350, 480))
    out = bar(ALUMINIUM.at(0.75), (0, w), (0, h), (0, 32))
    for left in (-45.0, w):
        out += case(PLASTIC, (left, left + 45), (0, h), (-5, 40), 3)
    return (
        out
        + ring(PLASTIC, (w / 2, h / 2), (0.42 * h, 0.40 * h), (40, 80), 24)
        + ring(STEEL.at(5), (w / 2, h / 2), (45, 0), (50, 110), 16)
        + ring(COPPER.at(3), (w / 2, h / 2), (38, 15), (110, 120), 14)
    )


def strut(rng: Generator) -> Body:
    """A suspension strut with its spring, brake disc and knuckle, lying along x."""
    out = rod(STEEL, [(0, 60, 0), (330, 60, 0)], 26, 3.5) + rod(STEEL, [(330, 60, 0), (560, 60, 0)], 11)
    coil = spring(STEEL, (0, 0, 0), 300, 68, 6.5, 5.5)
    out += placed(coil, 540, 60, 0, (("z", 90.0),)) + lump(STEEL.at(6), (-20, 60, 0), (70, 55, 50))
    return (
        out
        + ring(STEEL, (-60, 130), (float(rng.uniform(120, 150)), 60), (60, 82))
        + ring(STEEL, (-60, 130), (70, 25), (20, 82))
    )


def axle(rng: Generator) -> Body:
    """A driven rear axle: tubes, differential, brake drums, flange."""
    half, r = float(rng.uniform(650, 780)), float(rng.uniform(130, 165))
    out = (
        rod(STEEL, [(-half, r, 0), (half, r, 0)], 38, 7, 12)
        + lump(STEEL.at(3.2), (60, r, 0), (130, r, 110))
        + lump(STEEL.at(4), (60, r, 0), (70, 75, 70))
    )
    for x in (-half, half - 70):
        mesh = drum(STEEL, (0, 0), (r - 10, r - 24), (0, 70)) + drum(STEEL, (0, 0), (r - 10, 0), (0, 9))
        out += placed(mesh, x, r, 0, (("z", -90.0),))
    return out


def road_wheel(rng: Generator) -> Body:
    """A wheel with its tyre, axis across."""
    r = float(rng.uniform(285, 340))
    return placed(
        wheel(r, 0.64 * r, float(rng.uniform(175, 225)), int(rng.integers(5, 8)), bool(rng.random() < 0.6)),
        0,
        r,
    )


def silencer(rng: Generator) -> Body:
    """A silencer with its pipe."""
    long = float(rng.uniform(500, 750))
    pot = rod(STEEL, [(0, 95, 0), (long, 95, 0)], 90, 2.2, 14) + rod(
        STEEL, [(60, 95, 0), (long - 60, 95, 0)], 30, 1.5, 8
    )
    return pot + rod(STEEL, [(long, 95, 0), (long + 200, 95, 0), (long + 420, 180, 60)], 25, 1.8, 8)


def mixed(rng: Generator) -> Body:
    """One part of any kind."""
    makers = (gearbox, gearbox, door, bumper, radiator, strut, axle, road_wheel, silencer)
    return makers[int(rng.integers(len(makers)))](rng)
