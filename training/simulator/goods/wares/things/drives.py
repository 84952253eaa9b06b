"""What goes with engines or in their place: alternators, gearboxes, electric motors."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.shapes import (
    Body,
    Range,
    bar,
    barrel,
    case,
    lump,
    ring,
    rod,
    slab,
)
from training.simulator.materials import ALUMINIUM, COPPER, PLASTIC, STEEL
from training.simulator.mesh import Part, placed


def alternator(at: tuple[float, float, float]) -> Body:
    """An alternator or starter along x: housing, stator, windings, rotor, pulley."""
    x, y, z = at
    out = barrel(ALUMINIUM, (y, z), (66, 60), (x - 20, x + 110), 18) + barrel(
        STEEL.at(6.5), (y, z), (60, 45), (x + 20, x + 65), 18
    )
    for low in (x, x + 65):
        out += barrel(COPPER.at(4), (y, z), (56, 44), (low, low + 18), 16)
    return (
        out
        + barrel(STEEL.at(6), (y, z), (42, 0), (x + 12, x + 74), 16)
        + barrel(STEEL, (y, z), (28, 0), (x - 62, x - 34), 14)
    )


def gearbox(rng: Generator) -> Body:
    """A gearbox from x = 0 on, its input at about y = 90: bell housing, gears on two shafts, differential."""
    long = float(rng.uniform(330, 400))
    x = np.array([0.0, 90, 150, long])
    half = np.array([165.0, 130, 105, 80])
    shell = slab(ALUMINIUM, x, 110 - half, 110 + half * 1.1, (-half * 1.1, half * 1.1))
    inner = placed(
        tuple(
            Part(
                part.mesh.moved(y=-110).scaled(0.98, 0.94, 0.94).moved(y=110),
                part.material.at(-part.material.density),
            )
            for part in shell
        ),
        3,
    )
    out = shell + inner
    for y, z in ((125.0, -20.0), (70.0, 40.0)):
        out += barrel(STEEL, (y, z), (16, 0), (60, long - 6), 10)
        for share in np.linspace(0.45, 0.95, 6):
            r = float(rng.uniform(26, 48))
            out += barrel(STEEL, (y, z), (r, 0), (long * share - 9, long * share + 9), 16)
    out += barrel(STEEL, (75.0, -70.0), (92, 0), (112, 134), 20) + lump(
        STEEL.at(6), (150, 75, -70), (45, 52, 52)
    )
    return out + rod(STEEL, [(long - 40, 210, 0), (long - 40, 250, 0), (long - 110, 255, 0)], 9)


def electric_motor(rng: Generator) -> Body:
    """A three-phase motor on feet, shaft along x: frame, laminations, windings, rotor, fan, terminals."""
    r = float(rng.uniform(95, 230))
    long = r * float(rng.uniform(2.6, 3.2))
    at, x = (r + 30, 0.0), (-long / 2, long / 2)
    out = barrel(STEEL, at, (r * 0.93, r * 0.85), x, 28) + _ribs(at, r, x)
    out += barrel(STEEL.at(7.2), at, (r * 0.85, r * 0.55), (x[0] * 0.52, x[1] * 0.52), 28)
    for low in (x[0] * 0.8, x[1] * 0.52):
        out += barrel(COPPER.at(4.4), at, (r * 0.78, r * 0.58), (low, low + long * 0.14), 24)
    out += barrel(STEEL.at(6.9), at, (r * 0.53, 0), (x[0] * 0.52, x[1] * 0.52), 24) + barrel(
        STEEL, at, (r * 0.17, 0), (x[0] * 1.08, x[1] + r * 0.75), 14
    )
    for end in (x[0], x[1] - 16):
        out += barrel(STEEL, at, (r * 0.92, r * 0.15), (end, end + 16), 24)
    out += barrel(STEEL, at, (r * 0.95, r * 0.93), (x[0] - r * 0.55, x[0]), 24) + barrel(
        PLASTIC.at(0.4), at, (r * 0.75, r * 0.2), (x[0] - r * 0.4, x[0] - r * 0.15), 16
    )
    for end in (x[0] * 0.7, x[1] * 0.45):
        for side in (-0.95 * r, 0.55 * r):
            out += bar(STEEL, (end, end + r * 0.4), (0, r * 0.55), (side, side + 0.4 * r))
    return out + case(
        STEEL, (-0.2 * r, 0.7 * r), (2 * r + 20, 2 * r + 20 + 0.55 * r), (-0.45 * r, 0.45 * r), 5
    )


def _ribs(at: tuple[float, float], r: float, x: Range) -> Body:
    """Cooling ribs along a round frame."""
    out: Body = ()
    for angle in np.linspace(-0.15, np.pi + 0.15, 15):
        y, z = at[0] + 0.98 * r * np.sin(angle), 0.98 * r * np.cos(angle)
        out += bar(
            STEEL, (x[0] * 0.9, x[1] * 0.9), (y - 0.035 * r, y + 0.035 * r), (z - 0.035 * r, z + 0.035 * r)
        )
    return out + ring(STEEL, (0.85 * x[1], at[0] + 1.1 * r), (24, 12), (-9, 9), 12)
