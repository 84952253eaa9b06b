"""Grey that was stored as colour becomes grey again; real colour keeps its luminance beside it."""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8] | NDArray[np.uint16]

# Chroma noise of a grey picture saved as a colour JPEG stays below this share of full scale.
_TOLERANCE = 1 / 16
_COLOURED_SHARE = 0.001


def split(rgb: Picture) -> tuple[Picture, NDArray[np.uint8] | None, tuple[str, ...]]:
    """Split a colour picture into samples, colour and remarks.

    Parameters
    ----------
    rgb : ndarray
        ``(H, W, 3)`` uint8 or uint16, red first.

    Returns
    -------
    samples : ndarray
        ``(H, W)`` of the same dtype: the common value of the channels, or the luminance
        (ITU-R BT.601).
    colour : ndarray or None
        ``(H, W, 3)`` uint8 when more than 0.1% of the pixels are coloured.
    notes : tuple of str
        What was found.
    """
    red, green, blue = cv2.split(rgb)
    if np.array_equal(red, green) and np.array_equal(green, blue):
        return cast("Picture", green), None, ("grey stored as colour",)
    samples = cast("Picture", cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))
    spread = cv2.max(cv2.max(red, green), blue) - cv2.min(cv2.min(red, green), blue)
    share = float(np.mean(spread > np.iinfo(rgb.dtype).max * _TOLERANCE))
    if share <= _COLOURED_SHARE:
        return samples, None, ("grey stored as colour, with chroma noise",)
    eight = rgb if rgb.dtype == np.uint8 else (rgb >> 8).astype(np.uint8)
    return samples, cast("NDArray[np.uint8]", eight), (f"coloured pixels: {share:.1%}",)
