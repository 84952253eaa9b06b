"""Size of a picture from the header of a compressed stream, before a decoder sees it."""

import struct
from dataclasses import dataclass

from model.errors import CorruptFile
from model.formats.source import Data

_STANDALONE = {0x01, *range(0xD0, 0xD9)}
_FRAMES = {*range(0xC0, 0xD0), 0xF7} - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN, _END = 0xDA, 0xD9
_MOST_SCANS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a stream says of its picture; ``process`` is the JPEG marker, 0x51 for JPEG 2000."""

    width: int
    height: int
    channels: int
    bits: int
    process: int


def jpeg_frame(data: Data) -> tuple[Frame, int]:
    """Return the frame of a JPEG or JPEG-LS stream and the offset of its first scan.

    Raises
    ------
    CorruptFile
        There is no complete header.
    """
    if data[:2] != b"\xff\xd8":
        raise CorruptFile("no start of a JPEG stream")
    frame, at = None, 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise CorruptFile("a JPEG marker is missing")
        marker = data[at + 1]
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker in _FRAMES:
            if frame or length < 8 or at + 10 > len(data):
                raise CorruptFile("a damaged JPEG frame header")
            bits, height, width, channels = struct.unpack(">BHHB", data[at + 4 : at + 10])
            frame = Frame(width=width, height=height, channels=channels, bits=bits, process=marker)
        elif marker == _START_OF_SCAN and frame:
            return frame, at
        elif marker in (_START_OF_SCAN, _END):
            break
        at += 2 + length
    raise CorruptFile("a JPEG stream without a complete header")


def check_jpeg_end(data: Data, scan: int) -> None:
    """Raise `CorruptFile` when the stream has no end, or more scans than any real picture."""
    if data.find(b"\xff\xd9", scan) < 0:
        raise CorruptFile("the JPEG stream is cut short")
    at, scans = scan, 0
    while (at := data.find(b"\xff\xda", at)) >= 0:
        at, scans = at + 2, scans + 1
        if scans > _MOST_SCANS:
            raise CorruptFile(f"more than {_MOST_SCANS} scans in one JPEG stream")


def jpeg2000_frame(data: Data) -> Frame:
    """Return the frame of a JPEG 2000 codestream, bare or in its boxes; raises `CorruptFile`."""
    at = data.find(b"\xff\x4f\xff\x51")
    if at < 0 or at + 43 > len(data):
        raise CorruptFile("no start of a JPEG 2000 codestream")
    x1, y1, x0, y0 = struct.unpack(">4I", data[at + 8 : at + 24])
    tile_width, tile_height = struct.unpack(">2I", data[at + 24 : at + 32])
    channels, depth = struct.unpack(">HB", data[at + 40 : at + 43])
    if x1 <= x0 or y1 <= y0 or not tile_width or not tile_height:
        raise CorruptFile("a damaged JPEG 2000 header")
    return Frame(width=x1 - x0, height=y1 - y0, channels=channels, bits=(depth & 0x7F) + 1, process=0x51)
