"""What works and moves loads: engines, pumps, compressors, motors, transformers, bearings, batteries."""

from collections.abc import Callable
from dataclasses import replace

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods
from training.simulator.goods.wares.packages import Corner, Package, Size, packing
from training.simulator.goods.wares.pallets import grid, palleted
from training.simulator.goods.wares.things import drives, engine, machinery
from training.simulator.goods.wares.things.shapes import CELL
from training.simulator.goods.wares.wraps import (
    BARE,
    CARTONED,
    CASED,
    CRATED,
    PALLETED,
    SKIDDED,
    Make,
    Wrap,
    wrapped,
)
from training.simulator.materials import BRASS, LEAD, PLASTIC, STEEL


def _one_of(rng: Generator, *wraps: Wrap) -> Wrap:
    return wraps[int(rng.integers(len(wraps)))]


def _askew(rng: Generator) -> tuple[tuple[str, float], ...]:
    """Along the container or across it, not quite square."""
    return (("y", float(rng.choice([0.0, 90.0, 180.0]) + rng.normal(0, 4))),)


def _engines(make: Make, high: int) -> Callable[[Generator], Package]:
    def choose(rng: Generator) -> Package:
        """New ones in cases or on pallets; used ones stand loose, turned anyhow, packed close."""
        if rng.random() < 0.5:
            package = wrapped(make, _one_of(rng, PALLETED, CASED, SKIDDED), rng, 3, _askew(rng))
            return replace(package, levels=high, gap=40, skew=15, slack=0.8)
        loose = bool(rng.random() < 0.5)
        package = wrapped(make, BARE if loose else SKIDDED, rng, 4, _askew(rng))
        levels = 1 if loose else high
        return replace(package, levels=levels, gap=25, skew=30, variants=6, missing=0.1, slack=0.9)

    return choose


def _pumps(rng: Generator) -> Package:
    package = wrapped(
        machinery.pump, _one_of(rng, CRATED, CASED), rng, 3, (("y", float(rng.choice([0.0, 90.0]))),)
    )
    return replace(package, levels=2, gap=50, skew=15, slack=0.8)


def _compressors(rng: Generator) -> Package:
    """Piston compressors on their vessels in cartons or crates, or fans in crates and cartons."""
    if rng.random() < 0.55:
        package = wrapped(machinery.air_compressor, _one_of(rng, CARTONED, CRATED), rng, 3)
        return replace(package, levels=2, gap=30, skew=10)
    package = wrapped(machinery.fan, _one_of(rng, CARTONED, CRATED), rng, 2)
    return replace(package, levels=5, gap=25, skew=12)


def _motors(rng: Generator) -> Package:
    wrap = _one_of(rng, CASED, PALLETED, CRATED)
    return replace(wrapped(drives.electric_motor, wrap, rng, 3), levels=3, gap=30, skew=12)


def _transformers(rng: Generator) -> Package:
    package = wrapped(machinery.transformer, _one_of(rng, SKIDDED, BARE, CRATED), rng, 2)
    return replace(package, levels=1, gap=120, skew=20, slack=0.9)


def _bearings(rng: Generator) -> Package:
    """Cartons of ball bearings that stand on edge in tubes, on pallets not much over half a metre high."""
    radius = float(rng.uniform(35, 95))
    wide, across = 2 * radius + 4, int(max(1, 320 // (2 * radius)))
    carton = (across * wide + 10, wide + 12, float(rng.uniform(190, 300)))
    layout = grid(
        carton,
        float(across * int(carton[2] / (0.55 * radius))),
        float(rng.uniform(350, 650)),
        rng,
        (1200, 800),
    )
    bore, race = radius * float(rng.uniform(0.42, 0.55)), radius * 0.17

    def fill(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
        z = (corner[2] + 8, corner[2] + size[2] - 8)
        for number in range(across):
            at = (corner[0] + 5 + (number + 0.5) * wide, corner[1] + 6 + wide / 2)
            steel = STEEL.at(7.4)
            canvas.ring(steel, at, (radius, radius - race), z)
            canvas.ring(steel, at, (bore + race, bore), z)
            canvas.ring(steel.at(3.6), at, (radius - race, bore + race), z)

    return replace(palleted(layout, fill, 2), gap=60)


def _batteries(rng: Generator) -> Package:
    """Starter batteries on pallets in layers with board between: plates in six cells, posts, air above."""
    size: Size = (float(rng.uniform(205, 320)), float(rng.uniform(175, 200)), float(rng.uniform(168, 178)))
    layout = grid((size[0] + 6, size[1] + 14, size[2] + 6), 1.0, float(rng.uniform(560, 860)), rng)

    def fill(canvas: Canvas, corner: Corner, carton: Size, rng: Generator) -> None:
        x, y, z = corner[0] + 5, corner[1] + 5, (corner[2] + 5, corner[2] + carton[2] - 5)
        cell = (size[0] - 10) / 6
        for number in range(6):
            left = x + number * cell
            canvas.block(CELL.at(2.3), (left + 2, left + cell - 2), (y + 8, y + 0.76 * size[1]), z)
        canvas.hollow(PLASTIC, (x, x + size[0] - 10), (y, y + size[1] - 22), z, 3)
        for left in (x + 22, x + size[0] - 48):
            canvas.block(
                LEAD, (left, left + 16), (y + 0.7 * size[1], y + size[1] - 4), (z[0] + 20, z[0] + 36)
            )
            canvas.block(BRASS.at(3), (left, left + 14), (y + 0.78 * size[1], y + 0.8 * size[1]), z)

    return palleted(layout, fill, 2)


GOODS = (
    Goods(
        code="840734",
        description="Petrol engines for motor vehicles, over 1,000 cm3",
        unit="NMB",
        kinds=("20", "40", "40hc"),
        pack=packing(_engines(engine.car_engine, 2)),
    ),
    Goods(
        code="840820",
        description="Diesel engines for motor vehicles",
        unit="NMB",
        kinds=("20", "40"),
        pack=packing(_engines(engine.truck_engine, 2)),
    ),
    Goods(
        code="841370",
        description="Centrifugal pumps with electric motor",
        unit="NMB",
        kinds=("20", "40"),
        pack=packing(_pumps),
    ),
    Goods(
        code="841480",
        description="Air compressors; fans",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=packing(_compressors),
    ),
    Goods(
        code="848210",
        description="Ball bearings",
        unit="KGM",
        kinds=("20",),
        pack=packing(_bearings, counted=False),
    ),
    Goods(
        code="850152",
        description="Electric motors, AC, multi-phase, 750 W to 75 kW",
        unit="NMB",
        kinds=("20", "40"),
        pack=packing(_motors),
    ),
    Goods(
        code="850421",
        description="Liquid dielectric transformers, up to 650 kVA",
        unit="NMB",
        kinds=("20", "40", "open-top"),
        pack=packing(_transformers),
    ),
    Goods(
        code="850710",
        description="Lead-acid batteries for starting piston engines",
        unit="NMB",
        kinds=("20",),
        pack=packing(_batteries),
    ),
)
