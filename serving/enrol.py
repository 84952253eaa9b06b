"""The use case: a picture of known goods becomes a reference of the library."""

from dataclasses import dataclass

import numpy as np

from image_library import nomenclature
from model import preprocess
from model.detector import Piece
from model.domain import Box, Reference
from model.errors import InvalidInput, UnfitPicture
from model.formats import SourceFile
from model.see import crop, see
from model.view import View
from serving import display, wire
from serving.store import events
from serving.store.engine import writing
from serving.wiring import Service

_PREVIEW_WIDTH = 1400


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceMetadata:
    """What is known of the goods in a picture; ``box`` says where they are, in pixels of the picture."""

    hs_code: str
    hs_edition: str = nomenclature.EDITION
    description: str = ""
    box: Box | None = None


def enrol(service: Service, metadata: ReferenceMetadata, name: str, data: bytes) -> tuple[Reference, bool]:
    """Add a reference; the same bytes under the same code and box again give the same one and False.

    Raises
    ------
    UnknownCode, InvalidInput
        When the nomenclature has no such code or edition, or the box lies outside the picture.
    UnreadableFile, UnfitPicture
        When the file cannot be read, or shows nothing to compare with.
    """
    nomenclature.lookup(metadata.hs_code)
    found = service.library.find(hs_code=metadata.hs_code, box=metadata.box, picture=data)
    if found:
        return found, False
    views = service.reader.read([SourceFile(name=name, data=data)])
    pieces = _pieces(service, views, metadata.box)
    reference, new = service.library.enrol(
        hs_code=metadata.hs_code,
        hs_edition=metadata.hs_edition,
        description=metadata.description,
        box=metadata.box,
        picture=data,
        pieces=pieces,
        preview=_preview(views[0], metadata.box),
    )
    if new:
        with writing(service.engine) as connection:
            events.tell(connection, "library")
    return reference, new


def reembed(service: Service, reference: Reference) -> None:
    """Look at the picture of a reference with the present model and keep what it sees.

    Raises what ``enrol`` raises for a picture that cannot be read or shows nothing to compare with.
    """
    data = service.library.picture(reference.reference_id)
    views = service.reader.read([SourceFile(name=reference.reference_id, data=data)])
    service.library.reembed(reference.reference_id, _pieces(service, views, reference.box))
    with writing(service.engine) as connection:
        events.tell(connection, "library")


def remove(service: Service, reference_id: str) -> None:
    """Take a reference out of the library; raises ``NotFound``."""
    service.library.remove(reference_id)
    with writing(service.engine) as connection:
        events.tell(connection, "library")


def _pieces(service: Service, views: list[View], box: Box | None) -> tuple[Piece, ...]:
    return _inside(service, views[0], box) if box else _goods(service, views)


def _inside(service: Service, view: View, box: Box) -> tuple[Piece, ...]:
    picture = preprocess.radiograph(view)
    height, width = picture.attenuation.shape
    x0, y0, x1, y1 = box
    if not (0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height):
        raise InvalidInput(f"The box is not within the picture of {width} x {height} pixels.", field="box")
    return (Piece(box=box, sight=service.detector.look(crop(picture.attenuation, box))),)


def _goods(service: Service, views: list[View]) -> tuple[Piece, ...]:
    """Return what the containers hold, or the whole picture where it shows no container."""
    seen = see(views, service.detector)
    if not seen.fitness.fit:
        seen = see(views, service.detector, "ct")
    if not seen.fitness.fit:
        raise UnfitPicture(" ".join(seen.fitness.reasons), reasons=seen.fitness.reasons)
    return seen.goods or seen.pieces


def picture_of(service: Service, reference: Reference, width: int) -> bytes:
    """Return a reference as PNG of 8 bits, bright for air; only its box, if it has one."""
    png = service.library.preview(reference.reference_id)
    if png is None:
        data = service.library.picture(reference.reference_id)
        views = service.reader.read([SourceFile(name=reference.reference_id, data=data)])
        png = _preview(views[0], reference.box)
    return display.narrowed(png, width)


def _preview(view: View, box: Box | None) -> bytes:
    attenuation = preprocess.radiograph(view).attenuation
    shown = crop(attenuation, box) if box else attenuation
    samples = np.clip(np.exp(-shown) * 65535 + 0.5, 0, 65535).astype(np.uint16)
    return display.png(samples, wire.presets(samples).auto, _PREVIEW_WIDTH)
