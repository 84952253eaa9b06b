"""Tobacco, cigarettes, medicines and detergents: goods in cartons that hold smaller packs."""

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.food.bottled import jugs
from training.simulator.goods.food.fillings import packets, sacks, solid
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.pallets import Pallets, on_pallets
from training.simulator.goods.food.stow import Package
from training.simulator.goods.stacking import part
from training.simulator.materials import CARTON
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

_LEAF = Material("tobacco leaf, pressed", 0.36, of.TOBACCO)
_CUT = Material("cigarettes in packets", 0.20, of.TOBACCO)
_TABLETS = Material("medicines in packets", 0.26, of.TABLETS)
_LIQUID = Material("liquid detergent", 1.03, of.DETERGENT)
_POWDER = Material("washing powder", 0.62, of.DETERGENT)
CIGARETTES_A_CASE = 10_000


def leaf(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Tobacco: cases of 200 kg of pressed strips, three by three, or bales in hessian."""
    space = part(space, fill)
    if rng.random() < 0.65:
        size = (float(rng.uniform(1090, 1150)), float(rng.uniform(700, 740)), float(rng.uniform(690, 760)))
        piling = Piling(head=40, gap=12, wide=10, waver=8, uneven=0.05, tail=0.5, soft=0.01)
        pressed = solid(_LEAF.at(float(rng.uniform(0.33, 0.40))), 0.05, 0.02, 0.06)
        return by_hand(canvas, space, Package(size, 200.0), pressed, piling, rng)
    size = (float(rng.uniform(560, 860)), float(rng.uniform(340, 520)), float(rng.uniform(560, 780)))
    bale = sacks(_LEAF.at(float(rng.uniform(0.28, 0.40))), CARTON.at(0.4), 0.12)
    piling = Piling(head=float(rng.uniform(60, 500)), gap=10, wide=14, waver=14, uneven=0.15, soft=0.05)
    return by_hand(canvas, space, Package(size, size[0] * size[1] * size[2] * 0.3e-6), bale, piling, rng)


def cigarettes(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Cigarettes: master cases of 50 cartons of ten packets, by hand or on pallets."""
    space = part(space, fill)
    content = _CUT.at(float(rng.uniform(0.17, 0.21)))
    if rng.random() < 0.65:
        size = (float(rng.uniform(560, 600)), float(rng.uniform(450, 480)), float(rng.uniform(235, 260)))
        size = size if rng.random() < 0.6 else (size[2], size[1], size[0])
        piling = Piling(head=float(rng.uniform(30, 260)), gap=5, wide=9, waver=3, uneven=0.02, soft=0.01)
        case = packets(content, (2 if size[0] > 400 else 5, 5), 6, 0.02)
        load = by_hand(canvas, space, Package(size, 9.5), case, piling, rng)
    else:
        pallets = Pallets(grid=(2, 4), courses=(4, 5), gap=30, sway=4, soft=0.01)
        case = packets(content, (2, 5), 6, 0.02)
        load = on_pallets(canvas, space, Package((600.0, 465.0, 250.0), 9.5), case, pallets, rng)
    return Load(load.space, load.packages, float(load.packages * CIGARETTES_A_CASE))


def medicines(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Medicines: cartons of folding boxes with blisters or small bottles, mostly on pallets."""
    space = part(space, fill)
    high = float(rng.uniform(260, 400))
    content = _TABLETS.at(float(rng.uniform(0.18, 0.36)))
    grid, number = ((3, 2), (4, 3)) if rng.random() < 0.5 else ((2, 2), (6, int(rng.integers(2, 5))))
    case = packets(content, number, float(rng.uniform(6, 14)), float(rng.uniform(0.04, 0.14)))
    package = Package((1200.0 / grid[0], high, 1000.0 / grid[1]), 12.0)
    if rng.random() < 0.2:
        piling = Piling(head=float(rng.uniform(150, 800)), gap=7, wide=12, waver=4, soft=0.02)
        return by_hand(canvas, space, Package((400.0, high, 580.0), 12.0), case, piling, rng)
    pallets = Pallets(grid=grid, courses=(3, 6), gap=60, sway=6, uneven=0.25, soft=0.02)
    return on_pallets(canvas, space, package, case, pallets, rng)


def detergents(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Detergents: bottles in cartons or boxes of powder, by hand or on pallets."""
    space = part(space, fill)
    wet = rng.random() < 0.6
    high = float(rng.uniform(255, 330))
    if wet:
        filling = jugs(_LIQUID, (int(rng.integers(3, 5)), 3), float(rng.uniform(0.74, 0.86)))
    else:
        filling = packets(_POWDER, (int(rng.integers(3, 7)), 1), 9, float(rng.uniform(0.15, 0.28)))
    kg = (0.6 if wet else 0.45) * 0.4 * 0.3 * high
    if rng.random() < 0.5:
        piling = Piling(head=float(rng.uniform(60, 500)), gap=6, wide=14, waver=4, soft=0.02, tail=0.5)
        return by_hand(canvas, space, Package((400.0, high, 300.0), kg), filling, piling, rng)
    pallets = Pallets(grid=(3, 3), courses=(4, 7), levels=int(rng.integers(1, 3)), sway=6, soft=0.02)
    return on_pallets(canvas, space, Package((400.0, high, 333.0), kg), filling, pallets, rng)


GOODS = (
    Goods(
        code="240120",
        description="Tobacco, stemmed, in cases",
        unit="KGM",
        kinds=("40hc", "40"),
        pack=leaf,
    ),
    Goods(
        code="240220",
        description="Cigarettes in master cases",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=cigarettes,
    ),
    Goods(
        code="300490",
        description="Medicaments for retail sale",
        unit="KGM",
        kinds=("40hc", "reefer", "20"),
        pack=medicines,
    ),
    Goods(
        code="340250",
        description="Washing preparations for retail sale",
        unit="KGM",
        kinds=("40hc", "40", "20"),
        pack=detergents,
    ),
)
