"""Cartons of round things in layers: fruit as it is packed, whole birds."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas, Span
from training.simulator.goods.food.fillings import board, item
from training.simulator.goods.food.stow import Course, Filling
from training.simulator.physics.material import Material

Float = NDArray[np.float32]
# The share of a carton that round things in it fill.
_FILLED = 0.52


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """How round things lie in a carton.

    ``number`` is how many lie along x, in layers, and across; ``share`` the part of their volume that
    is matter, ``stray`` how far each lies from its place, in radii, ``slack`` how far all of a carton
    lie higher or lower, in layers; ``lid`` how much board there is. ``nested`` layers rest in the hollows
    of those below; others stand on one another. ``settles`` is the share that has left its line under the
    load of one carton, at most three times that in all.
    """

    number: tuple[int, int, int]
    share: float = 1.0
    stray: float = 0.12
    slack: float = 0.3
    lid: float = 1.0
    nested: bool = True
    settles: float = 0.12


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """A layer of round things: height of their middles, place in each (-1 to 1), what holds any."""

    middle: Float
    v: Float
    inside: NDArray[np.bool_]
    radius: Float


def lumps(material: Material, packed: Packed) -> Filling:
    """Cartons of round things in layers.

    In the uppermost course, which is seen apart, each is an ellipsoid; below, a line of them is a rod
    with a thick core, and further down a plain rod. What bears a load has settled: a part of it has
    left its line and fills the carton evenly to its walls, the more the more stands on it.
    """

    def draw(canvas: Canvas, course: Course, rng: Generator) -> None:
        section, jog = course.section, item(course, -1, 1, rng)
        settled = (packed.settles * np.minimum(course.above, 3)).astype(np.float32)
        even = section.cover * settled * packed.share * _FILLED * item(course, 0.93, 1.07, rng)
        head = (course.top - course.base) * item(course, 0.0, 0.03, rng)
        canvas.prism(material, section.span, (course.base, course.top - head), course.z, even)
        for layer in range(packed.number[1]):
            here = _layer(course, packed, layer, jog, rng)
            under = section.cover * (course.above > 0) * here.inside * packed.share * (1 - settled)
            outer, core = np.where(course.above > 2, 0.626, 0.46), 0.46 * (course.above < 3)
            for size, part in ((1.0, outer), (0.6, core)):
                weight = under * part
                if not weight.any():
                    continue
                half = here.radius * np.sqrt(np.clip(size**2 - here.v**2, 0, None))
                y = (np.maximum(here.middle - half, course.base), np.minimum(here.middle + half, course.top))
                canvas.prism(material, section.span, y, course.z, weight)
            _balls(
                canvas, course, here, material.at(material.density * packed.share), packed.number[2], layer
            )
        board(canvas, course, packed.lid)

    return draw


def _layer(course: Course, packed: Packed, layer: int, jog: Float, rng: Generator) -> _Layer:
    """Where the round things of a layer lie in each package."""
    across, layers, _ = packed.number
    section, tall = course.section, course.top - course.base
    loose = 0.5 * (layers > 1) * packed.nested
    place = (section.u + 1) / 2 * (across + loose) - (layer % 2) * loose
    cell = np.clip(np.floor(place), -1, across).astype(np.intp)
    off = rng.normal(0, packed.stray, (2, int(section.item.max(initial=-1)) + 1, across + 2)).astype(
        np.float32
    )
    radius = tall / layers * 0.56
    lift = off[0, section.item, cell] * radius + jog * packed.slack * tall / layers * (course.above > 0)
    v = 2 * (place - cell) - 1 + off[1, section.item, cell]
    middle = course.base + (layer + 0.5) * tall / layers + lift
    inside = (cell >= 0) & (cell < across)
    return _Layer(middle.astype(np.float32), v.astype(np.float32), inside, radius.astype(np.float32))


def _balls(canvas: Canvas, course: Course, here: _Layer, material: Material, rows: int, layer: int) -> None:
    """The round things of the packages with nothing on them, one after another across."""
    span, seen = course.section.span, (course.above == 0) & (course.section.cover > 0) & here.inside
    there = np.flatnonzero(seen)
    if not there.size:
        return
    some = slice(int(there[0]), int(there[-1]) + 1)
    part = Span(span.first + some.start, span.x[some], course.section.cover[some])
    half = here.radius[some] * np.sqrt(np.clip(1 - here.v[some] ** 2, 0, None)) * seen[some]
    near, far = course.z[0][some], course.z[1][some]
    deep = (far - near) / rows
    for row in range(rows):
        centre = (here.middle[some], near + deep * (row + 0.5 + 0.25 * (layer % 2 - 0.5)))
        canvas.oval(material, part, centre, (half, half * (0.53 * deep / here.radius[some])))
