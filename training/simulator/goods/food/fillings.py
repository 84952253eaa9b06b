"""What a course of packages holds: blocks, soft pieces, packets, sacks."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.food.stow import Course, Filling
from training.simulator.materials import CARTON, PLASTIC
from training.simulator.physics.material import Material

Float = NDArray[np.float32]
_BOARD_MM = 4.0


def item(course: Course, low: float, high: float, rng: Generator) -> Float:
    """A random number for each package, as its columns see it."""
    count = int(course.section.item.max(initial=-1)) + 1
    return rng.uniform(low, high, count).astype(np.float32)[course.section.item]


def cells(course: Course, number: int) -> tuple[NDArray[np.intp], Float]:
    """The cell of its package that each column cuts, and where in it: -1 to 1."""
    place = (course.section.u + 1) / 2 * number
    cell = np.minimum(place.astype(np.intp), number - 1)
    return cell, (2 * (place - cell) - 1).astype(np.float32)


def board(canvas: Canvas, course: Course, share: float = 1.0) -> None:
    """Corrugated board about each package: two sides, lid and bottom (half air)."""
    section, (near, far) = course.section, course.z
    span, cover = section.span, section.cover * share
    carton = CARTON.at(0.28)
    with canvas.packing():
        canvas.prism(carton, span, (course.base, course.top), (near, near + _BOARD_MM), cover)
        canvas.prism(carton, span, (course.base, course.top), (far - _BOARD_MM, far), cover)
        ends = cover * (np.abs(section.u) > 0.97)
        canvas.prism(carton, span, (course.base, course.top), course.z, ends)
        canvas.prism(carton, span, (course.base, course.base + _BOARD_MM), course.z, cover)


def solid(material: Material, spread: float = 0.05, corner: float = 0.1, head: float = 0.015) -> Filling:
    """Cartons filled throughout: frozen blocks, powders, pressed leaf; edges rounded by ``corner``."""

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        tall = course.top - course.base
        round_off = tall * corner * np.abs(course.section.u) ** 8
        weight = course.section.cover * item(course, 1 - spread, 1 + spread, rng)
        y = (course.base + 2 + round_off, course.top - tall * item(course, 0.3, 1.7, rng) * head - round_off)
        canvas.prism(material, course.section.span, y, course.z, weight)
        board(canvas, course)

    return draw


def uneven_blocks(
    material: Material,
    number: tuple[int, int],
    amount: float,
    bulge: float = 0.12,
    crown: float = 0.3,
    lid: float = 1.0,
    valley: float = 0.0,
    head: float = 0.0,
) -> Filling:
    """Soft packages: bags and cartons of pieces, quarters in film; lumps inside, sides that give.

    ``number`` is how many lumps lie along x and in height, ``amount`` how much they differ, ``bulge``
    the share of the width over which the sides thin out, ``crown`` the share of its height by which a
    package with nothing on it rounds off; ``lid`` how much board there is, ``valley`` the share that is
    missing where two lumps meet along x, ``head`` the share of its height that is left under the lid.
    """

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        section, tall = course.section, course.top - course.base
        count = int(section.item.max(initial=-1)) + 1
        cell, v = cells(course, number[0])
        share = (v + 1) / 2
        side = (0.35 + 0.65 * np.clip((1 - np.abs(section.u)) / (2 * bulge), 0, 1) ** 0.7) * section.cover
        side *= 1 - valley * v**4
        free = course.above == 0
        filled = tall * (1 - head * item(course, 0.3, 1.7, rng))
        skew = item(course, -0.5, 0.5, rng)
        fall = tall * crown * np.clip(np.abs(section.u + skew * free), 0, 1.2) ** 2 * free
        lift = rng.uniform(-0.35, 0.35, number[1] + 1) * (np.arange(number[1] + 1) % number[1] > 0)
        for k in range(number[1]):
            knots = rng.normal(1, amount, (count, number[0] + 1)).astype(np.float32)
            lumps_of = knots[section.item, cell] * (1 - share) + knots[section.item, cell + 1] * share
            low, high = ((k + j + lift[k + j]) / number[1] for j in (0, 1))
            y = (course.base + filled * low, np.minimum(course.base + filled * high, course.top - fall))
            canvas.prism(material, section.span, y, course.z, side * np.clip(lumps_of, 0.05, None))
        board(canvas, course, lid)

    return draw


def sacks(material: Material, skin: Material = PLASTIC, slump: float = 0.3) -> Filling:
    """Sacks lying flat: ends that taper, a crown that rounds off towards all sides."""

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        section = course.section
        span, tall = section.span, course.top - course.base
        end = np.abs(section.u)
        lean = item(course, -0.05, 0.05, rng) * section.u
        taper = tall * slump * item(course, 0.6, 1.3, rng) * end**5
        middle, half = (course.z[0] + course.z[1]) / 2, (course.z[1] - course.z[0]) / 2
        half = half * (1 - 0.06 * end**4)
        weight = section.cover * item(course, 0.95, 1.05, rng)
        low = np.maximum(course.base + taper * 0.7 + tall * lean, course.base)
        shoulder = course.base + tall * (0.84 + lean) - taper * 0.5
        crown = course.top + tall * (lean + item(course, -0.02, 0.05, rng)) - taper
        canvas.prism(material, span, (low, shoulder), (middle - half, middle + half), weight)
        narrow = half * item(course, 0.8, 0.97, rng)
        canvas.prism(material, span, (shoulder, crown), (middle - narrow, middle + narrow), weight)
        with canvas.packing():
            film = skin.at(skin.density * 0.25)
            canvas.prism(film, span, (low, low + 2), (middle - half, middle + half), section.cover)

    return draw


def packets(material: Material, number: tuple[int, int], gap: float = 7.0, head: float = 0.05) -> Filling:
    """Cartons of smaller boxes: ``number`` along x and in layers, with air (millimetres) between them."""

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        across, layers = number
        cell, v = cells(course, across)
        span, tall = course.section.span, (course.top - course.base) * (1 - head)
        count = int(course.section.item.max(initial=-1)) + 1
        lost = rng.random((layers, count, across)) < 0.002
        body = np.clip((0.985 - np.abs(v)) / 0.03, 0, 1)
        for layer in range(layers):
            weight = course.section.cover * body * ~lost[layer][course.section.item, cell]
            low = course.base + 4 + tall * layer / layers
            y = (low, low + tall / layers - gap * item(course, 0.6, 1.4, rng))
            canvas.prism(material, span, y, course.z, weight)
        board(canvas, course)

    return draw
