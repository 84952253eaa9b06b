"""Areal masses of a scene by composition, and the coordinates in which solids are drawn into them.

Axes in millimetres: x along the lane, y up from the road, z across the lane, away from the source.
"""

import math
from collections.abc import Generator
from contextlib import contextmanager
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from training.simulator.geometry import Scanner
from training.simulator.physics.material import Composition, Material
from training.simulator.space import Span

Float = NDArray[np.float32]
Depth = TypeVar("Depth", float, NDArray[np.float64])
# How far a window must reach beyond what is drawn on it, for the yaw of the scene.
MARGIN_MM = 60.0


class Layers:
    """Areal masses of a scene in g/cm2 by composition, kept as lines: float32 (columns, rows).

    ``kilograms`` is the mass drawn so far, ``by_material`` the same by name (``compositions`` tells what
    a name is of), ``packing_kg`` what of it is packing. ``first`` is the number of the first column, so
    that a window has the coordinates of its scene. ``yaw`` is the tangent of the angle at which the
    scene stands in the lane: what lies deeper is met later, so that cross members smear. ``samples`` is
    how many planes cut each column of a mesh.
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

    def late(self, depth: Depth) -> Depth:
        """Millimetres by which what lies at a depth is met later for the yaw; a number or an array."""
        return (depth - self.scanner.depth_mm / 2) * self.yaw

    def window(self, x0: float, x1: float) -> Self:
        """An empty canvas over the columns between two positions, in the same coordinates."""
        span = self.span(x0, x1)
        return type(self)(self.scanner, span.x.size, span.first, self.yaw)

    def merge(self, window: Self) -> None:
        """Add what a window holds."""
        self._count(window)
        start = window.first - self.first
        for composition, lines in window.lines.items():
            self._lines(composition)[start : start + window.columns] += lines

    def sheet(self, width_mm: float) -> Self:
        """An empty canvas as askew as this, wide enough for one package that stands from x = 0 on."""
        spare = math.ceil(MARGIN_MM / self.scanner.pitch_mm) if self.yaw else 0
        wide = math.ceil(width_mm / self.scanner.pitch_mm) + 1
        sheet = type(self)(self.scanner, wide + 2 * spare, -spare, self.yaw)
        sheet.samples = 8
        return sheet

    def stamp(self, sheet: Self, x: float) -> None:
        """Add what a sheet holds, its zero at x (to the nearest column)."""
        first = round(x / self.scanner.pitch_mm) + sheet.first - self.first
        left, right = max(first, 0), min(first + sheet.columns, self.columns)
        self._count(sheet)
        for composition, lines in sheet.lines.items() if right > left else ():
            self._lines(composition)[left:right] += lines[left - first : right - first]

    def _count(self, other: Self) -> None:
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
