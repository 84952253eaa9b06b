"""What grows, is eaten, drunk or smoked, and what is poured: foods, feeds, minerals, chemicals."""

from training.simulator.goods.base import Goods
from training.simulator.goods.food import boxed, chemicals, drinks, fresh, frozen, poured, sacked

GOODS: tuple[Goods, ...] = tuple(
    goods for module in (frozen, fresh, sacked, poured, drinks, boxed, chemicals) for goods in module.GOODS
)
