"""Where contraband is hidden, and how it is drawn there: goods make room, hollows are filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.hidden.base import AMONG, Hidden
from training.simulator.hidden.catalogue import HIDDEN
from training.simulator.hidden.displace import displace, meet, solid_share
from training.simulator.hidden.shapes import bounds_of
from training.simulator.hidden.stow import Anchor, Stack, stow
from training.simulator.layers import MARGIN_MM
from training.simulator.plan import Carrier, Contraband, Place
from training.simulator.space import Kind, Space

Anchors = tuple[Anchor, Anchor, Anchor]
STRUCTURE: Mapping[Kind, tuple[Place, ...]] = {
    "20": ("wall", "floor", "roof"),
    "40": ("wall", "floor", "roof"),
    "40hc": ("wall", "floor", "roof"),
    "reefer": ("wall", "floor", "roof", "machinery"),
    "tank": ("baffle",),
    "flat-rack": ("floor",),
    "open-top": ("wall", "floor"),
}
_WHEELED: tuple[Carrier, ...] = ("truck", "chassis")


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """Goods of one line: drawn alone on a canvas, and the room that they take."""

    canvas: Canvas
    space: Space


@dataclass(frozen=True, slots=True, eq=False)
class Hiding:
    """What was hidden.

    ``picture`` holds the pieces alone, in the coordinates of the scene: their mass is its
    ``kilograms``, their mask where it holds anything. ``space`` is the room that they take together,
    ``displaced_kg`` what each stock lost to make room.
    """

    picture: Canvas
    space: Space
    pieces: int
    displaced_kg: tuple[float, ...]


def hide(
    canvas: Canvas,
    contraband: Contraband,
    stocks: Sequence[Stock],
    room: Space,
    hollows: Mapping[Place, Space],
    rng: Generator,
) -> Hiding:
    """Hide contraband in a container and take out of the goods what it displaces.

    Draw the container on the scene and the goods of each line on ``scene.window(*room.x)``; hide;
    then merge the stocks into the scene and read their masses, which are less by what was displaced.

    Parameters
    ----------
    canvas
        The scene; what is hidden is merged into it.
    contraband
        What, and in which place; what is too large to stand among the goods stands in the room.
    stocks
        The goods by line; their canvases are changed in place. None for an empty container.
    room
        The loading room; goods stand from its low end of x on, so that its doors are at the high end.
    hollows
        The hollows of the container and of what carries it by place, those that it has: ``wall``,
        ``floor``, ``roof``, ``machinery``, ``baffle``, ``tyre``; and ``doors``, the room between the
        goods and the doors, where it is not simply the high end of ``room``.

    Raises
    ------
    ValueError
        The container has no such hollow, or not one piece fits; the message says what and where.
    """
    hidden = HIDDEN[contraband.kind]
    envelope, anchors = _envelope(contraband.place, hidden, stocks, room, hollows, rng)
    low, high = hidden.pieces
    count = int(rng.integers(low, high + 1))
    try:
        stack = stow(hidden, count, envelope, anchors, rng)
    except ValueError as error:
        if contraband.place not in AMONG:
            raise ValueError(f"{error} ({contraband.place})") from None
        stack = stow(hidden, count, room, ("any", "low", "any"), rng)
    picture = canvas.window(stack.space.x[0] - MARGIN_MM, stack.space.x[1] + MARGIN_MM)
    for body in stack.bodies:
        picture.body(body)
    lost = _make_room(stocks, stack, rng)
    canvas.merge(picture)
    return Hiding(picture, stack.space, len(stack.bodies), tuple(lost))


def places_of(kind: str, container: Kind, loaded: bool, carrier: Carrier) -> tuple[Place, ...]:
    """Places in a kind of container, loaded or not, where a kind of contraband may be hidden."""
    there: set[Place] = set(STRUCTURE[container])
    if carrier in _WHEELED:
        there.add("tyre")
    if loaded and container != "tank":
        there |= set(AMONG)
    if container in ("flat-rack", "open-top"):
        there -= {"above"} if container == "open-top" else {"above", "doors"}
    return tuple(place for place in HIDDEN[kind].places if place in there)


def _envelope(
    place: Place,
    hidden: Hidden,
    stocks: Sequence[Stock],
    room: Space,
    hollows: Mapping[Place, Space],
    rng: Generator,
) -> tuple[Space, Anchors]:
    """The room in which the pieces may lie, and to which of its ends they are pushed."""
    stocks = [stock for stock in stocks if stock.canvas.kilograms > 0]
    if place in hollows:
        rests: Anchor = "any" if place in ("wall", "roof") else "low"
        hollow = meet(hollows[place], room) if place == "doors" else hollows[place]
        return hollow, ("any", rests, "any")
    if place not in AMONG:
        raise ValueError(f"{hidden.kind} cannot be hidden: the container has no hollow in its {place}")
    if place == "doors" or not stocks:
        x1 = room.x[1]
        x0 = x1 - max(1200.0, 0.12 * (x1 - room.x[0])) if place == "doors" else room.x[0]
        return Space((max(room.x[0], x0), x1), room.y, room.z), ("any", "low", "any")
    stands = stocks[_pick(stocks, rng)].space
    if place == "inside":
        return _margin(stands, room), ("any", "low" if hidden.upright else "any", "any")
    if place == "above":
        return _above(stands, stocks, room, hidden, rng)
    if rng.random() < 0.6:
        middle = sum(room.z) / 2
        return Space(stands.x, stands.y, (middle, room.z[1])), (
            "any",
            "low" if hidden.upright else "any",
            "high",
        )
    front = min(room.x[1], room.x[0] + max(1500.0, 0.3 * (room.x[1] - room.x[0])))
    return Space((room.x[0], front), (room.y[0], max(s.space.y[1] for s in stocks)), room.z), (
        "low",
        "low",
        "any",
    )


def _pick(stocks: Sequence[Stock], rng: Generator) -> int:
    volumes = np.array([max(1e-6, stock.space.volume_m3) for stock in stocks])
    return int(rng.choice(len(stocks), p=volumes / volumes.sum()))


def _margin(stands: Space, room: Space) -> Space:
    """The goods less a row at each end and side, where they are large enough for that."""

    def inner(edges: tuple[float, float], by: float) -> tuple[float, float]:
        by = min(by, 0.15 * (edges[1] - edges[0]))
        return edges[0] + by, edges[1] - by

    return Space(inner(stands.x, 400.0), (stands.y[0], min(stands.y[1], room.y[1])), inner(stands.z, 250.0))


def _above(
    stands: Space, stocks: Sequence[Stock], room: Space, hidden: Hidden, rng: Generator
) -> tuple[Space, Anchors]:
    """A stretch of the top of the goods; where too little room is left there, goods are taken out."""
    length = min(stands.x[1] - stands.x[0], 2000.0)
    x0 = float(rng.uniform(stands.x[0], stands.x[1] - length))
    top = max(_top(stock, (x0, x0 + length)) for stock in stocks)
    sides = [high - low for low, high in bounds_of(hidden.make(rng))]
    y0 = min(top, room.y[1] - 60.0 - 1.15 * (sides[1] if hidden.upright else min(sides)))
    return Space((x0, x0 + length), (max(y0, room.y[0]), room.y[1]), stands.z), ("any", "low", "any")


def _top(stock: Stock, x: tuple[float, float]) -> float:
    """Height of the top of goods over a stretch, read off their shadow, in millimetres."""
    window = stock.canvas.span(*x)
    start = window.first - stock.canvas.first
    rows = np.zeros(stock.canvas.scanner.rows, np.float32)
    for lines in stock.canvas.lines.values():
        rows += lines[start : start + window.x.size].sum(0)
    dark = np.flatnonzero(rows > 0.5 * max(1, window.x.size))
    if not dark.size:
        return stock.space.y[0]
    scanner = stock.canvas.scanner
    slope = float(scanner.slopes[dark[0]])
    edge = stock.space.z[0] if slope > 0 else stock.space.z[1]
    height = scanner.source_mm + slope * (edge + scanner.distance_mm)
    return float(np.clip(height, stock.space.y[0], stock.space.y[1]))


def _make_room(stocks: Sequence[Stock], stack: Stack, rng: Generator) -> list[float]:
    """Displace goods: around stacked pieces they are taken out, around odd shapes they may close."""
    closes = solid_share(stack.bodies[0]) < 0.3 and rng.random() < 0.6
    around = tuple(part for body in stack.bodies for part in body) if closes else None
    return [displace(stock.canvas, stock.space, stack.rooms, around) for stock in stocks]
