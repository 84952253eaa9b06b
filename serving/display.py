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
    return _encoded(np.clip(scaled + 0.5, 0, 255).astype(np.uint8))


def narrowed(data: bytes, width: int) -> bytes:
    """Return a grey PNG of ours with at most ``width`` columns."""
    grey = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise CorruptFile("The kept picture cannot be read.")
    height, full = grey.shape
    if full <= width:
        return data
    size = (width, max(1, round(height * width / full)))
    return _encoded(cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8))


def _encoded(grey: NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(".png", grey, _FAST)
    if not done:
        raise CorruptFile("The picture cannot be encoded.")
    return data.tobytes()
