"""Where the containers are in a picture of a truck."""

import cv2
import numpy as np
from numpy.typing import NDArray

from model.domain import Box
from model.preprocess import Radiograph

WALL = 0.04


def find(radiograph: Radiograph) -> list[tuple[Box, float]]:
    """Find the containers in a radiograph.

    Parameters
    ----------
    radiograph : Radiograph
        ``(H, W)`` attenuation of a whole truck, or already cropped to a container.

    Returns
    -------
    list of (Box, float)
        Boxes in pixels of the picture, from left to right, each with a score from 0 to 1.
    """
    attenuation = radiograph.attenuation
    height, width = attenuation.shape
    if height < 16 or width < 16:
        return []
    scale = max(1, height // 400)
    small = cv2.blur(attenuation, (scale, scale))[::scale, ::scale]
    material = small > WALL
    upper = material[: int(small.shape[0] * 0.7)].mean(axis=0) > 0.6
    boxes: list[tuple[Box, float]] = []
    for first, last in _runs(upper, small.shape[0] // 3):
        rows = np.flatnonzero(material[:, first:last].mean(axis=1) > 0.5)
        box = (first * scale, int(rows[0]) * scale, min(width, last * scale), height)
        boxes.append(((float(box[0]), float(box[1]), float(box[2]), float(box[3])), 0.5))
    return boxes


def _runs(marked: NDArray[np.bool_], least: int) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= least]
