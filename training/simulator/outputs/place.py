"""Where the picture of the truth lies in a picture that was resized and framed."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from model.domain import Box
from training.simulator.frame import run_lengths
from training.simulator.plan import ContainerTruth, ScanTruth

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Scale along x and y, and where the upper left corner came to lie, in pixels (x, y)."""

    scale: tuple[float, float] = (1.0, 1.0)
    corner: tuple[int, int] = (0, 0)

    def box(self, box: Box) -> Box:
        """A box (x0, y0, x1, y1) of the truth as it lies in the picture."""
        x, y = (
            [round(corner + edge * scale, 1) for edge in edges]
            for edges, scale, corner in zip((box[0::2], box[1::2]), self.scale, self.corner, strict=True)
        )
        return x[0], y[0], x[1], y[1]


WHOLE = Place()


def placed(truth: ScanTruth, place: Place, shape: tuple[int, int]) -> ScanTruth:
    """The truth about a picture of the given rows and columns, in its pixels."""
    if place == WHOLE:
        return truth
    pitch = (truth.pixel_pitch_mm[0] / place.scale[0], truth.pixel_pitch_mm[1] / place.scale[1])
    containers = tuple(_moved(each, truth.shape, place, shape) for each in truth.containers)
    return replace(truth, containers=containers, pixel_pitch_mm=pitch, shape=shape)


def _moved(
    container: ContainerTruth, old: tuple[int, int], place: Place, shape: tuple[int, int]
) -> ContainerTruth:
    goods = tuple(replace(each, box=place.box(each.box)) for each in container.goods)
    objects = tuple(
        replace(
            each,
            box=place.box(each.box),
            mask=run_lengths(_placed_mask(decoded(each.mask, old), place, shape)),
        )
        for each in container.objects
    )
    return replace(container, box=place.box(container.box), goods=goods, objects=objects)


def decoded(mask: tuple[int, ...], shape: tuple[int, int]) -> Mask:
    """A mask, bool (rows, columns), from its run lengths by columns, the first outside it (COCO)."""
    rows, columns = shape
    inside = np.arange(len(mask)) % 2 == 1
    return np.repeat(inside, mask).reshape(columns, rows).T


def _placed_mask(mask: Mask, place: Place, shape: tuple[int, int]) -> Mask:
    """A mask as it lies in a picture of the given rows and columns."""
    (across, down), (left, top) = place.scale, place.corner
    size = (round(mask.shape[1] * across), round(mask.shape[0] * down))
    small = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST_EXACT)
    out = np.zeros(shape, bool)
    out[top : top + size[1], left : left + size[0]] = small != 0
    return out
