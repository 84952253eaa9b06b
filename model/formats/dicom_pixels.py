"""Samples of a DICOM file: native ones as they lie, compressed ones by the decoder of their kind.

Before a decoder sees a stream, its own header has to agree with the header of the file, so that
no decoder allocates more than was accounted for.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.encaps import encapsulate, generate_frames
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import apply_color_lut, convert_color_space

from model.errors import CorruptFile, UnknownFormat
from model.formats.codestream import check_jpeg_end, jpeg2000_frame, jpeg_frame
from model.formats.dicom_header import Header, number

_NATIVE = (
    uid.ImplicitVRLittleEndian,
    uid.ExplicitVRLittleEndian,
    uid.DeflatedExplicitVRLittleEndian,
    uid.ExplicitVRBigEndian,
)
_JPEG = (uid.JPEGBaseline8Bit, uid.JPEGExtended12Bit, uid.JPEGLossless, uid.JPEGLosslessSV1)
_JPEG_LS = (uid.JPEGLSLossless, uid.JPEGLSNearLossless)
_JPEG_2000 = (uid.JPEG2000Lossless, uid.JPEG2000)
_DECODERS = {
    **dict.fromkeys(_JPEG, "gdcm"),
    **dict.fromkeys(_JPEG_LS, "pyjpegls"),
    **dict.fromkeys(_JPEG_2000, "pylibjpeg"),
    uid.RLELossless: "pydicom",
}
_FORMS = {"MONOCHROME1": 1, "MONOCHROME2": 1, "PALETTE COLOR": 1, "RGB": 3, "YBR_FULL": 3}
_COMPRESSED_FORMS = {**_FORMS, "YBR_FULL_422": 3, "YBR_ICT": 3, "YBR_RCT": 3}


def check(header: Header) -> None:
    """Raise `UnknownFormat` or `CorruptFile` when these pixel data cannot be read."""
    tags = header.tags
    native = header.syntax in _NATIVE
    if not native and header.syntax not in _DECODERS:
        raise UnknownFormat(f"DICOM transfer syntax {uid.UID(header.syntax).name}")
    form, channels = str(tags.get("PhotometricInterpretation", "")), number(tags, "SamplesPerPixel", 1)
    if (_FORMS if native else _COMPRESSED_FORMS).get(form) != channels:
        raise UnknownFormat(f"DICOM pixels of form {form or 'unknown'} with {channels} channels")
    bits, stored = number(tags, "BitsAllocated"), number(tags, "BitsStored")
    if bits not in (8, 16) or (channels == 3 and bits != 8):
        raise UnknownFormat(f"DICOM with {channels} x {bits} bits")
    if not stored <= number(tags, "HighBit", stored - 1) + 1 <= bits or stored < 1:
        raise CorruptFile(f"DICOM bits that contradict each other: {stored} of {bits}")
    if bits == 8 and not header.little_endian:
        raise UnknownFormat("DICOM with 8-bit samples in the retired big endian syntax")


def frames(header: Header) -> Iterator[NDArray[Any]]:
    """Yield each frame: ``(H, W)`` uint8, uint16 or int16, or ``(H, W, 3)`` uint8 RGB.

    Raises
    ------
    CorruptFile
        Pixel data are missing or damaged.
    """
    tags = header.tags
    colour_space = str(tags.PhotometricInterpretation)
    for frame in _native(header) if header.syntax in _NATIVE else _compressed(header):
        if colour_space == "PALETTE COLOR":
            rgb = apply_color_lut(frame, tags)
            yield (rgb >> 8).astype(np.uint8) if rgb.dtype == np.uint16 else rgb
        elif frame.ndim == 3:
            yield frame
        else:
            yield _significant(frame, header)


def _native(header: Header) -> Iterator[NDArray[Any]]:
    tags = header.tags
    rows, columns, channels = (number(tags, k) for k in ("Rows", "Columns", "SamplesPerPixel"))
    size = rows * columns * channels
    dtype = _dtype(header)
    count = number(tags, "NumberOfFrames", 1)
    if min(header.length, len(header.body) - header.offset) < size * count * dtype.itemsize:
        raise CorruptFile("the DICOM pixel data are cut short")
    for k in range(count):
        offset = header.offset + k * size * dtype.itemsize
        flat = np.frombuffer(header.body, dtype, size, offset).astype(dtype.newbyteorder("="), copy=False)
        if channels == 1:
            yield flat.reshape(rows, columns)
            continue
        planar = number(tags, "PlanarConfiguration", 0) == 1
        shape = (channels, rows, columns) if planar else (rows, columns, channels)
        rgb = np.moveaxis(flat.reshape(shape), 0, -1) if planar else flat.reshape(shape)
        if tags.PhotometricInterpretation == "YBR_FULL":
            rgb = convert_color_space(rgb, "YBR_FULL", "RGB")
        yield np.ascontiguousarray(rgb)


def _compressed(header: Header) -> Iterator[NDArray[Any]]:
    tags = header.tags
    count = number(tags, "NumberOfFrames", 1)
    value = bytes(memoryview(header.body)[header.offset : header.offset + header.length])
    decoder, plugin = get_decoder(header.syntax), _DECODERS[cast("Any", header.syntax)]
    options: dict[str, Any] = {
        "rows": number(tags, "Rows"),
        "columns": number(tags, "Columns"),
        "samples_per_pixel": number(tags, "SamplesPerPixel", 1),
        "photometric_interpretation": str(tags.PhotometricInterpretation),
        "planar_configuration": number(tags, "PlanarConfiguration", 0),
        "pixel_representation": number(tags, "PixelRepresentation", 0),
        "bits_allocated": number(tags, "BitsAllocated"),
        "bits_stored": number(tags, "BitsStored"),
        "number_of_frames": 1,
        "pixel_keyword": "PixelData",
    }
    found = 0
    for stream in islice(generate_frames(value, number_of_frames=count), count):
        _check_stream(stream, header)
        one = encapsulate([stream])
        pixels, _ = decoder.as_array(one, decoding_plugin=plugin, **options)
        if pixels.shape[:2] != (options["rows"], options["columns"]):
            raise CorruptFile("a DICOM frame of another size than announced")
        yield pixels
        found += 1
    if found < count:
        raise CorruptFile(f"{found} DICOM frames of {count}")


def _check_stream(stream: bytes, header: Header) -> None:
    tags = header.tags
    if header.syntax in _JPEG_2000:
        frame = jpeg2000_frame(stream)
    elif header.syntax != uid.RLELossless:
        frame, scan = jpeg_frame(stream)
        check_jpeg_end(stream, scan)
    else:
        return
    size = (number(tags, "Columns"), number(tags, "Rows"), number(tags, "SamplesPerPixel", 1))
    if (frame.width, frame.height, frame.channels) != size:
        raise CorruptFile("a compressed DICOM frame of another size than announced")
    if frame.bits > number(tags, "BitsAllocated"):
        raise CorruptFile("a compressed DICOM frame with more bits than announced")


def _dtype(header: Header) -> np.dtype[Any]:
    bits, signed = number(header.tags, "BitsAllocated"), number(header.tags, "PixelRepresentation", 0)
    return np.dtype(f"{'<' if header.little_endian else '>'}{'i' if signed else 'u'}{bits // 8}")


def _significant(frame: NDArray[Any], header: Header) -> NDArray[Any]:
    """Clear what is not of the sample (old files keep overlays there) and carry its sign up."""
    tags = header.tags
    bits, stored = frame.dtype.itemsize * 8, number(tags, "BitsStored")
    above = bits - 1 - number(tags, "HighBit", stored - 1)
    if stored == bits or header.syntax not in _NATIVE:
        return frame
    return (frame << above) >> (bits - stored)
