"""The picture that archives keep of a bag: hue tells the material, brightness the attenuation.

Organic matter is orange, mixed and light metal green, metal blue, what nothing penetrates black. Each
pixel is placed between the curves of polyethylene, aluminium and iron in the plane of both channels.
"""

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from training.simulator.physics.beam import beam, material_line
from training.simulator.physics.compositions import ALUMINIUM, IRON, POLYETHYLENE

Float = NDArray[np.float32]
Floats = NDArray[np.floating[Any]]
_LEAST, _MOST = 0.004, 7.0
# Red, green and blue of each hue over the attenuation of the high channel.
_AT = (0.0, 0.03, 0.1, 0.3, 0.6, 1.0, 1.7, 2.8, 4.5, 6.0)
_RAMPS = (
    ((255, 255, 255), (254, 247, 235), (252, 230, 200), (247, 190, 126), (241, 149, 64), (231, 113, 24),
     (199, 79, 8), (122, 47, 6), (28, 14, 8), (0, 0, 0)),
    ((255, 255, 255), (244, 251, 240), (216, 239, 208), (152, 211, 152), (92, 176, 124), (50, 146, 114),
     (28, 104, 88), (14, 60, 54), (5, 18, 18), (0, 0, 0)),
    ((255, 255, 255), (240, 246, 254), (206, 223, 247), (137, 172, 229), (76, 116, 206), (38, 72, 182),
     (20, 40, 142), (9, 16, 82), (3, 5, 26), (0, 0, 0)),
)  # fmt: skip
# Where on the scale polyethylene 0, aluminium 1, iron 2 a hue is pure.
_PURE = (0.42, 0.85, 1.25, 1.75)


@cache
def _curves() -> tuple[Float, Float]:
    """Attenuation of the high channel, float32 (N,), and of the low one behind each material, (3, N)."""
    high = np.geomspace(_LEAST / 4, _MOST, 400)
    masses = np.geomspace(1e-3, 400, 1500)
    rows: list[NDArray[np.float64]] = []
    for composition in (POLYETHYLENE, ALUMINIUM, IRON):
        line = material_line(beam("160kv"), composition, masses)
        rows.append(np.interp(high, line[0], line[1]))
    return high.astype(np.float32), np.array(rows, np.float32)


def material_index(high: Float, low: Float) -> Float:
    """Where each pixel lies between polyethylene (0), aluminium (1) and iron (2).

    Parameters
    ----------
    high, low
        Attenuation in the channels of the bag scanner ("160kv"), float32, one shape.

    Returns
    -------
    float32 of the same shape, -0.5 to 2.5; 0 where nothing attenuates.
    """
    at, curves = _curves()
    deep = np.clip(high, _LEAST, _MOST)
    light, middle, heavy = (np.interp(deep, at, curve) for curve in curves)
    below = (low - light) / (middle - light)
    above = 1 + (low - middle) / (heavy - middle)
    index = np.where(below < 1, below, above)
    return np.where(high < _LEAST, 0, np.clip(index, -0.5, 2.5)).astype(np.float32)


def display(samples: Float) -> NDArray[np.uint8]:
    """Pseudo-colour as a screen shows it.

    Parameters
    ----------
    samples
        Transmission of the high and low channel, float32 (2, rows, columns), 1 in air.

    Returns
    -------
    Red, green, blue, uint8 (rows, columns, 3).
    """
    high, low = -np.log(np.clip(samples, 1e-4, 1.0))
    calm = [cv2.blur(channel, (3, 3)).astype(np.float32, copy=False) for channel in (high, low)]
    index = np.asarray(cv2.medianBlur(material_index(*calm), 3), np.float32)
    sharp = high + 0.6 * (high - cv2.GaussianBlur(high, (0, 0), 2.2))
    shade = np.clip(sharp, 0, _AT[-1])
    weights = _hues(index)
    ramps = np.array(_RAMPS, np.float32)
    out = [
        sum(weight * np.interp(shade, _AT, ramp[:, i]) for weight, ramp in zip(weights, ramps, strict=True))
        for i in range(3)
    ]
    return np.clip(np.stack(out, -1) + 0.5, 0, 255).astype(np.uint8)


def _hues(index: Floats) -> tuple[Floats, Floats, Floats]:
    """Shares of orange, green and blue."""
    blue = np.clip((index - _PURE[2]) / (_PURE[3] - _PURE[2]), 0, 1)
    orange = np.clip((_PURE[1] - index) / (_PURE[1] - _PURE[0]), 0, 1)
    return orange, 1 - orange - blue, blue
