"""Food and presents that people carry."""

import numpy as np
from numpy.random import Generator

from training.simulator.bags.shapes import pillow, ring, shell, slab, wobble
from training.simulator.bags.toiletries import lying, vessel
from training.simulator.materials import ALUMINIUM, CARTON, GLASS, STEEL, WATER
from training.simulator.mesh import Body, Part, ball, cylinder, placed, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

CHOCOLATE = Material(
    "chocolate", 1.25, of.blend("chocolate", (of.SUCROSE, 0.5), (of.FAT, 0.35), (of.PROTEIN, 0.15))
)
CHEESE = Material("cheese", 1.08, of.MEAT)
SAUSAGE = Material("sausage", 1.02, of.MEAT)
BREAD = Material("bread", 0.28, of.GRAIN)
BISCUIT = Material("biscuits", 0.55, of.GRAIN)
FRUIT = Material("fruit", 0.90, of.FRUIT)
JAM = Material("jam", 1.25, of.SUCROSE)
TEA = Material("tea", 0.40, of.GRAIN)


def tin(rng: Generator) -> Body:
    """A can of food: tinplate with beads, full."""
    radius, tall = wobble(rng, 37, 0.15), wobble(rng, 90, 0.3)
    body = list(shell(cylinder(radius, tall), cylinder(radius - 0.3, tall - 0.6).moved(y=0.3), STEEL))
    body.append(Part(cylinder(radius - 0.6, tall - 7).moved(y=0.6), FRUIT.at(1.05)))
    body += [Part(ring(radius, 1.3).moved(y=y), STEEL.at(4)) for y in (-0.5, tall - 2)]
    return tuple(body)


def drink_can(rng: Generator) -> Body:
    """A can of drink of aluminium."""
    tall = wobble(rng, 130, 0.2)
    body = list(shell(lying(cylinder(30, tall)), lying(cylinder(29.75, tall - 1)).moved(0.4), ALUMINIUM))
    body.append(Part(lying(cylinder(29.4, tall * 0.93)).moved(1), WATER.at(1.03)))
    return tuple(body)


def chocolate(rng: Generator) -> Body:
    """Bars of chocolate in foil and board."""
    count, long = int(rng.integers(1, 5)), wobble(rng, 160, 0.1)
    return tuple(
        part
        for i in range(count)
        for part in (
            Part(slab(long, 9, 74, 2).moved(y=i * 11), CARTON),
            Part(slab(long - 3, 7.5, 71, 2).moved(y=i * 11 + 0.6), CARTON.at(-CARTON.density)),
            Part(slab(long - 3.4, 7.2, 70.6, 2).moved(y=i * 11 + 0.7), CHOCOLATE),
        )
    )


def biscuits(rng: Generator) -> Body:
    """A roll of biscuits one behind another."""
    radius, count = wobble(rng, 27, 0.15), int(rng.integers(14, 26))
    return tuple(Part(lying(cylinder(radius, 6.4)).moved(i * 7.6), BISCUIT) for i in range(count))


def cheese(rng: Generator) -> Body:
    """A piece of cheese in film."""
    return (Part(slab(wobble(rng, 140, 0.2), wobble(rng, 45, 0.2), wobble(rng, 85, 0.2), 5), CHEESE),)


def sausage(rng: Generator) -> Body:
    """Dry sausages, bent."""
    body: list[Part] = []
    for i in range(int(rng.integers(1, 4))):
        at = np.linspace(-1, 1, 9)
        path = np.c_[at * wobble(rng, 120), np.full(9, 18.0), 18 * at**2 + i * 38]
        body.append(Part(tube(path, 17 * np.sqrt(1.02 - at**4 * 0.8), 12), SAUSAGE))
    return tuple(body)


def bread(rng: Generator) -> Body:
    """A loaf with a crust."""
    long = wobble(rng, 220, 0.2)
    crust = shell(pillow(long, 85, 105, 3.2), pillow(long - 8, 77, 97, 3.2), BREAD.at(0.5))
    return *crust, Part(pillow(long - 8.4, 76.6, 96.6, 3.2), BREAD)


def apples(rng: Generator) -> Body:
    """Some apples or oranges, with their cores."""
    body: list[Part] = []
    for i in range(int(rng.integers(1, 6))):
        size = wobble(rng, 37, 0.12)
        x, z = (i % 3) * 79.0, (i // 3) * 79.0
        body += placed(shell(ball(size, size * 0.92, size), ball(9, 12, 9), FRUIT), x, 0, z)
    return tuple(body)


def bananas(rng: Generator) -> Body:
    """A hand of bananas."""
    at = np.linspace(-1, 1, 9)
    body: list[Part] = []
    for i in range(int(rng.integers(2, 5))):
        path = np.c_[at * 85, 18 + 0 * at, 40 * at**2 + i * 36]
        body.append(Part(tube(path, wobble(rng, 16) * (1.03 - at**6 * 0.8), 10), FRUIT))
    return tuple(body)


def jam(rng: Generator) -> Body:
    """A glass of jam or honey with a lid of tinplate."""
    radius, tall = wobble(rng, 34, 0.15), wobble(rng, 95, 0.2)
    body = list(shell(cylinder(radius, tall), cylinder(radius - 2.6, tall - 4).moved(y=4), GLASS))
    body.append(Part(cylinder(radius - 2.9, tall * 0.85).moved(y=4.3), JAM))
    body.append(Part(cylinder(radius - 1, 8).moved(y=tall), STEEL.at(1.1)))
    return tuple(body)


def wine(rng: Generator) -> Body:
    """A bottle of wine or spirits."""
    radius, drink = wobble(rng, 37, 0.1), Material("wine", 0.98, of.WATER)
    return vessel(radius, wobble(rng, 300, 0.06), 3.0, GLASS, drink, float(rng.uniform(0.93, 1)), 13)


def tea(rng: Generator) -> Body:
    """A tin or a carton of tea or coffee."""
    long, tall = wobble(rng, 130, 0.2), wobble(rng, 75, 0.2)
    skin, wall = (STEEL, 0.25) if rng.random() < 0.5 else (CARTON, 0.8)
    body = list(
        shell(
            slab(long, tall, 80, 6),
            slab(long - 2 * wall, tall - 2 * wall, 80 - 2 * wall, 6).moved(y=wall),
            skin,
        )
    )
    return *body, Part(slab(long - 3, tall * float(rng.uniform(0.6, 0.95)), 77, 6).moved(y=wall + 0.3), TEA)
