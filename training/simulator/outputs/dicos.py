"""DICOS (NEMA IIC 1: DICOM for security): projections (DX) and computed tomography (CT).

A DX is for processing: it holds transmission. CT numbers are stored as they are, the rescale one to
one. Unique identifiers are derived from name and samples: scans of another seed have others.
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid

Samples = NDArray[np.uint16] | NDArray[np.int16]
_DICOS = "1.2.840.10008.5.1.4.1.1.501."
_CT, _FOR_PROCESSING = UID(_DICOS + "1"), UID(_DICOS + "2.2")
_ENERGY = {"high": ["HIGH_ENERGY"], "low": ["LOW_ENERGY"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What a DX says of its picture.

    ``name`` is the identifier of the object of inspection. ``role``: ``single``, ``high`` or ``low``;
    ``pitch_mm`` (along x, along y) on the plane of the cargo; ``magnification`` of that plane on the
    detectors.
    """

    name: str
    role: str
    kilovolts: float
    pitch_mm: tuple[float, float]
    magnification: float


def encode_dx(samples: NDArray[np.uint16], facts: Projection) -> bytes:
    """Write a projection; the same samples, transmission as uint16 (rows, columns), give the same bytes."""
    file = _begun(_FOR_PROCESSING, samples, facts.name, "CARGO")
    file.Modality = "DX"
    file.ImageType = ["ORIGINAL", "PRIMARY", "PROJECTION", *_ENERGY.get(facts.role, ["SINGLE_ENERGY"])]
    file.PresentationIntentType = "FOR PROCESSING"
    file.KVP = f"{facts.kilovolts:g}"
    across, down = facts.pitch_mm
    file.PixelSpacing = [f"{down:.6g}", f"{across:.6g}"]
    file.PixelSpacingCalibrationType = "GEOMETRY"
    # The lane moves past the detectors: along x one pulse is one pixel, wherever it lies.
    file.ImagerPixelSpacing = [f"{down * facts.magnification:.6g}", f"{across:.6g}"]
    file.PixelIntensityRelationship = "LIN"
    file.PixelIntensityRelationshipSign = 1
    return _finished(file, samples)


def encode_ct(
    samples: NDArray[np.int16], pixel_mm: float, slice_mm: float, kilovolts: float, name: str
) -> bytes:
    """Write a CT as one file with a frame a slice; the same samples and name give the same bytes.

    Parameters
    ----------
    samples
        CT numbers, int16 (slices, rows, columns).
    pixel_mm, slice_mm
        Pitch of pixels and of slices.
    name
        The identifier of the object of inspection.
    """
    file = _begun(_CT, samples, name, "BAGGAGE")
    file.Modality = "CT"
    file.ImageType = ["ORIGINAL", "PRIMARY", "VOLUME", "HIGH_ENERGY"]
    file.KVP = f"{kilovolts:g}"
    file.NumberOfFrames = samples.shape[0]
    file.PixelSpacing = [pixel_mm, pixel_mm]
    file.SliceThickness = file.SpacingBetweenSlices = slice_mm
    file.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    file.ImagePositionPatient = [0, 0, 0]
    file.RescaleIntercept, file.RescaleSlope, file.RescaleType = 0, 1, "HU"
    return _finished(file, samples)


def _begun(kind: UID, samples: Samples, name: str, inspected: str) -> FileDataset:
    unique = f"{name} {sha256(samples.tobytes()).hexdigest()}"
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = kind
    meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[unique, "instance"])
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = FileDataset(BytesIO(), Dataset(), file_meta=meta, preamble=b"\0" * 128)
    file.SOPClassUID = kind
    file.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    file.StudyInstanceUID = generate_uid(entropy_srcs=[unique, "study"])
    file.SeriesInstanceUID = generate_uid(entropy_srcs=[unique, "series"])
    file.Manufacturer = "simulated"
    file.PatientName = file.PatientID = name
    file.OOIType = inspected
    file.InstanceNumber = 1
    return file


def _finished(file: FileDataset, samples: Samples) -> bytes:
    file.Rows, file.Columns = samples.shape[-2:]
    file.SamplesPerPixel, file.PhotometricInterpretation = 1, "MONOCHROME2"
    file.BitsAllocated, file.BitsStored, file.HighBit = 16, 16, 15
    file.PixelRepresentation = int(samples.dtype.kind == "i")
    file.PixelData = samples.astype(f"<{samples.dtype.kind}2", copy=False).tobytes()
    out = BytesIO()
    file.save_as(out, enforce_file_format=True)
    return out.getvalue()
