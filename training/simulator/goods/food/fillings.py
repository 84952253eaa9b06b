"""What a course of packages holds: blocks, round things, packets, sacks."""

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


def lumps(
    material: Material, number: tuple[int, int], share: float = 0.75, stray: float = 0.12, holes: bool = False
) -> Filling:
    """Cartons of round things in layers, each resting between those below: fruit, whole birds.

    ``number`` is how many lie along x and how many layers; the matter is gathered in rods across
    the package, thick in the middle, as a line of spheres is; ``share`` is how much of that line
    they take, ``stray`` how far they lie from their places, in radii.
    """

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        across, layers = number
        span, tall = course.section.span, course.top - course.base
        count = int(course.section.item.max(initial=-1)) + 1
        radius = tall / layers * 0.56
        for layer in range(layers):
            shift = 0.5 * (layer % 2)
            place = (course.section.u + 1) / 2 * (across + 0.5 * (layers > 1)) - shift * (layers > 1)
            cell = np.clip(np.floor(place), -1, across).astype(np.intp)
            inside = course.section.cover * ((cell >= 0) & (cell < across))
            off = rng.normal(0, stray, (count, across + 2)).astype(np.float32)
            v = 2 * (place - cell) - 1 + 0.6 * off[course.section.item, cell + 1]
            lift = off[course.section.item, cell] * radius
            middle = course.base + (layer + 0.5) * tall / layers + lift
            for size, part in ((1.0, 0.45), (0.72, 0.4), (0.4, 0.15)):
                half = radius * np.sqrt(np.clip(size**2 - v**2, 0, None))
                y = (np.maximum(middle - half, course.base), np.minimum(middle + half, course.top))
                canvas.prism(material, span, y, course.z, inside * share * part / 0.79)
        board(canvas, course, 0.85 if holes else 1.0)

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
        lost = rng.random((layers, count, across)) < 0.01
        body = np.clip((0.985 - np.abs(v)) / 0.03, 0, 1)
        for layer in range(layers):
            weight = course.section.cover * body * ~lost[layer][course.section.item, cell]
            low = course.base + 4 + tall * layer / layers
            y = (low, low + tall / layers - gap * item(course, 0.6, 1.4, rng))
            canvas.prism(material, span, y, course.z, weight)
        board(canvas, course)

    return draw
