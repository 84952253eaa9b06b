"""What a machine keeps from scan to scan: gain and dark level of each row, and rows that fail."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.geometry import Scanner

Float = NDArray[np.float32]
Rows = NDArray[np.intp]
_ROW_SPREAD = 0.03
_MODULE_SPREAD = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """The rows of one channel.

    ``gain``, float32 (rows,): counts of air over the dark level; zero where a row does not count.
    ``dark``, float32 (rows,): counts without beam. ``dose``, float32 (rows,): what the fan sends to
    each row, 1 in its middle. ``stuck`` and ``drifting`` are rows, (n,).
    """

    gain: Float
    dark: Float
    dose: Float
    stuck: Rows
    drifting: Rows


def pattern(scanner: Scanner, channel: int) -> Pattern:
    """The lasting pattern of a machine; the channels share the rows that fail."""
    readout, rows = scanner.readout, scanner.rows
    fails = np.random.default_rng([readout.serial, rows, 501])
    dead = _failing(rows, readout.dead, fails)
    stuck = dead[fails.random(dead.size) < 0.35]
    drifting = _failing(rows, readout.drifting, fails)
    rng = np.random.default_rng([readout.serial, rows, 502, channel])
    range_of = 2.0**readout.bits
    slopes = scanner.slopes
    middle, half = (scanner.top + scanner.bottom) / 2, (scanner.top - scanner.bottom) / 2
    dose = 1 - readout.fall * ((slopes - middle) / half) ** 2
    gain = by_rows(scanner, _ROW_SPREAD, _MODULE_SPREAD, rng) * dose * readout.air * range_of
    gain[dead] = 0
    dark = readout.dark * range_of * by_rows(scanner, 4 * _ROW_SPREAD, 4 * _MODULE_SPREAD, rng)
    dark[stuck] = range_of * rng.uniform(0.05, 1.0, stuck.size)
    return Pattern(gain.astype(np.float32), dark.astype(np.float32), dose.astype(np.float32), stuck, drifting)


def by_rows(scanner: Scanner, single: float, module: float, rng: Generator) -> Float:
    """Factors about one, float32 (rows,), that rows have by themselves and by the card they sit on."""
    rows, size = scanner.rows, scanner.readout.module
    cards = rng.standard_normal(rows // size + 1, np.float32)
    own = rng.standard_normal(rows, np.float32)
    factors = 1 + np.float32(single) * own + np.float32(module) * np.repeat(cards, size)[:rows]
    return np.maximum(factors, np.float32(0.2))


def _failing(rows: int, share: float, rng: Generator) -> Rows:
    """Rows that fail, now and then two or three side by side."""
    first = np.flatnonzero(rng.random(rows) < share)
    more = [first + step for step in (1, 2) if first.size] if share else []
    near = [each[rng.random(each.size) < 0.25] for each in more]
    return np.unique(np.concatenate([first, *near]))[: rows // 4] % rows
