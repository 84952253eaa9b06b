"""The model card: what a network file is, what it takes and gives, bound to the file by digest."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

from model.errors import ModelRefused

SCHEMA = 1
CARD_FILE = "card.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tensor:
    """An input or output of the network; None in ``shape`` is a size that varies."""

    name: str
    dtype: str
    shape: tuple[int | None, ...]
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preprocessing:
    """How a crop of attenuation becomes the input tensor.

    The crop is resized by area to ``height`` rows, keeping the aspect ratio, its width rounded to
    ``multiple`` columns within ``min_width`` and ``max_width``; values are clipped to ``clip``.
    """

    quantity: str
    height: int
    min_width: int
    max_width: int
    multiple: int
    clip: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """Everything about a network that the service and an auditor need to know.

    ``sha256`` binds the card to the file; ``channels`` names the groups of embedding channels as
    ``[first, behind the last]``; ``training_snapshot`` is the id of the data set it was trained on.
    """

    schema: int
    name: str
    version: str
    file: str
    sha256: str
    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]
    preprocessing: Preprocessing
    channels: dict[str, tuple[int, int]]
    classes: tuple[str, ...]
    calibration: dict[str, Any] = field(default_factory=dict[str, Any])
    training_snapshot: str
    weights_source: str
    licence: str
    metrics: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def id(self) -> str:
        """Name, version and the first eight digits of the file's digest."""
        return f"{self.name}@{self.version}+{self.sha256[:8]}"

    def to_json(self) -> str:
        """Return the card as it stands beside the network file."""
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"


def read_card(folder: Path) -> ModelCard:
    """Read the card in a model folder.

    Raises
    ------
    ModelRefused
        When there is no card, it cannot be read, or it is of a schema that this version does not know.
    """
    path = folder / CARD_FILE
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelRefused(f"There is no {CARD_FILE} in the model folder.") from None
    except (OSError, ValueError) as error:
        raise ModelRefused(f"{CARD_FILE} cannot be read: {error}") from error
    return card_of(raw)


def card_of(raw: Any) -> ModelCard:
    """Make a card of parsed JSON; raises ``ModelRefused`` when it does not have the form of one."""
    if not isinstance(raw, dict):
        raise ModelRefused("The model card is not a JSON object.")
    fields = cast("dict[str, Any]", raw)
    if fields.get("schema") != SCHEMA:
        raise ModelRefused(
            f"The model card is of schema {fields.get('schema')!r}; this version reads {SCHEMA}."
        )
    try:
        known: dict[str, Any] = fields | {
            "inputs": _tensors(fields["inputs"]),
            "outputs": _tensors(fields["outputs"]),
            "preprocessing": Preprocessing(
                **fields["preprocessing"] | {"clip": tuple(fields["preprocessing"]["clip"])}
            ),
            "channels": {name: (int(a), int(b)) for name, (a, b) in fields["channels"].items()},
            "classes": tuple(fields["classes"]),
        }
        return ModelCard(**known)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelRefused(f"The model card does not have the form of schema {SCHEMA}: {error}") from error


def checked_network(folder: Path, card: ModelCard) -> bytes:
    """Return the bytes of the network file; raises ``ModelRefused`` when they are not the card's."""
    if Path(card.file).name != card.file:
        raise ModelRefused("The model card names a file outside its folder.")
    try:
        data = (folder / card.file).read_bytes()
    except OSError as error:
        raise ModelRefused(f"The network file {card.file} cannot be read: {error}") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != card.sha256:
        raise ModelRefused(
            f"The network file {card.file} does not match its card.", expected=card.sha256, found=digest
        )
    return data


def _tensors(raw: Any) -> tuple[Tensor, ...]:
    return tuple(Tensor(**item | {"shape": tuple(item["shape"])}) for item in raw)
