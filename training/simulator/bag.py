"""A cabin bag as a volume: shell, clothes, shoes, bottle, notebook, charger, and something of metal."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.tomography import WATER_PER_CM, reconstruct

Float = NDArray[np.float32]
Range = tuple[float, float]
PIXEL_MM = 1.6
SLICE_MM = 5.0
_AIR, _CLOTH, _PET, _SHELL, _GUM = 0.0, 0.55, 1.3, 1.05, 1.2
_ALUMINIUM, _COPPER, _STEEL, _CELL, _BOARD = 2.9, 11.0, 9.5, 2.1, 1.7


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedBag:
    """CT numbers, int16 (slices, 256, 256); the box of the metal object in pixels of a slice.

    ``slices`` are the first and last slice (excluded) that the object touches.
    """

    samples: NDArray[np.int16]
    object_box: tuple[float, float, float, float]
    slices: tuple[int, int]
    pixel_mm: float = PIXEL_MM
    slice_mm: float = SLICE_MM


class _Volume:
    """Attenuation as a multiple of water; places in millimetres from the middle: x, y down, z along."""

    def __init__(self, slices: int, size: int) -> None:
        self.data = np.zeros((slices, size, size), np.float32)
        self.z, self.y, self.x = np.ogrid[:slices, :size, :size]
        self.x = ((self.x - (size - 1) / 2) * PIXEL_MM).astype(np.float32)
        self.y = ((self.y - (size - 1) / 2) * PIXEL_MM).astype(np.float32)
        self.z = ((self.z - (slices - 1) / 2) * SLICE_MM).astype(np.float32)

    def box(self, value: float, x: Range, y: Range, z: Range) -> None:
        """Fill a box."""
        part = [
            slice(*np.searchsorted(axis.ravel(), edges))
            for axis, edges in ((self.z, z), (self.y, y), (self.x, x))
        ]
        self.data[tuple(part)] = value

    def put(self, value: float, where: NDArray[np.bool_]) -> None:
        """Fill where a mask says."""
        self.data[where] = value

    def capsule(self, value: float, centre: tuple[float, float], radius: float, z: Range) -> None:
        """Fill a cylinder along z."""
        inside = (self.x - centre[0]) ** 2 + (self.y - centre[1]) ** 2 <= radius**2
        self.put(value, inside & (self.z >= z[0]) & (self.z <= z[1]))

    def shell(self, value: float, half: tuple[float, float, float], wall: float, power: float = 6) -> None:
        """Fill the wall of a rounded box about the middle."""
        outside = sum(
            np.abs(axis / edge) ** power for axis, edge in zip((self.x, self.y, self.z), half, strict=True)
        )
        inner = sum(
            np.abs(axis / (edge - wall)) ** power
            for axis, edge in zip((self.x, self.y, self.z), half, strict=True)
        )
        self.put(value, np.asarray((outside <= 1) & (inner > 1)))


def simulate_bag(seed: int, slices: int = 96, size: int = 256, angles: int = 100) -> SimulatedBag:
    """Make the CT of a bag with a knife in it; the same seed gives the same bits."""
    rng = np.random.default_rng(seed)
    volume = _Volume(slices, size)
    half = (170.0, 105.0, slices * SLICE_MM / 2 * 0.93)
    _clothes(volume, half, rng)
    _shoes(volume, half, rng)
    _bottle(volume, rng)
    _notebook(volume, half, rng)
    _charger(volume, rng)
    volume.shell(_SHELL, half, 5.0)
    _frame(volume, half)
    before = volume.data.copy()
    _knife(volume, rng)
    touched = np.argwhere(volume.data != before)
    low, high = touched.min(0), touched.max(0) + 1
    samples = reconstruct(volume.data * WATER_PER_CM, PIXEL_MM, angles, rng)
    box = (float(low[2]), float(low[1]), float(high[2]), float(high[1]))
    return SimulatedBag(samples, box, (int(low[0]), int(high[0])))


def _smooth(shape: tuple[int, ...], scale: float, rng: Generator) -> Float:
    """Noise of one standard deviation, even over about ``scale`` voxels."""
    coarse = rng.standard_normal([max(3, int(length / scale) + 2) for length in shape]).astype(np.float32)
    plane = np.stack([cv2.resize(each, shape[:0:-1], interpolation=cv2.INTER_CUBIC) for each in coarse])
    along = np.linspace(0, coarse.shape[0] - 1.001, shape[0])
    left, rest = along.astype(int), (along % 1).astype(np.float32)[:, None, None]
    return plane[left] * (1 - rest) + plane[left + 1] * rest


def _clothes(volume: _Volume, half: tuple[float, float, float], rng: Generator) -> None:
    """Folded cloth: layers that wave, tight in some places and loose in others."""
    shape = volume.data.shape
    wave = volume.y + 14 * _smooth(shape, 45, rng)
    fold = 0.5 + 0.5 * np.sin(wave * np.float32(2 * np.pi / 11))
    loose = np.clip(0.8 + 0.35 * _smooth(shape, 30, rng), 0.15, 1.3)
    inside = (np.abs(volume.x / half[0]) ** 6 + np.abs(volume.z / half[2]) ** 6 < 0.85) & (volume.y > -45)
    inside = inside & (volume.y < half[1] - 8)
    volume.data += np.where(inside, _CLOTH * fold * loose, 0).astype(np.float32)


def _shoes(volume: _Volume, half: tuple[float, float, float], rng: Generator) -> None:
    """A pair, soles to the sides of the bag."""
    for side in (-1.0, 1.0):
        x, z = side * (half[0] - 55), side * 35 + rng.normal(0, 10)
        shape = ((volume.x - x) / 44) ** 2 + ((volume.y - 45) / 46) ** 2 + ((volume.z - z) / 140) ** 4
        volume.put(0.1, np.asarray(shape < 1))
        volume.put(0.9, np.asarray((shape < 1) & (shape > 0.82)))
        volume.put(_GUM, np.asarray((shape < 1.1) & (side * (volume.x - x) > 30)))


def _bottle(volume: _Volume, rng: Generator) -> None:
    x, y, z = float(rng.uniform(-50, 30)), float(rng.uniform(-25, 10)), float(rng.uniform(-120, -60))
    volume.capsule(_PET, (x, y), 34, (z - 95, z + 95))
    volume.capsule(_AIR, (x, y), 31, (z - 92, z + 92))
    level = volume.y > y - float(rng.uniform(-5, 20))
    water = (volume.x - x) ** 2 + (volume.y - y) ** 2 <= 31**2
    volume.put(1.0, np.asarray(water & level & (np.abs(volume.z - z) < 92)))
    volume.capsule(_PET, (x, y), 14, (z + 95, z + 115))


def _notebook(volume: _Volume, half: tuple[float, float, float], rng: Generator) -> None:
    """A notebook computer under the lid: case, cells, board with parts, hinge."""
    top = -half[1] + 22
    z = float(rng.uniform(-40, 20))
    volume.box(_ALUMINIUM, (-155, 155), (top, top + 19), (z - 108, z + 108))
    volume.box(0.4, (-151, 151), (top + 3, top + 16), (z - 104, z + 104))
    for cell in range(6):
        left = -140 + cell * 46.0
        volume.box(_CELL, (left, left + 42), (top + 8, top + 15), (z + 20, z + 95))
    volume.box(_BOARD, (-145, 145), (top + 9, top + 12), (z - 95, z + 10))
    for _ in range(40):
        left, along = float(rng.uniform(-140, 125)), float(rng.uniform(z - 95, z))
        size = float(rng.uniform(4, 20))
        volume.box(float(rng.uniform(2, 6)), (left, left + size), (top + 7, top + 10), (along, along + size))
    volume.capsule(_STEEL, (-90, top + 14), 3.5, (z - 108, z - 96))
    volume.capsule(_STEEL, (90, top + 14), 3.5, (z - 108, z - 96))


def _charger(volume: _Volume, rng: Generator) -> None:
    """A power brick with its coil, and a cable in loops."""
    x, y, z = float(rng.uniform(20, 60)), float(rng.uniform(-40, -20)), float(rng.uniform(60, 110))
    volume.box(1.2, (x - 30, x + 30), (y - 15, y + 15), (z - 50, z + 50))
    volume.box(0.3, (x - 27, x + 27), (y - 12, y + 12), (z - 47, z + 47))
    volume.box(5.0, (x - 15, x + 12), (y - 10, y + 10), (z - 25, z + 10))
    for turn in np.linspace(0, 6 * np.pi, 420):
        at = (x - 70 + 28 * np.cos(turn), y + 10 + turn * 0.9, z - 20 + 34 * np.sin(turn))
        near = [
            np.abs(axis.ravel() - place).argmin()
            for axis, place in zip((volume.z, volume.y, volume.x), at[::-1], strict=True)
        ]
        volume.data[near[0], near[1] : near[1] + 2, near[2] : near[2] + 2] = _COPPER * 0.5


def _frame(volume: _Volume, half: tuple[float, float, float]) -> None:
    """Rods of the drawbar, wheels and zip."""
    for x in (-75.0, 75.0):
        volume.capsule(_ALUMINIUM, (x, half[1] - 16), 7, (-half[2] + 10, half[2] - 10))
        volume.capsule(_AIR, (x, half[1] - 16), 4.5, (-half[2] + 10, half[2] - 10))
    for x in (-140.0, 140.0):
        wheel = (volume.y - half[1] + 12) ** 2 + (volume.z + half[2] - 8) ** 2 < 22**2
        volume.put(_GUM, np.asarray(wheel & (np.abs(volume.x - x) < 11)))
        axle = (volume.y - half[1] + 12) ** 2 + (volume.z + half[2] - 8) ** 2 < 5**2
        volume.put(_STEEL, np.asarray(axle & (np.abs(volume.x - x) < 14)))


def _knife(volume: _Volume, rng: Generator) -> None:
    """A fixed blade of 150 mm with a handle of wood and rivets, between the clothes."""
    x, y, z = float(rng.uniform(-40, 30)), float(rng.uniform(40, 65)), float(rng.uniform(-30, 20))
    tip = np.clip((volume.z - z) / 150, 0, 1)
    blade = (np.abs(volume.y - y) < 2.1) & (volume.z >= z) & (volume.z < z + 150)
    volume.put(
        _STEEL, np.asarray(blade & (volume.x - x > -14 + 10 * tip) & (volume.x - x < 14 - 10 * tip**3))
    )
    volume.box(0.7, (x - 14, x + 14), (y - 9, y + 9), (z - 110, z))
    volume.box(_STEEL, (x - 11, x + 11), (y - 2.1, y + 2.1), (z - 110, z))
