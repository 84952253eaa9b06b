"""What is smuggled past duty: cash, cigarettes, liquor, telephones."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, cut, lattice, repeated, settled, vessel
from training.simulator.materials import ALUMINIUM, CARTON, GLASS, PLASTIC
from training.simulator.mesh import Body, Part, box, placed, revolved
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_NOTES = Material("banknotes", 0.86, of.CELLULOSE)
_TOBACCO = Material("tobacco in sticks", 0.23, of.TOBACCO)
_FILTERS = Material("filters", 0.16, of.CELLULOSE)
_SPIRIT = Material("spirit of 40 %", 0.95, of.SPIRIT)
_CELL = Material("lithium cell", 2.5, of.BATTERY)
_BOARD = Material("circuit board with parts", 2.4, of.BOARD)


def cash_brick(rng: Generator) -> Body:
    """A thousand banknotes in ten banded straps, wrapped in film; 0.9 to 1.3 kg."""
    long, broad = float(rng.uniform(150, 160)), float(rng.uniform(66, 77))
    thick, gap = float(rng.uniform(10.4, 12.4)), float(rng.uniform(0.4, 1.2))
    strap = box((0.6, long - 0.6), (0, thick), (0.6, broad - 0.6))
    offsets = lattice((1, 10, 1), (0, thick + gap, 0))
    slip = np.c_[rng.normal(0, 0.8, 10), np.zeros(10), rng.normal(0, 0.8, 10)].clip(-0.5, 0.5)
    band = box((long * 0.42, long * 0.58), (thick, thick + gap), (0.6, broad - 0.6))
    shell = vessel(PLASTIC, (-0.6, long + 0.6), (-0.6, 10 * (thick + gap)), (-0.6, broad + 0.6), 0.25)
    return settled(
        (*shell, Part(repeated(strap, offsets + slip), _NOTES), Part(repeated(band, offsets[:-1]), _NOTES))
    )


def cigarette_carton(rng: Generator) -> Body:
    """A carton of ten packets, 0.2 to 0.26 kg."""
    return settled(_cartons((1, 1, 1), rng))


def cigarette_case(rng: Generator) -> Body:
    """A master case of fifty cartons, ten thousand cigarettes; 11 to 14 kg."""
    body = _cartons(((2, 5, 5), (1, 5, 10), (2, 5, 5))[rng.integers(3)], rng)
    (x, y, z) = (max(part.mesh.bounds[axis][1] for part in body) for axis in range(3))
    return settled((*vessel(CARTON, (-5, x + 5), (-5, y + 9), (-5, z + 5), 3.5), *body))


def _cartons(counts: tuple[int, int, int], rng: Generator) -> Body:
    """Cartons of two rows of five packets: tobacco, filters at one end of it, card around."""
    x, y, z = 55.0, float(rng.uniform(84, 88)), 22.5
    packet = lattice((5, 1, 2), (x + 1, 0, z + 0.8))
    carton = lattice(counts, (5 * (x + 1) + 3, y + 2.5, 2 * (z + 0.8) + 2.5))
    at = (carton[:, None] + packet[None]).reshape(-1, 3)
    sticks, ends = box((1, x - 1), (1, y * 0.7), (1, z - 1)), box((1, x - 1), (y * 0.7, y - 2), (1, z - 1))
    card, inner = box((0, x), (0, y), (0, z)), box((0.4, x - 0.4), (0.4, y - 0.4), (0.4, z - 0.4))
    return (
        Part(repeated(card, at), CARTON),
        Part(repeated(inner, at), CARTON.at(-CARTON.density)),
        Part(repeated(sticks, at), _TOBACCO),
        Part(repeated(ends, at), _FILTERS),
    )


def bottle(rng: Generator) -> Body:
    """A glass bottle of 750 ml of spirits, round or square-shouldered, its neck up; some 1.2 kg."""
    radius = float(rng.uniform(36.5, 39.5))
    body_high = 0.75e6 * 0.94 / (np.pi * (radius - 3.2) ** 2)
    neck = float(rng.uniform(70, 95))
    shoulder = float(rng.uniform(18, 55))
    base = body_high + shoulder
    outside = [
        (radius - 4, 0), (radius, 4), (radius, body_high), (radius * 0.8, body_high + shoulder * 0.6),
        (16, base), (14, base + neck * 0.8), (15, base + neck),
    ]  # fmt: skip
    inside = [
        (radius * 0.35, 16), (radius - 5, 8), (radius - 3.2, 12), (radius - 3.2, body_high - 2),
        (radius * 0.74, body_high + shoulder * 0.5), (11.5, body_high + shoulder - 2),
        (10, body_high + shoulder + neck),
    ]  # fmt: skip
    level = body_high + shoulder + neck * float(rng.uniform(-0.05, 0.3))
    drink = [point for point in inside if point[1] < level]
    r = float(np.interp(level, [h for _, h in inside[1:]], [r for r, _ in inside[1:]]))
    top = body_high + shoulder + neck
    parts = (
        Part(revolved(outside, 20), GLASS),
        cut(Part(revolved(inside, 20), GLASS)),
        Part(revolved([*drink, (r, level)], 20), _SPIRIT),
        Part(revolved([(16.5, top - 32), (16.5, top + 4)], 16), ALUMINIUM.at(1.1)),
        cut(Part(revolved([(15.4, top - 31), (15.4, top)], 16), ALUMINIUM.at(1.1))),
    )
    return settled(parts)


def liquor_case(rng: Generator) -> Body:
    """A carton of twelve bottles with dividers; 13 to 16 kg."""
    one = bottle(rng)
    wide, high = one[0].mesh.bounds[0][1], max(part.mesh.bounds[1][1] for part in one)
    pitch = wide + 6.0
    at = lattice((4, 1, 3), (pitch, 0, pitch)) + np.array([7, 4, 7])
    parts = [Part(repeated(part.mesh, at), part.material) for part in one]
    x, z = 4 * pitch + 8, 3 * pitch + 8
    walls = [
        bar(CARTON.at(0.4), (4 + i * pitch, 6 + i * pitch), (4, high * 0.8), (4, z - 4)) for i in range(1, 4)
    ]
    walls += [
        bar(CARTON.at(0.4), (4, x - 4), (4, high * 0.8), (4 + i * pitch, 6 + i * pitch)) for i in (1, 2)
    ]
    return settled((*vessel(CARTON, (0, x), (0, high + 10), (0, z), 4.0), *walls, *parts))


def phone(rng: Generator) -> Body:
    """A telephone lying on its back: frame, glass, cell and boards; 0.16 to 0.24 kg."""
    x, z, y = float(rng.uniform(138, 166)), float(rng.uniform(66, 79)), float(rng.uniform(7.0, 8.6))
    inside = (1.4, y - 1.4)
    return (
        *vessel(ALUMINIUM, (0, x), (0, y), (0, z), 1.2),
        bar(GLASS, (1, x - 1), (y - 1.2, y - 0.2), (1, z - 1)),
        cut(bar(ALUMINIUM, (1.2, x - 1.2), (y - 1.2, y), (1.2, z - 1.2))),
        bar(_CELL, (0.16 * x, 0.74 * x), inside, (0.08 * z, 0.62 * z)),
        bar(_BOARD, (0.06 * x, 0.95 * x), (1.4, 3.4), (0.66 * z, 0.94 * z)),
        bar(_BOARD, (0.05 * x, 0.14 * x), (1.4, 4.4), (0.08 * z, 0.6 * z)),
        bar(GLASS, (0.8 * x, 0.95 * x), (1.4, y - 0.6), (0.1 * z, 0.4 * z)),
    )


def phone_tray(rng: Generator) -> Body:
    """A carton of telephones without their boxes, on edge in rows between foam; 4 to 12 kg."""
    one = settled(placed(phone(rng), turn=(("x", 90),)))
    x, y, z = (max(part.mesh.bounds[axis][1] for part in one) for axis in range(3))
    counts = (int(rng.integers(1, 3)), 1, int(rng.integers(12, 24)))
    pitch = (x + 8, y, z + float(rng.uniform(3, 6)))
    at = lattice(counts, pitch) + np.array([8, 8, 8])
    size = (counts[0] * pitch[0] + 8, y + 16, counts[2] * pitch[2] + 8)
    shell = vessel(CARTON, (0, size[0]), (0, size[1]), (0, size[2]), 4.0)
    return (*shell, *(Part(repeated(part.mesh, at), part.material) for part in one))
