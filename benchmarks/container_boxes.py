"""Container boxes found in whole truck scans against labelled ones, in this process.

The scans lie in ``$CARGOLENS_REAL_DATA/trucks`` (default ``../shared/data/trucks``), one ``.txt``
beside each in YOLO form. Every second scan, in order of their names (which is that of time), is
the development half on which the rules were looked at; the other half only tests them.

Run: ``python -m benchmarks.container_boxes``
"""

import json
import os
import time
from pathlib import Path

import cv2
import numpy as np

from model.containers import find
from model.domain import Box, ViewFacts
from model.preprocess import radiograph
from model.view import View

DATA = Path(os.environ.get("CARGOLENS_REAL_DATA", "../shared/data")) / "trucks"


def truth_of(picture: Path, width: int, height: int) -> list[Box]:
    """Labelled boxes of a picture, in pixels."""
    boxes: list[Box] = []
    for line in picture.with_suffix(".txt").read_text().splitlines():
        if line.strip():
            cx, cy, w, h = (float(part) for part in line.split()[1:])
            left, top = (cx - w / 2) * width, (cy - h / 2) * height
            boxes.append((left, top, left + w * width, top + h * height))
    return boxes


def overlap(a: Box, b: Box) -> float:
    """Intersection over union."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(0.0, width) * max(0.0, height)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def matches(truth: list[Box], found: list[Box]) -> dict[int, float]:
    """Best overlap for each labelled box that has a found one, greedily, each used once."""
    pairs = sorted(((overlap(t, f), i, j) for i, t in enumerate(truth) for j, f in enumerate(found)))
    matched: dict[int, float] = {}
    used: set[int] = set()
    for share, i, j in reversed(pairs):
        if share > 0 and i not in matched and j not in used:
            matched[i] = share
            used.add(j)
    return matched


def measure(pictures: list[Path]) -> dict[str, float]:
    """Recall, mean overlap (0 where unmatched), boxes too many, and processor time a scan."""
    overlaps: list[float] = []
    extra, spent = 0, 0.0
    for picture in pictures:
        samples = np.asarray(cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE), np.uint8)
        height, width = samples.shape
        facts = ViewFacts(file=picture.name, format="jpeg", width=width, height=height, bits=8)
        begun = time.process_time()
        found = [box for box, _ in find(radiograph(View(facts=facts, samples=samples)))]
        spent += time.process_time() - begun
        truth = truth_of(picture, width, height)
        matched = matches(truth, found)
        overlaps += [matched.get(i, 0.0) for i in range(len(truth))]
        extra += len(found) - len(matched)
    shares = np.array(overlaps)
    return {
        "scans": len(pictures),
        "containers": shares.size,
        "recall_50": round(float((shares >= 0.5).mean()), 4),
        "recall_90": round(float((shares >= 0.9).mean()), 4),
        "mean_iou": round(float(shares.mean()), 4),
        "too_many": extra,
        "ms_per_scan": round(1000 * spent / len(pictures), 1),
    }


def main() -> None:
    pictures = sorted(DATA.glob("*.jpg"))
    if not pictures:
        print(f"skipped: no truck scans in {DATA}; set CARGOLENS_REAL_DATA")
        return
    cv2.setNumThreads(1)
    print(json.dumps({"development": measure(pictures[::2]), "test": measure(pictures[1::2])}, indent=1))


if __name__ == "__main__":
    main()
