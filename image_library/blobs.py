"""Content-addressed storage of bytes behind one fsspec address: a local folder or ``s3://``."""

import fcntl
import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from model.errors import InvalidInput, NotFound

_DIGEST = re.compile(r"[0-9a-f]{64}")


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Blobs:
    """Bytes by their SHA-256; what ``put`` returned is durable.

    Parameters
    ----------
    url
        A folder, or any address that fsspec knows, ``s3://bucket/prefix`` for one.
    """

    def __init__(self, url: str) -> None:
        filesystem, root = fsspec.core.url_to_fs(url)
        self._fs, self._root = filesystem, str(root).rstrip("/")
        self.local: Path | None = Path(self._root) if isinstance(filesystem, LocalFileSystem) else None
        if self.local:
            (self.local / "incoming").mkdir(parents=True, exist_ok=True)

    def _key(self, digest: str) -> str:
        if not _DIGEST.fullmatch(digest):
            raise InvalidInput(f"{digest!r} is not a SHA-256 digest.")
        return f"{self._root}/{digest[:2]}/{digest}"

    def put(self, data: bytes) -> str:
        """Keep bytes and return their digest."""
        with self.writer() as writer:
            writer.write(data)
            return writer.commit()

    def writer(self) -> "Writer":
        """Return a writer for bytes that come in pieces; what it has not committed is dropped."""
        folder = self.local / "incoming" if self.local else None
        return Writer(self, folder)

    def clean(self) -> int:
        """Drop what killed processes left half written, and return how many files; safe at any time.

        A writer holds a lock on its file, also across processes, that ends with its process.
        """
        return sum(_drop_if_left(path) for path in (self.local / "incoming").iterdir()) if self.local else 0

    def adopt(self, incoming: Path, digest: str) -> None:
        """Put a written file in its place, durably."""
        key = self._key(digest)
        if not self.local:
            self._fs.put_file(str(incoming), key)
            return
        target = Path(key)
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(target.parent.parent)
        incoming.replace(target)
        _sync_folder(target.parent)

    def get(self, digest: str, start: int | None = None, end: int | None = None) -> bytes:
        """Return the bytes, or those from ``start`` to before ``end``; raises ``NotFound``."""
        try:
            data = self._fs.cat_file(self._key(digest), start=start, end=end)
        except FileNotFoundError:
            raise NotFound(f"There are no bytes with digest {digest}.") from None
        return data if isinstance(data, bytes) else bytes(data)


class Writer:
    """Bytes on their way to the blobs: written to a file at once, digested as they pass."""

    def __init__(self, blobs: Blobs, folder: Path | None) -> None:
        handle, self._path = _locked_file(folder)
        self._blobs = blobs
        self._file = os.fdopen(handle, "wb", buffering=0)
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes | memoryview) -> None:
        """Append a piece."""
        self._file.write(piece)
        self._digest.update(piece)
        self.size += len(piece)

    @property
    def digest(self) -> str:
        """SHA-256 of what was written so far."""
        return self._digest.hexdigest()

    def read(self) -> bytes:
        """Return what was written so far; before ``commit`` only."""
        return self._path.read_bytes()

    def commit(self) -> str:
        """Make the bytes durable under their digest, which is returned."""
        os.fsync(self._file.fileno())
        self._blobs.adopt(self._path, self.digest)
        return self.digest

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        """Close, and drop what was not committed."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def _locked_file(folder: Path | None) -> tuple[int, Path]:
    """Return a new file with the lock that keeps ``Blobs.clean`` away."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder)
        with suppress(OSError):  # a file system without locks, on which nothing is cleaned either
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # cleaned away before it was locked


def _drop_if_left(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
