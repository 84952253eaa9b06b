"""What to simulate, and the truth about what came out."""

from dataclasses import dataclass
from typing import Literal

from model.domain import Box
from model.numbers import check_digit
from training.simulator.space import Kind

Carrier = Literal["truck", "chassis", "wagon", "none"]
Place = Literal["inside", "behind", "above", "doors", "wall", "floor", "roof", "machinery", "baffle", "tyre"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contraband:
    """An object to hide: its kind (see ``hidden.HIDDEN``) and where."""

    kind: str
    place: Place = "inside"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlan:
    """Goods of one heading; ``share`` is their part of the length that the load takes."""

    heading: str
    share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerPlan:
    """A container: what stands in it, how full it is along its length (0 to 1), what is hidden."""

    kind: Kind
    number: str
    lines: tuple[LinePlan, ...] = ()
    fill: float = 1.0
    hidden: tuple[Contraband, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPlan:
    """One or two containers on what carries them; the same plan gives the same picture to the bit.

    ``site`` chooses the scanner: the same site always has the same geometry, energies and noise.
    """

    containers: tuple[ContainerPlan, ...]
    seed: int
    site: int = 0
    carrier: Carrier = "truck"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsTruth:
    """Goods of one line in the picture.

    ``box`` in pixels; masses in kilograms, ``materials`` the net and packing mass by material;
    ``quantity`` in ``unit``; ``areal_mass`` the mean over what the goods cover and the most of it,
    in g/cm2, by composition and ("all") together.
    """

    heading: str
    code: str
    unit: str
    packages: int
    quantity: float
    net_kg: float
    gross_kg: float
    materials: dict[str, float]
    areal_mass: dict[str, tuple[float, float]]
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectTruth:
    """A hidden object: box in pixels, mass in kilograms, mask as run lengths (COCO, by columns)."""

    kind: str
    category: str
    place: Place
    pieces: int
    mass_kg: float
    box: Box
    mask: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerTruth:
    """A container in the picture: box in pixels, from corner casting to corner casting."""

    number: str
    kind: Kind
    box: Box
    goods: tuple[GoodsTruth, ...] = ()
    objects: tuple[ObjectTruth, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanTruth:
    """All that is known of a simulated scan; containers from left to right.

    ``shape`` is (rows, columns); ``penetrated`` the share of the pixels inside containers whose
    noise-free signal stands above the noise floor of the detector.
    """

    containers: tuple[ContainerTruth, ...]
    pixel_pitch_mm: tuple[float, float]
    shape: tuple[int, int]
    penetrated: float
    seed: int
    site: int


def container_number(owner: str, serial: int) -> str:
    """A container number with its check digit (ISO 6346): owner of three letters, serial of six digits."""
    text = f"{owner}U{serial:06d}"
    return f"{text}{check_digit(text)}"
