"""The card of a scan: all that is known of it, as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter

from training.simulator.geometry import Scanner
from training.simulator.outputs.encode import Form, Written
from training.simulator.outputs.place import Place, placed
from training.simulator.plan import ScanTruth

Card = dict[str, Any]
_TRUTH = TypeAdapter(ScanTruth)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A picture file with the truth in its own pixels, and the name of its scan."""

    file: str
    scan: str
    truth: ScanTruth


def card(
    scan: str,
    truth: ScanTruth,
    scanner: Scanner,
    written: Mapping[Form, Written],
    declaration: Mapping[str, Any] | None = None,
    fraud: str = "none",
) -> Card:
    """The card of a scan, ready for JSON; its keys always come in the same order.

    Parameters
    ----------
    scan
        Its name.
    truth
        In pixels of the calibrated picture.
    written
        The files by form; each tells how its pixels lie to those of the truth.
    declaration
        As it is posted.
    fraud
        What is false in it.
    """
    pictures = [
        {
            "form": form,
            "views": list(each.views),
            "shape": list(each.shape),
            "scale": list(each.place.scale),
            "corner": list(each.place.corner),
        }
        for form, each in written.items()
    ]
    return {
        "scan": scan,
        "pictures": pictures,
        "truth": asdict(truth),
        "scanner": asdict(scanner),
        "declaration": dict(declaration) if declaration else None,
        "fraud": fraud,
    }


def text(card: Card) -> str:
    """A card as readable JSON; its run lengths in one line each."""
    plain = json.loads(json.dumps(card))
    masks: list[list[int]] = []
    for container in plain.get("truth", {}).get("containers", ()):
        for found in container["objects"]:
            masks.append(found["mask"])
            found["mask"] = f"mask {len(masks) - 1}"
    written = json.dumps(plain, indent=1, ensure_ascii=False)
    for number, mask in enumerate(masks):
        written = written.replace(f'"mask {number}"', json.dumps(mask, separators=(",", ":")), 1)
    return written + "\n"


def truth_of(card: Mapping[str, Any]) -> ScanTruth:
    """The truth that a card tells, read back from JSON; a ValueError where it tells none."""
    return _TRUTH.validate_json(json.dumps(card["truth"]))


def labelled(card: Mapping[str, Any]) -> Sequence[Labelled]:
    """Each picture that a card tells of, the first of each form, with the truth in its pixels."""
    truth = truth_of(card)
    pictures: list[Labelled] = []
    for each in card["pictures"]:
        place = Place(scale=tuple(each["scale"]), corner=tuple(each["corner"]))
        moved = placed(truth, place, (each["shape"][0], each["shape"][1]))
        pictures.append(Labelled(file=each["views"][0]["file"], scan=card["scan"], truth=moved))
    return pictures
