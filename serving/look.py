"""One look at the files of a scan: read in the sandbox, seen by the network, pixels kept for the page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from image_library.embedding import rounded
from model import projection
from model.domain import Fitness, ViewFacts
from model.errors import UnreadableFile
from model.formats import SourceFile
from model.ocr import photos
from model.polarity import polarity_of
from model.see import Seen, see
from model.view import View
from serving import wire
from serving.store import scans
from serving.wiring import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at the files of a scan gave, ready to be kept."""

    seen: Seen
    pictures: tuple[ViewFacts, ...] = ()
    pixels: tuple[dict[str, Any], ...] = ()
    numbers: tuple[str, ...] = ()


def look_at(service: Service, scan: scans.Kept) -> Look:
    """Read the files of a scan and look at them; a file that cannot be read makes the scan unfit."""
    files = [SourceFile(name=file.name, data=service.blobs.get(file.blob)) for file in scan.files]
    start = perf_counter()
    try:
        views = service.reader.read(files, scan.metadata.views)
    except UnreadableFile as error:
        return unfit(f"{error} [{error.code}]")
    read_ms = round((perf_counter() - start) * 1000, 1)
    modality, numbers = scan.metadata.modality, scan.metadata.containers
    numbers = numbers or _read_numbers(service, photos(views, modality))
    seen = see(views, service.detector, modality, numbers)
    start = perf_counter()
    pixels = tuple(_keep(service, view) for view in views)
    keep_ms = round((perf_counter() - start) * 1000, 1)
    facts = [view.facts for view in views]
    facts[0] = replace(facts[0], notes=(*facts[0].notes, *seen.notes))
    timings = {"read": read_ms, **seen.timings_ms, "keep": keep_ms}
    seen = replace(seen, pieces=rounded(seen.pieces), timings_ms=timings)
    return Look(seen=seen, pictures=tuple(facts), pixels=pixels, numbers=numbers)


def _keep(service: Service, view: View) -> dict[str, Any]:
    flat = projection.project(view) if view.samples.ndim == 3 else view
    polarity = flat.facts.polarity or polarity_of(flat.samples)[0]
    return wire.keep(service.blobs, view, flat, polarity)


def _read_numbers(service: Service, pictures: Sequence[View]) -> tuple[str, ...]:
    if service.number_reader is None:
        return ()
    found = [service.number_reader.read(view.colour) for view in pictures if view.colour is not None]
    return tuple(dict.fromkeys(number for numbers in found for number in numbers))


def unfit(reason: str) -> Look:
    """Return the look at a scan that cannot be judged, with the reason."""
    return Look(seen=Seen(fitness=Fitness(fit=False, reasons=(reason,))))
