"""Areal mass along each ray, solid by solid, without meshes.

A solid is given by the rectangle in which each column of the picture cuts it: from y0 to y1 in
height and z0 to z1 in depth, numbers or one value a column. That covers boxes, upright and lying
cylinders, sheets with corrugation, heaps and bulging sacks, and whole rows of them at once.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.simulator.geometry import Scanner
from training.simulator.physics import Material

Float = NDArray[np.float32]
Floats = NDArray[np.floating[Any]]
PerColumn = float | Floats


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """The columns from ``first`` on that a solid touches.

    ``x`` are their centres in millimetres, ``cover`` the share of each that the solid covers
    (float32, so that edges between two columns come out right).
    """

    first: int
    x: Float
    cover: Float


class Canvas:
    """Areal masses of a scene in g/cm2, float32 (rows, columns), by substance.

    ``kilograms`` is the mass drawn so far; read it before and after to weigh what lies between.
    """

    def __init__(self, scanner: Scanner, columns: int) -> None:
        self.scanner = scanner
        self.columns = columns
        self.masses: dict[str, Float] = {}
        self.kilograms = 0.0
        self._slopes = scanner.slopes[:, None]
        self._path = np.sqrt(1 + self._slopes**2)

    def span(self, x0: float, x1: float) -> Span:
        """The columns between two positions in millimetres, cut to the picture."""
        pitch = self.scanner.pitch_mm
        first = int(np.clip(np.floor(x0 / pitch), 0, self.columns))
        last = int(np.clip(np.ceil(x1 / pitch), first, self.columns))
        left = np.arange(first, last, dtype=np.float32) * pitch
        cover = (np.minimum(left + pitch, x1) - np.maximum(left, x0)) / pitch
        return Span(first, left + pitch / 2, np.clip(cover, 0, 1).astype(np.float32))

    def block(
        self, material: Material, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]
    ) -> None:
        """Add a box, its edges in millimetres."""
        self.prism(material, self.span(*x), y, z)

    def hollow(
        self,
        material: Material,
        x: tuple[float, float],
        y: tuple[float, float],
        z: tuple[float, float],
        wall: float,
    ) -> None:
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
        if not span.x.size:
            return
        y0, y1, z0, z1 = (np.asarray(edge, np.float32) for edge in (*y, *z))
        y, z = (y0, y1), (z0, z1)
        cover = (span.cover * weight).astype(np.float32)
        width = np.maximum(np.subtract(y1, y0), 0) * np.maximum(np.subtract(z1, z0), 0)
        self.kilograms += float(np.sum(width * cover)) * self.scanner.pitch_mm * material.density * 1e-6
        top, bottom = self._rows(y, z)
        if bottom <= top:
            return
        length = self._chord(slice(top, bottom), y, z) * (cover * np.float32(material.density * 0.1))
        self._add(material, slice(top, bottom), span, length)

    def ring(
        self,
        material: Material,
        centre: tuple[float, float],
        radii: tuple[float, float],
        z: tuple[float, float],
    ) -> None:
        """Add a disc or ring about an axis across the lane: centre (x, y), outer and inner radius."""
        for radius, sign in zip(radii, (1.0, -1.0), strict=True):
            span = self.span(centre[0] - radius, centre[0] + radius)
            half = np.sqrt(np.clip(radius**2 - (span.x - centre[0]) ** 2, 0, None))
            part = material.at(sign * material.density)
            self.prism(part, span, (centre[1] - half, centre[1] + half), z)

    def ellipsoid(
        self,
        material: Material,
        centre: tuple[float, float, float],
        radii: tuple[float, float, float],
    ) -> None:
        """Add an ellipsoid; centre and radii (x, y, z) in millimetres."""
        (xc, yc, zc), (a, b, c) = centre, radii
        span = self.span(xc - a, xc + a)
        rows = self._rows((yc - b, yc + b), (zc - c, zc + c))
        if not span.x.size or rows[1] <= rows[0]:
            return
        self.kilograms += 4 / 3 * np.pi * a * b * c * material.density * 1e-6
        slope = self._slopes[slice(*rows)]
        drop, depth = self.scanner.source_mm - yc, zc + self.scanner.distance_mm
        square = (slope / b) ** 2 + 1 / c**2
        half = slope * drop / b**2 - depth / c**2
        rest = (drop / b) ** 2 + (depth / c) ** 2
        inside = np.clip(1 - ((span.x - xc) / a) ** 2, 0, None)
        root = np.sqrt(np.clip(half**2 - square * rest + square * inside, 0, None))
        chord = 2 * root / square * self._path[slice(*rows)]
        length = chord.astype(np.float32) * (span.cover * np.float32(material.density * 0.1))
        self._add(material, slice(*rows), span, length)

    def sheet(self, width_mm: float) -> "Canvas":
        """An empty canvas of the same scanner, just wide enough for one package."""
        return Canvas(self.scanner, int(np.ceil(width_mm / self.scanner.pitch_mm)) + 1)

    def stamp(self, sheet: "Canvas", x: float) -> None:
        """Add what a sheet holds, its left edge at x (to the nearest column)."""
        first = round(x / self.scanner.pitch_mm)
        left, right = max(first, 0), min(first + sheet.columns, self.columns)
        self.kilograms += sheet.kilograms
        for substance, mass in sheet.masses.items() if right > left else ():
            self._mass(substance)[:, left:right] += mass[:, left - first : right - first]

    def _mass(self, substance: str) -> Float:
        if substance not in self.masses:
            self.masses[substance] = np.zeros((self.scanner.rows, self.columns), np.float32)
        return self.masses[substance]

    def _rows(self, y: tuple[PerColumn, PerColumn], z: tuple[PerColumn, PerColumn]) -> tuple[int, int]:
        low, high = float(np.min(y[0])), float(np.max(y[1]))
        top, bottom = self.scanner.rows_of(low, high, float(np.min(z[0])), float(np.max(z[1])))
        limit = self.scanner.rows
        return int(np.clip(top - 1, 0, limit)), int(np.clip(bottom + 2, 0, limit))

    def _chord(self, rows: slice, y: tuple[PerColumn, PerColumn], z: tuple[PerColumn, PerColumn]) -> Float:
        slope, height = self._slopes[rows], self.scanner.source_mm
        low, high = np.subtract(y[0], height), np.subtract(y[1], height)
        split = int(np.count_nonzero(slope > 0))
        parts: list[Float] = []
        for part, near, far in ((slice(None, split), low, high), (slice(split, None), high, low)):
            tilt = 1 / slope[part]
            start = np.maximum(near * tilt, np.add(z[0], self.scanner.distance_mm))
            stop = np.minimum(far * tilt, np.add(z[1], self.scanner.distance_mm))
            inside = stop - start
            np.maximum(inside, 0, out=inside)
            inside *= self._path[rows][part]
            parts.append(inside)
        length = np.concatenate(parts)
        return length if np.all(low < high) else np.where(low < high, length, 0)

    def _add(self, material: Material, rows: slice, span: Span, length: Floats) -> None:
        columns = slice(span.first, span.first + span.x.size)
        for substance, share in material.mixture:
            self._mass(substance)[rows, columns] += length if share == 1 else length * share
