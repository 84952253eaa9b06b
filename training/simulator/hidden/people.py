"""A person who hides, and a figure of bronze."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import cut, grown, settled
from training.simulator.materials import BRASS, PET, WATER
from training.simulator.mesh import Body, Mesh, Part, ball, revolved, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_FLESH = Material("person", 1.02, of.MEAT)
_BONE = Material("bone", 0.85, of.IVORY)
_LUNG = _FLESH.at(-0.72)


def stowaway(rng: Generator) -> Body:
    """A person who sits on the floor with knees drawn up, seen from the side; 50 to 95 kg."""
    lean = float(rng.uniform(4, 20))
    knee = (float(rng.uniform(420, 500)), float(rng.uniform(430, 520)))
    foot = (float(rng.uniform(560, 660)), 60.0)
    tilt = float(np.tan(np.deg2rad(lean)))
    parts: list[Part] = []

    def flesh(mesh: Mesh, material: Material = _FLESH) -> None:
        parts.append(Part(mesh, material))

    spine = [(40 - h * tilt * 0.4, h, 0) for h in (70, 200, 340, 480, 570)]
    flesh(tube(spine, [128, 134, 128, 140, 92], 18).scaled(1, 1, 1.22))
    head = (60 - 570 * tilt * 0.4, 745.0)
    flesh(tube([(head[0] - 20, 560, 0), (head[0] - 8, 670, 0)], 56, 12))
    flesh(ball(98, 118, 76, 20).moved(head[0], head[1]))
    parts.append(Part(ball(84, 96, 68, 18).moved(head[0] - 6, head[1] + 12), _BONE))
    parts.append(cut(Part(ball(76, 88, 61, 18).moved(head[0] - 6, head[1] + 12), _BONE)))
    for side in (-1.0, 1.0):
        parts.append(Part(ball(78, 120, 56, 14).moved(20 - 380 * tilt * 0.3, 400, side * 76), _LUNG))
        hip, spread = (110.0, 110.0), side * 105
        flesh(tube([(*hip, spread), (*knee, spread * 1.25)], [86, 60], 12))
        flesh(
            tube(
                [(knee[0] + 20, knee[1] - 40, spread * 1.25), (foot[0] - 50, foot[1] - 5, spread)],
                [58, 40],
                12,
            )
        )
        flesh(ball(125, 42, 45, 12).moved(foot[0], foot[1] - 18, spread))
        parts.append(Part(tube([(*hip, spread), (*knee, spread * 1.25)], 15, 8), _BONE))
        shoulder = (20 - 520 * tilt * 0.4, 500.0, side * 195)
        elbow = (200.0, 330.0, side * 240)
        flesh(tube([shoulder, elbow], [52, 40], 10))
        flesh(tube([elbow, (knee[0] - 70, knee[1] - 40, side * 60)], [40, 28], 10))
    size = float(rng.uniform(0.94, 1.1))
    return settled(grown((*parts, *_water(knee)), size, size, size * float(rng.uniform(0.9, 1.05))))


def _water(knee: tuple[float, float]) -> tuple[Part, ...]:
    """A bottle of water at the feet."""
    outline = [(42, 0), (45, 6), (45, 210), (16, 262), (15, 290)]
    at = knee[0] + 290
    return (
        Part(revolved(outline, 16).moved(x=at), PET),
        cut(Part(revolved([(r - 0.6, h) for r, h in outline], 16).moved(x=at), PET)),
        Part(revolved([(41, 2), (44, 8), (44, 150)], 16).moved(x=at), WATER),
    )


def statue(rng: Generator) -> Body:
    """A seated figure of cast bronze, hollow, on a lotus base: an antiquity; 4 to 40 kg."""
    size = float(rng.uniform(0.55, 1.1))
    wall = float(rng.uniform(4, 7)) / size

    def shell(outline: Sequence[tuple[float, float]], deep: float) -> list[Part]:
        profile = np.array(outline)
        inner = np.c_[
            np.maximum(profile[:, 0] - wall, 0.5),
            np.clip(profile[:, 1], profile[0, 1] + wall, profile[-1, 1] - wall),
        ]
        solid = revolved(profile, 28).scaled(1, 1, deep)
        hollow = revolved(inner, 28).scaled(1, 1, deep)
        return [Part(solid, BRASS), cut(Part(hollow, BRASS))]

    base = [(150, 0), (158, 12), (140, 34), (128, 44), (140, 58), (146, 74)]
    legs = [(150, 74), (160, 96), (140, 122), (92, 140)]
    torso = [(92, 140), (78, 170), (86, 236), (104, 280), (80, 312), (34, 326)]
    head = [(34, 326), (32, 344), (48, 358), (53, 392), (46, 420), (26, 432), (20, 450), (3, 462)]
    body = [*shell(base, 0.8), *shell(legs, 0.75), *shell(torso, 0.62), *shell(head, 0.92)]
    for side in (-1.0, 1.0):
        arm = [(side * 100, 276, 0), (side * 122, 210, 10), (side * 92, 152, 48), (side * 18, 138, 74)]
        body.append(Part(tube(arm, [20, 18, 15, 13], 10), BRASS.at(4.2)))
        body.append(Part(ball(9, 24, 7, 10).moved(side * 58, 376, 0), BRASS))
    return settled(grown(tuple(body), size, size, size))
