"""Time and memory of simulated scans: 1,000 x 3,000 pixels, two energies, a full 40-foot container.

Each round makes one scan of each heading tried, in one thread, and beside it the baseline: NumPy's
exponential of as many numbers as the physics needs (pixels times energies), since machines differ and
are shared. A scan has all of it: container, goods, attenuation, noise, calibration, truth. Then scans
per second with one and with all cores, and the most memory of a process that made one scan.

Run: ``python -m benchmarks.simulation_speed``
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import replace

import cv2
import numpy as np

from training.simulator import ContainerPlan, LinePlan, ScanPlan, container_number, scanner_of, simulate
from training.simulator.goods import GOODS
from training.simulator.parallel import ordered
from training.simulator.physics.beam import beam
from training.simulator.space import Kind

HEADINGS = ("0207", "4011", "5201", "6403", "8450", "9403")
SCANNER = replace(scanner_of(0), rows=1000, pitch_mm=13_000 / 3000, mode="6/3")
ROUNDS = 5


def plan(heading: str, seed: int = 1) -> ScanPlan:
    """A full 40-foot container without its truck: about 3,000 columns."""
    kind: Kind = next(each for each in GOODS[heading].kinds if each in ("40hc", "40", "reefer"))
    container = ContainerPlan(
        kind=kind, number=container_number("SIM", seed), lines=(LinePlan(heading=heading),)
    )
    return ScanPlan(containers=(container,), seed=seed, carrier="none")


def make(number: int) -> tuple[int, int]:
    """Make a scan; its rows and columns."""
    return simulate(plan(HEADINGS[number % len(HEADINGS)], number), SCANNER).truth.shape


def seconds() -> dict[str, object]:
    """Processor seconds a scan by heading, and against the baseline; least and median of the rounds."""
    energies = beam(SCANNER.mode).energies.size
    exponents = np.linspace(-9, 0, 3_000_000, dtype=np.float32)
    spent: dict[str, list[float]] = {heading: [] for heading in HEADINGS}
    bases: list[float] = []
    for heading in HEADINGS:
        simulate(plan(heading), SCANNER)
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(energies):
            np.exp(exponents)
        bases.append(time.process_time() - begun)
        for heading in HEADINGS:
            begun = time.process_time()
            simulate(plan(heading), SCANNER)
            spent[heading].append(time.process_time() - begun)
    table = np.array(list(spent.values()))
    return {
        "least_s": {heading: round(min(times), 2) for heading, times in spent.items()},
        "median_s": {heading: round(float(np.median(times)), 2) for heading, times in spent.items()},
        "mean_of_least_s": round(float(table.min(1).mean()), 2),
        "ratio_to_exponentials": round(float(np.median(table.mean(0) / np.array(bases))), 2),
    }


def rate(processes: int, scans: int) -> float:
    """Scans per second of wall-clock, starting of processes left out."""
    made = ordered(make, range(scans + 2 * processes), processes)
    for _ in range(2 * processes):
        next(made)
    begun = time.monotonic()
    for _ in made:
        pass
    return round(scans / (time.monotonic() - begun), 2)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--one", action="store_true", help="make one scan and print the most memory used")
    cv2.setNumThreads(1)
    if ask.parse_args().one:
        make(3)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    command = [sys.executable, "-m", "benchmarks.simulation_speed", "--one"]
    memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    cores = os.cpu_count() or 1
    told = {
        "shape": make(0),
        "one_thread": seconds(),
        "most_memory_mib": int(memory),
        "scans_per_s": {str(n): rate(n, 12 * n) for n in sorted({1, cores})},
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
