"""What the channels of a scanner see of a beam, and how much of it matter lets through.

A scintillator adds up energy: a photon counts with the energy that it leaves there. Its first
interaction leaves the share that the energy-absorption coefficient gives; scattered photons are
taken to leave the narrow crystal. All channels share one set of energies, placed by Gauss and
Legendre's rule, so that one exponential serves them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from training.simulator.physics.compositions import COPPER
from training.simulator.physics.elements import mass_absorption, mass_attenuation
from training.simulator.physics.material import Composition, formula
from training.simulator.physics.spectrum import accelerator, tube, tube_lines

Float = NDArray[np.float32]
Float64 = NDArray[np.float64]

CADMIUM_TUNGSTATE = formula("cadmium tungstate", Cd=1, W=1, O=4)
GADOLINIUM_OXYSULFIDE = formula("gadolinium oxysulfide", Gd=2, O=2, S=1)
CAESIUM_IODIDE = Composition("caesium iodide", (("Cs", 0.5115), ("I", 0.4885)))
_BLOCK_PIXELS = 4096
_OPAQUE = np.float32(-80.0)


@dataclass(frozen=True, slots=True)
class Crystal:
    """A scintillator as deep as its areal mass in g/cm2, and what the beam passes before it."""

    composition: Composition
    g_cm2: float
    front: tuple[tuple[Composition, float], ...] = ()

    def deposits(self, energy_mev: Float64) -> tuple[Float64, Float64]:
        """Mean and mean square of the energy in MeV that a photon sent at the crystal leaves in it.

        Both float64, the shape of ``energy_mev``. The share that an interaction leaves varies as
        widely as its mean allows: evenly between zero and twice the mean, or between one and as far
        below the mean.
        """
        attenuation = mass_attenuation(self.composition, energy_mev)
        share = mass_absorption(self.composition, energy_mev) / attenuation
        stopped = 1 - np.exp(-attenuation * self.g_cm2)
        for composition, mass in self.front:
            stopped = stopped * np.exp(-mass_attenuation(composition, energy_mev) * mass)
        spread = np.minimum(share, 1 - share) ** 2 / 3
        return stopped * share * energy_mev, stopped * (share**2 + spread) * energy_mev**2


@dataclass(frozen=True, slots=True)
class Channel:
    """One reading of a scanner: end point in MV, beam current against the first channel, crystal."""

    name: str
    endpoint_mv: float
    crystal: Crystal
    current: float = 1.0

    def photons(self, energy_mev: Float64) -> Float64:
        """Continuum sent at the object, photons per MeV in arbitrary units."""
        if self.endpoint_mv < 1:
            return tube(self.endpoint_mv * 1000, energy_mev) * self.current
        return accelerator(self.endpoint_mv, energy_mev) * self.current


# Cadmium tungstate 30 mm deep, as behind accelerators; in a bag scanner a thin screen over a copper
# sheet over a thick crystal. An accelerator reaches its lower energy by drawing more current.
_DEEP = Crystal(CADMIUM_TUNGSTATE, 23.7)
_SCREEN = Crystal(GADOLINIUM_OXYSULFIDE, 0.16)
_BEHIND = Crystal(CAESIUM_IODIDE, 1.8, ((GADOLINIUM_OXYSULFIDE, 0.16), (COPPER, 0.54)))
MODES: Mapping[str, tuple[Channel, ...]] = {
    "6": (Channel("single", 6, _DEEP),),
    "9": (Channel("single", 9, _DEEP),),
    "6/3": (Channel("high", 6, _DEEP), Channel("low", 3, _DEEP, 3.0)),
    "9/6": (Channel("high", 9, _DEEP), Channel("low", 6, _DEEP, 1.5)),
    "160kv": (Channel("high", 0.16, _BEHIND), Channel("low", 0.16, _SCREEN)),
}
# Where panels of energies meet, in MeV, and points in each: end points, and the edges of tin,
# iodine, barium, gadolinium, tungsten, gold, lead and uranium.
_PANELS: Mapping[str, tuple[tuple[float, ...], int]] = {
    "6": ((0.1, 6), 14),
    "9": ((0.1, 9), 14),
    "6/3": ((0.1, 3, 6), 12),
    "9/6": ((0.1, 6, 9), 10),
    "160kv": ((0.012, 0.0292, 0.03598, 0.05024, 0.06953, 0.08072, 0.088, 0.1156, 0.16), 4),
}


@dataclass(frozen=True, slots=True, eq=False)
class Beam:
    """A source and its channels on one set of energies.

    ``energies`` in MeV, float64 (K,). ``shares``, float64 (channels, K): what each contributes to
    the signal in air; rows add up to one. ``second``, float64 (channels, K): what each contributes
    to the variance of the signal. With ``A`` the attenuation at each energy and the signal in air
    one, the mean is ``shares @ exp(-A)`` and the variance ``second @ exp(-A) / quanta``, where
    ``quanta`` is the noise-equivalent number of photons that the first channel detects in air: its
    row of ``second`` adds up to one, that of a weaker channel to more. ``signal`` and ``quanta`` are
    energy deposited and noise-equivalent number in air of the first channel for one unit of beam
    current, in units that all accelerators share: how much more a stronger machine counts.
    """

    mode: str
    channels: tuple[str, ...]
    energies: Float64
    shares: Float64
    second: Float64
    signal: float
    quanta: float


@cache
def beam(mode: str) -> Beam:
    """The beam of a scanner by its mode, one of ``MODES``; a KeyError for any other."""
    energies, weights = _rule(*_PANELS[mode])
    lines, strengths = tube_lines() if mode == "160kv" else (np.zeros(0), np.zeros(0))
    energies = np.concatenate([energies, lines])
    shares: list[Float64] = []
    second: list[Float64] = []
    signals: list[float] = []
    for channel in MODES[mode]:
        continuum = channel.photons(energies[: weights.size]) * weights
        photons = np.concatenate([continuum, strengths * channel.current])
        mean, square = channel.crystal.deposits(energies)
        signal = float(photons @ mean)
        shares.append(photons * mean / signal)
        second.append(photons * square / signal**2)
        signals.append(signal)
    names = tuple(channel.name for channel in MODES[mode])
    quanta = 1 / float(second[0].sum())
    return Beam(mode, names, energies, np.array(shares), np.array(second) * quanta, signals[0], quanta)


def _rule(breaks: Sequence[float], points: int) -> tuple[Float64, Float64]:
    """Energies and weights of Gauss and Legendre's rule in the logarithm of energy, panel by panel."""
    x, w = np.polynomial.legendre.leggauss(points)
    ends = np.log(breaks)
    half = np.diff(ends)[:, None] / 2
    energies = np.exp((ends[:-1, None] + half) + half * x).ravel()
    return energies, (half * w).ravel() * energies


def transmission(planes: Mapping[Composition, Float], beam: Beam) -> tuple[Float, Float]:
    """Signal and its variance behind matter, without noise: the law of Beer and Lambert.

    Parameters
    ----------
    planes
        Areal mass along each ray in g/cm2 by composition, float32, all of one shape; the answer
        lies in memory as they do, so that transposed pictures cost no copy.
    beam
        What the channels see.

    Returns
    -------
    Mean of the signal, 1 in air, and its variance times ``quanta`` (see `Beam`), float32
    (channels, ``*shape``) each.
    """
    first = next(iter(planes.values()))
    order = "C" if first.flags.c_contiguous else "F"
    flat = [plane.ravel(order) for plane in planes.values()]
    minus_mu = -np.stack([mass_attenuation(each, beam.energies) for each in planes], 1).astype(np.float32)
    out = _through(flat, minus_mu, np.concatenate([beam.shares, beam.second]).astype(np.float32))
    if order == "C":
        mean, second = np.split(out.reshape(-1, *first.shape), 2)
    else:
        turned = out.reshape(-1, *first.shape[::-1])
        mean, second = np.split(turned.transpose(0, *range(first.ndim, 0, -1)), 2)
    return mean, second


def _through(flat: Sequence[Float], minus_mu: Float, rows: Float) -> Float:
    """Sums of exponentials along each ray, float32 (rows, pixels), block by block."""
    out = np.empty((rows.shape[0], flat[0].size), np.float32)
    out[:] = rows.sum(1, keepdims=True)
    mass = np.empty((len(flat), _BLOCK_PIXELS), np.float32)
    depth = np.empty((minus_mu.shape[0], _BLOCK_PIXELS), np.float32)
    for start in range(0, out.shape[1], _BLOCK_PIXELS):
        size = min(_BLOCK_PIXELS, out.shape[1] - start)
        for row, plane in zip(mass, flat, strict=True):
            row[:size] = plane[start : start + size]
        if not mass[:, :size].any():
            continue
        through = np.matmul(minus_mu, mass[:, :size], out=depth[:, :size])
        np.exp(np.maximum(through, _OPAQUE, out=through), out=through)
        np.matmul(rows, through, out=out[:, start : start + size])
    return out


def material_line(beam: Beam, composition: Composition, masses: Float64) -> Float64:
    """Attenuation of each channel behind areal masses in g/cm2 of one composition.

    ``masses`` float64 (N,) gives float64 (channels, N): the curve of the material in the plane of
    high and low attenuation, on which two-energy scanners tell materials apart.
    """
    depth = np.multiply.outer(mass_attenuation(composition, beam.energies), masses)
    return -np.log(beam.shares @ np.exp(-depth))
