"""Cargo scans made by physics, with their truth: 6 MV transmission pictures and CT of bags."""

from training.simulator.bag import SimulatedBag, simulate_bag
from training.simulator.dicos import encode_ct
from training.simulator.plan import (
    ContainerPlan,
    ContainerTruth,
    Contraband,
    GoodsTruth,
    ObjectTruth,
    ScanPlan,
    ScanTruth,
    container_number,
)
from training.simulator.scan import SimulatedScan, scanner_of, simulate
from training.simulator.write import encode

__all__ = [
    "ContainerPlan",
    "ContainerTruth",
    "Contraband",
    "GoodsTruth",
    "ObjectTruth",
    "ScanPlan",
    "ScanTruth",
    "SimulatedBag",
    "SimulatedScan",
    "container_number",
    "encode",
    "encode_ct",
    "scanner_of",
    "simulate",
    "simulate_bag",
]
