"""What a kind of contraband is to the simulator."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from numpy.random import Generator

from training.simulator.mesh import Body
from training.simulator.plan import Place

Category = Literal[
    "weapon",
    "ammunition",
    "explosive",
    "drugs",
    "cash",
    "tobacco",
    "wildlife",
    "fireworks",
    "alcohol",
    "metal",
    "electronics",
    "antiquity",
    "person",
]
AMONG: tuple[Place, ...] = ("inside", "behind", "above", "doors")
FLAT: tuple[Place, ...] = ("wall", "floor", "roof")
SMALL: tuple[Place, ...] = (*AMONG, *FLAT, "machinery", "baffle", "tyre")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A kind of contraband.

    ``code`` is a subheading of HS 2022, None for what is no goods; ``make`` gives one piece in its
    natural pose, its low corner at the origin, in millimetres. ``pieces`` is how many usually lie
    together; ``places`` where such a thing is hidden; ``upright``: it is never laid on its side or
    end; ``loose``: pieces lie as they fell, at any angle.
    """

    kind: str
    category: Category
    code: str | None
    description: str
    make: Callable[[Generator], Body]
    pieces: tuple[int, int]
    places: tuple[Place, ...]
    upright: bool = field(default=False, kw_only=True)
    loose: bool = field(default=False, kw_only=True)
