"""A multipart body read as it comes: files go to the blobs and are digested on the way."""

import re
from collections.abc import AsyncIterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote_to_bytes

from python_multipart.multipart import MultipartParser, parse_options_header

from image_library.blobs import Blobs, Writer
from model.errors import CargolensError, InvalidInput, UploadTooLarge

_METADATA_LIMIT = 1 << 20
_HEADERS_LIMIT = 16 << 10
_QUOTED = re.compile(rb'"(?:\\.|[^"\\])*"')
_EXTENDED = re.compile(rb";\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^;\s]*)", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """One part of the body: a form field in ``text``, or a file in ``writer``."""

    name: str
    filename: str | None
    writer: Writer | None = None
    text: bytearray = field(default_factory=bytearray)


class Upload:
    """The parts of one multipart body; a context that drops every file that nobody committed.

    Parameters
    ----------
    blobs
        Where files go.
    content_type
        The header of the request.
    max_bytes, max_files
        Limits; ``UploadTooLarge`` is raised as soon as one is passed.
    """

    def __init__(self, blobs: Blobs, content_type: str, max_bytes: int, max_files: int) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise InvalidInput("Send multipart/form-data with one part metadata and at least one part file.")
        self._blobs, self._left, self._files_left = blobs, max_bytes, max_files
        self._stack = ExitStack()
        self.parts: list[Part] = []
        self._header_name, self._header_value = bytearray(), bytearray()
        self._headers: dict[bytes, bytes] = {}
        self._header_bytes = 0
        self._ended = False
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._part_begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value_piece,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._part_data,
                "on_end": self._end,
            },
        )

    async def read(self, stream: AsyncIterable[bytes]) -> None:
        """Take the whole body; raises ``InvalidInput`` when it is not well-formed or cut short."""
        async for piece in stream:
            self._left -= len(piece)
            if self._left < 0:
                raise UploadTooLarge
            try:
                self._parser.write(piece)
            except CargolensError:
                raise
            except ValueError as error:
                raise InvalidInput(f"The multipart body is not well-formed: {error}") from error
        if not self._ended:
            raise InvalidInput("The multipart body ends before its last boundary.")

    def field(self, name: str) -> bytes:
        """Return the only form part of a name; raises ``InvalidInput`` for none or several."""
        found = [part for part in self.parts if part.name == name]
        if len(found) != 1:
            raise InvalidInput(f"Send exactly one part {name}; there are {len(found)}.", field=name)
        writer = found[0].writer
        if writer is not None:
            raise InvalidInput(f"The part {name} must not be a file of that size.", field=name)
        return bytes(found[0].text)

    @property
    def files(self) -> list[tuple[str, Writer]]:
        """The files with their names, in the order sent; a repeated name gets a number."""
        named: list[tuple[str, Writer]] = []
        taken: set[str] = set()
        for part in self.parts:
            if part.writer is None:
                continue
            name = _safe(part.filename or f"file-{len(named) + 1}")
            if name in taken:
                name = f"{len(named) + 1}-{name}"
            taken.add(name)
            named.append((name, part.writer))
        return named

    def __enter__(self) -> "Upload":
        return self

    def __exit__(self, *_: object) -> None:
        """Drop the files that were not committed."""
        self._stack.close()

    def _part_begin(self) -> None:
        self._headers, self._header_bytes = {}, 0
        self._header_name.clear()
        self._header_value.clear()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._count_header(end - start)
        self._header_name += data[start:end]

    def _header_value_piece(self, data: bytes, start: int, end: int) -> None:
        self._count_header(end - start)
        self._header_value += data[start:end]

    def _count_header(self, size: int) -> None:
        self._header_bytes += size
        if self._header_bytes > _HEADERS_LIMIT:
            raise InvalidInput("The headers of a part are too long.")

    def _header_end(self) -> None:
        self._headers[bytes(self._header_name).lower()] = bytes(self._header_value)
        self._header_name.clear()
        self._header_value.clear()

    def _headers_finished(self) -> None:
        disposition = self._headers.get(b"content-disposition", b"")
        _, options = parse_options_header(disposition)
        name = options.get(b"name", b"").decode("utf-8", "replace")
        plain = options[b"filename"].decode("utf-8", "replace") if b"filename" in options else None
        part = Part(name=name, filename=_extended(disposition) or plain)
        if name == "file":
            self._files_left -= 1
            if self._files_left < 0:
                raise UploadTooLarge("The upload has too many files.")
            part.writer = self._stack.enter_context(self._blobs.writer())
        self.parts.append(part)
        if len(self.parts) > 10_000:
            raise UploadTooLarge("The upload has too many parts.")

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        part = self.parts[-1]
        piece = memoryview(data)[start:end]
        if part.writer is not None:
            part.writer.write(piece)
            return
        if len(part.text) + len(piece) > _METADATA_LIMIT:
            raise UploadTooLarge(f"The part {part.name} is longer than {_METADATA_LIMIT >> 20} MiB.")
        part.text += piece

    def _end(self) -> None:
        self._ended = True


def _extended(disposition: bytes) -> str | None:
    """Return the name of ``filename*=CHARSET'LANGUAGE'VALUE`` (RFC 8187), which some clients send, if any."""
    found = _EXTENDED.search(_QUOTED.sub(b'""', disposition))
    if found is None:
        return None
    return unquote_to_bytes(found[2]).decode(found[1].decode(), "replace")


def _safe(name: str) -> str:
    """Return the last step of a file name without control characters, at most 200 characters."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(c for c in last if c.isprintable())[-200:] or "file"
