"""PNG of 8 or 16 bits, grey, colour, palette, with or without alpha.

Only the chunks that carry the picture reach the decoder: no profile, text, gamma or animation
chunk is unpacked or applied, so samples come out as they were stored.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np

from model.errors import CorruptFile
from model.formats import colour
from model.formats.facts import Told, facts_of
from model.formats.source import Budget, Data, SourceFile
from model.view import View

NAME = "png"
NEEDS = ("opencv",)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PICTURE_CHUNKS = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_MOST_CHUNKS = 65_536
_CHANNELS = {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}


def recognises(data: Data) -> bool:
    """Tell whether the content starts as a PNG file."""
    return data[:8] == _SIGNATURE


def read(sources: Sequence[SourceFile], budget: Budget) -> list[View]:
    """Read each file into one view; raises `UnreadableFile`."""
    return [_read(source, budget) for source in sources]


def _read(source: SourceFile, budget: Budget) -> View:
    if source.data[12:16] != b"IHDR" or len(source.data) < 33:
        raise CorruptFile("a PNG file without its header")
    width, height, depth, kind = struct.unpack(">IIBB", source.data[16:26])
    if kind not in _CHANNELS or depth not in (1, 2, 4, 8, 16):
        raise CorruptFile(f"PNG colour type {kind} with {depth} bits")
    budget.picture(width, height, itemsize=_CHANNELS[kind] * (2 if depth == 16 else 1))
    picture, significant = _picture_only(source.data)
    pixels: Any = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.shape[:2] != (height, width):
        raise CorruptFile("the PNG picture is damaged or cut short")
    notes: tuple[str, ...] = ()
    if kind in (4, 6):
        notes = _alpha(pixels)
    samples, rgb = pixels, None
    if pixels.ndim == 3:
        samples, rgb, found = colour.split(np.ascontiguousarray(pixels[..., 2::-1]))
        notes += found if kind != 4 else ()
    told = Told(bits=significant or (8 if depth <= 8 else None), notes=notes)
    return View(facts=facts_of(source.name, NAME, samples, told), samples=samples, colour=rgb)


def _picture_only(data: Data) -> tuple[bytes, int | None]:
    """Return the file reduced to its picture chunks, and the significant bits if it tells them."""
    parts, significant = [_SIGNATURE], None
    kind = b""
    for kind, chunk in _chunks(data):
        if kind in _PICTURE_CHUNKS:
            parts.append(chunk)
        elif kind == b"sBIT" and len(chunk) > 12:
            significant = chunk[8]
    if kind != b"IEND":
        raise CorruptFile("the PNG file is cut short")
    return b"".join(parts), significant


def _chunks(data: Data) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    for _ in range(_MOST_CHUNKS):
        if at + 12 > len(data):
            return
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise CorruptFile("the PNG file is cut short")
        view = memoryview(chunk)
        if kind in _PICTURE_CHUNKS and zlib.crc32(view[4:-4]) != int.from_bytes(view[-4:], "big"):
            raise CorruptFile(f"a damaged {kind.decode('ascii')} chunk")
        yield kind, chunk
        if kind == b"IEND":
            return
        at += 12 + length


def _alpha(pixels: Any) -> tuple[str, ...]:
    if pixels.ndim == 3 and pixels.shape[2] == 4 and np.any(pixels[..., 3] != np.iinfo(pixels.dtype).max):
        return ("partly transparent; transparency left out",)
    return ()
