"""From views to what is seen: the one way of pixels, used by serving, the library and training."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import ceil, sqrt
from time import perf_counter
from typing import cast

import cv2
import numpy as np

from model import containers, fitness, loading, preprocess
from model.detector import Detector, Piece
from model.domain import Box, Container, Finding, Fitness, Modality
from model.inclusions import dense_inclusions
from model.preprocess import Radiograph
from model.view import Samples, View

LOADED = 0.5
"""Probability of goods from which a container counts as loaded."""

MOST_PIXELS = 16_000_000
"""Pixels beyond which a picture is looked at in a coarser grid, which bounds memory and time."""

_BAG_PITCH_MM = 2.0
"""Pixels of bag scanners are about 1 mm on the plane of the bag, those of cargo scanners 3 to 6 mm."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """What a scan shows, without pixels; every later judgement starts from here."""

    fitness: Fitness
    containers: tuple[Container, ...] = ()
    findings: tuple[Finding, ...] = ()
    pieces: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def is_bag(self) -> bool:
        """Whether the picture was fit without a container."""
        return bool(self.pieces) and not self.containers

    @property
    def goods(self) -> tuple[Piece, ...]:
        """The pieces that hold goods: loaded containers, or the whole of a bag."""
        empty = {container.box for container in self.containers if container.loaded < LOADED}
        return tuple(piece for piece in self.pieces if piece.box not in empty)


def see(
    views: Sequence[View],
    detector: Detector,
    modality: Modality = "radiograph",
    numbers: Sequence[str] = (),
) -> Seen:
    """Look at a scan.

    Parameters
    ----------
    views
        As the readers gave them; the first is the one that boxes refer to.
    detector
        The network; it looks once at each container, or at the whole picture where none is.
    modality
        ``ct`` volumes are projected and are not asked for a container.
    numbers
        Container numbers from left to right, as the scanner read them.
    """
    timings: dict[str, float] = {}
    view, step = _reduced(views[0])
    with _timed(timings, "preprocess"):
        picture = preprocess.radiograph(view)
    with _timed(timings, "containers"):
        boxes = [] if _is_bag(view, modality) else containers.find(picture)
        cargo = bool(boxes) or not (_is_bag(view, modality) or view.colour is not None)
        fit = fitness.judge(picture, boxes, needs_container=cargo)
    if not fit.fit:
        return Seen(fitness=fit, notes=picture.notes, timings_ms=timings)
    with _timed(timings, "loading"):
        levels = (1 << view.facts.bits) - 1
        found, findings = _load(picture, boxes, numbers, levels)
    with _timed(timings, "network"):
        whole: Box = (0.0, 0.0, float(picture.attenuation.shape[1]), float(picture.attenuation.shape[0]))
        places = [container.box for container in found] or [whole]
        pieces = tuple(_look(picture, box, detector) for box in places)
    findings += [f for piece in pieces for f in piece.sight.findings]
    return Seen(
        fitness=fit,
        containers=tuple(replace(c, box=_enlarged(c.box, step)) for c in found),
        findings=tuple(replace(f, box=_enlarged(f.box, step)) for f in findings),
        numbers=tuple(numbers),
        pieces=tuple(replace(piece, box=_enlarged(piece.box, step)) for piece in pieces),
        notes=picture.notes,
        timings_ms=timings,
    )


def _is_bag(view: View, modality: Modality) -> bool:
    """Tell a bag scan from a cargo scan by what was sent with it: its kind, or pixels under 2 mm.

    A coloured picture without a container is taken for a bag too, as bag scanners colour theirs.
    """
    pitch = view.facts.pixel_pitch_mm
    return modality == "ct" or (pitch is not None and 0.05 < max(pitch) < _BAG_PITCH_MM)


def _reduced(view: View) -> tuple[View, int]:
    """Return a view of bounded size, the mean of squares of it, and the side of the squares."""
    if view.samples.ndim == 3 or view.samples.size <= MOST_PIXELS:
        return view, 1
    step = ceil(sqrt(view.samples.size / MOST_PIXELS))
    height, width = (side // step for side in view.samples.shape)
    whole = view.samples[: height * step, : width * step]
    small = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    pitch = view.facts.pixel_pitch_mm
    wide = (pitch[0] * step, pitch[1] * step) if pitch else None
    facts = replace(view.facts, width=width, height=height, pixel_pitch_mm=wide)
    colour = None if view.colour is None else view.colour[: height * step : step, : width * step : step]
    return View(facts=facts, samples=cast(Samples, small), colour=colour), step


def _enlarged(box: Box, step: int) -> Box:
    x0, y0, x1, y1 = box
    return x0 * step, y0 * step, x1 * step, y1 * step


def crop(picture: np.ndarray, box: Box) -> np.ndarray:
    """Return the part of a picture in a box, rounded to whole pixels; never empty."""
    height, width = picture.shape[:2]
    x0, y0 = min(max(int(box[0]), 0), width - 1), min(max(int(box[1]), 0), height - 1)
    x1, y1 = max(x0 + 1, min(round(box[2]), width)), max(y0 + 1, min(round(box[3]), height))
    return picture[y0:y1, x0:x1]


def shifted(finding: Finding, box: Box) -> Finding:
    """Return a finding of a crop in pixels of the whole picture."""
    x, y = int(box[0]), int(box[1])
    a, b, c, d = finding.box
    return replace(finding, box=(a + x, b + y, c + x, d + y))


def _load(
    picture: Radiograph, boxes: Sequence[tuple[Box, float]], numbers: Sequence[str], levels: int
) -> tuple[list[Container], list[Finding]]:
    found: list[Container] = []
    findings: list[Finding] = []
    for at, (box, score) in enumerate(boxes):
        part = crop(picture.attenuation, box)
        valid, opaque = crop(picture.valid, box), crop(picture.unpenetrated, box)
        load = loading.loading(part, valid, opaque)
        origin = (float(int(box[0])), float(int(box[1])))
        findings += dense_inclusions(part, valid, opaque, levels=levels, origin=origin)
        number = numbers[at] if len(numbers) == len(boxes) else None
        found.append(Container(box=box, score=score, loaded=load.loaded, fill=load.fill, number=number))
    return found, findings


def _look(picture: Radiograph, box: Box, detector: Detector) -> Piece:
    sight = detector.look(crop(picture.attenuation, box))
    return Piece(box=box, sight=replace(sight, findings=tuple(shifted(f, box) for f in sight.findings)))


@contextmanager
def _timed(timings: dict[str, float], name: str) -> Generator[None]:
    start = perf_counter()
    yield
    timings[name] = round((perf_counter() - start) * 1000, 1)
