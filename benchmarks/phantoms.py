"""What the simulated scanners achieve in the tests of IEC 62523, beside what is published of real ones.

Each test object is drawn, goes through the beam and the whole chain of the detector, and is read
by the observer of ``training.simulator.phantoms``: a feature counts as seen when at least nine of ten
exposures show it with five times its noise (Rose). Prints one JSON object.
"""

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from training.simulator.geometry import Mode, Scanner
from training.simulator.materials import ALUMINIUM, LEAD, PLASTIC, STEEL
from training.simulator.phantoms import (
    ROSE,
    Phantom,
    contrast_indicator,
    identify,
    line_pairs,
    modulation,
    steel_penetration,
    step_wedge,
    visibility,
    wire,
)
from training.simulator.physics import compositions as of
from training.simulator.physics.beam import beam
from training.simulator.physics.elements import mass_absorption, mass_attenuation
from training.simulator.physics.spectrum import accelerator
from training.simulator.sites import scanner_of

Float = NDArray[np.float32]
EXPOSURES = 10
SHIELDS = {
    "steel": (of.IRON, 7.85),
    "lead": (of.LEAD, 11.35),
    "concrete": (of.CONCRETE, 2.35),
    "water": (of.WATER, 1.0),
}
RESOLVED = 0.2 * 4 / np.pi
STATUS = "Chen and others, X-Ray Cargo Inspection: Status and Trends, AIP Conf. Proc. 1099 (2009)"
ARROW = "Burke and Procter (Rapiscan), contribution 2811 to IPAC 2023: an arrow fades at 290 to 335 mm"
EAGLE = "Rapiscan Eagle: more than a foot, 305 mm (freightwaves.com, The Eagle has landed for CBP)"
PUBLISHED = {
    "steel penetration": f"200 to 450 mm for 3 to 9 MV ({STATUS}); {ARROW}; {EAGLE}",
    "contrast": f"1 to 4% ({STATUS})",
    "resolution": f"3 to 5 mm ({STATUS})",
    "wire": "1 to 3 mm is what buyers ask for; no maker's sheet found",
}


def machine(mode: Mode) -> Scanner:
    """The new machine of site 0, with another accelerator at the same current."""
    scanner = scanner_of(0)
    here, there = beam(scanner.mode), beam(mode)
    readout = replace(
        scanner.readout,
        quanta=scanner.readout.quanta * there.quanta / here.quanta,
        electronic=scanner.readout.electronic * here.signal / there.signal,
    )
    return replace(scanner, mode=mode, readout=readout)


def layers(endpoint_mv: float) -> dict[str, object]:
    """Mean energy of a beam, and first half-value and later tenth-value layers (1% to 0.1%) for air kerma."""
    energy = np.linspace(0.02, endpoint_mv, 3000)
    photons = accelerator(endpoint_mv, energy)
    kerma = photons * energy * mass_absorption(of.AIR, energy)
    found: dict[str, object] = {"mean energy, MeV": round(float(photons @ energy / photons.sum()), 2)}
    for name, (matter, density) in SHIELDS.items():
        mu = mass_attenuation(matter, energy) * density
        depth = np.linspace(0, 400, 2001)
        left = np.exp(-np.multiply.outer(depth, mu)) @ kerma / kerma.sum()
        half, hundredth, thousandth = np.interp(-np.log([0.5, 0.01, 0.001]), -np.log(left), depth * 10)
        found[f"{name}, mm"] = [round(float(half), 1), round(float(thousandth - hundredth), 1)]
    return found


def exposures(phantom: Phantom, count: int = EXPOSURES) -> list[Float]:
    """Pictures of a phantom, transmission float32 (channels, rows, columns) each."""
    return [phantom.expose(np.random.default_rng(seed)) for seed in range(count)]


def seen(phantom: Phantom, template: Float | None = None) -> bool:
    """Whether the observer sees the feature in at least nine of ten exposures."""
    found = [visibility(each[0], phantom.targets[0], template) >= ROSE for each in exposures(phantom)]
    return float(np.mean(found)) >= 0.9


def penetration(scanner: Scanner) -> float:
    """The thickest steel, in steps of 5 mm, behind which the lead block is seen."""
    return _last(np.arange(150, 600, 5.0), lambda mm: seen(steel_penetration(scanner, mm)))


def finest_wire(scanner: Scanner) -> float:
    """The thinnest copper wire in air, in steps of 0.1 mm, that is seen."""

    def visible(diameter: float) -> bool:
        phantom = wire(scanner, diameter)
        mean, _ = phantom.signal(beam(scanner.mode))
        return seen(phantom, (1 - mean[0])[phantom.targets[0]])

    return _last(np.arange(4, 0.2, -0.1), visible)


def least_contrast(scanner: Scanner) -> float:
    """The thinnest sheet on 100 mm steel that is seen, per cent of the steel, in steps of 0.1."""
    return _last(np.arange(5, 0, -0.1), lambda mm: seen(contrast_indicator(scanner, 100, mm)))


def finest_bars(scanner: Scanner, upright: bool) -> float:
    """Width of the finest bars, in steps of 0.5 mm, of which 20% of the contrast is left at any phase."""
    pitch = scanner.pixel_pitch_mm[0 if upright else 1]

    def resolved(bar: float) -> bool:
        if bar < pitch:
            return False
        left: list[float] = []
        for phase in (0.0, 0.25, 0.5, 0.75):
            phantom = line_pairs(scanner, bar, phase, upright)
            picture = -np.log(np.maximum(exposures(phantom, 1)[0][0], 1e-5))
            left.append(modulation(picture, phantom.targets[0], 2 * bar / pitch, upright))
        return min(left) >= RESOLVED

    return _last(np.arange(15, 1, -0.5), resolved)


def materials(scanner: Scanner) -> dict[str, float]:
    """Share of patches of 5 x 5 pixels told right among four groups, by areal mass in g/cm2."""
    groups = {"organic": PLASTIC, "inorganic": ALUMINIUM, "steel": STEEL, "lead": LEAD}
    right: dict[str, float] = {}
    matter = tuple(material.composition for material in groups.values())
    for mass in (10.0, 20.0, 40.0, 80.0):
        for place, (name, material) in enumerate(groups.items()):
            thickness = mass * 10 / material.density
            phantom = step_wedge(scanner, material, (0.0, thickness, thickness, thickness))
            told: list[NDArray[np.intp]] = []
            for picture in exposures(phantom):
                patches = [_patches(picture[:, *target]) for target in phantom.targets[1:]]
                high, low = -np.log(np.maximum(np.concatenate(patches, axis=1), 1e-6))
                told.append(identify(beam(scanner.mode), high, low, matter))
            right[f"{name} {mass:.0f}"] = round(float((np.concatenate(told) == place).mean()), 3)
    return right


def _patches(picture: Float) -> Float:
    """Means of 5 x 5 pixels, float32 (channels, patches)."""
    channels, rows, columns = picture.shape
    cut = picture[:, : rows // 5 * 5, : columns // 5 * 5]
    return cut.reshape(channels, rows // 5, 5, columns // 5, 5).mean((2, 4)).reshape(channels, -1)


def _last(sizes: NDArray[np.float64], passes: Callable[[float], bool]) -> float:
    """The last of sizes that ever get harder which passes, by halving; 0 where none does."""
    low, high = -1, sizes.size
    while high - low > 1:
        middle = (low + high) // 2
        if passes(float(sizes[middle])):
            low = middle
        else:
            high = middle
    return round(float(sizes[low]), 2) if low >= 0 else 0.0


def main() -> None:
    """Measure every machine and print what it achieves beside what is published."""
    found: dict[str, object] = {"published": PUBLISHED}
    found["beams"] = {f"{endpoint:.0f} MV": layers(endpoint) for endpoint in (3.0, 4.0, 6.0, 9.0)}
    for mode in ("6", "9", "6/3", "9/6"):
        scanner = machine(mode)
        row: dict[str, object] = {
            "steel penetration, mm": penetration(scanner),
            "wire, mm": finest_wire(scanner),
            "contrast behind 100 mm steel, %": least_contrast(scanner),
            "resolution along and across the lane, mm": [finest_bars(scanner, up) for up in (True, False)],
        }
        if "/" in mode:
            row["materials told right, by g/cm2"] = materials(scanner)
        found[f"{mode} MV"] = row
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
