"""Where the containers are in a picture of a truck."""

from model.domain import Box
from model.floor import floor_of
from model.outline import Outline, outline
from model.preprocess import Radiograph

SHORTEST = 0.42
"""Length of a container over that of the longest beside it: a 20-foot one beside a 40-foot one has
half; a cab or a part of a neighbour has less."""

LEAST_ASPECT = 0.4
"""Least length over height: a 20-foot container has 2.1 at true speed, less when it is driven too fast."""

EDGE = 0.012
"""Width of the blurred edge of a container, as a share of its height, that its box includes."""


def find(radiograph: Radiograph) -> list[tuple[Box, float]]:
    """Find the containers in a radiograph.

    A container is a long body of even height: its roof is the first material from above along a
    nearly straight line, its walls leave no column of air from roof to floor, and its floor
    is where the deck of cross-members ends and the lighter frame of the chassis or air begins.

    Parameters
    ----------
    radiograph : Radiograph
        ``(H, W)`` attenuation of a whole truck, or already cropped to a container.

    Returns
    -------
    list of (Box, float)
        Boxes in pixels of the picture, from left to right, each with a score from 0 to 1.
    """
    height, width = radiograph.attenuation.shape
    if height < 32 or width < 32:
        return []
    shape = outline(radiograph.attenuation)
    bodies = _bodies(shape, height)
    found: list[tuple[Box, float]] = []
    for first, last in bodies:
        roof = shape.roof(first, last)
        floor = floor_of(radiograph.attenuation[:, first:last], roof)
        pad = EDGE * (floor - roof)
        box = (max(0.0, first - pad), max(0.0, roof - pad), min(width, last + pad), floor)
        found.append((box, shape.score(first, last)))
    return found


def _bodies(shape: Outline, height: int) -> list[tuple[int, int]]:
    """Spans of columns that may be containers, from left to right."""
    spans = [(a, b) for a, b in shape.spans() if b - a >= LEAST_ASPECT * 0.5 * height]
    longest = max((b - a for a, b in spans), default=0)
    return [(a, b) for a, b in spans if b - a >= SHORTEST * longest]
