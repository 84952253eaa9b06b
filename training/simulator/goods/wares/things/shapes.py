"""Shapes that many things are put together from: sheets, tubes, rings, wheels, springs, hollow boxes.

Every function gives a body in millimetres; x along the thing, y up, z across.
"""

import numpy as np
from numpy.typing import ArrayLike

from training.simulator.materials import ALUMINIUM, PLASTIC, RUBBER, STEEL
from training.simulator.mesh import Body, Part, ball, box, cylinder, extruded, lofted, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

Range = tuple[float, float]
Point = tuple[float, float, float]
PETROL = Material("petrol", 0.74, of.POLYETHYLENE)
CELL = Material("lead-acid battery", 2.2, of.LEAD_BATTERY)
BOARD = Material("circuit board", 1.9, of.BOARD)
EPS = Material("expanded polystyrene", 0.022, of.POLYETHYLENE)
CLOTH = Material("upholstery foam", 0.04, of.POLYURETHANE)


def bar(material: Material, x: Range, y: Range, z: Range) -> Body:
    """A solid box."""
    return (Part(box(x, y, z), material),)


def case(material: Material, x: Range, y: Range, z: Range, wall: float) -> Body:
    """A closed box of sheet."""
    inner = [(low + wall, high - wall) for low, high in (x, y, z)]
    return (
        Part(box(x, y, z), material),
        Part(box(inner[0], inner[1], inner[2]), material.at(-material.density)),
    )


def rod(material: Material, path: ArrayLike, radius: float, wall: float = 0.0, sides: int = 8) -> Body:
    """A bar along a path (n, 3), its corners rounded; with ``wall`` a pipe, its metal spread out evenly."""
    inner = max(0.0, 1 - wall / radius) if wall else 0.0
    line = np.asarray(path, np.float64)
    for _ in range(2 if len(line) > 2 else 0):
        cut = np.stack([0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]], 1)
        line = np.concatenate([line[:1], cut.reshape(-1, 3), line[-1:]])
    return (Part(tube(line, radius, sides), material.at(material.density * (1 - inner**2))),)


def ring(
    material: Material, centre: tuple[float, float], radii: tuple[float, float], z: Range, sides: int = 24
) -> Body:
    """A disc or ring about an axis across: centre (x, y), outer and inner radius."""
    out: list[Part] = []
    for radius, sign in zip(radii, (1.0, -1.0), strict=True):
        if radius > 0:
            mesh = cylinder(radius, z[1] - z[0], "z", sides).moved(centre[0], centre[1], z[0])
            out.append(Part(mesh, material.at(sign * material.density)))
    return tuple(out)


def drum(
    material: Material, centre: tuple[float, float], radii: tuple[float, float], y: Range, sides: int = 24
) -> Body:
    """An upright cylinder or pipe: centre (x, z), outer and inner radius."""
    out: list[Part] = []
    for radius, sign in zip(radii, (1.0, -1.0), strict=True):
        if radius > 0:
            mesh = cylinder(radius, y[1] - y[0], "y", sides).moved(centre[0], y[0], centre[1])
            out.append(Part(mesh, material.at(sign * material.density)))
    return tuple(out)


def barrel(
    material: Material, centre: tuple[float, float], radii: tuple[float, float], x: Range, sides: int = 24
) -> Body:
    """A lying cylinder or pipe along x: centre (y, z), outer and inner radius."""
    out: list[Part] = []
    for radius, sign in zip(radii, (1.0, -1.0), strict=True):
        if radius > 0:
            mesh = cylinder(radius, x[1] - x[0], "x", sides).moved(x[0], centre[0], centre[1])
            out.append(Part(mesh, material.at(sign * material.density)))
    return tuple(out)


def lump(material: Material, centre: Point, radii: Point) -> Body:
    """An ellipsoid."""
    return (Part(ball(*radii).moved(*centre), material),)


def slab(
    material: Material, x: ArrayLike, low: ArrayLike, high: ArrayLike, z: tuple[ArrayLike, ArrayLike]
) -> Body:
    """A solid over stations along x (n,), each cut in a rectangle: heights and depths, numbers or (n,)."""
    at = np.asarray(x, np.float64)
    y0, y1, z0, z1 = (np.broadcast_to(np.asarray(v, np.float64), at.shape) for v in (low, high, *z))
    y1, z1 = np.maximum(y1, y0 + 0.01), np.maximum(z1, z0 + 0.01)
    corners = [np.c_[at, y, depth] for y, depth in ((y0, z0), (y1, z0), (y1, z1), (y0, z1))]
    return (Part(lofted(np.stack(corners, 1)), material),)


def skin(
    material: Material, x: ArrayLike, high: ArrayLike, wall: float, z: tuple[ArrayLike, ArrayLike]
) -> Body:
    """A sheet of even thickness that follows heights (n,) over stations along x."""
    at, top = np.asarray(x, np.float64), np.asarray(high, np.float64)
    steep = np.minimum(np.sqrt(1 + np.gradient(top, at) ** 2), 12.0)
    return slab(material, at, top - wall * steep, top, z)


def hoop(material: Material, radius: float, thick: float, wall: float, sides: int = 7) -> Body:
    """A ring of tube about z at the origin: rims, tyres of bicycles."""
    turn = np.linspace(0, 2 * np.pi, 33)
    path = radius * np.stack([np.cos(turn), np.sin(turn), 0 * turn], 1)
    return (Part(tube(path, thick, sides), material.at(material.density * (1 - (1 - wall / thick) ** 2))),)


def plate(material: Material, path: ArrayLike, wall: float, z: Range) -> Body:
    """A bent plate across: its line in x and y (n, 2), its thickness to the left of the way."""
    line = np.asarray(path, np.float64)
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    left = line + wall * np.stack([-way[:, 1], way[:, 0]], 1)
    return (Part(extruded(np.concatenate([line, left[::-1]]), z), material),)


def cheek(material: Material, path: ArrayLike, z: Range) -> Body:
    """A flat plate upright along x with an outline in x and y (n, 2)."""
    return (Part(extruded(path, z), material),)


def spring(material: Material, foot: Point, high: float, radius: float, wire: float, turns: float) -> Body:
    """A coil spring, upright."""
    turn = np.linspace(0, 2 * np.pi * turns, int(10 * turns))
    path = np.c_[radius * np.cos(turn), np.linspace(0, high, turn.size), radius * np.sin(turn)]
    return (Part(tube(path + np.array(foot), wire, 5), material),)


def sheaf(material: Material, x: Range, y: Range, z: Range, count: int, share: float) -> Body:
    """Upright plates along x, evenly spaced, that fill ``share`` of the room: laminations, fins, cells."""
    pitch = (x[1] - x[0]) / count
    return tuple(
        Part(box((x[0] + i * pitch, x[0] + (i + share) * pitch), y, z), material) for i in range(count)
    )


def wheel(radius: float, rim: float, wide: float, spokes: int, alloy: bool) -> Body:
    """A road wheel about z at the origin, its middle plane at z = 0: tyre, rim, spokes, hub, brake disc."""
    half, metal = wide / 2, ALUMINIUM if alloy else STEEL
    wall, well = (6.0, 10.0) if alloy else (3.0, 4.0)
    tyre = ring(RUBBER, (0, 0), (radius, rim), (-half, half))
    air = ring(RUBBER.at(-RUBBER.density), (0, 0), (radius - 13, rim), (-half + 9, half - 9))
    belt = ring(STEEL, (0, 0), (radius - 4, radius - 6), (-half + 15, half - 15))
    base = ring(metal, (0, 0), (rim, rim - wall), (-half + 8, half - 8))
    out = tyre + air + belt + base + ring(metal, (0, 0), (rim * 0.42, 28), (half - 45, half - 45 + well))
    for angle in np.arange(spokes) * 2 * np.pi / spokes:
        c, s = np.cos(angle), np.sin(angle)
        path = [(0.35 * rim * c, 0.35 * rim * s, half - 38), (rim * c, rim * s, half - 30)]
        out += rod(metal, path, 0.11 * rim if alloy else 0.16 * rim, 0.0 if alloy else 2.5, 6)
    return (
        out
        + ring(STEEL, (0, 0), (0.62 * rim, 0.28 * rim), (-22, 0))
        + ring(STEEL, (0, 0), (58, 0), (-60, 15))
    )


def tray(x: Range, y: Range, z: Range, wall: float) -> Body:
    """A closed box of plastic."""
    return case(PLASTIC, x, y, z, wall)
