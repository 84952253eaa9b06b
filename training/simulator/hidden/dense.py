"""Gold, and metal that shields or weighs: steel, lead, tungsten."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, cut, rod, settled, vessel
from training.simulator.materials import LEAD, PLASTIC, STEEL
from training.simulator.mesh import Body, Part, lofted, revolved, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_GOLD = Material("gold", 19.3, of.GOLD)
_TUNGSTEN = Material("tungsten alloy", 17.5, of.TUNGSTEN)


def gold_bar(rng: Generator) -> Body:
    """A cast bar with sloping sides: of a kilogram, or of 400 troy ounces (some 12.4 kg)."""
    foot, top, high = (
        ((117.0, 53.0), (111.0, 47.0), 9.2) if rng.random() < 0.5 else ((255.0, 81.0), (236.0, 57.0), 37.0)
    )
    rings = [
        [(-x / 2, y, -z / 2), (-x / 2, y, z / 2), (x / 2, y, z / 2), (x / 2, y, -z / 2)]
        for (x, z), y in ((foot, 0.0), (top, high))
    ]
    return settled((Part(lofted(rings), _GOLD),))


def steel_block(rng: Generator) -> Body:
    """A solid block of steel of 30 to 100 kg."""
    x, y, z = (float(side) for side in rng.uniform([220, 130, 130], [320, 210, 210]))
    return (bar(STEEL, (0, x), (0, y), (0, z)),)


def shielded_box(rng: Generator) -> Body:
    """A case of lead sheet with something small inside: a capsule of steel in foam; 80 to 190 kg."""
    side, wall = float(rng.uniform(220, 280)), float(rng.uniform(30, 48))
    middle = side / 2
    return (
        *vessel(LEAD, (0, side), (0, side), (0, side), wall),
        bar(PLASTIC.at(0.06), (wall, side - wall), (wall, side - wall), (wall, side - wall)),
        rod(STEEL, (middle - 32, middle + 32), (middle, middle), 14),
        cut(rod(STEEL, (middle - 25, middle + 25), (middle, middle), 8)),
    )


def source_container(rng: Generator) -> Body:
    """A pot of tungsten or lead for a radioactive source, in a drum of sheet with a handle; 20 to 60 kg."""
    radius, high = float(rng.uniform(62, 82)), float(rng.uniform(150, 200))
    metal = _TUNGSTEN if rng.random() < 0.5 else LEAD
    bore = float(rng.uniform(12, 20))
    handle = np.array(
        [
            (-radius * 0.8, high, 0),
            (-radius * 0.7, high + 60, 0),
            (radius * 0.7, high + 60, 0),
            (radius * 0.8, high, 0),
        ]
    )
    return settled(
        (
            Part(revolved([(radius + 14, -12), (radius + 14, high + 12)], 28), STEEL),
            cut(Part(revolved([(radius + 12.5, -10), (radius + 12.5, high + 10)], 28), STEEL)),
            Part(
                revolved(
                    [(radius, 0), (radius, high * 0.72), (radius * 0.8, high * 0.72), (radius * 0.8, high)],
                    28,
                ),
                metal,
            ),
            cut(Part(revolved([(bore, high * 0.25), (bore, high * 0.62)], 16), metal)),
            Part(revolved([(bore * 0.5, high * 0.28), (bore * 0.5, high * 0.48)], 12), STEEL),
            Part(tube(handle + np.array([0.0, 12.0, 0.0]), 6, 8), STEEL),
        )
    )
