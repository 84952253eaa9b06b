"""Simulated scans to train with: display JPEG as archives hold them, with boxes and headings.

The scans are made on a coarser detector than the site has, as fine as networks look at them, so that a
thousand of them take minutes. They lie in a folder, a picture and a small JSON file each; a run that was
stopped goes on where it was.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from model.domain import Box, ViewFacts
from model.preprocess import Radiograph, radiograph
from model.view import View
from training.simulator import ScanPlan, scanner_of, simulate
from training.simulator.draw import shipments
from training.simulator.geometry import Scanner
from training.simulator.outputs import encode
from training.simulator.parallel import ordered
from training.simulator.scenario import Concealment, Flow, Frauds, Loads, Scenario

ROWS = 600
"""Rows of the coarser detector..."""

PITCH_MM = 8.0
"""...and its widest columns: the network sees a container, 2.6 m high, in 320 rows."""

_SITES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A container in a picture: its box in pixels of that picture, its kind, the heading of its goods.

    ``heading`` is None where it is empty.
    """

    box: Box
    kind: str
    heading: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A picture as an archive holds it, and what is true of it; containers from left to right."""

    name: str
    picture: bytes
    containers: tuple[Held, ...]


def scenario(headings: dict[str, float] | None = None) -> Scenario:
    """Loads of one heading each, part of them not full, one in six empty, on many machines.

    Parameters
    ----------
    headings
        Weights of the headings; None for all alike.
    """
    return Scenario(
        sites={str(site): 1.0 for site in range(1, _SITES + 1)},
        loads=Loads(headings=headings or {}, empty=0.16, part=0.25, mixed=0.0),
        concealment=Concealment(share=0.0),
        frauds=Frauds(share=0.0),
        flow=Flow(sisters=0.0),
    )


def make(
    folder: Path,
    what: Scenario,
    seed: int,
    count: int,
    processes: int = 0,
    told: Callable[[int], None] | None = None,
) -> None:
    """Make the scans that the folder does not hold yet.

    Parameters
    ----------
    told
        Called with the number of scans there are after each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scans = (scan for shipment in shipments(what, seed, count) for scan in shipment.scans)
    plans = [scan for scan in scans if isinstance(scan, ScanPlan)]
    todo = [(at, plan) for at, plan in enumerate(plans) if not (folder / f"{at:06d}.json").exists()]
    for done, _ in enumerate(ordered(partial(_write, folder), todo, processes), count - len(todo) + 1):
        if told:
            told(done)


def samples(folder: Path, count: int) -> Iterator[Sample]:
    """Read the first scans of a folder, in order."""
    for at in range(count):
        told: list[dict[str, Any]] = json.loads((folder / f"{at:06d}.json").read_text("utf-8"))
        held = tuple(
            Held(box=cast("Box", tuple(each["box"])), kind=each["kind"], heading=each["heading"])
            for each in told
        )
        picture = (folder / f"{at:06d}.jpg").read_bytes()
        yield Sample(name=f"{at:06d}", picture=picture, containers=held)


def draw(plan: ScanPlan, name: str) -> Sample:
    """Make one scan on the coarser detector and show it as its site does; the same plan, the same bytes."""
    scanner = coarse(scanner_of(plan.site))
    scan = simulate(plan, scanner)
    written = encode(scan.exposure, scanner, "jpeg", name, default_rng([plan.seed, 2]))
    held = tuple(
        Held(
            box=written.place.box(each.box),
            kind=each.kind,
            heading=each.goods[0].heading if each.goods else None,
        )
        for each in scan.truth.containers
    )
    return Sample(name=name, picture=written.files[0][1], containers=held)


def coarse(scanner: Scanner) -> Scanner:
    """The scanner with fewer, larger pixels, each of which counts the quanta of those that it replaces."""
    rows = min(scanner.rows, ROWS)
    pitch = max(scanner.pitch_mm, min(scanner.pitch_mm * scanner.rows / rows, PITCH_MM))
    larger = (scanner.rows / rows) * (pitch / scanner.pitch_mm)
    readout = replace(scanner.readout, quanta=scanner.readout.quanta * larger)
    return replace(scanner, rows=rows, pitch_mm=pitch, readout=readout)


def decoded(picture: bytes) -> Radiograph:
    """A picture of 8 bits as the service sees it: in attenuation, polarity and air taken from itself."""
    raw = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    grey = cast("NDArray[np.uint8]", raw)
    height, width = grey.shape
    facts = ViewFacts(file="picture.jpg", format="jpeg", width=width, height=height, bits=8)
    return radiograph(View(facts=facts, samples=grey))


def _write(folder: Path, numbered: tuple[int, ScanPlan]) -> None:
    at, plan = numbered
    sample = draw(plan, f"{at:06d}")
    (folder / f"{at:06d}.jpg").write_bytes(sample.picture)
    told = json.dumps([asdict(each) for each in sample.containers])
    # Written last and whole: what has this file is done.
    part = folder / f".{at:06d}.part"
    part.write_text(told, "utf-8")
    part.replace(folder / f"{at:06d}.json")
