"""The cards of bags: what lies in them, with masks in the pictures of a line scan, boxes in a volume."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from training.simulator.bags import ITEMS, THREATS, BagPlan, BagView, SimulatedBag
from training.simulator.frame import run_lengths

Entry = dict[str, Any]
_THINGS = 30_000
# What is added later goes to the end: identifiers of categories follow from the place.
LABELS: tuple[str, ...] = (*sorted({*ITEMS, *THREATS, "clothes", "shell"}), "stuffing")


def line_scan_card(plan: BagPlan, views: Sequence[tuple[str, BagView]]) -> Entry:
    """What a line scan shows: for each picture, by the name of its file, where each thing falls."""
    pictures = [
        {
            "file": file,
            "view": view.name,
            "shape": list(view.samples.shape[1:]),
            "pixel_pitch_mm": list(view.pixel_pitch_mm),
            "things": [
                {
                    "label": _label(shadow.thing.label, shadow.thing.role),
                    "role": shadow.thing.role,
                    "mass_g": round(shadow.thing.mass_g, 1),
                    "box": list(shadow.box),
                    "mask": list(run_lengths(shadow.mask)),
                }
                for shadow in view.shadows
            ],
        }
        for file, view in views
    ]
    return {"bag": asdict(plan), "pictures": pictures}


def volume_card(plan: BagPlan, file: str, bag: SimulatedBag) -> Entry:
    """What a CT shows: boxes of each thing in voxels: column, row and slice, from and to."""
    things = [
        {
            "label": _label(each.label, each.role),
            "role": each.role,
            "mass_g": round(each.mass_g, 1),
            "box": list(each.box),
        }
        for each in bag.objects
    ]
    volume = {
        "file": file,
        "shape": list(bag.samples.shape),
        "pixel_mm": bag.pixel_mm,
        "slice_mm": bag.slice_mm,
        "things": things,
    }
    return {"bag": asdict(plan), "pictures": [], "volume": volume}


def categories() -> Iterator[Entry]:
    """COCO categories of what lies in bags."""
    for number, label in enumerate(LABELS):
        above = "threat" if label in THREATS else "shell" if label == "shell" else "item"
        yield {"id": _THINGS + number, "name": f"bag: {label}", "supercategory": above}


def entries(card: Mapping[str, Any]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Each picture of a line scan as a COCO image and its annotations, still without identifiers."""
    for picture in card["pictures"]:
        rows, columns = picture["shape"]
        image = {
            "file_name": picture["file"],
            "width": columns,
            "height": rows,
            "card": f"{card['scan']}.json",
        }
        yield image, [_annotation(thing, (rows, columns)) for thing in picture["things"]]


def _annotation(thing: Mapping[str, Any], shape: tuple[int, int]) -> Entry:
    x0, y0, x1, y1 = thing["box"]
    return {
        "category_id": _THINGS + LABELS.index(thing["label"]),
        "bbox": [x0, y0, x1 - x0, y1 - y0],
        "area": sum(thing["mask"][1::2]),
        "iscrowd": 0,
        "segmentation": {"size": list(shape), "counts": thing["mask"]},
    }


def _label(label: str, role: str) -> str:
    return "shell" if role == "shell" else label
