"""Scans for the benchmark of simulated training, looked at once: simulated ones made, real ones read.

What the frozen network sees of each is kept in the cache, so that a run that was stopped goes on.
"""

import csv
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.heading_trials import DATA
from model import containers
from model.preprocess import Radiograph
from model.see import crop
from training.datasets import simulated as dataset
from training.finetune import Kept, look
from training.network import CargoEmbedder
from training.simulator.goods import GOODS

SEED = 7
REAL_HEADINGS = ("0202", "0207", "0805", "0901", "1202", "1701", "2304", "4011", "5201")
_WEIGHT = 2.0
_JITTER = 0.015


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scan:
    """One scan as the frozen network sees its containers; ``heading`` is None where it is empty."""

    name: str
    heading: str | None
    time: str
    kept: tuple[Kept, ...]


def simulated(cache: Path, count: int) -> list[Scan]:
    """Look at each container of the first scans made, in boxes a little off the true ones."""
    network = CargoEmbedder().eval()

    def seen(sample: dataset.Sample) -> Scan:
        picture = dataset.decoded(sample.picture)
        rng = np.random.default_rng([SEED, int(sample.name)])
        boxes = [_moved(held.box, rng) for held in sample.containers]
        heading = sample.containers[0].heading
        return Scan(name=sample.name, heading=heading, time="", kept=_looked(network, picture, boxes))

    out: list[Scan] = []
    for sample in dataset.samples(cache / "scans", count):
        out.append(_once(cache / "seen" / f"{sample.name}.pickle", lambda s=sample: seen(s)))
        told("looked at", len(out), count)
    return out


def make(cache: Path, count: int) -> None:
    """Make the simulated scans that the cache does not hold yet."""
    dataset.make(cache / "scans", scenario(), SEED, count, 0, lambda done: told("made", done, count))


def scenario() -> dataset.Scenario:
    """All headings, twice as many of those that the real scans declare."""
    weights = {heading: _WEIGHT if heading in REAL_HEADINGS else 1.0 for heading in GOODS}
    return dataset.scenario(weights)


def real(cache: Path) -> list[Scan]:
    """Look at the real containers, loaded and empty; artefacts are left out."""
    network = CargoEmbedder().eval()
    with (DATA / "labels.csv").open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["seen"] != "artefact"]

    def seen(row: dict[str, str]) -> Scan:
        picture = dataset.decoded((DATA / row["file"]).read_bytes())
        height, width = picture.attenuation.shape
        boxes = [box for box, _ in containers.find(picture)] or [(0.0, 0.0, float(width), float(height))]
        heading = row["declared_hs4"] if row["seen"] == "loaded" else None
        return Scan(
            name=row["file"], heading=heading, time=row["time"], kept=_looked(network, picture, boxes)
        )

    out: list[Scan] = []
    for at, row in enumerate(rows):
        out.append(_once(cache / "real" / f"{at:03d}.pickle", lambda r=row: seen(r)))
        told("real ones looked at", len(out), len(rows))
    return out


def _looked(
    network: CargoEmbedder, picture: Radiograph, boxes: list[tuple[float, float, float, float]]
) -> tuple[Kept, ...]:
    return tuple(look(network, crop(picture.attenuation, box), box) for box in boxes)


def _moved(
    box: tuple[float, float, float, float], rng: np.random.Generator
) -> tuple[float, float, float, float]:
    """The box as a finder would give it: each edge off by a share of the height."""
    high = box[3] - box[1]
    x0, y0, x1, y1 = (edge + high * float(rng.normal(0, _JITTER)) for edge in box)
    return x0, y0, x1, y1


def _once(path: Path, work: Callable[[], Scan]) -> Scan:
    """What was kept, or the work done now and kept."""
    if path.exists():
        return pickle.loads(path.read_bytes())
    path.parent.mkdir(parents=True, exist_ok=True)
    made = work()
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(made))
    part.replace(path)
    return made


def told(what: str, done: int, count: int, every: int = 50) -> None:
    """Say on the error stream, now and then, how much is done."""
    if done % every == 0 or done == count:
        print(f"{what}: {done} of {count}", file=sys.stderr, flush=True)
