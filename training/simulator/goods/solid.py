"""Heavy goods in bundles, bales and rolls: timber, cotton, tiles, steel coils."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.stacking import cut, depths, lay, only, pallet, part, steps, taken
from training.simulator.materials import CERAMIC, COTTON, STEEL, WOOD
from training.simulator.space import Space


def timber(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Sawn timber in bundles: boards of one thickness with stickers between, ragged ends."""
    board, sticker = rng.uniform(25, 75), rng.uniform(12, 22)
    material = WOOD.at(float(rng.uniform(0.42, 0.62)))
    long = float(rng.choice([2900.0, 3850.0, 5700.0]))
    space = part(space, fill)
    long = min(long, space.x[1] - space.x[0])
    courses = max(2, int(1050 / (board + sticker)))
    packages, right, top = 0, space.x[0], space.y[0]
    levels = max(1, int((space.y[1] - space.y[0] - 50) / (courses * (board + sticker) + 90)))
    for z in depths(space, 1090.0, rng, 0.9):
        row = lay(space.x, long, 50, rng, 0.004)
        board, sticker = board * rng.normal(1, 0.03), sticker * rng.normal(1, 0.05)
        for level in range(levels if row.count else 0):
            base = space.y[0] + level * (courses * (board + sticker) + 90)
            for x in np.arange(float(row.left[0]) + 300, float(row.right[-1]) - 200, 1100.0):
                canvas.block(WOOD, (float(x), float(x) + 90), (base, base + 88), z)
            for course in range(courses):
                section = cut(canvas, row, rng.normal(0, 14, row.count).astype(np.float32))
                y = base + 90 + course * (board + sticker)
                near = z[0] + rng.uniform(0, 25)
                canvas.prism(
                    material, section.span, (y, y + board), (near, z[1] - rng.uniform(0, 25)), section.cover
                )
                for x in np.arange(float(row.left[0]) + 260, float(row.right[-1]), 610.0):
                    canvas.block(WOOD, (float(x), float(x) + 45), (y + board, y + board + sticker), z)
            packages += row.count
            top = base + 90 + courses * (board + sticker)
        right = max(right, float(row.right.max(initial=right)))
    return taken(space, right, top, packages)


def cotton(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Pressed bales with wire ties, bulging a little between them."""
    wide, high, deep = rng.uniform(1250, 1420), rng.uniform(500, 600), rng.uniform(720, 780)
    material = COTTON.at(float(rng.uniform(0.38, 0.47)))
    space = part(space, fill)
    layers = max(1, int((space.y[1] - space.y[0] - 20) / high))
    packages, right = 0, space.x[0]
    ties = int(rng.integers(6, 9))
    for z in depths(space, deep, rng, 0.9):
        row = lay(space.x, wide, 16, rng, 0.012)
        if not row.count:
            continue
        heights = steps(row.count, layers, rng, 0.5)
        rise = space.y[0] + rng.uniform(0, 25, row.count)
        scale = high * rng.normal(1, 0.02)
        for layer in range(layers):
            there = heights > layer
            section = only(cut(canvas, row, rng.normal(0, 12, row.count).astype(np.float32)), there)
            tall = scale * rng.uniform(0.96, 1.04, row.count) * there
            between = np.abs(np.sin((section.u + 1) * np.pi / 2 * ties))
            edge = 4 * (1 - between) + 24 * np.abs(section.u) ** 12 - 6
            base, top = rise[section.item] + edge, (rise + tall)[section.item] - edge
            packed = section.cover * rng.uniform(0.94, 1.06, row.count)[section.item]
            canvas.prism(material, section.span, (base, top), z, packed)
            wire = section.cover * (between < 0.035)
            for ring in (z[0], z[1] - 3):
                canvas.prism(STEEL, section.span, (base, top), (ring, ring + 3), wire)
            rise = rise + tall
        packages += int(heights.sum())
        right = max(right, float(row.right.max()))
    return taken(space, right, space.y[0] + layers * high, packages)


def tiles(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Ceramic tiles in boxes on low pallets: one level, for the container is at its weight."""
    wide, high = rng.uniform(820, 1180), rng.uniform(430, 640)
    material = CERAMIC.at(float(rng.uniform(1.7, 2.0)))
    box = wide / int(rng.integers(2, 5))
    space = part(space, fill)
    packages, right = 0, space.x[0]
    for z in depths(space, float(rng.uniform(860, 1020)), rng, 0.9):
        row = lay(space.x, wide, rng.uniform(30, 90), rng, 0.01)
        if not row.count:
            continue
        for left, end in zip(row.left, row.right, strict=True):
            pallet(canvas, (float(left), float(end)), space.y[0], z)
        tall = high * rng.choice([1.0, 1.0, 0.85, 1.15], row.count)
        for course in range(3):
            section = cut(canvas, row, rng.normal(0, 4, row.count).astype(np.float32))
            seam = ((section.u + 1) * wide / 2) % box < 14
            base = space.y[0] + 144 + tall[section.item] * course / 3
            step = tall[section.item] / 3 - 8
            canvas.prism(
                material, section.span, (base, base + step), z, section.cover * np.where(seam, 0.45, 1)
            )
        packages += row.count
        right = max(right, float(row.right.max()))
    return taken(space, right, space.y[0] + 144 + high, packages)


def coils(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Coils of sheet with the eye across, each on a cradle of beams, far apart for the axle load."""
    number = max(1, round(float(rng.integers(2, 4)) * fill))
    space = part(space, fill)
    radius, right, top = 0.0, space.x[0], space.y[0]
    room = (space.x[1] - space.x[0]) / number
    for index in range(number):
        radius, eye = float(rng.uniform(450, 610)), 254.0
        x = space.x[0] + (index + 0.5) * room + rng.normal(0, 60)
        deep = float(rng.uniform(950, 1300))
        near = (space.z[0] + space.z[1] - deep) / 2
        centre = space.y[0] + 100 + radius
        for size, sign in ((radius, 0.985), (eye, -0.985)):
            span = canvas.span(x - size, x + size)
            half = np.sqrt(np.clip(size**2 - (span.x - x) ** 2, 0, None))
            canvas.prism(
                STEEL.at(sign * STEEL.density), span, (centre - half, centre + half), (near, near + deep)
            )
        for side in (-0.75, 0.75):
            foot = x + side * radius
            span = canvas.span(foot - 120, foot + 120)
            height = 90 + np.clip((span.x - x) * np.sign(side) / radius - 0.55, 0, 1) * 420
            canvas.prism(
                WOOD.at(0.7), span, (space.y[0], space.y[0] + height), (near - 150, near + deep + 150)
            )
        right, top = max(right, x + radius), max(top, centre + radius)
    return taken(space, right, top, number)


GOODS = (
    Goods(
        code="440711",
        description="Sawn pine, in bundles",
        unit="MTQ",
        kinds=("40hc", "40"),
        pack=timber,
    ),
    Goods(
        code="520100",
        description="Cotton, not carded or combed, pressed bales",
        unit="KGM",
        kinds=("40hc", "40"),
        pack=cotton,
    ),
    Goods(
        code="690721",
        description="Ceramic floor tiles on pallets",
        unit="MTK",
        kinds=("20",),
        pack=tiles,
    ),
    Goods(
        code="720838",
        description="Hot-rolled steel in coils",
        unit="KGM",
        kinds=("20",),
        pack=coils,
    ),
)
