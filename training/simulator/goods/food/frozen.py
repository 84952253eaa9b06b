"""Frozen meat, poultry and fish in cartons, stowed by hand under the load line of a reefer."""

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.food.fillings import solid, uneven_blocks
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.stow import Package
from training.simulator.goods.stacking import part
from training.simulator.materials import MEAT
from training.simulator.space import Space


def _weigh(size: tuple[float, float, float], density: float) -> Package:
    """A package of so many g/cm3, a tenth of it air."""
    return Package(size, 0.9 * size[0] * size[1] * size[2] * density * 1e-6)


def beef(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen beef: flat cartons of boneless cuts, or quarters in soft wrapping piled in columns."""
    space = part(space, fill)
    head = float(rng.uniform(80, 380))
    group = int(rng.integers(2, 7))
    if rng.random() < 0.4:
        size = (float(rng.uniform(320, 620)), float(rng.uniform(150, 230)), float(rng.uniform(380, 560)))
        piling = Piling(
            head=head, gap=float(rng.uniform(1, 9)), group=group, wide=14, waver=10, uneven=0.3, tail=0.5,
            soft=0.1, stray=float(rng.uniform(10, 22)),
        )  # fmt: skip
        quarters = uneven_blocks(MEAT.at(float(rng.uniform(0.6, 0.68))), (5, 4), 1.0, 0.16, 0.4, 0.1)
        return by_hand(canvas, space, _weigh(size, 0.48), quarters, piling, rng)
    size = (float(rng.uniform(330, 610)), float(rng.uniform(120, 180)), float(rng.uniform(330, 580)))
    density = float(rng.uniform(0.44, 0.54))
    piling = Piling(
        head=head, gap=float(rng.uniform(0, 6)), group=group, wide=float(rng.uniform(4, 20)),
        waver=float(rng.uniform(4, 9)), tail=0.5, soft=0.06, stray=float(rng.uniform(9, 18)),
    )  # fmt: skip
    cuts = uneven_blocks(MEAT.at(density * 1.04), (int(rng.integers(4, 8)), 3), 0.85, 0.09, 0.12, 0.6)
    return by_hand(canvas, space, _weigh(size, density), cuts, piling, rng)


def poultry(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen poultry: bags or cartons of whole birds side by side, whose round shapes show, or of cuts."""
    space = part(space, fill)
    head = float(rng.uniform(60, 380))
    piling = Piling(
        head=head, gap=float(rng.uniform(1, 5)), group=int(rng.integers(2, 7)),
        wide=float(rng.uniform(5, 20)), waver=float(rng.uniform(3, 6)), uneven=0.05, tail=0.5,
        soft=0.06, stray=float(rng.uniform(8, 15)),
    )  # fmt: skip
    if rng.random() < 0.7:
        size = (float(rng.uniform(170, 300)), float(rng.uniform(110, 150)), float(rng.uniform(330, 500)))
        density = float(rng.uniform(0.48, 0.58))
        birds = uneven_blocks(MEAT.at(density), (4, 3), 0.85, 0.16, 0.25, 0.2)
        return by_hand(canvas, space, _weigh(size, 0.85 * density), birds, piling, rng)
    density = float(rng.uniform(0.42, 0.52))
    size = (float(rng.uniform(230, 340)), float(rng.uniform(120, 180)), float(rng.uniform(330, 570)))
    cuts = uneven_blocks(MEAT.at(density * 1.04), (int(rng.integers(3, 6)), 3), 0.7, 0.1, 0.15, 0.5)
    return by_hand(canvas, space, _weigh(size, density), cuts, piling, rng)


def fish(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen fish: cartons of pressed blocks, dense and square, on the floor or on pallets."""
    space = part(space, fill)
    density = float(rng.uniform(0.62, 0.76))
    blocks = solid(MEAT.at(density), 0.04, 0.05, 0.06)
    if rng.random() < 0.4:
        package = _weigh((400.0, float(rng.uniform(125, 165)), 333.0), density)
        pallets = Pallets(grid=(3, 3), courses=(10, 14), gap=40, sway=4)
        return on_pallets(canvas, space, package, blocks, pallets, rng)
    size = (float(rng.uniform(330, 400)), float(rng.uniform(110, 165)), float(rng.uniform(520, 590)))
    piling = Piling(head=float(rng.uniform(150, 500)), gap=7, wide=20, waver=3, uneven=0.06, tail=0.6)
    return by_hand(canvas, space, _weigh(size, density), blocks, piling, rng)


GOODS = (
    Goods(
        code="020230",
        description="Frozen boneless beef",
        unit="KGM",
        kinds=("reefer",),
        pack=beef,
    ),
    Goods(
        code="020714",
        description="Frozen cuts of chicken, in cartons",
        unit="KGM",
        kinds=("reefer",),
        pack=poultry,
    ),
    Goods(
        code="030354",
        description="Frozen mackerel, whole round, in cartons",
        unit="KGM",
        kinds=("reefer",),
        pack=fish,
    ),
)
