"""Salt, cement, oils, lye, alcohols, fertiliser and plastics: sacks, big bags, drums, totes, tanks."""

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load, Pack
from training.simulator.goods.food.bigbags import BigBag, big_bags
from training.simulator.goods.food.bottled import drums, totes
from training.simulator.goods.food.drinks import in_litres, standing_drums
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.poured import is_vessel, vessel
from training.simulator.goods.food.sacked import palletised, stowed
from training.simulator.goods.food.stow import Package
from training.simulator.goods.stacking import part
from training.simulator.materials import DIESEL, PLASTIC
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

_SALT = Material("salt, packed", 1.15, of.SALT)
_CEMENT = Material("cement, packed", 1.25, of.CEMENT)
_UREA = Material("urea, packed", 0.76, of.UREA)
_RESIN = Material("polyethylene pellets", 0.57, of.POLYETHYLENE)
_LUBRICANT = Material("lubricating oil", 0.88, DIESEL.composition)
_LYE = Material("caustic soda lye", 1.52, of.LYE)
_METHANOL = Material("methanol", 0.79, of.METHANOL)
_ETHANOL = Material("ethyl alcohol", 0.80, of.ETHANOL)


def standing_totes(canvas: Canvas, space: Space, liquid: Material, rng: Generator) -> Load:
    """Intermediate bulk containers of 1,000 litres in one or two levels."""
    package = Package((1200.0, 1016.0, 1000.0), liquid.density * 1000)
    pallets = Pallets(
        grid=(1, 1), courses=(1, 1), levels=int(rng.integers(1, 3)), gap=10, sway=3, soft=0.0, uneven=0.0
    )
    return on_pallets(canvas, space, package, totes(liquid, float(rng.uniform(0.9, 0.97))), pallets, rng)


def liquid(material: Material, in_drums: float) -> Pack:
    """A liquid in a tank container, or else in drums (a share ``in_drums`` of the time) or totes."""

    def pack(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
        if is_vessel(space):
            share = min(float(rng.uniform(0.84, 0.96)), 1.2 / material.density)
            return vessel(canvas, space, material, fill * share)
        space = part(space, fill)
        if rng.random() < in_drums:
            filling = drums(material, level=float(rng.uniform(0.88, 0.96)))
            return standing_drums(canvas, space, filling, material.density, rng)
        return standing_totes(canvas, space, material, rng)

    return pack


def salt(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Salt: sacks of 25 or 50 kg, or big bags of a tonne in one or two levels."""
    space = part(space, fill)
    material = _SALT.at(float(rng.uniform(1.08, 1.22)))
    choice = rng.random()
    if choice < 0.35:
        bag = BigBag(wide=float(rng.uniform(900, 1050)), high=float(rng.uniform(850, 1050)), levels=2)
        return big_bags(canvas, space, material, bag, rng)
    if choice < 0.6:
        return palletised(canvas, space, 25.0, material, (8, 11), rng)
    kg = float(rng.choice([25.0, 50.0]))
    return stowed(canvas, space, kg, float(rng.uniform(110, 170)), material, rng, PLASTIC)


def cement(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Cement: sling bags of 1.5 to 2 tonnes in one level, or paper sacks on pallets."""
    space = part(space, fill)
    material = _CEMENT.at(float(rng.uniform(1.15, 1.32)))
    if rng.random() < 0.6:
        bag = BigBag(
            wide=float(rng.uniform(930, 1060)), high=float(rng.uniform(1200, 1500)), square=6.0,
            dome=float(rng.uniform(0.07, 0.14)),
        )  # fmt: skip
        return big_bags(canvas, space, material, bag, rng)
    return palletised(canvas, space, float(rng.choice([25.0, 40.0])), material, (8, 11), rng)


def urea(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Urea: big bags of half a tonne to a tonne, or sacks of 50 kg laid by hand."""
    space = part(space, fill)
    material = _UREA.at(float(rng.uniform(0.73, 0.80)))
    if rng.random() < 0.65:
        levels = int(rng.integers(1, 3)) if space.size[0] > 6500 else 2
        high = float(rng.uniform(950, 1150) if levels == 2 else rng.uniform(1200, 1700))
        bag = BigBag(wide=float(rng.uniform(930, 1120)), high=high, square=4.0, levels=levels)
        return big_bags(canvas, space, material, bag, rng)
    return stowed(canvas, space, 50.0, float(rng.uniform(150, 190)), material, rng, PLASTIC)


def resin(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Polyethylene pellets: sacks of 25 kg on pallets, or big bags on pallets."""
    space = part(space, fill)
    material = _RESIN.at(float(rng.uniform(0.55, 0.60)))
    if rng.random() < 0.7:
        return palletised(canvas, space, 25.0, material, (8, 10), rng)
    bag = BigBag(
        wide=float(rng.uniform(1050, 1130)), high=float(rng.uniform(1500, 1900)), square=4.0, palletised=True,
        dome=float(rng.uniform(0.1, 0.2)),
    )  # fmt: skip
    return big_bags(canvas, space, material, bag, rng)


_ALCOHOL = in_litres(liquid(_ETHANOL, 0.6), _ETHANOL.density)
GOODS = (
    Goods(
        code="220710",
        description="Ethyl alcohol, undenatured, of 96 % vol",
        unit="LTR",
        kinds=("tank", "20"),
        pack=_ALCOHOL,
        mixes=False,
    ),
    Goods(
        code="250100",
        description="Salt",
        unit="KGM",
        kinds=("20",),
        pack=salt,
    ),
    Goods(
        code="252329",
        description="Portland cement",
        unit="KGM",
        kinds=("20",),
        pack=cement,
    ),
    Goods(
        code="271019",
        description="Lubricating oil",
        unit="KGM",
        kinds=("20", "tank"),
        pack=liquid(_LUBRICANT, 0.7),
    ),
    Goods(
        code="281512",
        description="Caustic soda in aqueous solution",
        unit="KGM",
        kinds=("20", "tank"),
        pack=liquid(_LYE, 0.25),
        mixes=False,
    ),
    Goods(
        code="290511",
        description="Methanol",
        unit="KGM",
        kinds=("tank", "20"),
        pack=liquid(_METHANOL, 0.8),
        mixes=False,
    ),
    Goods(
        code="310210",
        description="Urea, fertiliser grade",
        unit="KGM",
        kinds=("20", "40"),
        pack=urea,
    ),
    Goods(
        code="390120",
        description="Polyethylene in pellets",
        unit="KGM",
        kinds=("40", "40hc", "20"),
        pack=resin,
    ),
)
