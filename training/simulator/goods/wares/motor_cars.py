"""Motor cars in containers: on the floor one behind another, or two deep with racks."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Load
from training.simulator.goods.wares.packages import part_for
from training.simulator.goods.wares.things.car import car
from training.simulator.goods.wares.wraps import settled
from training.simulator.materials import STEEL, WOOD
from training.simulator.mesh import Body, body_bounds, placed
from training.simulator.space import Space

_TILT = 21.0


def cars(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """As many cars as the share of the room holds; in a high room small ones may be racked in pairs."""
    if rng.random() < 0.45:
        model = settled(car(rng, "hatchback"))
        load = _racked(canvas, space, fill, model, rng)
        if load.packages:
            return load
    models = [settled(car(rng)) for _ in range(2)]
    return _in_line(canvas, space, fill, models, rng)


def _in_line(canvas: Canvas, space: Space, fill: float, models: list[Body], rng: Generator) -> Load:
    """Cars on the floor, nose to tail or tail to tail, chocked."""
    lengths = [body_bounds(model)[0][1] for model in models]
    room = part_for(space, fill, min(lengths) + 10)
    at, top, count = room.x[0] + float(rng.uniform(5, 120)), space.y[0], 0
    for _ in range(6):
        pick = int(rng.integers(2))
        pick = pick if at + lengths[pick] <= room.x[1] - 3 else 1 - pick
        if at + lengths[pick] > room.x[1] - 3 and not count:
            at = room.x[0] + 3
        if at + lengths[pick] > room.x[1] - 3:
            break
        top = max(top, _stand(canvas, models[pick], at, room, rng))
        at, count = at + lengths[pick] + float(rng.uniform(120, 420)), count + 1
    return Load(Space((space.x[0], min(at, space.x[1])), (space.y[0], top), space.z), count, float(count))


def _stand(canvas: Canvas, model: Body, x: float, room: Space, rng: Generator) -> float:
    """A car on the floor with chocks at its wheels; the height of its roof is returned."""
    (_, long), (_, high), (_, wide) = body_bounds(model)
    turned = settled(model, (("y", 180.0),)) if rng.random() < 0.5 else model
    z = (room.z[0] + room.z[1] - wide) / 2 + float(rng.uniform(-1, 1)) * max(
        0.0, room.size[2] - wide - 60
    ) / 2
    canvas.body(placed(turned, x, room.y[0], z), 1)
    with canvas.packing():
        for share in (0.1, 0.27, 0.70, 0.87):
            left = x + share * long - 50
            canvas.block(WOOD, (left, left + 100), (room.y[0], room.y[0] + 90), (z + 20, z + wide - 20))
    return room.y[0] + high


def _racked(canvas: Canvas, space: Space, fill: float, model: Body, rng: Generator) -> Load:
    """Pairs: one on the floor, over its bonnet another that leans up on racks; none where they do not fit."""
    (_, long), _, (_, wide) = body_bounds(model)
    leaning = settled(model, (("z", -_TILT),))
    (_, reach), (_, rise), _ = body_bounds(leaning)
    pair, lift = 0.48 * long + reach, space.size[1] - rise - 15
    room = part_for(space, fill, pair + 10)
    pairs = min(2, int((room.size[0] - 6) / pair))
    if not pairs or lift < 0 or wide + 20 > space.size[2]:
        return Load(Space((space.x[0], space.x[0]), (space.y[0], space.y[0]), space.z), 0, 0.0)
    flat = settled(model, (("y", 180.0),))
    gap = (room.size[0] - 6 - pairs * pair) / pairs
    for number in range(pairs):
        x = room.x[0] + 3 + number * (pair + gap * float(rng.uniform(0.3, 0.9)))
        z = (room.z[0] + room.z[1] - wide) / 2 + float(rng.uniform(-8, 8))
        canvas.body(placed(flat, x, room.y[0], z), 1)
        canvas.body(placed(leaning, x + 0.48 * long, room.y[0] + lift, z), 1)
        for share in (0.25, 0.76):
            _rack(canvas, x + (0.48 + 0.93 * share) * long, room, lift + (0.80 - share) * 0.36 * long)
    right = room.x[0] + 3 + pairs * pair + gap * 0.9 * (pairs - 1)
    return Load(Space((space.x[0], right), space.y, space.z), 2 * pairs, 2.0 * pairs)


def _rack(canvas: Canvas, x: float, room: Space, high: float) -> None:
    """Posts at both walls and a cradle across for the wheels."""
    top = room.y[0] + float(np.clip(high, 160, room.size[1] - 300))
    with canvas.packing():
        for z in (room.z[0] + 5, room.z[1] - 65):
            canvas.hollow(STEEL, (x, x + 60), (room.y[0], top + 250), (z, z + 60), 4)
        canvas.hollow(STEEL, (x - 30, x + 90), (top - 80, top), (room.z[0] + 65, room.z[1] - 65), 4)
        for shift in (-170.0, 170.0):
            canvas.hollow(
                STEEL, (x + shift, x + shift + 50), (top - 50, top), (room.z[0] + 200, room.z[1] - 200), 3
            )
