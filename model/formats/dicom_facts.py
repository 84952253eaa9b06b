"""What the header of a DICOM or DICOS file tells about the picture.

Polarity is told by the pixel intensity relationship sign (PS3.3 C.8.11.3.1.2) alone:
MONOCHROME1 and 2 say how to show samples, not what they mean. CT numbers grow with attenuation
by definition (C.8.2.1). The imager pixel spacing lies in the plane of the detector; it becomes
a pitch on the plane of the cargo only where the magnification is told.
"""

import math
from typing import Any

from pydicom import uid
from pydicom.dataset import Dataset

from model.domain import Polarity, ViewRole
from model.formats.dicom_header import Header
from model.formats.facts import Told

_DICOS = "1.2.840.10008.5.1.4.1.1.501."
_CT = ("1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.2.1", _DICOS + "1")
_SIGNS: dict[int, Polarity] = {1: "transmission", -1: "attenuation"}


def form_of(header: Header) -> str:
    """Return ``dicos`` for the SOP classes of NEMA IIC 1, else ``dicom``."""
    return "dicos" if str(header.tags.get("SOPClassUID", "")).startswith(_DICOS) else "dicom"


def is_ct(header: Header) -> bool:
    """Tell whether the frames of a file are slices of a volume."""
    return str(header.tags.get("SOPClassUID", "")) in _CT or header.tags.get("Modality") == "CT"


def told(header: Header, *extra: str, slice_pitch_mm: float | None = None) -> Told:
    """Return what a header tells; ``extra`` are remarks of the reader."""
    tags = header.tags
    pitch, remarks = _pitch(header)
    sign = tags.get("PixelIntensityRelationshipSign")
    polarity: Polarity | None = _SIGNS.get(int(sign)) if sign is not None else None
    return Told(
        bits=int(tags.BitsStored),
        role=_role(tags),
        polarity="attenuation" if is_ct(header) else polarity,
        energy_kv=positive(tags.get("KVP")),
        pixel_pitch_mm=pitch,
        slice_pitch_mm=slice_pitch_mm,
        notes=(*_remarks(header), *remarks, *extra),
    )


def positive(value: Any) -> float | None:
    """Return a positive finite number, or None for anything else that a header may hold."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and number > 0 else None


def measures(tags: Dataset) -> list[Dataset]:
    """Return the places where spacing may stand: the file, and what its frames share."""
    places = [tags]
    for shared in tags.get("SharedFunctionalGroupsSequence") or ():
        places += list(shared.get("PixelMeasuresSequence") or ())
    return places


def _pitch(header: Header) -> tuple[tuple[float, float] | None, tuple[str, ...]]:
    tags = header.tags
    spacing = next((s for place in measures(tags) if (s := _pair(place.get("PixelSpacing")))), None)
    imager = _pair(tags.get("ImagerPixelSpacing"))
    calibrated = bool(tags.get("PixelSpacingCalibrationType"))
    if spacing and (is_ct(header) or calibrated or spacing != imager):
        return spacing, ()
    if not imager:
        return None, ()
    enlarged = positive(tags.get("EstimatedRadiographicMagnificationFactor"))
    if enlarged:
        pitch = (imager[0] / enlarged, imager[1] / enlarged)
        return pitch, (f"pixel pitch from the detector's, divided by a magnification of {enlarged:g}",)
    return None, (f"pixel pitch on the detector: {imager[0]:g} x {imager[1]:g} mm",)


def _pair(value: Any) -> tuple[float, float] | None:
    """Return (along x, along y) from DICOM's order, which is rows first."""
    if value is None or isinstance(value, str) or not hasattr(value, "__len__") or len(value) != 2:
        return None
    y, x = positive(value[0]), positive(value[1])
    return (x, y) if x and y else None


def _role(tags: Dataset) -> ViewRole | None:
    value = tags.get("ImageType")
    words = {value} if isinstance(value, str) else {str(word) for word in value or ()}
    high, low = words & {"HIGH", "HIGH_ENERGY"}, words & {"LOW", "LOW_ENERGY"}
    if bool(high) == bool(low):
        return None
    return "high" if high else "low"


def _remarks(header: Header) -> tuple[str, ...]:
    tags = header.tags
    remarks = [uid.UID(header.syntax).name, str(tags.PhotometricInterpretation)]
    slope, intercept = tags.get("RescaleSlope"), tags.get("RescaleIntercept")
    if slope is not None or intercept is not None:
        unit = str(tags.get("RescaleType", "") or "")
        remarks.append(f"rescale slope {slope}, intercept {intercept} {unit}".rstrip())
    if tags.get("PixelIntensityRelationship"):
        remarks.append(f"pixel intensity relationship {str(tags.PixelIntensityRelationship)[:16]}")
    if tags.get("PresentationLUTShape"):
        remarks.append(f"presentation {str(tags.PresentationLUTShape)[:16]}")
    return tuple(remarks)
