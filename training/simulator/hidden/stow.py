"""Pieces put together as somebody would: turned to fit, in rows and courses, not quite straight."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.base import Hidden
from training.simulator.hidden.shapes import bounds_of
from training.simulator.mesh import Body, placed
from training.simulator.space import Range, Space

Anchor = Literal["low", "high", "any"]
Turn = tuple[tuple[str, float], ...]
Size = tuple[float, float, float]
# Turns that lay a piece along each axis, on its foot or on its flank, then those that stand it on end.
_LYING: tuple[Turn, ...] = ((), (("y", 90.0),), (("x", 90.0),), (("x", 90.0), ("y", 90.0)))
_ON_END: tuple[Turn, ...] = ((("z", 90.0),), (("z", 90.0), ("y", 90.0)))


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Pieces in place, the room that each takes, and that of all together."""

    bodies: tuple[Body, ...]
    rooms: tuple[Space, ...]
    space: Space


def stow(
    hidden: Hidden, count: int, envelope: Space, anchors: tuple[Anchor, Anchor, Anchor], rng: Generator
) -> Stack:
    """Put up to ``count`` pieces together in a room, as many as fit.

    ``anchors`` say for x, y and z to which end of the room they are pushed. At most six pieces are
    made, or one where they do not fit in the same pose; further ones are like them, turned about.

    Raises
    ------
    ValueError
        Not even one piece fits; the message gives both sizes.
    """
    makes = [hidden.make(rng) for _ in range(min(count, 6))]
    turns = _turns(hidden, rng)
    tries = (_posed(among, turn, hidden, envelope, rng) for among in (makes, makes[:1]) for turn in turns)
    pieces = next((posed for posed in tries if posed), None)
    if pieces is None:
        piece = " x ".join(f"{high - low:.0f}" for low, high in bounds_of(makes[0]))
        room = " x ".join(f"{length:.0f}" for length in envelope.size)
        raise ValueError(f"{hidden.kind}: a piece of {piece} mm does not fit into a room of {room} mm")
    gaps = (float(rng.uniform(2, 10)), float(rng.uniform(0.5, 3)), float(rng.uniform(2, 10)))
    cell = _cell(pieces, gaps)
    room = [
        max(1, int((length + gap) / side))
        for length, gap, side in zip(envelope.size, gaps, cell, strict=True)
    ]
    shape = _shape(min(count, room[0] * room[1] * room[2]), cell, room, rng)
    taken = [number * side - gap for number, side, gap in zip(shape, cell, gaps, strict=True)]
    corner = [
        _start(edges, size, anchor, rng)
        for edges, size, anchor in zip((envelope.x, envelope.y, envelope.z), taken, anchors, strict=True)
    ]
    number = min(count, shape[0] * shape[1] * shape[2])
    bodies = [_put(pieces[i % len(pieces)], _place(i, shape), cell, gaps, corner, rng) for i in range(number)]
    bodies = _together(bodies, gaps[0], corner, rng)
    rooms = tuple(Space(*bounds_of(body)) for body in bodies)
    edges = np.array([(each.x, each.y, each.z) for each in rooms])
    x, y, z = zip(edges[:, :, 0].min(0).tolist(), edges[:, :, 1].max(0).tolist(), strict=True)
    return Stack(tuple(bodies), rooms, Space(x, y, z))


def _together(bodies: list[Body], gap: float, corner: list[float], rng: Generator) -> list[Body]:
    """Each piece let down onto those below and pushed along x up to its neighbour, one after another."""
    rooms = np.array([bounds_of(body) for body in bodies])
    out: list[Body] = []
    for i, body in enumerate(bodies):
        here, done = rooms[i].copy(), rooms[:i]
        apart = float(rng.uniform(0, 0.6)) * gap
        for axis, other, space in ((1, 0, 0.5), (0, 1, apart), (1, 0, 0.5)):
            sides = [other, 2]
            beside = (done[:, sides, 0] < here[sides, 1]) & (done[:, sides, 1] > here[sides, 0])
            before = beside.all(1) & (done[:, axis, 1] <= here[axis, 0] + 1e-6)
            stop = float((done[before, axis, 1] + space).max(initial=corner[axis]))
            here[axis] -= max(0.0, here[axis, 0] - stop)
        moved = here[:, 0] - rooms[i, :, 0]
        rooms[i] = here
        out.append(placed(body, float(moved[0]), float(moved[1]), float(moved[2])))
    return out


def _turns(hidden: Hidden, rng: Generator) -> list[Turn]:
    """Turns in the order in which to try them: lying before standing on end."""
    if hidden.upright:
        return [_LYING[i] for i in rng.permutation(2)]
    lying = [_LYING[i] for i in rng.permutation(len(_LYING))]
    return lying + [_ON_END[i] for i in rng.permutation(len(_ON_END))]


def _posed(makes: list[Body], turn: Turn, hidden: Hidden, envelope: Space, rng: Generator) -> list[Body]:
    """Pieces turned, a little askew or as they fell where there is room, else straight; none if too big."""
    fell = hidden.loose and rng.random() < 0.6
    askew = rng.uniform(0, 360, len(makes)) if fell else rng.normal(0, 1.2, len(makes))
    for angles in (askew, np.zeros(len(makes))):
        bodies = [
            _cornered(placed(body, turn=(*turn, ("z", float(angle)))))
            for body, angle in zip(makes, angles, strict=True)
        ]
        if all(side <= length for side, length in zip(_cell(bodies, (0, 0, 0)), envelope.size, strict=True)):
            return bodies
    return []


def _cornered(body: Body) -> Body:
    (x, _), (y, _), (z, _) = bounds_of(body)
    return placed(body, -x, -y, -z)


def _cell(bodies: list[Body], gaps: Size) -> Size:
    """The largest piece with the gap beside it."""
    sides = np.max([[high - low for low, high in bounds_of(body)] for body in bodies], 0) + gaps
    return float(sides[0]), float(sides[1]), float(sides[2])


def _shape(count: int, cell: Size, room: list[int], rng: Generator) -> list[int]:
    """Pieces along x, y and z: a compact stack, longer along some axis by chance."""
    taste, shape = rng.uniform(0.6, 1.7, 3), [1, 1, 1]
    while shape[0] * shape[1] * shape[2] < count:
        extents = [
            number * side * weight if number < most else np.inf
            for number, side, weight, most in zip(shape, cell, taste, room, strict=True)
        ]
        shape[int(np.argmin(extents))] += 1
    return shape


def _place(index: int, shape: list[int]) -> tuple[int, int, int]:
    """Place of a piece in the stack: courses from the bottom up."""
    course, rest = divmod(index, shape[0] * shape[2])
    return rest % shape[0], course, rest // shape[0]


def _start(edges: Range, size: float, anchor: Anchor, rng: Generator) -> float:
    slack = max(0.0, edges[1] - edges[0] - size)
    near = min(slack, float(rng.uniform(0, 12)))
    shift = {"low": near, "high": slack - near, "any": float(rng.uniform(0, 1)) * slack}[anchor]
    return edges[0] + shift


def _put(
    body: Body, place: tuple[int, int, int], cell: Size, gaps: Size, corner: list[float], rng: Generator
) -> Body:
    """A piece in its place, turned about by chance; it never leaves its cell."""
    if rng.random() < 0.5:
        body = _cornered(placed(body, turn=(("y", 180.0),)))
    free = [
        side - gap - (high - low) for side, gap, (low, high) in zip(cell, gaps, bounds_of(body), strict=True)
    ]
    at = [start + i * side for start, i, side in zip(corner, place, cell, strict=True)]
    return placed(body, at[0] + free[0] * rng.random(), at[1], at[2] + free[2] * rng.random())
