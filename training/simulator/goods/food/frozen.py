"""Frozen meat, poultry and fish in cartons, stowed by hand under the load line of a reefer."""

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.food.fillings import solid, uneven_blocks
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.rounds import Packed, lumps
from training.simulator.goods.food.stow import Course, Filling, Package
from training.simulator.goods.stacking import part
from training.simulator.materials import MEAT
from training.simulator.space import Space


def _weigh(size: tuple[float, float, float], density: float) -> Package:
    """A package of so many g/cm3, a tenth of it air."""
    return Package(size, 0.9 * size[0] * size[1] * size[2] * density * 1e-6)


def beef(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen beef: quarters piled in columns, cartons of cuts that stand in bags, or flat cartons."""
    space = part(space, fill)
    way, head = rng.random(), float(rng.uniform(80, 380))
    if way < 0.4:
        return _quarters(canvas, space, head, rng)
    standing = way < 0.7
    wide = float(rng.uniform(480, 620) if standing else rng.uniform(330, 560))
    size = (wide, float(rng.uniform(130, 180)), float(rng.uniform(330, 560)))
    density = float(rng.uniform(0.50, 0.58))
    piling = Piling(
        head=head, gap=float(rng.uniform(2, 12) if standing else rng.uniform(0, 5)),
        group=int(rng.integers(1, 3) if standing else rng.integers(2, 6)), wide=float(rng.uniform(4, 18)),
        waver=float(rng.uniform(3, 7)), tail=0.5, soft=0.04, stray=float(rng.uniform(9, 17)),
    )  # fmt: skip
    number = (int(rng.integers(5, 8)), 2) if standing else (int(rng.integers(3, 6)), 3)
    valley = float(rng.uniform(0.15, 0.3)) if standing else 0.05
    cuts = uneven_blocks(MEAT.at(density * 1.06), number, 0.4, 0.07, 0.12, 0.8, valley, 0.06)
    return by_hand(canvas, space, _weigh(size, density), cuts, piling, rng)


def _quarters(canvas: Canvas, space: Space, head: float, rng: Generator) -> Load:
    """Quarters in stockinette and film, one or two to a group: columns that bow and lean."""
    size = (float(rng.uniform(190, 400)), float(rng.uniform(130, 210)), float(rng.uniform(380, 560)))
    single = size[0] > 280
    piling = Piling(
        head=head, gap=float(rng.uniform(2, 9) if single else rng.uniform(0, 4)),
        group=1 if single else int(rng.integers(2, 5)), wide=float(rng.uniform(3, 14)),
        waver=float(rng.uniform(7, 12)), uneven=0.2, tail=0.6, soft=0.1, stray=float(rng.uniform(10, 18)),
    )  # fmt: skip
    thick = MEAT.at(float(rng.uniform(0.62, 0.7)))
    pieces = uneven_blocks(thick, (3, 3), 0.6, 0.14, 0.45, 0.05, 0.1, 0.06)
    return by_hand(canvas, space, _weigh(size, 0.55), pieces, piling, rng)


def poultry(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Frozen poultry: cartons of whole birds side by side, whose round shapes show, bags, or cuts."""
    space = part(space, fill)
    way = rng.random()
    piling = Piling(
        head=float(rng.uniform(60, 380)), gap=float(rng.uniform(1, 6)), group=int(rng.integers(3, 7)),
        wide=float(rng.uniform(10, 26)), waver=float(rng.uniform(3, 6)), uneven=0.05, tail=0.5,
        soft=0.02, stray=float(rng.uniform(6, 12)),
    )  # fmt: skip
    if way < 0.45:
        bird = float(rng.uniform(88, 112))
        size = (2 * bird, 1.72 * bird, float(rng.uniform(380, 560)))
        return by_hand(canvas, space, _weigh(size, 0.51), _birds(float(rng.uniform(0.92, 1.04))), piling, rng)
    density = float(rng.uniform(0.46, 0.54))
    size = (float(rng.uniform(190, 340)), float(rng.uniform(110, 180)), float(rng.uniform(330, 560)))
    number, amount = (int(rng.integers(2, 5)), 3), float(rng.uniform(0.6, 1.0))
    cuts = uneven_blocks(MEAT.at(density * 1.1), number, amount, 0.08, 0.15, 0.6, 0.15, 0.09)
    return by_hand(canvas, space, _weigh(size, density), cuts, piling, rng)


def _birds(much: float) -> Filling:
    """Whole birds pressed together in their carton: some in line across it, others between them."""
    line = lumps(MEAT.at(0.80 * much), Packed(number=(2, 2, 4), stray=0.15, slack=0.06, lid=0.0, settles=0.0))
    between = uneven_blocks(MEAT.at(0.12 * much), (2, 3), 0.8, 0.12, 0.3, 0.8, 0.25)

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        line(canvas, course, rng)
        between(canvas, course, rng)

    return draw


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
