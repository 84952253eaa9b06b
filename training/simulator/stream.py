"""Simulated scans without end, for training: nothing is written, nothing is kept."""

from collections.abc import Generator
from itertools import count, islice

from training.simulator.draw import shipment
from training.simulator.parallel import ordered
from training.simulator.plan import ScanPlan
from training.simulator.scan import SimulatedScan, simulate
from training.simulator.scenario import Scenario


def stream(scenario: Scenario, seed: int, processes: int = 1, begin: int = 0) -> Generator[SimulatedScan]:
    """Yield container scan after container scan of a scenario.

    Parameters
    ----------
    processes
        1 works in this process; 0 takes one for each core.
    begin
        How many scans to skip: a training that was stopped goes on where it was, without making
        again what it saw.
    """
    yield from ordered(simulate, islice(_plans(scenario, seed), begin, None), processes)


def _plans(scenario: Scenario, seed: int) -> Generator[ScanPlan]:
    for number in count():
        yield from (scan for scan in shipment(scenario, seed, number).scans if isinstance(scan, ScanPlan))
