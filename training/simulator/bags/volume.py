"""The true volume of a bag: which thing and which material fills each voxel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.simulator.bags.plan import Bag
from training.simulator.bags.sections import Solids, paint

Box3 = tuple[int, int, int, int, int, int]
_MOST_LABELS = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where voxels lie: slices along the belt (x), rows down (y), columns across (z).

    ``slices`` of ``slice_mm``, each ``size`` by ``size`` pixels of ``pixel_mm``; ``x0`` is the front of
    the first slice, ``y`` and ``z`` the middle of each slice, millimetres.
    """

    slices: int
    size: int
    slice_mm: float
    pixel_mm: float
    x0: float
    y: float
    z: float = 0.0

    @property
    def corner(self) -> tuple[float, float]:
        """Height and depth of the centre of the first pixel of a slice."""
        half = (self.size / 2 - 0.5) * self.pixel_mm
        return self.y + half, self.z - half

    def centre(self, index: float) -> float:
        """Place along the belt of the middle of a slice."""
        return self.x0 + (index + 0.5) * self.slice_mm

    def box(self, bounds: tuple[tuple[float, float], ...]) -> Box3:
        """Voxels that a box in millimetres touches: columns, rows, slices from and to (excluded)."""
        (x0, x1), (y0, y1), (z0, z1) = bounds
        top, left = self.y + self.size * self.pixel_mm / 2, self.z - self.size * self.pixel_mm / 2
        low = ((z0 - left) / self.pixel_mm, (top - y1) / self.pixel_mm, (x0 - self.x0) / self.slice_mm)
        high = ((z1 - left) / self.pixel_mm, (top - y0) / self.pixel_mm, (x1 - self.x0) / self.slice_mm)
        most = (self.size, self.size, self.slices)
        first = [int(np.clip(np.floor(v), 0, m)) for v, m in zip(low, most, strict=True)]
        last = [int(np.clip(np.ceil(v), 0, m)) for v, m in zip(high, most, strict=True)]
        return (first[0], first[1], first[2], last[0], last[1], last[2])


@dataclass(frozen=True, slots=True, eq=False)
class Voxels:
    """What fills each voxel.

    ``things`` uint8 (slices, size, size): 0 air, else one more than the place in ``bag.things``;
    ``materials`` likewise into ``density`` in g/cm3 and ``effective_z``, float32 (N,), whose first is air.
    """

    things: NDArray[np.uint8]
    materials: NDArray[np.uint8]
    density: NDArray[np.float32]
    effective_z: NDArray[np.float32]


def voxels(bag: Bag, grid: Grid) -> Voxels:
    """Fill the voxels of a grid with what lies at their centres.

    Raises
    ------
    ValueError
        The bag holds more than 255 things or materials.
    """
    solids = Solids.of(bag)
    solid = [material for material in solids.materials if material.density > 0]
    kinds = list(dict.fromkeys(solid))
    if len(kinds) > _MOST_LABELS or len(bag.things) > _MOST_LABELS:
        raise ValueError("too many things or materials in a bag for labels of one byte")
    number = {material: place + 1 for place, material in enumerate(kinds)}
    materials = np.array([number.get(material, 0) for material in solids.materials], np.uint8)
    things = np.where(materials > 0, np.array(solids.things) + 1, 0).astype(np.uint8)
    shape = (grid.slices, grid.size, grid.size)
    out = Voxels(
        np.zeros(shape, np.uint8),
        np.zeros(shape, np.uint8),
        np.array([0.0, *(each.density for each in kinds)], np.float32),
        np.array([0.0, *(each.composition.effective_z() for each in kinds)], np.float32),
    )
    sheet = np.zeros(shape[1:], np.int16)
    for index in range(grid.slices):
        edges, part = solids.cut(grid.centre(index))
        paint(edges, part, things, grid.corner, grid.pixel_mm, sheet, out.things[index])
        paint(edges, part, materials, grid.corner, grid.pixel_mm, sheet, out.materials[index])
    return out
