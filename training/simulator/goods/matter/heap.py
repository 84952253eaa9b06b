"""Heaps of scrap: a lumpy mass of small stuff and, strewn in it, pieces that one can tell."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas, Range
from training.simulator.goods.stacking import Row, cut
from training.simulator.goods.texture import Floats, texture
from training.simulator.physics.material import Material
from training.simulator.space import Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sort of piece: its ``share`` of the mass, its length along x, its thickness in height and across
    (each from, to, in millimetres), the steepest slope, and how it is formed: ``bar`` is round with
    its thickness across unused, ``lump`` an ellipsoid, ``curl`` a wire that waves, else a plate.
    """

    material: Material
    share: float
    long: Range
    tall: Range
    deep: Range
    slope: float = 1.0
    form: str = "plate"


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """The top of a heap: heights in millimetres at places along x."""

    x: Floats
    y: Floats

    def at(self, x: Floats) -> Floats:
        """Height at places along x."""
        return np.interp(x, self.x, self.y)


def surface(space: Space, mean: float, rough: float, rng: Generator) -> Surface:
    """A heap of a mean height: level on the whole, humps, and a slope at the doors."""
    long = space.size[0]
    x = np.linspace(space.x[0], space.x[1], max(12, int(long / 60)))
    humps = sum(
        rng.normal(0, size) * np.sin(x / (period / 6.28) + rng.uniform(0, 6))
        for period, size in ((5000, 0.5), (2300, 0.4), (1100, 0.35), (520, 0.3), (300, 0.3), (190, 0.25))
    )
    foot = np.clip((space.x[1] - x) / rng.uniform(300, 1600), 0, 1) ** 0.6
    tilt = 1 + rng.normal(0, 0.12) * (x - x.mean()) / long
    height = (tilt + rough * humps) * (0.25 + 0.75 * foot)
    height *= mean / height.mean()
    return Surface(x, space.y[0] + np.clip(height, 60, space.size[1] - 60))


def heap(
    canvas: Canvas,
    space: Space,
    top: Surface,
    bed: tuple[Material, tuple[float, float, float]],
    most: float,
    pieces: tuple[Piece, ...],
    rng: Generator,
) -> None:
    """Draw a heap of ``most`` kilograms: the bed takes what the pieces leave."""
    row = Row(np.array([space.x[0]], np.float32), np.array([space.x[1]], np.float32))
    section = cut(canvas, row)
    high = top.at(section.span.x)
    volume = float(np.sum(high - space.y[0])) * canvas.scanner.pitch_mm * space.size[2]
    rest = most * (1 - sum(piece.share for piece in pieces))
    material, grain = bed
    texture(canvas, material.at(rest / volume * 1e6), section, (space.y[0], high), space.z, grain, rng)
    for piece in pieces:
        before, rounds = canvas.kilograms, 0
        while canvas.kilograms - before < most * piece.share and rounds < 160:
            chain(canvas, space, top.at, piece, rng)
            rounds += 1


def chain(
    canvas: Canvas, space: Space, top: Callable[[Floats], Floats], piece: Piece, rng: Generator
) -> None:
    """Pieces one after another along x, each at its own height, depth and slope."""
    span = canvas.span(*space.x)
    number = int(space.size[0] / piece.long[0] * 1.2) + 2
    long, tall, deep = (rng.uniform(*size, number) for size in (piece.long, piece.tall, piece.deep))
    right = (
        space.x[0] + np.cumsum(long + rng.uniform(0, piece.long[1], number)) - rng.uniform(0, piece.long[1])
    )
    middle = right - long / 2
    item = np.clip(np.searchsorted(right, span.x), 0, number - 1)
    off = span.x - middle[item]
    u = 2 * off / long[item]
    there = (np.abs(u) < 1) & (right[item] < space.x[1]) & (right[item] - long[item] > space.x[0])
    room = top(middle) - space.y[0]
    height = space.y[0] + room * rng.uniform(0.02, 1.0, number) ** 0.85
    slope = np.clip(rng.normal(0, piece.slope / 2, number), -piece.slope, piece.slope)
    y = height[item] + slope[item] * off
    if piece.form == "curl":
        y = y + np.sin(off / rng.uniform(12, 60, number)[item] + rng.uniform(0, 6)) * long[item] * 0.12
    deep = np.maximum(deep, tall) if piece.form in ("bar", "curl") else deep
    z = (space.z[0] + deep / 2 + 5 + (space.size[2] - deep - 10) * rng.random(number))[item]
    half, across = tall[item] / 2, deep[item] / 2
    if piece.form in ("bar", "lump", "curl"):
        swell = np.sqrt(np.clip(1 - u**2, 0, 1)) if piece.form == "lump" else np.ones_like(u)
        reach = half * swell
        there &= (y - reach > space.y[0]) & (y + reach < space.y[1])
        aside = (across if piece.form == "lump" else half) * swell
        canvas.oval(piece.material, span, (y, z), (reach, aside), there * 1.0)
        return
    low, high = np.maximum(y - half, space.y[0] + 2), np.minimum(y + half, space.y[1])
    canvas.prism(piece.material, span, (low, high), (z - across, z + across), there * 1.0)
