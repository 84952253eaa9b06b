"""One table of cases that every reader runs: real encoders write, the readers must give back.

Each case is the files of a scan and what has to come out: exact samples of each view, facts,
and what has to be unknown.
"""

import io
import json
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import gdcm
import numpy as np
import pydicom
import tifffile
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate

from model.domain import ViewNote
from model.formats import SourceFile

ALL_UNKNOWN = ("polarity", "bits", "energy", "pixel_pitch_mm")
DICOS = "1.2.840.10008.5.1.4.1.1.501."
DX = "1.2.840.10008.5.1.4.1.1.1.1"
CT = "1.2.840.10008.5.1.4.1.1.2"


@dataclass(frozen=True)
class Case:
    name: str
    files: Sequence[SourceFile]
    samples: Sequence[NDArray[Any]]
    facts: dict[str, Any] = field(default_factory=dict)
    notes: Sequence[ViewNote] = ()
    unknown: tuple[str, ...] = ALL_UNKNOWN
    roles: Sequence[str] = ("single",)
    coloured: bool = False
    tolerance: int = 0


def cargo(bits: int = 16, height: int = 60, width: int = 91, seed: int = 1) -> NDArray[Any]:
    """A noisy dark picture with air above, in ``bits`` significant bits."""
    noise = np.random.default_rng(seed)
    top = (1 << bits) - 1
    picture = noise.normal(0.9 * top, 0.01 * top, (height, width))
    picture[height // 3 :, 10:-10] = noise.normal(0.1 * top, 0.02 * top, (height - height // 3, width - 20))
    return picture.clip(0, top).astype(np.uint16 if bits > 8 else np.uint8)


def smooth(bits: int = 8, height: int = 64, width: int = 96) -> NDArray[Any]:
    """A smooth picture, which lossy codecs keep within a few grey levels."""
    y, x = np.mgrid[:height, :width]
    ramp = (np.sin(x / 20) + np.cos(y / 15) + 2) / 4
    return (ramp * ((1 << bits) - 1)).astype(np.uint16 if bits > 8 else np.uint8)


def volume(slices: int = 5, size: int = 24) -> NDArray[Any]:
    """CT numbers, signed."""
    return np.random.default_rng(3).normal(0, 400, (slices, size, size)).astype(np.int16)


def encoded(picture: NDArray[Any], ending: str, *options: int) -> bytes:
    ok, data = cv2.imencode(ending, picture, list(options))
    assert ok
    return data.tobytes()


def png_chunks(data: bytes, extra: bytes, kind: bytes) -> bytes:
    """Put a chunk behind the header of a PNG file."""
    chunk = struct.pack(">I", len(extra)) + kind + extra + struct.pack(">I", zlib.crc32(kind + extra))
    return data[:33] + chunk + data[33:]


def tiff(pages: Sequence[NDArray[Any]], described: Sequence[str] = (), **options: Any) -> bytes:
    stream = io.BytesIO()
    with tifffile.TiffWriter(
        stream, **{k: options.pop(k) for k in ("bigtiff", "byteorder") if k in options}
    ) as out:
        for k, page in enumerate(pages):
            text = described[k] if described else None
            out.write(page, description=text, metadata=None, contiguous=False, **options)
    return stream.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def dataset(pixels: NDArray[Any], sop_class: str = DX, *, bits: int | None = None, **tags: Any) -> Dataset:
    """A data set for ``(H, W)``, ``(frames, H, W)`` or ``(H, W, 3)`` pixels, without pixel data."""
    data = Dataset()
    colour = pixels.ndim == 3 and pixels.shape[2] == 3
    data.SOPClassUID, data.SOPInstanceUID = sop_class, uid.generate_uid(entropy_srcs=["cargolens"])
    data.Modality = "CT" if sop_class in (CT, DICOS + "1") else "DX"
    data.Rows, data.Columns = pixels.shape[:2] if colour else pixels.shape[-2:]
    if pixels.ndim == 3 and not colour:
        data.NumberOfFrames = len(pixels)
    data.SamplesPerPixel = 3 if colour else 1
    data.PhotometricInterpretation = "RGB" if colour else "MONOCHROME2"
    if colour:
        data.PlanarConfiguration = 0
    data.BitsAllocated = pixels.dtype.itemsize * 8
    data.BitsStored = bits or data.BitsAllocated
    data.HighBit = data.BitsStored - 1
    data.PixelRepresentation = int(pixels.dtype.kind == "i")
    data.update(Dataset())
    for key, value in tags.items():
        setattr(data, key, value)
    return data


def written(data: Dataset, pixel_data: bytes, syntax: str) -> bytes:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = uid.UID(syntax)
    meta.MediaStorageSOPClassUID = data.SOPClassUID
    meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    file = FileDataset("", data, file_meta=meta, preamble=b"\0" * 128)
    file.PixelData = pixel_data
    file["PixelData"].VR = "OB" if meta.TransferSyntaxUID.is_compressed and "1.2.1.99" not in syntax else "OW"
    stream = io.BytesIO()
    pydicom.dcmwrite(stream, file, enforce_file_format=True)
    return stream.getvalue()


def dicom(pixels: NDArray[Any], syntax: str = uid.ExplicitVRLittleEndian, **tags: Any) -> bytes:
    """A DICOM file in one of the transfer syntaxes that pydicom's own encoders or none write."""
    data = dataset(pixels, **tags)
    if syntax in (uid.RLELossless, uid.JPEGLSLossless, uid.JPEG2000Lossless):
        data.file_meta = FileMetaDataset()
        data.file_meta.TransferSyntaxUID = uid.ExplicitVRLittleEndian
        data.PixelData = pixels.tobytes()
        data["PixelData"].VR = "OW"
        data.compress(syntax, generate_instance_uid=False)
        return written(data, data.PixelData, syntax)
    order = ">" if syntax == uid.ExplicitVRBigEndian else "<"
    return written(data, pixels.astype(pixels.dtype.newbyteorder(order)).tobytes(), syntax)


def dicom_jpeg(picture: NDArray[np.uint8]) -> bytes:
    stream = encoded(picture, ".jpg", cv2.IMWRITE_JPEG_QUALITY, 98)
    return written(dataset(picture), encapsulate([stream]), uid.JPEGBaseline8Bit)


def dicom_jpeg_lossless(picture: NDArray[Any], bits: int) -> bytes:
    """Transcode with GDCM, which has the encoder of JPEG lossless in 16 bits."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.dcm"
        path.write_bytes(dicom(picture, bits=bits))
        reader, change, writer = gdcm.ImageReader(), gdcm.ImageChangeTransferSyntax(), gdcm.ImageWriter()
        reader.SetFileName(str(path))
        assert reader.Read()
        change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.JPEGLosslessProcess14_1))
        change.SetInput(reader.GetImage())
        assert change.Change()
        writer.SetFileName(str(path))
        writer.SetFile(reader.GetFile())
        writer.SetImage(change.GetOutput())
        assert writer.Write()
        return path.read_bytes()


def one(name: str, data: bytes) -> list[SourceFile]:
    return [SourceFile(name=name, data=data)]


def display_cases() -> list[Case]:
    grey, deep, flat = cargo(8), cargo(16), smooth()
    rgb = np.dstack([flat, flat[::-1], flat[:, ::-1]])
    luminance = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    bgr, same = np.ascontiguousarray(rgb[..., ::-1]), np.dstack([grey] * 3)
    told = ("polarity", "energy", "pixel_pitch_mm")
    alpha = np.dstack([same, np.full_like(grey, 255)])
    jpeg = encoded(flat, ".jpg", cv2.IMWRITE_JPEG_QUALITY, 98)
    return [
        Case("jpeg", one("a.jpg", jpeg), [flat], {"format": "jpeg", "bits": 8}, unknown=told, tolerance=4),
        Case(
            "jpeg grey as colour",
            one("a.dcm", encoded(np.dstack([flat] * 3), ".jpg", cv2.IMWRITE_JPEG_QUALITY, 98)),
            [flat],
            unknown=told,
            tolerance=4,
        ),
        Case(
            "jpeg colour",
            one("a", encoded(bgr, ".jpg", cv2.IMWRITE_JPEG_QUALITY, 98, cv2.IMWRITE_JPEG_PROGRESSIVE, 1)),
            [luminance],
            unknown=told,
            coloured=True,
            tolerance=12,
        ),
        Case("png 8", one("a", encoded(grey, ".png")), [grey], {"format": "png", "bits": 8}, unknown=told),
        Case("png 16", one("a", encoded(deep, ".png")), [deep], {"bits": 16}),
        Case(
            "png 16 of 12 bits",
            one("a", png_chunks(encoded(cargo(12), ".png"), b"\x0c", b"sBIT")),
            [cargo(12)],
            {"bits": 12},
            unknown=told,
        ),
        Case(
            "png with gamma",
            one("a", png_chunks(encoded(grey, ".png"), b"\0\0\x10\0", b"gAMA")),
            [grey],
            unknown=told,
        ),
        Case("png grey as colour", one("a", encoded(same, ".png")), [grey], unknown=told),
        Case("png 16 grey as colour", one("a", encoded(np.dstack([deep] * 3), ".png")), [deep]),
        Case("png colour", one("a", encoded(bgr, ".png")), [luminance], unknown=told, coloured=True),
        Case("png alpha", one("a", encoded(alpha, ".png")), [grey], unknown=told),
    ]


def tiff_cases() -> list[Case]:
    high, low, grey = cargo(16), cargo(16, seed=2), cargo(8)
    told = ("polarity", "energy", "pixel_pitch_mm")
    pages = [high, low]
    plain = {"format": "tiff", "bits": 16}
    compressed = [
        Case(
            f"tiff compression {code}",
            one("a", encoded(high, ".tif", cv2.IMWRITE_TIFF_COMPRESSION, code)),
            [high],
            plain,
        )
        for code in (1, 5, 8, 32773)
    ]
    many = [cargo(16, 20, 30, seed) for seed in range(20)]
    return [
        *compressed,
        Case("tiff 8", one("a", tiff([grey])), [grey], {"bits": 8}, unknown=told),
        Case("tiff big endian", one("a", tiff([high], byteorder=">")), [high], plain),
        Case("bigtiff", one("a", tiff([high], bigtiff=True)), [high], plain),
        Case("tiff tiled", one("a", tiff([high], tile=(32, 32))), [high], plain),
        Case("tiff white is zero", one("a", tiff([high], photometric="miniswhite")), [high], plain),
        Case("tiff 8 white is zero", one("a", tiff([grey], photometric="miniswhite")), [grey], unknown=told),
        Case("tiff two pages", one("a", tiff(pages)), pages, plain, roles=("single", "single")),
        Case(
            "tiff named pages",
            one("a", tiff(pages, ["high energy", "low energy"])),
            pages,
            roles=("high", "low"),
        ),
        Case(
            "tiff pages with notes",
            one("scan.tif", tiff(pages)),
            pages,
            {"pixel_pitch_mm": (4.0, 5.0), "polarity": "transmission"},
            [
                ViewNote(file="scan.tif", role=role, pixel_pitch_mm=(4.0, 5.0), polarity="transmission")
                for role in ("high", "low")
            ],
            ("bits", "energy"),
            ("high", "low"),
        ),
        Case("tiff of slices", one("a", tiff(many)), [np.stack(many)], {"slices": 20}),
    ]


def dicom_cases() -> list[Case]:
    deep, twelve, eight = cargo(16), cargo(12), cargo(8)
    told = ("polarity", "energy", "pixel_pitch_mm")
    lossless = [
        Case(
            f"dicom {uid.UID(syntax).name}",
            one("a", dicom(deep, syntax)),
            [deep],
            {"format": "dicom", "bits": 16},
            unknown=told,
        )
        for syntax in (
            *(uid.ImplicitVRLittleEndian, uid.ExplicitVRLittleEndian, uid.ExplicitVRBigEndian),
            *(uid.DeflatedExplicitVRLittleEndian, uid.RLELossless, uid.JPEGLSLossless, uid.JPEG2000Lossless),
        )
    ]
    overlay = (twelve | 0x8000).astype(np.uint16)
    rgb = np.dstack([smooth(), smooth()[::-1], smooth()[:, ::-1]])
    two = np.stack([deep, cargo(16, seed=2)])
    return [
        *lossless,
        Case("dicom jpeg lossless", one("a", dicom_jpeg_lossless(deep, 16)), [deep], unknown=told),
        Case("dicom jpeg baseline", one("a", dicom_jpeg(smooth())), [smooth()], unknown=told, tolerance=4),
        Case("dicom overlay bits", one("a", dicom(overlay, bits=12)), [twelve], {"bits": 12}, unknown=told),
        Case("dicom 8 bits", one("a", dicom(eight)), [eight], {"bits": 8}, unknown=told),
        Case(
            "dicom colour",
            one("a", dicom(rgb)),
            [cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)],
            unknown=told,
            coloured=True,
        ),
        Case("dicom frames", one("a", dicom(two)), list(two), unknown=told, roles=("single", "single")),
        Case(
            "dicos dx",
            one(
                "a",
                dicom(
                    deep, sop_class=DICOS + "2.1", KVP=6000, ImageType=["ORIGINAL", "PRIMARY", "LOW_ENERGY"]
                ),
            ),
            [deep],
            {"format": "dicos", "energy_kv": 6000.0, "role": "low"},
            unknown=("polarity", "pixel_pitch_mm"),
            roles=("low",),
        ),
        Case(
            "dicom that tells all",
            one(
                "a",
                dicom(
                    twelve,
                    bits=12,
                    PixelIntensityRelationshipSign=-1,
                    KVP=320,
                    PixelSpacing=[0.5, 0.4],
                    ImagerPixelSpacing=[1.0, 0.8],
                ),
            ),
            [twelve],
            {"polarity": "attenuation", "energy_kv": 320.0, "pixel_pitch_mm": (0.4, 0.5), "bits": 12},
            unknown=(),
        ),
        Case(
            "dicom with a magnified detector pitch",
            one("a", dicom(deep, ImagerPixelSpacing=[1.0, 0.8], EstimatedRadiographicMagnificationFactor=2)),
            [deep],
            {"pixel_pitch_mm": (0.4, 0.5)},
            unknown=("polarity", "energy"),
        ),
        Case(
            "dicom with a detector pitch alone",
            one("a", dicom(deep, ImagerPixelSpacing=[1.0, 0.8], PixelSpacing=[1.0, 0.8])),
            [deep],
            {"pixel_pitch_mm": None},
            unknown=told,
        ),
    ]


def ct_slices(pixels: NDArray[Any], order: Sequence[int]) -> list[SourceFile]:
    return [
        SourceFile(
            name=f"slice{k}.dcm",
            data=dicom(
                pixels[k],
                uid.JPEGLSLossless if k % 2 else uid.ExplicitVRLittleEndian,
                sop_class=CT,
                SeriesInstanceUID="1.2.3",
                ImagePositionPatient=[0, 0, 1.5 * k],
                ImageOrientationPatient=[1, 0, 0, 0, 1, 0],
                PixelSpacing=[0.9, 0.9],
                KVP=140,
                RescaleSlope=1,
                RescaleIntercept=-1024,
            ),
        )
        for k in order
    ]


def ct_cases() -> list[Case]:
    pixels = np.abs(volume())
    unsigned, signed = pixels.astype(np.uint16), volume()
    slices = ct_slices(unsigned, (3, 0, 4, 1, 2))
    facts = {"slices": 5, "slice_pitch_mm": 1.5, "pixel_pitch_mm": (0.9, 0.9), "polarity": "attenuation"}
    return [
        Case("ct slices", slices, [unsigned], facts, unknown=()),
        Case(
            "ct slices in a zip",
            one("a", zipped(*((f.name, bytes(f.data)) for f in slices))),
            [unsigned],
            facts,
            unknown=(),
        ),
        Case(
            "dicos ct in one file",
            one("a", dicom(signed, sop_class=DICOS + "1", SpacingBetweenSlices=2)),
            [signed],
            {"format": "dicos", "slices": 5, "slice_pitch_mm": 2.0},
            unknown=("energy", "pixel_pitch_mm"),
        ),
        Case(
            "ct in one deflated file",
            one("a", dicom(signed, uid.DeflatedExplicitVRLittleEndian, sop_class=CT, KVP=140)),
            [signed],
            unknown=("pixel_pitch_mm",),
        ),
    ]


def several_cases() -> list[Case]:
    high, low = cargo(16), cargo(16, seed=2)
    side = {"width": 91, "height": 60, "dtype": "uint16", "byte_order": "big", "polarity": "transmission"}
    side |= {"bits": 16, "energy_kv": 9000, "pixel_pitch_mm": [4.0, 5.0], "role": "high"}
    bare = {"width": 91, "height": 60, "dtype": "uint16", "byte_order": "little", "file": "low.bin"}
    raw_high = SourceFile(name="high.raw", data=high.astype(">u2").tobytes())
    raw_low = SourceFile(name="low.bin", data=low.tobytes())
    notes = [
        ViewNote(file="high.png", role="high"),
        ViewNote(file="low.png", role="low", polarity="attenuation"),
    ]
    pngs = [("low.png", encoded(low, ".png")), ("views/high.png", encoded(high, ".png"))]
    return [
        Case(
            "raw",
            [raw_high, SourceFile(name="high.json", data=json.dumps(side).encode())],
            [high],
            {"format": "raw", "polarity": "transmission", "energy_kv": 9000.0, "pixel_pitch_mm": (4.0, 5.0)},
            unknown=(),
            roles=("high",),
        ),
        Case(
            "raw named by its side file",
            [SourceFile(name="x.json", data=json.dumps(bare).encode()), raw_low],
            [low],
        ),
        Case(
            "two files",
            [SourceFile(name=n, data=d) for n, d in pngs],
            [low, high],
            {},
            notes,
            ("bits", "energy", "pixel_pitch_mm"),
            ("low", "high"),
        ),
        Case(
            "zip",
            one("scan.zip", zipped(*pngs, ("readme.txt", b"hello"))),
            [low, high],
            {},
            notes,
            ("bits", "energy", "pixel_pitch_mm"),
            ("low", "high"),
        ),
    ]


def cases() -> list[Case]:
    return [*display_cases(), *tiff_cases(), *dicom_cases(), *ct_cases(), *several_cases()]
