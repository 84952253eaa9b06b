"""Electronics that travel: built up of case, board with parts, cells, screens, motors and leads."""

import numpy as np
from numpy.random import Generator

from training.simulator.bags.shapes import (
    ABS,
    BOARD,
    CELL,
    MOTOR,
    bar,
    brick,
    cable,
    loops,
    pillow,
    ring,
    screws,
    shell,
    slab,
    wobble,
)
from training.simulator.materials import ALUMINIUM, BRASS, COPPER, GLASS, STEEL
from training.simulator.mesh import Body, Mesh, Part, ball, cylinder, joined, placed, revolved, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

CHIP = Material("packaged chip", 2.20, of.SILICA)
SOLDER = Material("tin", 7.2, of.TIN)
FERRITE = Material("ferrite", 4.8, of.IRON)


def board(
    rng: Generator, length: float, depth: float, y: float, x: float = 0.0, z: float = 0.0, parts: int = 30
) -> Body:
    """A circuit board at a height with chips, coils, cans and sockets on it."""
    put: dict[Material, list[Mesh]] = {CHIP: [], SOLDER: [], FERRITE: [], ALUMINIUM: [], COPPER: []}
    kinds = list(put)
    for _ in range(parts):
        material = kinds[int(rng.choice(5, p=[0.45, 0.25, 0.1, 0.1, 0.1]))]
        side = rng.uniform(2, 6, 2) if material is not CHIP else rng.uniform(4, 14, 2)
        side = np.minimum(side, (length / 2, depth / 2))
        tall = 0.5 if material is SOLDER else float(rng.uniform(0.8, 2.2))
        at = (rng.uniform(-0.5, 0.5, 2)) * ((length, depth) - side)
        put[material].append(
            brick(float(side[0]), tall, float(side[1]), x + float(at[0]), y + 1.2, z + float(at[1]))
        )
    chips = tuple(Part(joined(*meshes), material) for material, meshes in put.items() if meshes)
    return Part(brick(length, 1.2, depth, x, y, z), BOARD), *chips


def laptop(rng: Generator) -> Body:
    """A notebook computer, shut: metal or plastic case, screen, keys, cells, board, fan, hinges."""
    length, depth = wobble(rng, 325, 0.1), wobble(rng, 225, 0.08)
    skin = ALUMINIUM if rng.random() < 0.5 else ABS
    wall = 0.9 if skin is ALUMINIUM else 1.7
    body = list(
        shell(slab(length, 15, depth, 9), slab(length - 2, 15 - 2 * wall, depth - 2, 9).moved(y=wall), skin)
    )
    body += shell(
        slab(length, 6, depth, 9).moved(y=15),
        slab(length - 2, 6 - 2 * wall, depth - 2, 9).moved(y=15 + wall),
        skin,
    )
    body.append(Part(brick(length - 12, 1.1, depth - 14, y=16.8), GLASS))
    cells = int(rng.integers(3, 7))
    wide = (length - 70) / cells
    for i in range(cells):
        x = -length / 2 + 35 + wide * (i + 0.5)
        body.append(Part(brick(wide - 3, 5.2, depth * 0.38, x, 3, -depth * 0.26), CELL))
    body += board(rng, length * 0.62, depth * 0.34, 4, -length * 0.12, depth * 0.24, 150)
    body += board(rng, length * 0.16, depth * 0.3, 4, length * 0.37, depth * 0.2, 30)
    fan = (length * 0.27, depth * 0.27)
    body.append(Part(ring(17, 1.6).moved(fan[0], 5, fan[1]), ABS))
    body.append(Part(cylinder(6, 5).moved(fan[0], 4, fan[1]), MOTOR))
    body.append(Part(bar((fan[0], 9, fan[1] + 6), (-length * 0.15, 9, depth * 0.3), 2.2), COPPER))
    body.append(Part(brick(length - 40, 0.6, depth * 0.4, 0, 12.5, depth * 0.1), STEEL.at(5.5)))
    for x in (-length * 0.34, length * 0.34):
        body.append(Part(bar((x - 14, 14, depth / 2 - 6), (x + 14, 14, depth / 2 - 6), 3.4), STEEL))
    edge = ((length / 2 - 8) * np.array([-1, 0, 1])).tolist()
    body += screws([(x, z) for x in edge for z in (-depth / 2 + 8, depth / 2 - 10)], 1, 8)
    return tuple(body)


def tablet(rng: Generator) -> Body:
    """A tablet computer in a cover."""
    length, depth = wobble(rng, 245, 0.06), wobble(rng, 172, 0.06)
    body = list(shell(slab(length, 7, depth, 9), slab(length - 2, 5, depth - 2, 9).moved(y=0.9), ALUMINIUM))
    body.append(Part(brick(length - 8, 1.3, depth - 8, y=5.4), GLASS))
    cells = (
        brick(length * 0.62, 3.4, depth * 0.36, -length * 0.14, 1.4, z) for z in (-depth * 0.2, depth * 0.2)
    )
    body += [Part(cell, CELL) for cell in cells]
    body += board(rng, length * 0.2, depth * 0.8, 1.5, length * 0.36, 0, 26)
    body.append(Part(slab(length + 6, 1.6, depth + 6, 9).moved(y=-2), ABS.at(1.2)))
    return tuple(body)


def phone(rng: Generator) -> Body:
    """A telephone: glass, cell, board, camera, frame."""
    length, depth = wobble(rng, 150, 0.06), wobble(rng, 72, 0.05)
    metal = ALUMINIUM if rng.random() < 0.7 else STEEL
    body = list(shell(slab(length, 7.6, depth, 10), slab(length - 3, 7.6, depth - 3, 9), metal))
    body.append(Part(slab(length - 3, 0.9, depth - 3, 9).moved(y=6.5), GLASS))
    body.append(Part(slab(length - 3, 0.8, depth - 3, 9), GLASS))
    body.append(Part(brick(length * 0.55, 4.4, depth * 0.62, -length * 0.1, 1.3, -depth * 0.12), CELL))
    body += board(rng, length * 0.26, depth * 0.85, 1.5, length * 0.34, 0, 22)
    body += board(rng, length * 0.5, depth * 0.2, 1.5, -length * 0.1, depth * 0.33, 12)
    body.append(Part(cylinder(6, 5).moved(length * 0.4, 1, -depth * 0.28), MOTOR))
    return tuple(body)


def power_bank(rng: Generator) -> Body:
    """A battery to charge telephones with: round or flat cells."""
    length, depth = wobble(rng, 140, 0.1), wobble(rng, 68, 0.08)
    body = list(shell(slab(length, 22, depth, 8), slab(length - 4, 18, depth - 4, 7).moved(y=2), ABS))
    for i in range(3):
        z = (i - 1) * (depth - 8) / 3
        cell = cylinder(min(9.0, (depth - 8) / 6), 65, "x").moved(-length / 2 + 8, 11, z)
        body += [Part(cell, CELL.at(2.9))]
    body += board(rng, length * 0.3, depth * 0.8, 5, length * 0.3, 0, 20)
    return tuple(body)


def charger(rng: Generator) -> Body:
    """A mains adapter with its lead: transformer, capacitors, heat sink, pins."""
    length, depth = wobble(rng, 105, 0.15), wobble(rng, 46, 0.1)
    body = list(shell(slab(length, 29, depth, 6), slab(length - 4, 25, depth - 4, 5).moved(y=2), ABS))
    body += board(rng, length - 10, depth - 8, 4, parts=24)
    body.append(Part(brick(24, 17, 22, length * 0.08, 6), FERRITE))
    body.append(Part(brick(16, 14, 26, length * 0.08, 8), MOTOR))
    for x, z in ((-0.3, 0.2), (-0.3, -0.22), (0.34, 0.1)):
        body.append(Part(cylinder(6, 20).moved(length * x, 5, depth * z), ALUMINIUM.at(1.9)))
    body.append(Part(brick(length * 0.5, 15, 2, 0, 6, depth * 0.36), ALUMINIUM))
    wound = loops(rng, float(rng.uniform(3, 5)), length, 62)
    body += cable(wound + np.array([0, 0, depth / 2 + 44]), 2.2)
    body.append(
        Part(bar((length * 0.2, 6, depth / 2 + 40), (length * 0.2, 6, depth / 2 + 56), 4), BRASS.at(5))
    )
    return tuple(body)


def lead(rng: Generator) -> Body:
    """A cable wound up, with plugs."""
    wound = loops(rng, float(rng.uniform(3, 7)), wobble(rng, 105, 0.25), wobble(rng, 60, 0.25))
    plugs: list[Part] = []
    for end in (wound[0], wound[-1]):
        x, y, z = (float(v) for v in end)
        plugs += [
            Part(brick(22, 6, 12, x, y - 2, z), ABS),
            Part(brick(12, 4, 11, x + 15, y - 1, z), STEEL.at(4)),
        ]
    return *cable(wound, float(rng.uniform(1.5, 2.6))), *plugs


def earphones(rng: Generator) -> Body:
    """Headphones: two cups with magnets and coils, a sprung bow."""
    turn = np.linspace(0, np.pi, 15)
    bow = np.c_[80 * np.cos(turn), np.full(15, 14.0), 95 * np.sin(turn)]
    body: list[Part] = []
    body.append(Part(tube(bow, 7, 8), ABS.at(0.5)))
    body.append(Part(tube(bow, 1.6, 6), STEEL))
    for x in (-80.0, 80.0):
        body += placed(shell(ball(38, 16, 34), ball(35, 13, 31), ABS), x, 16, 0)
        body.append(Part(cylinder(17, 5).moved(x, 12, 0), FERRITE))
        body.append(Part(cylinder(12, 3).moved(x, 18, 0), MOTOR.at(3)))
        body += board(rng, 30, 22, 22, x, 0, 6)
    return tuple(body)


def camera(rng: Generator) -> Body:
    """A camera with its lens: case, shutter, glass in a tube of metal, cell."""
    body = list(shell(slab(135, 72, 62, 10), slab(131, 68, 58, 9).moved(y=2), ABS.at(1.2)))
    body += board(rng, 110, 50, 8, parts=40)
    body.append(Part(brick(20, 50, 36, -48, 10, 0), CELL))
    reach = wobble(rng, 75, 0.3)
    barrel = cylinder(33, reach, "z").moved(12, 38, 30)
    body += shell(barrel, cylinder(30.5, reach, "z").moved(12, 38, 30), ALUMINIUM)
    for share in (0.1, 0.35, 0.6, 0.9):
        body.append(Part(ball(27, 27, 4).moved(12, 38, 30 + reach * share), GLASS.at(2.9)))
    body.append(Part(brick(70, 40, 3, 12, 16, 24), STEEL.at(5)))
    return tuple(body)


def hair_dryer(rng: Generator) -> Body:
    """A hair dryer: motor and heater in the barrel, switch in the handle, lead."""
    reach = wobble(rng, 190, 0.1)
    tube_out = revolved(((38, 0), (40, 30), (34, 110), (27, reach))).turned("z", -90).moved(0, 40, 0)
    tube_in = revolved(((36, 2), (38, 30), (32, 110), (25, reach))).turned("z", -90).moved(0, 40, 0)
    body = list(shell(tube_out, tube_in, ABS))
    body.append(Part(cylinder(15, 42, "x").moved(30, 40, 0), MOTOR))
    body.append(Part(cylinder(3, 30, "x").moved(70, 40, 0), STEEL))
    turn = np.linspace(0, 18 * np.pi, 150)
    wire = np.c_[90 + turn / turn[-1] * 70, 40 + 21 * np.cos(turn), 21 * np.sin(turn)]
    body.append(Part(tube(wire, 0.8, 4), STEEL))
    body += shell(bar((38, 40, 30), (28, 36, 160), 17, 14), bar((38, 40, 30), (28, 36, 157), 14.5, 14), ABS)
    body += board(rng, 16, 50, 34, 33, 95, 8)
    body += cable(loops(rng, 4, 120, 60) + np.array([100, 0, 110]), 2.8)
    return tuple(body)


def shaver(rng: Generator) -> Body:
    """An electric shaver or toothbrush: motor, cell, steel head."""
    body = list(shell(pillow_case(150, 36, 50), pillow_case(146, 32, 46), ABS))
    body.append(Part(cylinder(9, 46, "x").moved(-60, 0, 0), CELL.at(2.9)))
    body.append(Part(cylinder(11, 30, "x").moved(0, 0, 0), MOTOR))
    body += board(rng, 60, 22, -13, -20, 0, 14)
    for z in (-12.0, 12.0):
        body.append(Part(cylinder(wobble(rng, 10), 6).turned("z", -90).moved(74, 0, z), STEEL))
    return tuple(body)


def pillow_case(length: float, height: float, depth: float) -> Mesh:
    """The rounded case of a hand-held device."""
    return pillow(length, height, depth, 4.0, 16)
