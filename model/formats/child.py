"""The process in which files are decoded; ends when its parent does.

Started as ``python -m model.formats.child FD`` by `model.formats.sandbox`.
"""

import json
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import cv2

from model.errors import ImageTooLarge, UnreadableFile
from model.formats import read
from model.formats.source import Limits, SourceFile
from model.formats.wire import Broken, answer, receive, requested, send

_PAGE = resource.getpagesize()


def main() -> None:
    """Answer one request after the other until the parent has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cv2.setNumThreads(1)
    # What the DICOM reader imports would count as processor time of the first read.
    import_module("model.formats.dicom_views")
    limits = Limits(**json.loads(sys.argv[2]))
    with socket.socket(fileno=int(sys.argv[1])) as sock, suppress(Broken, ConnectionError):
        while True:
            message, memory = receive(sock)
            if memory is None:
                return
            _answer(sock, message, memory, limits)


def _answer(sock: socket.socket, message: dict[str, Any], memory: int, limits: Limits) -> None:
    try:
        files, notes = requested(message, memory)
    finally:
        os.close(memory)
    sent = sum(len(file.data) for file in files)
    _bound(files, sent, limits)
    pixels = None
    try:
        reply, pixels = answer(read(files, notes, limits))
    except UnreadableFile as error:
        reply = {"code": error.code, "message": str(error)}
    except MemoryError:
        reply = {"code": ImageTooLarge.code, "message": "the picture needs more memory than it may take"}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    try:
        send(sock, reply, pixels)
    finally:
        if pixels is not None:
            os.close(pixels)


def _bound(files: list[SourceFile], sent: int, limits: Limits) -> None:
    """Bound memory and processor time of this read; the default action of SIGPROF ends us."""
    statm = Path("/proc/self/statm")
    if files and statm.exists():
        now = int(statm.read_text().split()[0]) * _PAGE
        most = now + limits.memory + limits.memory_per_byte * sent
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_PROF, limits.processor_seconds(sent))


if __name__ == "__main__":
    main()
