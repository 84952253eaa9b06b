"""Drugs: wrapped kilogram bricks, sports bags of bricks, powder in tins, tablets in bags."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, cut, rod, settled
from training.simulator.materials import PLASTIC, POWDER, STEEL
from training.simulator.mesh import Body, Mesh, Part, Points, box, lofted, placed, revolved, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_BAG = Material("nylon cloth, lined", 0.22, of.NYLON)
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
    """A limp holdall of bricks packed by hand, lower at its ends, with zip, straps and rings; 15 to 35 kg."""
    one = brick(rng)
    x, y, z = 220.0, 46.0, 156.0
    across, most = int(rng.integers(2, 4)), int(rng.integers(4, 7))
    parts: list[Part] = []
    for column in range(2 * across):
        along, side = divmod(column, 2)
        slip, end = rng.normal(0, 4, 2), along in (0, across - 1)
        for course in range(most - int(rng.integers(0, 2)) - int(end and rng.random() < 0.7)):
            slip = np.clip(slip + rng.normal(0, 9, 2), -24, 24)
            bedded = placed(one, turn=(("z", float(rng.normal(0, 2.5))), ("y", float(rng.normal(0, 5)))))
            parts += placed(bedded, along * x + 52 + slip[0], course * y + 12, side * z + 30 + 0.4 * slip[1])
    long, high, deep = across * x + 110, most * y + 48, 2 * z + 64
    ring, turn = np.arange(9.0)[:, None], np.linspace(0, 2 * np.pi, 20, endpoint=False)
    first, second = rng.uniform(0, 2 * np.pi, 2)
    wave = 1 + 0.05 * np.sin(2 * turn + 0.8 * ring + first) + 0.03 * np.sin(3 * turn - 1.1 * ring + second)
    shell, inner = (
        _sack(long, high, deep, wave),
        _sack(long - 10, high - 10, deep - 10, wave).moved(5, 5, 5),
    )
    lay = float(rng.uniform(-0.1, 0.2))
    strap = [
        (long * 0.25, high * 0.3, 0),
        (long * 0.3, high * 0.96, deep * 0.3),
        (long * 0.42, high * 1.02, deep * (0.5 + lay)),
    ]
    strap += [(long - px, py, pz) for px, py, pz in strap[::-1]]
    zipped = [
        (long * 0.15, high * 0.84, deep / 2),
        (long / 2, high * 0.96, deep / 2),
        (long * 0.85, high * 0.84, deep / 2),
    ]
    cloth = (
        Part(shell, _BAG),
        cut(Part(inner, _BAG)),
        Part(tube(zipped, 2.5, 6), STEEL.at(4.0)),
        Part(tube(strap, 5.0, 6), _BAG.at(0.8)),
        bar(STEEL, (2, 12), (high * 0.5, high * 0.5 + 32), (deep / 2 - 16, deep / 2 + 16)),
        cut(bar(STEEL, (2, 12), (high * 0.5 + 4, high * 0.5 + 28), (deep / 2 - 12, deep / 2 + 12))),
    )
    return settled((*cloth, *parts))


def _sack(x: float, y: float, z: float, wave: Points) -> Mesh:
    """A limp bag lying along x: round sagging ends, flat foot, creased by ``wave``, (9, 20) about 1."""
    turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    up = np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** 0.6
    side = np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.6
    rings: list[Points] = []
    for along, crease in zip((0.0, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 1.0), wave, strict=True):
        full = np.sin(np.pi * np.clip(along, 0.08, 0.92)) ** 0.3
        high = (up + 1) / 2 * y * full * crease
        rings.append(np.c_[np.full(20, along * x), high, z / 2 + side * z / 2 * (0.5 + 0.5 * full) * crease])
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
