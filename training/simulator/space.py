"""Rooms in millimetres, columns of the picture, and the kinds of containers."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Range = tuple[float, float]
Kind = Literal["20", "40", "40hc", "reefer", "tank", "flat-rack", "open-top"]


@dataclass(frozen=True, slots=True)
class Space:
    """A room; edges in millimetres along x (the lane), y (up) and z (away from the source)."""

    x: Range
    y: Range
    z: Range

    @property
    def size(self) -> tuple[float, float, float]:
        """Length, height and depth in millimetres."""
        (x0, x1), (y0, y1), (z0, z1) = self.x, self.y, self.z
        return max(0.0, x1 - x0), max(0.0, y1 - y0), max(0.0, z1 - z0)

    @property
    def volume_m3(self) -> float:
        """Volume in cubic metres."""
        x, y, z = self.size
        return x * y * z * 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """The columns from ``first`` on that a solid touches.

    ``x`` are their centres in millimetres, ``cover`` the share of each that the solid covers
    (float32, so that edges between two columns come out right).
    """

    first: int
    x: NDArray[np.float32]
    cover: NDArray[np.float32]
