"""JPEG: 8-bit display pictures; polarity, energy and pitch are never in them."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from model.errors import CorruptFile, UnknownFormat
from model.formats import colour
from model.formats.codestream import check_jpeg_end, jpeg_frame
from model.formats.facts import Told, facts_of
from model.formats.source import Budget, Data, SourceFile
from model.view import View

NAME = "jpeg"
NEEDS = ("opencv",)
_BASELINE_TO_PROGRESSIVE = (0xC0, 0xC1, 0xC2)


def recognises(data: Data) -> bool:
    """Tell whether the content starts as a JPEG file."""
    return data[:3] == b"\xff\xd8\xff"


def read(sources: Sequence[SourceFile], budget: Budget) -> list[View]:
    """Read each file into one view; raises `UnreadableFile`."""
    return [_read(source, budget) for source in sources]


def _read(source: SourceFile, budget: Budget) -> View:
    frame, scan = jpeg_frame(source.data)
    budget.picture(frame.width, frame.height, itemsize=frame.channels)
    if frame.process not in _BASELINE_TO_PROGRESSIVE or frame.bits != 8 or frame.channels not in (1, 3):
        raise UnknownFormat(f"JPEG process {frame.process:#x} with {frame.channels} x {frame.bits} bits")
    check_jpeg_end(source.data, scan)
    pixels: Any = cv2.imdecode(np.frombuffer(source.data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.shape[:2] != (frame.height, frame.width):
        raise CorruptFile("the JPEG picture is damaged or cut short")
    samples, rgb, notes = pixels, None, ()
    if pixels.ndim == 3:
        samples, rgb, notes = colour.split(np.ascontiguousarray(pixels[..., ::-1]))
    facts = facts_of(source.name, NAME, samples, Told(bits=8, notes=notes))
    return View(facts=facts, samples=samples, colour=rgb)
