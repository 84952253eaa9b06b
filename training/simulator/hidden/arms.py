"""Hand grenades, mortar bombs and knives."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, bored, cut, plate, rod, settled
from training.simulator.materials import ALUMINIUM, BRASS, RUBBER, STEEL, WOOD
from training.simulator.mesh import Body, Part, extruded, revolved, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_CHARGE = Material("TNT", 1.60, of.RDX)
_CAST = STEEL.at(7.2)


def grenade(rng: Generator) -> Body:
    """A hand grenade: cast body with grooves or a smooth ball, charge, fuze, lever and ring."""
    if rng.random() < 0.5:
        profile = [(12, 0), (21, 4), (26, 14), (27.5, 16)]
        for height in (22.0, 38.0, 54.0):
            profile += [(27.5, height), (25.5, height + 1.5), (25.5, height + 3.5), (27.5, height + 5)]
        profile += [(27, 66), (22, 80), (12, 88)]
        shell = np.array(profile)
    else:
        angle = np.linspace(-1.35, 1.3, 12)
        shell = np.c_[29 * np.cos(angle), 44 + 43 * np.sin(angle)]
    inner = np.c_[np.maximum(shell[:, 0] - 7.0, 1), 9 + (shell[:, 1] - shell[0, 1]) * 0.82]
    turn = np.linspace(0, 2 * np.pi, 13)
    ring = np.c_[16 + 13 * np.cos(turn), 108 + 13 * np.sin(turn), np.full(13, 9.0)]
    lever = [(4, 112), (26, 106), (36, 70), (37, 40), (34.5, 40), (33.5, 70), (24, 102), (4, 108)]
    return settled(
        (
            Part(revolved(shell, 20), _CAST),
            cut(Part(revolved(inner, 20), _CAST)),
            Part(revolved(inner * [0.98, 0.96] + [0, 1.5], 20), _CHARGE),
            Part(revolved([(9, 84), (9, 100), (7, 114)], 14), ALUMINIUM),
            Part(revolved([(3, 30), (3, 84)], 10), BRASS),
            plate(STEEL, lever, (-6, 6)),
            Part(tube(ring, 1.2, 6), STEEL),
        )
    )


def mortar_bomb(rng: Generator) -> Body:
    """A bomb for a mortar of 82 mm: drop-shaped body, charge, fuze, tail boom with fins; some 3 kg."""
    body = np.array(
        [(9, 96), (22, 112), (36, 150), (40.5, 190), (40.5, 214), (36, 248), (24, 282), (17, 292)]
    )
    inner = np.c_[np.maximum(body[:, 0] - 9, 1.5), 104 + (body[:, 1] - 96) * 0.94]
    fins = [(10, 4), (40, 0), (40, 34), (14, 56), (10, 56)]
    parts = [
        Part(revolved(body, 24), _CAST),
        cut(Part(revolved(inner, 24), _CAST)),
        Part(revolved(inner * [0.98, 0.99] + [0, 1.5], 24), _CHARGE),
        Part(revolved([(17, 292), (15, 316), (8, 330), (5, 336)], 18), ALUMINIUM),
        Part(revolved([(13, 0), (13, 96)], 16), STEEL),
        cut(Part(revolved([(9, 0.5), (9, 95)], 16), STEEL)),
    ]
    start = float(rng.uniform(0, 45))
    fin = extruded(fins, (-1.0, 1.0))
    parts += [Part(fin.turned("y", float(angle)), STEEL) for angle in start + np.arange(8) * 45.0]
    return settled(tuple(Part(part.mesh.turned("z", -90), part.material) for part in parts))


def knife(rng: Generator) -> Body:
    """A fixed blade: dagger, hunting knife or machete, with guard, tang and riveted handle."""
    long = float(rng.uniform(110, 180)) if rng.random() < 0.75 else float(rng.uniform(330, 480))
    wide, thick = 20 + 0.05 * long, float(rng.uniform(2.2, 4.2)) if long < 300 else 2.0
    dagger = bool(rng.random() < 0.4) and long < 300
    handle = float(rng.uniform(105, 130))
    if dagger:
        edge = [(0, 4), (0, wide - 4), (long * 0.7, wide - 5), (long, wide / 2), (long * 0.7, 5)]
    else:
        edge = [
            (0, 2),
            (0, wide),
            (long * 0.6, wide),
            (long * 0.85, wide * 0.8),
            (long, wide * 0.45),
            (long * 0.8, 0),
        ]
    grip = [
        (-handle, 1),
        (-handle - 6, wide / 2),
        (-handle, wide - 1),
        (-handle / 2, wide - 4),
        (0, wide - 1),
        (0, 1),
        (-handle / 2, 4),
    ]
    scale = WOOD.at(0.85) if rng.random() < 0.5 else RUBBER
    parts = [
        plate(STEEL, edge, (10 - thick / 2, 10 + thick / 2)),
        plate(STEEL, [(x, 4 + (y - 4) * 0.8) for x, y in grip], (10 - thick / 2, 10 + thick / 2)),
        plate(scale, grip, (0, 10 - thick / 2)),
        plate(scale, grip, (10 + thick / 2, 20)),
        bar(STEEL if dagger else BRASS, (-4, 4), (-9, wide + 9) if dagger else (-3, wide + 1), (2, 18)),
    ]
    for x in (-handle * 0.25, -handle * 0.75):
        rivet = rod(BRASS, (0, 20), (0, 0), 3.0, 10).mesh.turned("y", -90)
        parts.append(Part(rivet.moved(x, wide / 2, 0), BRASS))
    return settled(tuple(parts))


def rocket_launcher(rng: Generator) -> Body:
    """A rocket launcher: long tube with a flared end, grips and a sight; 5 to 7 kg."""
    long = float(rng.uniform(880, 960))
    flare = revolved([(22, 0), (60, -130), (62, -140)], 20).turned("z", -90)
    hole = revolved([(20, 0), (57, -130), (59, -140)], 20).turned("z", -90)
    grip = [(0, -18), (34, -18), (24, -110), (-6, -110)]
    return settled(
        (
            *bored(STEEL, (0, long), (0, 0), 23.5, 20.2, 20),
            Part(flare, STEEL),
            cut(Part(hole, STEEL)),
            Part(revolved([(34, 0), (34, 330)], 20).turned("z", -90).moved(x=220), WOOD),
            cut(Part(revolved([(23.5, 0), (23.5, 330)], 20).turned("z", -90).moved(x=220), WOOD)),
            plate(WOOD, [(x + 600, y) for x, y in grip], (-15, 15)),
            plate(WOOD, [(x + 700, y) for x, y in grip], (-13, 13)),
            bar(STEEL.at(5.0), (590, 740), (-44, -20), (-9, 9)),
            bar(ALUMINIUM.at(1.6), (560, 620), (24, 90), (-40, -14)),
        )
    )
