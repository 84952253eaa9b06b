"""Cargo scans made by physics, with their truth: accelerator radiographs, bag X-rays and CT of bags."""

from training.simulator.plan import (
    ContainerPlan,
    ContainerTruth,
    Contraband,
    GoodsTruth,
    LinePlan,
    ObjectTruth,
    ScanPlan,
    ScanTruth,
    container_number,
)
from training.simulator.scan import SimulatedScan, simulate
from training.simulator.sites import scanner_of
from training.simulator.stream import stream

__all__ = [
    "ContainerPlan",
    "ContainerTruth",
    "Contraband",
    "GoodsTruth",
    "LinePlan",
    "ObjectTruth",
    "ScanPlan",
    "ScanTruth",
    "SimulatedScan",
    "container_number",
    "scanner_of",
    "simulate",
    "stream",
]
