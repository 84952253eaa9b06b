"""What a kind of goods is to the simulator: its code, how it is declared, and how it is packed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.space import Kind, Space

Unit = Literal["KGM", "NMB", "NPR", "MTK", "MTQ", "LTR"]


@dataclass(frozen=True, slots=True)
class Load:
    """Goods as packed: the room that they take (millimetres), packages, and the quantity in the unit.

    ``quantity`` stays None where the unit is the kilogram: the net mass is the quantity.
    """

    space: Space
    packages: int
    quantity: float | None = None


Pack = Callable[[Canvas, Space, float, Generator], Load]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """A kind of goods.

    ``code`` is a subheading of HS 2022, ``unit`` the one it is declared in (recommendation 20 of
    UN/ECE), ``kinds`` the containers it usually travels in, ``pack`` draws it into a room filled to
    a share of its length and tells what it took; ``mixes`` is false for what never shares a
    container with other goods (bulk, liquids).
    """

    code: str
    description: str
    unit: Unit
    kinds: tuple[Kind, ...]
    pack: Pack
    mixes: bool = True

    @property
    def heading(self) -> str:
        """The first four digits of the code."""
        return self.code[:4]
