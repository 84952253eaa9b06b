"""The directories of a TIFF file, read without trusting them: no loops, no sizes beyond the file.

Classic TIFF and BigTIFF in either byte order. Source: TIFF 6.0, Adobe, 1992, section 2.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from model.errors import CorruptFile, ImageTooLarge
from model.formats.source import Data

# Tags and the answers they have when missing.
SUBFILE, WIDTH, LENGTH, BITS, COMPRESSION, PHOTOMETRIC = 254, 256, 257, 258, 259, 262
DESCRIPTION, STRIPS, CHANNELS, STRIP_BYTES, MAX_SAMPLE, PAGE_NAME = 270, 273, 277, 279, 281, 285
TILE_WIDTH, TILE_LENGTH, TILES, TILE_BYTES, SAMPLE_FORMAT = 322, 323, 324, 325, 339
_DEFAULTS = {SUBFILE: 0, BITS: 1, COMPRESSION: 1, CHANNELS: 1, SAMPLE_FORMAT: 1}
_WANTED = {
    *(SUBFILE, WIDTH, LENGTH, BITS, COMPRESSION, PHOTOMETRIC, DESCRIPTION, STRIPS, CHANNELS),
    *(STRIP_BYTES, MAX_SAMPLE, PAGE_NAME, TILE_WIDTH, TILE_LENGTH, TILES, TILE_BYTES, SAMPLE_FORMAT),
}
_TYPES = {1: "B", 2: "s", 3: "H", 4: "I", 16: "Q"}
_MOST_ENTRIES = 4096

Value = tuple[int, ...] | bytes


@dataclass(frozen=True, slots=True)
class Layout:
    """How numbers are written: struct's order character, and whether offsets have 8 bytes."""

    order: str
    big: bool

    @property
    def offset(self) -> str:
        """Return the struct format of an offset."""
        return self.order + ("Q" if self.big else "I")


@dataclass(frozen=True, slots=True)
class Page:
    """The wanted tags of one directory."""

    tags: dict[int, Value]

    def number(self, tag: int) -> int:
        """Return the first number of a tag, or its default; raises `CorruptFile` without one."""
        value = self.tags.get(tag)
        if isinstance(value, tuple) and value:
            return value[0]
        if tag in _DEFAULTS:
            return _DEFAULTS[tag]
        raise CorruptFile(f"a TIFF page without tag {tag}")

    def numbers(self, tag: int) -> tuple[int, ...]:
        """Return all numbers of a tag."""
        value = self.tags.get(tag, ())
        return value if isinstance(value, tuple) else ()

    def text(self, tag: int) -> str:
        """Return the text of a tag, or nothing."""
        value = self.tags.get(tag, b"")
        return value.decode("utf-8", "replace").rstrip("\0 ") if isinstance(value, bytes) else ""


def layout_of(data: Data) -> Layout | None:
    """Return the layout that the first bytes announce, or None where this is no TIFF file."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return None
    (version,) = struct.unpack(order + "H", data[2:4])
    return Layout(order, version == 43) if version in (42, 43) else None


def pages_of(data: Data, most: int) -> list[Page]:
    """Return every page of the file in order.

    Raises
    ------
    CorruptFile
        A directory lies outside of the file, or is linked twice.
    ImageTooLarge
        There are more than ``most`` pages.
    """
    layout = layout_of(data)
    if layout is None:
        raise CorruptFile("no TIFF header")
    at = _number(data, layout.offset, 8 if layout.big else 4)
    seen: set[int] = set()
    pages: list[Page] = []
    while at:
        if at in seen:
            raise CorruptFile("the TIFF pages are linked in a circle")
        if len(pages) >= most:
            raise ImageTooLarge(f"more than {most} TIFF pages")
        seen.add(at)
        page, at = _page(data, layout, at)
        pages.append(page)
    return pages


def _page(data: Data, layout: Layout, at: int) -> tuple[Page, int]:
    count = _number(data, layout.order + ("Q" if layout.big else "H"), at)
    entry_size = 20 if layout.big else 12
    start = at + (8 if layout.big else 2)
    end = start + count * entry_size
    if count > _MOST_ENTRIES or end > len(data):
        raise CorruptFile("a TIFF directory reaches beyond the file")
    tags: dict[int, Value] = {}
    for place in range(start, end, entry_size):
        tag, kind = struct.unpack(layout.order + "HH", data[place : place + 4])
        if tag in _WANTED and kind in _TYPES:
            tags[tag] = _value(data, layout, place, kind)
    return Page(tags), _number(data, layout.offset, end)


def _value(data: Data, layout: Layout, place: int, kind: int) -> Value:
    count = _number(data, layout.offset, place + 4)
    inline = place + (12 if layout.big else 8)
    size = count * struct.calcsize("<" + _TYPES[kind])
    at = inline if size <= (8 if layout.big else 4) else _number(data, layout.offset, inline)
    if at + size > len(data):
        raise CorruptFile("a TIFF value lies beyond the file")
    raw = data[at : at + size]
    if kind == 2:
        return raw
    return struct.unpack(f"{layout.order}{count}{_TYPES[kind]}", raw)


def _number(data: Data, form: str, at: int) -> int:
    raw: Sequence[int] = data[at : at + struct.calcsize(form)]
    if len(raw) < struct.calcsize(form):
        raise CorruptFile("the TIFF file is cut short")
    return struct.unpack(form, bytes(raw))[0]
