"""What things are packed in: cartons, crates, pallets, skids, film; all of it counts as packing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.stacking import pallet
from training.simulator.goods.wares.packages import Corner, Package, Size
from training.simulator.goods.wares.things.shapes import EPS
from training.simulator.materials import CARTON, STEEL, WOOD
from training.simulator.mesh import Body, body_bounds, merged, placed

Make = Callable[[Generator], Body]
Around = Callable[[Canvas, Corner, Size, Generator], None]
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Wrap:
    """Room around a thing: ``side`` at each side, ``under`` and ``over`` it; ``draw`` draws the packing."""

    side: float
    under: float
    over: float
    draw: Around


def wrapped(
    make: Make, wrap: Wrap, rng: Generator, pool: int = 3, turn: tuple[tuple[str, float], ...] = ()
) -> Package:
    """A package around things of one make: as large as the largest of a pool, each drawn at its place."""
    bodies = [settled(make(rng), turn) for _ in range(pool)]
    size = outer(bodies, wrap)

    def draw(canvas: Canvas, corner: Corner, rng: Generator) -> None:
        body = bodies[int(rng.integers(pool))]
        put(canvas, body, corner, size, wrap, rng)

    def across(rng: Generator) -> Package:
        return wrapped(make, wrap, rng, pool, (*turn, ("y", 90.0)))

    return Package(size=size, draw=draw, across=across)


def put(canvas: Canvas, body: Body, corner: Corner, size: Size, wrap: Wrap, rng: Generator) -> None:
    """Draw a settled body in the middle of a package of a size, with the packing around it."""
    (x1, _, z1) = (high for _, high in body_bounds(body))
    slip = rng.uniform(-0.4, 0.4, 2) * wrap.side
    x, z = corner[0] + (size[0] - x1) / 2 + slip[0], corner[2] + (size[2] - z1) / 2 + slip[1]
    canvas.body(placed(body, x, corner[1] + wrap.under, z), 1)
    with canvas.packing():
        wrap.draw(canvas, corner, size, rng)


def settled(body: Body, turn: tuple[tuple[str, float], ...] = ()) -> Body:
    """A body turned and moved so that it starts at the origin along x, y and z, its parts merged."""
    body = placed(merged(body), turn=turn)
    (x, _), (y, _), (z, _) = body_bounds(body)
    return placed(body, -x, -y, -z)


def outer(bodies: Sequence[Body], wrap: Wrap) -> Size:
    """Size of the package that holds any of some settled bodies."""
    most = np.max([[high for _, high in body_bounds(body)] for body in bodies], 0)
    return (
        float(most[0] + 2 * wrap.side),
        float(most[1] + wrap.under + wrap.over),
        float(most[2] + 2 * wrap.side),
    )


def sheet_box(canvas: Canvas, corner: Corner, size: Size, board: float = 4.0) -> None:
    """A carton: four walls, the flaps double at the top and the foot."""
    x, y, z = ((low, low + length) for low, length in zip(corner, size, strict=True))
    canvas.hollow(CARTON.at(0.25), x, y, z, board)
    for level in (y[0] + board, y[1] - 2 * board):
        canvas.block(CARTON.at(0.25), x, (level, level + board), z)


def _carton(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """A carton with foam at the foot, the head and the upright edges."""
    sheet_box(canvas, corner, size)
    x, y, z = ((low, low + length) for low, length in zip(corner, size, strict=True))
    canvas.block(EPS, (x[0] + 6, x[1] - 6), (y[0] + 6, y[0] + 35), (z[0] + 6, z[1] - 6))
    canvas.block(EPS, (x[0] + 6, x[1] - 6), (y[1] - 30, y[1] - 6), (z[0] + 6, z[1] - 6))
    for left in (x[0] + 6, x[1] - 26):
        canvas.block(EPS, (left, left + 20), (y[0] + 35, y[1] - 30), (z[0] + 6, z[1] - 6))


def _slats(canvas: Canvas, x: Range, y: Range, z: Range, rng: Generator) -> None:
    """Boards of 18 mm with gaps around a room, battens upright at the corners and between."""
    wide, gap = float(rng.uniform(75, 110)), float(rng.uniform(25, 160))
    for low in np.arange(y[0], y[1] - wide, wide + gap):
        for depth in (z[0], z[1] - 18):
            canvas.block(WOOD, x, (float(low), float(low) + wide), (depth, depth + 18))
        for left in (x[0], x[1] - 18):
            canvas.block(WOOD, (left, left + 18), (float(low), float(low) + wide), (z[0] + 18, z[1] - 18))
    for left in np.linspace(x[0], x[1] - 70, max(2, int((x[1] - x[0]) / 900) + 1)):
        for depth in (z[0] + 18, z[1] - 58):
            canvas.block(WOOD, (float(left), float(left) + 70), y, (depth, depth + 40))
    for left in np.arange(x[0], x[1] - wide, wide + gap):
        canvas.block(WOOD, (float(left), float(left) + wide), (y[1] - 18, y[1]), z)


def _crate(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """A slatted crate on skids."""
    x, y, z = ((low, low + length) for low, length in zip(corner, size, strict=True))
    _skid(canvas, corner, size, rng)
    _slats(canvas, x, (y[0] + 108, y[1]), z, rng)


def _skid(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """Two or three runners along x under a deck of boards."""
    x, y, z = ((low, low + length) for low, length in zip(corner, size, strict=True))
    for depth in np.linspace(z[0], z[1] - 90, 3 if z[1] - z[0] > 700 else 2):
        canvas.block(WOOD, x, (y[0], y[0] + 85), (float(depth), float(depth) + 90))
    for left in np.arange(x[0], x[1] - 100, 190.0):
        canvas.block(WOOD, (float(left), float(left) + 115), (y[0] + 85, y[0] + 108), z)


def _plywood(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """A closed case of plywood on skids, battens nailed around it, steel straps."""
    x, y, z = ((low, low + length) for low, length in zip(corner, size, strict=True))
    _skid(canvas, corner, size, rng)
    canvas.hollow(WOOD, x, (y[0] + 108, y[1]), z, 9)
    for left in np.linspace(x[0], x[1] - 80, max(2, int((x[1] - x[0]) / 700) + 1)):
        for depth in (z[0] + 9, z[1] - 31):
            canvas.block(WOOD, (float(left), float(left) + 80), (y[0] + 108, y[1] - 9), (depth, depth + 22))
    for share in (0.2, 0.8):
        left = x[0] + share * (x[1] - x[0])
        canvas.hollow(STEEL, (left, left + 32), y, z, 0.8)


def _palleted(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """A pallet under it, two straps over it."""
    x, y, z = ((low, low + length) for low, length in zip(corner, size, strict=True))
    pallet(canvas, x, y[0], z)
    for share in rng.uniform(0.15, 0.85, 2):
        left = x[0] + float(share) * (x[1] - x[0] - 20)
        canvas.hollow(STEEL, (left, left + 16), y, z, 0.5)


def _nothing(canvas: Canvas, corner: Corner, size: Size, rng: Generator) -> None:
    """No packing."""


CARTONED = Wrap(22.0, 36.0, 30.0, _carton)
CRATED = Wrap(55.0, 112.0, 45.0, _crate)
CASED = Wrap(45.0, 112.0, 40.0, _plywood)
SKIDDED = Wrap(10.0, 110.0, 5.0, _skid)
PALLETED = Wrap(25.0, 146.0, 8.0, _palleted)
BARE = Wrap(12.0, 0.0, 4.0, _nothing)
