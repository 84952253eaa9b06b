"""What a kind of goods is to the simulator: its code, how it is declared, and how it is packed."""

from collections.abc import Callable
from dataclasses import dataclass

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.container import Kind, Space


@dataclass(frozen=True, slots=True)
class Load:
    """Goods as packed: the room that they take (millimetres) and the number of packages."""

    space: Space
    packages: int


Pack = Callable[[Canvas, Space, float, Generator], Load]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """A kind of goods.

    ``code`` is a subheading of HS 2022, ``kinds`` the containers it usually travels in, ``pack``
    draws it into a room filled to a share of its length and tells what it took.
    """

    code: str
    description: str
    unit: str
    kinds: tuple[Kind, ...]
    pack: Pack

    @property
    def heading(self) -> str:
        """The first four digits of the code."""
        return self.code[:4]
