"""Fresh fruit in ventilated cartons on pallets in a reefer."""

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.rounds import Packed, lumps
from training.simulator.goods.food.stow import DECK_MM, Package
from training.simulator.goods.stacking import part
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

_FRUIT = Material("fruit", 0.95, of.FRUIT)


def citrus(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Oranges or lemons in cartons of 15 kg, four out of five on pallets nearly as high as the room."""
    space = part(space, fill)
    kg, high = float(rng.uniform(14.5, 16.5)), float(rng.uniform(255, 295))
    across = int(rng.integers(4, 7))
    packed = Packed(
        number=(across, int(rng.integers(3, 5)), across + 1),
        share=0.93,
        stray=float(rng.uniform(0.04, 0.12)),
        lid=0.7,
        nested=bool(rng.random() < 0.85),
    )
    fruit = lumps(_FRUIT.at(float(rng.uniform(0.86, 0.96))), packed)
    if rng.random() < 0.2:
        piling = Piling(
            head=float(rng.uniform(100, 200)),
            gap=4,
            group=int(rng.integers(2, 5)),
            wide=12,
            waver=3,
            uneven=0.02,
        )
        return by_hand(canvas, space, Package((300.0, high, 400.0), kg), fruit, piling, rng)
    room = space.size[1] - DECK_MM - float(rng.uniform(90, 200))
    high = room / max(1, round(room / high))
    wide, grid = (333.0, (3, 3)) if rng.random() < 0.5 else (500.0, (2, 4))
    pallets = Pallets(
        long=1000.0,
        deep=1200.0,
        grid=grid,
        courses=(8, 10),
        gap=float(rng.uniform(6, 22)),
        sway=5,
        uneven=0.03,
        corners=True,
    )
    return on_pallets(canvas, space, Package((wide, high, 1200.0 / grid[1]), kg), fruit, pallets, rng)


def bananas(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Bananas in cartons of 18 kg with large holes, on pallets; fingers lie across in curved layers."""
    space = part(space, fill)
    number = (int(rng.integers(8, 11)), int(rng.integers(4, 6)), 2)
    fruit = lumps(_FRUIT.at(0.94), Packed(number=number, share=0.8, stray=0.33, lid=0.6))
    pallets = Pallets(courses=(8, 9), gap=float(rng.uniform(8, 30)), sway=6, uneven=0.08, corners=True)
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
