"""What drives: excavators, tractors, cars, motorcycles, bicycles, and parts of them."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load, Pack
from training.simulator.goods.wares.motor_cars import cars
from training.simulator.goods.wares.stowage import Corner, Package, Size, packing, stow
from training.simulator.goods.wares.things import bicycle, diggers, motorcycle, parts, tractor
from training.simulator.goods.wares.wraps import (
    BARE,
    CARTONED,
    CRATED,
    Make,
    Wrap,
    settled,
    sheet_box,
    wrapped,
)
from training.simulator.materials import ALUMINIUM, STEEL, WOOD
from training.simulator.mesh import Body, Part, body_bounds, placed
from training.simulator.space import Space


def _single(*makes: Make) -> Pack:
    def pack(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
        """Machines one behind another, shrunk to the model that fits, chocked and lashed."""
        make = makes[int(rng.integers(len(makes)))]

        def fitting(rng: Generator) -> Body:
            body = settled(make(rng), (("y", float(rng.choice([0.0, 180.0]))),))
            room = [length - 40 for length in space.size]
            scale = min(1.0, *(free / high for free, (_, high) in zip(room, body_bounds(body), strict=True)))
            scale = scale if scale > _LEAST else 1.0
            return tuple(Part(part.mesh.scaled(scale, scale, scale), part.material) for part in body)

        return stow(
            canvas, space, fill, replace(wrapped(fitting, LASHED, rng, 1), levels=1, gap=250, variants=1), rng
        )

    return pack


def _chocks(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """Timbers under and beside, chains at the ends."""
    x, y, z = ((low, low + length) for low, length in zip(corner, size, strict=True))
    for share in rng.uniform(0.05, 0.9, 4):
        left = x[0] + float(share) * (x[1] - x[0] - 150)
        canvas.block(WOOD, (left, left + 100), (y[0], y[0] + 100), (z[0] + 50, z[1] - 50))
    for left in (x[0] + 30, x[1] - 60):
        canvas.block(STEEL, (left, left + 30), (y[0], y[0] + 30), z)


_LEAST = 0.7
LASHED = Wrap(10.0, 2.0, 2.0, _chocks)


def _motorcycles(rng: Generator) -> Package:
    """In slatted crates or cartons in two levels, or bare and lashed in one."""
    style = rng.random()
    turn = (("y", float(rng.choice([0.0, 180.0]))),)
    if style < 0.45:
        return replace(
            wrapped(motorcycle.motorcycle_for_crate, CRATED, rng, 2, turn), levels=2, gap=25, skew=10
        )
    if style < 0.75:
        return replace(
            wrapped(motorcycle.motorcycle_for_crate, CARTONED, rng, 2, turn), levels=2, gap=20, skew=8
        )
    return replace(wrapped(motorcycle.motorcycle, BARE, rng, 3, turn), levels=1, gap=60, skew=30, variants=3)


def _flat(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    sheet_box(canvas, corner, size)


def _bicycles(rng: Generator) -> Package:
    """New ones upright in flat cartons, up to three levels; used ones bare, close together."""
    turn = (("y", float(rng.choice([0.0, 180.0]))),)
    if rng.random() < 0.7:
        package = wrapped(bicycle.bicycle_for_carton, Wrap(12.0, 10.0, 15.0, _flat), rng, 3, turn)
        return replace(package, levels=3, gap=12, skew=8, variants=2, slack=0.5)
    package = wrapped(bicycle.bicycle_for_carton, BARE, rng, 6, turn)
    return replace(package, levels=2, gap=10, skew=60, variants=4, slack=0.9, tail=0.8)


def _cycle_parts(rng: Generator) -> Package:
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


def _car_parts(rng: Generator) -> Package:
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


GOODS = (
    Goods(
        code="842952",
        description="Excavators and wheel loaders",
        unit="NMB",
        kinds=("flat-rack", "40hc", "open-top"),
        pack=_single(diggers.excavator, diggers.wheel_loader),
        mixes=False,
    ),
    Goods(
        code="870192",
        description="Agricultural tractors, 18 to 37 kW",
        unit="NMB",
        kinds=("40hc", "flat-rack", "40"),
        pack=_single(tractor.tractor),
        mixes=False,
    ),
    Goods(
        code="870322",
        description="Motor cars, petrol engine, 1,000 to 1,500 cm3",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=cars,
        mixes=False,
    ),
    Goods(
        code="870899",
        description="Parts of motor vehicles, used",
        unit="KGM",
        kinds=("40", "40hc", "20"),
        pack=packing(_car_parts, counted=False),
    ),
    Goods(
        code="871120",
        description="Motorcycles, 50 to 250 cm3",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=packing(_motorcycles),
    ),
    Goods(
        code="871200",
        description="Bicycles",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=packing(_bicycles),
    ),
    Goods(
        code="871492",
        description="Wheel rims and spokes of bicycles",
        unit="NMB",
        kinds=("40hc", "20"),
        pack=packing(_cycle_parts),
    ),
)
