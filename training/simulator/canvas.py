"""Areal mass along each ray, solid by solid.

A solid is given by what each column of the picture cuts of it: a rectangle (boxes, upright and lying
cylinders, sheets with corrugation, heaps, whole rows of packages at once), an ellipse (pipes, logs,
sacks, fruit), or by a closed mesh. Axes in millimetres: x along the lane, y up from the road, z
across the lane, away from the source.
"""

import math
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from training.simulator import kernels
from training.simulator.geometry import Scanner
from training.simulator.mesh import Body, Mesh
from training.simulator.physics.material import Composition, Material
from training.simulator.space import Range, Span

Float = NDArray[np.float32]
Floats = NDArray[np.floating[Any]]
PerColumn = float | Floats
Depth = TypeVar("Depth", float, NDArray[np.float64])
# How far a window must reach beyond what is drawn on it, for the yaw of the scene.
MARGIN_MM = 60.0


class Canvas:
    """Areal masses of a scene in g/cm2 by composition, kept as lines: float32 (columns, rows).

    ``kilograms`` is the mass drawn so far, ``by_material`` the same by name (``compositions`` tells what
    a name is of), ``packing_kg`` what of it is packing. ``first`` is the number of the first column, so
    that a window has the coordinates of its scene. ``yaw`` is the tangent of the angle at which the
    scene stands in the lane: what lies deeper is met later, so that cross members smear. Boxes and
    meshes are sheared, other solids moved as a whole by their mean depth.
    """

    def __init__(self, scanner: Scanner, columns: int, first: int = 0, yaw: float = 0.0) -> None:
        self.scanner = scanner
        self.columns = columns
        self.first = first
        self.samples = 2
        self.yaw = yaw
        self.lines: dict[Composition, Float] = {}
        self.by_material: dict[str, float] = {}
        self.compositions: dict[str, Composition] = {}
        self.packing_kg = 0.0
        self._packs = False
        slopes = scanner.slopes
        self._rays = np.stack([1 / slopes, np.sqrt(1 + slopes**2)]).astype(np.float32)

    @property
    def planes(self) -> dict[Composition, Float]:
        """The areal masses as pictures: float32 (rows, columns) by composition."""
        return {composition: lines.T for composition, lines in self.lines.items()}

    @property
    def kilograms(self) -> float:
        """Mass of all that was drawn."""
        return sum(self.by_material.values())

    @contextmanager
    def packing(self) -> Generator[None]:
        """What is drawn in this block is packing: it counts as gross mass, not as net mass."""
        before, self._packs = self._packs, True
        yield
        self._packs = before

    def span(self, x0: float, x1: float) -> Span:
        """The columns between two positions in millimetres, cut to the picture."""
        pitch = self.scanner.pitch_mm
        start, stop = self.first, self.first + self.columns
        first = min(max(math.floor(x0 / pitch), start), stop)
        last = min(max(math.ceil(x1 / pitch), first), stop)
        left = np.arange(first, last, dtype=np.float32) * pitch
        cover = (np.minimum(left + pitch, x1) - np.maximum(left, x0)) / pitch
        return Span(first, left + pitch / 2, np.minimum(np.maximum(cover, 0), 1).astype(np.float32))

    def block(self, material: Material, x: Range, y: Range, z: Range) -> None:
        """Add a box, its edges in millimetres."""
        if abs(self.yaw) * (z[1] - z[0]) <= self.scanner.pitch_mm:
            self.prism(material, self.span(*x), y, z)
            return
        early, late = sorted(self.late(depth) for depth in z)
        span, half = self.span(x[0] + early, x[1] + late), self.scanner.pitch_mm / 2
        inside = np.maximum(span.x - half, x[0] + early) + np.minimum(span.x + half, x[1] + late)
        ends = [self.scanner.depth_mm / 2 + (inside / 2 - edge) / self.yaw for edge in x]
        low, high = np.minimum(*ends), np.maximum(*ends)
        deep = (np.maximum(low, z[0]), np.minimum(high, z[1]))
        self._rectangles(material, span, (*y, *deep, 1.0), 0)

    def late(self, depth: Depth) -> Depth:
        """Millimetres by which what lies at a depth is met later for the yaw; a number or an array."""
        return (depth - self.scanner.depth_mm / 2) * self.yaw

    def hollow(self, material: Material, x: Range, y: Range, z: Range, wall: float) -> None:
        """Add a closed box of sheet of the given thickness."""
        self.block(material, x, y, z)
        inner = [(low + wall, high - wall) for low, high in (x, y, z)]
        if all(high > low for low, high in inner):
            self.block(material.at(-material.density), inner[0], inner[1], inner[2])

    def prism(
        self,
        material: Material,
        span: Span,
        y: tuple[PerColumn, PerColumn],
        z: tuple[PerColumn, PerColumn],
        weight: PerColumn = 1.0,
    ) -> None:
        """Add a solid that each column cuts in a rectangle.

        Parameters
        ----------
        material
            What it is of; a negative density takes away.
        span
            The columns that it covers, n of them.
        y, z
            Lower and upper edge in millimetres, numbers or float32 (n,); where the upper is not
            above the lower there is nothing.
        weight
            Factor on the mass, a number or float32 (n,).
        """
        if span.x.size:
            self._rectangles(material, span, (*y, *z, weight), self._delay(z))

    def _rectangles(self, material: Material, span: Span, given: Sequence[PerColumn], delay: int) -> None:
        values = self._columns(given, span)
        y0, y1, z0, z1, cover = values
        area = np.maximum(y1 - y0, 0) * np.maximum(z1 - z0, 0)
        self._weigh(material, float(area @ cover) * self.scanner.pitch_mm)
        values[:2] -= np.float32(self.scanner.source_mm)
        values[2:4] += np.float32(self.scanner.distance_mm)
        cover *= np.float32(material.density * 0.1)
        first, kept = self._kept(span, delay)
        kernels.rectangles(
            self._lines(material.composition), first, cover[kept],
            y0[kept], y1[kept], z0[kept], z1[kept], self._rays, self.scanner.top, self.scanner.step,
        )  # fmt: skip

    def oval(
        self,
        material: Material,
        span: Span,
        centre: tuple[PerColumn, PerColumn],
        radii: tuple[PerColumn, PerColumn],
        weight: PerColumn = 1.0,
    ) -> None:
        """Add a solid that each column cuts in an ellipse: pipes and logs along x, sacks, fruit.

        Parameters
        ----------
        centre, radii
            (height, depth) of the centre and the half axes along them in millimetres, numbers or
            float32 (n,); nothing where a half axis is not above zero.
        """
        if not span.x.size:
            return
        y, z, b, c, cover = self._columns((*centre, *radii, weight), span)
        area = np.pi * np.maximum(b, 0) * np.maximum(c, 0)
        self._weigh(material, float(area @ cover) * self.scanner.pitch_mm)
        source, distance = np.float32(self.scanner.source_mm), np.float32(self.scanner.distance_mm)
        first, kept = self._kept(span, self._delay((centre[1], centre[1])))
        kernels.ellipses(
            self._lines(material.composition), first, cover[kept] * np.float32(material.density * 0.1),
            y[kept] - source, z[kept] + distance, b[kept], c[kept], self.scanner.top, self.scanner.step,
        )  # fmt: skip

    def pipe(
        self, material: Material, x: Range, centre: tuple[float, float], radii: tuple[float, float]
    ) -> None:
        """Add a round bar or pipe along x: centre (y, z), outer and inner radius."""
        for part, radius in _walls(material, radii):
            self.oval(part, self.span(*x), centre, (radius, radius))

    def ring(
        self, material: Material, centre: tuple[float, float], radii: tuple[float, float], z: Range
    ) -> None:
        """Add a disc or ring about an axis across the lane: centre (x, y), outer and inner radius."""
        for part, radius in _walls(material, radii):
            span, half = self._round(centre[0], radius)
            self.prism(part, span, (centre[1] - half, centre[1] + half), z)

    def drum(
        self, material: Material, centre: tuple[float, float], radii: tuple[float, float], y: Range
    ) -> None:
        """Add an upright cylinder or tube: centre (x, z), outer and inner radius."""
        for part, radius in _walls(material, radii):
            span, half = self._round(centre[0], radius)
            self.prism(part, span, y, (centre[1] - half, centre[1] + half))

    def _round(self, x: float, radius: float) -> tuple[Span, Floats]:
        """The columns of a circle about x, and half its chord in each."""
        span = self.span(x - radius, x + radius)
        return span, np.sqrt(np.maximum(radius**2 - (span.x - x) ** 2, 0))

    def ellipsoid(
        self, material: Material, centre: tuple[float, float, float], radii: tuple[float, float, float]
    ) -> None:
        """Add an ellipsoid; centre and radii (x, y, z) in millimetres."""
        span = self.span(centre[0] - radii[0], centre[0] + radii[0])
        share = np.sqrt(np.clip(1 - ((span.x - centre[0]) / radii[0]) ** 2, 0, None))
        self.oval(material, span, centre[1:], (radii[1] * share, radii[2] * share))

    def mesh(self, material: Material, mesh: Mesh, samples: int | None = None) -> None:
        """Add a closed mesh in place; ``samples`` planes cut each column, by default 2, on sheets 8."""
        self._weigh(material, mesh.volume_mm3)
        points = mesh.points + np.array([0.0, -self.scanner.source_mm, self.scanner.distance_mm])
        points[:, 0] += self.late(mesh.points[:, 2])
        kernels.triangles(
            self._lines(material.composition), self.first, points, mesh.faces,
            material.density * 0.1, self.scanner.pitch_mm, samples or self.samples,
            self.scanner.top, self.scanner.step,
        )  # fmt: skip

    def body(self, body: Body, samples: int | None = None) -> None:
        """Add the parts of a body one after another; a part that is cut takes away."""
        for part in body:
            self.mesh(part.material, part.mesh, samples)

    def window(self, x0: float, x1: float) -> "Canvas":
        """An empty canvas over the columns between two positions, in the same coordinates."""
        span = self.span(x0, x1)
        return Canvas(self.scanner, span.x.size, span.first, self.yaw)

    def merge(self, window: "Canvas") -> None:
        """Add what a window holds."""
        self._count(window)
        start = window.first - self.first
        for composition, lines in window.lines.items():
            self._lines(composition)[start : start + window.columns] += lines

    def sheet(self, width_mm: float) -> "Canvas":
        """An empty canvas as askew as this, wide enough for one package that stands from x = 0 on."""
        spare = math.ceil(MARGIN_MM / self.scanner.pitch_mm) if self.yaw else 0
        wide = math.ceil(width_mm / self.scanner.pitch_mm) + 1
        sheet = Canvas(self.scanner, wide + 2 * spare, -spare, self.yaw)
        sheet.samples = 8
        return sheet

    def stamp(self, sheet: "Canvas", x: float) -> None:
        """Add what a sheet holds, its zero at x (to the nearest column)."""
        first = round(x / self.scanner.pitch_mm) + sheet.first - self.first
        left, right = max(first, 0), min(first + sheet.columns, self.columns)
        self._count(sheet)
        for composition, lines in sheet.lines.items() if right > left else ():
            self._lines(composition)[left:right] += lines[left - first : right - first]

    def _count(self, other: "Canvas") -> None:
        for name, kilograms in other.by_material.items():
            self.by_material[name] = self.by_material.get(name, 0.0) + kilograms
            self.compositions[name] = other.compositions[name]
        self.packing_kg += other.kilograms if self._packs else other.packing_kg

    def _weigh(self, material: Material, volume_mm3: float) -> None:
        kilograms = volume_mm3 * material.density * 1e-6
        self.by_material[material.name] = self.by_material.get(material.name, 0.0) + kilograms
        self.compositions[material.name] = material.composition
        self.packing_kg += kilograms if self._packs else 0.0

    def _lines(self, composition: Composition) -> Float:
        if composition not in self.lines:
            self.lines[composition] = np.zeros((self.columns, self.scanner.rows), np.float32)
        return self.lines[composition]

    def _delay(self, z: tuple[PerColumn, PerColumn]) -> int:
        """Columns by which a solid between two depths is met later for the yaw."""
        if not self.yaw:
            return 0
        depth = (float(np.mean(z[0])) + float(np.mean(z[1]))) / 2
        return round(self.late(depth) / self.scanner.pitch_mm)

    def _kept(self, span: Span, delay: int) -> tuple[int, slice]:
        """First column of the canvas that a span touches when it comes later, and which of it are kept."""
        first = span.first - self.first + delay
        return max(first, 0), slice(max(0, -first), max(0, self.columns - first))

    @staticmethod
    def _columns(values: Sequence[PerColumn], span: Span) -> Float:
        """Values by column, float32 (len(values), n); the last, a weight, times the cover."""
        out = np.empty((len(values), span.x.size), np.float32)
        for row, value in zip(out, values, strict=True):
            row[:] = value
        out[-1] *= span.cover
        return out


def _walls(material: Material, radii: tuple[float, float]) -> tuple[tuple[Material, float], ...]:
    """What to add within the outer radius and, where it is hollow, to take away within the inner."""
    outer, inner = radii
    return ((material, outer), (material.at(-material.density), inner))[: 2 if inner > 0 else 1]
