"""Fresh fruit in ventilated cartons on pallets in a reefer."""

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.food.fillings import lumps
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.stow import Package
from training.simulator.goods.stacking import part
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

_FRUIT = Material("fruit", 0.95, of.FRUIT)


def citrus(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Oranges or lemons in open-top cartons of 15 kg, each fruit between those below it."""
    space = part(space, fill)
    across, layers = int(rng.integers(4, 7)), int(rng.integers(3, 5))
    kg, high = float(rng.uniform(14.5, 16.5)), float(rng.uniform(255, 295))
    fruit = lumps(_FRUIT.at(float(rng.uniform(0.86, 0.96))), (across, layers, across), 1.0, 0.06, 0.7)
    if rng.random() < 0.45:
        piling = Piling(
            head=float(rng.uniform(120, 240)),
            gap=8,
            group=int(rng.integers(2, 5)),
            wide=20,
            waver=3,
            uneven=0.1,
        )
        return by_hand(canvas, space, Package((300.0, high, 400.0), kg), fruit, piling, rng)
    pallets = Pallets(long=1000.0, deep=1200.0, grid=(3, 3), courses=(8, 9), gap=22, sway=4, uneven=0.1)
    return on_pallets(canvas, space, Package((333.0, high * 0.98, 400.0), kg), fruit, pallets, rng)


def bananas(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Bananas in cartons of 18 kg with large holes, on pallets; fingers lie across in curved layers."""
    space = part(space, fill)
    across = int(rng.integers(8, 11))
    fruit = lumps(_FRUIT.at(0.94), (across, int(rng.integers(4, 6)), 2), 0.8, 0.33, 0.6)
    pallets = Pallets(courses=(8, 9), gap=float(rng.uniform(15, 40)), sway=6, uneven=0.15)
    return on_pallets(canvas, space, Package((400.0, 238.0, 500.0), 18.1), fruit, pallets, rng)


GOODS = (
    Goods(
        code="080390",
        description="Fresh bananas in cartons",
        unit="KGM",
        kinds=("reefer",),
        pack=bananas,
    ),
    Goods(
        code="080510",
        description="Fresh oranges in cartons",
        unit="KGM",
        kinds=("reefer",),
        pack=citrus,
    ),
)
