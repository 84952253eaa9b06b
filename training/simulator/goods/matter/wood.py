"""Wood: logs, sawn timber in bundles, packs of plywood."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Section, part
from training.simulator.goods.stowage import Stow, number_that_fits, payload, stow
from training.simulator.goods.texture import Floats
from training.simulator.materials import PLYWOOD, STEEL, WOOD
from training.simulator.physics.material import Material
from training.simulator.space import Space


def logs(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Logs along the container, in one length or in several behind each other, heaped as they roll."""
    room = part(space, fill)
    most = payload(space, fill, rng)
    material = WOOD.at(float(rng.uniform(0.68, 0.98)))
    mean = float(rng.choice([rng.uniform(180, 260), rng.uniform(260, 380), rng.uniform(420, 640)]))
    long = float(rng.choice([11_600.0, 5_750.0, 3_850.0, 2_900.0, 2_350.0]))
    number = max(1, int((room.size[0] - 60) / long))
    long = min(long, room.size[0] - 60)
    ragged = float(rng.choice([50.0, 180.0, 0.1 * long]))
    free = room.size[0] - number * long
    packages, before, right, top = 0, canvas.kilograms, room.x[0], room.y[0]
    for index in range(number):
        start = room.x[0] + 20 + index * (long + free / number * rng.uniform(0.3, 0.8))
        x = (start, min(start + long, room.x[1]))
        share = most / number * rng.uniform(0.9, 1.05)
        for y, z, radius in _pile(room, mean, share / (material.density * long * 1e-6), rng):
            _log(canvas, material, x, (y, z, radius), (room.y[0], ragged), rng)
            packages, top = packages + 1, max(top, y + radius + 30)
        right = max(right, x[1])
    volume = (canvas.kilograms - before) / material.density / 1000
    return Load(
        Space((room.x[0], right), (room.y[0], min(top, room.y[1])), room.z), packages, round(volume, 2)
    )


def _pile(room: Space, mean: float, area: float, rng: Generator) -> list[tuple[float, float, float]]:
    """Centres (y, z) and radii of logs that rest on each other up to a cross section in mm2."""
    (z0, z1), out = room.z, list[tuple[float, float, float]]()
    while area > 0:
        radius = mean / 2 * float(np.clip(rng.normal(1, 0.16), 0.6, 1.5))
        spots = np.linspace(z0 + radius + 25, z1 - radius - 25, 48)
        rest = np.full(spots.size, room.y[0] + radius)
        for y, z, r in out:
            reach = np.clip((r + radius) ** 2 - (spots - z) ** 2, 0, None)
            rest = np.maximum(rest, np.where(reach > 0, y + np.sqrt(reach), 0))
        best = int(np.argmin(rest + rng.uniform(0, 0.15 * radius, spots.size)))
        if rest[best] + radius + 40 > room.y[1]:
            break
        out.append((float(rest[best]), float(spots[best]), radius))
        area -= np.pi * radius**2
    return out


def _log(
    canvas: Canvas,
    material: Material,
    x: Range,
    section: tuple[float, float, float],
    lie: tuple[float, float],
    rng: Generator,
) -> None:
    """A log that tapers to one end, with sweep and knots.

    ``lie`` is the height of the floor, and how far the ends may fall short.
    """
    (y, z, radius), (floor, ragged) = section, lie
    room = x[1] - x[0]
    ends = rng.uniform(0, ragged, 2) * rng.choice([1.0, 0.25], 2)
    span = canvas.span(x[0] + ends[0], x[1] - ends[1])
    u = (span.x - x[0]) / room - 0.5
    taper = rng.choice([-1, 1]) * rng.uniform(0.02, 0.1) * min(1.0, room / 6000)
    knots = 0.012 * np.sin(span.x / rng.uniform(90, 240) + rng.uniform(0, 6)) * rng.random()
    r = np.minimum(radius * (0.97 + taper * 2 * u + knots), radius * 1.06)
    sweep = rng.normal(0, 12) * (1 - 4 * u**2) + np.clip(rng.normal(0, 22), -40, 40) * u
    centre = (np.maximum(y + sweep, floor + r), z + rng.normal(0, 8) * u)
    wood = material.at(material.density * float(rng.uniform(0.93, 1.07)))
    canvas.oval(wood, span, centre, (r, r * rng.uniform(0.94, 1.0)))


def timber(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Sawn timber in bundles on bearers: boards of one thickness, stickers between or none, ragged ends."""
    board, long = rng.uniform(22, 75), float(rng.choice([2900.0, 3850.0, 4700.0, 5800.0]))
    sticker = rng.uniform(12, 22) if rng.random() < 0.6 else 0.8
    material, foot = WOOD.at(float(rng.uniform(0.42, 0.66))), rng.uniform(75, 100)
    courses = max(3, int(rng.uniform(560, 1080) / (board + sticker)))
    high = foot + courses * (board + sticker) + 14
    deep = rng.uniform(1050, 1130)
    solid = long * deep * courses * board * 1e-6 * material.density * 0.96
    most = number_that_fits(payload(space, fill, rng), solid)

    def draw(canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range) -> None:
        span, item, count = section.span, section.item, base.size
        place = (section.u + 1) / 2 * long
        low = base[item] + rng.uniform(0, 14, count)[item]
        bearer = section.cover * ((place + 500) % 1300 < 95)
        canvas.prism(WOOD, span, (low, low + foot), z, bearer)
        for course in range(courses):
            ends = rng.uniform(0.965, 1.0, (2, count))[:, item]
            here = section.cover * ((section.u > -ends[0]) & (section.u < ends[1]))
            y = low + foot + course * (board + sticker)
            near, far = rng.uniform(0, 40, (2, count))[:, item]
            canvas.prism(material, span, (y, y + board), (z[0] + near, z[1] - far), here)
            sticks = section.cover * ((place + 200 + rng.normal(0, 15)) % 610 < 45)
            if sticker > 5:
                canvas.prism(WOOD, span, (y + board, y + board + sticker), z, sticks)
        with canvas.packing():
            strap = section.cover * (np.abs(place % (long / 3) - long / 6) < 16) * 0.9
            canvas.prism(STEEL, span, (low + foot, top[item]), (z[0], z[0] + 0.9), strap)

    before = canvas.kilograms - canvas.packing_kg
    plan = Stow(size=(long, high, deep), most=most, gap=45, jitter=18, settle=0.0, slack=0.9, spread=0.004)
    load = stow(canvas, part(space, fill), plan, rng, draw)
    net = canvas.kilograms - canvas.packing_kg - before
    return replace(load, quantity=round(net / material.density / 1000, 2))


def plywood(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Packs of sheets on skids: one file flat, the other on edge beside it, steel straps around."""
    sheet, thick = (2440.0, 1220.0), float(rng.choice([9.0, 12.0, 15.0, 18.0, 21.0]))
    number = int(rng.uniform(820, 960) / thick)
    high, skid = number * thick, 95.0
    material = PLYWOOD.at(float(rng.uniform(0.52, 0.70)))
    each = sheet[0] * sheet[1] * high * material.density * 1e-6
    most = number_that_fits(payload(space, fill, rng), each)
    room, middle = part(space, fill), space.z[0] + 1240.0
    flat = Stow(
        size=(sheet[0], high + skid, sheet[1]), most=(most + 1) // 2, gap=25, jitter=10, settle=0.0, slack=0
    )
    edge = replace(flat, size=(sheet[0], sheet[1], high), most=max(1, most // 2), tail=0.6)
    files = ((flat, (space.z[0], middle), True), (edge, (middle, space.z[1]), False))
    loads: list[Load] = []
    before = canvas.kilograms - canvas.packing_kg
    for plan, z, lies in files if most > 1 else files[:1]:

        def draw(
            canvas: Canvas, section: Section, base: Floats, top: Floats, z: Range, lies: bool = lies
        ) -> None:
            _pack(canvas, material, section, (base, top), z, (thick, skid) if lies else (0.0, 0.0), rng)

        loads.append(stow(canvas, Space(room.x, room.y, z), plan, rng, draw))
    net = canvas.kilograms - canvas.packing_kg - before
    ends = [max(getattr(load.space, axis)[1] for load in loads) for axis in "xy"]
    space = Space((room.x[0], ends[0]), (room.y[0], ends[1]), room.z)
    return Load(space, sum(load.packages for load in loads), round(net / material.density / 1000, 2))


def _pack(
    canvas: Canvas,
    material: Material,
    section: Section,
    edges: tuple[Floats, Floats],
    z: Range,
    sheets: tuple[float, float],
    rng: Generator,
) -> None:
    """A course of packs; lying sheets show as bands, for each lies a little askew."""
    thick, skid = sheets
    base, top = (edge[section.item] for edge in edges)
    span, place = section.span, (section.u + 1) / 2
    if not thick:
        canvas.prism(material, span, (base, top), z, section.cover)
    else:
        canvas.prism(WOOD, span, (base, base + skid), z, section.cover * (place * 5 % 1.2 < 0.16))
        bands = max(2, int((float(edges[1][0] - edges[0][0]) - skid) / (thick * rng.integers(3, 7))))
        for k in range(bands):
            y = [base + skid + (top - base - skid) * (k + j) / bands for j in (0, 1)]
            off = rng.uniform(0.97, 1.0, (2, edges[0].size))[:, section.item]
            here = section.cover * ((section.u > -off[0]) & (section.u < off[1]))
            canvas.prism(material, span, (y[0], y[1] - 0.6), z, here)
    with canvas.packing():
        strap = section.cover * (np.abs(place * 3 % 1 - 0.5) < 0.02)
        for face in (z[0], z[1] - 0.8):
            canvas.prism(STEEL, span, (base + skid, top), (face, face + 0.8), strap)


GOODS = (
    Goods(
        code="440321",
        description="Logs of pine, in the rough",
        unit="MTQ",
        kinds=("40hc", "40", "20"),
        pack=logs,
    ),
    Goods(
        code="440711",
        description="Sawn pine, in bundles",
        unit="MTQ",
        kinds=("40hc", "40"),
        pack=timber,
    ),
    Goods(
        code="441233",
        description="Plywood with an outer ply of non-coniferous wood, in packs",
        unit="MTQ",
        kinds=("40hc", "40"),
        pack=plywood,
    ),
)
