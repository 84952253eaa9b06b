"""Loaded against empty on real containers: detection at fixed false alarms, margin, hold-outs, jitter, time.

Reads ``containers/labels.csv`` under ``CARGOLENS_REAL_DATA`` (default ``../shared/data``). Every picture goes
the way of the service: attenuation, containers found, each judged, the most loaded one counts.
Prints one JSON object; ``--figure FILE`` also draws the scores (needs matplotlib).
"""

import argparse
import csv
import json
import math
import os
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from model.containers import find
from model.domain import ViewFacts
from model.loading import Loading, loading
from model.preprocess import Radiograph, radiograph
from model.view import View

DATA = Path(os.environ.get("CARGOLENS_REAL_DATA", "../shared/data")) / "containers"
FALSE_ALARMS = (0.0, 0.007, 0.01, 0.02, 0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One picture: what a person saw, and the odds that the service gives."""

    file: str
    heading: str
    seen: str
    time: str
    loaded: float
    burden: float
    fill: float
    jittered: tuple[float, ...]
    milliseconds: float


def read(path: Path) -> Radiograph:
    samples = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if samples is None:
        raise SystemExit(f"{path} cannot be read")
    height, width = samples.shape
    facts = ViewFacts(file=path.name, format="jpeg", width=width, height=height, bits=8)
    return radiograph(View(facts=facts, samples=samples.astype(np.uint8)))


def judge(picture: Radiograph, shift: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Loading:
    """The most loaded of the containers found, each side of its box moved by a share of its size."""
    height, width = picture.attenuation.shape
    boxes = [box for box, _ in find(picture)] or [(0.0, 0.0, float(width), float(height))]
    seen: list[Loading] = []
    for x0, y0, x1, y1 in boxes:
        across, down = x1 - x0, y1 - y0
        columns = slice(max(0, int(x0 + shift[0] * across)), min(width, int(x1 + shift[2] * across)))
        rows = slice(max(0, int(y0 + shift[1] * down)), min(height, int(y1 + shift[3] * down)))
        crop = (picture.attenuation[rows, columns], picture.valid[rows, columns])
        seen.append(loading(*crop, picture.unpenetrated[rows, columns]))
    return max(seen, key=lambda one: one.loaded)


def trial(row: dict[str, str], rng: np.random.Generator) -> Trial:
    picture = read(DATA / row["file"])
    start = time.perf_counter()
    seen = judge(picture)
    spent = (time.perf_counter() - start) * 1000
    shifts = [tuple(rng.uniform(-0.03, 0.03, 4)) for _ in range(4)]
    return Trial(
        file=row["file"],
        heading=row["declared_hs4"],
        seen=row["seen"],
        time=row["time"],
        loaded=seen.loaded,
        burden=seen.burden,
        fill=seen.fill,
        jittered=tuple(judge(picture, shift).loaded for shift in shifts),
        milliseconds=spent,
    )


def empty_recall(loaded: list[float], empty: list[float]) -> float:
    """Share of empties below the level under which at most 0.5% of the loaded lie."""
    threshold = sorted(loaded)[int(len(loaded) * 0.005)]
    return sum(score < threshold for score in empty) / len(empty)


def detections(loaded: list[float], empty: list[float]) -> dict[str, float]:
    """Share of loads detected at each rate of empties called loaded."""
    falling = sorted(empty, reverse=True)
    rates: dict[str, float] = {}
    for rate in FALSE_ALARMS:
        threshold = falling[min(int(rate * len(falling)), len(falling) - 1)]
        rates[f"{rate:.1%}"] = round(sum(score > threshold for score in loaded) / len(loaded), 4)
    return rates


def later(trials: list[Trial]) -> list[Trial]:
    """The last 40% in time of each heading."""
    groups: dict[tuple[str, str], list[Trial]] = defaultdict(list)
    for one in trials:
        groups[one.heading, one.seen].append(one)
    ordered = (sorted(group, key=lambda one: one.time) for group in groups.values())
    return [one for group in ordered for one in group[round(len(group) * 0.6) :]]


def summary(trials: list[Trial]) -> dict[str, Any]:
    loaded = [one for one in trials if one.seen == "loaded"]
    empty = [one for one in trials if one.seen == "empty"]
    scores = [one.loaded for one in loaded], [one.loaded for one in empty]
    return {
        "loaded": len(loaded),
        "empty": len(empty),
        "empty_recall": empty_recall(*scores),
        "detection_at_false_alarms": detections(*scores),
        "at_even_odds": {
            "loaded_missed": sum(score < 0.5 for score in scores[0]),
            "empty_alarmed": sum(score >= 0.5 for score in scores[1]),
        },
        "weakest_load": round(min(one.burden for one in loaded), 4),
        "strongest_empty": round(max(one.burden for one in empty), 4),
    }


def draw(trials: list[Trial], target: Path) -> None:
    """Histogram of the burdens of both classes; scores only, no picture."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 3), layout="constrained")
    bins = [2e-4 * 10 ** (step / 15) for step in range(62)]
    for seen, colour in (("empty", "#3b7dd8"), ("loaded", "#c2543c")):
        values = [max(one.burden, 2e-4) for one in trials if one.seen == seen]
        axes.hist(values, bins=bins, color=colour, alpha=0.8, label=f"{seen} ({len(values)})")
    axes.axvline(0.035, color="black", linewidth=1, linestyle="--", label="even odds")
    axes.set(xscale="log", xlabel="mean excess attenuation over the inner area", ylabel="containers")
    axes.legend(frameon=False)
    figure.savefig(target, metadata={"Date": None})


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--figure", type=Path)
    args = ask.parse_args()
    if not (DATA / "labels.csv").exists():
        sys.exit(f"skipped: no real scans in {DATA}; set CARGOLENS_REAL_DATA")
    cv2.setNumThreads(1)
    rng = np.random.default_rng(0)
    with (DATA / "labels.csv").open() as lines:
        trials = [trial(row, rng) for row in csv.DictReader(lines) if row["seen"] != "artefact"]
    loaded = [score for one in trials if one.seen == "loaded" for score in one.jittered]
    empty = [score for one in trials if one.seen == "empty" for score in one.jittered]
    headings = sorted({one.heading for one in trials})
    result = summary(trials) | {
        "later_40_percent": summary(later(trials)),
        "box_off_by_3_percent": {
            "empty_recall": empty_recall(loaded, empty),
            "weakest_load": round(min(loaded), 4),
            "strongest_empty": round(max(empty), 4),
        },
        "mean_log_loss": round(
            -sum(math.log(one.loaded if one.seen == "loaded" else 1 - one.loaded) for one in trials)
            / len(trials),
            5,
        ),
        "strongest_empty_by_heading": {
            h: round(
                max((one.loaded for one in trials if (one.heading, one.seen) == (h, "empty")), default=0.0), 4
            )
            for h in headings
        },
        "milliseconds_median": round(float(np.median([one.milliseconds for one in trials])), 1),
    }
    if args.figure:
        draw(trials, args.figure)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
