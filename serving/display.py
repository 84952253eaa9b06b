"""Pictures for plain viewers: 8 bits, bright for air."""

import cv2
import numpy as np
from numpy.typing import NDArray

from model.errors import CorruptFile

_FAST = [cv2.IMWRITE_PNG_COMPRESSION, 2]


def png(samples: NDArray[np.uint16], window: tuple[int, int], width: int) -> bytes:
    """Return a picture as PNG.

    Parameters
    ----------
    samples
        uint16 (H, W), bright for air.
    window
        Samples that become black and white; what is between them is linear.
    width
        Greatest width of the PNG in pixels; a picture is made smaller by area, never larger.
    """
    height, full = samples.shape
    if full > width:
        size = (width, max(1, round(height * width / full)))
        samples = cv2.resize(samples, size, interpolation=cv2.INTER_AREA).astype(np.uint16)
    low, high = window
    scaled = (samples.astype(np.float32) - low) * (255.0 / max(1, high - low))
    done, data = cv2.imencode(".png", np.clip(scaled + 0.5, 0, 255).astype(np.uint8), _FAST)
    if not done:
        raise CorruptFile("The picture cannot be encoded.")
    return data.tobytes()
