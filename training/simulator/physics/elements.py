"""Mass attenuation of elements and of their mixtures, 10 keV to 10 MeV.

The numbers are those of the tables of the United States National Institute of Standards and
Technology: J. H. Hubbell and S. M. Seltzer, "Tables of X-Ray Mass Attenuation Coefficients and Mass
Energy-Absorption Coefficients", NISTIR 5632 (1995), version 1.4; total attenuation with coherent
scattering. Each edge of absorption stands twice, with its value below and above.
"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.simulator.physics.material import Composition

Float64 = NDArray[np.float64]
LOWEST_MEV, HIGHEST_MEV = 0.01, 10.0
_TABLE = Path(__file__).parent / "data" / "attenuation.csv"


@dataclass(frozen=True, slots=True, eq=False)
class Coefficients:
    """Table of one element: energies in MeV, attenuation and energy absorption in cm2/g, float64 (N,)."""

    energy: Float64
    attenuation: Float64
    absorption: Float64


@cache
def elements() -> dict[str, Coefficients]:
    """The tables of all elements, by symbol, lightest first."""
    rows: dict[str, list[list[float]]] = {}
    with _TABLE.open(encoding="ascii", newline="") as lines:
        for symbol, *numbers in list(csv.reader(lines))[1:]:
            rows.setdefault(symbol, []).append([float(each) for each in numbers])
    return {symbol: Coefficients(*np.array(table).T) for symbol, table in rows.items()}


def mass_attenuation(composition: Composition, energy_mev: Float64) -> Float64:
    """Total mass attenuation coefficient of a mixture, coherent scattering included.

    Parameters
    ----------
    composition
        Elements by mass; the coefficients of a mixture add up by mass.
    energy_mev
        Photon energies in MeV, float64, any shape.

    Returns
    -------
    cm2/g, float64, the shape of ``energy_mev``.

    Raises
    ------
    ValueError
        An energy lies outside the tables (10 keV to 10 MeV): nothing is extrapolated.
    KeyError
        The composition names an element without a table.
    """
    return _mix(composition, energy_mev, "attenuation")


def mass_absorption(composition: Composition, energy_mev: Float64) -> Float64:
    """Mass energy-absorption coefficient in cm2/g; parameters and errors as `mass_attenuation`.

    The part of the attenuation that stays where the photon is stopped; what scattering,
    fluorescence, annihilation and bremsstrahlung carry away is left out.
    """
    return _mix(composition, energy_mev, "absorption")


def _mix(composition: Composition, energy_mev: Float64, column: str) -> Float64:
    if energy_mev.size and not (energy_mev.min() >= LOWEST_MEV and energy_mev.max() <= HIGHEST_MEV):
        raise ValueError(f"energies must lie within {LOWEST_MEV} to {HIGHEST_MEV} MeV")
    total = np.zeros(energy_mev.shape)
    for symbol, fraction in composition.elements:
        table = elements()[symbol]
        total += fraction * _interpolate(energy_mev, table.energy, getattr(table, column))
    return total


def _interpolate(at: Float64, energy: Float64, value: Float64) -> Float64:
    """Cubic Hermite curve on log-log axes, broken at the edges, where an energy stands twice."""
    x, y, wanted = np.log(energy), np.log(value), np.log(at)
    starts = [0, *(np.flatnonzero(np.diff(energy) == 0) + 1).tolist(), energy.size]
    slope = np.concatenate([_slopes(x[a:b], y[a:b]) for a, b in pairwise(starts)])
    left = np.clip(np.searchsorted(x, wanted, side="right") - 1, 0, energy.size - 2)
    step = x[left + 1] - x[left]
    t = (wanted - x[left]) / step
    rise = y[left + 1] - y[left]
    start, end = slope[left] * step - rise, rise - slope[left + 1] * step
    return np.exp(y[left] + t * rise + t * (1 - t) * ((1 - t) * start + t * end))


def _slopes(x: Float64, y: Float64) -> Float64:
    """Slope at each point of a branch between two edges, from the parabola through its neighbours."""
    if x.size < 3:
        return np.full(x.size, (y[-1] - y[0]) / (x[-1] - x[0]) if x.size == 2 else 0.0)
    return np.gradient(y, x, edge_order=2)
