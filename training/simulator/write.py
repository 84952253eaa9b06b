"""Scans as files: 16-bit TIFF or PNG."""

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

_OPTIONS = {
    "tiff": [cv2.IMWRITE_TIFF_COMPRESSION, 5],
    "png": [cv2.IMWRITE_PNG_COMPRESSION, 2],
}


def encode(samples: NDArray[np.uint16], form: Literal["tiff", "png"]) -> bytes:
    """One picture as a 16-bit file without loss; the same samples give the same bytes."""
    done, data = cv2.imencode(f".{form}", samples, _OPTIONS[form])
    if not done:
        raise ValueError(f"a picture of shape {samples.shape} cannot be written as {form}")
    return data.tobytes()
