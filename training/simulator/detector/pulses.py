"""The dose of each pulse, and what the reference detector makes of it."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.geometry import Scanner

Float = NDArray[np.float32]
# A weak pulse is a soft one, of which the reference detector beside the cargo sees too much.
_REFERENCE_POWER = 0.93
_WANDER_MEMORY = 0.98


@dataclass(frozen=True, slots=True, eq=False)
class Pulses:
    """Dose of each pulse and the reference reading of it, float32 (pulses,); 1 is that of the air lines."""

    dose: Float
    reference: Float


def pulses_of(scanner: Scanner, count: int, rng: Generator) -> Pulses:
    """Pulses of one channel of a scan."""
    readout = scanner.readout
    jitter = rng.standard_normal(count, np.float32)
    _remember(jitter, readout.dose_memory)
    drift = np.linspace(-0.5, 0.5, count, dtype=np.float32) * np.float32(rng.standard_normal())
    dose = 1 + np.float32(readout.dose_jitter) * (jitter + drift)
    if rng.random() < readout.warm_up:
        dose *= _warming(count, rng)
    dose = np.maximum(dose, np.float32(0.05))
    read = np.ones(count, np.float32)
    if readout.reference is not None:
        read += np.float32(readout.reference) * rng.standard_normal(count, np.float32)
        read *= dose ** np.float32(_REFERENCE_POWER)
    if readout.dose_wander:
        wander = rng.standard_normal(count, np.float32)
        _remember(wander, _WANDER_MEMORY)
        dose = dose * np.maximum(1 + np.float32(readout.dose_wander) * wander, np.float32(0.5))
    return Pulses(dose.astype(np.float32), read.astype(np.float32))


@njit(cache=True)
def _remember(noise: Float, memory: float) -> None:
    """Make each value depend on the one before, in place; the standard deviation stays."""
    new = np.float32(np.sqrt(1 - memory * memory))
    for i in range(1, noise.size):
        noise[i] = np.float32(memory) * noise[i - 1] + new * noise[i]


def _warming(count: int, rng: Generator) -> Float:
    """Dose of a beam that is weak at first and flickers before it is steady, float32 (pulses,)."""
    weak, end = float(rng.uniform(0.3, 0.8)), float(rng.uniform(0.05, 0.4)) * count
    length = float(rng.uniform(0.01, 0.06)) * count
    ready = (np.arange(count) - end) / length
    steady = rng.random(count) < 1 / (1 + np.exp(-4 * ready.clip(-20, 20)))
    return np.where(steady, 1.0, weak).astype(np.float32)
