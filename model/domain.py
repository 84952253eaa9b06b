"""The records of the domain: one shape for each thing, used by the API, the store and training.

Boxes are ``(x0, y0, x1, y1)`` in pixels of the first view, x along the travel of the truck,
y downwards, the far edges excluded. Times are aware and in UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

Box = tuple[float, float, float, float]
Modality = Literal["radiograph", "ct"]
ViewRole = Literal["single", "high", "low", "top", "side"]
Polarity = Literal["transmission", "attenuation"]
Verdict = Literal["consistent", "inconsistent", "no-reference", "cannot-say"]


class ScanState(StrEnum):
    """Where a scan stands on its way from the scanner to the end of its inspection."""

    RECEIVED = "received"
    WAITING = "waiting-for-declaration"
    ASSESSED = "assessed"
    UNFIT = "unfit"
    CHECKED_OUT = "checked-out"
    DECIDED = "decided"
    RETURNED = "returned"
    INSPECTED = "inspected"


class Lamp(StrEnum):
    """The suspicion in one word; grey means that the service cannot say."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class ReviewVerdict(StrEnum):
    """What an officer may conclude from the picture."""

    NO_ANOMALY = "no-anomaly"
    FALSE_DECLARATION = "suspected-false-declaration"
    CONCEALMENT = "suspected-concealment"
    PROHIBITED = "prohibited-goods"
    CANNOT_TELL = "cannot-tell"
    RESCAN = "unfit-rescan"
    PANEL = "refer-to-panel"


class ExamResult(StrEnum):
    """What the physical inspection found."""

    MATCH = "match"
    DIFFERENT_GOODS = "different-goods"
    DIFFERENT_QUANTITY = "different-quantity"
    UNDECLARED_GOODS = "undeclared-goods"
    PROHIBITED_GOODS = "prohibited-goods"
    NOTHING_FOUND = "nothing-found"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewNote:
    """What the sender says of one file of a scan.

    ``pixel_pitch_mm`` is (along x, along y), millimetres on the plane of the cargo.
    """

    file: str
    role: ViewRole | None = None
    pixel_pitch_mm: tuple[float, float] | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanMetadata:
    """What a scanner sends with the files of a scan."""

    station: str
    device: str
    external_id: str
    modality: Modality = "radiograph"
    captured_at: datetime | None = None
    containers: tuple[str, ...] = ()
    plate: str | None = None
    declaration: str | None = None
    views: tuple[ViewNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewFacts:
    """What the reader recognised in one view, and what it could not know.

    ``polarity`` is None while unknown; ``unknown`` names every property that neither the file
    nor the sender told (``polarity``, ``bits``, ``energy``, ``pixel_pitch_mm``).
    """

    file: str
    format: str
    width: int
    height: int
    slices: int = 1
    bits: int
    role: ViewRole = "single"
    polarity: Polarity | None = None
    energy_kv: float | None = None
    pixel_pitch_mm: tuple[float, float] | None = None
    slice_pitch_mm: float | None = None
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    """Whether a picture can be judged, and why not.

    ``unpenetrated`` is the share of the cargo (0 to 1) that the beam did not get through.
    """

    fit: bool
    reasons: tuple[str, ...] = ()
    unpenetrated: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A container found in the picture.

    ``loaded`` is the probability that it holds goods; ``fill`` the share of its inner area
    that goods cover. ``number`` is the ISO 6346 number, if one was read.
    """

    box: Box
    score: float
    loaded: float
    fill: float
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in the picture that an officer should look at; ``score`` from 0 to 1."""

    kind: str
    label: str
    box: Box
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trader:
    """Who declares; ``aeo`` is an authorised economic operator."""

    id: str | None = None
    aeo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """One line of goods of a declaration; masses in kilograms."""

    line: int
    hs_code: str
    description: str = ""
    quantity: float | None = None
    unit: str | None = None
    packages: int | None = None
    gross_kg: float | None = None
    net_kg: float | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What the trader says is in the containers."""

    containers: tuple[str, ...] = ()
    regime: str | None = None
    trader: Trader = field(default_factory=Trader)
    empty: bool = False
    items: tuple[GoodsLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationVersion:
    """A declaration as it stood at one time; versions count from 1."""

    number: str
    version: int
    received_at: datetime
    declaration: Declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason; weights are natural log-odds, and those of an assessment add up."""

    kind: str
    weight: float
    text: str
    region: Box | None = None
    details: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAssessment:
    """How well the picture fits one declared line; a higher score is more consistent.

    ``score`` is a log-likelihood ratio (natural log) of genuine against impostor, or None where
    the verdict is ``no-reference`` or ``cannot-say``. ``region`` is the part that fits worst.
    """

    line: int
    hs_code: str
    verdict: Verdict
    score: float | None = None
    references: tuple[str, ...] = ()
    region: Box | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A judgement of one scan against one declaration version by one model and library.

    ``declaration`` is ``number@version``; ``suspicion`` is None when the lamp is grey.
    """

    assessment_id: str
    scan_id: str
    declaration: str | None
    model: str
    library: str
    created_at: datetime
    lamp: Lamp
    suspicion: float | None
    evidence: tuple[Evidence, ...] = ()
    containers: tuple[Container, ...] = ()
    lines: tuple[LineAssessment, ...] = ()
    findings: tuple[Finding, ...] = ()
    fitness: Fitness
    timings_ms: dict[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan(ScanMetadata):
    """A scan as the service knows it."""

    scan_id: str
    state: ScanState
    received_at: datetime
    files: tuple[str, ...] = ()
    pictures: tuple[ViewFacts, ...] = ()
    assessment: Assessment | None = None
    links: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRegion:
    """A box that an officer drew, and what for."""

    box: Box
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An officer's decision on a scan; appended, never changed."""

    review_id: str
    scan_id: str
    assessment_id: str | None
    officer: str
    verdict: ReviewVerdict
    reason: str
    note: str = ""
    regions: tuple[DrawnRegion, ...] = ()
    seconds: float | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """What a physical inspection found; appended, never changed."""

    exam_id: str
    scan_id: str
    officer: str
    result: ExamResult
    note: str = ""
    goods: tuple[GoodsLine, ...] = ()
    regions: tuple[DrawnRegion, ...] = ()
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """An officer's hold on a scan until a time; ``token`` proves it."""

    scan_id: str
    holder: str
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A picture of goods known to be of an HS code; ``digest`` is SHA-256 of its file."""

    reference_id: str
    hs_code: str
    hs_edition: str = "2022"
    description: str = ""
    box: Box | None = None
    digest: str
    model: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A reference near a scan; ``similarity`` is a cosine from -1 to 1."""

    reference: Reference
    similarity: float
