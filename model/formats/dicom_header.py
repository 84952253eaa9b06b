"""The header of a DICOM file, up to its pixel data, and where the pixel data lie.

A deflated file is unpacked step by step: first no more than a header may take, then no more
than the pixel data that the header announces and the limits allow.
Source: DICOM PS3.5 section 7 (data elements) and A.5 (deflated transfer syntax), PS3.10 section 7.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian

from model.errors import CorruptFile, ImageTooLarge, UnknownFormat
from model.formats.source import Budget, Data, SourceFile

PREAMBLE = 128
UNDEFINED = 0xFFFFFFFF
_PIXEL_DATA = {0x7FE00008, 0x7FE00009, 0x7FE00010}
_LONG_VRS = (b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"UC", b"UN", b"UR", b"UT")
_STEP = 1 << 20
_TAGS: list[Any] = [
    *(0x00080005, 0x00080008, 0x00080016, 0x00080018, 0x00080060),
    *(0x00180050, 0x00180060, 0x00180088, 0x00181110, 0x00181111, 0x00181114, 0x00181164),
    *(0x0020000E, 0x00200013, 0x00200032, 0x00200037),
    *(0x00280002, 0x00280004, 0x00280006, 0x00280008, 0x00280010, 0x00280011, 0x00280030),
    *(0x00280100, 0x00280101, 0x00280102, 0x00280103, 0x00280A02, 0x00281040, 0x00281041),
    *(0x00281052, 0x00281053, 0x00281054),
    *(0x00281101, 0x00281102, 0x00281103, 0x00281201, 0x00281202, 0x00281203),
    *(0x20500020, 0x52009229),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A DICOM file as far as its pixel data.

    ``body`` holds the (unpacked) data elements; the pixel data are its ``length`` bytes from
    ``offset``, to the end where the length is undefined.
    """

    name: str
    syntax: str
    tags: Dataset
    body: Data | bytearray
    offset: int
    length: int

    @property
    def little_endian(self) -> bool:
        """Tell the byte order of native samples."""
        return self.syntax != ExplicitVRBigEndian


def read_header(source: SourceFile, budget: Budget) -> Header:
    """Return the header of a DICOM file.

    Raises
    ------
    CorruptFile
        The file is damaged.
    ImageTooLarge
        A deflated file holds more than its header announces, or than the limits allow.
    UnknownFormat
        The file holds no picture.
    """
    syntax, start = _file_meta(source.data)
    if syntax == DeflatedExplicitVRLittleEndian:
        return _inflated(source, start, budget)
    stream: Any = BytesIO(source.data) if isinstance(source.data, bytes) else source.data
    return _parsed(source.name, syntax, stream, start, source.data)


def _file_meta(data: Data) -> tuple[str, int]:
    """Return the transfer syntax and the offset at which the file meta information ends."""
    syntax, at = "", PREAMBLE + 4
    while data[at : at + 2] == b"\x02\x00":
        vr = data[at + 4 : at + 6]
        form, head = ("<I", 12) if vr in _LONG_VRS else ("<H", 8)
        raw = data[at + 8 : at + 12] if head == 12 else data[at + 6 : at + 8]
        if len(raw) < struct.calcsize(form):
            break
        (length,) = struct.unpack(form, raw)
        if data[at : at + 4] == b"\x02\x00\x10\x00":
            syntax = data[at + head : at + head + min(length, 64)].decode("ascii", "replace").rstrip("\0 ")
        at += head + length
    if not syntax:
        raise CorruptFile("a DICOM file that does not tell its transfer syntax")
    return syntax, at


def _parsed(name: str, syntax: str, stream: BinaryIO, start: int, body: Data | bytearray) -> Header:
    found: list[int] = []

    def at_pixels(tag: Any, vr: str | None, length: int) -> bool:
        if int(tag) in _PIXEL_DATA:
            found[:] = [int(tag), length]
        return int(tag) >= min(_PIXEL_DATA)

    stream.seek(start)
    implicit = syntax == ImplicitVRLittleEndian
    tags = read_dataset(
        stream,
        is_implicit_VR=implicit,
        is_little_endian=syntax != ExplicitVRBigEndian,
        stop_when=at_pixels,
        specific_tags=_TAGS,
    )
    if not found:
        raise CorruptFile("the DICOM file is cut short, or holds no pixel data")
    if found[0] != max(_PIXEL_DATA):
        raise UnknownFormat("DICOM with floating-point pixel data")
    offset = stream.tell() + (8 if implicit else 12)
    length = found[1] if found[1] != UNDEFINED else max(0, len(body) - offset)
    return Header(name=name, syntax=syntax, tags=tags, body=body, offset=offset, length=length)


def _inflated(source: SourceFile, start: int, budget: Budget) -> Header:
    packed = memoryview(source.data)[start:]
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    body = bytearray()
    try:
        body += inflater.decompress(packed, budget.limits.header)
        header = _deflated_header(source, body, inflater.eof)
        needed = header.offset + header.length
        if needed - header.offset > announced(header.tags) + 1:
            raise ImageTooLarge("the deflated pixel data are longer than the picture")
        if needed > budget.allowance(len(packed)):
            raise ImageTooLarge(f"the deflated file would unpack to more than {needed} bytes")
        while len(body) < needed and not inflater.eof:
            step = inflater.decompress(inflater.unconsumed_tail, min(_STEP, needed - len(body)))
            if not step:
                break
            body += step
    except zlib.error as error:
        raise CorruptFile(f"the deflated DICOM file is damaged: {error}") from error
    finally:
        budget.unpack(len(body))
    return header


def _deflated_header(source: SourceFile, body: bytearray, complete: bool) -> Header:
    syntax = str(DeflatedExplicitVRLittleEndian)
    try:
        return _parsed(source.name, syntax, BytesIO(bytes(body)), 0, body)
    except Exception as error:
        if complete or isinstance(error, UnknownFormat):
            raise
        raise ImageTooLarge("the header of the deflated DICOM file does not end") from error


def announced(tags: Dataset) -> int:
    """Return the bytes of native pixel data that a header announces; raises `CorruptFile`."""
    rows, columns, frames = number(tags, "Rows"), number(tags, "Columns"), number(tags, "NumberOfFrames", 1)
    channels, bits = number(tags, "SamplesPerPixel", 1), number(tags, "BitsAllocated", 16)
    return rows * columns * frames * channels * (bits // 8)


def number(tags: Dataset, keyword: str, default: int | None = None) -> int:
    """Return a whole number of the header, or the default; raises `CorruptFile` without either."""
    value = tags.get(keyword)
    if value is None or value == "":
        if default is None:
            raise CorruptFile(f"a DICOM file without {keyword}")
        return default
    return int(value)
