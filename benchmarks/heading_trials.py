"""Declared heading against picture, in this process: every claim on later scans, earlier ones enrolled.

``python benchmarks/heading_trials.py`` prints one JSON object a split. The scans are found through
``CARGOLENS_REAL_DATA``; each heading is split by time, forwards and backwards, so that sister containers
of one shipment do not stand on both sides.
"""

import argparse
import csv
import json
import os
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol, TypeVar

import numpy as np
import sqlalchemy as sa

from image_library.blobs import Blobs
from image_library.catalogue import Library
from image_library.embedding import rounded
from image_library.snapshot import Snapshot
from image_library.tables import metadata
from model.detector import Piece
from model.domain import GoodsLine
from model.formats import SourceFile, read
from model.ort import OrtDetector
from model.see import see

DATA = Path(os.environ.get("CARGOLENS_REAL_DATA", "../shared/data")) / "containers"


class Dated(Protocol):
    """What can be split by time within its heading."""

    @property
    def heading(self) -> str:
        """Declared heading."""
        ...

    @property
    def time(self) -> str:
        """When it was taken."""
        ...


Timed = TypeVar("Timed", bound=Dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One scan of the collection with what the network saw."""

    heading: str
    time: str
    picture: bytes
    pieces: tuple[Piece, ...]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shares", type=float, nargs="+", default=[0.4, 0.5, 0.6, 0.7])
    arguments = ask.parse_args()
    if not (DATA / "labels.csv").exists():
        sys.exit(f"Skipped: there are no real scans at {DATA}; set CARGOLENS_REAL_DATA.")
    detector = OrtDetector()
    shots = load(detector)
    tops, rates = [], []
    for backwards in (False, True):
        for share in arguments.shares:
            result = trial(shots, share, backwards, detector.card.id)
            tops.append(result["top1"])
            rates.append(result["eer"])
            print(json.dumps(result), flush=True)
    print(
        json.dumps({"mean_top1": round(float(np.mean(tops)), 4), "mean_eer": round(float(np.mean(rates)), 4)})
    )


def load(detector: OrtDetector) -> list[Shot]:
    with (DATA / "labels.csv").open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["seen"] == "loaded"]
    shots: list[Shot] = []
    for row in rows:
        picture = (DATA / row["file"]).read_bytes()
        seen = see(read([SourceFile(name=row["file"], data=picture)]), detector)
        pieces = rounded(seen.pieces)
        shots.append(Shot(heading=row["declared_hs4"], time=row["time"], picture=picture, pieces=pieces))
    return shots


def split(shots: list[Timed], share: float, backwards: bool) -> tuple[list[Timed], list[Timed]]:
    groups: dict[str, list[Timed]] = defaultdict(list)
    for shot in sorted(shots, key=lambda shot: shot.time, reverse=backwards):
        groups[shot.heading].append(shot)
    cuts = {heading: round(len(group) * share) for heading, group in groups.items()}
    known = [shot for heading, group in groups.items() for shot in group[: cuts[heading]]]
    tried = [shot for heading, group in groups.items() for shot in group[cuts[heading] :]]
    return known, tried


def trial(shots: list[Shot], share: float, backwards: bool, model: str) -> dict[str, object]:
    known, tried = split(shots, share, backwards)
    with tempfile.TemporaryDirectory() as folder:
        engine = sa.create_engine(f"sqlite:///{folder}/library.db")
        metadata.create_all(engine)
        library = Library(engine, Blobs(f"{folder}/blobs"), model)
        for shot in known:
            library.enrol(hs_code=shot.heading, picture=shot.picture, pieces=shot.pieces)
        start = perf_counter()
        enrolled = library.snapshot()
        trials = enrolled.calibration()
        fitted = perf_counter() - start
        headings = sorted({shot.heading for shot in known})
        scores = np.array([_claims(enrolled, shot, headings) for shot in tried])
        engine.dispose()
    own = np.array([[shot.heading == heading for heading in headings] for shot in tried])
    genuine, impostor = scores[own], scores[~own]
    return {
        "enrolled_share": share,
        "backwards": backwards,
        "scans": len(tried),
        "top1": round(float((scores.argmax(axis=1) == own.argmax(axis=1)).mean()), 4),
        "eer": round(equal_error_rate(genuine, impostor), 4),
        "cllr": round(cost(genuine, impostor), 4),
        "genuine_inconsistent": round(float((genuine < 0).mean()), 4),
        "impostor_consistent": round(float((impostor >= 0).mean()), 4),
        "calibrated_on": [trials["genuine_trials"], trials["impostor_trials"]],
        "fit_s": round(fitted, 3),
    }


def _claims(enrolled: Snapshot, shot: Shot, headings: list[str]) -> list[float]:
    items = [GoodsLine(line=at, hs_code=heading) for at, heading in enumerate(headings)]
    lines = [enrolled.judge(shot.pieces, [item]).lines[0] for item in items]
    return [float("-inf") if line.score is None else line.score for line in lines]


def equal_error_rate(genuine: np.ndarray, impostor: np.ndarray) -> float:
    """Return the rate at the threshold where misses and false acceptances are nearest to each other."""
    rates = [
        ((genuine < threshold).mean(), (impostor >= threshold).mean())
        for threshold in np.unique(np.concatenate([genuine, impostor]))
    ]
    return float(min((abs(miss - false), (miss + false) / 2) for miss, false in rates)[1])


def cost(genuine: np.ndarray, impostor: np.ndarray) -> float:
    """Return the cost of log-likelihood ratios in bits: 0 perfect, 1 worthless (Brummer, du Preez 2006)."""
    return float(np.log2(1 + np.exp(-genuine)).mean() + np.log2(1 + np.exp(impostor)).mean()) / 2


if __name__ == "__main__":
    main()
