"""A scanner: a fan beam upright across the lane, a line of detectors behind it, and how well it counts.

Axes in millimetres: x along the lane (one column each ``pitch_mm``), y up from the road, z across
the lane from the side of the container that faces the source. Along x the rays are parallel; in
each column they spread from the source, so that what stands nearer to it looks taller.
"""

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]
Mode = Literal["6", "9", "6/3", "9/6", "160kv"]
Repair = Literal["interpolated", "black", "white", "left"]
CONTAINER_WIDTH_MM = 2438.0
_WIDTH_OF_SIGMA = 2.355


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """How source and detectors of a machine turn the beam into counts; shares are of the signal in air.

    ``serial`` is what the lasting pattern of its rows is drawn from. ``quanta`` is the
    noise-equivalent number detected in air for one pixel of the first channel, ``electronic`` the
    standard deviation of the amplifier; ``fall`` the share of the beam missing at the edge of the fan.

    Pulses: ``dose_jitter`` is the standard deviation of their dose, ``dose_memory`` its correlation
    from one to the next, ``dose_wander`` that of slow changes which a detector beside the cargo does not
    see, the beam moving on its target; ``reference`` is the standard deviation of that detector (None
    where there is none), ``warm_up`` the share of scans that begin before the beam is steady.

    Optics: ``focal_mm`` is the width of the focal spot, ``detector_mm`` the distance from source to
    detectors, ``aperture_mm`` their width along x, ``crosstalk`` the standard deviation of what
    spreads between neighbours in rows; ``scatter`` the most scatter behind wide cargo, spread over
    ``scatter_mm``.

    Rows: ``module`` of them sit on a card; ``row_gain`` is the standard deviation of what calibration
    leaves of their gain, ``dead`` and ``drifting`` the shares that do not count or wander, ``repair``
    what is done about the dead. ``bits`` of the converter, ``air`` and ``dark`` levels as shares of
    its range, ``dark_drift`` the standard deviation of the dark level since calibration;
    ``air_level`` is air in the calibrated picture.

    ``speed_error`` is the relative standard deviation of the speed, ``ride_mm`` that of how much lower
    the end of what is scanned stands than its front, and a measure of its sway.
    """

    serial: int = 0
    quanta: float = 4e5
    electronic: float = 6e-5
    fall: float = 0.25
    dose_jitter: float = 0.006
    dose_memory: float = 0.4
    dose_wander: float = 0.0
    reference: float | None = 0.0015
    warm_up: float = 0.0
    focal_mm: float = 1.6
    detector_mm: float = 7000.0
    aperture_mm: float = 5.0
    crosstalk: float = 0.3
    scatter: float = 3e-4
    scatter_mm: float = 500.0
    module: int = 32
    row_gain: float = 0.0015
    dead: float = 0.0
    drifting: float = 0.0
    repair: Repair = "interpolated"
    bits: int = 16
    air: float = 0.8
    dark: float = 0.02
    dark_drift: float = 1e-5
    air_level: int = 60_000
    speed_error: float = 0.006
    ride_mm: float = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """Where source and detectors stand, which beam they use, and how well they count.

    ``distance_mm`` is from the source to the near side of what is scanned, ``depth_mm`` how deep that
    is, ``source_mm`` the height of the source over the road; rows run from slope ``top`` down to slope
    ``bottom`` (rise over run seen from the source). ``mode`` names the beam (see
    ``physics.beam.MODES``).
    """

    rows: int = 800
    pitch_mm: float = 5.0
    distance_mm: float = 3400.0
    depth_mm: float = CONTAINER_WIDTH_MM
    source_mm: float = 2000.0
    top: float = 0.69
    bottom: float = -0.33
    mode: Mode = "6"
    readout: Readout = field(default_factory=Readout)

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
        """Size of a pixel (along x, along y) on the middle plane of what is scanned."""
        return self.pitch_mm, self.step * (self.distance_mm + self.depth_mm / 2)

    @property
    def blur_px(self) -> tuple[float, float]:
        """Standard deviation of the point spread on the middle plane, in columns and in rows.

        The focal spot seen through a point of that plane, and along x the detector seen from the source;
        the height of a detector is what a row of the canvas is the mean over.
        """
        across, up = self.pixel_pitch_mm
        nearer = (self.distance_mm + self.depth_mm / 2) / self.readout.detector_mm
        spot = self.readout.focal_mm * (1 - nearer) / _WIDTH_OF_SIGMA
        width = self.readout.aperture_mm * nearer / math.sqrt(12)
        return math.hypot(spot, width) / across, math.hypot(spot / up, self.readout.crosstalk)

    @property
    def noise_floor(self) -> float:
        """Transmission at which the signal of a pixel of the first channel is as large as its noise."""
        one = 1 / self.readout.quanta
        return (one + math.sqrt(one * one + 4 * self.readout.electronic**2)) / 2

    def row(self, y: float, z: float) -> float:
        """Row, not rounded, on which a point at height y and depth z falls."""
        return (self.top - (y - self.source_mm) / (z + self.distance_mm)) / self.step

    def rows_of(self, y0: float, y1: float, z0: float, z1: float) -> tuple[float, float]:
        """First and last row, not rounded, that a box between these heights and depths covers."""
        ends = [self.row(y, z) for y in (y0, y1) for z in (z0, z1)]
        return min(ends), max(ends)
