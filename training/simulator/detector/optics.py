"""What happens to the beam before it is counted: motion, blur and scatter."""

import math

import cv2
import numpy as np
from numba import njit
from numpy.typing import NDArray

Float = NDArray[np.float32]
_COARSE = 8
_LEAST = 1e-7


def scatter(mean: Float, share: float, reach_rows: float) -> Float:
    """Scatter behind cargo on a coarse grid, float32, shares of air.

    What a ray adds depends on its own transmission T as ``share * T**0.5 * (-ln T)**1.5``: little
    behind air, most behind some thickness, less where cargo takes its own scatter back; it spreads
    along the line of detectors. Each pulse is read by itself, so that nothing spreads along x.
    After the amplitude factor of Sun and Star-Lack, Phys. Med. Biol. 55, 6695 (2010), with exponents
    of our own choice.

    Parameters
    ----------
    mean
        Transmission, float32 (columns, rows).
    reach_rows
        Standard deviation of the spread in rows.
    """
    columns, rows = mean.shape
    size = (max(1, rows // _COARSE), max(1, columns // _COARSE))
    coarse = cv2.resize(mean, size, interpolation=cv2.INTER_AREA)
    depth = -np.log(np.clip(coarse, _LEAST, 1))
    amount = np.exp(-0.5 * depth) * depth**1.5 * np.float32(share)
    sigma = max(reach_rows / _COARSE, 0.3)
    spread = cv2.GaussianBlur(amount, (0, 0), sigmaX=sigma, sigmaY=0.5, borderType=cv2.BORDER_CONSTANT)
    return spread.astype(np.float32, copy=False)


@njit(cache=True, inline="always")
def _between(low: float, high: float, sigma: float) -> float:
    """Share of a normal law with mean zero between two places."""
    scale = 1 / (sigma * math.sqrt(2.0))
    return 0.5 * (math.erf(high * scale) - math.erf(low * scale))


@njit(cache=True, inline="always")
def _add(to: Float, weight: np.float32, line: Float) -> None:
    for r in range(to.size):
        to[r] += weight * line[r]


@njit(cache=True)
def resample(
    lines: Float, position: Float, shift: Float, sigma: tuple[float, float], air: float, out: Float
) -> None:
    """Blur lines with a normal law and read them where the pulses fall.

    Parameters
    ----------
    lines
        float32 (columns, rows).
    position, shift
        Place in columns and rows downwards of each pulse, float32 (pulses,).
    sigma
        Standard deviation in columns and rows, above zero.
    air
        What lies beyond the first and last column; beyond top and bottom the edge goes on.
    out
        float32 (pulses, rows), written.
    """
    columns, rows = lines.shape
    wide, high = int(3 * sigma[0] + 1.5), int(3 * sigma[1] + 1.5)
    pad = high + 1
    for s in shift:
        pad = max(pad, high + 2 + int(abs(s)))
    line = np.empty(rows + 2 * pad, np.float32)
    middle = line[pad : pad + rows]
    for i in range(position.size):
        centre = position[i]
        at = math.floor(centre)
        total = _between(at - wide - centre, at + wide + 1 - centre, sigma[0])
        beyond = 0.0
        middle[:] = 0
        for j in range(at - wide, at + wide + 1):
            weight = _between(j - centre, j + 1 - centre, sigma[0]) / total
            if 0 <= j < columns:
                _add(middle, np.float32(weight), lines[j])
            else:
                beyond += weight
        middle += np.float32(beyond * air)
        line[:pad] = line[pad]
        line[pad + rows :] = line[pad + rows - 1]
        whole = math.floor(shift[i])
        part = shift[i] - whole
        total = _between(-high - 0.5 + part, high + 0.5 + part, sigma[1])
        out[i] = 0
        for k in range(-high, high + 1):
            weight = np.float32(_between(k - 0.5 + part, k + 0.5 + part, sigma[1]) / total)
            start = pad - whole + k
            _add(out[i], weight, line[start : start + rows])
