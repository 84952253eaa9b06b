"""Pixels for the page: 16-bit samples, horizontal delta, zigzag, byte planes, gzip.

The page undoes it in plain JavaScript; browsers undo the gzip themselves. Samples are those that
were received, stretched to 16 bits and turned so that bright is air; slices of a volume keep
bright for dense.
"""

import gzip
import zlib
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from image_library.blobs import Blobs
from model.domain import Polarity
from model.view import View

U16 = NDArray[np.uint16]
_STRIP = 128
PREVIEW = 4
"""Side of the square of samples that one sample of the preview is the mean of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presets:
    """Windows ``(low, high)`` in samples, and the histogram in 256 steps of 256 samples."""

    auto: tuple[int, int]
    dense: tuple[int, int]
    light: tuple[int, int]
    p005: int
    p995: int
    histogram: tuple[int, ...]


def encode(samples: U16) -> bytes:
    """Return a picture ``(H, W)`` of uint16 as gzipped byte planes; works in strips to spare memory."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    parts: list[bytes] = []
    for shift in (0, 8):
        for top in range(0, samples.shape[0], _STRIP):
            plane = (_zigzag(samples[top : top + _STRIP]) >> shift).astype(np.uint8)
            parts.append(packer.compress(plane.tobytes()))
    return b"".join((*parts, packer.flush()))


def _zigzag(strip: U16) -> U16:
    delta = strip.copy()
    delta[:, 1:] -= strip[:, :-1]
    signed = delta.view(np.int16)
    return ((signed << 1) ^ (signed >> 15)).view(np.uint16)


def decode(data: bytes, width: int, height: int) -> U16:
    """Return the picture ``(height, width)`` that ``encode`` wrote."""
    planes = np.frombuffer(gzip.decompress(data), np.uint8).reshape(2, height, width).astype(np.uint16)
    zigzag = planes[0] | planes[1] << 8
    delta = (zigzag >> 1) ^ (-(zigzag & 1).astype(np.int16)).view(np.uint16)
    return np.cumsum(delta, axis=1, dtype=np.uint16)


def preview(samples: U16) -> U16:
    """Return the mean of each ``PREVIEW`` x ``PREVIEW`` square; edges repeat the last row and column."""
    height, width = samples.shape
    padded = cv2.copyMakeBorder(
        samples, 0, -height % PREVIEW, 0, -width % PREVIEW, borderType=cv2.BORDER_REPLICATE
    )
    size = (padded.shape[1] // PREVIEW, padded.shape[0] // PREVIEW)
    return cv2.resize(padded, size, interpolation=cv2.INTER_AREA).astype(np.uint16)


def display_samples(plane: np.ndarray, bits: int, polarity: Polarity | None) -> U16:
    """Return a plane of samples in 16 bits, bright for air."""
    if plane.dtype == np.uint8:
        samples = plane.astype(np.uint16) * np.uint16(257)
    elif plane.dtype == np.int16:
        samples = (plane.astype(np.int32) + 32768).astype(np.uint16)
    else:
        samples = plane.astype(np.uint16, copy=True)
        if bits < 16:
            top = (1 << bits) - 1
            samples = (np.minimum(samples, top).astype(np.uint32) * 65535 // top).astype(np.uint16)
    return np.uint16(65535) - samples if polarity == "attenuation" else samples


def presets(samples: U16) -> Presets:
    """Return the windows of a picture: all of it, its dark part, its bright part.

    The dark and the bright part are those of the cargo, which is what is clearly darker than air.
    """
    counts = np.zeros(65536, np.int64)
    for top in range(0, samples.shape[0], _STRIP):
        counts += np.bincount(samples[top : top + _STRIP].ravel(), minlength=65536)
    share = np.cumsum(counts) / samples.size
    low, high = (int(np.searchsorted(share, p)) for p in (0.005, 0.995))
    cargo = np.cumsum(counts[: max(1, int(high * 0.9))])
    middle, upper = (int(np.searchsorted(cargo, cargo[-1] * p)) for p in (0.35, 0.6))
    return Presets(
        auto=_window(low, high),
        dense=_window(low, middle),
        light=_window(upper, high),
        p005=low,
        p995=high,
        histogram=tuple(int(n) for n in counts.reshape(256, 256).sum(axis=1)),
    )


def _window(low: int, high: int) -> tuple[int, int]:
    low, high = min(low, high), max(low, high)
    return (low, high) if high - low >= 64 else (max(0, low - 32), min(65535, high + 32))


def keep(blobs: Blobs, view: View, flat: View, polarity: Polarity | None) -> dict[str, Any]:
    """Keep the pixels of a view; return where they are, for the scan's row.

    Parameters
    ----------
    blobs
        Where to keep them.
    view
        The view as read, a picture or a volume.
    flat
        The picture to show first: the view itself, or the projection of a volume.
    polarity
        What preprocessing found the polarity of ``flat`` to be.
    """
    samples = display_samples(flat.samples, flat.facts.bits, polarity)
    small = preview(samples)
    kept: dict[str, Any] = {
        "presets": presets(samples),
        "scales": {
            "1": _kept(blobs, samples),
            str(PREVIEW): _kept(blobs, small),
        },
    }
    if view.samples.ndim == 3:
        parts = [encode(display_samples(plane, view.facts.bits, None)) for plane in view.samples]
        ends = np.cumsum([len(part) for part in parts]).tolist()
        kept["slices"] = {
            "blob": blobs.put(b"".join(parts)),
            "ends": ends,
            "width": view.samples.shape[2],
            "height": view.samples.shape[1],
        }
    return kept


def _kept(blobs: Blobs, samples: U16) -> dict[str, Any]:
    return {"blob": blobs.put(encode(samples)), "width": samples.shape[1], "height": samples.shape[0]}
