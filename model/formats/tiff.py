"""TIFF of 8 or 16 bits, uncompressed, LZW, deflate, PackBits or JPEG; pages are views.

A page whose name or description has the word ``high`` or ``low`` is the view of that energy;
otherwise the file does not say which energy a page is. More equal pages than a scan has views
are the slices of a volume.
"""

import re
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from model.domain import ViewRole
from model.errors import CorruptFile, UnknownFormat
from model.formats import colour
from model.formats import tiff_pages as tags
from model.formats.facts import Told, facts_of
from model.formats.source import Budget, Data, SourceFile
from model.formats.tiff_pages import Page, layout_of, pages_of
from model.view import Samples, View

NAME = "tiff"
NEEDS = ("opencv",)
_COMPRESSIONS = {1: "uncompressed", 5: "LZW", 7: "JPEG", 8: "deflate", 32946: "deflate", 32773: "PackBits"}
_REDUCED_OR_MASK = 1 | 4
_WHITE_IS_ZERO = 0
_ENERGY = re.compile(r"\b(high|low)(?![a-z])", re.IGNORECASE)
_TILE_FLOOR = 1 << 20


def recognises(data: Data) -> bool:
    """Tell whether the content starts as a TIFF or BigTIFF file."""
    return layout_of(data) is not None


def read(sources: Sequence[SourceFile], budget: Budget) -> list[View]:
    """Read each file into one view a page, or one volume; raises `UnreadableFile`."""
    return [view for source in sources for view in _read(source, budget)]


def _read(source: SourceFile, budget: Budget) -> list[View]:
    every = pages_of(source.data, budget.limits.slices)
    pages = [(i, page) for i, page in enumerate(every) if not page.number(tags.SUBFILE) & _REDUCED_OR_MASK]
    if not pages:
        raise CorruptFile("a TIFF file without a page")
    for _, page in pages:
        _check(page, source.data, budget)
    encoded = np.frombuffer(source.data, np.uint8)
    left_out = ("reduced pages left out",) if len(pages) < len(every) else ()
    if len(pages) > budget.limits.views:
        return [_volume(source, encoded, pages, left_out)]
    return [
        _view(source, _decode(encoded, i, page), page, (*_place(k, len(pages)), *left_out))
        for k, (i, page) in enumerate(pages)
    ]


def _check(page: Page, data: Data, budget: Budget) -> None:
    width, height = page.number(tags.WIDTH), page.number(tags.LENGTH)
    bits, channels = page.number(tags.BITS), page.number(tags.CHANNELS)
    budget.picture(width, height, itemsize=channels * max(1, bits // 8))
    if page.number(tags.COMPRESSION) not in _COMPRESSIONS:
        raise UnknownFormat(f"TIFF compression {page.number(tags.COMPRESSION)}")
    if bits not in (1, 4, 8, 16) or page.number(tags.SAMPLE_FORMAT) != 1 or channels not in (1, 3, 4):
        raise UnknownFormat(f"TIFF with {channels} x {bits} bits of form {page.number(tags.SAMPLE_FORMAT)}")
    tile = max(page.numbers(tags.TILE_WIDTH), default=0) * max(page.numbers(tags.TILE_LENGTH), default=0)
    if tile > max(_TILE_FLOOR, 4 * width * height):
        raise CorruptFile("a TIFF tile is far larger than its picture")
    starts = page.numbers(tags.STRIPS) or page.numbers(tags.TILES)
    counts = page.numbers(tags.STRIP_BYTES) or page.numbers(tags.TILE_BYTES)
    if not starts or len(starts) != len(counts):
        raise CorruptFile("a TIFF page without its samples")
    if any(start + count > len(data) for start, count in zip(starts, counts, strict=True)):
        raise CorruptFile("the TIFF file is cut short")


def _decode(encoded: Any, index: int, page: Page) -> Samples:
    ok, found = cv2.imdecodemulti(encoded, cv2.IMREAD_UNCHANGED, range=(index, index + 1))
    shape = (page.number(tags.LENGTH), page.number(tags.WIDTH))
    if not ok or len(found) != 1 or found[0].shape[:2] != shape:
        raise CorruptFile(f"TIFF page {index + 1} is damaged or cut short")
    pixels: Any = found[0]
    if pixels.dtype not in (np.uint8, np.uint16):
        raise UnknownFormat(f"TIFF samples of type {pixels.dtype}")
    # OpenCV turns 8-bit pictures into the polarity for display, and leaves those of 16 bits alone.
    return ~pixels if _white_is_zero(page) and page.number(tags.BITS) <= 8 else pixels


def _view(source: SourceFile, pixels: Any, page: Page, notes: tuple[str, ...]) -> View:
    samples, rgb = pixels, None
    if pixels.ndim == 3:
        samples, rgb, found = colour.split(np.ascontiguousarray(pixels[..., 2::-1]))
        notes += found
    told = Told(bits=_significant(page), role=_role(page), notes=(*notes, *_remarks(page)))
    return View(facts=facts_of(source.name, NAME, samples, told), samples=samples, colour=rgb)


def _volume(source: SourceFile, encoded: Any, pages: list[tuple[int, Page]], notes: tuple[str, ...]) -> View:
    first = pages[0][1]
    shape = (len(pages), first.number(tags.LENGTH), first.number(tags.WIDTH))
    dtype = np.uint16 if first.number(tags.BITS) == 16 else np.uint8
    samples = np.empty(shape, np.uint16)
    for k, (index, page) in enumerate(pages):
        pixels = _decode(encoded, index, page)
        if pixels.shape != shape[1:] or pixels.dtype != dtype:
            raise CorruptFile("the TIFF pages are too many for views and too unlike for slices")
        samples[k] = pixels
    notes = (*notes, f"{len(pages)} equal pages, taken as the slices of a volume", *_remarks(first))
    told = Told(bits=_significant(first), notes=notes)
    return View(facts=facts_of(source.name, NAME, samples, told), samples=samples)


def _place(index: int, count: int) -> tuple[str, ...]:
    return (f"page {index + 1} of {count}",) if count > 1 else ()


def _role(page: Page) -> ViewRole | None:
    words = {word.lower() for word in _ENERGY.findall(f"{page.text(tags.PAGE_NAME)} {_described(page)}")}
    if words == {"high"}:
        return "high"
    return "low" if words == {"low"} else None


def _described(page: Page) -> str:
    return page.text(tags.DESCRIPTION)[:1000].replace("_", " ")


def _significant(page: Page) -> int | None:
    if page.number(tags.BITS) <= 8:
        return 8
    most = max(page.numbers(tags.MAX_SAMPLE), default=0)
    return most.bit_length() if most > 0xFF else None


def _remarks(page: Page) -> tuple[str, ...]:
    return (
        f"TIFF {_COMPRESSIONS[page.number(tags.COMPRESSION)]}",
        *(("shown with zero as white",) if _white_is_zero(page) else ()),
    )


def _white_is_zero(page: Page) -> bool:
    return page.numbers(tags.PHOTOMETRIC)[:1] == (_WHITE_IS_ZERO,)
