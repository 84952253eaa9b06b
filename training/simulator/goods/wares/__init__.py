"""What runs, drives, furnishes and amuses: machines, electronics, vehicles, furniture, toys."""

from training.simulator.goods.base import Goods
from training.simulator.goods.wares import electric, furniture, household, industry, leisure, power, vehicles

GOODS: tuple[Goods, ...] = tuple(
    goods
    for module in (household, industry, electric, power, vehicles, furniture, leisure)
    for goods in module.GOODS
)
