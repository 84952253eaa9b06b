"""Suitcases without what is in them: shells, drawbars, wheels, handles, zips."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.bags.shapes import (
    ABS,
    NYLON,
    POLYCARBONATE,
    bar,
    brick,
    pillow,
    screws,
    shell,
    slab,
    wobble,
)
from training.simulator.materials import ALUMINIUM, BRASS, PLASTIC, RUBBER, STEEL
from training.simulator.mesh import Body, Mesh, Part, Points, cylinder, placed, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

ZINC = Material("die-cast zinc", 6.6, of.ZINC)
LINING = Material("lining", 0.30, of.PET)


@dataclass(frozen=True, slots=True, eq=False)
class Shell:
    """An empty bag on the belt: its body, and the closed surface of the room inside."""

    body: Body
    inside: Mesh


def rim(length: float, depth: float, y: float, power: float, count: int = 48) -> Points:
    """A closed path around a case at a height, float64 (count + 1, 3)."""
    turn = np.linspace(0, 2 * np.pi, count + 1)
    c, s = np.cos(turn), np.sin(turn)
    x, z = (np.sign(v) * np.abs(v) ** (2 / power) for v in (c, s))
    return np.c_[x * length / 2, np.full(count + 1, y), z * depth / 2]


def wheel(rng: Generator) -> Body:
    """A twin castor under its bracket, swung anyhow; its bolt stands along x."""
    radius = wobble(rng, 24, 0.12)
    body: list[Part] = []
    for z in (-13.0, 5.0):
        body += shell(cylinder(radius, 8, "z").moved(z=z), cylinder(radius * 0.62, 8, "z").moved(z=z), RUBBER)
        body.append(Part(cylinder(radius * 0.58, 7, "z").moved(z=z + 0.5), ABS))
    body.append(Part(bar((0, 0, -15), (0, 0, 15), 2.6), STEEL))
    body.append(Part(brick(30, 20, 9, 14, -10, 0), ABS))
    turned = placed(tuple(body), turn=(("x", float(rng.uniform(0, 180))),))
    bolt = Part(bar((14, 0, 0), (46, 0, 0), 4, 8), STEEL)
    return (
        *placed(turned, -12),
        bolt,
        Part(cylinder(15, 12, "x").moved(18), ABS),
        Part(cylinder(9, 5, "x").moved(30), STEEL),
    )


def trolley(rng: Generator, length: float, y: float, gap: float) -> Body:
    """A drawbar pushed in: outer and inner tubes, grip with its button, end blocks and screws."""
    body: list[Part] = []
    metal = ALUMINIUM if rng.random() < 0.7 else STEEL.at(7.0)
    wall = 1.1 if metal is ALUMINIUM else 0.5
    end = length / 2 - 14
    for z in (-gap / 2, gap / 2):
        for wide, tall, start in ((24.0, 13.0, -end), (20.0, 9.5, -end + 20)):
            long, middle = end - start, (end + start) / 2
            body += shell(
                brick(long, tall, wide, middle, y + 7 - tall / 2, z),
                brick(long, tall - 2 * wall, wide - 2 * wall, middle, y + 7 - tall / 2 + wall, z),
                metal,
            )
        body.append(Part(bar((-end + 22, y + 7, z), (end, y + 7, z), 1.2, 5), STEEL))
        body += [Part(brick(30, 18, 32, x, y - 2, z), ABS.at(0.8)) for x in (-end, end - 6)]
        body += screws([(x, z + s) for x in (-end - 6, end - 16) for s in (-11, 11)], y - 2, y + 14)
    grip = slab(22, 18, gap + 34, 8).moved(end + 12, y - 2, 0)
    return (
        *body,
        Part(grip, ABS.at(0.75)),
        Part(brick(10, 6, 24, end + 14, y + 10, 0), ABS),
        Part(bar((end + 10, y + 6, -8), (end + 10, y + 6, 8), 2.5), STEEL),
    )


def handle(x: float, y: float, z: float, long: float, along: str) -> Body:
    """A carrying handle: soft grip over a steel strap, end caps with screws."""
    at = np.linspace(-1, 1, 9)
    bow = np.c_[at * long / 2, np.zeros(9), 24 * (1 - at**4)]
    strap = np.linspace(-1, 1, 9)
    inner = np.c_[strap * long / 2, np.zeros(9), 24 * (1 - strap**4)]
    body: list[Part] = [Part(tube(bow, 7, 8), ABS.at(0.7)), Part(tube(inner, 1.6, 6), STEEL)]
    for end in (-long / 2, long / 2):
        body += [
            Part(brick(22, 18, 12, end, -9, 0), ABS),
            Part(bar((end, -6, -12), (end, -6, 8), 2.2, 6), STEEL),
        ]
    turn = (("y", 90.0),) if along == "z" else ()
    return placed(tuple(body), x, y, z, turn)


def zips(rng: Generator, path: Points, metal: bool) -> Body:
    """A zip along a path with its sliders and pulls."""
    teeth = Material("zip", 3.2 if metal else 0.95, of.BRASS if metal else of.NYLON)
    body = [Part(tube(path, 2.6, 6), teeth)]
    for _ in range(2):
        x, y, z = (float(v) for v in path[int(rng.integers(1, len(path) - 1))])
        body += [Part(brick(11, 7, 8, x, y - 3, z), ZINC), Part(brick(24, 2, 6, x + 16, y + 2, z + 3), ZINC)]
    return tuple(body)


def _wheels(rng: Generator, long: float, deep: float, heights: tuple[float, ...]) -> Body:
    """Castors at the foot of a case, each held by four screws."""
    body: list[Part] = []
    for y in heights:
        for z in (-deep / 2 + 42, deep / 2 - 42):
            body += placed(wheel(rng), -long / 2 - 22, y, z)
            places = [(-long / 2 + 16 + dx, z + dz) for dx in (0, 22) for dz in (-14, 14)]
            body += screws(places, y - 8, y + 4, 2)
    return tuple(body)


def _lock(x: float, y: float, z: float) -> Body:
    """A lock with its cylinder in the side of a case, the outside at z."""
    case = Part(brick(58, 17, 12, x, y - 8, z - 7), ABS)
    cylinder_of = Part(cylinder(4.4, 26, "x").moved(x - 13, y, z - 7), BRASS)
    return case, cylinder_of, Part(brick(24, 12, 3, x, y - 6, z - 3), STEEL)


def _case(rng: Generator, size: tuple[float, float, float], hard: bool) -> Shell:
    long, tall, deep = size
    power, wall = (9.0, 2.4) if hard else (12.0, 1.6)
    skin = (POLYCARBONATE if rng.random() < 0.6 else ABS) if hard else NYLON
    lift = 4.0
    middle = tall / 2 + lift
    body = list(
        shell(
            pillow(long, tall, deep, power, 40).moved(y=middle),
            pillow(long - 2 * wall, tall - 2 * wall, deep - 2 * wall, power, 40).moved(y=middle),
            skin,
        )
    )
    floor = lift + wall
    if hard:
        for z in np.arange(-deep * 0.38, deep * 0.39, wobble(rng, 42, 0.2)):
            body += [
                Part(brick(long * 0.86, 1.3, 7, 0, y, float(z)), skin)
                for y in (lift + wall, lift + tall - wall - 1.3)
            ]
    else:
        body.append(Part(brick(long * 0.93, 2.2, deep * 0.9, 0, floor, 0), PLASTIC))
        for y in (lift + 8, lift + tall - 8):
            body.append(Part(tube(rim(long - 10, deep - 10, y, power), 2.0, 6), STEEL))
    body += trolley(rng, long * 0.97, floor + 4, wobble(rng, 175, 0.12))
    body += zips(rng, rim(long + 1, deep + 1, middle + (0 if hard else 40), power), False)
    body += _wheels(rng, long, deep, (lift + 26, lift + tall - 26) if hard else (lift + 26,))
    body += handle(0, middle, deep / 2 + 2, 150, "x")
    body += placed(handle(0, 0, 0, 130, "z"), long / 2 + 2, middle)
    body += _lock(long * -0.16, middle, deep / 2) if hard else ()
    edge = [(float(x), s * (deep / 2 - 44)) for x in np.linspace(-0.4, 0.4, 7) * long for s in (-1, 1)]
    body += screws([(x + float(rng.normal(0, 6)), z) for x, z in edge], floor, floor + 7, 1.8)
    rest = floor + 23.0
    body.append(Part(brick(long * 0.92, 1.0, deep * 0.9, 0, rest, 0), LINING))
    clear = pillow(long - 34, lift + tall - wall - 6 - (rest + 2), deep - 30, power, 40)
    return Shell(tuple(body), clear.moved(y=(lift + tall - wall - 6 + rest + 2) / 2))


def hard_suitcase(rng: Generator) -> Shell:
    """A large suitcase of polycarbonate or ABS with four wheels and a drawbar."""
    return _case(rng, (wobble(rng, 640, 0.08), wobble(rng, 265, 0.08), wobble(rng, 430, 0.06)), True)


def cabin_bag(rng: Generator) -> Shell:
    """A case of the size that cabins take."""
    return _case(
        rng, (wobble(rng, 500, 0.04), wobble(rng, 215, 0.08), wobble(rng, 350, 0.05)), rng.random() < 0.75
    )


def soft_suitcase(rng: Generator) -> Shell:
    """A suitcase of cloth over a frame of wire, two wheels."""
    return _case(rng, (wobble(rng, 600, 0.1), wobble(rng, 250, 0.1), wobble(rng, 400, 0.08)), False)
