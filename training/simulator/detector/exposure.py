"""Counting: what each pulse leaves in each detector, with noise and all that drifts."""

from dataclasses import dataclass

import cv2
import numpy as np
from numba import njit
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.detector.calibration import Calibration, calibrate
from training.simulator.detector.motion import Motion
from training.simulator.detector.optics import resample, scatter
from training.simulator.detector.pattern import Pattern, by_rows, pattern
from training.simulator.detector.pulses import Pulses, pulses_of
from training.simulator.geometry import Scanner
from training.simulator.physics.beam import beam

Float = NDArray[np.float32]
Counts = NDArray[np.uint16]
_LEAST_BLUR = 12**-0.5
_CALIBRATION_PULSES = 512
_BLOCK = 64


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """What a scanner writes.

    ``channels`` are their names; ``raw``, uint16 (channels, pulses, rows), counts line by line;
    ``picture``, uint16 (channels, rows, pulses), what calibration makes of them: transmission with
    air at the level that the scanner sets.
    """

    channels: tuple[str, ...]
    raw: Counts
    calibration: Calibration
    picture: Counts


def expose(mean: Float, second: Float, scanner: Scanner, motion: Motion, rng: Generator) -> Exposure:
    """Expose a scene; the same generator gives the same bits.

    Parameters
    ----------
    mean, second
        Transmission and its variance times quanta (see `physics.beam.transmission`), float32
        (channels, columns, rows).
    scanner
        Its mode has as many channels.
    motion
        Where the pulses fall. Where two energies alternate, those of the second channel fall half
        a pulse later.
    """
    source = beam(scanner.mode)
    channels, _, rows = mean.shape
    shape = (channels, motion.position.size, rows)
    raw = np.empty(shape, np.uint16)
    dark, air = np.empty((2, channels, rows), np.float32)
    reference = np.empty(shape[:2], np.float32)
    signal, variance, spare = (np.empty(shape[1:], np.float32) for _ in range(3))
    for channel, weights in enumerate(source.second):
        late = 0.5 * channel if "/" in scanner.mode else 0.0
        level = float(weights.sum())
        _arrive((mean[channel], second[channel]), scanner, _later(motion, late), level, (signal, variance))
        _scattered(signal, variance, scanner, level, spare)
        rows_of = pattern(scanner, channel)
        pulses = pulses_of(scanner, shape[1], rng)
        reference[channel] = pulses.reference
        dark[channel], air[channel] = _lines(scanner, rows_of, level, rng)
        _count(scanner, rows_of, pulses, (signal, variance), raw[channel], rng)
    calibration = Calibration(dark, air, reference)
    picture = calibrate(raw, calibration, scanner.readout.air_level, scanner.readout.repair)
    return Exposure(source.channels, raw, calibration, picture)


def _later(motion: Motion, pulses: float) -> Motion:
    """Where pulses fall that come a part of a pulse later."""
    if not pulses:
        return motion
    at = np.arange(motion.position.size)
    last = at.size - 1
    position = np.interp(at + pulses, at, motion.position)
    position[last] += pulses * float(motion.position[last] - motion.position[last - 1])
    shift = np.interp(at + pulses, at, motion.shift)
    return Motion(position.astype(np.float32), shift.astype(np.float32))


def _arrive(
    scene: tuple[Float, Float],
    scanner: Scanner,
    motion: Motion,
    level: float,
    out: tuple[Float, Float],
) -> None:
    """Mean and variance as they arrive at the detectors, ``level`` the variance in air."""
    across, up = scanner.blur_px
    sigma = (max(across, _LEAST_BLUR), max(up, _LEAST_BLUR))
    for lines, air, to in zip(scene, (1.0, level), out, strict=True):
        resample(lines, motion.position, motion.shift, sigma, air, to)


def _scattered(signal: Float, variance: Float, scanner: Scanner, level: float, spare: Float) -> None:
    """Add scatter to mean and variance, in place."""
    if not scanner.readout.scatter:
        return
    reach = scanner.readout.scatter_mm / scanner.pixel_pitch_mm[1]
    coarse = scatter(signal, scanner.readout.scatter, reach)
    cv2.resize(coarse, signal.shape[::-1], dst=spare, interpolation=cv2.INTER_LINEAR)
    signal += spare
    spare *= np.float32(level)
    variance += spare


def _lines(scanner: Scanner, rows_of: Pattern, level: float, rng: Generator) -> tuple[Float, Float]:
    """Dark and air lines taken before the scan, float32 (rows,) each, in counts.

    They do not quite fit it: gain and dark level have moved since.
    """
    readout = scanner.readout
    moved = by_rows(scanner, readout.row_gain, readout.row_gain, rng)
    slow = float(rng.standard_normal()) + 0.5 * rng.standard_normal(scanner.rows, np.float32)
    slow[rows_of.stuck] = 0
    full = 2.0**readout.bits * readout.air
    dark = rows_of.dark + np.float32(readout.dark_drift * full) * slow
    noise = np.sqrt((level / readout.quanta + readout.electronic**2) / _CALIBRATION_PULSES)
    air = 1 + np.float32(noise) * rng.standard_normal(scanner.rows, np.float32)
    return dark.astype(np.float32), (dark + rows_of.gain * moved * air).astype(np.float32)


def _count(
    scanner: Scanner,
    rows_of: Pattern,
    pulses: Pulses,
    beams: tuple[Float, Float],
    raw: Counts,
    rng: Generator,
) -> None:
    """Write the counts of one channel, uint16 (pulses, rows)."""
    readout = scanner.readout
    full = 2.0**readout.bits * readout.air
    # Electronic noise in shares of what the row gives in air; a dead row keeps it in counts.
    gain = np.maximum(rows_of.gain, np.float32(1))
    relative = (readout.electronic * full / gain).astype(np.float32)
    alive = (rows_of.gain > 0).astype(np.float32)
    per_quantum = (1 / (readout.quanta * rows_of.dose)).astype(np.float32)
    wander = _wander(raw.shape[0], rows_of, readout.electronic * full, rng)
    noise = np.empty((_BLOCK, scanner.rows), np.float32)
    most = np.float32(min(2.0**readout.bits - 1, 65535))
    for start in range(0, raw.shape[0], _BLOCK):
        part = slice(start, min(start + _BLOCK, raw.shape[0]))
        rng.standard_normal(dtype=np.float32, out=noise)
        _read(
            beams[0][part], beams[1][part], noise, pulses.dose[part],
            alive, per_quantum, relative, gain, rows_of.dark, most, raw[part],
        )  # fmt: skip
    for row, way in zip(rows_of.drifting, wander, strict=True):
        raw[:, row] = np.clip(raw[:, row] + way, 0, most).astype(np.uint16)
    raw[:, rows_of.stuck] = np.rint(rows_of.dark[rows_of.stuck]).clip(0, most).astype(np.uint16)


def _wander(pulses: int, rows_of: Pattern, electronic: float, rng: Generator) -> Float:
    """What drifting rows add in counts, float32 (n, pulses): a walk at random about zero."""
    size = (rows_of.drifting.size, pulses)
    steps = rng.standard_normal(size, np.float32)
    walk = np.cumsum(steps, axis=1, dtype=np.float32)
    walk -= walk.mean(axis=1, keepdims=True)
    return walk * np.float32(electronic * 30 / np.sqrt(pulses))


@njit(cache=True)
def _read(
    mean: Float,
    variance: Float,
    noise: Float,
    dose: Float,
    alive: Float,
    per_quantum: Float,
    electronic: Float,
    gain: Float,
    dark: Float,
    most: np.float32,
    raw: Counts,
) -> None:
    """Counts of a block of pulses.

    Where few quanta arrive their law is skew: the normal law is bent to the third moment of Poisson
    after Cornish and Fisher, Rev. Inst. Int. Stat. 5, 307 (1938).
    """
    for i in range(raw.shape[0]):
        m, v, z, to, pulse = mean[i], variance[i], noise[i], raw[i], dose[i]
        for r in range(to.size):
            signal = m[r] * pulse * alive[r]
            counted = v[r] * pulse * per_quantum[r] * alive[r]
            total = counted + electronic[r] * electronic[r]
            bend = counted * counted / (total * max(signal, np.float32(1e-9)) * np.float32(6))
            signal += np.sqrt(total) * z[r] + bend * (z[r] * z[r] - np.float32(1))
            counts = dark[r] + gain[r] * signal + np.float32(0.5)
            to[r] = np.uint16(min(max(counts, np.float32(0)), most))
