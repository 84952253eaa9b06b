"""From noise-free transmission to the numbers that a scanner writes."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.geometry import Scanner

Float = NDArray[np.float32]
AIR_LEVEL = 60000.0


def ride(picture: Float, shift_px: Float, border: float) -> Float:
    """Move each column down by its shift, float32 (columns,): the truck tilts and sways as it drives."""
    rows, columns = picture.shape
    x = np.broadcast_to(np.arange(columns, dtype=np.float32), (rows, columns))
    y = np.arange(rows, dtype=np.float32)[:, None] - shift_px
    return cv2.remap(
        picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border
    ).astype(np.float32, copy=False)


def expose(transmission: Float, scanner: Scanner, rng: Generator) -> NDArray[np.uint16]:
    """Calibrated 16-bit transmission, air at 60,000, with what a real scanner leaves in it.

    Blur of beam spot and detector, quantum noise (a normal law of the Poisson variance; at these
    counts they agree), electronic noise, jitter of the dose from pulse to pulse (upright stripes),
    what calibration leaves of the gain of each row and rows that drift (lying stripes).

    Parameters
    ----------
    transmission
        float32 (rows, columns), 1 in air.
    """
    rows, columns = transmission.shape
    signal = cv2.GaussianBlur(transmission, (0, 0), scanner.blur_px)
    noise = rng.standard_normal((rows, columns), np.float32)
    noise *= np.sqrt(np.maximum(signal, 0) / scanner.quanta + scanner.electronic**2)
    signal = signal + noise
    dose = 1 + scanner.dose_jitter * rng.standard_normal(columns, np.float32)
    gain = 1 + scanner.row_gain * rng.standard_normal((rows, 1), np.float32)
    drift = scanner.electronic * rng.standard_normal((rows, 1), np.float32)
    signal = signal * (dose * gain) + drift
    return np.clip(signal * AIR_LEVEL + 0.5, 0, 65535).astype(np.uint16)
