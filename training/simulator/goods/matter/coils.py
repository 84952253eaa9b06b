"""Coils of steel: sheet with the eye across, along or upright; wire rod."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, number_that_fits, payload, stow
from training.simulator.goods.texture import Floats
from training.simulator.materials import STEEL, WOOD
from training.simulator.space import Space

DUNNAGE = WOOD.at(0.7)
WOUND = STEEL.at(7.7)


def coils(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """A few heavy coils on cradles of beams, or narrow strip on pallets with the eye to the sky."""
    room, most = part(space, fill), payload(space, fill, rng, 26.0)
    sort = rng.random()
    if sort < 0.2:
        return _strip(canvas, room, most, rng)
    number = max(1, min(int(rng.integers(2, 6)), int(most / 3500), int(room.size[0] / 1150)))
    each = most / number * rng.uniform(0.9, 1.0, number)
    wide = float(rng.uniform(900, 1500))
    eye = float(rng.choice([254.0, 305.0]))
    radii = np.sqrt(each * 1e6 / (np.pi * 7.7 * wide) + eye**2)
    across = sort < 0.65
    length = 2 * float(radii.max()) if across else wide
    if length > room.size[0] / number:
        wide *= float(np.clip(room.size[0] / number / length, 0.3, 1.0)) if not across else 1.0
        radii = np.minimum(radii, room.size[0] / number / 2 - 5)
    radii = np.minimum(radii, min(room.size[1], room.size[2]) / 2 - 90)
    right, top = room.x[0], room.y[0]
    for index, radius in enumerate(radii):
        pitch = room.size[0] / number
        half = float(radius) if across else wide / 2
        x = (
            room.x[0]
            + (index + 0.5) * pitch
            + float(np.clip(rng.normal(0, 60), half - pitch / 2, pitch / 2 - half))
        )
        draw = _across if across else _along
        draw(canvas, room, x, (float(radius), eye, wide), rng)
        right, top = max(right, x + half + 60), max(top, room.y[0] + 2 * float(radius) + 130)
    return Load(Space((room.x[0], min(right, room.x[1])), (room.y[0], min(top, room.y[1])), room.z), number)


def _across(canvas: Canvas, room: Space, x: float, size: tuple[float, float, float], rng: Generator) -> None:
    """Eye across: a disc with its hole, wedges in front and behind, beams below, bands round the rim."""
    radius, eye, wide = size
    middle = (room.z[0] + room.z[1]) / 2
    z = (middle - wide / 2, middle + wide / 2)
    y = room.y[0] + 95 + radius
    canvas.ring(WOUND, (x, y), (radius, eye), z)
    for side in (1, -1):
        far = rng.uniform(3, 14)
        edge = z[1] if side > 0 else z[0] - far
        canvas.ring(WOUND, (x, y), (radius * rng.uniform(0.6, 0.98), eye), (edge, edge + far))
    with canvas.packing():
        for share in (0.25, 0.5, 0.75):
            at = z[0] + wide * share
            canvas.ring(STEEL, (x, y), (radius + 1.2, radius), (at, at + 32))
        for side in (-1, 1):
            foot = canvas.span(*sorted((x + side * 0.35 * radius, x + side * 0.85 * radius)))
            rise = 75 + np.clip((np.abs(foot.x - x) / radius - 0.5) * 700, 0, 190)
            rest = y - np.sqrt(np.clip(radius**2 - (foot.x - x) ** 2, 0, None))
            canvas.prism(
                DUNNAGE, foot, (room.y[0], np.minimum(room.y[0] + rise, rest)), (z[0] - 90, z[1] + 90)
            )


def _along(canvas: Canvas, room: Space, x: float, size: tuple[float, float, float], rng: Generator) -> None:
    """Eye along the container: a cylinder seen from its side, thinner where the eye runs through."""
    radius, eye, wide = size
    middle = (room.z[0] + room.z[1]) / 2 + rng.normal(0, 15)
    y, ends = room.y[0] + 95 + radius, (x - wide / 2, x + wide / 2)
    canvas.pipe(WOUND, ends, (y, middle), (radius, eye))
    with canvas.packing():
        for at in (ends[0] + 0.2 * wide, ends[0] + 0.5 * wide, ends[0] + 0.8 * wide):
            canvas.pipe(STEEL, (at, at + 32), (y, middle), (radius + 1.2, radius))
        for share in (0.12, 0.72):
            beam = ends[0] + share * wide
            canvas.block(
                DUNNAGE, (beam, beam + 150), (room.y[0], room.y[0] + 90), (room.z[0] + 30, room.z[1] - 30)
            )
            for side in (-1, 1):
                near = middle + side * radius * 0.62
                canvas.block(
                    DUNNAGE, (beam, beam + 150), (room.y[0] + 90, room.y[0] + 220), (near - 60, near + 60)
                )


def _strip(canvas: Canvas, room: Space, most: float, rng: Generator) -> Load:
    """Slit strip: rings upon each other on a pallet, laths between."""
    size, tall, rings = rng.uniform(900, 1120), rng.uniform(90, 220), int(rng.integers(2, 5))
    eye = 0.45

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        item, middle = section.item, (z[0] + z[1]) / 2
        for ring in range(rings):
            low = base[item] + ring * (tall + 22)
            radius = size / 2 * rng.uniform(0.9, 0.99, base.size)[item]
            off = section.u * size / 2
            for share, sign in ((1.0, 1.0), (eye, -1.0)):
                chord = np.sqrt(np.clip((radius * share) ** 2 - off**2, 0, None))
                canvas.prism(
                    WOUND.at(sign * WOUND.density), section.span, (low, low + tall),
                    (middle - chord, middle + chord), section.cover,
                )  # fmt: skip
            with canvas.packing():
                lath = section.cover * (np.abs(np.abs(section.u) - 0.6) < 0.05)
                canvas.prism(
                    WOOD, section.span, (low + tall, low + tall + 22), (middle - 400, middle + 400), lath
                )

    each = np.pi / 4 * (size * 0.945) ** 2 * (1 - eye**2) * tall * rings * 7.7e-6
    plan = Stow(
        size=(size, rings * (tall + 22), size), most=number_that_fits(most, float(each)), gap=40, jitter=15,
        settle=0.0, pallets=True, levels=1,
    )  # fmt: skip
    return stow(canvas, room, plan, rng, draw)


def wire_rod(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Coils of wire rod, loose turns pressed together, eye along or across, strapped at four places."""
    size, long = rng.uniform(1080, 1160), rng.uniform(900, 1400)
    density = float(rng.uniform(3.0, 4.2))
    hole = rng.uniform(0.62, 0.72)
    room, most = part(space, fill), payload(space, fill, rng, 26.0)
    each = np.pi / 4 * size**2 * (1 - hole**2) * long * density * 0.9e-6
    along = rng.random() < 0.6
    shape = (long, size, size) if along else (size, size, long)
    plan = Stow(
        size=shape,
        most=number_that_fits(most, float(each)),
        gap=40,
        jitter=20,
        settle=0.03,
        levels=2,
        slack=0.4,
    )

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        turns = _turns_along if along else _turns_across
        turns(canvas, section, (base, top), z, (hole, density), rng)

    return stow(canvas, room, plan, rng, draw)


def _turns_along(
    canvas: Canvas, section: Section, edges: tuple[Floats, Floats], z: Range, what: Range, rng: Generator
) -> None:
    """Four sets of turns, each turn a little off the axis, seen from their side."""
    hole, density = what
    low, high = (edge[section.item] for edge in edges)
    middle, half, deep = (low + high) / 2, (high - low) / 2, (z[1] - z[0]) / 2
    turn = (
        ((section.span.x - section.span.x[0]) / 14).astype(np.intp) if section.span.x.size else section.item
    )
    count = int(turn.max(initial=0)) + 1
    straps = np.clip(np.abs(np.sin((section.u + 1) * np.pi * 2)) * 6, 0.72, 1)
    for _ in range(5):
        outer = (rng.uniform(0.86, 0.985, count)[turn] * (1 - 0.1 * np.abs(section.u) ** 8)) * straps**0.2
        inner = hole * rng.uniform(0.94, 1.08, count)[turn]
        y = middle + rng.normal(0, 9, count)[turn]
        depth = (z[0] + z[1]) / 2 + rng.normal(0, 6, count)[turn]
        weight = section.cover * rng.uniform(0.4, 1.6, count)[turn]
        for share, sign in ((outer, 1.0), (inner, -1.0)):
            radii = (np.minimum(half * share, half - np.abs(y - middle)), deep * np.minimum(share, 0.98))
            canvas.oval(STEEL.at(sign * density / 5), section.span, (y, depth), radii, weight)


def _turns_across(
    canvas: Canvas, section: Section, edges: tuple[Floats, Floats], z: Range, what: Range, rng: Generator
) -> None:
    """Rings within each other, none quite round the same centre, seen on their ends."""
    hole, density = what
    low, high = (edge[section.item] for edge in edges)
    middle, half, count = (low + high) / 2, (high - low) / 2, edges[0].size
    sets = 9
    shares = np.linspace(hole, 0.97, sets + 1)
    for k in range(sets):
        for slab in range(2):
            start = z[0] + (z[1] - z[0]) * slab / 2
            y = middle + rng.normal(0, 7, count)[section.item]
            off = (section.u + rng.normal(0, 0.012, count)[section.item]) * half
            wide = rng.uniform(0.6, 1.15)
            for share, sign in ((shares[k] + wide * (0.97 - hole) / sets, 1.0), (shares[k], -1.0)):
                size = np.minimum(half * share, half - np.abs(y - middle))
                chord = np.sqrt(np.clip(size**2 - off**2, 0, None))
                canvas.prism(
                    STEEL.at(sign * density), section.span, (y - chord, y + chord),
                    (start, start + (z[1] - z[0]) / 2), section.cover,
                )  # fmt: skip


GOODS = (
    Goods(
        code="720838",
        description="Hot-rolled steel in coils",
        unit="KGM",
        kinds=("20",),
        pack=coils,
    ),
    Goods(
        code="721391",
        description="Wire rod of steel, in coils",
        unit="KGM",
        kinds=("20",),
        pack=wire_rod,
    ),
)
