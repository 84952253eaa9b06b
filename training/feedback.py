"""``cargolens feedback export``: decisions as COCO and a manifest that names itself by digest."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from rich.progress import track

from image_library.blobs import Blobs
from model.errors import InvalidInput
from training.feedback_rows import Row, read
from training.splits import Passage, Split, assign

SCHEMA = "cargolens-feedback/1"


def export(out: Path, database: str, *, blobs: str | None = None, since: datetime | None = None) -> str:
    """Write a snapshot of the decisions and return its id.

    ``manifest.jsonl`` has one line a scan; its SHA-256 is the id. ``coco_train.json``,
    ``coco_validation.json`` and ``coco_test.json`` follow from it, as ``snapshot.json`` tells with
    their digests. The same decisions give the same bytes. Raises ``InvalidInput`` when the folder
    holds something.

    Parameters
    ----------
    out
        The folder to write.
    database
        Address of the service's database.
    blobs
        Where the received files are kept; with it they are copied to ``files/<SHA-256>``.
    since
        Leave out scans that were received before.
    """
    if out.exists() and any(out.iterdir()):
        raise InvalidInput(f"{out} is not empty.")
    rows = read(database, since)
    split = assign([passage(row) for row in rows])
    lines = [row | dict(zip(("shipment", "split"), split[row["scan_id"]], strict=True)) for row in rows]
    out.mkdir(parents=True, exist_ok=True)
    manifest = "".join(_text(line) + "\n" for line in lines).encode()
    snapshot = hashlib.sha256(manifest).hexdigest()
    (out / "manifest.jsonl").write_bytes(manifest)
    digests = {"manifest.jsonl": snapshot}
    categories = categories_of(lines)
    for name in get_args(Split):
        data = (_text(coco(_of(lines, name), categories, snapshot)) + "\n").encode()
        (out / f"coco_{name}.json").write_bytes(data)
        digests[f"coco_{name}.json"] = hashlib.sha256(data).hexdigest()
    _write_snapshot(out, snapshot, lines, digests, since)
    if blobs:
        _copy(out / "files", Blobs(blobs), lines)
    return snapshot


def passage(row: Row) -> Passage:
    """Return what of a manifest row tells its shipment."""
    declared: Row = row["declaration"] or {}
    time = datetime.fromisoformat(row["captured_at"] or row["received_at"])
    return Passage(
        scan_id=row["scan_id"],
        time=time,
        station=row["station"],
        declaration=declared.get("number"),
        containers=tuple(sorted({*row["containers"], *declared.get("containers", ())})),
        trader=declared.get("trader", {}).get("id"),
    )


def categories_of(lines: Iterable[Row]) -> dict[tuple[str, str], int]:
    """Number the categories of all splits alike: (source, label) to id from 1."""
    found = {(source, label) for line in lines for source, label, _ in _regions(line)}
    return {key: number for number, key in enumerate(sorted(found | {("machine", "container")}), 1)}


def coco(lines: Sequence[Row], categories: dict[tuple[str, str], int], snapshot: str) -> dict[str, Any]:
    """Return a split in the form of COCO; a category's ``supercategory`` says whose opinion it is.

    Boxes are [x, y, width, height] in pixels of the first picture of a scan.
    """
    shown = [line for line in lines if line["pictures"]]
    boxes = [(number, *region) for number, line in enumerate(shown, 1) for region in _regions(line)]
    return {
        "info": {"description": SCHEMA, "version": snapshot},
        "images": [_image(number, line) for number, line in enumerate(shown, 1)],
        "annotations": [
            {
                "id": number,
                "image_id": image,
                "category_id": categories[source, label],
                "bbox": [x0, y0, x1 - x0, y1 - y0],
                "area": (x1 - x0) * (y1 - y0),
                "iscrowd": 0,
            }
            for number, (image, source, label, (x0, y0, x1, y1)) in enumerate(boxes, 1)
        ],
        "categories": [
            {"id": number, "name": label, "supercategory": source}
            for (source, label), number in categories.items()
        ],
    }


def _image(number: int, line: Row) -> dict[str, Any]:
    """A scan as an image of COCO; its file is named by its digest."""
    picture = line["pictures"][0]
    digests = {file["name"]: file["sha256"] for file in line["files"]}
    return {
        "id": number,
        "file_name": digests.get(picture["file"], line["files"][0]["sha256"]),
        "width": picture["width"],
        "height": picture["height"],
        "scan_id": line["scan_id"],
        "truth": line["truth"] and line["truth"]["label"],
    }


def _regions(line: Row) -> list[tuple[str, str, list[float]]]:
    """Source, label and box of everything that was marked on a scan."""
    drawn = [
        (source, region["label"], region["box"])
        for source, bodies in (("review", line["reviews"]), ("exam", line["exams"]))
        for body in bodies
        for region in body["regions"]
    ]
    found = line["assessment"]["containers"] if line["assessment"] else []
    return [*drawn, *(("machine", "container", each["box"]) for each in found)]


def _of(lines: Sequence[Row], split: str) -> list[Row]:
    return [line for line in lines if line["split"] == split]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _write_snapshot(
    out: Path, snapshot: str, lines: Sequence[Row], digests: dict[str, str], since: datetime | None
) -> None:
    told = {
        "schema": SCHEMA,
        "snapshot": snapshot,
        "since": since.isoformat() if since else None,
        "scans": {name: len(_of(lines, name)) for name in get_args(Split)},
        "files": digests,
    }
    text = json.dumps(told, indent=2, sort_keys=True) + "\n"
    (out / "snapshot.json").write_text(text, encoding="utf-8")


def _copy(folder: Path, blobs: Blobs, lines: Sequence[Row]) -> None:
    folder.mkdir()
    digests = sorted({file["sha256"] for line in lines for file in line["files"]})
    for digest in track(digests, "copying", transient=True):
        (folder / digest).write_bytes(blobs.get(digest))
