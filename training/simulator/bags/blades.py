"""Blades and tools: what may travel in the hold and what may not in the cabin."""

import numpy as np
from numpy.random import Generator

from training.simulator.bags.shapes import ABS, bar, outline, plate, ring, shell, slab, wobble
from training.simulator.materials import ALUMINIUM, BRASS, PLYWOOD, STAINLESS, STEEL
from training.simulator.mesh import Body, Mesh, Part, Points, cylinder, joined, placed, tube


def edge(long: float, wide: float, drop: float = 0.5, steps: int = 9) -> Points:
    """Outline (n, 2) of a blade from x = 0 to its point; ``drop`` 0 is a point at the back, 1 at the edge."""
    at = np.linspace(0.45, 1, steps)
    back = 0.5 - drop * ((at - 0.45) / 0.55) ** 2.2
    cutting = -0.5 + (1 - drop) * ((at - 0.45) / 0.55) ** 2.5
    belly = np.c_[at * long, cutting * wide]
    spine = np.c_[at * long, back * wide][::-1]
    return np.concatenate([[(0, -0.5 * wide)], belly, spine[1:], [(0, 0.5 * wide)]])


def ground(flat: Points, thick: float, y: float = 0.0) -> Mesh:
    """A blade of an outline, ground to an edge at its side of low z."""
    mesh = plate(flat, -thick / 2, thick / 2)
    low, high = flat[:, 1].min(), flat[:, 1].max()

    def grind(points: Points) -> Points:
        points[:, 1] *= 0.25 + 0.75 * np.clip((points[:, 2] - low) / (0.6 * (high - low)), 0, 1)
        return points

    return mesh.bent(grind).moved(y=y)


def straight_knife(rng: Generator) -> Body:
    """A kitchen or sheath knife: blade with full tang, scales, rivets, sometimes a guard."""
    long, wide = wobble(rng, 155, 0.35), wobble(rng, 29, 0.3)
    grip, thick = wobble(rng, 112, 0.1), float(rng.uniform(1.8, 4))
    body = [Part(ground(edge(long, wide, float(rng.uniform(0.2, 0.8))), thick), STAINLESS)]
    body.append(Part(slab(grip, thick * 0.9, wide * 0.62, 6).moved(-grip / 2, -thick * 0.45, 0), STAINLESS))
    scales = ABS if rng.random() < 0.5 else PLYWOOD
    sides = (thick * 0.46, -thick * 0.46 - 7)
    body += [Part(slab(grip, 7, wide * 0.72, 7).moved(-grip / 2, y, 0), scales) for y in sides]
    rivet, metal = cylinder(2.6, 16 + thick).moved(0, -8 - thick / 2, 0), BRASS if thick > 3 else STEEL
    body += [Part(rivet.moved(-grip * x), metal) for x in (0.18, 0.5, 0.82)]
    if rng.random() < 0.4:
        body.append(Part(slab(6, 12, wide * 1.4, 2).moved(-3, -6, 0), STEEL))
    return tuple(body)


def folding_knife(rng: Generator) -> Body:
    """A pocket knife, shut or open: liners, scales, spring, blade, pivot, clip."""
    grip, wide = wobble(rng, 108, 0.15), wobble(rng, 24, 0.15)
    scale = ALUMINIUM if grip > 112 else ABS
    body = [Part(slab(grip, 1.4, wide, 9).moved(0, y, 0), STEEL) for y in (-4.6, 3.2)]
    body += [Part(slab(grip, 4, wide, 9).moved(0, y, 0), scale) for y in (-8.6, 4.6)]
    body.append(Part(slab(grip * 0.9, 6, 3, 1).moved(0, -3, wide / 2 - 2.5), STEEL))
    blade: Body = (Part(ground(edge(grip * 0.86, wide * 0.66, 0.4), 2.8), STAINLESS),)
    pivot = grip / 2 - 8
    turn = 0.0 if rng.random() < 0.5 else 180.0 + float(rng.uniform(-20, 4))
    body += placed(blade, pivot - (8 if turn else 0), 0, 2, (("y", turn),)) if turn else placed(blade, pivot)
    body.append(Part(cylinder(4, 17).moved(pivot, -8.5, 0), STEEL))
    body.append(Part(slab(grip * 0.5, 1, 7, 2).moved(-grip * 0.15, 9.5, 0), STEEL))
    return tuple(body)


def utility_knife(rng: Generator) -> Body:
    """A cutter with blades to snap off: plastic grip, steel rail, scored blade, slider."""
    long = wobble(rng, 145, 0.15)
    out = float(rng.uniform(5, 50))
    body = [
        Part(slab(long, 11, 25, 5), ABS),
        Part(slab(long - 4, 7, 19, 3).moved(2, 2, 0), ABS.at(-ABS.density)),
    ]
    rail = slab(long - 6, 5.6, 18, 2).moved(1, 2.7, 0), slab(long - 8, 4.0, 16, 2).moved(1, 3.5, 0)
    body += shell(rail[0], rail[1], STEEL)
    for i in range(7):
        left = long / 2 + out - 12.2 * (i + 1)
        segment = np.array([(left, -9), (left + 11.6, -9), (left + 17, 9), (left + 5.4, 9)])
        body.append(Part(plate(segment, 4.6, 5.3), STAINLESS))
    body += [Part(slab(22, 6, 12, 3).moved(-10, 9, 0), ABS), Part(cylinder(3, 7).moved(-10, 4, 0), STEEL)]
    return tuple(body)


def scissors(rng: Generator) -> Body:
    """Scissors, shut or open a little: two blades on a rivet, eyes of plastic or steel."""
    long, gap = wobble(rng, 95, 0.35), float(rng.choice([3, 8, 22, 40]))
    size, steel_eyes = long * 0.17 + 9, rng.random() < 0.4
    body: list[Part] = []
    for side in (-1.0, 1.0):
        flat = edge(long, long * 0.15, 0.85)
        flat[:, 1] = flat[:, 1] * side
        arm = np.array(
            [(0.0, -5.0 * side), (0, 5 * side), (-long * 0.42, 9 * side), (-long * 0.42, 2 * side)]
        )
        metal = joined(plate(flat, 0, 2.0), plate(arm, 0, 2.2))
        turn = np.linspace(0, 2 * np.pi, 19)
        eye = np.c_[
            -long * 0.42 - size * 0.8 + 1.3 * size * np.cos(turn),
            np.full(19, 1.0),
            side * size * 0.95 + size * 0.8 * np.sin(turn),
        ]
        loop = Part(tube(eye, 2.4 if steel_eyes else 4.6, 8), STAINLESS if steel_eyes else ABS)
        half = (Part(metal, STAINLESS), loop)
        body += placed(half, 0, side * 1.2, 0, (("y", side * gap / 2),))
    return *body, Part(cylinder(3.6, 7).moved(0, -2.5, 0), STEEL)


def multi_tool(rng: Generator) -> Body:
    """Folded pliers with blades in the handles."""
    long = wobble(rng, 98, 0.12)
    body: list[Part] = []
    for z in (-9.5, 9.5):
        body += placed(shell(slab(long, 15, 17, 3), slab(long - 1, 13.5, 14, 2).moved(0, 1.5, 0), STEEL), z=z)
        for i in range(int(rng.integers(3, 5))):
            flat = edge(long * float(rng.uniform(0.55, 0.8)), 11, float(rng.uniform(0.1, 0.9))).astype(float)
            tool = plate(flat, 0, 1.8).moved(-long / 2 + 6, 3 + 3.0 * i, z)
            body.append(Part(tool, STAINLESS))
        body += [Part(cylinder(3, 15).moved(x, 0.5, z), STEEL) for x in (-long / 2 + 6, long / 2 - 6)]
    jaw = np.array([(-14.0, -8.0), (18, -9), (40, -3), (40, 3), (18, 9), (-14, 8)])
    return *body, Part(plate(jaw, 2, 12).moved(long / 2 - 34), STEEL)


def screwdriver(rng: Generator) -> Body:
    """A screwdriver."""
    reach, radius = wobble(rng, 110, 0.35), wobble(rng, 3, 0.3)
    shaft = bar((-25, 12, 0), (reach, 12, 0), radius)
    return Part(cylinder(13, 95, "x", 12).moved(-95, 12, 0), ABS), Part(shaft, STEEL)


def pliers(rng: Generator) -> Body:
    """Combination pliers: jaws, joint and handles with sleeves."""
    size = wobble(rng, 1.0, 0.2)
    jaw = np.array([(-8.0, -13.0), (14, -15), (46, -7), (46, 7), (14, 15), (-8, 13)]) * size
    body = [Part(plate(jaw, 0, 11 * size), STEEL), Part(cylinder(6, 13).moved(0, -1, 0), STEEL)]
    for side in (-1.0, 1.0):
        at = np.linspace(0, 1, 8)
        path = np.c_[-6 - 110 * at, np.full(8, 5.5), side * (8 + 17 * np.sin(at * 2.4))] * size
        body += [Part(tube(path[2:], 7.5, 8), ABS), Part(tube(path, 4, 6), STEEL)]
    return tuple(body)


def spanner(rng: Generator) -> Body:
    """A spanner: open jaw and ring."""
    size = wobble(rng, 1.0, 0.3)
    body = [Part(slab(118 * size, 5 * size, 11 * size, 3), STEEL)]
    body += shell(
        cylinder(13 * size, 8 * size).moved(70 * size, -1, 0),
        cylinder(8 * size, 8 * size).moved(70 * size, -1, 0),
        STEEL,
    )
    horn = (
        np.array([(-16, -14), (4, -12), (8, 0), (4, 12), (-16, 14), (-16, 7), (-4, 6), (-4, -6), (-16, -7)])
        * size
    )
    return *body, Part(plate(horn, -1, 7 * size).moved(-70 * size), STEEL)


def tape_measure(rng: Generator) -> Body:
    """A tape measure: coiled steel in a plastic case."""
    size = wobble(rng, 62, 0.15)
    case = shell(slab(size, 32, size, 14), slab(size - 5, 28, size - 5, 12).moved(y=2), ABS)
    coil = shell(cylinder(size * 0.36, 22).moved(y=5), cylinder(size * 0.2, 22).moved(y=5), STEEL.at(5))
    return *case, *coil, Part(slab(9, 2, 22, 1).moved(size / 2, 4, 0), STEEL)


def clippers(rng: Generator) -> Body:
    """Nail clippers with a file."""
    long = wobble(rng, 62, 0.15)
    body = [Part(slab(long, 2.2, 12, 3).moved(y=y), STAINLESS) for y in (0.0, 5.0)]
    body.append(Part(plate(outline(long * 0.9, 10, 3), 9, 11).turned("z", 6), STAINLESS))
    return (
        *body,
        Part(cylinder(2, 12).moved(long * 0.36, 0, 0), STEEL),
        Part(ring(7, 0.8).moved(-long / 2, 2, 0), STEEL),
    )
