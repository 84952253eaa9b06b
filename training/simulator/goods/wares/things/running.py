"""What a car runs on: wheels, axles, springs, steering; what drives and feeds it; wheels of motorcycles."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.shapes import (
    CELL,
    PETROL,
    Body,
    Part,
    bar,
    case,
    drum,
    lump,
    ring,
    rod,
    spring,
    wheel,
)
from training.simulator.materials import ALUMINIUM, PLASTIC, RUBBER, STEEL
from training.simulator.mesh import placed


def pairs(front: float, rear: float, half: float, radius: float, rng: Generator) -> Body:
    """Four road wheels, each turned a little differently."""
    alloy, rim = bool(rng.random() < 0.5), radius * float(rng.uniform(0.62, 0.70))
    one = wheel(radius, rim, float(rng.uniform(175, 215)), int(rng.integers(5, 9)), alloy)
    out: Body = ()
    for x in (front, rear):
        for side in (-1.0, 1.0):
            about = (("y", 180.0),) if side < 0 else ()
            spun = placed(one, turn=(("z", float(rng.uniform(0, 70))), *about))
            out += placed(spun, x, radius, side * (half - 95))
    return out


def rolling(front: float, rear: float, half: float, radius: float, rng: Generator) -> Body:
    """Struts with springs, lower arms, steering rack, drive shafts; beam axle behind."""
    out: Body = ()
    for side in (-1.0, 1.0):
        near = side * (half - 240)
        out += rod(STEEL, [(front, radius, near), (front + 25, radius + 460, near - side * 40)], 24, 3, 8)
        out += spring(STEEL, (front + 18, radius + 190, near - side * 25), 250, 62, 6.5, 5)
        out += rod(STEEL, [(front + 30, radius - 60, near), (front + 60, radius - 70, side * 330)], 22, 4, 6)
        out += rod(STEEL, [(front, radius, near), (front - 10, radius + 30, side * 160)], 14, 0, 8)
        out += spring(STEEL, (rear - 60, radius + 20, near - side * 60), 230, 55, 6, 5)
        out += rod(
            STEEL, [(rear + 60, radius - 20, near), (rear + 20, radius + 420, near - side * 30)], 22, 3, 8
        )
        out += rod(STEEL, [(rear, radius, near), (rear - 380, radius - 10, near - side * 50)], 32, 4, 6)
    out += bar(STEEL, (front + 90, front + 130), (radius - 25, radius + 15), (-half + 330, half - 330))
    out += case(STEEL, (rear - 200, rear - 110), (radius - 40, radius + 40), (-half + 240, half - 240), 4)
    return out + case(STEEL, (front - 40, front + 260), (radius - 110, radius - 50), (-400, 400), 2)


def driven(long: float, rear: float, rng: Generator) -> Body:
    """Radiator and fan, battery, tank with petrol, exhaust with silencers, spare wheel, servo."""
    side = float(rng.choice([-1.0, 1.0]))
    out = bar(ALUMINIUM.at(0.75), (0.035 * long, 0.035 * long + 38), (300, 640), (-300, 300))
    out += bar(ALUMINIUM.at(0.5), (0.024 * long, 0.024 * long + 18), (310, 630), (-280, 280))
    out += lump(STEEL.at(4.5), (0.06 * long, 470, 60), (35, 48, 48))
    out += bar(CELL, (0.095 * long, 0.095 * long + 240), (560, 740), (side * 480 - 88, side * 480 + 88))
    out += ring(STEEL.at(2.4), (0.235 * long, 720), (110, 0), (side * 330 - 60, side * 330 + 60))
    tank = ((rear - 560, rear - 250), (265, 440), (-420, 380))
    level = float(rng.uniform(0.03, 0.35))
    out += case(PLASTIC, *tank, 5)
    out += bar(PETROL, (rear - 555, rear - 255), (270, 270 + level * 165), (-415, 375))
    out += lump(STEEL.at(2), (rear - 400, 350, 0), (45, 70, 45))
    pipe = [
        (0.2 * long, 330, 0),
        (0.3 * long, 225, 60),
        (rear - 600, 225, 60),
        (rear - 150, 300, side * 300),
        (0.9 * long, 260, side * 380),
    ]
    out += rod(STEEL, pipe, 26, 1.6, 8)
    out += lump(STEEL.at(1.1), (0.33 * long, 228, 60), (170, 55, 75)) + lump(
        STEEL.at(0.55), (0.52 * long, 235, 60), (230, 60, 95)
    )
    back = lump(STEEL.at(0.6), (rear + 0.11 * long, 290, side * 250), (120, 90, 270))
    return out + back + spare((rear + 0.095 * long, 340.0), float(rng.uniform(270, 300)))


def spare(at: tuple[float, float], radius: float) -> Body:
    """A spare wheel that lies flat: centre (x, y)."""
    out: list[Part] = []
    for r, density in ((radius, 1.0), (radius * 0.66, -1.0)):
        out += drum(RUBBER.at(density * 0.35), (at[0], 0), (r, 0), (at[1] - 65, at[1] + 65))
    rim = drum(STEEL, (at[0], 0), (radius * 0.66, radius * 0.66 - 3), (at[1] - 60, at[1] + 60))
    return tuple(out) + rim + drum(STEEL, (at[0], 0), (radius * 0.6, 40), (at[1] - 3, at[1] + 1))


def two_wheels(places: tuple[float, float], radius: float, wide: float, spokes: int, rng: Generator) -> Body:
    """Two wheels one behind the other at their places along x, with discs of brakes and a chain wheel."""
    out: Body = ()
    for x in places:
        one = wheel(radius, radius * 0.72, wide, spokes, True)
        out += placed(placed(one, turn=(("z", float(rng.uniform(0, 70))),)), x, radius)
        out += ring(STEEL, (x, radius), (radius * 0.45, radius * 0.30), (60, 65)) + ring(
            STEEL, (x, radius), (9, 0), (-110, 110), 8
        )
    return out + ring(STEEL, (places[1], radius), (95, 55), (-75, -69))


def mudguards(base: float, radius: float) -> Body:
    """Mudguards over two wheels: the front one at zero, the rear one a wheelbase behind it."""
    out: Body = ()
    for hub, start, end in ((0.0, 40, 165), (base, 15, 110)):
        turn = np.deg2rad(np.linspace(start, end, 9))
        path = np.c_[hub + (radius + 22) * np.cos(turn), radius + (radius + 22) * np.sin(turn), np.zeros(9)]
        out += rod(PLASTIC, path, 42, 2.2, 6)
    return out
