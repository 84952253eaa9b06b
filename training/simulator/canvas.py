"""Areal mass along each ray, solid by solid.

A solid is given by what each column of the picture cuts of it: a rectangle (boxes, upright and lying
cylinders, sheets with corrugation, heaps, whole rows of packages at once), an ellipse (pipes, logs,
sacks, fruit), or by a closed mesh.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.simulator import kernels, mesh_kernel
from training.simulator.layers import Float, Layers
from training.simulator.mesh import Body, Mesh, Part
from training.simulator.physics.material import Material
from training.simulator.space import Range, Span

Floats = NDArray[np.floating[Any]]
PerColumn = float | Floats


class Canvas(Layers):
    """Layers that solids are drawn on.

    Where the scene stands askew boxes and meshes are sheared, other solids moved as a whole by their
    mean depth.
    """

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
            y0[kept], y1[kept], z0[kept], z1[kept], *self._rows,
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
            y[kept] - source, z[kept] + distance, b[kept], c[kept], *self._rows,
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
        self.body((Part(mesh, material),), samples)

    def body(self, body: Body, samples: int | None = None) -> None:
        """Add the parts of a body one after another; a part that is cut takes away.

        All are cut by the same planes, so that no more is taken away than was there.
        """
        points = [self._seen(part.mesh) for part in body]
        pairs = zip(points, body, strict=True)
        ends = np.concatenate([mesh_kernel.flat_ends(seen, part.mesh.faces) for seen, part in pairs])
        x = (min(float(seen[:, 0].min()) for seen in points), max(float(seen[:, 0].max()) for seen in points))
        pitch = self.scanner.pitch_mm
        planes = mesh_kernel.planes(ends, x, self.first * pitch, pitch, self.columns, samples or self.samples)
        for part, seen in zip(body, points, strict=True):
            self._weigh(part.material, part.mesh.volume_mm3)
            mesh_kernel.triangles(
                self._lines(part.material.composition), seen, part.mesh.faces,
                part.material.density * 0.1, *planes, *self._rows,
            )  # fmt: skip

    def _seen(self, mesh: Mesh) -> NDArray[np.float64]:
        """Points of a mesh over the source and from it, moved along x for the yaw."""
        points = mesh.points + np.array([0.0, -self.scanner.source_mm, self.scanner.distance_mm])
        points[:, 0] += self.late(mesh.points[:, 2])
        return points

    @property
    def _rows(self) -> tuple[Float, float, float]:
        """What the kernels ask of the rows: their table, the slope of the top, and from row to row."""
        top, step = self.scanner.top, self.scanner.step
        return kernels.row_tables(top, step, self.scanner.rows), top, step

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
