"""Photons: what an accelerator sends, what matter takes out of it, what the detector adds up.

The spectrum is that of a thick target (Kramers, 1923): the number of photons at energy E goes as
``(E0 - E) / E``. The beam then passes the exit filter, and a scintillator that integrates energy
weighs each photon with its energy and the share that it stops. Mass attenuation coefficients are
from the tables of NIST (Hubbell and Seltzer, NISTIR 5632), interpolated on log-log axes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]

SUBSTANCES = ("water", "polyethylene", "carbon", "aluminium", "iron", "lead")
_MEV = np.array([0.3, 0.5, 0.8, 1.0, 2.0, 3.0, 4.0, 6.0, 10.0])
_CM2_PER_G = {
    "water": (0.1186, 0.09687, 0.07866, 0.07072, 0.04942, 0.03969, 0.03403, 0.02770, 0.02219),
    "polyethylene": (0.1219, 0.09947, 0.08078, 0.07262, 0.05064, 0.04045, 0.03444, 0.02760, 0.02149),
    "carbon": (0.1066, 0.08715, 0.07076, 0.06361, 0.04442, 0.03562, 0.03047, 0.02469, 0.01959),
    "aluminium": (0.1042, 0.08445, 0.06841, 0.06146, 0.04324, 0.03541, 0.03106, 0.02655, 0.02318),
    "iron": (0.1099, 0.08414, 0.06699, 0.05995, 0.04265, 0.03621, 0.03312, 0.03057, 0.02994),
    "lead": (0.4031, 0.1614, 0.08870, 0.07102, 0.04606, 0.04234, 0.04197, 0.04391, 0.04972),
}
FILTER_IRON_G_CM2 = 12.0
SCINTILLATOR_IRON_G_CM2 = 20.0
_BLOCK_PIXELS = 16384


@dataclass(frozen=True, slots=True)
class Material:
    """A material as a mixture of tabulated substances.

    ``density`` is in g/cm3, as packed where the material is goods; ``mixture`` gives mass
    fractions that add up to one.
    """

    name: str
    density: float
    mixture: tuple[tuple[str, float], ...]

    def at(self, density: float) -> "Material":
        """The same material packed to another density in g/cm3."""
        return Material(self.name, density, self.mixture)


def mass_attenuation(substance: str, energy_mev: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mass attenuation coefficient in cm2/g at the given energies in MeV (0.3 to 10)."""
    table = np.log(_CM2_PER_G[substance])
    return np.exp(np.interp(np.log(energy_mev), np.log(_MEV), table))


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """Energies (MeV) and the share of the air signal that each contributes; shares add up to one."""

    energies: NDArray[np.float64]
    shares: NDArray[np.float64]

    def effective(self, substance: str) -> float:
        """Mass attenuation in cm2/g of a thin layer, as this beam and detector see it."""
        return float(self.shares @ mass_attenuation(substance, self.energies))


@cache
def bremsstrahlung(endpoint_mv: float, bins: int = 12) -> Spectrum:
    """Detected spectrum of an accelerator with the given end-point voltage in MV."""
    edges = np.geomspace(0.3, endpoint_mv, bins + 1)
    energy = np.sqrt(edges[1:] * edges[:-1])
    photons = np.clip(endpoint_mv - energy, 0, None) / energy * np.diff(edges)
    mu = mass_attenuation("iron", energy)
    stopped = 1 - np.exp(-mu * SCINTILLATOR_IRON_G_CM2)
    signal = photons * np.exp(-mu * FILTER_IRON_G_CM2) * energy * stopped
    return Spectrum(energy, signal / signal.sum())


def transmission(masses: Mapping[str, Float], spectrum: Spectrum) -> Float:
    """Noise-free transmission behind the given areal masses.

    Parameters
    ----------
    masses
        Areal mass along each ray in g/cm2, float32 (H, W), by substance.
    spectrum
        What the detector would see in air.

    Returns
    -------
    float32 (H, W), 1 in air: the polychromatic law of Beer and Lambert.
    """
    names = [name for name in SUBSTANCES if name in masses]
    shape = next(iter(masses.values())).shape
    mu = np.stack([mass_attenuation(name, spectrum.energies) for name in names], 1).astype(np.float32)
    shares = spectrum.shares.astype(np.float32)
    flat = [masses[name].reshape(-1) for name in names]
    out = np.ones(flat[0].size, np.float32)
    for start in range(0, out.size, _BLOCK_PIXELS):
        block = np.stack([each[start : start + _BLOCK_PIXELS] for each in flat])
        if block.any():
            depth = mu @ block
            np.negative(depth, out=depth)
            out[start : start + _BLOCK_PIXELS] = shares @ np.exp(depth, out=depth)
    return out.reshape(shape)
