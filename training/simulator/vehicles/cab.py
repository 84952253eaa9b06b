"""A cab over the engine."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.geometry import CONTAINER_WIDTH_MM
from training.simulator.materials import GLASS, PLASTIC, STEEL
from training.simulator.mesh import tube

_WIDE = CONTAINER_WIDTH_MM
_SIDES = (20.0, _WIDE - 20)
_RAKE_MM, _SILL_MM = 500.0, 2000.0


def cab(canvas: Canvas, nose: float, back: float, rng: Generator) -> None:
    """Draw a cab from x = ``nose`` to ``back``; low or high roof by chance."""
    roof = 2850 + float(rng.uniform(0, 850))
    _shell(canvas, nose, back, roof)
    _sides(canvas, nose, back, roof)
    _floor(canvas, nose, back, roof)
    _inside(canvas, nose, back)
    canvas.mesh(STEEL.at(3.0), tube([(back + 60, 900, 300), (back + 70, roof - 100, 300)], 75.0, 10))


def _shell(canvas: Canvas, nose: float, back: float, roof: float) -> None:
    """Sheet all round, doubled in places; above the sill it leans back as the windscreen does."""
    for inset, sign in ((0.0, 1.0), (2.2, -1.0)):
        span = canvas.span(nose + inset, back - inset)
        rake = np.clip((span.x - nose) / _RAKE_MM, 0, 1)
        over = _SILL_MM + (roof - _SILL_MM) * rake**0.55
        sheet = STEEL.at(sign * STEEL.density)
        canvas.prism(sheet, span, (1050 + inset, over - inset), (_SIDES[0] + inset, _SIDES[1] - inset))


def _sides(canvas: Canvas, nose: float, back: float, roof: float) -> None:
    """Posts, raking pillars of the windscreen, windows and doors of both sides."""
    share = np.linspace(0.02, 1, 9)
    for z in (_SIDES[0] + 3, _SIDES[1] - 43):
        for post, top in ((nose + 40, 1950.0), (nose + 1150, roof - 120), (back - 60, roof - 120)):
            canvas.hollow(STEEL, (post, post + 60), (1050.0, top), (z, z + 40), 2)
        lift = _SILL_MM - 20 + (roof - _SILL_MM - 20) * share**0.55
        pillar = np.c_[nose + 40 + _RAKE_MM * share, lift, np.full(9, z + 25)]
        canvas.mesh(STEEL.at(2.0), tube(pillar, 34.0, 6))
        window = (1900.0, min(2600.0, roof - 250))
        canvas.block(GLASS, (nose + 420, nose + 1100), window, (z, z + 5))
        canvas.block(STEEL.at(1.0), (nose + 150, nose + 1150), (1150.0, 1850.0), (z, z + 12))


def _floor(canvas: Canvas, nose: float, back: float, roof: float) -> None:
    """Floor, front wall, linings of back and roof, steps, bumper."""
    wide = (60.0, _WIDE - 60)
    canvas.block(STEEL, (nose + 60, back), (1080.0, 1084.0), wide)
    canvas.block(STEEL, (nose + 90, nose + 94), (1050.0, 1900.0), wide)
    canvas.block(PLASTIC.at(0.12), (back - 50, back - 10), (1100.0, roof - 120), wide)
    canvas.block(PLASTIC.at(0.15), (nose + 560, back - 40), (roof - 70, roof - 25), wide)
    for z in (250.0, _WIDE - 650):
        canvas.hollow(STEEL, (nose - 30, nose + 900), (560.0, 980.0), (z, z + 400), 3.5)
    canvas.hollow(STEEL, (nose - 70, nose + 40), (330.0, 800.0), (30.0, _WIDE - 30), 3)


def _inside(canvas: Canvas, nose: float, back: float) -> None:
    """Seats on their consoles, bunk, dashboard, steering wheel."""
    for z in (170.0, _WIDE - 770):
        canvas.block(PLASTIC.at(0.1), (nose + 950, nose + 1500), (1600.0, 1760.0), (z, z + 600))
        canvas.block(PLASTIC.at(0.1), (nose + 1400, nose + 1540), (1760.0, 2450.0), (z, z + 560))
        canvas.hollow(STEEL, (nose + 1000, nose + 1480), (1330.0, 1600.0), (z + 100, z + 500), 2.5)
    canvas.block(PLASTIC.at(0.06), (back - 620, back - 20), (1700.0, 1850.0), (120.0, _WIDE - 120))
    canvas.hollow(PLASTIC, (nose + 130, nose + 520), (1500.0, 1880.0), (150.0, _WIDE - 150), 4)
    canvas.block(STEEL.at(0.16), (nose + 180, nose + 460), (1530.0, 1820.0), (300.0, _WIDE - 300))
    turn = np.linspace(0, 2 * np.pi, 25)
    rim = np.c_[nose + 720 + 160 * np.cos(turn), 1900 + 150 * np.cos(turn), 470 + 230 * np.sin(turn)]
    canvas.mesh(STEEL.at(2.5), tube(rim, 15.0, 6))
    canvas.mesh(STEEL.at(3.0), tube([(nose + 720, 1900, 470), (nose + 480, 1300, 470)], 32.0, 8))
