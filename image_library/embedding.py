"""Kept embeddings: the pieces of a scan or reference as bytes, to judge again without pixels."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from model.detector import Piece, Sight
from model.domain import Box
from model.errors import CorruptFile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(pieces: Sequence[Piece]) -> bytes:
    """Return the pieces as a NumPy archive, half precision; the same pieces give the same bytes.

    Findings are not kept: they stand in the assessment.
    """
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for at, piece in enumerate(pieces):
            _add(archive, f"box{at}", np.asarray(piece.box, np.float64))
            _add(archive, f"embeddings{at}", _half(piece.sight.embeddings))
            _add(archive, f"attenuation{at}", _half(piece.sight.attenuation))
    return sink.getvalue()


def unpack(data: bytes) -> tuple[Piece, ...]:
    """Return the pieces that ``pack`` wrote; raises ``CorruptFile`` for other bytes."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            count = sum(name.startswith("box") for name in archive.files)
            return tuple(_piece(archive, at) for at in range(count))
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise CorruptFile(f"The kept embeddings cannot be read: {error}") from error


def rounded(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces as they will be once kept, so that the first judgement equals every later one."""
    return unpack(pack(pieces))


def _piece(archive: Any, at: int) -> Piece:
    x0, y0, x1, y1 = (float(edge) for edge in archive[f"box{at}"])
    box: Box = (x0, y0, x1, y1)
    sight = Sight(
        embeddings=archive[f"embeddings{at}"].astype(np.float32),
        attenuation=archive[f"attenuation{at}"].astype(np.float32),
    )
    return Piece(box=box, sight=sight)


def _half(values: np.ndarray) -> np.ndarray:
    return np.clip(values, -65504, 65504).astype(np.float16)


def _add(archive: zipfile.ZipFile, name: str, values: np.ndarray) -> None:
    part = io.BytesIO()
    np.save(part, np.ascontiguousarray(values), allow_pickle=False)
    info = zipfile.ZipInfo(f"{name}.npy", date_time=_EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, part.getvalue())
