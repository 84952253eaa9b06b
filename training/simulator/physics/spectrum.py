"""Photons that leave a source: accelerators of a few MV with a thick target, and an X-ray tube.

Accelerator, straight ahead. Electrons slow down in tungsten along their mean path (stopping powers
and ranges: NIST ESTAR, M. J. Berger and others, NISTIR 4999) while multiple scattering (B. Rossi,
High-Energy Particles, 1952) turns them away from the axis. Each layer sends forward bremsstrahlung
of the shape of L. I. Schiff, Phys. Rev. 83, 252 (1951), integrated over angle, scaled so that its
energy is the radiative stopping power, in proportion to the share of electrons that still point
forward; the rest of the target and the exit filter then take out the soft part.

Tube. Kramers' law (Phil. Mag. 46, 836, 1923) with the K lines of tungsten, behind the filtration.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.simulator.physics.compositions import ALUMINIUM, COPPER, IRON, TUNGSTEN
from training.simulator.physics.elements import mass_attenuation

Float64 = NDArray[np.float64]
ELECTRON_MEV = 0.51099895
# Exit of an industrial accelerator: converter as thick as the electrons still make hard photons in,
# copper that stops them, steel of window and dose monitor.
TARGET_RANGES = 0.4
COPPER_G_CM2 = 3.0
STEEL_G_CM2 = 1.6
# The anode takes out some of what is made below its surface; 2 mm aluminium and 0.1 mm copper.
TUBE_FILTER_G_CM2 = ((TUNGSTEN, 0.012), (ALUMINIUM, 0.54), (COPPER, 0.09))
# Energies in MeV and relative strengths of K-alpha-2, K-alpha-1, K-beta-1 and K-beta-2 of tungsten
# (J. A. Bearden, Rev. Mod. Phys. 39, 78, 1967).
TUNGSTEN_K = (0.05798, 0.05932, 0.06724, 0.06907), (0.577, 1.0, 0.34, 0.09)
# Share of the photons of a 160 kV tube that are K lines behind its filtration.
K_SHARE = 0.14
_RADIATION_LENGTH = 6.76
_SCATTER_MEV = 21.2
_LAYERS = 80
_ORDERS = np.arange(200)


@cache
def _tungsten() -> Float64:
    """Rows of energy, radiative stopping power and range of electrons, float64 (3, N)."""
    with (Path(__file__).parent / "data" / "tungsten.csv").open(encoding="ascii", newline="") as lines:
        table = [[float(each) for each in row] for row in list(csv.reader(lines))[1:]]
    return np.array(table).T


def schiff(photon_mev: Float64, electron_mev: float) -> Float64:
    """Bremsstrahlung of one electron in tungsten per MeV of photon energy, over all angles.

    Equation 3 of Schiff (1951) for complete and intermediate screening, in arbitrary units; zero
    at and above the energy of the electron.
    """
    total = (electron_mev + ELECTRON_MEV) / ELECTRON_MEV
    k = photon_mev / ELECTRON_MEV
    left = np.maximum(total - k, 1.0)
    screen = 74 ** (1 / 3) / 111
    b = 2 * total * left * screen / k
    m = -np.log((k / (2 * total * left)) ** 2 + screen**2)
    share = left / total
    angle = np.arctan(b)
    first = (1 + share**2 - 2 / 3 * share) * (m + 1 - 2 / b * angle)
    second = share * (
        2 / b**2 * np.log1p(b**2) + 4 * (2 - b**2) / (3 * b**3) * angle - 8 / (3 * b**2) + 2 / 9
    )
    return np.where(photon_mev < electron_mev, np.maximum(first + second, 0) / k, 0.0)


def accelerator(endpoint_mv: float, energy_mev: Float64) -> Float64:
    """Photons per MeV that an accelerator sends straight ahead through target and exit filter.

    Parameters
    ----------
    endpoint_mv
        Energy of the electrons in MeV (1 to 10).
    energy_mev
        Photon energies in MeV, float64 (N,).

    Returns
    -------
    float64 (N,), for one electron, in arbitrary units that are the same for every end point; zero
    above the end point.
    """
    energy, _, reach = _tungsten()
    reach_of = np.interp(np.log(endpoint_mv), np.log(energy), np.log(reach))
    target = TARGET_RANGES * np.exp(reach_of)
    # Layers grow with depth: the electrons lose the forward direction within the first hundredth.
    edges = target * np.linspace(0, 1, _LAYERS + 1) ** 2
    depth = (edges[1:] + edges[:-1]) / 2
    left = np.exp(np.interp(np.log(np.exp(reach_of) - depth), np.log(reach), np.log(energy)))
    tungsten = mass_attenuation(TUNGSTEN, energy_mev)
    photons = np.zeros_like(energy_mev)
    turned = 0.0
    for layer, (at, kinetic) in enumerate(zip(depth, left, strict=True)):
        thickness = edges[layer + 1] - edges[layer]
        step = _scattering_power(kinetic) * thickness
        forward = _forward(turned + step / 2 + (ELECTRON_MEV / (kinetic + ELECTRON_MEV)) ** 2)
        turned += step
        made = schiff(energy_mev, kinetic) * (_radiated(kinetic) * thickness)
        photons += made * forward * np.exp(-tungsten * (target - at))
    exit_filter = mass_attenuation(COPPER, energy_mev) * COPPER_G_CM2
    exit_filter += mass_attenuation(IRON, energy_mev) * STEEL_G_CM2
    return photons * np.exp(-exit_filter)


def _radiated(kinetic_mev: float) -> float:
    """Factor on `schiff` that makes its energy the radiative stopping power in MeV cm2/g."""
    energy, radiative, _ = _tungsten()
    stopping = np.exp(np.interp(np.log(kinetic_mev), np.log(energy), np.log(radiative)))
    photon = np.geomspace(1e-3, 1, 400) * kinetic_mev
    return float(stopping / np.trapezoid(schiff(photon, kinetic_mev) * photon, photon))


def _scattering_power(kinetic_mev: float) -> float:
    """Mean square angle in space, per g/cm2 of tungsten (Rossi)."""
    total = kinetic_mev + ELECTRON_MEV
    momentum_velocity = kinetic_mev * (kinetic_mev + 2 * ELECTRON_MEV) / total
    return (_SCATTER_MEV / momentum_velocity) ** 2 / _RADIATION_LENGTH


def _forward(mean_square: float) -> float:
    """Density straight ahead, per steradian, of directions that diffused over the sphere.

    The sum over Legendre orders of Goudsmit and Saunderson, Phys. Rev. 57, 24 (1940), for many
    small turns: narrow beams give 1/(pi <angle^2>), directions without memory 1/(4 pi).
    """
    decay = np.exp(-_ORDERS * (_ORDERS + 1) * mean_square / 4)
    return float(((2 * _ORDERS + 1) * decay).sum() / (4 * np.pi))


def tube(endpoint_kv: float, energy_mev: Float64) -> Float64:
    """Continuum of a tungsten X-ray tube behind its filtration, photons per MeV, float64 (N,).

    Scaled so that the photons of the continuum above 10 keV and those of `tube_lines` add up to one.
    """
    grid = np.linspace(0.01, endpoint_kv / 1000, 4000)
    total = float(np.trapezoid(_kramers(endpoint_kv, grid), grid))
    return _kramers(endpoint_kv, energy_mev) * ((1 - K_SHARE) / total)


def tube_lines() -> tuple[Float64, Float64]:
    """Energies in MeV and photons of the K lines of tungsten behind the filtration, float64 (4,) each."""
    energy, strength = np.array(TUNGSTEN_K[0]), np.array(TUNGSTEN_K[1])
    photons = strength * _filtration(energy)
    return energy, photons * (K_SHARE / photons.sum())


def _kramers(endpoint_kv: float, energy_mev: Float64) -> Float64:
    return np.clip(endpoint_kv / 1000 / energy_mev - 1, 0, None) * _filtration(energy_mev)


def _filtration(energy_mev: Float64) -> Float64:
    depth = sum(mass_attenuation(material, energy_mev) * mass for material, mass in TUBE_FILTER_G_CM2)
    return np.exp(-np.asarray(depth))
