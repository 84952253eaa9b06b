"""Dense objects on real scans: marks on scans as they are, and blocks of steel put into them that are found.

Nobody labelled contraband in these scans, so every mark on a scan as it is counts as a false one. Into each
container a block of steel 20 x 15 x 10 cm is put at a random place that the beam gets through: its
attenuation (2.4 at 6 MV) is added along the ray and the picture is stored in 8 bits again.
Reads the folders ``containers`` and ``trucks`` under ``CARGOLENS_REAL_DATA`` and prints one JSON object.
"""

import csv
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.loaded_or_empty import read
from model.containers import find
from model.domain import Box
from model.inclusions import dense_inclusions
from model.loading import loading

DATA = Path(os.environ.get("CARGOLENS_REAL_DATA", "../shared/data"))
STEEL = 2.4
PENETRABLE = 2.3
VIEW_HEIGHT_M = 2.9
Floats = NDArray[np.float32]


def pictures() -> Iterator[tuple[str, Path]]:
    """Name of the group, and the file."""
    with (DATA / "containers/labels.csv").open() as lines:
        for row in csv.DictReader(lines):
            if row["seen"] != "artefact":
                yield "containers", DATA / "containers" / row["file"]
    for path in sorted((DATA / "trucks").glob("*.jpg")):
        yield "trucks", path


def with_steel(crop: Floats, rng: np.random.Generator) -> tuple[Floats, Box] | None:
    """The crop with a block of steel where the beam gets through, and its box; None without such a place."""
    height, width = crop.shape
    length_m = 12.0 if width > 1.9 * height else 6.06
    high, wide = round(height * 0.15 / VIEW_HEIGHT_M), max(4, round(width * 0.2 / length_m))
    edge = np.zeros(crop.shape, np.bool_)
    edge[int(height * 0.12) : int(height * 0.68), int(width * 0.1) : int(width * 0.88)] = True
    places = np.argwhere(edge & (cv2.blur(crop, (wide, high)) < PENETRABLE))
    if not len(places):
        return None
    y, x = (int(at) for at in places[rng.integers(len(places))])
    thicker = crop.copy()
    thicker[y : y + high, x : x + wide] += STEEL
    stored = np.maximum(np.round(255 * np.exp(-thicker)), 0.5)
    return -np.log(stored / 255).astype(np.float32), (float(x), float(y), float(x + wide), float(y + high))


def covers(found: Box, truth: Box) -> bool:
    """True when the mark holds at least half of the block."""
    across = min(found[2], truth[2]) - max(found[0], truth[0])
    down = min(found[3], truth[3]) - max(found[1], truth[1])
    return min(across, down) > 0 and across * down >= 0.5 * (truth[2] - truth[0]) * (truth[3] - truth[1])


def main() -> None:
    if not (DATA / "containers/labels.csv").exists():
        sys.exit(f"skipped: no real scans in {DATA}; set CARGOLENS_REAL_DATA")
    cv2.setNumThreads(1)
    rng = np.random.default_rng(0)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    spent: list[float] = []
    for group, path in pictures():
        picture = read(path)
        for (x0, y0, x1, y1), _ in find(picture):
            part = np.s_[int(y0) : int(y1), int(x0) : int(x1)]
            crop = (picture.attenuation[part], picture.valid[part], picture.unpenetrated[part])
            start = time.perf_counter()
            marks = dense_inclusions(*crop)
            spent.append((time.perf_counter() - start) * 1000)
            tally = counts[f"{group} {'loaded' if loading(*crop).loaded > 0.5 else 'empty'}"]
            tally["containers"] += 1
            tally["marks"] += len(marks)
            tally["containers_marked"] += bool(marks)
            if hidden := with_steel(crop[0], rng):
                tally["blocks"] += 1
                tally["found"] += any(covers(one.box, hidden[1]) for one in dense_inclusions(hidden[0]))
    for tally in counts.values():
        tally["recall_percent"] = round(100 * tally["found"] / max(1, tally["blocks"]))
    print(json.dumps({"groups": counts, "milliseconds_median": round(float(np.median(spent)), 1)}, indent=1))


if __name__ == "__main__":
    main()
