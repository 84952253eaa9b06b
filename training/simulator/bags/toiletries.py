"""Bottles, tubes, cans and small things for washing."""

import numpy as np
from numpy.random import Generator

from training.simulator.bags.shapes import ABS, CREAM, Make, bar, pillow, plate, shell, wobble
from training.simulator.materials import ALUMINIUM, GLASS, PET, PLASTIC, STEEL, WATER
from training.simulator.mesh import Body, Mesh, Part, cylinder, placed, revolved
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

SOAP = Material("soap", 1.05, of.FAT)
PERFUME = Material("perfume", 0.85, of.ETHANOL)
PROPELLANT = Material("spray", 0.75, of.ETHANOL)


def lying(mesh: Mesh) -> Mesh:
    """An upright solid of revolution laid down along x."""
    return mesh.turned("z", -90)


def vessel(
    radius: float, tall: float, wall: float, skin: Material, inside: Material, level: float, neck: float
) -> Body:
    """A round bottle that lies along x, filled to a share with liquid that stands level under air."""
    shoulder = tall * 0.82
    profile = np.array([(radius * 0.9, 0), (radius, 4), (radius, shoulder), (neck, tall - 8), (neck, tall)])
    inner = profile - np.array([(wall, -wall)] * 2 + [(wall, 0.0)] * 2 + [(wall, 1.0)])
    body = list(shell(lying(revolved(profile)), lying(revolved(inner)), skin))
    if level > 0:
        rings = lying(revolved(inner - (0.3, 0)))
        top = radius * (2 * level - 1)

        def under(points: np.ndarray) -> np.ndarray:
            points[:, 1] = np.minimum(points[:, 1], top)
            return points

        body.append(Part(rings.bent(under), inside))
    body.append(Part(cylinder(neck + 2.5, 14, "x").moved(tall - 10), ABS.at(0.6)))
    return tuple(body)


def shampoo(rng: Generator) -> Body:
    """A flattened bottle of shampoo or lotion."""
    radius = wobble(rng, 26, 0.3)
    body = vessel(radius, wobble(rng, 165, 0.25), 1.4, PLASTIC, CREAM, float(rng.uniform(0.4, 1)), 11)
    return tuple(Part(part.mesh.scaled(1, 0.68, 1.1), part.material) for part in body)


def deodorant(rng: Generator) -> Body:
    """A spray can of aluminium, half full, with its valve and dip tube."""
    tall = wobble(rng, 150, 0.15)
    body = list(
        vessel(wobble(rng, 24, 0.1), tall, 0.6, ALUMINIUM, PROPELLANT, float(rng.uniform(0.3, 0.8)), 12)
    )
    body.append(Part(cylinder(9, 9, "x").moved(tall - 9), STEEL.at(3)))
    body.append(Part(bar((8, -12, 0), (tall - 8, 0, 0), 1.5, 6), PLASTIC))
    return tuple(body)


def perfume(rng: Generator) -> Body:
    """A thick flask of glass with scent and a metal collar."""
    side, tall = wobble(rng, 52, 0.2), wobble(rng, 80, 0.2)
    body = list(shell(pillow(tall, 30, side, 9), pillow(tall - 12, 22, side - 9, 9), GLASS))
    body.append(Part(pillow(tall - 13, 21, side - 10, 9), PERFUME))
    body.append(Part(cylinder(8, 12, "x").moved(tall / 2), ALUMINIUM.at(1.8)))
    body.append(Part(cylinder(12, 24, "x").moved(tall / 2 + 10), ABS.at(0.8)))
    return tuple(body)


def jar(rng: Generator) -> Body:
    """A jar of cream."""
    radius, tall = wobble(rng, 33, 0.2), wobble(rng, 45, 0.2)
    cup = shell(cylinder(radius, tall), cylinder(radius - 3.5, tall - 4).moved(y=4), ABS)
    full = Part(cylinder(radius - 4, tall * float(rng.uniform(0.3, 0.85))).moved(y=4), CREAM)
    return *cup, full, Part(cylinder(radius + 1, 6).moved(y=tall), ABS)


def toothpaste(rng: Generator) -> Body:
    """A tube of paste: chalk and water, flat at one end."""
    tall, wide = wobble(rng, 150, 0.2), wobble(rng, 42, 0.15)
    paste = Material("toothpaste", 1.3, of.CONCRETE)

    def flat(points: np.ndarray) -> np.ndarray:
        share = np.clip(points[:, 0] / tall, 0, 1)
        points[:, 1] *= 0.1 + 0.9 * share
        points[:, 2] *= 1 + 0.25 * (1 - share)
        return points

    body = lying(revolved(((wide * 0.42, 0), (wide * 0.42, tall * 0.92), (6, tall)))).bent(flat)
    return Part(body, paste), Part(cylinder(9, 18, "x").moved(tall), ABS.at(0.7))


def soap(rng: Generator) -> Body:
    """A bar of soap in its box."""
    long = wobble(rng, 88, 0.15)
    box = shell(pillow(long + 10, 38, 66, 12), pillow(long + 6, 35, 62, 12), ABS)
    return *box, Part(pillow(long, 28, 55, 4), SOAP)


def razor(rng: Generator) -> Body:
    """A safety razor with two blades."""
    body = [Part(bar((0, 6, 0), (115, 9, 0), wobble(rng, 5, 0.2), 10), ABS)]
    body.append(Part(pillow(9, 7, 40, 8).moved(118, 8, 0), ABS))
    body += [Part(pillow(0.9, 6, 37, 9).moved(x, 9, 0), STEEL) for x in (116.0, 119.0)]
    return tuple(body)


def toothbrush(rng: Generator) -> Body:
    """A toothbrush."""
    path = [(0.0, 5.0, 0.0), (wobble(rng, 150), 5.0, 0.0)]
    return Part(bar(path[0], path[1], 4.2, 8), PLASTIC), Part(
        pillow(28, 12, 11, 8).moved(path[1][0], 9), PLASTIC.at(0.5)
    )


def wash_bag(rng: Generator) -> Body:
    """A bag of PVC film with several of these things in it, side by side."""
    makers: tuple[Make, ...] = (shampoo, toothpaste, deodorant, jar, shampoo, soap, perfume)
    chosen = [makers[i](rng) for i in rng.permutation(len(makers))[: int(rng.integers(3, 5))]]
    body: list[Part] = []
    z = 0.0
    for each in chosen:
        low, high = _ends(each)
        body += placed(each, -(low[0] + high[0]) / 2, -low[1] + 2, z - low[2])
        z += high[2] - low[2] + 2
    for pull in (0.15, 0.7):
        body.append(Part(plate(((0, 0), (22, 0), (22, 6), (0, 6)), 24, 25.5).moved(90, 0, z * pull), STEEL))
    return tuple(body)


def _ends(body: Body) -> tuple[np.ndarray, np.ndarray]:
    points = np.concatenate([part.mesh.points for part in body])
    return points.min(0), points.max(0)


def flask(rng: Generator) -> Body:
    """A thermos flask: two walls of steel with nothing between, and what is left of the coffee."""
    tall, radius = wobble(rng, 250, 0.12), wobble(rng, 35, 0.1)
    body = list(shell(lying(cylinder(radius, tall)), lying(cylinder(radius - 0.7, tall - 4)).moved(2), STEEL))
    body += shell(
        lying(cylinder(radius - 5, tall - 12)).moved(8),
        lying(cylinder(radius - 5.7, tall - 13)).moved(9),
        STEEL,
    )
    body.append(Part(lying(cylinder(radius - 7, tall * float(rng.uniform(0.2, 0.9)))).moved(10), WATER))
    body.append(Part(cylinder(radius - 3, 28, "x").moved(tall), ABS.at(0.8)))
    return tuple(body)


def water_bottle(rng: Generator) -> Body:
    """A PET bottle of drinking water, full, begun or empty."""
    level = float(rng.choice([0.0, 0.35, 0.7, 1.0]))
    return vessel(wobble(rng, 32, 0.08), wobble(rng, 215, 0.1), 0.4, PET, WATER, level, 12)
