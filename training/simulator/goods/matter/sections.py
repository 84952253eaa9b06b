"""Long steel: beams and channels, pipes in bundles."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range, Span
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import part
from training.simulator.goods.stowage import payload
from training.simulator.materials import STEEL, WOOD
from training.simulator.space import Space

_LATH = 80.0
Draw = Callable[[Span, float, float], None]


def beams(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """I-beams or channels in layers with laths between, tied in bundles."""
    tall = float(rng.choice([120.0, 160.0, 200.0, 260.0, 300.0]))
    wide, flange, web = tall * rng.uniform(0.45, 1.0), 0.045 * tall + 2.5, 0.028 * tall + 1.5
    area = 2 * wide * flange + (tall - 2 * flange) * web
    room, lies = part(space, fill), rng.random() < 0.4
    channel = rng.random() < 0.3
    box = (wide, tall) if not lies else (tall, wide)

    def draw(span: Span, y: float, z: float) -> None:
        if lies:
            for near in (z, z + tall - flange):
                canvas.prism(STEEL, span, (y, y + wide), (near, near + flange))
            low = y if channel else y + wide / 2 - web / 2
            canvas.prism(STEEL, span, (low, low + web), (z + flange, z + tall - flange))
            return
        for low in (y, y + tall - flange):
            canvas.prism(STEEL, span, (low, low + flange), (z, z + wide))
        near = z if channel else z + wide / 2 - web / 2
        canvas.prism(STEEL, span, (y + flange, y + tall - flange), (near, near + web))

    return _layers(canvas, room, payload(space, fill, rng, 26.0), (box, area), rng, draw)


def pipes(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Pipes in layers with laths, or in hexagonal bundles with bands."""
    size = float(rng.choice([73.0, 88.9, 114.3, 168.3, 219.1, 323.9]))
    wall = size * rng.uniform(0.035, 0.07) + 1.5
    area = np.pi * (size - wall) * wall
    room, most = part(space, fill), payload(space, fill, rng, 26.0)

    def draw(span: Span, y: float, z: float) -> None:
        for radius, sign in ((size / 2, 1.0), (size / 2 - wall, -1.0)):
            centre = (y + size / 2, z + size / 2)
            canvas.oval(STEEL.at(sign * STEEL.density), span, centre, (radius, radius))

    if size > 150:
        return _layers(canvas, room, most, ((size, size), area), rng, draw)
    return _bundles(canvas, room, most, (size, area), rng, draw)


def _lengths(room: Space, rng: Generator) -> list[Range]:
    """Where the lengths lie along the room, one behind the other."""
    long = float(rng.choice([11_700.0, 5_850.0, 5_700.0]))
    number = max(1, int(room.size[0] / long))
    long = min(long, room.size[0] - 40)
    pitch = room.size[0] / number
    start = room.x[0] + (pitch - long) / 2
    return [(start + k * pitch, start + k * pitch + long) for k in range(number)]


def _layers(
    canvas: Canvas,
    room: Space,
    most: float,
    section: tuple[tuple[float, float], float],
    rng: Generator,
    draw: Draw,
) -> Load:
    """Layers upon laths until the payload is reached; ``section`` is the box (across, high) and the area."""
    (wide, tall), area = section
    lengths, gap = _lengths(room, rng), rng.uniform(2, 14)
    across = max(1, int((room.size[2] - 60) / (wide + gap)))
    number, top, right, z0 = 0, room.y[0], room.x[0], (room.z[0] + room.z[1] - across * (wide + gap)) / 2
    laths = np.sort(rng.uniform(0.06, 0.94, int(rng.integers(3, 6))))
    for x in lengths:
        each = area * (x[1] - x[0]) * STEEL.density * 1e-6
        left, y = max(1, int(most / len(lengths) / each)), room.y[0]
        while left > 0 and y + _LATH + tall < room.y[1] - 20:
            with canvas.packing():
                for share in laths:
                    at = x[0] + share * (x[1] - x[0] - 90)
                    canvas.block(WOOD, (at, at + 90), (y, y + _LATH), (z0, z0 + across * (wide + gap)))
            y += _LATH
            rows = int(rng.integers(1, 4)) if wide < 400 else 1
            for _ in range(rows):
                if left <= 0 or y + tall > room.y[1] - 20:
                    break
                here = min(left, across)
                for k in range(here):
                    ends = rng.uniform(0, 45, 2)
                    draw(
                        canvas.span(x[0] + ends[0], x[1] - ends[1]),
                        y + rng.uniform(0, 2),
                        z0 + k * (wide + gap),
                    )
                left, number, y = left - here, number + here, y + tall + 2
        top, right = max(top, y), max(right, x[1])
    return Load(Space((room.x[0], right), (room.y[0], top), room.z), number)


def _bundles(
    canvas: Canvas, room: Space, most: float, section: tuple[float, float], rng: Generator, draw: Draw
) -> Load:
    """Hexagons of 19, 37 or 61 pipes with bands around, on laths, next to and upon each other."""
    size, area = section
    lengths = _lengths(room, rng)
    side = int(rng.integers(3, 6))
    rows = [side + min(k, 2 * side - 2 - k) for k in range(2 * side - 1)]
    step = size * np.sqrt(3) / 2
    wide, tall = (2 * side - 1) * size + 6, (len(rows) - 1) * step + size
    across = max(1, int((room.size[2] - 20) / wide))
    packages, top, right = 0, room.y[0], room.x[0]
    for x in lengths:
        each = area * (x[1] - x[0]) * STEEL.density * 1e-6
        count = max(1, round(most / len(lengths) / (each * sum(rows))))
        for index in range(count):
            level, place = divmod(index, across)
            y = room.y[0] + _LATH + level * (tall + _LATH)
            if y + tall > room.y[1]:
                break
            z = room.z[0] + 10 + place * (room.size[2] - 20) / across
            for k, pipes_here in enumerate(rows):
                for m in range(pipes_here):
                    ends = rng.uniform(0, 30, 2)
                    at = z + 3 + (2 * side - 1 - pipes_here) * size / 2 + m * size
                    draw(canvas.span(x[0] + ends[0], x[1] - ends[1]), y + k * step, at)
            _bands(canvas, x, (y, y + tall), (z, z + wide), rng)
            packages, top, right = packages + 1, max(top, y + tall), max(right, x[1])
    return Load(Space((room.x[0], right), (room.y[0], top), room.z), packages)


def _bands(canvas: Canvas, x: Range, y: Range, z: Range, rng: Generator) -> None:
    """Bands of steel around a bundle and the laths below it."""
    with canvas.packing():
        for share in np.linspace(0.08, 0.92, int(rng.integers(4, 7))):
            at = x[0] + share * (x[1] - x[0]) + rng.normal(0, 30)
            for high in (y[0] - 1.2, y[1]):
                canvas.block(
                    STEEL,
                    (at, at + 32),
                    (high, high + 1.2),
                    (z[0] + 0.3 * (z[1] - z[0]), z[1] - 0.3 * (z[1] - z[0])),
                )
            for near in (z[0], z[1] - 1.2):
                canvas.block(STEEL, (at, at + 32), y, (near, near + 1.2))
        for share in (0.1, 0.5, 0.9):
            at = x[0] + share * (x[1] - x[0] - 90)
            canvas.block(WOOD, (at, at + 90), (y[0] - _LATH, y[0]), z)


GOODS = (
    Goods(
        code="721633",
        description="H and I sections of steel, hot-rolled",
        unit="KGM",
        kinds=("open-top", "flat-rack", "40"),
        pack=beams,
    ),
    Goods(
        code="730419",
        description="Line pipe, seamless, of steel, in bundles",
        unit="KGM",
        kinds=("40", "open-top", "flat-rack"),
        pack=pipes,
    ),
)
