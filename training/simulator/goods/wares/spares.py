"""Parts of cars and of bicycles, in cartons, cages and crates."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.wares.packages import Corner, Package, Size
from training.simulator.goods.wares.things import parts
from training.simulator.goods.wares.wraps import (
    Make,
    settled,
    sheet_box,
)
from training.simulator.materials import ALUMINIUM, STEEL, WOOD
from training.simulator.mesh import Body, body_bounds, placed


def cycle_parts(rng: Generator) -> Package:
    """Cartons of wheels standing on edge: rims, spokes, hubs."""
    r, count = float(rng.uniform(240, 320)), int(rng.integers(8, 16))
    deep, bundles = count * float(rng.uniform(36, 48)), count // 3
    size = (2 * r + 30, 2 * r + 30, deep + 20)
    wall = float(rng.uniform(7, 11))

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        for number in range(bundles):
            near = corner[2] + 10 + number * deep / bundles
            slip = rng.normal(0, 5, 2)
            at = (corner[0] + r + 15 + float(slip[0]), corner[1] + r + 12 + float(slip[1]) * 0.4)
            z = (near, near + 0.9 * deep / bundles)
            canvas.ring(ALUMINIUM.at(0.7), at, (r, r - wall * 1.8), z)
            canvas.ring(STEEL.at(0.025), at, (r - 18, 18.0), z)
            canvas.ring(STEEL.at(2.8), at, (17.0, 5.0), z)
        with canvas.packing():
            sheet_box(canvas, corner, size)

    return Package(size=size, draw=draw, levels=5, gap=10, skew=6, pieces=float(count))


def car_parts(rng: Generator) -> Package:
    """Cages or pallets of used parts: one kind, or all mixed and thrown in anyhow."""
    size = (float(rng.uniform(1350, 1750)), float(rng.uniform(950, 1200)), 1130.0)
    kinds: tuple[Make, ...] = (parts.gearbox, parts.door, parts.bumper, parts.road_wheel, parts.axle)
    make = kinds[int(rng.integers(5))] if rng.random() < 0.4 else parts.mixed
    pool = [settled(make(rng), _tumbled(rng)) for _ in range(14 if make is parts.mixed else 6)]
    pool = [body for body in pool if _goes_in(body, size)] or [settled(parts.gearbox(rng))]
    caged = bool(rng.random() < 0.6)

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        _heap(canvas, corner, size, pool, rng)
        with canvas.packing():
            if caged:
                _cage(canvas, corner, size)
            else:
                canvas.block(
                    WOOD,
                    (corner[0], corner[0] + size[0]),
                    (corner[1], corner[1] + 25),
                    (corner[2], corner[2] + size[2]),
                )

    return Package(size=size, draw=draw, levels=2, gap=30, skew=12, variants=2, tail=0.6)


def _goes_in(body: Body, size: Size) -> bool:
    return all(high < room - 20 for (_, high), room in zip(body_bounds(body), size, strict=True))


def _tumbled(rng: Generator) -> tuple[tuple[str, float], ...]:
    """On any of three sides, either way round, not quite straight."""
    return ("x", float(rng.choice([0, 90, -90]))), ("z", float(rng.choice([0, 180]) + rng.normal(0, 7)))


def _heap(canvas: Canvas, corner: Corner, size: Size, pool: list[Body], rng: Generator) -> None:
    """Parts laid one upon another from the foot up, where there is room."""
    cells = np.linspace(0, size[0], 9)
    floor = np.full((2, 8), corner[1] + 40.0)
    for _ in range(70):
        body = pool[int(rng.integers(len(pool)))]
        (_, long), (_, high), (_, deep) = body_bounds(body)
        low = int(np.argmin(floor.min(0)))
        x = float(np.clip(cells[low], 10, size[0] - long - 10))
        columns = (cells[1:] > x) & (cells[:-1] < x + long)
        rows = [0, 1] if deep > size[2] / 2 - 10 else [int(np.argmin(floor[:, columns].max(1)))]
        level = float(floor[rows][:, columns].max())
        if level + high > corner[1] + size[1] - 10:
            continue
        near = (
            5
            + rows[0] * size[2] / 2
            + float(rng.uniform(0, 1)) * max(0.0, len(rows) * size[2] / 2 - deep - 10)
        )
        canvas.body(placed(body, corner[0] + x, level, corner[2] + near), 1)
        for row in rows:
            floor[row, columns] = level + 0.7 * high


def _cage(canvas: Canvas, corner: Corner, size: Size) -> None:
    """A wire cage: posts, rails, wires, feet."""
    x, y, z = ((low, low + length) for low, length in zip(corner, size, strict=True))
    for left in (x[0], x[1] - 40):
        for near in (z[0], z[1] - 40):
            canvas.hollow(STEEL, (left, left + 40), y, (near, near + 40), 2.5)
    for level in (y[0] + 30, (y[0] + y[1]) / 2, y[1] - 40):
        canvas.hollow(STEEL, x, (level, level + 35), (z[0], z[0] + 30), 2)
        canvas.hollow(STEEL, x, (level, level + 35), (z[1] - 30, z[1]), 2)
    for left in np.arange(x[0] + 100, x[1] - 60, 100.0):
        for near in (z[0] + 4, z[1] - 9):
            canvas.block(STEEL.at(6), (float(left), float(left) + 5), y, (near, near + 5))
