"""What grows, is eaten, drunk or smoked, and what is poured: foods, feeds, minerals, chemicals."""

from training.simulator.goods.base import Goods

GOODS: tuple[Goods, ...] = ()
