"""Industrial machinery: pumps, compressors, fans, transformers."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.drives import electric_motor
from training.simulator.goods.wares.things.shapes import (
    Body,
    bar,
    barrel,
    case,
    drum,
    lump,
    ring,
    rod,
    sheaf,
)
from training.simulator.materials import ALUMINIUM, COPPER, PLASTIC, STEEL
from training.simulator.mesh import body_bounds, placed
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

OIL = Material("transformer oil", 0.88, of.POLYETHYLENE)


def pump(rng: Generator) -> Body:
    """A centrifugal pump and its motor on a base frame: volute, impeller, flanges, coupling."""
    motor = electric_motor(rng)
    (x0, x1), (_, top), _ = body_bounds(motor)
    axis = top * 0.44 + 80
    r = float(rng.uniform(0.8, 1.25)) * 0.45 * top
    out = placed(motor, r + x1 + 260, axis - _axis(motor), 0, (("y", 180.0),))
    x = r * 0.2
    out += lump(STEEL, (0, axis, 0), (0.62 * r, r, r)) + lump(
        STEEL.at(-STEEL.density), (0, axis, 0), (0.62 * r - 14, r - 16, r - 16)
    )
    out += barrel(STEEL, (axis, 0), (0.72 * r, 0), (-12, 12), 20) + barrel(
        STEEL, (axis, 0), (0.12 * r + 8, 0), (0, r + 240), 12
    )
    out += drum(STEEL, (0, 0.75 * r), (0.42 * r, 0.30 * r), (axis, axis + 1.35 * r), 16) + drum(
        STEEL, (0, 0.75 * r), (0.66 * r, 0.30 * r), (axis + 1.35 * r - 24, axis + 1.35 * r), 20
    )
    out += barrel(STEEL, (axis, 0), (0.46 * r, 0.34 * r), (-1.1 * r, -0.4 * r), 16) + barrel(
        STEEL, (axis, 0), (0.72 * r, 0.34 * r), (-1.1 * r, -1.1 * r + 24), 20
    )
    out += barrel(STEEL.at(5), (axis, 0), (0.34 * r, 0), (x + 0.5 * r, r + 60), 16) + barrel(
        STEEL, (axis, 0), (0.3 * r, 0), (r + 120, r + 210), 16
    )
    out += bar(STEEL, (-0.35 * r, 0.35 * r), (70, max(90.0, axis - 0.8 * r)), (-0.4 * r, 0.4 * r))
    right = x1 - x0 + r + 260
    for z in (-0.42 * top, 0.42 * top - 60):
        out += case(STEEL, (-0.8 * r, right), (0, 80), (z, z + 60), 6)
    for x in np.linspace(-0.8 * r, right - 60, 4):
        out += case(STEEL, (float(x), float(x) + 60), (0, 80), (-0.42 * top + 60, 0.42 * top - 60), 6)
    return out


def _axis(motor: Body) -> float:
    """Height of the shaft of a motor on feet: the middle of its first part, the round frame."""
    low, high = body_bounds(motor[:1])[1]
    return (low + high) / 2


def air_compressor(rng: Generator) -> Body:
    """A piston compressor on its vessel: domed shell, motor, V of two cylinders, flywheel, wheels."""
    r, long = float(rng.uniform(170, 260)), float(rng.uniform(800, 1400))
    axis = r + 90.0
    out = barrel(STEEL, (axis, 0), (r, r - 4.5), (-long / 2, long / 2), 28)
    for end in (-1.0, 1.0):
        out += lump(STEEL, (end * long / 2, axis, 0), (0.35 * r, r, r)) + lump(
            STEEL.at(-STEEL.density), (end * long / 2, axis, 0), (0.35 * r - 5, r - 5, r - 5)
        )
        out += ring(PLASTIC, (end * long * 0.38, 70), (70, 25), (-r * 0.9, -r * 0.9 + 40), 16) + ring(
            PLASTIC, (end * long * 0.38, 70), (70, 25), (r * 0.9 - 40, r * 0.9), 16
        )
    deck = axis + r
    out += bar(STEEL, (-0.42 * long, 0.42 * long), (deck, deck + 8), (-0.6 * r, 0.6 * r))
    motor = electric_motor(rng)
    scale = 1.05 * r / body_bounds(motor)[1][1]
    motor = tuple(type(part)(part.mesh.scaled(scale, scale, scale), part.material) for part in motor)
    out += placed(motor, -0.24 * long, deck + 8, 0, (("y", 90.0),))
    at = (0.2 * long, deck + 130)
    out += lump(STEEL.at(3.0), (at[0], at[1], 0), (110, 120, 100)) + ring(
        STEEL, at, (185, 160), (-170, -120), 28
    )
    out += ring(STEEL, at, (160, 20), (-150, -140), 24)
    for lean in (-0.6, 0.6):
        for step in range(8):
            far = 130 + step * 16.0
            x, y = at[0] + far * np.sin(lean), at[1] + far * np.cos(lean)
            out += bar(STEEL, (x - 55, x + 55), (y - 2.5, y + 2.5), (-60, 60)) + bar(
                STEEL.at(3.5), (x - 32, x + 32), (y + 2.5, y + 13), (-36, 36)
            )
    out += rod(
        COPPER,
        [(at[0] + 150, at[1] + 200, 30), (at[0] + 230, at[1] + 150, 30), (at[0] + 180, deck, 30)],
        9,
        1.2,
        6,
    )
    return out + drum(STEEL, (0.4 * long, 0), (18, 0), (deck, deck + 120), 8)


def fan(rng: Generator) -> Body:
    """An axial fan in a square frame: ring, blades, motor, guard of wire."""
    side = float(rng.uniform(350, 1100))
    r, deep, c = side * 0.44, side * 0.22, (0.0, side / 2)
    out = ring(STEEL, c, (r, r - 2), (-deep, deep), 32) + case(
        STEEL, (-side / 2, side / 2), (0, side), (deep - 3, deep + 3), 1.2
    )
    for angle in np.arange(6) * np.pi / 3 + rng.uniform(0, 1):
        tip = (c[0] + 0.95 * r * np.cos(angle), c[1] + 0.95 * r * np.sin(angle), 0.3 * deep)
        out += rod(ALUMINIUM, [(c[0], c[1], 0), tip], 0.14 * r, 0.012 * r, 6)
    out += ring(STEEL.at(6.3), c, (0.24 * r, 0), (-deep * 0.8, 0.1 * deep), 20) + ring(
        COPPER.at(4), c, (0.2 * r, 0.1 * r), (-0.9 * deep, -0.8 * deep), 16
    )
    for share in np.linspace(0.3, 1.0, 6):
        turn = np.linspace(0, 2 * np.pi, 25)
        out += rod(
            STEEL,
            np.c_[c[0] + share * r * np.cos(turn), c[1] + share * r * np.sin(turn), np.full(25, -deep)],
            2.2,
            0,
            4,
        )
    return out


def transformer(rng: Generator) -> Body:
    """A distribution transformer: tank with cooling fins and oil, core of three legs, windings, bushings."""
    w, h, d = rng.uniform(750, 1250), rng.uniform(700, 1050), rng.uniform(380, 560)
    foot, x, z = 120.0, (-w / 2, w / 2), (-d / 2, d / 2)
    out = case(STEEL, x, (foot, foot + h), z, 4) + bar(
        OIL, (x[0] + 5, x[1] - 5), (foot + 5, foot + 0.93 * h), (z[0] + 5, z[1] - 5)
    )
    core, taken = STEEL.at(7.4 - OIL.density), (foot + 0.12 * h, foot + 0.82 * h)
    leg = 0.12 * w
    for at in (-0.31 * w, 0.0, 0.31 * w):
        out += bar(core, (at - leg / 2, at + leg / 2), taken, (-leg / 2, leg / 2))
        inside = (taken[0] + leg + 15, taken[1] - leg - 15)
        for outer, inner, copper in ((1.22, 0.98, 5.2), (0.9, 0.66, 5.8)):
            out += drum(COPPER.at(copper), (at, 0), (leg * outer, leg * inner), inside, 24)
        for tall, lift in ((330.0, 0.0), (120.0, 0.25 * d)):
            out += drum(
                PLASTIC.at(1.9), (at * 0.9, lift - 0.12 * d), (34, 0), (foot + h, foot + h + tall * 0.8), 12
            ) + drum(
                COPPER, (at * 0.9, lift - 0.12 * d), (9, 0), (foot + 0.9 * h, foot + h + tall * 0.8 + 30), 8
            )
            for y in np.linspace(foot + h + 30, foot + h + tall * 0.75, 5 if tall > 200 else 2):
                out += drum(
                    PLASTIC.at(1.9), (at * 0.9, lift - 0.12 * d), (62, 34), (float(y), float(y) + 12), 14
                )
    for y in (taken[0], taken[1] - leg):
        out += bar(core, (-0.31 * w - leg / 2, 0.31 * w + leg / 2), (y, y + leg), (-leg / 2, leg / 2))
    fins = max(8, int(w / 62))
    for near in (z[0] - 130, z[1]):
        out += sheaf(STEEL, x, (foot + 0.1 * h, foot + 0.9 * h), (near, near + 130), fins, 0.05)
    for left in (x[0] + 40, x[1] - 120):
        out += case(STEEL, (left, left + 80), (0, foot), (z[0] - 60, z[1] + 60), 6)
    return out + bar(STEEL, (x[0] - 20, x[1] + 20), (foot + h, foot + h + 8), (z[0] - 20, z[1] + 20))
