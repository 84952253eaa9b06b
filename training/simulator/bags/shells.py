"""Bags, cartons and trays without what is in them, and the table of all kinds."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from training.simulator.bags.clothes import ribbon
from training.simulator.bags.plan import BagKind
from training.simulator.bags.shapes import (
    ABS,
    EVA,
    LEATHER,
    NYLON,
    brick,
    frame_of,
    outline,
    pillow,
    shell,
    slab,
    wobble,
)
from training.simulator.bags.suitcases import Shell, cabin_bag, hard_suitcase, rim, soft_suitcase, zips
from training.simulator.materials import BRASS, CARTON, PLASTIC, STEEL
from training.simulator.mesh import Body, Mesh, Part, box, cylinder, lofted, placed, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

CORRUGATED = Material("corrugated board", 0.14, of.CELLULOSE)
TAPE = Material("packing tape", 0.95, of.POLYETHYLENE)


def _straps(rng: Generator, long: float) -> Body:
    """Padded straps under the back, their webbing and buckles, ends lying loose."""
    body: list[Part] = []
    for side in (-1.0, 1.0):
        at = np.linspace(0, 1, 12)
        way = np.c_[
            long * (0.45 - 0.86 * at),
            9 - 4 * np.sin(at * np.pi) + 0 * at,
            side * (34 + 70 * np.sin(at * 2.6) + rng.normal(0, 6)),
        ]
        body.append(Part(ribbon(way[:7], 62, 6, (0, 0, 1)), EVA.at(0.12)))
        body.append(Part(ribbon(way[6:], 25, 1.4, (0, 0, 1)), NYLON))
        tail = (
            way[-1]
            + np.c_[-np.linspace(0, 130, 7), np.linspace(0, 6, 7), side * 18 * np.sin(np.linspace(0, 4, 7))]
        )
        body.append(Part(ribbon(tail, 25, 1.4, (0, 0, 1)), NYLON))
        x, _, z = (float(v) for v in way[6])
        frame = [
            (x - 12, 3, z - 17),
            (x + 12, 3, z - 17),
            (x + 12, 3, z + 17),
            (x - 12, 3, z + 17),
            (x - 12, 3, z - 17),
        ]
        body.append(
            Part(
                frame_of(frame),
                ABS if rng.random() < 0.7 else STEEL,
            )
        )
    return tuple(body)


def backpack(rng: Generator) -> Shell:
    """A rucksack lying on its back: padded back, front pocket, straps with buckles, zips."""
    long, tall, deep = wobble(rng, 450, 0.1), wobble(rng, 170, 0.15), wobble(rng, 300, 0.08)
    middle, power = tall / 2 + 12, 4.5
    body = list(
        shell(
            pillow(long, tall, deep, power, 32).moved(y=middle),
            pillow(long - 3, tall - 3, deep - 3, power, 32).moved(y=middle),
            NYLON,
        )
    )
    body.append(Part(slab(long * 0.8, 7, deep * 0.72, 30).moved(y=15), EVA.at(0.09)))
    body.append(Part(slab(long * 0.7, 1.4, deep * 0.6, 20).moved(y=22), PLASTIC))
    body += zips(rng, rim(long * 0.98, deep * 0.98, middle + 15, power)[:34], False)
    pocket = pillow(long * 0.5, 40, deep * 0.8, 4), pillow(long * 0.5 - 3, 37, deep * 0.8 - 3, 4)
    body += placed(shell(*pocket, NYLON), -long * 0.15, tall + 26)
    body += placed(zips(rng, rim(long * 0.5, deep * 0.8, 6, 4)[:22], False), -long * 0.15, tall + 26)
    body += _straps(rng, long)
    loop = np.linspace(0, np.pi, 9)
    body.append(
        Part(tube(np.c_[long / 2 - 4 + 36 * np.sin(loop), np.full(9, 16.0), 32 * np.cos(loop)], 6, 8), NYLON)
    )
    clear = pillow(long - 16, tall - 22, deep - 16, power, 32).moved(y=middle + 8)
    return Shell(tuple(body), clear)


def handbag(rng: Generator) -> Shell:
    """A handbag of leather lying down: handles with rings, metal zip, studs, clasp, lining."""
    long, tall, deep = wobble(rng, 340, 0.12), wobble(rng, 130, 0.15), wobble(rng, 260, 0.12)
    middle, power = tall / 2 + 2, 4.0
    body = list(
        shell(
            pillow(long, tall, deep, power, 32).moved(y=middle),
            pillow(long - 4, tall - 4, deep - 4, power, 32).moved(y=middle),
            LEATHER,
        )
    )
    body += zips(
        rng, np.c_[np.linspace(-0.33, 0.33, 12) * long, np.full(12, middle), np.full(12, deep / 2 - 6)], True
    )
    turn = np.linspace(0, np.pi, 15)
    for y in (middle - 28, middle + 28):
        bow = np.c_[long * 0.24 * np.cos(turn), np.full(15, y), deep / 2 - 12 + 120 * np.sin(turn)]
        body.append(Part(tube(bow, 5, 8), LEATHER))
        for x in (-long * 0.24, long * 0.24):
            eye = np.linspace(0, 2 * np.pi, 13)
            body.append(
                Part(
                    tube(np.c_[x + 11 * np.cos(eye), np.full(13, y), deep / 2 - 18 + 11 * np.sin(eye)], 2, 6),
                    BRASS,
                )
            )
    body += [
        Part(cylinder(5, 6, "z").moved(x, middle + s, -deep / 2 - 3), BRASS)
        for x in (-long * 0.36, long * 0.36)
        for s in (-22, 22)
    ]
    body.append(Part(cylinder(9, 4).moved(0, tall, deep * 0.3), STEEL))
    return Shell(tuple(body), pillow(long - 14, tall - 12, deep - 16, power, 32).moved(y=middle))


def parcel(rng: Generator) -> Shell:
    """A carton of corrugated board, folded, taped, with a label."""
    long, tall, deep = wobble(rng, 420, 0.25), wobble(rng, 240, 0.3), wobble(rng, 310, 0.2)
    wall = float(rng.choice([3.5, 5.0, 7.0]))
    outer = box((-long / 2, long / 2), (0, tall), (-deep / 2, deep / 2))
    inner = box(
        (wall - long / 2, long / 2 - wall), (2 * wall, tall - 2 * wall), (wall - deep / 2, deep / 2 - wall)
    )
    body = list(shell(outer, inner, CORRUGATED))
    for y in (-0.2, tall):
        body.append(Part(brick(long, 0.2, 50, 0, y, 0), TAPE))
        body += [Part(brick(50, 0.2, deep, x, y, 0), TAPE) for x in (-long / 2 + 25, long / 2 - 25)]
    body.append(Part(brick(100, 0.25, 150, long * 0.2, tall + 0.3, deep * 0.1), CARTON))
    (x0, x1), (y0, y1), (z0, z1) = inner.bounds
    return Shell(tuple(body), box((x0 + 1, x1 - 1), (y0 + 1, y1 - 1), (z0 + 1, z1 - 1)))


def tray(rng: Generator) -> Shell:
    """An open tray of the checkpoint: tapered walls, thick rim, ribs under the floor."""
    long, tall, deep = wobble(rng, 600, 0.05), wobble(rng, 140, 0.15), wobble(rng, 420, 0.05)

    def hull(inset: float, y0: float, y1: float) -> Mesh:
        foot = outline(long - 60 - 2 * inset, deep - 60 - 2 * inset, 32, 9)
        top = outline(long - 2 * inset, deep - 2 * inset, 40, 9)
        rings = [np.c_[flat[:, 0], np.full(len(flat), y), flat[:, 1]] for flat, y in ((foot, y0), (top, y1))]
        return lofted(rings)

    body = list(shell(hull(0, 3, tall), hull(3, 6, tall), PLASTIC))
    edge = outline(long + 6, deep + 6, 43, 9)
    edge = np.concatenate([edge, edge[:1]])
    body.append(Part(tube(np.c_[edge[:, 0], np.full(len(edge), tall), edge[:, 1]], 5, 8), PLASTIC.at(0.8)))
    body += [Part(brick(10, 3, deep - 90, float(x), 0, 0), PLASTIC) for x in np.linspace(-0.4, 0.4, 5) * long]
    room = hull(10, 7, tall).points
    room[:, 1] = np.where(room[:, 1] > 50, tall + 60, room[:, 1])
    return Shell(tuple(body), Mesh(room, hull(10, 7, tall).faces))


SHELLS: dict[BagKind, Callable[[Generator], Shell]] = {
    "hard-suitcase": hard_suitcase,
    "soft-suitcase": soft_suitcase,
    "cabin-bag": cabin_bag,
    "backpack": backpack,
    "handbag": handbag,
    "parcel": parcel,
    "tray": tray,
}
