"""The shape of filled big bags that stand in a file and press on one another."""

from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.goods.stacking import Row, Section, cut
from training.simulator.materials import PLASTIC
from training.simulator.physics.material import Material
from training.simulator.space import Range, Space

Floats = NDArray[np.floating]
_EDGES = np.concatenate(
    [np.linspace(0, 0.12, 4), np.linspace(0.12, 0.64, 8)[1:], np.linspace(0.64, 1, 21)[1:]]
)
_SKIN_MM = 2.0
_CREASE = 0.006


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """Bags side by side, float64 (bags,) each, lengths in millimetres.

    ``middle`` and ``half`` are the place along x of the foot and half the width that a bag would have
    if it stood alone, ``base`` and ``tall`` its foot and height, ``lean`` and ``bend`` how far its top
    and its belly stand off, ``dome`` and ``foot`` the shares of its height over which top and bottom
    close, ``belly`` how much wider it is in the middle, ``tilt`` the fall of its top, ``folds`` how
    many lobes its top has, ``fold`` how deep they are, ``phase`` where they begin, ``density`` a factor.
    """

    middle: Floats
    half: Floats
    base: Floats
    tall: Floats
    lean: Floats
    bend: Floats
    dome: Floats
    foot: Floats
    belly: Floats
    tilt: Floats
    folds: Floats
    fold: Floats
    phase: Floats
    density: Floats

    def only(self, there: NDArray[np.bool_]) -> "Bodies":
        """Those of the bags that are there, bool (bags,)."""
        return Bodies(*(getattr(self, field.name)[there] for field in fields(self)))

    def at(self, v: float) -> tuple[Floats, Floats, Floats]:
        """Middle, half width and share of the full depth of each bag at a share of its height."""
        closing = np.clip(1 - np.clip((v - 1 + self.dome) / self.dome, 0, 1) ** 2.3, 0, 1) ** 0.5
        foot = 1 - 0.13 * np.clip(1 - v / self.foot, 0, 1) ** 2
        share = (0.97 + self.belly * np.sin(np.pi * min(v * 1.25, 1.0))) * closing * foot
        middle = self.middle + self.lean * v + self.bend * np.sin(np.pi * v)
        return middle, self.half * share, share

    def rise(self, v: float, section: Section, place: Floats) -> Floats:
        """Height at each column of what lies at a share of the height of the bag: tops fall and fold."""
        item = section.item
        form = self.tilt[item] * place
        form = (
            form
            - self.fold[item] * np.abs(np.sin((place * self.folds[item] / 2 + self.phase[item]) * np.pi)) ** 5
        )
        ramp = max(0.0, (v - 0.45) / 0.55) ** 2
        return self.base[item] + self.tall[item] * v + ramp * form


def draw_bodies(
    canvas: Canvas, space: Space, material: Material, bodies: Bodies, z: Range, square: float, rng: Generator
) -> None:
    """Draw a file of bags between two depths in slices of height; where two meet they flatten.

    Creases of the cloth make each slice a little wider or narrower than the next, and what was
    filled in one draught lies denser than what came after. ``square`` is the exponent of the
    outline from above (2 a circle, 8 nearly a square).
    """
    deep, centre = (z[1] - z[0]) / 2, (z[0] + z[1]) / 2
    creases = rng.normal(0, _CREASE, (2, _EDGES.size - 1, bodies.middle.size)) + 1
    for (below, above), crease, dense in zip(pairwise(_EDGES), *creases, strict=True):
        middle, half, share = bodies.at((below + above) / 2)
        half = half * crease
        section = cut(canvas, _met(middle, half, space.x))
        item = section.item
        place = np.clip((section.span.x - middle[item]) / np.maximum(half[item], 1.0), -1, 1)
        outline = (1 - np.abs(place) ** square) ** (1 / square) * share[item] * deep
        y = [np.minimum(bodies.rise(v, section, place), space.y[1]) for v in (below, above)]
        ends = (np.maximum(centre - outline, z[0]), np.minimum(centre + outline, z[1]))
        canvas.prism(
            material, section.span, (y[0], y[1]), ends, section.cover * (bodies.density * dense)[item]
        )
        if below == 0 or abs(above - 0.64) < 1e-9:
            with canvas.packing():
                skin = PLASTIC.at(0.9)
                canvas.prism(skin, section.span, (y[0], y[0] + _SKIN_MM), ends, section.cover)


def _met(middle: Floats, half: Floats, x: Range) -> Row:
    """Ends of each bag along x: its own, or half way into the overlap with its neighbour."""
    left, right = middle - half, middle + half
    meet = (right[:-1] + left[1:]) / 2
    left[1:], right[:-1] = np.maximum(left[1:], meet), np.minimum(right[:-1], meet)
    left = np.clip(left, *x)
    return Row(left.astype(np.float32), np.clip(np.maximum(right, left), *x).astype(np.float32))


def spouts(canvas: Canvas, space: Space, bodies: Bodies, z: Range, rng: Generator) -> None:
    """The gathered cloth of spout and loops that stands on the tops of bags."""
    cloth = PLASTIC.at(0.05)
    number = bodies.middle.size
    tops = bodies.base + bodies.tall * 0.98
    aside = bodies.middle + bodies.lean + bodies.half * rng.uniform(-0.4, 0.4, number)
    depth = (z[0] + z[1]) / 2 + rng.uniform(-200, 200, number)
    radii = np.stack(
        [rng.uniform(90, 260, number), rng.uniform(30, 110, number), rng.uniform(80, 220, number)]
    )
    radii[0] = np.minimum(radii[0], np.minimum(aside - space.x[0], space.x[1] - aside))
    radii[1] = np.minimum(radii[1], space.y[1] - tops)
    with canvas.packing():
        for i in np.flatnonzero(radii.min(0) > 5):
            canvas.ellipsoid(cloth, (aside[i], tops[i], depth[i]), (radii[0][i], radii[1][i], radii[2][i]))
