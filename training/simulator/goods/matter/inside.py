"""What lies in packages, drawn in every package of a course at once."""

from dataclasses import dataclass

import numpy as np

from training.simulator.canvas import Canvas, PerColumn
from training.simulator.goods.stacking import Section
from training.simulator.goods.texture import Floats, strip
from training.simulator.physics.material import Material

Pair = tuple[PerColumn, PerColumn]


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """The insides of a course of packages of a length in millimetres.

    Places along x are counted from the left edge of each package; they, heights and depths are
    numbers or one a column (take ``each`` of what is one a package).
    """

    canvas: Canvas
    section: Section
    long: float

    @property
    def place(self) -> Floats:
        """How far each column is from the left edge of its package."""
        return (self.section.u + 1) / 2 * self.long

    def each(self, values: Floats) -> Floats:
        """One value a package as one a column."""
        return values[self.section.item]

    def _cover(self, x: Pair) -> Floats:
        place, pitch = self.place, self.canvas.scanner.pitch_mm
        share = np.clip((place - x[0]) / pitch + 0.5, 0, 1) * np.clip((x[1] - place) / pitch + 0.5, 0, 1)
        return share * self.section.cover

    def block(self, material: Material, x: Pair, y: Pair, z: Pair) -> None:
        """A box."""
        self.canvas.prism(material, self.section.span, y, z, self._cover(x))

    def shell(self, material: Material, x: Pair, y: Pair, z: Pair, wall: float) -> None:
        """A closed box of sheet of a thickness; near and far side count as spread over the depth."""
        span, over, pitch = self.section.span, self._cover(x), self.canvas.scanner.pitch_mm
        for low in (y[0], y[1] - wall):
            self.canvas.prism(material, span, (low, low + wall), z, over)
        ends = sum(strip(self.place - at, wall, pitch) for at in (x[0] + wall / 2, x[1] - wall / 2))
        sides = ends * (self.section.cover > 0) + over * 2 * wall / (z[1] - z[0])
        self.canvas.prism(material, span, (y[0] + wall, y[1] - wall), z, sides)

    def ring(self, material: Material, x: PerColumn, y: PerColumn, radii: Pair, z: Pair) -> None:
        """A disc or ring about an axis across: outer and inner radius; no inner one where it is zero."""
        for radius, sign in zip(radii, (1.0, -1.0), strict=True):
            if np.ndim(radius) == 0 and radius == 0:
                continue
            chord = np.sqrt(np.clip(np.square(radius) - (self.place - x) ** 2, 0, None))
            part = material.at(sign * material.density)
            self.canvas.prism(part, self.section.span, (y - chord, y + chord), z, self.section.cover)

    def drum(self, material: Material, x: PerColumn, z: PerColumn, radii: Pair, y: Pair) -> None:
        """An upright cylinder or tube: outer and inner radius; no inner one where it is zero."""
        for radius, sign in zip(radii, (1.0, -1.0), strict=True):
            if np.ndim(radius) == 0 and radius == 0:
                continue
            chord = np.sqrt(np.clip(np.square(radius) - (self.place - x) ** 2, 0, None))
            part = material.at(sign * material.density)
            self.canvas.prism(part, self.section.span, y, (z - chord, z + chord), self.section.cover)
