"""A drive-through scanner: a fan beam upright across the lane, a line of detectors behind it.

Axes in millimetres: x along the lane (one column each ``pitch_mm``), y up from the road, z across
the lane from the side of the container that faces the source. Along x the rays are parallel; in
each column they spread from the source, so that what stands nearer to it looks taller.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]
CONTAINER_WIDTH_MM = 2438.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """Where source and detectors stand, and how well they count.

    ``distance_mm`` is from the source to the near side of the container, ``source_mm`` its height
    over the road; rows run from slope ``top`` down to slope ``bottom`` (rise over run seen from the
    source). ``quanta`` is the mean number detected in air for one pixel, ``electronic`` the
    standard deviation of the amplifier and ``dose_jitter`` that of a pulse, both as shares of air;
    ``row_gain`` is what calibration leaves of the difference between rows, ``blur_px`` the
    standard deviation of the point spread in pixels.
    """

    rows: int = 800
    pitch_mm: float = 5.0
    distance_mm: float = 3400.0
    source_mm: float = 2000.0
    top: float = 0.69
    bottom: float = -0.33
    endpoint_mv: float = 6.0
    quanta: float = 4e5
    electronic: float = 6e-5
    dose_jitter: float = 0.004
    row_gain: float = 0.0025
    blur_px: float = 0.6

    @property
    def step(self) -> float:
        """Slope from one row to the next."""
        return (self.top - self.bottom) / self.rows

    @property
    def slopes(self) -> Float:
        """Slope of the ray of each row, float32 (rows,), the top row first; never exactly zero."""
        slopes = self.top - (np.arange(self.rows) + 0.5) * self.step
        return np.where(np.abs(slopes) < 1e-5, 1e-5, slopes).astype(np.float32)

    @property
    def pixel_pitch_mm(self) -> tuple[float, float]:
        """Size of a pixel (along x, along y) on the middle plane of the container."""
        return self.pitch_mm, self.step * (self.distance_mm + CONTAINER_WIDTH_MM / 2)

    def row(self, y: float, z: float) -> float:
        """Row, not rounded, on which a point at height y and depth z falls."""
        return (self.top - (y - self.source_mm) / (z + self.distance_mm)) / self.step

    def rows_of(self, y0: float, y1: float, z0: float, z1: float) -> tuple[float, float]:
        """First and last row, not rounded, that a box between these heights and depths covers."""
        ends = [self.row(y, z) for y in (y0, y1) for z in (z0, z1)]
        return min(ends), max(ends)
