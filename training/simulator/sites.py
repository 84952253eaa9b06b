"""Machines as makers offer them, new and worn, a machine a site."""

from typing import cast

import numpy as np
from numpy.random import Generator

from training.simulator.geometry import CONTAINER_WIDTH_MM, Mode, Readout, Repair, Scanner
from training.simulator.physics.beam import beam

_MODES: tuple[Mode, ...] = ("6", "9", "6/3", "9/6")
_MODE_SHARES = (0.35, 0.15, 0.3, 0.2)
_REPAIRS: tuple[Repair, ...] = ("interpolated", "white", "black", "left")
_AIR_LEVELS = (60_000, 62_000, 56_000, 50_000, 40_000)
# Height of the source over the road: mostly below the floor of a container on its trailer, so that no ray
# runs level through the load, along its courses.
_LOW_MM, _HIGH_MM, _LOW_SHARE = (350.0, 1150.0), (1300.0, 1900.0), 0.85
# A high cube container on the highest trailer, and some air above.
_CLEARANCE_MM = 1330 + 2896 + 260


def scanner_of(site: int) -> Scanner:
    """The drive-through scanner of a site, always the same; that of site 0 is new and good."""
    if site == 0:
        readout = Readout(electronic=1e-4, row_gain=0.0008, dose_jitter=0.004, reference=0.001, scatter=2e-4)
        return _aimed(1000, 4.6, 3600.0, 900.0, 150.0, "6/3", readout)
    rng = np.random.default_rng([site, 6346])
    mode = _MODES[int(rng.choice(len(_MODES), p=_MODE_SHARES))]
    return _aimed(
        int(rng.integers(600, 1301)),
        float(rng.uniform(3.6, 6.2)),
        float(rng.uniform(3000, 4400)),
        float(rng.uniform(*(_LOW_MM if rng.random() < _LOW_SHARE else _HIGH_MM))),
        float(rng.uniform(30, 450)),
        mode,
        _readout(site, mode, float(rng.beta(1.2, 2.0)), rng),
    )


def _aimed(
    rows: int, pitch: float, distance: float, source: float, floor: float, mode: Mode, readout: Readout
) -> Scanner:
    """A scanner whose fan passes over the highest load, and meets the far side of it at ``floor``."""
    return Scanner(
        rows=rows,
        pitch_mm=pitch,
        distance_mm=distance,
        source_mm=source,
        top=(_CLEARANCE_MM - source) / distance,
        bottom=-(source - floor) / (distance + CONTAINER_WIDTH_MM),
        mode=mode,
        readout=readout,
    )


def _readout(site: int, mode: Mode, age: float, rng: Generator) -> Readout:
    """Source and detectors of an age from 0, new, to 1, worn out; more volts bring more signal."""
    here, plain = beam(mode), beam("6")
    worn = age * age
    measured = rng.random() > 0.1 + 0.5 * age
    return Readout(
        serial=site,
        quanta=float(np.exp(rng.uniform(np.log(5e4), np.log(4e5)))) * here.quanta / plain.quanta,
        electronic=float(rng.uniform(3e-5, 8e-5)) * (1 + 2 * age) * plain.signal / here.signal,
        fall=float(rng.uniform(0.15, 0.45)),
        dose_jitter=0.003 + 0.009 * age * float(rng.uniform(0.5, 1.5)),
        dose_wander=float(rng.uniform(0.001, 0.005)),
        dose_memory=float(rng.uniform(0.0, 0.85)),
        reference=0.001 + 0.003 * age if measured else None,
        warm_up=0.1 * worn,
        focal_mm=float(rng.uniform(1.6, 2.8)) + age,
        detector_mm=float(rng.uniform(6700, 8200)),
        aperture_mm=float(rng.uniform(10.0, 24.0)),
        crosstalk=float(rng.uniform(0.3, 0.8)),
        scatter=float(rng.uniform(2e-4, 8e-4)) * (1 + age),
        scatter_mm=float(rng.uniform(350, 800)),
        module=int(rng.choice([16, 32, 64])),
        row_gain=float(np.exp(rng.uniform(np.log(1.5e-3), np.log(7e-3)))) + 0.003 * worn,
        dead=0.003 * worn,
        drifting=0.004 * worn,
        repair=cast("Repair", str(rng.choice(_REPAIRS))),
        bits=14 if rng.random() < 0.4 * age else 16,
        air=float(rng.uniform(0.7, 0.92)),
        dark=float(rng.uniform(0.01, 0.04)),
        dark_drift=1e-5 + 6e-5 * worn,
        air_level=int(rng.choice(_AIR_LEVELS)),
        speed_error=0.004 + 0.02 * age,
        ride_mm=float(rng.uniform(25, 70)),
    )
