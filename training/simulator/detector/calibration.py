"""From counts to a picture, as makers do: dark and air lines taken before, and a reference of the dose."""

from dataclasses import dataclass

import cv2
import numpy as np
from numba import njit
from numpy.typing import NDArray

from training.simulator.geometry import Repair

Float = NDArray[np.float32]
Counts = NDArray[np.uint16]
_ALIVE = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What is kept beside the counts of a scan.

    ``dark`` and ``air``, float32 (channels, rows): mean counts without beam and without cargo, taken
    before. ``reference``, float32 (channels, pulses): dose of each pulse as a detector beside the
    cargo measured it, 1 for that of the air lines.
    """

    dark: Float
    air: Float
    reference: Float

    def alive(self, channel: int) -> NDArray[np.bool_]:
        """Rows that count, bool (rows,): those whose air stands well above the dark level."""
        span = self.air[channel] - self.dark[channel]
        return span > _ALIVE * float(np.median(span))


def calibrate(raw: Counts, calibration: Calibration, air_level: int, repair: Repair) -> Counts:
    """Transmission as a picture: (counts - dark) / (air - dark) over the dose of the pulse.

    Parameters
    ----------
    raw
        uint16 (channels, pulses, rows).
    air_level
        What air becomes.
    repair
        What is done about rows that do not count: filled in from their neighbours, made black or
        white, or left as the division gives them.

    Returns
    -------
    uint16 (channels, rows, pulses).
    """
    channels, pulses, rows = raw.shape
    pictures = np.empty((channels, rows, pulses), np.uint16)
    lines = np.empty((pulses, rows), np.uint16)
    for channel in range(channels):
        span = calibration.air[channel] - calibration.dark[channel]
        scale = np.float32(air_level) / np.maximum(np.abs(span), np.float32(1))
        _divide(raw[channel], calibration.dark[channel], scale, 1 / calibration.reference[channel], lines)
        cv2.transpose(lines, pictures[channel])
        _mend(pictures[channel], calibration.alive(channel), repair, air_level)
    return pictures


@njit(cache=True)
def _divide(raw: Counts, dark: Float, scale: Float, by_pulse: Float, lines: Counts) -> None:
    for i in range(raw.shape[0]):
        line, to, factor = raw[i], lines[i], by_pulse[i]
        for r in range(line.size):
            level = (np.float32(line[r]) - dark[r]) * scale[r] * factor + np.float32(0.5)
            to[r] = np.uint16(min(max(level, np.float32(0)), np.float32(65535)))


def _mend(picture: Counts, alive: NDArray[np.bool_], repair: Repair, air_level: int) -> None:
    """Do in place what is done about dead rows of a picture, uint16 (rows, pulses)."""
    dead, live = np.flatnonzero(~alive), np.flatnonzero(alive)
    if repair == "left" or not live.size:
        return
    if repair != "interpolated":
        picture[dead] = air_level if repair == "white" else 0
        return
    for row in dead:
        at = int(np.searchsorted(live, row))
        above, below = int(live[max(at - 1, 0)]), int(live[min(at, live.size - 1)])
        part = np.float32(0.5 if above == below else (row - above) / (below - above))
        mixed = picture[above] * (1 - part) + picture[below] * part
        picture[row] = np.rint(mixed).astype(np.uint16)
