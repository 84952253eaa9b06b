"""How the truck drives through: its speed, its tilt and its sway."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from model.domain import Box
from training.simulator.geometry import Scanner

Float = NDArray[np.float32]
Mask = NDArray[np.bool_]
_SWAYS = ((0.45, 0.18), (0.21, 0.14), (0.09, 0.06))
_SPEEDS = (0.7, 0.31, 0.12)


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Where each pulse meets what is scanned.

    ``position``, float32 (pulses,): place along the scene in columns of the canvas, column ``n``
    reaching from ``n`` to ``n + 1``; rising. ``shift``, float32 (pulses,): how many rows lower than
    drawn.
    """

    position: Float
    shift: Float

    def column(self, x: float) -> float:
        """Place in the picture, in columns from its left edge, of a place on the canvas in columns."""
        last = self.position.size - 1
        first_step = float(self.position[1] - self.position[0])
        last_step = float(self.position[last] - self.position[last - 1])
        if x < self.position[0]:
            return 0.5 + (x - float(self.position[0])) / first_step
        if x > self.position[last]:
            return last + 0.5 + (x - float(self.position[last])) / last_step
        return float(np.interp(x, self.position, np.arange(last + 1) + 0.5))

    def box(self, box: Box, rows: int) -> Box:
        """The box in the picture, of so many rows, of a box (x0, y0, x1, y1) in pixels of the canvas."""
        size = self.position.size
        x0, x1 = (min(max(self.column(x), 0.0), float(size)) for x in (box[0], box[2]))
        first = min(int(x0), size - 1)
        moved = self.shift[first : max(first + 1, int(np.ceil(x1)))]
        y0 = min(max(box[1] + float(moved.min()), 0.0), float(rows))
        y1 = min(max(box[3] + float(moved.max()), 0.0), float(rows))
        return round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)

    def mask(self, lines: Mask, first: int = 0) -> Mask:
        """A mask of the canvas, bool (columns, rows) from column ``first`` on, as it lies in the picture.

        Returns
        -------
        bool (rows, pulses).
        """
        columns, rows = lines.shape
        moved = np.zeros((rows, self.position.size), bool)
        drops = np.rint(self.shift).astype(int)
        sources = np.floor(self.position).astype(int) - first
        for pulse in np.flatnonzero((sources >= 0) & (sources < columns)):
            line, drop = lines[sources[pulse]], drops[pulse]
            low, high = max(drop, 0), min(rows + drop, rows)
            moved[low:high, pulse] = line[low - drop : high - drop]
        return moved


def still(columns: int) -> Motion:
    """The motion at which the picture is the canvas."""
    return Motion(np.arange(columns, dtype=np.float32) + np.float32(0.5), np.zeros(columns, np.float32))


def drive(scanner: Scanner, columns: int, rng: Generator) -> Motion:
    """A drive through the beam: not quite at the speed that the scanner reckons with, askew, swaying.

    The picture gets as many columns as the drive takes pulses.
    """
    error = scanner.readout.speed_error
    mean = float(np.clip(1 + error * rng.standard_normal(), 0.8, 1.25))
    pulses = max(2, round(columns / mean))
    at = np.linspace(0, 1, pulses)
    pace = np.ones(pulses)
    for period in _SPEEDS:
        pace += _wave(at, period, error / 2, rng)
    position = np.cumsum(np.clip(pace, 0.5, 2.0))
    position *= columns / position[-1]
    ride = scanner.readout.ride_mm
    shift = ride * rng.standard_normal() * (at - 0.5)
    for period, share in _SWAYS:
        shift += _wave(at, period, ride * share, rng)
    shift /= scanner.pixel_pitch_mm[1]
    half = 0.5 * columns / pulses
    return Motion((position - half).astype(np.float32), shift.astype(np.float32))


def _wave(at: NDArray[np.float64], period: float, size: float, rng: Generator) -> NDArray[np.float64]:
    """A wave of about the given period, its height normal of the given standard deviation."""
    turns = at / (period * rng.uniform(0.8, 1.25)) + rng.uniform()
    return size * rng.standard_normal() * np.sin(2 * np.pi * turns)
