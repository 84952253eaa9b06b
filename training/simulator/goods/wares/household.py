"""What stands in homes: air conditioners, refrigerators, washing machines, microwave ovens, lamps."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods
from training.simulator.goods.wares.packages import Corner, Package, packing
from training.simulator.goods.wares.things import appliances, cooling
from training.simulator.goods.wares.wraps import CARTONED, sheet_box, wrapped
from training.simulator.materials import ALUMINIUM, GLASS, PLASTIC, STEEL


def _air_conditioners(rng: Generator) -> Package:
    """Outdoor units and indoor units, a load of either; lying the long way or across."""
    outdoor = bool(rng.random() < 0.65)
    turn = (("y", 90.0),) if rng.random() < 0.25 else ()
    make = cooling.outdoor_unit if outdoor else cooling.indoor_unit
    package = wrapped(make, CARTONED, rng, 2, turn)
    return replace(package, levels=4 if outdoor else 7, gap=18, skew=5)


def _refrigerators(rng: Generator) -> Package:
    """Upright, one level; small ones in two."""
    package = wrapped(cooling.refrigerator, CARTONED, rng, 2)
    return replace(package, levels=1, gap=16, skew=4)


def _washers(rng: Generator) -> Package:
    turn = (("y", 90.0),) if rng.random() < 0.2 else ()
    return replace(wrapped(appliances.washing_machine, CARTONED, rng, 2, turn), levels=3, gap=12, tail=0.5)


def _ovens(rng: Generator) -> Package:
    """Microwave ovens, now and then toasters; hand-stowed up to the roof."""
    make = appliances.microwave_oven if rng.random() < 0.7 else appliances.toaster
    turn = (("y", 90.0),) if rng.random() < 0.3 else ()
    return replace(wrapped(make, CARTONED, rng, 3, turn), levels=12, gap=7, skew=5, variants=4)


def _lamps(rng: Generator) -> Package:
    """Light cartons of several lamps: a shade, a foot of metal, a bulb's screw each."""
    size = (float(rng.uniform(420, 620)), float(rng.uniform(330, 480)), float(rng.uniform(400, 560)))
    across = int(rng.integers(2, 4))
    weight, wide = float(rng.uniform(0.3, 0.8)), float(rng.uniform(0.3, 0.45))
    glass = bool(rng.random() < 0.5)

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        x, y, z = corner
        step, high = size[0] / across, size[1]
        for i in range(across):
            at = x + (i + 0.5) * step + float(rng.normal(0, 4))
            for near in np.linspace(z + size[2] * 0.27, z + size[2] * 0.73, 2):
                r, there = step * wide, float(near)
                canvas.drum(STEEL.at(7 * weight), (at, there), (r, r * 0.2), (y + 22, y + 30))
                canvas.drum(ALUMINIUM, (at, there), (7.0, 5.0), (y + 28, y + high * 0.62))
                canvas.drum(STEEL.at(2.5), (at, there), (17.0, 9.0), (y + high * 0.6, y + high * 0.7))
                shade = GLASS if glass else PLASTIC
                canvas.ellipsoid(shade, (at, y + high * 0.76, there), (r, high * 0.16, r))
                canvas.ellipsoid(
                    shade.at(-shade.density),
                    (at, y + high * 0.76, there),
                    (r - 1.8, high * 0.16 - 1.8, r - 1.8),
                )
        with canvas.packing():
            sheet_box(canvas, corner, size)

    return Package(
        size=size, draw=draw, pieces=across * 2.0, levels=8, gap=9, variants=4, skew=6, missing=0.05
    )


GOODS = (
    Goods(
        code="841510",
        description="Air conditioning machines, split systems",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_air_conditioners),
    ),
    Goods(
        code="841810",
        description="Combined refrigerator-freezers, household type",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_refrigerators),
    ),
    Goods(
        code="845011",
        description="Fully automatic household washing machines",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_washers),
    ),
    Goods(
        code="851650",
        description="Microwave ovens and toasters",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=packing(_ovens),
    ),
    Goods(
        code="940521",
        description="Electric table lamps for LED sources",
        unit="NMB",
        kinds=("40hc", "20"),
        pack=packing(_lamps),
    ),
)
