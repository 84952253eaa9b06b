"""Shoes, books, keys, coins, glasses, toys and other everyday belongings."""

import numpy as np
from numpy.random import Generator

from training.simulator.bags.shapes import (
    ABS,
    CELL,
    EVA,
    LEATHER,
    NYLON,
    bar,
    brick,
    frame_of,
    outline,
    pillow,
    plate,
    ring,
    shell,
    slab,
    wobble,
)
from training.simulator.materials import (
    BRASS,
    CARTON,
    GLASS,
    PAPER,
    PLASTIC,
    RUBBER,
    STEEL,
)
from training.simulator.mesh import Body, Mesh, Part, cylinder, joined, lofted, placed
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

NICKEL = Material(
    "coin metal", 8.8, of.blend("coin metal", (of.COPPER, 0.78), (of.NICKEL, 0.14), (of.ZINC, 0.08))
)


def _last(long: float, wide: float, tall: float, shrink: float) -> Mesh:
    """The room in a shoe that lies on its sole: toe at +x, open ankle at -x."""
    at = np.linspace(0, 1, 13)
    half = (
        (0.36 + 0.14 * np.sin(at * np.pi * 0.9 + 0.4))
        * wide
        * np.sqrt(np.clip(1.04 - (2 * at - 1) ** 6, 0.02, 1))
    )
    top = np.interp(at, [0, 0.3, 0.55, 0.85, 1], [1.0, 0.95, 0.62, 0.4, 0.22]) * tall
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    rings = [
        np.c_[
            np.full(16, (a - 0.5) * (long - 2 * shrink)),
            shrink + (h - 2 * shrink) * (0.5 + 0.5 * np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** 0.6),
            (w - shrink) * np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.7,
        ]
        for a, w, h in zip(at, np.maximum(half, shrink + 2), np.maximum(top, 2 * shrink + 4), strict=True)
    ]
    return lofted(rings)


def shoe(rng: Generator) -> Body:
    """A shoe: upper, sole with heel, shank of steel in leather shoes, eyelets, insole."""
    long, wide, tall = wobble(rng, 285, 0.12), wobble(rng, 100, 0.1), wobble(rng, 95, 0.2)
    dress = rng.random() < 0.4
    body = list(shell(_last(long, wide, tall, 0), _last(long, wide, tall, 2.6), LEATHER))
    sole = plate(outline(long, wide * 0.92, wide * 0.44, 6) * (1, 1), 0, 1)
    if dress:
        body.append(Part(sole.scaled(1, 7, 0.9).moved(y=-7), RUBBER))
        body.append(Part(brick(62, 22, wide * 0.7, -long * 0.38, -29), RUBBER.at(1.0)))
        body.append(Part(brick(95, 1.2, 15, -long * 0.12, -3), STEEL))
        body += [
            Part(bar((-long * 0.38 + x, -27, z), (-long * 0.38 + x, -8, z), 1, 5), STEEL)
            for x in (-18, 18)
            for z in (-16, 16)
        ]
    else:
        body.append(Part(sole.scaled(1, 24, 1).moved(y=-24), EVA))
        body.append(Part(sole.scaled(1, 5, 1.02).moved(y=-29), RUBBER))
    for i in range(int(rng.integers(4, 7))):
        for z in (-13.0, 13.0):
            eyelet = ring(3, 0.8, 8).moved(long * (0.02 + 0.055 * i), tall * (0.78 - 0.07 * i), z)
            body.append(Part(eyelet, BRASS))
    return tuple(body)


def shoes(rng: Generator) -> Body:
    """A pair, one turned round and lying against the other."""
    first = shoe(rng)
    points = np.concatenate([part.mesh.points for part in first])
    width = float(np.ptp(points[:, 2])) + 3
    return *first, *placed(first, 6, 0, width, (("y", 180.0),))


def book(rng: Generator) -> Body:
    """A book: paper between boards."""
    long, wide, thick = wobble(rng, 210, 0.2), wobble(rng, 145, 0.15), float(rng.uniform(12, 42))
    covers = [Part(slab(long, 2, wide, 1).moved(y=y), CARTON) for y in (0.0, thick)]
    return *covers, Part(slab(long - 6, thick - 2.4, wide - 5, 1).moved(y=2.2), PAPER.at(wobble(rng, 0.8)))


def magazines(rng: Generator) -> Body:
    """A few magazines or papers in a folder, not quite square to each other."""
    return tuple(
        Part(
            slab(295, 3.6, 208, 1).moved(float(rng.normal(0, 4)), i * 4.2, float(rng.normal(0, 4))),
            PAPER.at(1.05),
        )
        for i in range(int(rng.integers(1, 5)))
    )


def umbrella(rng: Generator) -> Body:
    """A folded umbrella: shaft of tubes, ribs, cloth rolled round them, handle."""
    long = wobble(rng, 250, 0.1)
    body = list(shell(lying_bar(0, long, 22), lying_bar(1, long - 1, 17), NYLON.at(0.35)))
    body += shell(lying_bar(0, long, 6), lying_bar(1, long - 2, 5), STEEL)
    for turn in np.linspace(0, 2 * np.pi, 8, endpoint=False):
        y, z = 13 * np.cos(turn), 13 * np.sin(turn)
        for shift in (0, 4):
            body.append(Part(bar((8, y + shift, z), (long - 15, y, z + shift), 1.1, 4), STEEL))
    body.append(Part(lying_bar(-50, 0, 15), ABS))
    return tuple(body)


def lying_bar(start: float, end: float, radius: float) -> Mesh:
    """A round bar along x."""
    return cylinder(radius, end - start, "x", 16).moved(start)


def belt(rng: Generator) -> Body:
    """A leather belt rolled up, with its buckle."""
    turn = np.linspace(0, 2 * np.pi * rng.uniform(2.5, 4), 90)
    radius = 22 + turn * 1.1
    inner = np.c_[radius * np.cos(turn), radius * np.sin(turn)]
    outer = np.c_[(radius + 3) * np.cos(turn), (radius + 3) * np.sin(turn)]
    body = [Part(plate(np.concatenate([inner, outer[::-1]]), 0, 35), LEATHER)]
    end = float(radius[-1]) + 5
    frame = [(end, 2, -22), (end, 38, -22), (end, 38, 22), (end, 2, 22), (end, 2, -22)]
    body.append(Part(frame_of(frame), STEEL))
    body.append(Part(bar((end, 20, -22), (end, 20, 22), 1.8, 6), STEEL))
    return tuple(placed(tuple(body), turn=(("x", float(rng.choice([0, 90]))),)))


def keys(rng: Generator) -> Body:
    """A bunch of keys on a ring, fanned out."""
    body = [Part(ring(13, 1.1).moved(0, 0, 0), STEEL)]
    for i in range(int(rng.integers(3, 8))):
        long = wobble(rng, 52, 0.2)
        teeth = [(26 + k * (long - 28) / 6, -4 + (k % 2) * float(rng.uniform(0.5, 2.5))) for k in range(7)]
        blade = np.array([*teeth, (long, 0), (long - 4, 4), (26, 4)])
        head = outline(22, 22, 9) + np.array([16, 0])
        metal = BRASS if rng.random() < 0.6 else STEEL
        key = (
            Part(plate(blade, 0, 2.2), metal),
            *shell(plate(head, 0, 2.2), cylinder(3.5, 2.2).moved(9), metal),
        )
        body += placed(key, 0, 0.6 * i, 0, (("y", float(rng.uniform(-95, 95))),))
    return tuple(body)


def coins(rng: Generator) -> Body:
    """Loose coins, some on one another."""
    at = rng.normal(0, 22, (int(rng.integers(4, 16)), 2))
    out: list[Part] = []
    for i, (x, z) in enumerate(at):
        disc = cylinder(float(rng.uniform(8.5, 13)), float(rng.uniform(1.5, 2.3)), "y", 20)
        tilted = disc.turned("x", float(rng.uniform(-12, 12))).moved(float(x), 2 + 1.1 * (i % 4), float(z))
        out.append(Part(tilted, NICKEL if rng.random() < 0.6 else STEEL))
    return tuple(out)


def wallet(rng: Generator) -> Body:
    """A wallet with cards, notes and some coins."""
    body = list(shell(slab(110, 22, 88, 6), slab(106, 18, 84, 5).moved(y=2), LEATHER))
    body += [
        Part(slab(85.6, 0.8, 54, 3).moved(-6 + i, 4 + i * 1.1, -10), PLASTIC.at(1.35))
        for i in range(int(rng.integers(3, 8)))
    ]
    body.append(Part(slab(98, 2, 70, 1).moved(y=15), PAPER))
    return *body, *placed(tuple(p for p in coins(rng)[:4]), 10, 12, 15)


def glasses(rng: Generator) -> Body:
    """Spectacles in a hard case with a sprung hinge."""
    long = wobble(rng, 160, 0.06)
    body = list(shell(pillow(long, 48, 66, 5), pillow(long - 3, 45, 63, 5), STEEL.at(wobble(rng, 2.2, 0.3))))
    for x in (-33.0, 33.0):
        body.append(Part(joined(ring(24, 1.2).turned("x", 6)).moved(x, -4, 0), STEEL))
        body.append(Part(cylinder(23, 2).moved(x, -4, 0), PLASTIC.at(1.3)))
        body.append(Part(bar((x * 1.7, 2, -12), (-x * 0.9, 5, -18), 1.2, 5), STEEL))
    return tuple(body)


def watch(rng: Generator) -> Body:
    """A wrist watch with a bracelet of links."""
    tall = wobble(rng, 10.5, 0.1)
    body = list(shell(cylinder(20, tall), cylinder(17, 8).moved(y=1.5), STEEL))
    body += [
        Part(cylinder(16, 3).moved(y=2), BRASS),
        Part(cylinder(5, 4).moved(6, 3, 4), CELL),
        Part(cylinder(17, 1.5).moved(y=8), GLASS),
    ]
    links = [side * (19 + i * 6.0) for i in range(1, int(rng.integers(11, 15))) for side in (-1, 1)]
    body += [Part(brick(5, 3, 18, x, 3), STEEL.at(6.5)) for x in links]
    return tuple(body)


def pens(rng: Generator) -> Body:
    """Pens in a case."""
    body: list[Part] = []
    for i in range(int(rng.integers(3, 9))):
        z = i * 10.0
        body += shell(bar((-70, 5, z), (70, 5, z), 4.4), bar((-69, 5, z), (69, 5, z), 3.2), ABS)
        body.append(Part(bar((-60, 5, z), (66, 5, z), 1.1, 5), BRASS if i % 2 else PLASTIC))
        body.append(Part(brick(38, 1, 3, -45, 9.6, z), STEEL))
    return tuple(body)
