"""Long rolls laid in heaps: fabric, carpet."""

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import Row, Section, cut, only, part
from training.simulator.goods.stowage import number_that_fits, payload
from training.simulator.materials import CARTON
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

FABRIC = Material("woven cotton, rolled", 0.46, of.CELLULOSE)
CARPET = Material("carpet, rolled", 0.32, of.NYLON)


def lengthwise(
    canvas: Canvas,
    space: Space,
    material: Material,
    size: tuple[float, float, float],
    most: float,
    rng: Generator,
) -> Load:
    """Rolls along the container, settled in each other's hollows: size is length, diameter, core."""
    long, mean, core = size
    number = max(1, int((space.size[0] - 30) / long))
    long = min(long, space.size[0] - 30)
    across = max(1, int(space.size[2] / (mean * 0.97)))
    step = space.size[2] / across
    levels = max(1, int((space.size[1] - mean - 40) / (mean * 0.84)) + 1)
    each = np.pi / 4 * mean**2 * long * material.density * 0.86e-6
    levels = min(levels, max(1, round(most / (each * across * number))))
    left = space.x[0] + 10 + np.arange(number) * (space.size[0] - 20) / number
    row = Row(left.astype(np.float32), np.minimum(left + long, space.x[1]).astype(np.float32))
    lower = levels - (np.arange(number) == number - 1) * int(levels > 2 and rng.random() < 0.5)
    packages = 0
    for level in range(levels):
        for k in range(across - level % 2):
            there = (level < lower) & (
                (level < lower - 1) | (rng.random(number) > 0.25) | (number == levels == 1)
            )
            y = space.y[0] + mean * (0.5 + 0.84 * level)
            z = space.z[0] + step * (k + 0.5 + level % 2 / 2)
            _line(canvas, material, only(cut(canvas, row), there), (y, z), (mean / 2, core / 2), rng)
            packages += int(there.sum())
    top = space.y[0] + mean * (1 + 0.84 * (levels - 1))
    return Load(Space((space.x[0], float(row.right[-1])), (space.y[0], top), space.z), packages)


def _line(
    canvas: Canvas, material: Material, section: Section, centre: Range, radii: Range, rng: Generator
) -> None:
    """Rolls one behind another, each sagging over those below, its ends and its size its own."""
    item, span = section.item, section.span
    count = int(item.max(initial=0)) + 1
    ends, size, tilt, aside = (
        rng.uniform(low, high, count)[item]
        for low, high in ((0.95, 1.0), (0.87, 0.95), (-0.02, 0.02), (-0.02, 0.02))
    )
    here = section.cover * (np.abs(section.u + rng.uniform(-0.03, 0.03, count)[item]) < ends)
    outer = radii[0] * size * (0.985 + 0.015 * np.cos(span.x / 350 + rng.uniform(0, 6)))
    wave = 0.5 * np.cos(span.x / rng.uniform(300, 900) + rng.uniform(0, 6)) - 0.5
    y = centre[0] + radii[0] * (tilt * section.u + (0.98 - size) * wave)
    z = centre[1] + radii[0] * aside
    canvas.oval(material, span, (y, z), (outer * rng.uniform(0.94, 1.0, count)[item], outer), here)
    canvas.oval(material.at(-material.density), span, (y, z), (radii[1], radii[1]), here)
    tube = CARTON.at(CARTON.density * (1 - (1 - 4 / radii[1]) ** 2))
    with canvas.packing():
        canvas.oval(tube, span, (y, z), (radii[1], radii[1]), here)


def crosswise(
    canvas: Canvas, space: Space, material: Material, size: Range, most: float, rng: Generator
) -> Load:
    """Rolls across the container, seen on their ends: diameter and core, in courses that nest."""
    mean, core = size
    radius = mean / 2
    long = space.size[2] * float(rng.uniform(0.68, 0.96))
    each = np.pi * radius**2 * long * material.density * 1e-6
    across = max(1, int((space.size[0] - radius - 20) / mean))
    levels = max(1, int((space.size[1] - mean - 40) / (mean * 0.87)) + 1)
    count = min(number_that_fits(most, each), across * levels)
    top, right, drawn = space.y[0], space.x[0], 0
    for level in range(levels):
        if drawn >= count:
            break
        low = space.y[0] + level * mean * 0.87
        here = min(across, count - drawn)
        x = space.x[0] + 10 + radius * (level % 2) + mean * (np.arange(here) + 0.5)
        row = Row((x - radius).astype(np.float32), (x + radius).astype(np.float32))
        right = max(right, float(x[-1]) + radius)
        _ends(canvas, material, row, low + radius, (radius, core / 2), (space.z, long), rng)
        drawn, top = drawn + here, low + mean
    return Load(Space((space.x[0], min(right, space.x[1])), (space.y[0], top), space.z), drawn)


def _ends(
    canvas: Canvas,
    material: Material,
    row: Row,
    height: float,
    radii: Range,
    across: tuple[Range, float],
    rng: Generator,
) -> None:
    """A course of rolls seen on their ends, in two halves that do not quite lie in line."""
    (z0, z1), long = across
    count = row.count
    section = cut(canvas, row)
    item, span, off = section.item, section.span, section.u * radii[0]
    near = (z0 + (z1 - z0 - long) * rng.random(count))[item]
    size = (radii[0] * rng.uniform(0.88, 0.98, count))[item]
    middle = height - radii[0] * rng.uniform(0.0, 0.04, count)
    slope, slant = rng.normal(0, 0.06 * radii[0], (2, count))
    for end in (-1, 1):
        y = np.maximum((middle + slope * end)[item], height - radii[0] + size)
        beside = off - np.clip((slant * end)[item], size - radii[0], radii[0] - size)
        z = (near + long * (end + 1) / 4, near + long * (end + 3) / 4)
        tube = CARTON.at(CARTON.density * (1 - (1 - 4 / radii[1]) ** 2))
        wound, core = (np.sqrt(np.clip(r**2 - beside**2, 0, None)) for r in (size, radii[1]))
        canvas.prism(material, span, (y - wound, y + wound), z, section.cover)
        canvas.prism(material.at(-material.density), span, (y - core, y + core), z, section.cover)
        with canvas.packing():
            canvas.prism(tube, span, (y - core, y + core), z, section.cover)


def fabric(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Rolls of cloth of 1.2 to 1.8 m in plastic sleeves, along or across the container."""
    material = FABRIC.at(float(rng.uniform(0.36, 0.52)))
    most, mean = payload(space, fill, rng, 25.0), rng.uniform(170, 300)
    room, core = part(space, fill), rng.uniform(38, 60)
    before = canvas.kilograms - canvas.packing_kg
    if rng.random() < 0.55:
        load = lengthwise(canvas, room, material, (rng.uniform(1250, 1900), mean, core), most, rng)
    else:
        load = crosswise(canvas, room, material, (mean, core), most, rng)
    net = canvas.kilograms - canvas.packing_kg - before
    return replace(load, quantity=round(net / rng.uniform(0.11, 0.20)))


def carpets(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Carpet in rolls of 3.7 to 4 m, three behind each other, up to the roof."""
    material = CARPET.at(float(rng.uniform(0.27, 0.44)))
    size = (float(rng.choice([3660.0, 3990.0, 2900.0])), rng.uniform(260, 480), rng.uniform(75, 110))
    before = canvas.kilograms - canvas.packing_kg
    load = lengthwise(canvas, part(space, fill), material, size, payload(space, fill, rng, 22.0), rng)
    net = canvas.kilograms - canvas.packing_kg - before
    return replace(load, quantity=round(net / rng.uniform(1.8, 3.2)))


GOODS = (
    Goods(
        code="520852",
        description="Printed woven cotton, plain weave, in rolls",
        unit="MTK",
        kinds=("40hc", "40"),
        pack=fabric,
    ),
    Goods(
        code="570232",
        description="Carpets, woven, of man-made textiles, in rolls",
        unit="MTK",
        kinds=("40hc", "40"),
        pack=carpets,
    ),
)
