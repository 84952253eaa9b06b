"""The card of a scan: all that is known of it, as JSON."""

import json
import re
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
_NUMBERS = re.compile(r"\[\s+((?:-?\d[\d.e+-]*,\s+)*-?\d[\d.e+-]*)\s+\]")


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
    metadata: Mapping[str, Any],
    declaration: Mapping[str, Any] | None = None,
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
    metadata
        As they are posted with the scan.
    declaration
        Its number and body as posted, and what is false in it.
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
        "metadata": dict(metadata),
        "pictures": pictures,
        "truth": asdict(truth),
        "scanner": asdict(scanner),
        "declaration": dict(declaration) if declaration else None,
    }


def text(card: Card) -> str:
    """A card as readable JSON; lists of numbers in one line each."""
    return _NUMBERS.sub(lambda found: f"[{' '.join(found[1].split())}]", json.dumps(card, indent=1)) + "\n"


def truth_of(card: Mapping[str, Any]) -> ScanTruth:
    """The truth that a card tells, read back from JSON; a ValueError where it tells none."""
    return _TRUTH.validate_json(json.dumps(card["truth"]))


def labelled(card: Mapping[str, Any]) -> Sequence[Labelled]:
    """Each picture file that a card tells of with the truth in its pixels; counts are no pictures."""
    truth = truth_of(card)
    pictures: list[Labelled] = []
    for each in card["pictures"]:
        place = Place(scale=tuple(each["scale"]), corner=tuple(each["corner"]))
        moved = placed(truth, place, (each["shape"][0], each["shape"][1]))
        files = dict.fromkeys(view["file"] for view in each["views"] if each["form"] != "raw")
        pictures += [Labelled(file=file, scan=card["scan"], truth=moved) for file in files]
    return pictures
