"""Where the containers are in a picture of a truck."""

from model.domain import Box
from model.floor import floor_of
from model.outline import Outline, outline
from model.preprocess import Radiograph

SHORTEST = 0.42
"""Length of a container over that of the longest beside it: a 20-foot one beside a 40-foot one has
half; a cab or a part of a neighbour has less."""

FAINTEST = 0.3
"""Attenuation that the posts and the floor of any container exceed."""

LONGEST = 9.0
"""Length over height that no container reaches: a 40-foot one has 4.7 at true speed, and more when
it is driven too slowly; an empty chassis has more."""

LEAST_SCORE = 0.3
"""Score under which a body is no container: its roof is ragged or its walls are mostly air."""

MOST = 2
"""A truck carries one or two containers..."""

DOUBTFUL = 0.7
"""...so more bodies than that, none scoring as much as this, are the bales of one whose walls the
display has washed out."""

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
    if float(radiograph.attenuation[::4, ::4].max()) < FAINTEST:
        return []
    shape = outline(radiograph.attenuation)
    found: list[tuple[Box, float]] = []
    for first, last in _bodies(shape):
        score = shape.score(first, last)
        if score < LEAST_SCORE:
            continue
        roof = shape.roof(first, last)
        floor = floor_of(radiograph.attenuation[:, first:last], roof)
        if last - first > LONGEST * (floor - roof):
            continue
        pad = EDGE * (floor - roof)
        box = (max(0.0, first - pad), max(0.0, roof - pad), min(float(width), last + pad), floor)
        found.append((box, score))
    return _apart(found)


def _bodies(shape: Outline) -> list[tuple[int, int]]:
    """Spans of columns that may be containers, from left to right."""
    spans = shape.spans()
    longest = max((b - a for a, b in spans), default=0)
    spans = [(a, b) for a, b in spans if b - a >= SHORTEST * longest]
    if len(spans) > MOST and max(shape.score(a, b) for a, b in spans) < DOUBTFUL:
        return [(spans[0][0], spans[-1][1])]
    return spans


def _apart(found: list[tuple[Box, float]]) -> list[tuple[Box, float]]:
    """Let boxes that overlap meet in the middle."""
    for at in range(len(found) - 1):
        (a, b, right, d), score = found[at]
        (left, f, g, h), other = found[at + 1]
        if left < right:
            middle = (left + right) / 2
            found[at : at + 2] = [((a, b, middle, d), score), ((middle, f, g, h), other)]
    return found
