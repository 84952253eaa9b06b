"""Blobs keep their promises in a folder and behind S3."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

from image_library.blobs import Blobs
from model.errors import InvalidInput, NotFound
from serving.settings import Settings
from serving.wiring import build


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """An S3 server of its own, with one bucket."""
    import boto3

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    known = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    before = dict(os.environ)
    os.environ.update(known)
    boto3.client("s3").create_bucket(Bucket="scans")
    yield "s3://scans/cargolens"
    os.environ.clear()
    os.environ.update(before)
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    return Blobs(str(tmp_path / "blobs") if request.param == "folder" else request.getfixturevalue("bucket"))


def test_bytes_come_back_by_their_digest(blobs: Blobs) -> None:
    data = os.urandom(300_000)
    digest = blobs.put(data)
    assert digest == hashlib.sha256(data).hexdigest() == blobs.put(data)
    assert blobs.get(digest) == data
    assert blobs.get(digest, 1000, 1010) == data[1000:1010]
    with pytest.raises(NotFound):
        blobs.get("0" * 64)


def test_bytes_in_pieces_and_none(blobs: Blobs) -> None:
    with blobs.writer() as writer:
        for piece in (b"a", b"", b"bc"):
            writer.write(piece)
        digest = writer.commit()
    assert writer.size == 3
    assert blobs.get(digest) == b"abc"
    assert blobs.get(blobs.put(b"")) == b""


def test_what_is_not_committed_is_not_there(blobs: Blobs) -> None:
    with blobs.writer() as writer:
        writer.write(b"half a file")
        digest = writer.digest
    with pytest.raises(NotFound):
        blobs.get(digest)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "0" * 63, "G" * 64])
def test_only_digests_are_keys(blobs: Blobs, digest: str) -> None:
    with pytest.raises(InvalidInput):
        blobs.get(digest)


KILLED = """
import os, signal, sys
from image_library.blobs import Blobs
writer = Blobs(sys.argv[1]).writer()
writer.write(b"half a file")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_left_is_cleaned_and_what_is_being_written_stays(tmp_path: Path) -> None:
    blobs = Blobs(str(tmp_path / "blobs"))
    incoming = tmp_path / "blobs" / "incoming"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "blobs")], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(incoming.iterdir())) == 1
    kept = blobs.put(b"kept")
    with blobs.writer() as writer:
        writer.write(b"on its way")
        assert Blobs(str(tmp_path / "blobs")).clean() == 1
        assert len(list(incoming.iterdir())) == 1
        digest = writer.commit()
    assert blobs.clean() == 0
    assert (blobs.get(digest), blobs.get(kept)) == (b"on its way", b"kept")


def test_cleaning_never_takes_what_is_written_beside_it(tmp_path: Path) -> None:
    blobs = Blobs(str(tmp_path / "blobs"))
    ended = threading.Event()

    def clean() -> None:
        while not ended.is_set():
            blobs.clean()

    with ThreadPoolExecutor(2) as pool:
        cleaners = [pool.submit(clean) for _ in range(2)]
        digests = [blobs.put(str(number).encode()) for number in range(200)]
        ended.set()
        for cleaner in cleaners:
            cleaner.result()
    assert [blobs.get(digest) for digest in digests] == [str(number).encode() for number in range(200)]


def test_a_service_cleans_when_it_starts(settings: Settings) -> None:
    incoming = Path(settings.blobs) / "incoming"
    incoming.mkdir(parents=True)
    (incoming / "tmpleft").write_bytes(b"half a file")
    build(settings).close()
    assert list(incoming.iterdir()) == []
