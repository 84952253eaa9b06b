"""Parts of bodies: bars, plates, rods, tubes, vessels, and copies of one shape."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from training.simulator.mesh import Body, Mesh, Part, body_bounds, box, cylinder, extruded, placed
from training.simulator.physics.material import Material
from training.simulator.space import Range


def bar(material: Material, x: Range, y: Range, z: Range) -> Part:
    """A box."""
    return Part(box(x, y, z), material)


def plate(material: Material, outline: ArrayLike, z: Range) -> Part:
    """A prism across: outline (n, 2) of x and y."""
    return Part(extruded(outline, z), material)


def rod(material: Material, x: Range, centre: tuple[float, float], radius: float, sides: int = 14) -> Part:
    """A round bar along x about the height and depth of its centre."""
    return Part(cylinder(radius, x[1] - x[0], "x", sides).moved(x[0], *centre), material)


def bored(
    material: Material, x: Range, centre: tuple[float, float], outer: float, inner: float, sides: int = 14
) -> Body:
    """A pipe along x."""
    solid = rod(material, x, centre, outer, sides)
    return solid, cut(rod(material, x, centre, inner, sides))


def vessel(material: Material, x: Range, y: Range, z: Range, wall: float) -> Body:
    """A closed box of sheet."""
    inner = [(low + wall, high - wall) for low, high in (x, y, z)]
    return bar(material, x, y, z), cut(bar(material, inner[0], inner[1], inner[2]))


def cut(part: Part) -> Part:
    """The same shape taken away."""
    return Part(part.mesh, part.material.at(-part.material.density))


def repeated(mesh: Mesh, offsets: ArrayLike) -> Mesh:
    """Copies of a mesh as one, each moved by one of the offsets (n, 3)."""
    shifts: NDArray[np.float64] = np.asarray(offsets, np.float64)
    points = (mesh.points[None] + shifts[:, None]).reshape(-1, 3)
    starts = np.arange(len(shifts))[:, None, None] * len(mesh.points)
    return Mesh(points, (mesh.faces[None] + starts).reshape(-1, 3).astype(np.int32))


def lattice(counts: tuple[int, int, int], pitch: tuple[float, float, float]) -> NDArray[np.float64]:
    """Offsets of a regular stack, float64 (n, 3), courses from the bottom up."""
    steps = [np.arange(count) * np.float64(step) for count, step in zip(counts, pitch, strict=True)]
    y, z, x = np.meshgrid(steps[1], steps[2], steps[0], indexing="ij")
    return np.stack([x.ravel(), y.ravel(), z.ravel()], 1).astype(np.float64)


def bounds_of(body: Body) -> tuple[Range, Range, Range]:
    """Least and most of all parts along x, y and z."""
    low = np.min([part.mesh.points.min(0) for part in body], 0)
    high = np.max([part.mesh.points.max(0) for part in body], 0)
    x, y, z = ((float(a), float(b)) for a, b in zip(low, high, strict=True))
    return x, y, z


def settled(body: Body) -> Body:
    """The body moved so that the low corner of its box is the origin."""
    (x, _), (y, _), (z, _) = body_bounds(body)
    return placed(body, -x, -y, -z)


def grown(body: Body, x: float, y: float, z: float) -> Body:
    """The body stretched along the axes."""
    return tuple(Part(part.mesh.scaled(x, y, z), part.material) for part in body)


def kilograms(body: Body) -> float:
    """Mass of a body; what is cut away counts against it."""
    return sum(part.mesh.volume_mm3 * part.material.density for part in body) * 1e-6
