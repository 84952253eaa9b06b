"""How the sandbox and its child talk: a short JSON message, and the bytes in shared memory.

The child may be in the hands of a hostile file, so the parent believes nothing it says:
no pickles, shapes checked against the memory that holds them, and that memory sealed.
"""

import fcntl
import json
import mmap
import os
import socket
import struct
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.domain import ViewFacts, ViewNote
from model.formats.source import SourceFile
from model.view import View

_LENGTH = struct.Struct("<I")
_LONGEST_MESSAGE = 16 << 20
_DTYPES = ("uint8", "uint16", "int16")


class Mapped(mmap.mmap):
    """A mapped file that the zip reader takes for an open one."""

    def seekable(self) -> bool:
        """Tell that it can be read from any place."""
        return True


class Broken(Exception):
    """The other side has gone, or says what it may not."""


def send(sock: socket.socket, message: dict[str, Any], memory: int | None = None) -> None:
    """Send a message, and with it the descriptor of shared memory."""
    body = json.dumps(message).encode()
    fds = [] if memory is None else [memory]
    socket.send_fds(sock, [_LENGTH.pack(len(body))], fds)
    sock.sendall(body)


def receive(sock: socket.socket) -> tuple[dict[str, Any], int | None]:
    """Receive a message and the descriptor that came with it, which is then the caller's.

    Raises
    ------
    Broken
        The other side has gone.
    TimeoutError
        Nothing came within the time-out of the socket.
    """
    head, fds, _, _ = socket.recv_fds(sock, _LENGTH.size, 1)
    memory = fds[0] if fds else None
    try:
        head += _exactly(sock, _LENGTH.size - len(head))
        (length,) = _LENGTH.unpack(head)
        if length > _LONGEST_MESSAGE:
            raise Broken("a message of too many bytes")
        return json.loads(_exactly(sock, length)), memory
    except BaseException:
        if memory is not None:
            os.close(memory)
        raise


def _exactly(sock: socket.socket, count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        part = sock.recv(min(count, 1 << 20))
        if not part:
            raise Broken("the other side has gone")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def store(parts: Iterable[Any]) -> tuple[int, list[int]]:
    """Write byte buffers to new shared memory; return its descriptor and where each starts.

    Each starts on a page, so that it can be mapped by itself.
    """
    memory = _new_memory()
    offsets: list[int] = []
    end = 0
    try:
        for part in parts:
            offsets.append(end)
            view = memoryview(part).cast("B")
            done = 0
            while done < len(view):
                done += os.pwrite(memory, view[done:], end + done)
            end += -(-len(view) // mmap.PAGESIZE) * mmap.PAGESIZE
        os.ftruncate(memory, end)
    except BaseException:
        os.close(memory)
        raise
    return memory, offsets


def _new_memory() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("cargolens", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def request(files: Sequence[SourceFile], offsets: Sequence[int], notes: Sequence[ViewNote]) -> dict[str, Any]:
    """Return the message that asks for a read of files stored at ``offsets``."""
    places = [
        {"name": file.name, "offset": offset, "size": len(file.data)}
        for file, offset in zip(files, offsets, strict=True)
    ]
    return {"files": places, "notes": [asdict(note) for note in notes]}


def requested(message: dict[str, Any], memory: int) -> tuple[list[SourceFile], list[ViewNote]]:
    """Return the files and notes of a request; the files are mapped, not copied."""
    files: list[SourceFile] = []
    for place in message["files"]:
        data: bytes | Mapped = b""
        if place["size"]:
            data = Mapped(memory, place["size"], access=mmap.ACCESS_READ, offset=place["offset"])
        files.append(SourceFile(name=place["name"], data=data))
    return files, [ViewNote(**_tuples(note)) for note in message["notes"]]


def answer(views: Sequence[View]) -> tuple[dict[str, Any], int]:
    """Return the message that carries views, and the memory that holds their pixels."""
    arrays: list[NDArray[Any]] = []
    for view in views:
        arrays.append(np.ascontiguousarray(view.samples))
        if view.colour is not None:
            arrays.append(np.ascontiguousarray(view.colour))
    memory, offsets = store(arrays)
    places = [
        {"dtype": array.dtype.name, "shape": array.shape, "offset": offset}
        for array, offset in zip(arrays, offsets, strict=True)
    ]
    described: list[dict[str, Any]] = []
    for view in views:
        entry = {"facts": asdict(view.facts), "samples": places.pop(0), "colour": None}
        if view.colour is not None:
            entry["colour"] = places.pop(0)
        described.append(entry)
    return {"views": described}, memory


def answered(message: dict[str, Any], memory: int) -> list[View]:
    """Return the views of an answer; pixels are private pages of the shared memory.

    Raises
    ------
    Broken
        The answer does not fit the memory.
    """
    _seal(memory)
    size = os.fstat(memory).st_size
    try:
        return [
            View(
                facts=ViewFacts(**_tuples(entry["facts"])),
                samples=_mapped(entry["samples"], memory, size),
                colour=_mapped(entry["colour"], memory, size) if entry["colour"] else None,
            )
            for entry in message["views"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise Broken("an answer that does not fit its memory") from error


def _seal(memory: int) -> None:
    """Let nobody shrink the memory under our feet."""
    if hasattr(fcntl, "F_ADD_SEALS"):
        with suppress(OSError):
            fcntl.fcntl(memory, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_WRITE)


def _mapped(place: dict[str, Any], memory: int, size: int) -> Any:
    if place["dtype"] not in _DTYPES:
        raise ValueError(place["dtype"])
    dtype, shape, offset = np.dtype(place["dtype"]), tuple(place["shape"]), place["offset"]
    length = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize
    if min(shape) < 1 or offset < 0 or offset + length > size:
        raise ValueError(shape)
    pages = mmap.mmap(memory, length, access=mmap.ACCESS_COPY, offset=offset)
    return np.frombuffer(pages, dtype).reshape(shape)


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(cast("list[Any]", value)) if isinstance(value, list) else value
        for key, value in values.items()
    }
