"""Fireworks and explosives."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, cut, lattice, repeated, rod, settled, vessel
from training.simulator.materials import ALUMINIUM, CARTON, COPPER, PAPER, PLASTIC, WOOD
from training.simulator.mesh import Body, Part, ball, joined, revolved, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_POWDER = Material("black powder", 0.95, of.BLACK_POWDER)
_PLASTIQUE = Material("plastic explosive", 1.60, of.RDX)
_CLAY = Material("clay", 1.7, of.CLAY)
_CELL = Material("alkaline cell", 2.7, of.BATTERY)
_BOARD = Material("circuit board with parts", 1.8, of.BOARD)


def shell(rng: Generator) -> Body:
    """A firework shell: paper ball, stars about the burst charge, lift charge below; 0.2 to 2 kg."""
    radius = float(rng.choice([37.0, 50.0, 62.0, 74.0]))
    foot = (radius * 0.45, radius * 0.6)
    angle = np.arange(34) * 2.39996
    level = 1 - 2 * (np.arange(34) + 0.5) / 34
    around = np.c_[np.sqrt(1 - level**2) * np.cos(angle), level, np.sqrt(1 - level**2) * np.sin(angle)]
    star = ball(radius * 0.17, radius * 0.17, radius * 0.17, 8)
    inner = radius - 7
    return settled(
        (
            Part(ball(radius, radius, radius, 24), PAPER),
            cut(Part(ball(inner, inner, inner, 24), PAPER)),
            Part(repeated(star, around * (inner * 0.78)), _POWDER.at(1.7)),
            Part(ball(inner * 0.58, inner * 0.58, inner * 0.58, 18), _POWDER.at(0.75)),
            Part(revolved([(foot[0], -radius - foot[1]), (foot[0], -radius * 0.9)], 18), _POWDER.at(0.8)),
            Part(tube([(0, radius, 0), (0, radius + 30, 4), (14, radius + 60, 8)], 2.5, 6), PAPER),
        )
    )


def mortar_rack(rng: Generator) -> Body:
    """Mortar tubes for shells in a rack of wood, plugs at their feet; 6 to 20 kg."""
    number, radius = int(rng.integers(3, 7)), float(rng.choice([40.0, 54.0, 67.0]))
    long, pitch = radius * 7.5, 2 * radius + 16
    at = np.c_[np.arange(number) * pitch + radius + 26, np.full(number, 22.0), np.full(number, radius + 20)]
    outer, inner = (
        revolved([(radius, 0), (radius, long)], 20),
        revolved([(radius - 4, 1), (radius - 4, long)], 20),
    )
    plug = revolved([(radius - 4, 1), (radius - 4, 42)], 20)
    x, z = number * pitch + 36, 2 * radius + 40
    rails = [
        bar(WOOD, (0, x), (low, low + 70), side)
        for low in (30.0, long * 0.75)
        for side in ((0.0, 18.0), (z - 18, z))
    ]
    rails += [bar(WOOD, (0, x), (0, 22), (0, z)), bar(WOOD, (0, 22), (22, long * 0.85), (18, z - 18))]
    rails.append(bar(WOOD, (x - 22, x), (22, long * 0.85), (18, z - 18)))
    tubes = (Part(repeated(outer, at), PLASTIC), Part(repeated(inner, at), PLASTIC.at(-PLASTIC.density)))
    return settled((*rails, *tubes, Part(repeated(plug, at), WOOD)))


def cake(rng: Generator) -> Body:
    """A battery of firework tubes glued side by side, clay below, charge and bombette above; 2 to 12 kg."""
    across = int(rng.integers(4, 8))
    radius, high = float(rng.uniform(12, 19)), float(rng.uniform(130, 230))
    pitch = 2 * radius + 1
    at = lattice((across, 1, int(rng.integers(4, 8))), (pitch, 0, pitch)) + np.array(
        [radius + 3, 3, radius + 3]
    )
    x, z = float(at[:, 0].max()) + radius + 3, float(at[:, 2].max()) + radius + 3
    bore = radius - 3.2

    def column(low: float, top: float, wide: float) -> Part:
        return Part(repeated(revolved([(wide, low), (wide, top)], 12), at), PAPER)

    card, hole = column(0, high, radius), column(0, high, bore)
    return settled(
        (
            *vessel(CARTON, (0, x), (0, high + 9), (0, z), 1.2),
            card,
            cut(hole),
            Part(column(0, 20, bore).mesh, _CLAY),
            Part(column(20, 38, bore).mesh, _POWDER),
            Part(column(42, 42 + high * 0.22, bore * 0.9).mesh, _POWDER.at(1.25)),
        )
    )


def bomb(rng: Generator) -> Body:
    """Blocks of plastic explosive taped together, with detonator, battery, circuit and wires; 1.5 to 6 kg."""
    x, y, z = 280.0, float(rng.uniform(25, 40)), 51.0
    counts = (1, int(rng.integers(2, 4)), int(rng.integers(2, 4)))
    at = lattice(counts, (0, y + 2, z + 2))
    top, deep = counts[1] * (y + 2), counts[2] * (z + 2)
    middle = deep / 2
    cells = [rod(_CELL, (30, 80), (top + 9, middle - 16 + 16 * i), 7.2, 12).mesh for i in range(3)]
    wires = []
    for shift in (-5.0, 5.0):
        points = np.array([(80, 10), (104, 24), (128, 14), (150, 26), (176, 20), (196, 6), (214, -6)])
        wave = points + np.c_[np.zeros(7), rng.normal(0, 5, 7)]
        wires.append(tube(np.c_[wave[:, 0], wave[:, 1].clip(-6) + top, np.full(7, middle + shift)], 1.1, 6))
    detonator = rod(ALUMINIUM, (205, 262), (top - 10, middle), 3.6, 10)
    return settled(
        (
            Part(repeated(bar(PLASTIC, (0, x), (0, y), (0, z)).mesh, at), _PLASTIQUE),
            cut(Part(rod(_PLASTIQUE, (205, 262), (top - 10, middle), 3.6, 10).mesh, _PLASTIQUE)),
            detonator,
            Part(joined(*cells), _CELL),
            *vessel(PLASTIC, (26, 86), (top, top + 19), (middle - 27, middle + 27), 1.5),
            bar(_BOARD, (104, 172), (top + 2, top + 5), (middle - 24, middle + 24)),
            bar(ALUMINIUM, (112, 130), (top + 5, top + 16), (middle - 12, middle + 4)),
            Part(joined(*wires), COPPER),
            bar(PLASTIC, (92, 100), (-1, top + 1), (-1, deep)),
            cut(bar(PLASTIC, (92, 100), (0, top), (0, deep - 1))),
        )
    )
