"""What a run of the simulator makes, and how often: read from TOML, checked before anything is made."""

import tomllib
from collections.abc import Container
from dataclasses import field
from pathlib import Path
from typing import Annotated, Literal, get_args

from annotated_types import Ge, Le, MinLen
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from model.errors import InvalidInput
from training.simulator.declare import Fraud
from training.simulator.goods import GOODS
from training.simulator.hidden import HIDDEN
from training.simulator.plan import Carrier, Place

FRAUDS: tuple[Fraud, ...] = tuple(kind for kind in get_args(Fraud) if kind != "none")
PACKAGED = Path(__file__).parent / "scenarios"
Share = Annotated[float, Ge(0), Le(1)]
Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Form = Literal["tiff", "png", "jpeg", "dicos", "raw"]
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Loads:
    """What stands in containers: shares of the scans, and weights of headings (none given: all alike)."""

    headings: dict[str, Weight] = field(default_factory=dict)
    empty: Share = 0.08
    part: Share = 0.3
    mixed: Share = 0.15
    twins: Share = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Concealment:
    """How often something is hidden, and weights of what and where (none given: all alike)."""

    share: Share = 0.15
    kinds: dict[str, Weight] = field(default_factory=dict)
    places: dict[Place, Weight] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Frauds:
    """How often a declaration is false, and weights of how (none given: all that fit the load)."""

    share: Share = 0.15
    kinds: dict[Fraud, Weight] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Flow:
    """How scans and declarations come to a service: sister containers of a bill, late, repeated."""

    station: str = "Simulated port"
    sisters: Share = 0.2
    late: Share = 0.1
    missing: Share = 0.03
    repeats: Share = 0.03


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Scenario:
    """A run of the simulator.

    ``modalities``, ``carriers`` and ``sites`` are weights: container radiographs, 160 kV line scans of
    bags or CT of bags; what carries containers; which scanners (site 0 is a good new machine).
    ``forms`` are the files written of each radiograph; with ``maps``, areal mass by composition too.
    """

    modalities: dict[Literal["radiograph", "bag", "ct"], Weight] = field(
        default_factory=lambda: {"radiograph": 1.0}
    )
    carriers: dict[Carrier, Weight] = field(
        default_factory=lambda: {"truck": 0.75, "chassis": 0.1, "wagon": 0.1, "none": 0.05}
    )
    sites: dict[str, Weight] = field(default_factory=lambda: {str(site): 1.0 for site in range(6)})
    forms: Annotated[tuple[Form, ...], MinLen(1)] = ("tiff",)
    maps: bool = False
    loads: Loads = field(default_factory=Loads)
    concealment: Concealment = field(default_factory=Concealment)
    frauds: Frauds = field(default_factory=Frauds)
    flow: Flow = field(default_factory=Flow)
    slices: Annotated[int, Ge(16), Le(600)] = 96
    slice_px: Annotated[int, Ge(64), Le(512)] = 256

    def __post_init__(self) -> None:
        _known("loads.headings", self.loads.headings, GOODS)
        _known("concealment.kinds", self.concealment.kinds, HIDDEN)
        if any(not site.isdecimal() for site in self.sites):
            raise ValueError("sites are numbers, as in sites = { 0 = 1.0, 3 = 0.5 }")
        if "none" in self.frauds.kinds:
            raise ValueError("frauds.kinds are ways to be false; how often is frauds.share")
        for name, weights in (
            ("modalities", self.modalities),
            ("carriers", self.carriers),
            ("sites", self.sites),
            ("loads.headings", self.loads.headings or {"": 1}),
            ("concealment.kinds", self.concealment.kinds or {"": 1}),
            ("concealment.places", self.concealment.places or {"": 1}),
            ("frauds.kinds", self.frauds.kinds or {"": 1}),
        ):
            if not sum(weights.values()):
                raise ValueError(f"{name} needs a weight above zero")


def read_scenario(where: str | None) -> Scenario:
    """Read a scenario: a file, the name of a packaged one, or None for the default.

    Raises
    ------
    InvalidInput
        It is missing, no TOML, or says what the simulator does not know; the message tells where.
    """
    if where is None:
        return Scenario()
    path = Path(where) if Path(where).suffix else PACKAGED / f"{where}.toml"
    try:
        text = tomllib.loads(path.read_text("utf-8"))
        return TypeAdapter(Scenario).validate_python(text)
    except OSError:
        names = ", ".join(sorted(p.stem for p in PACKAGED.glob("*.toml")))
        raise InvalidInput(f"there is no scenario {where}; packaged are {names}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} is no TOML: {error}") from None
    except ValidationError as error:
        faults = "; ".join(
            ": ".join([*filter(None, [".".join(str(p) for p in fault["loc"])]), fault["msg"]])
            for fault in error.errors()
        )
        raise InvalidInput(f"{path}: {faults}") from None


def _known(name: str, given: dict[str, float], catalogue: Container[str]) -> None:
    unknown = [each for each in given if each not in catalogue]
    if unknown:
        raise ValueError(f"{name} knows no {', '.join(unknown)}; see `cargolens simulate --list`")
