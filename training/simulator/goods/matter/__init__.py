"""What things are made of and made into: plastics, wood, paper, textiles, stone, glass, metals, waste."""

from training.simulator.goods.base import Goods

GOODS: tuple[Goods, ...] = ()
