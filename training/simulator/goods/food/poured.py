"""What is poured: grain behind a bulkhead, oil in a flexitank, liquids in a tank container."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.base import Goods, Load
from training.simulator.materials import PLASTIC, STEEL
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material
from training.simulator.space import Space

Floats = NDArray[np.floating]
_WHEAT = Material("wheat in bulk", 0.78, of.GRAIN)
_BEANS = Material("soya beans in bulk", 0.73, of.OILSEED)
_OIL = Material("palm oil", 0.90, of.FAT)
_SLICES = 12
_STRIPS = 44


def bulk(canvas: Canvas, space: Space, material: Material, kg: float, rng: Generator) -> Load:
    """Loose grain in a liner bag: a blown or tipped surface, a bulkhead of bars at the doors."""
    free = float(min(120.0, 0.05 * space.size[0]))
    x = (space.x[0] + 6, space.x[1] - free)
    span = canvas.span(*x)
    if not span.x.size:
        return Load(Space((space.x[0], space.x[0]), (space.y[0], space.y[0]), space.z), 0)
    z = np.linspace(space.z[0], space.z[1], _SLICES + 1)
    surface = _surface((span.x - x[0]) / (x[1] - x[0]), x[1] - x[0], rng)
    cell = canvas.scanner.pitch_mm * (z[1] - z[0]) * material.density * 1e-6
    tallest = space.size[1] - 25
    level = _level(surface, span.cover, kg / cell, tallest)
    heights = np.clip(surface + level, 0, tallest)
    for near, far, height in zip(z[:-1], z[1:], heights, strict=True):
        canvas.prism(material, span, (space.y[0], space.y[0] + height), (near, far))
    with canvas.packing():
        top = space.y[0] + heights.mean(0)
        canvas.prism(PLASTIC.at(0.2), span, (top, np.minimum(top + 3, space.y[1])), space.z)
        _bulkhead(canvas, space, (x[1], x[1] + free), float(top[-1]), rng)
    return Load(Space(space.x, (space.y[0], float(top.max())), space.z), 1)


def _surface(u: Floats, length: float, rng: Generator) -> Floats:
    """Height of the surface over its mean level (slices, columns): a fall to one end, humps, ripples."""
    fall = float(rng.uniform(150, 900)) * min(1.0, length / 5800)
    shape = -(np.clip((u - rng.uniform(0.1, 0.6)) / 0.6, 0, None) ** rng.uniform(1.3, 2.2)) * fall
    if rng.random() < 0.3:
        shape = shape[::-1]
    for _ in range(int(rng.integers(1, 4))):
        shape = shape + rng.uniform(40, 160) * np.exp(-(((u - rng.random()) / rng.uniform(0.08, 0.3)) ** 2))
    for waves in (7, 15, 31):
        shape = shape + rng.normal(0, 14 / waves**0.5) * np.sin(waves * u * 3 + rng.uniform(0, 6.3))
    v = (np.arange(_SLICES) + 0.5) / _SLICES * 2 - 1
    crown = rng.uniform(-40, 160) * (1 - v**2) + rng.normal(0, 40) * v
    return shape[None, :] + crown[:, None] * (1 + 0.3 * np.sin(5 * u + rng.uniform(0, 6.3)))[None, :]


def _level(surface: Floats, cover: Floats, volume: float, tallest: float) -> float:
    """The level at which as much lies under the surface as there is, by halving."""
    low, high = -tallest - float(np.ptp(surface)) - 500, tallest + float(np.ptp(surface)) + 500
    for _ in range(40):
        middle = (low + high) / 2
        held = float((np.clip(surface + middle, 0, tallest) @ cover).sum())
        low, high = (middle, high) if held < volume else (low, middle)
    return (low + high) / 2


def _bulkhead(canvas: Canvas, space: Space, x: tuple[float, float], top: float, rng: Generator) -> None:
    """Square steel bars across the doors before a board, as high as the load needs."""
    high = min(top + float(rng.uniform(150, 350)), space.y[1] - 20)
    canvas.block(PLASTIC.at(0.35), (x[0], x[0] + 8), (space.y[0], high), space.z)
    bar = min(50.0, x[1] - x[0] - 12)
    if bar <= 6:
        return
    for y in np.linspace(space.y[0] + 160, high - 60, int(rng.integers(4, 6))):
        canvas.hollow(STEEL, (x[0] + 10, x[0] + 10 + bar), (float(y), float(y) + bar), space.z, 3)


def flexitank(canvas: Canvas, space: Space, material: Material, kg: float, rng: Generator) -> Load:
    """A bag of film as long as the container: round ends, a top nearly flat, a bulkhead at the doors."""
    free = min(float(rng.uniform(110, 220)), 0.1 * space.size[0])
    x = (space.x[0] + float(rng.uniform(5, 40)), space.x[1] - free)
    span = canvas.span(*x)
    if not span.x.size or x[1] - x[0] < 200:
        return Load(Space((space.x[0], space.x[0]), (space.y[0], space.y[0]), space.z), 0)
    reach = min(rng.uniform(240, 430), (x[1] - x[0]) / 2)
    edge = np.clip(np.minimum(span.x - x[0], x[1] - span.x) / reach, 0, 1)
    shape = (1 - (1 - edge) ** 2.2) ** 0.42
    shape = shape * (1 + 0.006 * np.sin(span.x / rng.uniform(500, 900) + rng.uniform(0, 6)))
    v = (np.arange(2 * _SLICES) + 0.5) / _SLICES - 1
    across = (1 - np.abs(v) ** 9) ** 0.16 * (1 + 0.02 * (1 - v**2))
    wide = space.size[2] / v.size
    volume = float((shape[None, :] * across[:, None] @ span.cover).sum()) * wide * canvas.scanner.pitch_mm
    high = min(kg / (volume * material.density * 1e-6), (space.size[1] - 40) / float(shape.max() * 1.02))
    for number, share in enumerate(across):
        near = space.z[0] + number * wide
        heights = shape * share * high
        lift = (1 - edge) ** 3 * 0.10 * high
        y = (space.y[0] + np.minimum(lift, heights * 0.45) + 3, space.y[0] + heights + 3)
        canvas.prism(material, span, y, (near, near + wide), heights / np.maximum(y[1] - y[0], 1e-3))
    with canvas.packing():
        for base in (space.y[0], space.y[0] + shape * high + 3):
            canvas.prism(PLASTIC.at(0.8), span, (base, base + 3), (space.z[0] + 60, space.z[1] - 60))
        _bulkhead(canvas, space, (x[1] + 8, space.x[1]), space.y[0] + high, rng)
        valve = (space.x[1] - 0.5 * free, space.y[0] + 130, (space.z[0] + space.z[1]) / 2)
        canvas.ellipsoid(STEEL.at(3.0), valve, (min(45.0, 0.45 * free), 45.0, 60.0))
    return Load(Space(space.x, (space.y[0], space.y[0] + float(shape.max()) * high + 6), space.z), 1)


def vessel(canvas: Canvas, space: Space, material: Material, share: float) -> Load:
    """Liquid in a lying cylinder with dished ends, filled to a share of its height."""
    radius = min(space.size[1], space.size[2]) / 2
    y, z = (space.y[0] + space.y[1]) / 2, (space.z[0] + space.z[1]) / 2
    span = canvas.span(*space.x)
    if not span.x.size:
        return Load(space, 0)
    head = min(0.5 * radius, space.size[0] / 2)
    edge = np.clip(np.minimum(span.x - space.x[0], space.x[1] - span.x) / head, 0, 1)
    round_off = radius * np.sqrt(np.clip(1 - (1 - edge) ** 2, 0, 1))
    level = y - radius + 2 * radius * share
    angle = np.linspace(0, np.pi, _STRIPS + 1)
    for left, right in zip(np.cos(angle[1:]), np.cos(angle[:-1]), strict=True):
        # The mean half height over the strip keeps the area of the circle exact.
        area = [c * np.sqrt(max(0.0, 1 - c * c)) + np.arcsin(c) for c in (left, right)]
        half = round_off * (area[1] - area[0]) / 2 / (right - left)
        depth = (z + round_off * left, z + round_off * right)
        canvas.prism(material, span, (y - half, np.minimum(y + half, level)), depth)
    return Load(Space(space.x, (y - radius, level), (z - radius, z + radius)), 1)


def is_vessel(space: Space) -> bool:
    """Whether a room is the box about the barrel of a tank container, as high as it is deep."""
    return abs(space.size[1] - space.size[2]) < 1.0


def grain(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Wheat in bulk."""
    material = _WHEAT.at(float(rng.uniform(0.74, 0.81)))
    return bulk(canvas, space, material, _most(space, rng) * fill, rng)


def beans(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Soya beans in bulk."""
    material = _BEANS.at(float(rng.uniform(0.70, 0.76)))
    return bulk(canvas, space, material, _most(space, rng) * fill, rng)


def oil(canvas: Canvas, space: Space, fill: float, rng: Generator) -> Load:
    """Palm oil in a flexitank, or heated in a tank container."""
    if is_vessel(space):
        return vessel(canvas, space, _OIL, fill * float(rng.uniform(0.9, 0.96)))
    litres = float(rng.choice([16_000.0, 18_000.0, 20_000.0, 22_000.0], p=[0.1, 0.2, 0.4, 0.3]))
    kg = min(litres * 0.9 * float(rng.uniform(0.97, 1.02)), 4.4 * space.size[0]) * fill
    return flexitank(canvas, space, _OIL.at(float(rng.uniform(0.89, 0.91))), kg, rng)


def _most(space: Space, rng: Generator) -> float:
    """Kilograms that a container of that length is filled with in bulk."""
    return min(float(rng.uniform(20_500, 26_500)), 4.5 * space.size[0])


GOODS = (
    Goods(
        code="100199",
        description="Wheat in bulk, in a liner bag",
        unit="KGM",
        kinds=("20",),
        pack=grain,
        mixes=False,
    ),
    Goods(
        code="120190",
        description="Soya beans in bulk, in a liner bag",
        unit="KGM",
        kinds=("20", "40"),
        pack=beans,
        mixes=False,
    ),
    Goods(
        code="151190",
        description="Refined palm oil in a flexitank",
        unit="KGM",
        kinds=("20", "tank"),
        pack=oil,
        mixes=False,
    ),
)
