"""Zip with several views: unpacked in memory, bounded while unpacking; names stay labels."""

import struct
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import IO, cast

from model.errors import CorruptFile, EmptyFile, ImageTooLarge, UnknownFormat
from model.formats.source import Budget, Data, SourceFile

_END = b"PK\x05\x06"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY = 46 + 1024
_LONGEST_NAME = 255
_ENCRYPTED = 1


def recognises(data: Data) -> bool:
    """Tell whether the content starts as a zip file."""
    return data[:4] in (b"PK\x03\x04", _END)


def unpacked(sources: Sequence[SourceFile], budget: Budget) -> list[SourceFile]:
    """Put the files of a zip in its place, for each zip among ``sources``.

    Raises
    ------
    CorruptFile
        The zip is damaged or encrypted.
    UnknownFormat
        A zip lies within a zip, or a packing method other than deflate is used.
    ImageTooLarge
        There are too many files, or they unpack to too much; noticed while unpacking.
    EmptyFile
        There is no file in it.
    """
    files: list[SourceFile] = []
    for source in sources:
        files += _members(source, budget) if recognises(source.data) else [source]
        budget.files(len(files))
    return files


def _members(source: SourceFile, budget: Budget) -> list[SourceFile]:
    _check_directory(source.data, budget)
    stream = BytesIO(source.data) if isinstance(source.data, bytes) else cast("IO[bytes]", source.data)
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            budget.files(len(infos))
            files = [_member(archive, info, len(source.data), budget) for info in infos]
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise CorruptFile(f"the zip file is damaged: {error}") from error
    if not files:
        raise EmptyFile("the zip file holds no files")
    return files


def _check_directory(data: Data, budget: Budget) -> None:
    """Refuse a directory of more entries than files are read, before they are parsed."""
    at = data.rfind(_END)
    if at < 0 or at + 22 > len(data):
        raise CorruptFile("the zip file is cut short")
    count, size = struct.unpack("<HI", data[at + 10 : at + 16])
    if count == 0:
        raise EmptyFile("the zip file holds no files")
    if count == 0xFFFF or size > budget.limits.files * _ENTRY:
        raise ImageTooLarge(f"the zip file holds more than {budget.limits.files} files")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, packed: int, budget: Budget) -> SourceFile:
    name = _label(info.filename)
    if info.flag_bits & _ENCRYPTED:
        raise CorruptFile(f"{name} in the zip file is encrypted")
    if info.compress_type not in _METHODS:
        raise UnknownFormat(f"{name} in the zip file is packed by method {info.compress_type}")
    allowance = budget.allowance(packed)
    if info.file_size > allowance:
        raise ImageTooLarge(f"{name} would unpack to {info.file_size} bytes")
    with archive.open(info) as member:
        content = member.read(info.file_size + 1)
    budget.unpack(len(content))
    if recognises(content):
        raise UnknownFormat(f"{name} is a zip file within a zip file")
    return SourceFile(name=name, data=content)


def _label(name: str) -> str:
    printable = "".join(c for c in name if c.isprintable())
    return printable[-_LONGEST_NAME:] or "unnamed"
