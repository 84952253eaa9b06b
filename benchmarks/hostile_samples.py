"""The 300 files of `hostile_files`, always the same: made here, nothing is kept."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pydicom
from pydicom import uid
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate

COUNT = 300
GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to send; ``name`` says what is wrong with it."""

    name: str
    file: str
    data: bytes


def samples() -> Iterator[Sample]:
    """Yield `COUNT` samples."""
    fixed = [*_odd(), *_bombs(), *_tiff_traps(), *_huge(), *_cut()]
    yield from fixed
    flips = _flipped()
    for _ in range(COUNT - len(fixed)):
        yield next(flips)


def _picture(bits: int = 16) -> Any:
    noise = np.random.default_rng(7).normal(0.5, 0.1, (200, 300)).clip(0, 1)
    return (noise * ((1 << bits) - 1)).astype(np.uint16 if bits > 8 else np.uint8)


def _encode(picture: Any, ending: str, *options: int) -> bytes:
    return cv2.imencode(ending, picture, list(options))[1].tobytes()


def _dicom(pixel_data: bytes, syntax: str, rows: int = 200, columns: int = 300, **tags: Any) -> bytes:
    data = Dataset()
    data.SOPClassUID, data.SOPInstanceUID = uid.UID("1.2.840.10008.5.1.4.1.1.1.1"), uid.UID("1.2.3")
    data.Rows, data.Columns, data.SamplesPerPixel = rows, columns, 1
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 0
    data.PhotometricInterpretation = "MONOCHROME2"
    for key, value in tags.items():
        setattr(data, key, value)
    data.PixelData = pixel_data
    data["PixelData"].VR = "OW"
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = uid.UID(syntax)
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = data.SOPClassUID, data.SOPInstanceUID
    if syntax in (uid.RLELossless, uid.JPEGLSLossless, uid.JPEG2000Lossless) and len(pixel_data) == 120_000:
        meta.TransferSyntaxUID = uid.ExplicitVRLittleEndian
        data.file_meta = meta
        data.compress(syntax, generate_instance_uid=False)
    elif meta.TransferSyntaxUID.is_encapsulated:
        data["PixelData"].is_undefined_length = True
    file = FileDataset("", data, file_meta=meta, preamble=b"\0" * 128)
    stream = io.BytesIO()
    pydicom.dcmwrite(stream, file, enforce_file_format=True)
    return stream.getvalue()


def _zip(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def _seeds() -> dict[str, bytes]:
    deep, grey = _picture(), _picture(8)
    raw = deep.tobytes()
    syntaxes = {
        "plain": uid.ExplicitVRLittleEndian,
        "implicit": uid.ImplicitVRLittleEndian,
        "deflated": uid.DeflatedExplicitVRLittleEndian,
        "rle": uid.RLELossless,
        "jpeg-ls": uid.JPEGLSLossless,
        "jpeg-2000": uid.JPEG2000Lossless,
    }
    png = _encode(deep, ".png")
    eight = {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}
    return {
        "png-8": _encode(grey, ".png"),
        "png-16": png,
        "jpeg": _encode(grey, ".jpg"),
        "jpeg-progressive": _encode(np.dstack([grey] * 3), ".jpg", cv2.IMWRITE_JPEG_PROGRESSIVE, 1),
        "tiff-plain": _encode(deep, ".tif", cv2.IMWRITE_TIFF_COMPRESSION, 1),
        "tiff-lzw": _encode(deep, ".tif", cv2.IMWRITE_TIFF_COMPRESSION, 5),
        "tiff-deflate": _encode(deep, ".tif", cv2.IMWRITE_TIFF_COMPRESSION, 8),
        "zip": _zip(("high.png", png), ("low.png", png)),
        **{f"dicom-{name}": _dicom(raw, syntax) for name, syntax in syntaxes.items()},
        "dicom-jpeg": _dicom(encapsulate([_encode(grey, ".jpg")]), uid.JPEGBaseline8Bit, **eight),
    }


def _odd() -> Iterator[Sample]:
    png = _encode(_picture(), ".png")
    side = {"width": 30, "height": 20, "dtype": "uint16", "byte_order": "little"}
    contents = {
        "nothing.png": b"",
        "byte.jpg": b"\xff",
        "text.dcm": b"This is not a scan.\n" * 50,
        "page.png": b"<!doctype html><title>x</title>",
        "program.tif": b"\x7fELF" + bytes(2000),
        "document.dcm": b"%PDF-1.7\n" + bytes(2000),
        "packed.dcm": zlib.compress(bytes(100_000)),
        "noise.png": np.random.default_rng(1).bytes(100_000),
        "zeros.dcm": bytes(1_000_000),
        "preamble.dcm": bytes(128) + b"DICM",
        "signature.png": png[:8],
        "start.jpg": b"\xff\xd8\xff",
        "header.tif": b"II*\0",
        "empty.zip": _zip(),
        "text.zip": _zip(("readme.txt", b"nothing here")),
        "empty-member.zip": _zip(("a.png", b"")),
        "../../etc/passwd": png,
        "scan.dcm": png,
        "a\0b\n<script>.png": png,
        "x" * 5000 + ".png": png,
        "side.json": json.dumps(side).encode(),
        "deep.json": b"[" * 100_000,
        "deep-side.json": b'{"width":' + b"[" * 60_000,
        "infinite.json": json.dumps({**side, "width": float("inf")}).encode(),
        "escape.zip": _zip(("../../../tmp/escape.png", png), ("/abs.png", png)),
        "one-pixel.png": _encode(np.zeros((1, 1), np.uint8), ".png"),
        "line.png": _encode(np.zeros((1, 60_000), np.uint16), ".png"),
        "largest.png": _encode(np.zeros((2600, 12_000), np.uint16), ".png"),
    }
    for name, data in contents.items():
        yield Sample(f"odd {name[:40]!r}", name, data)


def _deflated(first: bytes, zeros: int) -> bytes:
    """Return a raw deflate stream of ``first`` and many zeros, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * (zeros >> 20) + packer.flush()


def _deflated_dicom(rows: int, columns: int, *, private: bool = False, **tags: Any) -> bytes:
    plain = _dicom(b"", uid.ExplicitVRLittleEndian, rows, columns, **tags)
    start = 132 + 12 + struct.unpack("<I", plain[140:144])[0]
    meta = plain[132:start].replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2.1.99")
    grown = len(meta) - (start - 132)
    meta = meta.replace(b"\x02\x00\x10\x00UI\x14\x00", b"\x02\x00\x10\x00UI\x16\x00")
    meta = meta[:8] + struct.pack("<I", struct.unpack("<I", meta[8:12])[0] + grown) + meta[12:]
    body = plain[start:-12]
    tag = b"\x09\x00\x10\x10OB\0\0" if private else b"\xe0\x7f\x10\x00OW\0\0"
    body = (b"" if private else body) + tag + struct.pack("<I", GIGABYTE)
    return plain[:132] + meta + _deflated(body, GIGABYTE)


def _lying_zip() -> bytes:
    """Return a zip whose directory says 100 bytes where there are many."""
    honest = _zip(("a.png", bytes(300 << 20)))
    return honest.replace(struct.pack("<I", 300 << 20), struct.pack("<I", 100))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, extra: bytes = b"", data: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 16, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + extra + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def _bombs() -> Iterator[Sample]:
    inner = _zip(("a.png", bytes(100 << 20)))
    packed = zlib.compress(bytes(200 << 20), 9)
    nested = b"\xfe\xff\x00\xe0\xff\xff\xff\xff" + b"\x40\x00\x75\x02SQ\0\0\xff\xff\xff\xff"
    meta = _dicom(b"", uid.ExplicitVRLittleEndian)[:-12]
    rle = struct.pack("<16I", 1, 64, *[0] * 14) + b"\x81\x00" * 4_000_000
    contents = {
        "1 MB deflated DICOM of 1 GB, small picture.dcm": _deflated_dicom(100, 100),
        "1 MB deflated DICOM of 1 GB, as announced.dcm": _deflated_dicom(32_768, 16_384),
        "1 MB deflated DICOM of 1 GB, within the pixels.dcm": _deflated_dicom(8000, 8000),
        "1 MB deflated DICOM of 1 GB, frames.dcm": _deflated_dicom(512, 512, NumberOfFrames=2048),
        "1 MB deflated DICOM of 1 GB, CT.dcm": _deflated_dicom(512, 512, NumberOfFrames=600, Modality="CT"),
        "1 MB deflated DICOM of 1 GB, private.dcm": _deflated_dicom(100, 100, private=True),
        "zip bomb.zip": _zip(*((f"{k}.png", bytes(200 << 20)) for k in range(4))),
        "zip that lies.zip": _lying_zip(),
        "zip in zip.zip": _zip(("inner.zip", inner)),
        "zip of many.zip": _zip(*((f"{k}", b"x") for k in range(20_000))),
        "png of 60000 x 60000.png": _png(60_000, 60_000, data=packed),
        "png longer than its picture.png": _png(100, 100, data=packed),
        "png with text bomb.png": _png(100, 100, _chunk(b"zTXt", b"a\0\0" + packed) * 20, packed),
        "png with profile bomb.png": _png(100, 100, _chunk(b"iCCP", b"a\0\0" + packed), packed),
        "png of a million chunks.png": _png(100, 100, _chunk(b"tEXt", b"") * 500_000, packed),
        "dicom sequences without end.dcm": meta + b"\x40\x00\x75\x02SQ\0\0\xff\xff\xff\xff" + nested * 30_000,
        "dicom rle bomb.dcm": _dicom(encapsulate([rle]), uid.RLELossless, 4000, 12_000),
        "jpeg of many scans.jpg": _many_scans(),
    }
    for name, data in contents.items():
        yield Sample(f"bomb {name}", name, data)


def _many_scans() -> bytes:
    """Return a progressive JPEG of a large picture whose last scan comes again and again."""
    jpeg = _encode(np.zeros((4000, 8000), np.uint8), ".jpg", cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
    last = jpeg.rfind(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * 90 + b"\xff\xd9"


def _tiff_traps() -> Iterator[Sample]:
    def directory(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
        body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
        return struct.pack("<H", len(entries)) + body + struct.pack("<I", following)

    def page(width: int, height: int, size: int, compression: int = 8) -> list[tuple[int, int, int, int]]:
        values = {256: width, 257: height, 258: 16, 259: compression, 262: 1, 273: 4000, 277: 1, 278: height}
        return [(tag, 4, 1, value) for tag, value in {**values, 279: size}.items()]

    def file(first: bytes, data: bytes = b"") -> bytes:
        return (b"II*\0" + struct.pack("<I", 8) + first).ljust(4000, b"\0") + data

    packed = zlib.compress(bytes(400 << 20), 9)
    plain = page(100, 100, 20_000, 1)
    tile = [(322, 4, 1, 1 << 30), (323, 4, 1, 16), (324, 4, 1, 4000), (325, 4, 1, 9)]
    contents = {
        "circle": file(directory(*plain, following=8), bytes(20_000)),
        "deflate bomb": file(directory(*page(100, 100, len(packed))), packed),
        "deflate bomb of the largest picture": file(directory(*page(12_000, 2660, len(packed))), packed),
        "huge": file(directory(*page(4_000_000_000, 4_000_000_000, 100))),
        "beyond the file": file(directory(*page(5000, 5000, 100_000_000, 1))),
        "huge value": file(directory((256, 4, 0xFFFFFFF0, 8), *plain[1:])),
        "no samples": file(directory(*plain[:5])),
        "huge tile": file(directory(*plain[:5], *tile)),
        "many pages": b"II*\0\x08\0\0\0" + b"".join(directory(following=8 + 6 * k) for k in range(1, 60_000)),
        "thousands of entries": file(struct.pack("<H", 65_535) + bytes(12 * 65_535)),
    }
    for name, data in contents.items():
        yield Sample(f"tiff {name}", "scan.tif", data)


def _huge() -> Iterator[Sample]:
    """Yield valid files whose headers were made to announce far more than they hold."""
    seeds = _seeds()
    sides = (0, 20_000, 65_535)
    for side in sides:
        jpeg = bytearray(seeds["jpeg"])
        at = jpeg.find(b"\xff\xc0") + 5
        jpeg[at : at + 4] = struct.pack(">HH", side, side)
        yield Sample(f"huge jpeg {side}", "scan.jpg", bytes(jpeg))
        yield Sample(f"huge png {side}", "scan.png", _png(side * 1000, side, data=zlib.compress(b"")))
        for name in ("plain", "deflated", "rle", "jpeg-ls", "jpeg-2000"):
            rows = b"\x28\x00\x10\x00US\x02\x00"
            data = seeds[f"dicom-{name}"].replace(rows + b"\xc8\x00", rows + struct.pack("<H", side))
            yield Sample(f"huge dicom {name} {side}", "scan.dcm", data)
    stream = bytearray(seeds["dicom-jpeg-2000"])
    at = stream.find(b"\xff\x4f\xff\x51") + 8
    stream[at : at + 8] = struct.pack(">II", 1 << 31, 1 << 31)
    yield Sample("huge jpeg 2000 inside", "scan.dcm", bytes(stream))
    many = _dicom(b"\0" * 120_000, uid.ExplicitVRLittleEndian, NumberOfFrames=2_000_000_000)
    yield Sample("huge number of frames", "scan.dcm", many)


def _cut() -> Iterator[Sample]:
    for name, data in _seeds().items():
        for share in (0.05, 0.3, 0.6, 0.9, 0.999):
            yield Sample(f"cut {name} at {share}", f"{name}.dat", data[: int(len(data) * share)])


def _flipped() -> Iterator[Sample]:
    noise = np.random.default_rng(11)
    seeds = _seeds()
    while True:
        for name, data in seeds.items():
            damaged = np.frombuffer(data, np.uint8).copy()
            # Headers are where damage does most, so half of it goes there.
            reach = min(len(data), 400) if noise.random() < 0.5 else len(data)
            places = noise.integers(0, reach, int(noise.integers(1, 20)))
            damaged[places] ^= noise.integers(1, 256, len(places), np.uint8)
            yield Sample(f"flipped {name} {places[0]}", f"{name}.dat", damaged.tobytes())
