"""Cartridges: loose in boxes, in sealed steel cans, linked into belts."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.hidden.shapes import bar, lattice, repeated, settled, vessel
from training.simulator.materials import BRASS, CARTON, LEAD, STEEL
from training.simulator.mesh import Body, Part, cylinder, revolved, tube

_CASE = BRASS.at(2.35)
_BULLET = LEAD.at(9.6)
# Radius of case and bullet, length of case and of bullet outside it, in millimetres.
_PISTOL, _CARBINE, _MACHINE_GUN = (4.9, 4.5, 19.0, 10.0), (5.6, 3.95, 38.7, 17.0), (6.0, 3.92, 51.0, 20.0)


def cartridges(
    size: tuple[float, float, float, float], at: NDArray[np.float64], sides: int = 8, upright: bool = False
) -> Body:
    """Cartridges along z, or upright, with their bases at the places ``at`` (n, 3)."""
    case, bullet, long, tip = size
    whole = revolved([(case, 0), (case * 0.96, long * 0.8), (bullet, long * 0.86), (bullet, long)], sides)
    point = revolved([(bullet, long * 0.86), (bullet, long + tip * 0.3), (bullet * 0.3, long + tip)], sides)
    lie = 0.0 if upright else 90.0
    return (
        Part(repeated(whole.turned("x", lie), at), _CASE),
        Part(repeated(point.turned("x", lie), at), _BULLET),
    )


def cartridge_box(rng: Generator) -> Body:
    """A carton of cartridges on their bases: 50 for pistols or 20 for rifles, 0.3 to 0.7 kg."""
    size, rows = ((_PISTOL, 5), (_CARBINE, 2), (_MACHINE_GUN, 2))[rng.integers(3)]
    pitch = 2 * size[0] + 1.6
    at = lattice((10, 1, rows), (pitch, 1.0, pitch)) + np.array([pitch / 2 + 1.5, 1.5, pitch / 2 + 1.5])
    shell = vessel(CARTON, (0, 10 * pitch + 3), (0, size[2] + size[3] + 4), (0, rows * pitch + 3), 0.8)
    return settled((*shell, *cartridges(size, at, upright=True)))


def ammunition_can(rng: Generator) -> Body:
    """A sealed steel can full of cartridges in two stacks, with lid, clamp and handle; 10 to 20 kg."""
    x, y, z = 290.0, 175.0, 150.0
    size = _CARBINE if rng.random() < 0.6 else _MACHINE_GUN
    pitch = 2 * size[0] + 0.5
    long = size[2] + size[3] + 2
    counts = (
        int((x - 8) / pitch),
        int((y - float(rng.uniform(10, 45))) / (pitch * 0.9)),
        int((z - 4) / long),
    )
    at = lattice(counts, (pitch, pitch * 0.9, long)) + np.array([6 + size[0], 4 + size[0], 3.0])
    shift = (np.round((at[:, 1] - at[0, 1]) / (pitch * 0.9)) % 2)[:, None] * [pitch / 2 - 1, 0, 0]
    handle = [(x * 0.3, y, z / 2), (x * 0.32, y + 24, z / 2), (x * 0.68, y + 24, z / 2), (x * 0.7, y, z / 2)]
    return settled(
        (
            *vessel(STEEL, (0, x), (0, y), (0, z), 1.0),
            *cartridges(size, at + shift, 6),
            bar(STEEL.at(4.0), (-3, x + 3), (y - 14, y - 10), (-3, z + 3)),
            bar(STEEL.at(3.0), (x, x + 14), (y - 60, y + 4), (z * 0.3, z * 0.7)),
            Part(tube(handle, 4, 8), STEEL),
        )
    )


def cartridge_belt(rng: Generator) -> Body:
    """A belt of linked cartridges folded to and fro in layers."""
    pitch, layers = 14.2, int(rng.integers(3, 9))
    along = int(rng.integers(14, 22))
    at = lattice((along, layers, 1), (pitch, 15.5, 1.0)) + np.array([8, 8, 0])
    sag = 2.5 * np.sin(at[:, 0] / 60 + rng.uniform(0, 6)) + rng.normal(0, 0.6, len(at))
    at = at + np.c_[rng.normal(0, 0.8, len(at)), sag, rng.normal(0, 1.2, len(at))]
    link = cylinder(7.0, 16, "z", 8)
    core = cylinder(6.2, 16, "z", 8)
    links = Part(repeated(link, at + np.array([0, 0, 14])), STEEL.at(4.0))
    return settled(
        (
            *cartridges(_MACHINE_GUN, at),
            links,
            Part(repeated(core, at + np.array([0, 0, 14])), STEEL.at(-4.0)),
        )
    )
