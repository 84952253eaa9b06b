"""Raw samples, described by a JSON side file that is sent with them.

The side file is a JSON object:

===================  ==========================================================================
``width``            pixels along x, required
``height``           pixels along y, required
``dtype``            ``uint8``, ``uint16`` or, for a volume, ``int16``; required
``byte_order``       ``little`` or ``big``; required for 16 bits
``file``             name of the file of samples; default: the file of the same stem
``slices``           slices of a volume, default 1
``offset``           bytes before the first sample, default 0
``bits``             significant bits of a sample
``polarity``         ``transmission`` (air has the largest samples) or ``attenuation``
``role``             ``single``, ``high``, ``low``, ``top`` or ``side``
``energy_kv``        peak energy of the beam, kilovolts
``pixel_pitch_mm``   ``[x, y]``, millimetres on the plane of the cargo
``slice_pitch_mm``   millimetres from slice to slice
===================  ==========================================================================

Samples lie row by row from the top left, slice by slice, without padding. What is left out is
unknown. Other keys are allowed and not read.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast, get_args

import numpy as np

from model.domain import Polarity, ViewRole
from model.errors import CorruptFile
from model.formats.facts import Told, facts_of
from model.formats.source import Budget, Data, SourceFile
from model.view import View

NAME = "raw"
NEEDS: tuple[str, ...] = ()
_LARGEST_SIDE_FILE = 65_536
_DTYPES = ("uint8", "uint16", "int16")


def recognises(data: Data) -> bool:
    """Tell whether the content is a side file: a JSON object with ``width``, ``height``, ``dtype``."""
    return _side(data) is not None


def join(sources: Sequence[SourceFile]) -> list[SourceFile]:
    """Join each side file with the samples it describes, which then stand for themselves no more."""
    sides = {i: side for i, source in enumerate(sources) if (side := _side(source.data)) is not None}
    taken: dict[int, int] = {}
    for i, side in sides.items():
        wanted = side.get("file")
        others = [j for j in range(len(sources)) if j not in sides and j not in taken.values()]
        fitting = [
            j
            for j in others
            if sources[j].name == wanted or (wanted is None and _stem(sources[j]) == _stem(sources[i]))
        ]
        if fitting:
            taken[i] = fitting[0]
    return [
        replace(source, companion=sources[taken[i]]) if i in taken else source
        for i, source in enumerate(sources)
        if i not in taken.values()
    ]


def read(sources: Sequence[SourceFile], budget: Budget) -> list[View]:
    """Read the samples of each side file into one view; raises `UnreadableFile`."""
    return [_read(source, budget) for source in sources]


def _read(source: SourceFile, budget: Budget) -> View:
    side = _side(source.data) or {}
    if source.companion is None:
        raise CorruptFile(f"{source.name} describes samples that were not sent")
    width, height, slices = (_count(side, key) for key in ("width", "height", "slices"))
    dtype = _dtype(side, slices)
    budget.picture(width, height, slices=slices, itemsize=dtype.itemsize)
    offset = _count(side, "offset", least=0)
    data = source.companion.data
    size = width * height * slices * dtype.itemsize
    if len(data) != offset + size:
        raise CorruptFile(f"{len(data)} bytes of samples; the side file says {offset + size}")
    stored = np.frombuffer(data, dtype, offset=offset)
    samples: Any = stored.astype(dtype.newbyteorder("="), copy=False)
    samples = samples.reshape((slices, height, width) if slices > 1 else (height, width))
    facts = facts_of(source.companion.name, NAME, samples, _told(side, dtype.itemsize * 8))
    return View(facts=facts, samples=samples)


def _side(data: Data) -> dict[str, Any] | None:
    if len(data) > _LARGEST_SIDE_FILE or data[:64].lstrip()[:1] != b"{":
        return None
    try:
        side = json.loads(data[:])
    except (ValueError, RecursionError):
        return None
    if isinstance(side, dict) and {"width", "height", "dtype"} <= side.keys():
        return cast("dict[str, Any]", side)
    return None


def _stem(source: SourceFile) -> str:
    return source.name.rsplit(".", 1)[0]


def _count(side: dict[str, Any], key: str, least: int = 1) -> int:
    value = side.get(key, 0 if least == 0 else 1)
    if type(value) is not int or value < least:
        raise CorruptFile(f"{key} has to be a whole number of at least {least}")
    return value


def _dtype(side: dict[str, Any], slices: int) -> np.dtype[Any]:
    name, order = side["dtype"], side.get("byte_order")
    if name not in _DTYPES or (name == "int16" and slices == 1):
        raise CorruptFile(f"dtype has to be one of {', '.join(_DTYPES)}, int16 for volumes alone")
    if name != "uint8" and order not in ("little", "big"):
        raise CorruptFile("byte_order has to be little or big")
    if slices > 1 and name == "uint8":
        raise CorruptFile("a volume has 16-bit samples")
    return np.dtype(name).newbyteorder(">" if order == "big" else "<")


def _told(side: dict[str, Any], stored: int) -> Told:
    bits = side.get("bits")
    if bits is not None and (type(bits) is not int or not 1 <= bits <= stored):
        raise CorruptFile(f"bits has to be a whole number from 1 to {stored}")
    for key, allowed in (("polarity", get_args(Polarity)), ("role", get_args(ViewRole))):
        if side.get(key) is not None and side[key] not in allowed:
            raise CorruptFile(f"{key} has to be one of {', '.join(allowed)}")
    pitch = side.get("pixel_pitch_mm")
    if pitch is not None and not (isinstance(pitch, list) and len(cast("list[Any]", pitch)) == 2):
        raise CorruptFile("pixel_pitch_mm has to be [x, y]")
    return Told(
        bits=bits,
        role=side.get("role"),
        polarity=side.get("polarity"),
        energy_kv=_positive(side, "energy_kv"),
        pixel_pitch_mm=(_millimetres(pitch[0]), _millimetres(pitch[1])) if pitch else None,
        slice_pitch_mm=_positive(side, "slice_pitch_mm"),
    )


def _positive(side: dict[str, Any], key: str) -> float | None:
    return None if side.get(key) is None else _millimetres(side[key], key)


def _millimetres(value: Any, key: str = "pixel_pitch_mm") -> float:
    if type(value) not in (int, float) or not math.isfinite(value) or value <= 0:
        raise CorruptFile(f"{key} has to be a positive number")
    return float(value)
