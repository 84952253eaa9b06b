"""Shipping containers as steel, boards and foam: dry, open-top, reefer, tank and flat rack.

Dimensions follow ISO 668 and ISO 1161; sheets and profiles are the usual ones of builders' drawings
and differ from maker to maker, wear from age to age.
"""

from collections.abc import Callable, Mapping

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.containers.dry import dry, open_top
from training.simulator.containers.flat import flat_rack
from training.simulator.containers.hollows import hollows
from training.simulator.containers.reefer import reefer
from training.simulator.containers.sizes import HEIGHT_MM, LENGTH_MM, outer
from training.simulator.containers.tank import tank
from training.simulator.space import Kind, Space

__all__ = ["HEIGHT_MM", "LENGTH_MM", "draw", "hollows", "outer"]

_DRAW: Mapping[Kind, Callable[[Canvas, Space, bool, Generator], Space]] = {
    "20": dry, "40": dry, "40hc": dry, "open-top": open_top,
    "reefer": reefer, "tank": tank, "flat-rack": flat_rack,
}  # fmt: skip


def draw(canvas: Canvas, kind: Kind, box: Space, doors_right: bool, rng: Generator) -> Space:
    """Draw an empty container and return the room for goods.

    Parameters
    ----------
    box
        What it takes, as ``outer`` tells; millimetres.
    doors_right
        Whether the doors are at the high end of x; a reefer has its machinery at the other end.

    Returns
    -------
    Space
        Inside walls, floor and roof; of a tank the box about the inside of the vessel, whose axis
        lies in the middle along x and whose radius is half the height; of a flat rack what is above
        its boards between the end walls, as high as these.
    """
    return _DRAW[kind](canvas, box, doors_right, rng)
