"""Bags: what people carry, packed and scanned by a line scanner of 160 kV or in CT."""

from training.simulator.bags.contents import ITEMS
from training.simulator.bags.ct import (
    DEMO,
    BagObject,
    CtSettings,
    SimulatedBag,
    ct_slices,
    grid_of,
    simulate_bag,
)
from training.simulator.bags.line_scan import BagView, scan_bag
from training.simulator.bags.pack import pack
from training.simulator.bags.plan import Bag, BagKind, BagPlan, Placed
from training.simulator.bags.shells import SHELLS
from training.simulator.bags.threats import THREATS
from training.simulator.bags.volume import Grid, Voxels, voxels

__all__ = [
    "DEMO",
    "ITEMS",
    "SHELLS",
    "THREATS",
    "Bag",
    "BagKind",
    "BagObject",
    "BagPlan",
    "BagView",
    "CtSettings",
    "Grid",
    "Placed",
    "SimulatedBag",
    "Voxels",
    "ct_slices",
    "grid_of",
    "pack",
    "scan_bag",
    "simulate_bag",
    "voxels",
]
