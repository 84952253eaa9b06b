"""From the scene to the picture, and regions of the picture as boxes and run lengths."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from model.domain import Box
from training.simulator.detector import Exposure, Motion
from training.simulator.geometry import Scanner
from training.simulator.space import Space

Float = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """How a scene became a picture: the drive, the yaw, and whether it came from the other side.

    A ``mirrored`` picture runs from the last pulse to the first, as vendors show a truck that drove
    the other way.
    """

    scanner: Scanner
    motion: Motion
    yaw: float
    mirrored: bool

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the picture."""
        return self.scanner.rows, self.motion.position.size

    def shown(self, exposure: Exposure) -> Exposure:
        """The exposure as the picture shows it."""
        if not self.mirrored:
            return exposure
        calibration = replace(exposure.calibration, reference=exposure.calibration.reference[:, ::-1])
        picture = np.ascontiguousarray(exposure.picture[:, :, ::-1])
        return replace(exposure, raw=exposure.raw[:, ::-1], calibration=calibration, picture=picture)

    def picture(self, lines: Float) -> Float:
        """Lines of the scene, float32 (columns, rows), as the picture has them: float32 (rows, columns)."""
        source = np.repeat(self.motion.position[:, None] - np.float32(0.5), lines.shape[1], axis=1)
        row = np.arange(lines.shape[1], dtype=np.float32) - self.motion.shift[:, None]
        moved = cv2.remap(lines, row, source, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        return np.ascontiguousarray((moved[::-1] if self.mirrored else moved).T, np.float32)

    def mask(self, seen: Mask, first: int) -> Mask:
        """A mask over columns of the scene from ``first`` on, bool (columns, rows), as one of the picture."""
        moved = self.motion.mask(seen, first)
        return moved[:, ::-1] if self.mirrored else moved

    def box(self, space: Space) -> Box:
        """The box in pixels that a room covers, cut to the picture."""
        pitch, (rows, columns) = self.scanner.pitch_mm, self.shape
        top, bottom = self.scanner.rows_of(*space.y, *space.z)
        early, late = sorted((depth - self.scanner.depth_mm / 2) * self.yaw for depth in space.z)
        ends = ((space.x[0] + early) / pitch, top, (space.x[1] + late) / pitch, bottom)
        x0, y0, x1, y1 = self.motion.box(ends, rows)
        if self.mirrored:
            x0, x1 = round(columns - x1, 1), round(columns - x0, 1)
        return x0, y0, x1, y1


def bounds(mask: Mask) -> Box:
    """The box around a mask in pixels; all zero where it is empty."""
    columns, rows = np.flatnonzero(mask.any(0)), np.flatnonzero(mask.any(1))
    if not columns.size:
        return (0.0, 0.0, 0.0, 0.0)
    return (float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1))


def run_lengths(mask: Mask) -> tuple[int, ...]:
    """Run lengths of a mask (rows, columns), column by column, the first outside it (COCO)."""
    flat = np.concatenate([[False], mask.T.reshape(-1)])
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    return tuple(int(run) for run in np.diff(np.concatenate([[0], edges, [flat.size - 1]])))
