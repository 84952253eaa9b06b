"""What stands in a course of packages: bottles, cans, plastic jugs, drums, totes."""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.goods.food.fillings import board, cells, item
from training.simulator.goods.food.stow import Course, Filling
from training.simulator.materials import CARTON, GLASS, PLASTIC, STEEL
from training.simulator.physics.material import Material


def bottles(
    liquid: Material, number: tuple[int, int], neck: float = 0.36, wall: float = 4.0, case: float = 1.0
) -> Filling:
    """Cartons of glass bottles standing: shoulders, necks, thick feet; ``number`` along x and across.

    ``neck`` is the share of the height above the shoulder, ``wall`` the glass in millimetres, ``case``
    how much board there is.
    """

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        _, v = cells(course, number[0])
        span, cover = course.section.span, course.section.cover
        tall = course.top - course.base - 10
        foot = course.base + 6
        radius = (course.z[1] - course.z[0]) / number[1] / 2 * 0.95
        side = np.sqrt(np.clip(1 - (v / 0.95) ** 2, 0, 1))
        throat = np.sqrt(np.clip(1 - (v / 0.36) ** 2, 0, 1)) * 0.38
        shoulder = foot + tall * (1 - neck)
        glass = cover * np.clip(wall / radius / np.maximum(side, 0.25), 0, 0.8) * (side > 0)
        canvas.prism(liquid, span, (foot + 8, shoulder), course.z, cover * side * 0.8)
        level = shoulder + tall * neck * item(course, 0.42, 0.6, rng)
        canvas.prism(liquid, span, (shoulder, level), course.z, cover * throat * 0.8)
        with canvas.packing():
            canvas.prism(GLASS, span, (foot, shoulder), course.z, glass)
            canvas.prism(GLASS, span, (foot, foot + 9), course.z, cover * side * 0.7)
            slope = foot + tall * (1 - neck * 0.62)
            canvas.prism(GLASS, span, (shoulder, slope), course.z, glass * 0.4 + cover * throat * 0.25)
            canvas.prism(GLASS, span, (slope, foot + tall), course.z, cover * throat * 0.3)
        board(canvas, course, case)

    return draw


def cans(content: Material, number: tuple[int, int], metal: Material = STEEL, wall: float = 0.18) -> Filling:
    """Trays of cans: thin metal walls, lids with rims, and a head of gas under the lid."""

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        _, v = cells(course, number[0])
        span, cover = course.section.span, course.section.cover
        radius = (course.z[1] - course.z[0]) / number[1] / 2
        side = np.sqrt(np.clip(1 - (v / 0.97) ** 2, 0, 1))
        y = (course.base + 5, course.top - 3)
        head = (y[1] - y[0]) * item(course, 0.05, 0.09, rng)
        canvas.prism(content, span, (y[0] + 4, y[1] - head), course.z, cover * side * 0.93)
        skin = cover * np.clip(wall / radius / np.maximum(side, 0.15), 0, 0.5) * (side > 0)
        rim = metal.at(metal.density * wall * 1.6 / 4)
        with canvas.packing():
            canvas.prism(metal, span, y, course.z, skin)
            for low, high in ((y[0], y[0] + 4), (y[1] - 4, y[1])):
                canvas.prism(rim, span, (low, high), course.z, cover * side)
            canvas.prism(CARTON.at(0.28), span, (course.base, course.base + 3), course.z, cover)
            lip = course.base + (course.top - course.base) * 0.3
            ends = cover * (np.abs(course.section.u) > 0.975)
            canvas.prism(CARTON.at(0.28), span, (course.base, lip), course.z, ends)

    return draw


def jugs(liquid: Material, number: tuple[int, int], level: float = 0.8) -> Filling:
    """Cartons of plastic bottles or pouches: a body, a waist, a cap."""

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        _, v = cells(course, number[0])
        span, cover = course.section.span, course.section.cover
        tall = course.top - course.base - 12
        foot = course.base + 6
        body = np.clip(1 - np.abs(v / 0.93) ** 5, 0, 1) ** 0.5
        waist = np.clip(1 - np.abs(v / 0.8) ** 4, 0, 1) ** 0.5
        fill = foot + tall * level * item(course, 0.95, 1.05, rng)
        middle = foot + tall * 0.45
        canvas.prism(liquid, span, (foot, middle), course.z, cover * body * 0.88)
        canvas.prism(liquid, span, (middle, fill), course.z, cover * waist * 0.8)
        cap = cover * (np.abs(v) < 0.3)
        with canvas.packing():
            canvas.prism(PLASTIC, span, (foot, fill), course.z, cover * (np.abs(v) < 0.95) * 0.035)
            canvas.prism(PLASTIC, span, (foot + tall * 0.9, foot + tall), course.z, cap * 0.22)
        board(canvas, course)

    return draw


def drums(
    liquid: Material, metal: Material = STEEL, wall: float = 1.1, level: float = 0.95, hoops: bool = True
) -> Filling:
    """Upright drums, one a package: shell, two heads, chimes, and rolling hoops at the thirds."""

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        section, (near, far) = course.section, course.z
        span, cover, tall = section.span, section.cover, course.top - course.base
        radius, middle = (far - near) / 2 * 0.985, (near + far) / 2
        half = radius * np.sqrt(np.clip(1 - section.u**2, 0, 1))
        inner = np.sqrt(np.clip((radius - wall) ** 2 - (radius * section.u) ** 2, 0, None))
        z = (middle - half, middle + half)
        full = course.base + 12 + (tall - 24) * level * item(course, 0.985, 1.02, rng)
        canvas.prism(liquid, span, (course.base + 12, np.minimum(full, course.top - 14)), z, cover)
        shell = cover * np.where(half > 0, 1 - inner / np.maximum(half, 1e-3), 0)
        with canvas.packing():
            canvas.prism(metal, span, (course.base, course.top), z, shell)
            for low in (course.base + 8, course.top - 14):
                canvas.prism(metal.at(metal.density * wall / 5), span, (low, low + 5), z, cover)
            for low in (course.base, course.top - 9):
                canvas.prism(metal, span, (low, low + 9), z, shell * 2.2)
            for third in (0.34, 0.66) if hoops else ():
                low = course.base + tall * third
                canvas.prism(metal, span, (low, low + 22), z, shell * 0.8)

    return draw


def totes(liquid: Material, level: float = 0.93) -> Filling:
    """Intermediate bulk containers: a blow-moulded bottle in a cage of steel tube."""

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        section, (near, far) = course.section, course.z
        span, cover, tall = section.span, section.cover, course.top - course.base
        end = np.abs(section.u)
        inset = 25 + 60 * np.clip((end - 0.88) / 0.12, 0, 1) ** 2
        z = (near + inset, far - inset)
        body = cover * (end < 0.965)
        full = course.base + 20 + (tall - 50) * level * item(course, 0.97, 1.03, rng)
        canvas.prism(liquid, span, (course.base + 20, full), z, body)
        with canvas.packing():
            wall = PLASTIC.at(0.95)
            canvas.prism(wall, span, (course.base + 10, course.top - 30), z, body * 0.006)
            canvas.prism(wall, span, (course.top - 32, course.top - 28), z, body)
            neck = cover * (end < 0.16)
            canvas.prism(wall, span, (course.top - 28, course.top - 4), (near + 400, far - 400), neck)
            canvas.prism(STEEL.at(0.9), span, (course.base, course.base + 12), course.z, cover)
            bars = cover * (((section.u + 1) * 3.98) % 1 < 0.13)
            for side in (near, far - 18):
                rod = STEEL.at(2.1)
                canvas.prism(rod, span, (course.base, course.top - 20), (side, side + 18), bars)
                for place in (0.06, 0.24, 0.42, 0.6, 0.78, 0.96):
                    low = course.base + (tall - 40) * place
                    canvas.prism(rod, span, (low, low + 18), (side, side + 18), cover)
            ends = cover * (end > 0.982)
            for place in (0.24, 0.6, 0.96):
                low = course.base + (tall - 40) * place
                canvas.prism(STEEL.at(2.1), span, (low, low + 18), course.z, ends)

    return draw
