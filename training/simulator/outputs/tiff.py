"""TIFF with pages that say what they are. Source: TIFF 6.0, Adobe, 1992, sections 2, 8 and 14."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SHORT, _LONG, _TEXT = 3, 4, 2
_DEFLATE, _DIFFERENCE, _ZERO_IS_BLACK = 8, 2, 1


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """Samples, uint16 (rows, columns), and a line of ASCII about them."""

    samples: NDArray[np.uint16]
    description: str


def write(pages: Sequence[Page]) -> bytes:
    """A little-endian TIFF of 16 bits, deflated, a strip a page; the same pages give the same bytes."""
    data = bytearray(struct.pack("<2sHI", b"II", 42, 0))
    link = 4
    for page in pages:
        strip = len(data)
        data += _even(_packed(page.samples))
        text = len(data)
        data += _even(page.description.encode("ascii") + b"\0")
        struct.pack_into("<I", data, link, len(data))
        data += _directory(page, (strip, text - strip), text)
        link = len(data) - 4
    return bytes(data)


def _directory(page: Page, strip: tuple[int, int], text: int) -> bytes:
    """The directory of a page by where its strip lies, the size of that, and where its text lies."""
    rows, columns = page.samples.shape
    entries = [
        (256, _LONG, 1, columns),
        (257, _LONG, 1, rows),
        (258, _SHORT, 1, 16),
        (259, _SHORT, 1, _DEFLATE),
        (262, _SHORT, 1, _ZERO_IS_BLACK),
        (270, _TEXT, len(page.description) + 1, text),
        (273, _LONG, 1, strip[0]),
        (277, _SHORT, 1, 1),
        (278, _LONG, 1, rows),
        (279, _LONG, 1, strip[1]),
        (281, _SHORT, 1, 0xFFFF),
        (317, _SHORT, 1, _DIFFERENCE),
        (339, _SHORT, 1, 1),
    ]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return struct.pack("<H", len(entries)) + body + struct.pack("<I", 0)


def _packed(samples: NDArray[np.uint16]) -> bytes:
    steps = np.empty(samples.shape, "<u2")
    steps[:, 0] = samples[:, 0]
    np.subtract(samples[:, 1:], samples[:, :-1], out=steps[:, 1:])
    # Noise repeats nothing: looking for more than runs takes twice the time and saves nothing.
    packer = zlib.compressobj(1, strategy=zlib.Z_RLE)
    return packer.compress(steps.tobytes()) + packer.flush()


def _even(data: bytes) -> bytes:
    return data + b"\0" * (len(data) % 2)
