"""What must not travel: blades, firearms, ammunition, explosives, liquids, bricks of powder."""

from collections.abc import Mapping

import numpy as np
from numpy.random import Generator

from training.simulator.bags import blades
from training.simulator.bags.shapes import ABS, CELL, Make, cable, pillow, shell, slab, wobble
from training.simulator.bags.toiletries import vessel
from training.simulator.hidden import handguns
from training.simulator.materials import (
    ALUMINIUM,
    BRASS,
    CARTON,
    COPPER,
    LEAD,
    PET,
    PLASTIC,
    POWDER,
    WATER,
)
from training.simulator.mesh import Body, Part, cylinder, placed, revolved
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

# Density of pressed plastic explosive (RDX with a binder) and of sheet explosive.
PLASTIC_EXPLOSIVE = Material("plastic explosive", 1.60, of.RDX)
SHEET_EXPLOSIVE = Material("sheet explosive", 1.48, of.RDX)


def flat_gun(make: Make) -> Make:
    """A maker of a firearm that lies on its side."""
    return lambda rng: placed(make(rng), turn=(("x", 90.0),))


def detonator(y: float, x: float) -> Body:
    """An electric detonator: aluminium shell, charge, two leg wires to a cell."""
    body = list(shell(cylinder(3.4, 60, "x", 12), cylinder(2.9, 58, "x", 12).moved(1), ALUMINIUM))
    body.append(Part(cylinder(2.8, 30, "x", 12).moved(2), PLASTIC_EXPLOSIVE))
    at = np.linspace(0, 1, 14)
    for side in (-3.0, 3.0):
        wire = np.c_[60 + 70 * at, 14 * np.sin(at * 3), side + side * 5 * at + 10 * np.sin(at * 5)]
        body += cable(wire, 0.9)
    body += [
        Part(cylinder(7, 50, "z", 14).moved(135, 0, -25), CELL.at(2.9)),
        Part(slab(20, 4, 26, 2).moved(150, -2, 0), ABS),
    ]
    return placed(tuple(body), x, y)


def explosive_block(rng: Generator) -> Body:
    """A block of plastic explosive in film with an electric detonator pressed into it."""
    long, tall, deep = wobble(rng, 150, 0.3), wobble(rng, 42, 0.25), wobble(rng, 62, 0.2)
    hole = Part(cylinder(3.8, 52, "x", 12).moved(long / 2 - 52, tall / 2, 0), PLASTIC_EXPLOSIVE.at(-1.6))
    return Part(slab(long, tall, deep, 4), PLASTIC_EXPLOSIVE), hole, *detonator(tall / 2, long / 2 - 50)


def explosive_sheet(rng: Generator) -> Body:
    """A sheet of explosive, as might be glued behind a lining, with a detonator beside it."""
    long, deep = wobble(rng, 290, 0.2), wobble(rng, 210, 0.2)
    return Part(slab(long, wobble(rng, 6.5, 0.3), deep, 8), SHEET_EXPLOSIVE), *placed(
        detonator(5, 0), 0, 8, deep * 0.2
    )


def powder_brick(rng: Generator) -> Body:
    """A kilogram or less of pressed powder in layers of film."""
    long, tall, deep = wobble(rng, 195, 0.15), wobble(rng, 42, 0.2), wobble(rng, 125, 0.12)
    wrap = shell(pillow(long, tall, deep, 9), pillow(long - 2.4, tall - 2.4, deep - 2.4, 9), PLASTIC)
    return *wrap, Part(pillow(long - 2.6, tall - 2.6, deep - 2.6, 9), POWDER)


def cartridge(scale: float) -> Body:
    """A pistol cartridge of about 9 mm lying along x: case, bullet with lead core, powder, primer."""
    case = shell(
        revolved(((4.9, 0), (4.9, 19.2)), 12).turned("z", -90),
        revolved(((4.4, 3), (4.5, 19.2)), 12).turned("z", -90),
        BRASS,
    )
    bullet = revolved(((4.4, 13), (4.5, 19.2), (4.3, 23), (2.8, 27.5), (0.6, 29.4)), 12).turned("z", -90)
    core = revolved(((3.8, 13.6), (3.9, 19.2), (3.7, 22.8), (2.2, 27)), 12).turned("z", -90)
    powder = Part(revolved(((4.2, 3.2), (4.2, 12)), 12).turned("z", -90), Material("propellant", 0.8, of.RDX))
    parts = (*case, Part(bullet, COPPER), Part(core, COPPER.at(-COPPER.density)), Part(core, LEAD), powder)
    return tuple(Part(part.mesh.scaled(scale, scale, scale), part.material) for part in parts)


def ammunition(rng: Generator) -> Body:
    """A carton of cartridges, bullets down in their tray, some gone."""
    columns, rows = int(rng.integers(4, 8)), int(rng.integers(3, 6))
    one = placed(cartridge(wobble(rng, 1.0, 0.15)), turn=(("z", -90.0),))
    pitch = 12.6
    long, deep = columns * pitch + 3, rows * pitch + 3
    body = list(
        shell(slab(long, 38, deep, 1).moved(y=-36), slab(long - 1, 37, deep - 1, 1).moved(y=-35.5), CARTON)
    )
    for i in range(columns):
        for j in range(rows):
            if rng.random() < 0.9:
                body += placed(one, (i + 0.5) * pitch - long / 2 + 1.5, 0, (j + 0.5) * pitch - deep / 2 + 1.5)
    return tuple(body)


def liquid_bottle(rng: Generator) -> Body:
    """A bottle of liquid above what a cabin takes: water, or a fuel that is lighter."""
    fuel = Material("petrol", 0.74, of.DIESEL)
    peroxide = Material("peroxide", 1.20, of.WATER)
    filling = (WATER, fuel, peroxide)[int(rng.integers(3))]
    level = float(rng.uniform(0.7, 1.0))
    return vessel(wobble(rng, 34, 0.15), wobble(rng, 220, 0.15), 0.5, PET, filling, level, 12)


THREATS: Mapping[str, Make] = {
    "straight knife": blades.straight_knife,
    "folding knife": blades.folding_knife,
    "utility knife": blades.utility_knife,
    "scissors": blades.scissors,
    "multi-tool": blades.multi_tool,
    "pistol": flat_gun(handguns.pistol),
    "steel pistol": flat_gun(handguns.steel_pistol),
    "revolver": flat_gun(handguns.revolver),
    "ammunition": ammunition,
    "explosive block": explosive_block,
    "explosive sheet": explosive_sheet,
    "powder brick": powder_brick,
    "liquid bottle": liquid_bottle,
}
