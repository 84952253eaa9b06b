"""Engines with what turns in them."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.drives import alternator, gearbox
from training.simulator.goods.wares.things.shapes import (
    Body,
    bar,
    barrel,
    case,
    drum,
    lump,
    rod,
)
from training.simulator.materials import ALUMINIUM, PLASTIC, STEEL
from training.simulator.mesh import placed
from training.simulator.physics.material import Material


@dataclass(frozen=True, slots=True)
class _Measures:
    """An engine: cylinders in line, bore, stroke, spacing (mm), and what the block is of."""

    cylinders: int
    bore: float
    stroke: float
    pitch: float
    block: Material
    head: Material

    @property
    def long(self) -> float:
        return self.cylinders * self.pitch + 40


def car_engine(rng: Generator) -> Body:
    """A petrol engine of three or four cylinders with its gearbox; crank along x, sump on y = 0."""
    block = STEEL.at(3.1) if rng.random() < 0.5 else ALUMINIUM.at(1.75)
    cylinders = int(rng.choice([3, 4, 4, 4]))
    bore = float(rng.uniform(70, 86))
    engine = _Measures(cylinders, bore, float(rng.uniform(76, 92)), bore + 10, block, ALUMINIUM.at(1.5))
    out = _core(engine, rng) + _auxiliaries(engine, rng)
    out = placed(out, -100)
    return out + placed(gearbox(rng), engine.long / 2 - 75, 60, 0)


def truck_engine(rng: Generator) -> Body:
    """A diesel engine of four or six cylinders in line with turbocharger; crank along x, sump on y = 0."""
    bore = float(rng.uniform(104, 130))
    engine = _Measures(int(rng.choice([4, 6, 6])), bore, bore * 1.2, bore + 24, STEEL.at(3.6), STEEL.at(3.4))
    out = _core(engine, rng) + _auxiliaries(engine, rng)
    top = _deck(engine) + 60
    turbo = (float(rng.uniform(-0.2, 0.2) * engine.long), top - 20, -bore * 1.6)
    out += lump(STEEL.at(5), turbo, (85, 95, 80)) + lump(
        ALUMINIUM, (turbo[0] + 130, turbo[1], turbo[2]), (60, 90, 85)
    )
    for side in (-0.38, 0.38):
        hook = [(side * engine.long, top + 60, 0), (side * engine.long, top + 140, 0)]
        out += rod(STEEL, hook, 12)
    return out


def _deck(engine: _Measures) -> float:
    """Height of the block's upper face."""
    return 95 + 1.15 * engine.stroke + 1.5 * engine.bore


def _core(engine: _Measures, rng: Generator) -> Body:
    """Block with bores, pistons, rods, crank, sump; the head on it."""
    half, crank, deck = engine.long / 2, 95 + 0.6 * engine.stroke, _deck(engine)
    wide = engine.bore * 0.98
    out = bar(engine.block, (-half, half), (crank - 20, deck), (-wide, wide))
    out += case(STEEL, (-half * 0.92, half * 0.9), (0, crank - 20), (-wide * 0.8, wide * 0.8), 2.2)
    for end in ((-half - 60, -half + 20), (half - 20, half + 30)):
        out += barrel(STEEL, (crank, 0), (25, 0), end, 14)
    phases = rng.uniform(0, 2 * np.pi) + np.arange(engine.cylinders) * (
        2 * np.pi * (2 if engine.cylinders == 3 else 1) / max(engine.cylinders, 3)
    )
    for number in range(engine.cylinders):
        at = -half + 20 + (number + 0.5) * engine.pitch
        out += drum(
            engine.block.at(-engine.block.density),
            (at, 0),
            (engine.bore / 2, 0),
            (crank + 0.55 * engine.stroke, deck),
            14,
        )
        throw = 0.5 * engine.stroke * np.sin(phases[number])
        crown = crank + throw + 1.75 * engine.stroke
        crown = min(float(crown), deck - 2)
        out += drum(ALUMINIUM.at(1.9), (at, 0), (engine.bore / 2, 0), (crown - 0.65 * engine.bore, crown), 14)
        out += rod(STEEL, [(at, crank + throw, 0), (at, crown - 0.3 * engine.bore, 0)], 11, 0, 6)
        out += _throw(engine, at, crank, phases[number])
    return out + _head(engine, half, crank, deck)


def _throw(engine: _Measures, at: float, crank: float, phase: float) -> Body:
    """One throw of the crankshaft: a crankpin off the axis, two webs, half a journal at each side."""
    reach, (far, near) = 0.5 * engine.stroke, (0.5 * engine.pitch, 0.3 * engine.pitch)
    y, z = crank + reach * np.sin(phase), reach * np.cos(phase)
    out = barrel(STEEL, (y, z), (0.25 * engine.stroke, 0), (at - near, at + near), 10)
    for low, high in ((at - far, at - near), (at + near, at + far)):
        out += barrel(STEEL, (crank, 0), (0.3 * engine.stroke, 0), (low, high), 10)
    for web in (at - near, at + near - 9):
        middle = (crank - 0.15 * (y - crank), -0.15 * z)
        out += barrel(STEEL, middle, (0.58 * engine.stroke, 0), (web, web + 9), 12)
    return out


def _head(engine: _Measures, half: float, crank: float, deck: float) -> Body:
    """Cylinder head with cams and cover; flywheel and pulley at the ends of the crank."""
    wide = engine.bore * 0.98
    out = bar(engine.head, (-half, half), (deck, deck + 105), (-wide * 0.92, wide * 0.92))
    for z in (-0.45 * wide, 0.45 * wide):
        out += barrel(STEEL, (deck + 115, z), (15, 0), (-half + 10, half - 10), 10)
        for lobe in np.linspace(-half + 40, half - 40, 2 * engine.cylinders):
            out += barrel(STEEL, (deck + 117, z), (23, 0), (lobe - 6, lobe + 6), 8)
    out += case(
        ALUMINIUM, (-half * 0.97, half * 0.95), (deck + 105, deck + 165), (-wide * 0.85, wide * 0.85), 3
    )
    big = 1.55 * engine.stroke
    out += barrel(STEEL, (crank, 0), (big, 0), (half + 12, half + 34), 28) + barrel(
        STEEL.at(5), (crank, 0), (0.8 * big, 0), (half + 34, half + 75), 24
    )
    return out + barrel(STEEL, (crank, 0), (70, 0), (-half - 62, -half - 34), 20)


def _auxiliaries(engine: _Measures, rng: Generator) -> Body:
    """Exhaust and intake manifolds, alternator, starter, oil filter, water pump, belt."""
    half, crank, deck = engine.long / 2, 95 + 0.6 * engine.stroke, _deck(engine)
    wide = engine.bore
    out: Body = ()
    for number in range(engine.cylinders):
        at = -half + 20 + (number + 0.5) * engine.pitch
        hot = [(at, deck + 50, -wide * 0.9), (at, deck + 40, -wide - 60), (0.3 * at, deck - 90, -wide - 85)]
        cold = [(at, deck + 60, wide * 0.9), (at, deck + 90, wide + 90), (at, deck - 60, wide + 130)]
        out += rod(STEEL, hot, 22, 5, 8) + rod(PLASTIC, cold, 24, 3.5, 8)
    out += rod(STEEL, [(0, deck - 60, -wide - 85), (0, crank - 40, -wide - 95)], 48, 3, 10)
    out += case(PLASTIC, (-half * 0.8, half * 0.8), (deck - 120, deck - 20), (wide + 95, wide + 165), 3.5)
    out += alternator((-half + 10, crank + 190, wide + 70)) + placed(
        alternator((0, 0, 0)), half - 60, crank + 10, -wide - 70
    )
    out += lump(STEEL.at(1.2), (0.15 * half, crank - 10, wide + 45), (40, 42, 48))
    out += barrel(ALUMINIUM.at(1.9), (crank + 130, 0), (58, 0), (-half - 40, -half), 14)
    loop = [
        (-half - 48, crank - 68, 0),
        (-half - 48, crank + 10, wide + 100),
        (-half - 48, crank + 220, wide + 100),
        (-half - 48, crank + 190, -20),
    ]
    return out + rod(PLASTIC, loop, 7, 0, 5)
