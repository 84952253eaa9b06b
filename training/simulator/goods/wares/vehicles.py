"""What drives: excavators, tractors, cars, motorcycles, bicycles, and parts of them."""

from dataclasses import replace

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load, Pack
from training.simulator.goods.wares.motor_cars import cars
from training.simulator.goods.wares.packages import Corner, Package, Size, packing, stow
from training.simulator.goods.wares.spares import car_parts, cycle_parts
from training.simulator.goods.wares.things import bicycle, diggers, motorcycle, tractor
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
from training.simulator.materials import STEEL, WOOD
from training.simulator.mesh import Body, Part, body_bounds
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
        pack=packing(car_parts, counted=False),
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
        pack=packing(cycle_parts),
    ),
)
