"""What bag to make, and what was put into it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from training.simulator.mesh import Body

BagKind = Literal["hard-suitcase", "soft-suitcase", "cabin-bag", "backpack", "handbag", "parcel", "tray"]
Role = Literal["shell", "item", "threat"]
Ends = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BagPlan:
    """A bag by its kind, its seed and the threats in it (names of ``THREATS``).

    The same plan gives the same bag to the bit.
    """

    kind: BagKind
    seed: int
    threats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A thing where it lies: what it is called, what it is to security, and its body in millimetres."""

    label: str
    role: Role
    body: Body

    @property
    def bounds(self) -> Ends:
        """Least and most along x (the belt), y (up) and z (across), millimetres."""
        solid = [part.mesh.points for part in self.body if part.material.density > 0]
        points = np.concatenate(solid)
        low, high = points.min(0), points.max(0)
        return ((low[0], high[0]), (low[1], high[1]), (low[2], high[2]))

    @property
    def mass_g(self) -> float:
        """Mass in grams; what is cut away is taken off."""
        return sum(part.mesh.volume_mm3 * part.material.density * 1e-3 for part in self.body)


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """A packed bag on the belt (y = 0 upwards), about x = 0 and z = 0.

    The first of ``things`` is the shell; the others are in the order in which they were put in. A
    later thing never lies inside an earlier one, so that painting them in order gives the volume.
    """

    plan: BagPlan
    things: tuple[Placed, ...]

    @property
    def bounds(self) -> Ends:
        """Least and most of all things along x, y and z, millimetres."""
        ends = np.array([thing.bounds for thing in self.things])
        low, high = ends[..., 0].min(0), ends[..., 1].max(0)
        return ((low[0], high[0]), (low[1], high[1]), (low[2], high[2]))
