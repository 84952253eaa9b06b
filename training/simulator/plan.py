"""What to simulate, and the truth about what came out."""

from dataclasses import dataclass

from model.domain import Box
from model.numbers import check_digit
from training.simulator.container import Kind
from training.simulator.hidden import ObjectKind, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Contraband:
    """An object to hide."""

    kind: ObjectKind
    place: Place = "inside"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerPlan:
    """A container: what stands in it (None: nothing), how full it is along its length, what is hidden."""

    kind: Kind
    number: str
    heading: str | None = None
    fill: float = 1.0
    hidden: tuple[Contraband, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPlan:
    """One or two containers on a truck; the same plan gives the same picture to the bit.

    ``site`` chooses the scanner: the same site always has the same geometry and noise.
    """

    containers: tuple[ContainerPlan, ...]
    seed: int
    site: int = 0
    truck: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsTruth:
    """Goods in the picture: box in pixels, net mass in kilograms."""

    heading: str
    code: str
    packages: int
    net_kg: float
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectTruth:
    """A hidden object in the picture: box in pixels, mass in kilograms."""

    kind: ObjectKind
    place: Place
    mass_kg: float
    box: Box


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
    """All that is known of a simulated scan; containers from left to right."""

    containers: tuple[ContainerTruth, ...]
    pixel_pitch_mm: tuple[float, float]
    seed: int


def container_number(owner: str, serial: int) -> str:
    """A container number with its check digit (ISO 6346): owner of three letters, serial of six digits."""
    text = f"{owner}U{serial:06d}"
    return f"{text}{check_digit(text)}"
