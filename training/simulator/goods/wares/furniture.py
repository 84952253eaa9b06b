"""Beds and couches of hospitals, seats, furniture in flat cartons and whole, mattresses."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods
from training.simulator.goods.wares.packages import Corner, Package, Size, packing
from training.simulator.goods.wares.things import medical, seats
from training.simulator.goods.wares.things.shapes import CLOTH
from training.simulator.goods.wares.wraps import CARTONED, CASED, CRATED, Wrap, sheet_box, wrapped
from training.simulator.materials import PLASTIC, STEEL, WOOD
from training.simulator.physics.material import Material

CHIPBOARD = WOOD.at(0.68)


def _film(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """Film and card around furniture."""
    x, y, z = ((low + 1, low + length - 1) for low, length in zip(corner, size, strict=True))
    canvas.hollow(PLASTIC, x, y, z, 0.4)


FILMED = Wrap(8.0, 4.0, 4.0, _film)


def _medical(rng: Generator) -> Package:
    """Cases or crates, each with an apparatus of one kind."""
    package = wrapped(medical.medical, (CASED, CRATED)[int(rng.integers(2))], rng, 3)
    return replace(package, levels=2, gap=70, skew=25, slack=0.8)


def _seats(rng: Generator) -> Package:
    """Sofas, many of them stood on end; or office chairs, in cartons or whole."""
    style = rng.random()
    if style < 0.35:
        return replace(wrapped(seats.sofa, FILMED, rng, 2), levels=3, gap=15, skew=12, tail=0.5)
    if style < 0.65:
        package = wrapped(seats.sofa, FILMED, rng, 3, (("z", 90.0), ("y", 90.0)))
        return replace(package, levels=1, gap=12, skew=10)
    return replace(wrapped(seats.chair, CARTONED, rng, 3), levels=2, gap=12, skew=8)


def _furniture(rng: Generator) -> Package:
    return _flat_packs(rng) if rng.random() < 0.6 else _cabinets(rng)


def _flat_packs(rng: Generator) -> Package:
    """Boards lying in flat cartons, hardware and card between them; hand-stowed in piles."""
    size = (float(rng.uniform(700, 1450)), float(rng.uniform(70, 150)), float(rng.uniform(380, 560)))
    boards, solid = max(2, int(size[1] / 24)), float(rng.uniform(0.45, 0.9))

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        x, y, z = corner
        step = (size[1] - 12) / boards
        for number in range(boards):
            long = size[0] - 12 - float(rng.uniform(0, 0.3)) * size[0] * (rng.random() > solid)
            canvas.block(
                CHIPBOARD,
                (x + 6, x + long),
                (y + 6 + number * step, y + 6 + number * step + min(16.0, step - 2)),
                (z + 6, z + size[2] - 6),
            )
        left = x + float(rng.uniform(0.1, 0.7)) * size[0]
        canvas.block(STEEL.at(1.6), (left, left + 110), (y + 8, y + size[1] - 10), (z + 30, z + 110))
        for side in (z + 15, z + size[2] - 60):
            canvas.block(
                STEEL.at(2), (x + 30, x + 380), (y + size[1] - 28, y + size[1] - 14), (side, side + 35)
            )
        with canvas.packing():
            sheet_box(canvas, corner, size)

    return Package(size=size, draw=draw, levels=30, gap=10, skew=8, variants=2, tail=0.6)


def _cabinets(rng: Generator) -> Package:
    """Assembled chests and cupboards in cartons: boards, drawers on runners, handles."""
    size = (float(rng.uniform(420, 1100)), float(rng.uniform(700, 1250)), float(rng.uniform(420, 620)))
    drawers = int(rng.integers(0, 6))

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        x, y, z = ((low + 20, low + length - 20) for low, length in zip(corner, size, strict=True))
        canvas.hollow(CHIPBOARD, x, y, z, 16)
        for level in np.linspace(y[0], y[1], max(drawers, 3) + 1)[1:-1]:
            canvas.block(
                CHIPBOARD, (x[0] + 16, x[1] - 16), (float(level), float(level) + 16), (z[0] + 20, z[1] - 8)
            )
        high = (y[1] - y[0]) / max(1, drawers)
        for number in range(drawers):
            low = y[0] + number * high + 25
            for side in (z[0] + 40, z[1] - 40):
                canvas.block(CHIPBOARD, (x[0] + 30, x[1] - 30), (low, low + 0.6 * high), (side, side + 12))
            for side in (x[0] + 18, x[1] - 30):
                canvas.block(STEEL, (side, side + 12), (low + 10, low + 45), (z[0] + 30, z[1] - 60))
            canvas.block(
                STEEL,
                ((x[0] + x[1]) / 2 - 60, (x[0] + x[1]) / 2 + 60),
                (low + 0.3 * high, low + 0.3 * high + 12),
                (z[0] - 14, z[0] - 4),
            )
        with canvas.packing():
            sheet_box(canvas, corner, size)

    return Package(size=size, draw=draw, levels=3, gap=12, skew=7)


def _mattresses(rng: Generator) -> Package:
    """Mattresses rolled under vacuum, lying across or along; some with springs."""
    r, long = float(rng.uniform(135, 215)), float(rng.uniform(900, 1650))
    dense, sprung = float(rng.uniform(0.07, 0.13)), float(rng.random() < 0.4) * float(rng.uniform(0.05, 0.1))
    across = bool(rng.random() < 0.55)
    size = (2 * r + 4, 1.82 * r, min(long, 1100.0)) if across else (long, 1.82 * r, 2 * r + 4)

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        flat = float(rng.uniform(0.88, 0.97))
        for number, share in enumerate(np.linspace(1.0, 0.2, 6)):
            radii = (r * float(share), r * float(share) * flat * 0.9)
            weight = 1.0 if not number else float(rng.uniform(-0.14, 0.14))
            _roll(canvas, corner, size, radii, CLOTH.at(dense * weight), across)
            if sprung:
                _roll(canvas, corner, size, radii, STEEL.at(sprung * weight), across)
        with canvas.packing():
            _roll(canvas, corner, size, (r, 0.9 * r * flat), PLASTIC.at(0.004), across)

    return Package(size=size, draw=draw, levels=12, gap=4, skew=14, variants=3, slack=0.5)


def _roll(
    canvas: Canvas, corner: Corner, size: Size, radii: tuple[float, float], material: Material, across: bool
) -> None:
    """A flattened roll in the middle of its room: half axes along the floor and up."""
    y, z = corner[1] + size[1] / 2, corner[2] + size[2] / 2
    if not across:
        canvas.oval(
            material, canvas.span(corner[0] + 8, corner[0] + size[0] - 8), (y, z), (radii[1], radii[0])
        )
        return
    middle = corner[0] + size[0] / 2
    span = canvas.span(middle - radii[0], middle + radii[0])
    half = radii[1] * np.sqrt(np.clip(1 - ((span.x - middle) / radii[0]) ** 2, 0, None))
    canvas.prism(material, span, (y - half, y + half), (corner[2] + 8, corner[2] + size[2] - 8))


GOODS = (
    Goods(
        code="901819",
        description="Electro-diagnostic apparatus and hospital equipment",
        unit="NMB",
        kinds=("40hc", "20"),
        pack=packing(_medical),
    ),
    Goods(
        code="940161",
        description="Upholstered seats and sofas",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_seats),
    ),
    Goods(
        code="940360",
        description="Wooden furniture, assembled or in flat cartons",
        unit="NMB",
        kinds=("40hc", "40", "20"),
        pack=packing(_furniture),
    ),
    Goods(
        code="940421",
        description="Mattresses of cellular plastics, rolled",
        unit="NMB",
        kinds=("40hc", "40"),
        pack=packing(_mattresses),
    ),
)
