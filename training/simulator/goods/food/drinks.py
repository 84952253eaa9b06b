"""Beer, wine, spirits, canned fruit: bottles and cans in cartons and on trays, kegs, drums of juice."""

from dataclasses import replace

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load, Pack
from training.simulator.goods.food.bottled import bottles, cans, drums
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.stow import Filling, Package, weighed
from training.simulator.goods.stacking import part
from training.simulator.materials import ALUMINIUM, STAINLESS, WATER
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

_BEER = WATER
_WINE = Material("wine", 0.99, of.WINE)
_SPIRIT = Material("spirit of 40 %", 0.95, of.SPIRIT)
_FRUIT = Material("fruit in syrup", 1.06, of.FRUIT)
_JUICE = Material("juice concentrate", 1.32, of.JUICE)


def in_litres(pack: Pack, density: float) -> Pack:
    """The same way to pack, its quantity the litres of what was drawn at a density in g/cm3."""

    def measured(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
        before = canvas.kilograms - canvas.packing_kg
        load = pack(canvas, space, fill, rng)
        return replace(load, quantity=(canvas.kilograms - canvas.packing_kg - before) / density)

    return measured


def standing_drums(canvas: Canvas, space: Space, filling: Filling, density: float, rng: Generator) -> Load:
    """Steel drums of 200 litres in two levels, four to a pallet or on the floor."""
    high, wide = float(rng.uniform(862, 890)), float(rng.uniform(572, 583))
    package = Package((wide, high, wide), density * 0.70e-6 * wide * wide * high)
    if rng.random() < 0.5:
        piling = Piling(head=60, gap=2, group=9, wide=4, waver=2, uneven=0.0, soft=0.0, tail=0.3)
        return by_hand(canvas, space, package, filling, piling, rng)
    pallets = Pallets(
        long=1162.0, deep=1162.0, grid=(2, 2), courses=(1, 1), levels=2, gap=8, sway=2, soft=0.0, uneven=0.0
    )
    return on_pallets(canvas, space, package, filling, pallets, rng)


def beer(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Beer: cartons of 24 bottles, trays of 24 cans, or kegs, on pallets or (cartons) by hand."""
    space = part(space, fill)
    kind = rng.random()
    if kind < 0.2:
        kegs = drums(_BEER, STAINLESS, 1.5, 0.88)
        package = weighed((400.0, float(rng.uniform(520, 545)), 400.0), kegs, rng)
        pallets = Pallets(deep=800.0, grid=(3, 2), courses=(1, 1), levels=3, sway=3, soft=0.0, uneven=0.0)
        return on_pallets(canvas, space, package, kegs, pallets, rng)
    if kind < 0.5:
        tray = cans(_BEER, (6, 4), ALUMINIUM, 0.2)
        package = weighed((400.0, 122.0, 267.0), tray, rng)
        pallets = Pallets(grid=(3, 4), courses=(8, 13), sway=3, soft=0.01, gap=float(rng.uniform(20, 60)))
        return on_pallets(canvas, space, package, tray, pallets, rng)
    crate = bottles(_BEER, (6, 4), 0.38, 3.2)
    package = weighed((400.0, float(rng.uniform(228, 265)), 270.0), crate, rng)
    if kind < 0.7:
        piling = Piling(head=float(rng.uniform(150, 500)), gap=5, wide=14, waver=3, soft=0.01)
        return by_hand(canvas, space, package, crate, piling, rng)
    pallets = Pallets(grid=(3, 4), courses=(4, 7), levels=int(rng.integers(1, 3)), sway=4, soft=0.01)
    return on_pallets(canvas, space, package, crate, pallets, rng)


def wine(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Wine: cartons of six or twelve bottles standing, laid by hand or on pallets."""
    space = part(space, fill)
    high = float(rng.uniform(298, 335))
    if rng.random() < 0.55:
        along = bool(rng.random() < 0.5)
        size = (328.0, high, 246.0) if along else (246.0, high, 328.0)
        case = bottles(_WINE, (4, 3) if along else (3, 4), 0.36, 4.5)
        piling = Piling(head=float(rng.uniform(100, 600)), gap=6, wide=14, waver=3, soft=0.01, tail=0.5)
        return by_hand(canvas, space, weighed(size, case, rng), case, piling, rng)
    case = bottles(_WINE, (3, 2), 0.36, 4.5)
    pallets = Pallets(
        long=1200.0,
        deep=800.0 if rng.random() < 0.4 else 1000.0,
        grid=(5, 5),
        courses=(4, 5),
        levels=1,
        soft=0.01,
    )
    return on_pallets(canvas, space, weighed((240.0, high, 165.0), case, rng), case, pallets, rng)


def spirits(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Whisky and the like: cartons of twelve or six thick bottles with partitions."""
    space = part(space, fill)
    high = float(rng.uniform(285, 345))
    case = bottles(_SPIRIT, (4, 3), float(rng.uniform(0.24, 0.36)), 5.5, 1.2)
    if rng.random() < 0.4:
        piling = Piling(head=float(rng.uniform(100, 500)), gap=6, wide=12, waver=3, soft=0.01)
        return by_hand(canvas, space, weighed((312.0, high, 234.0), case, rng), case, piling, rng)
    pallets = Pallets(grid=(4, 4), courses=(3, 5), levels=int(rng.integers(1, 3)), sway=4, soft=0.01)
    return on_pallets(canvas, space, weighed((300.0, high, 250.0), case, rng), case, pallets, rng)


def tins(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Canned fruit: trays of small cans on pallets, or cartons of six large ones by hand."""
    space = part(space, fill)
    if rng.random() < 0.6:
        high = float(rng.choice([112.0, 122.0, 233.0]))
        tray = cans(_FRUIT, (4, 3), wall=0.19)
        package = weighed((400.0, high, 300.0), tray, rng)
        pallets = Pallets(
            grid=(3, 3),
            courses=(5, 6) if high > 200 else (8, 15),
            levels=int(rng.integers(1, 3)),
            sway=3,
            soft=0.005,
        )
        return on_pallets(canvas, space, package, tray, pallets, rng)
    case = cans(_FRUIT, (3, 2), wall=0.24)
    piling = Piling(head=float(rng.uniform(60, 400)), gap=5, wide=12, waver=3, soft=0.005)
    return by_hand(canvas, space, weighed((470.0, 180.0, 314.0), case, rng), case, piling, rng)


def juice(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Concentrated juice in steel drums, four to a pallet or standing on the floor."""
    space = part(space, fill)
    filling = drums(_JUICE.at(float(rng.uniform(1.28, 1.34))), level=float(rng.uniform(0.88, 0.95)))
    return standing_drums(canvas, space, filling, _JUICE.density, rng)


GOODS = (
    Goods(code="200870", description="Peaches in syrup, in cans", unit="KGM", kinds=("20",), pack=tins),
    Goods(
        code="200919",
        description="Orange juice, concentrated",
        unit="KGM",
        kinds=("20", "reefer"),
        pack=juice,
    ),
    Goods(
        code="220300",
        description="Beer made from malt",
        unit="LTR",
        kinds=("20", "40"),
        pack=in_litres(beer, 1.0),
    ),
    Goods(
        code="220421",
        description="Wine in bottles",
        unit="LTR",
        kinds=("20", "40"),
        pack=in_litres(wine, 0.99),
    ),
    Goods(
        code="220830",
        description="Whisky in bottles",
        unit="LTR",
        kinds=("20", "40"),
        pack=in_litres(spirits, 0.95),
    ),
)
