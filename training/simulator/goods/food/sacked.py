"""Foods and feeds in sacks, by hand or on pallets, and in big bags."""

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.food.bigbags import BigBag, big_bags
from training.simulator.goods.food.bottled import cans
from training.simulator.goods.food.fillings import packets, sacks
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.slings import slings
from training.simulator.goods.food.stow import Package
from training.simulator.goods.stacking import part
from training.simulator.materials import COFFEE, MEAL, SUGAR
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

JUTE = Material("jute", 0.4, of.CELLULOSE)
_MILK = Material("milk powder", 0.60, of.MILK)
_TEA = Material("tea, packed", 0.36, of.GRAIN)
_RICE = Material("rice, packed", 0.82, of.GRAIN)
_NUTS = Material("groundnuts, packed", 0.62, of.OILSEED)
_PET = Material("pet food, packed", 0.48, of.GRAIN)
_WET = Material("pet food, wet", 1.02, of.MEAT)


def sack(size: tuple[float, float, float], kg: float, material: Material) -> tuple[Package, Material]:
    """A sack of so many kilograms and what it holds, at the density that its shape asks for."""
    volume = size[0] * size[1] * size[2] * 1e-6
    return Package(size, kg), material.at(kg / (0.83 * volume))


def stowed(
    canvas: Canvas, space: Space, kg: float, high: float, material: Material, rng: Generator, skin: Material
) -> Load:
    """Sacks of so many kilograms and of that height, laid by hand, long side along or across."""
    side = (kg / (0.92 * high * material.density) * 1e6 / 1.6) ** 0.5
    long, deep = (side, 1.6 * side) if rng.random() < 0.5 else (1.6 * side, side)
    count, files = max(1, round(space.size[0] / long)), max(1, round(space.size[2] / deep))
    long, deep = (space.size[0] - 6 * count) / count, (space.size[2] - 8) / files
    high = high * side * 1.6 * side / (long * deep)
    package, inside = sack((long, high, deep), kg, material)
    piling = Piling(
        head=float(rng.uniform(40, 260)), gap=1, group=int(rng.integers(3, 8)),
        wide=float(rng.uniform(2, 12)), waver=float(rng.uniform(7, 13)),
        uneven=float(rng.uniform(0.03, 0.15)), tail=0.5, soft=0.06,
    )  # fmt: skip
    return by_hand(canvas, space, package, sacks(inside, skin), piling, rng)


def palletised(
    canvas: Canvas, space: Space, kg: float, material: Material, courses: tuple[int, int], rng: Generator
) -> Load:
    """Sacks on pallets, six in a course."""
    high = kg / (0.88 * material.density * 400.0 * 500.0) * 1e6
    package, inside = sack((400.0, high, 500.0), kg, material)
    pallets = Pallets(
        courses=courses, levels=2 if rng.random() < 0.25 else 1, gap=25, sway=9, uneven=0.15, soft=0.06
    )
    return on_pallets(canvas, space, package, sacks(inside), pallets, rng)


def milk(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Milk powder: paper sacks of 25 kg on pallets, or laid by hand."""
    space = part(space, fill)
    material = _MILK.at(float(rng.uniform(0.55, 0.66)))
    if rng.random() < 0.7:
        return palletised(canvas, space, 25.0, material, (7, 9), rng)
    return stowed(canvas, space, 25.0, float(rng.uniform(130, 160)), material, rng, JUTE)


def coffee(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Green coffee: jute sacks of 60 to 70 kg, or big bags of a tonne."""
    space = part(space, fill)
    material = COFFEE.at(float(rng.uniform(0.73, 0.80)))
    if rng.random() < 0.2:
        bag = BigBag(wide=float(rng.uniform(980, 1120)), high=float(rng.uniform(1050, 1150)), levels=2)
        return big_bags(canvas, space, material, bag, rng)
    kg = float(rng.choice([60.0, 69.0]))
    return stowed(canvas, space, kg, float(rng.uniform(175, 215)), material, rng, JUTE)


def tea(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Tea: large paper sacks on their sides, or cartons of packets."""
    space = part(space, fill)
    if rng.random() < 0.5:
        material = _TEA.at(float(rng.uniform(0.33, 0.40)))
        return stowed(
            canvas, space, float(rng.uniform(45, 60)), float(rng.uniform(190, 240)), material, rng, JUTE
        )
    package = Package((400.0, 390.0, 575.0), 15.0)
    piling = Piling(head=float(rng.uniform(60, 400)), gap=6, wide=12, waver=3)
    return by_hand(canvas, space, package, packets(_TEA.at(0.24), (4, 3)), piling, rng)


def rice(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Rice: sacks of 25 or 50 kg, laid by hand to the last kilogram allowed."""
    kg = float(rng.choice([25.0, 50.0]))
    high = float(rng.uniform(120, 150) if kg == 25.0 else rng.uniform(150, 190))
    return stowed(canvas, part(space, fill), kg, high, _RICE.at(float(rng.uniform(0.86, 0.94))), rng, JUTE)


def nuts(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Groundnuts: tall big bags with round tops, or jute sacks of 50 kg."""
    space = part(space, fill)
    material = _NUTS.at(float(rng.uniform(0.58, 0.66)))
    if rng.random() < 0.65:
        bag = BigBag(
            wide=float(rng.uniform(1050, 1165)), high=float(rng.uniform(1500, 1950)),
            square=float(rng.uniform(2.2, 3.4)), dome=float(rng.uniform(0.16, 0.32)),
        )  # fmt: skip
        return big_bags(canvas, space, material, bag, rng)
    return stowed(canvas, space, 50.0, float(rng.uniform(180, 220)), material, rng, JUTE)


def sugar(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Sugar: sacks of 50 kg, or big bags of a tonne one or two high."""
    space = part(space, fill)
    material = SUGAR.at(float(rng.uniform(0.80, 0.88)))
    if rng.random() < 0.5:
        return stowed(canvas, space, 50.0, float(rng.uniform(150, 185)), material, rng, JUTE)
    bag = BigBag(wide=float(rng.uniform(950, 1150)), high=float(rng.uniform(1030, 1160)), levels=2)
    return big_bags(canvas, space, material, bag, rng)


def meal(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Soya meal: big bags in one level, or slings of sacks set side by side."""
    space = part(space, fill)
    material = MEAL.at(float(rng.uniform(0.60, 0.70)))
    if rng.random() < 0.6:
        bag = BigBag(
            wide=float(rng.uniform(1080, 1165)), high=float(rng.uniform(1250, 1800)),
            square=float(rng.uniform(2.6, 4.0)), dome=float(rng.uniform(0.12, 0.26)),
            palletised=bool(rng.random() < 0.5),
        )  # fmt: skip
        return big_bags(canvas, space, material, bag, rng)
    return slings(canvas, space, float(rng.choice([40.0, 50.0])), material, rng)


def pets(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Dog and cat food: dry in sacks on pallets, or wet in cans on trays."""
    space = part(space, fill)
    if rng.random() < 0.6:
        return palletised(canvas, space, float(rng.choice([12.0, 15.0, 20.0])), _PET, (8, 14), rng)
    package = Package((300.0, float(rng.choice([108.0, 112.0])), 400.0), 9.8)
    pallets = Pallets(grid=(4, 2), courses=(9, 13), gap=30, sway=3, soft=0.01)
    return on_pallets(canvas, space, package, cans(_WET, (4, 5)), pallets, rng)


GOODS = (
    Goods(
        code="040221",
        description="Whole milk powder in sacks of 25 kg",
        unit="KGM",
        kinds=("20", "40"),
        pack=milk,
    ),
    Goods(
        code="090111",
        description="Coffee, not roasted, in jute sacks",
        unit="KGM",
        kinds=("20",),
        pack=coffee,
    ),
    Goods(
        code="090240", description="Black tea in bulk packings", unit="KGM", kinds=("40hc", "20"), pack=tea
    ),
    Goods(code="100630", description="Milled rice in sacks", unit="KGM", kinds=("20",), pack=rice),
    Goods(code="120242", description="Groundnuts, shelled", unit="KGM", kinds=("40", "20"), pack=nuts),
    Goods(code="170114", description="Raw cane sugar", unit="KGM", kinds=("20",), pack=sugar),
    Goods(code="230400", description="Soya bean meal", unit="KGM", kinds=("40", "40hc"), pack=meal),
    Goods(
        code="230910",
        description="Dog or cat food for retail sale",
        unit="KGM",
        kinds=("40hc", "20"),
        pack=pets,
    ),
)
