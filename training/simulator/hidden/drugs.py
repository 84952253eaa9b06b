"""Drugs: wrapped kilogram bricks, sports bags of bricks, powder in tins, tablets in bags."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, cut, lattice, rod, settled
from training.simulator.materials import PLASTIC, POWDER, STEEL
from training.simulator.mesh import Body, Mesh, Part, Points, box, lofted, placed, revolved, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_BAG = Material("nylon cloth", 0.45, of.NYLON)
_FILM = PLASTIC.at(0.92)


def brick(rng: Generator) -> Body:
    """A pressed brick of a kilogram in film and tape, a stamp on its face; lies flat, 1.0 to 1.1 kg."""
    long, broad = float(rng.uniform(195, 225)), float(rng.uniform(132, 146))
    net = float(rng.uniform(1.0, 1.03))
    density = float(rng.uniform(0.98, 1.16))
    high = net / (long * broad * density * 0.955) * 1e6
    wrap = float(rng.uniform(0.4, 1.2))
    core = _pillow(long, high, broad).moved(wrap, wrap, wrap)
    film = _pillow(long + 2 * wrap, high + 2 * wrap, broad + 2 * wrap)
    stamp = rod(POWDER.at(density), (0, 1.6), (0, 0), float(rng.uniform(16, 30)), 16).mesh.turned("z", 90)
    return settled(
        (
            Part(film, _FILM),
            cut(Part(core, _FILM)),
            Part(core, POWDER.at(density)),
            cut(Part(stamp.moved(long / 2, high + wrap - 1.7, broad / 2), POWDER.at(density))),
        )
    )


def _pillow(x: float, y: float, z: float) -> Mesh:
    """A block with rounded edges, a little fuller in the middle."""
    edge = min(9.0, 0.25 * y)
    rim = np.array(
        [
            (edge, 0),
            (x - edge, 0),
            (x, edge),
            (x, z - edge),
            (x - edge, z),
            (edge, z),
            (0, z - edge),
            (0, edge),
        ]
    )
    middle = np.array([x / 2, z / 2])
    rings: list[Points] = []
    for height, share in ((0.0, 0.965), (0.12, 0.995), (0.5, 1.0), (0.88, 0.995), (1.0, 0.965)):
        flat = middle + (rim[::-1] - middle) * share
        rings.append(np.c_[flat[:, 0], np.full(len(flat), height * y), flat[:, 1]])
    return lofted(rings)


def sports_bag(rng: Generator) -> Body:
    """A holdall of cloth filled with bricks in rows, with zip, straps and rings; 20 to 40 kg."""
    one = brick(rng)
    (_, x), (_, y), (_, z) = ((0.0, 212.0), (0.0, 40.0), (0.0, 148.0))
    counts = (int(rng.integers(2, 4)), int(rng.integers(4, 7)), 2)
    parts: list[Part] = []
    for at in lattice(counts, (x + 6, y + 3, z + 6)):
        shift = rng.normal(0, 3, 2)
        parts += placed(one, at[0] + 40 + shift[0], at[1] + 8, at[2] + 22 + shift[1])
    long, high, deep = counts[0] * (x + 6) + 90, counts[1] * (y + 3) + 70, 2 * (z + 6) + 44
    shell, inner = _sack(long, high, deep), _sack(long - 5, high - 5, deep - 5).moved(2.5, 2.5, 2.5)
    strap = [
        (long * 0.25, high * 0.3, 0),
        (long * 0.3, high + 10, deep * 0.3),
        (long * 0.42, high + 55, deep / 2),
    ]
    strap += [(long - px, py, pz) for px, py, pz in strap[::-1]]
    cloth = (
        Part(shell, _BAG),
        cut(Part(inner, _BAG)),
        Part(
            tube([(long * 0.12, high - 4, deep / 2), (long * 0.88, high - 4, deep / 2)], 2.5, 6),
            STEEL.at(4.0),
        ),
        Part(tube(strap, 5.0, 6), _BAG.at(0.9)),
        bar(STEEL, (2, 12), (high * 0.7, high * 0.7 + 32), (deep / 2 - 16, deep / 2 + 16)),
        cut(bar(STEEL, (2, 12), (high * 0.7 + 4, high * 0.7 + 28), (deep / 2 - 12, deep / 2 + 12))),
    )
    return settled((*cloth, *parts))


def _sack(x: float, y: float, z: float) -> Mesh:
    """A soft bag lying along x: round ends, flat foot, fuller in the middle."""
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    rings: list[Points] = []
    for along in (0.0, 0.04, 0.15, 0.5, 0.85, 0.96, 1.0):
        share = 0.86 + 0.14 * np.sin(np.pi * along) ** 0.4
        up = np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** 0.45
        across = np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.45
        rings.append(np.c_[np.full(20, along * x), (up + 1) / 2 * y * share, z / 2 + across * z / 2 * share])
    return lofted(rings)


def powder_tin(rng: Generator) -> Body:
    """A tin with seams and ribs filled with powder, and a head space; 0.7 to 2.6 kg."""
    radius, high = ((50.0, 118.0), (64.0, 125.0), (76.0, 178.0))[rng.integers(3)]
    level = high * float(rng.uniform(0.86, 0.96))
    ribs = [
        (radius, 3),
        *((radius - (i % 2) * 0.7, high * (0.3 + 0.04 * i)) for i in range(10)),
        (radius, high - 4),
    ]
    outline = [(radius + 1.6, 0), (radius + 1.6, 3), *ribs, (radius + 1.6, high - 3), (radius + 1.6, high)]
    return settled(
        (
            Part(revolved(outline, 28), STEEL),
            cut(Part(revolved([(radius - 1, 1.0), (radius - 1, high - 1.0)], 28), STEEL)),
            Part(
                revolved([(radius - 1, 1.0), (radius - 1, level - 4), (radius * 0.5, level)], 28),
                POWDER.at(0.72),
            ),
        )
    )


def tablets(rng: Generator) -> Body:
    """A sealed bag of some thousand tablets, a cushion with uneven faces; 0.8 to 2 kg."""
    x, y, z = float(rng.uniform(190, 280)), float(rng.uniform(45, 75)), float(rng.uniform(140, 200))
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    lumps = 1 + 0.05 * np.sin(3 * angle + rng.uniform(0, 6)) + 0.03 * np.sin(7 * angle + rng.uniform(0, 6))
    rings: list[Points] = []
    for height in np.linspace(-1, 1, 7):
        share = (1 - abs(height) ** 3) ** 0.5 * 0.9 + 0.1
        flat = np.c_[np.cos(-angle) * x / 2, np.sin(-angle) * z / 2] * (share * lumps)[:, None]
        rings.append(np.c_[flat[:, 0], np.full(24, height * y / 2), flat[:, 1]])
    seal = box((-x / 2 - 14, -x / 2 + 6), (-0.4, 0.4), (-z * 0.35, z * 0.35))
    return settled((Part(lofted(rings), POWDER.at(0.80)), Part(seal, PLASTIC)))
