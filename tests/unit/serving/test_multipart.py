"""Uploads: whole or refused, whatever way the bytes are cut, and nothing is left behind."""

import hashlib
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from image_library.blobs import Blobs
from model.errors import InvalidInput, UploadTooLarge
from serving.multipart import Upload
from tests import loops

KIND = "multipart/form-data; boundary=edge"


def body(*parts: tuple[str, str | None, bytes], end: bytes = b"--edge--\r\n") -> bytes:
    text = b""
    for name, filename, data in parts:
        file = f'; filename="{filename}"' if filename is not None else ""
        head = f'--edge\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        text += head.encode() + data + b"\r\n"
    return text + end


async def pieces(data: bytes, cuts: list[int]) -> AsyncIterator[bytes]:
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    for start, end in pairwise(edges):
        yield data[start:end]


def read(upload: Upload, data: bytes, cuts: list[int] | None = None) -> None:
    loops.run(upload.read(pieces(data, cuts or [])))


def left_over(blobs: Blobs) -> list[Path]:
    assert blobs.local
    return list((blobs.local / "incoming").iterdir())


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(str(tmp_path / "blobs"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.lists(st.integers(0, 10_000), max_size=30))
def test_a_file_arrives_whole_however_it_is_cut(blobs: Blobs, data: bytes, cuts: list[int]) -> None:
    with Upload(blobs, KIND, 10_000, 3) as upload:
        read(upload, body(("metadata", None, b"{}"), ("file", "a.png", data)), cuts)
        assert upload.field("metadata") == b"{}"
        [(name, writer)] = upload.files
        assert name == "a.png"
        digest = writer.commit()
    assert digest == hashlib.sha256(data).hexdigest()
    assert blobs.get(digest) == data
    assert left_over(blobs) == []


def test_what_is_not_committed_is_dropped(blobs: Blobs) -> None:
    with Upload(blobs, KIND, 10_000, 3) as upload:
        read(upload, body(("file", "a", b"x")))
    assert left_over(blobs) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no multipart at all",
        body(("file", "a", b"x"), end=b""),
        body(("file", "a", b"x"))[:40],
        b"--edge\r\n" + b"X" * 40_000 + b": y\r\n\r\nz\r\n--edge--\r\n",
    ],
)
def test_a_broken_body_is_refused(blobs: Blobs, data: bytes) -> None:
    with Upload(blobs, KIND, 100_000, 3) as upload, pytest.raises(InvalidInput):
        read(upload, data)
    assert left_over(blobs) == []


@pytest.mark.parametrize(
    "kind", ["", "application/json", "multipart/form-data", "multipart/mixed; boundary=e"]
)
def test_another_content_type_is_refused(blobs: Blobs, kind: str) -> None:
    with pytest.raises(InvalidInput):
        Upload(blobs, kind, 1, 1)


def test_limits(blobs: Blobs) -> None:
    file = ("file", "a", b"x" * 100)
    with Upload(blobs, KIND, 150, 9) as upload, pytest.raises(UploadTooLarge):
        read(upload, body(file, file))
    with Upload(blobs, KIND, 10_000, 1) as upload, pytest.raises(UploadTooLarge):
        read(upload, body(file, file))
    with Upload(blobs, KIND, 10_000_000, 1) as upload, pytest.raises(UploadTooLarge):
        read(upload, body(("metadata", None, b" " * 2_000_000)))


def test_one_metadata_part(blobs: Blobs) -> None:
    with Upload(blobs, KIND, 10_000, 1) as upload:
        read(upload, body(("metadata", None, b"{}"), ("metadata", None, b"{}")))
        with pytest.raises(InvalidInput):
            upload.field("metadata")
        with pytest.raises(InvalidInput):
            upload.field("other")


def test_names_are_made_safe_and_different(blobs: Blobs) -> None:
    with Upload(blobs, KIND, 10_000, 9) as upload:
        names = ["../../etc/passwd", "C:\\scans\\a.png", "a.png", "", "扫描.png", "a\x00b"]
        read(upload, body(*(("file", name, b"x") for name in names)))
        found = [name for name, _ in upload.files]
    assert found == ["passwd", "a.png", "3-a.png", "file-4", "扫描.png", "ab"]


@pytest.mark.parametrize(
    ("disposition", "expected"),
    [
        ("filename*=UTF-8''%E6%89%AB%E6%8F%8F.png", "扫描.png"),
        ("filename=\"scan.png\"; filename*=utf-8'zh'%E6%89%AB.png", "扫.png"),
        ("filename*=UTF-8''%e6%89%ab.png; filename=scan.png", "扫.png"),
        ("filename*=iso-8859-1'en'%A3%20rates.png", "£ rates.png"),
        ("filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("filename*=UTF-8''%FF.png", "\ufffd.png"),
        ("filename*=UTF-8''", "file-1"),
        ("filename*=klingon''%41.png; filename=a.png", "a.png"),
        ("filename=\"a; filename*=UTF-8''b.png\"", "a; filename*=UTF-8''b.png"),
    ],
)
def test_names_in_the_extended_form_are_read(blobs: Blobs, disposition: str, expected: str) -> None:
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; {disposition}\r\n\r\nx\r\n--edge--\r\n'
    with Upload(blobs, KIND, 10_000, 9) as upload:
        read(upload, head.encode())
        [(name, _)] = upload.files
    assert name == expected
