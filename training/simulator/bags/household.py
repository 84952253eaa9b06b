"""Toys and things of the household."""

import numpy as np
from numpy.random import Generator

from training.simulator.bags.shapes import (
    ABS,
    Make,
    bar,
    outline,
    pillow,
    plate,
    shell,
    slab,
    wobble,
)
from training.simulator.materials import (
    ALUMINIUM,
    PLASTIC,
    PLYWOOD,
    RUBBER,
    STEEL,
)
from training.simulator.mesh import Body, Part, ball, box, cylinder, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

PLUSH = Material("plush and wadding", 0.06, of.PET)


def toy_car(rng: Generator) -> Body:
    """A toy car of die-cast zinc or plastic, with axles."""
    long = wobble(rng, 110, 0.35)
    zinc = Material("die-cast zinc", 6.6, of.ZINC)
    skin, wall = (zinc, 2.0) if long < 100 else (ABS, 2.2)
    out, cut = (
        pillow(long, long * 0.34, long * 0.42, 5),
        pillow(long - 2 * wall, long * 0.34 - 2 * wall, long * 0.42 - 2 * wall, 5),
    )
    body = list(shell(out, cut, skin))
    for x in (-long * 0.3, long * 0.3):
        body.append(Part(bar((x, -long * 0.14, -long * 0.22), (x, -long * 0.14, long * 0.22), 1.5, 6), STEEL))
        body += [
            Part(cylinder(long * 0.09, 7, "z").moved(x, -long * 0.14, z), RUBBER)
            for z in (-long * 0.24, long * 0.2)
        ]
    return tuple(body)


def plush(rng: Generator) -> Body:
    """A soft toy: wadding, eyes, some squeaker or bean bag in it."""
    size = wobble(rng, 70, 0.3)
    body = [
        Part(ball(size, size * 0.6, size * 0.75), PLUSH),
        Part(ball(size * 0.55, size * 0.5, size * 0.55).moved(size * 1.35), PLUSH),
    ]
    body += [
        Part(ball(size * 0.5, size * 0.25, size * 0.22).moved(x * size, 0, z * size), PLUSH)
        for x in (-0.8, 0.5)
        for z in (-0.9, 0.9)
    ]
    body += [Part(ball(4, 4, 4, 10).moved(size * 1.7, size * 0.3, z), ABS.at(1.2)) for z in (-14.0, 14.0)]
    body.append(Part(ball(size * 0.25, size * 0.2, size * 0.25).moved(-size * 0.4), PLASTIC.at(0.6)))
    return tuple(body)


def blocks(rng: Generator) -> Body:
    """Building blocks or wooden figures poured into a bag."""
    body: list[Part] = []
    material = PLYWOOD if rng.random() < 0.3 else ABS.at(0.55)
    for i in range(int(rng.integers(10, 28))):
        part = box((0, float(rng.choice([16, 32, 48]))), (0, 10), (0, 16)).turned(
            "y", float(rng.uniform(0, 360))
        )
        body.append(Part(part.moved((i % 5) * 40.0, (i // 15) * 13.0, (i // 5 % 3) * 40.0), material))
    return tuple(body)


def hanger(rng: Generator) -> Body:
    """A coat hanger with a hook of wire."""
    wide = wobble(rng, 200, 0.05)
    arms = np.array([(-wide, 4.0, 60.0), (-wide * 0.5, 4, 25), (0, 4, 0), (wide * 0.5, 4, 25), (wide, 4, 60)])
    turn = np.linspace(-0.6, 3.6, 14)
    hook = np.c_[22 * np.cos(turn), np.full(14, 4.0), -55 - 22 * np.sin(turn)]
    return Part(tube(arms, 5, 8), ABS), Part(
        tube(np.concatenate([[(0, 4, -2)], [(0, 4, -30)], hook[::-1]]), 1.8, 6), STEEL
    )


def racket(rng: Generator) -> Body:
    """A table-tennis bat or a frying pan's worth of flat things: blade of plywood, rubber, handle."""
    blade = plate(outline(158, 150, 74, 8), 0, 6)
    rubbers = [Part(plate(outline(154, 146, 72, 8), y, y + 2), RUBBER.at(0.9)) for y in (-2.0, 6.0)]
    return Part(blade, PLYWOOD), *rubbers, Part(pillow(wobble(rng, 110), 24, 30, 6).moved(125, 3, 0), PLYWOOD)


def mug(rng: Generator) -> Body:
    """A cup of pottery with an ear, or one of steel."""
    radius, tall = wobble(rng, 41, 0.1), wobble(rng, 95, 0.12)
    clay = Material("pottery", 2.3, of.CERAMIC)
    turn = np.linspace(-1.5, 1.5, 9)
    ear = tube(np.c_[radius - 2 + 28 * np.cos(turn), tall / 2 + 30 * np.sin(turn), np.zeros(9)], 5, 8)
    return *shell(cylinder(radius, tall), cylinder(radius - 4, tall - 6).moved(y=6), clay), Part(ear, clay)


def plate_of(material: Material) -> Make:
    """A maker of flat tins and boxes of a material, empty."""

    def make(rng: Generator) -> Body:
        long, wide, tall = wobble(rng, 150, 0.3), wobble(rng, 95, 0.3), wobble(rng, 40, 0.3)
        wall = 1.2 if material is ALUMINIUM else 2.0
        return shell(
            slab(long, tall, wide, 8),
            slab(long - 2 * wall, tall - 2 * wall, wide - 2 * wall, 8).moved(y=wall),
            material,
        )

    return make
