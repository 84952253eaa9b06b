"""Content-addressed storage of bytes behind one fsspec address: a local folder or ``s3://``."""

import hashlib
import os
import re
import uuid
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
        """Keep bytes and return their digest; the same bytes again cost one look."""
        digest = digest_of(data)
        if self.local:
            incoming = self.incoming()
            try:
                with incoming.open("wb") as sink:
                    sink.write(data)
                    sink.flush()
                    os.fsync(sink.fileno())
                self.adopt(incoming, digest)
            finally:
                incoming.unlink(missing_ok=True)
        elif not self.has(digest):
            self._fs.pipe_file(self._key(digest), data)
        return digest

    def incoming(self) -> Path:
        """Return a new path on the same disk as the blobs; only for a local folder."""
        if not self.local:
            raise InvalidInput("Only a local folder has a place for incoming files.")
        return self.local / "incoming" / uuid.uuid4().hex

    def adopt(self, incoming: Path, digest: str) -> None:
        """Move a written and synced incoming file to its place, durably."""
        target = Path(self._key(digest))
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(target.parent.parent)
        incoming.replace(target)
        _sync_folder(target.parent)

    def get(self, digest: str) -> bytes:
        """Return the bytes; raises ``NotFound`` for an unknown digest."""
        try:
            data = self._fs.cat_file(self._key(digest))
        except FileNotFoundError:
            raise NotFound(f"There are no bytes with digest {digest}.") from None
        return data if isinstance(data, bytes) else bytes(data)

    def has(self, digest: str) -> bool:
        """Tell whether the bytes are there."""
        return bool(self._fs.exists(self._key(digest)))

    def delete(self, digest: str) -> None:
        """Remove the bytes, if they are there."""
        if self.has(digest):
            self._fs.rm_file(self._key(digest))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
