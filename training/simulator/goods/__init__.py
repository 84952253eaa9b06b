"""Goods by HS heading, drawn as they are really packed."""

from training.simulator.goods import food, matter, wares
from training.simulator.goods.base import Goods, Load

GOODS: dict[str, Goods] = {goods.heading: goods for module in (food, matter, wares) for goods in module.GOODS}

__all__ = ["GOODS", "Goods", "Load"]
