"""The gantry of a CT scanner: a source and an arc of detectors that turn about the bag.

A view is a fan of rays from one place of the source; what is read is sorted into parallel rays before
it is projected back (A. C. Kak and M. Slaney, Principles of Computerized Tomographic Imaging, 1988,
section 3.4.3). Each line through the bag is measured twice a turn, from either end.
"""

import math
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

Float = NDArray[np.float32]
Float64 = NDArray[np.float64]
Index = NDArray[np.int32]
# From the source to the axis that it turns about.
RADIUS_MM = 620.0


@dataclass(frozen=True, slots=True)
class Fan:
    """A source that turns ``radius_mm`` from the axis, and an arc of detectors about the source.

    The detectors cover a field of ``size`` pixels of ``pixel_mm``, about one pixel wide each when seen
    at the axis; ``views`` are read a turn, an even number.
    """

    size: int
    pixel_mm: float
    views: int
    radius_mm: float = RADIUS_MM

    @property
    def pitch(self) -> float:
        """Angle from one detector to the next, seen from the source."""
        return self.pixel_mm / self.radius_mm

    @property
    def detectors(self) -> int:
        """How many it takes to cover the field, and one to spare at either end."""
        half = math.asin(min(self.size * self.pixel_mm / 2 / self.radius_mm, 0.99))
        return 2 * math.ceil(half / self.pitch) + 2


@njit(cache=True, error_model="numpy")
def shadow(
    edges: Float64,
    plane: Index,
    factor: Float64,
    centre: tuple[float, float],
    radius: float,
    pitch: float,
    out: Float,
) -> None:
    """Add the shadows of a section over a turn of the source.

    Parameters
    ----------
    edges
        The section, float64 (n, 4): y and z of both ends, millimetres.
    plane, factor
        For each edge the plane of ``out`` to add to, int32 (n,), and the areal mass of a millimetre.
    centre
        (y, z) of the axis, on which the middle of the row of detectors looks.
    radius, pitch
        From the source to the axis, millimetres, and the angle from one ray to the next.
    out
        float32 (planes, views, rays); view v is taken from v / views of a turn.
    """
    views, rays = out.shape[1:]
    middle = rays / 2 - 0.5
    across = np.sin((np.arange(rays) - middle) * pitch)
    ahead = np.cos((np.arange(rays) - middle) * pitch)
    for view in range(views):
        angle = 2 * np.pi * view / views
        cos, sin = np.cos(angle), np.sin(angle)
        for i in range(edges.shape[0]):
            ya, za = edges[i, 0] - centre[0], edges[i, 1] - centre[1]
            yb, zb = edges[i, 2] - centre[0], edges[i, 3] - centre[1]
            ua, ub = za * cos + ya * sin, zb * cos + yb * sin
            ta, tb = radius + ya * cos - za * sin, radius + yb * cos - zb * sin
            a, b = middle + np.arctan2(ua, ta) / pitch, middle + np.arctan2(ub, tb) / pitch
            first, last = max(0, math.ceil(min(a, b))), min(rays, math.ceil(max(a, b)))
            weight = -factor[i] if a < b else factor[i]
            # How far from the source the line of the edge is met along each ray, over the axis.
            area, du, dt = ta * ub - tb * ua, ub - ua, tb - ta
            for ray in range(np.uint64(first), np.uint64(max(first, last))):
                distance = area / (du * ahead[ray] - dt * across[ray])
                out[plane[i], view, ray] += np.float32(weight * (distance - radius))


@njit(cache=True, error_model="numpy")
def parallel(fan: Float, size: int, radius: float, pixel: float, pitch: float) -> Float:
    """Sort what a fan measured in a turn into parallel rays over half a turn.

    Parameters
    ----------
    fan
        float32 (channels, views, detectors), an even number of views; detectors ``pitch`` apart.
    size, pixel
        How many parallel rays, and how far apart in millimetres.
    radius
        From the source to the axis, millimetres.

    Returns
    -------
    float32 (channels, views / 2, size): the mean of both measurements of each line, each interpolated
    between neighbours in view and detector.
    """
    channels, views, detectors = fan.shape
    out = np.empty((channels, views // 2, size), np.float32)
    for ray in range(size):
        gamma = math.asin((ray - (size / 2 - 0.5)) * pixel / radius)
        turn = gamma / (2 * np.pi) * views
        # The ray itself, and the same line from its other end, half a turn on.
        for way in range(2):
            sign = 1 - 2 * way
            at = detectors / 2 - 0.5 + sign * gamma / pitch
            place = int(at)
            share = at - place
            whole = math.floor(sign * turn)
            between = sign * turn - whole
            for view in range(views // 2):
                here = (view + whole + way * (views // 2)) % views
                after = (here + 1) % views
                for channel in range(channels):
                    one, two = fan[channel, here], fan[channel, after]
                    first = one[place] + share * (one[place + 1] - one[place])
                    second = two[place] + share * (two[place + 1] - two[place])
                    value = np.float32(0.5 * (first + between * (second - first)))
                    if way == 0:
                        out[channel, view, ray] = value
                    else:
                        out[channel, view, ray] += value
    return out
