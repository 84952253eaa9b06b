"""What things are made of and made into: plastics, wood, paper, textiles, stone, glass, metals, waste."""

from training.simulator.goods.base import Goods
from training.simulator.goods.matter import (
    bales,
    ceramic,
    clothes,
    coils,
    film,
    glass,
    hardware,
    ingots,
    luggage,
    paper,
    rolls,
    scrap,
    sections,
    stone,
    tyres,
    wood,
)

_MODULES = (
    bales, film, wood, paper, rolls, tyres, luggage, clothes, stone, ceramic, glass, scrap, coils, sections,
    hardware, ingots,
)  # fmt: skip
GOODS: tuple[Goods, ...] = tuple(goods for module in _MODULES for goods in module.GOODS)
