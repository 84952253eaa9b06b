"""Reading in processes of their own, which can be ended without harm.

A decoder that crashes, loops or eats memory takes down a child, never the service. A child is
kept from read to read, costs about 80 MB and half a second to start, knows no settings of the
service, and goes when its parent goes, however that ends: its socket closes.
"""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from model.domain import ViewNote
from model.errors import CorruptFile, EmptyFile, ImageTooLarge, UnknownFormat, UnreadableFile
from model.formats import wire
from model.formats.source import DEFAULT, Budget, Limits, SourceFile
from model.view import View

_ERRORS = {kind.code: kind for kind in (UnreadableFile, EmptyFile, UnknownFormat, CorruptFile, ImageTooLarge)}
_START_SECONDS = 30.0
_WALL_PER_PROCESSOR_SECOND = 10.0
_CLOSE_SECONDS = 5.0
_OUT_OF_BOUNDS = (signal.SIGPROF, signal.SIGXCPU, signal.SIGKILL)
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "SYSTEMROOT", "VIRTUAL_ENV")


class Sandbox:
    """A few child processes that read files; any number of threads may share it.

    Parameters
    ----------
    limits : Limits
        What one read may cost.
    workers : int
        Processes, and with it reads at one time.
    reads : int
        Reads after which a child is replaced, so that what decoders leak does not add up.
    """

    def __init__(self, limits: Limits = DEFAULT, *, workers: int = 1, reads: int = 1000) -> None:
        self._limits = limits
        self._reads = reads
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(_Child(limits))
        self._workers = workers
        self._reading: set[_Child] = set()
        self._closed = False

    def read(self, files: Sequence[SourceFile], notes: Sequence[ViewNote] = ()) -> list[View]:
        """Read the files of one scan as `model.formats.read` does, in a child.

        Returns
        -------
        list of View
            With samples in private pages of shared memory.

        Raises
        ------
        UnreadableFile
            As `model.formats.read`; `CorruptFile` also where a decoder crashed, `ImageTooLarge`
            also where it took too much time or memory.
        ConnectionAbortedError
            Where the sandbox was closed meanwhile: that says nothing about the file.
        """
        Budget(self._limits).files(len(files))
        child = self._idle.get()
        try:
            self._must_be_open()
            child = child.ready(self._reads)
            self._reading.add(child)
            return child.read(files, notes)
        except UnreadableFile:
            self._must_be_open()
            raise
        finally:
            self._reading.discard(child)
            self._idle.put(child)

    def _must_be_open(self) -> None:
        if self._closed:
            raise ConnectionAbortedError("the reading of files was closed")

    def pids(self) -> list[int]:
        """Return the process ids of the children that are idle now."""
        return [child.pid for child in list(self._idle.queue)]

    def close(self) -> None:
        """End the children; waits a few seconds for reads under way, then ends them too."""
        self._closed = True
        children = self._gathered(self._workers)
        if len(children) < self._workers:
            for reading in tuple(self._reading):
                reading.kill()
            children += self._gathered(self._workers - len(children))
        for child in children:
            child.end()
            self._idle.put(child)

    def _gathered(self, most: int) -> "list[_Child]":
        """Take up to so many children that are idle or become so in time."""
        until = time.monotonic() + _CLOSE_SECONDS
        found: list[_Child] = []
        with suppress(queue.Empty):
            while len(found) < most:
                found.append(self._idle.get(timeout=max(0.0, until - time.monotonic())))
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Child:
    """One process and the socket to it; used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._reads = 0
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (nothing of the sender is in it)
                [sys.executable, "-P", "-m", "model.formats.child", str(theirs.fileno()), _options(limits)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        self._finalizer = weakref.finalize(self, _end, self._process, self._socket)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ready(self, most_reads: int) -> "_Child":
        """Return this child, or a new one where this has ended or has served its time."""
        if self._process.poll() is None and self._finalizer.alive and self._reads < most_reads:
            return self
        self.end()
        return _Child(self._limits)

    def end(self) -> None:
        self._finalizer()

    def kill(self) -> None:
        """End the process from another thread; the one that reads sees its socket close."""
        self._process.kill()

    def read(self, files: Sequence[SourceFile], notes: Sequence[ViewNote]) -> list[View]:
        seconds = self._limits.processor_seconds(sum(len(file.data) for file in files))
        self._socket.settimeout(_START_SECONDS + _WALL_PER_PROCESSOR_SECOND * seconds)
        self._reads += 1
        try:
            message, memory = self._ask(files, notes)
        except TimeoutError as error:
            self.end()
            raise ImageTooLarge("the file took too long to read") from error
        except (wire.Broken, OSError, ValueError) as error:
            self.end()
            raise self._reason(seconds) from error
        if memory is None:
            raise _ERRORS.get(str(message.get("code")), CorruptFile)(str(message.get("message", "")))
        try:
            return wire.answered(message, memory)
        except wire.Broken as error:
            self.end()
            raise CorruptFile("the decoder gave a false answer") from error
        finally:
            os.close(memory)

    def _ask(
        self, files: Sequence[SourceFile], notes: Sequence[ViewNote]
    ) -> tuple[dict[str, Any], int | None]:
        stored, offsets = wire.store(file.data for file in files)
        try:
            wire.send(self._socket, wire.request(files, offsets, notes), stored)
        finally:
            os.close(stored)
        return wire.receive(self._socket)

    def _reason(self, seconds: float) -> UnreadableFile:
        """Return why the child ended: by its bounds, or by a crash of a decoder."""
        code = self._process.returncode
        if code is not None and -code in _OUT_OF_BOUNDS:
            return ImageTooLarge(
                f"the file took more than {seconds:.1f} s of processor time, or too much memory"
            )
        return CorruptFile("the decoder crashed on this file")


def _end(process: "subprocess.Popen[bytes]", sock: socket.socket) -> None:
    """Close the socket, give the process a moment to have ended by itself, and end it."""
    sock.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(0.2)
    if process.returncode is None:
        process.kill()
        process.wait()


def _options(limits: Limits) -> str:
    return json.dumps(asdict(limits))


def _environment() -> dict[str, str]:
    """Return what a child may know: where to find code, and no secrets."""
    root = str(Path(__file__).resolve().parents[2])
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**passed, **threads, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"}
