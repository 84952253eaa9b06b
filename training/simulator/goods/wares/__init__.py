"""What runs, drives, furnishes and amuses: machines, electronics, vehicles, furniture, toys."""

from training.simulator.goods.base import Goods

GOODS: tuple[Goods, ...] = ()
