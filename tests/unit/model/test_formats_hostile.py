"""Broken and hostile files: a view or an `UnreadableFile`, never anything else, within bounds."""

import io
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom import uid

from model.domain import ViewNote
from model.errors import CorruptFile, EmptyFile, ImageTooLarge, UnknownFormat, UnreadableFile
from model.formats import Limits, SourceFile, read
from model.formats.sandbox import Sandbox
from tests.unit.model.formats_reference import (
    Case,
    cargo,
    cases,
    dicom,
    encoded,
    one,
    png_chunks,
    tiff,
    zipped,
)

CASES = cases()
PNG = encoded(cargo(), ".png")
PROPERTY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


def damaged(case: Case, place: int, flips: list[tuple[int, int]], cut: float) -> list[SourceFile]:
    files = list(case.files)
    at = place % len(files)
    data = bytearray(files[at].data)
    for where, mask in flips:
        data[where % len(data)] ^= mask
    files[at] = SourceFile(name=files[at].name, data=bytes(data[: int(len(data) * cut)]))
    return files


DAMAGE = (
    st.sampled_from(CASES),
    st.integers(0, 10),
    st.lists(
        st.tuples(st.one_of(st.integers(0, 700), st.integers(0, 1 << 20)), st.integers(1, 255)), max_size=6
    ),
    st.one_of(st.just(1.0), st.floats(0, 1)),
)


@PROPERTY
@given(*DAMAGE)
def test_damaged_files_are_read_or_refused_in_the_sandbox(
    sandbox: Sandbox, case: Case, place: int, flips: list[tuple[int, int]], cut: float
) -> None:
    try:
        assert sandbox.read(damaged(case, place, flips, cut), case.notes)
    except UnreadableFile as error:
        assert str(error)


@PROPERTY
@given(*DAMAGE)
def test_damaged_files_are_read_or_refused_in_process(
    case: Case, place: int, flips: list[tuple[int, int]], cut: float
) -> None:
    # Decoders of compressed DICOM may crash or loop; they are for the sandbox alone.
    if "JPEG" in case.name or "jpeg" in case.name or case.name.startswith("ct slices"):
        return
    try:
        assert read(damaged(case, place, flips, cut), case.notes)
    except UnreadableFile as error:
        assert str(error)


@pytest.mark.parametrize("case", [c for c in CASES if len(c.files) == 1], ids=lambda case: case.name)
def test_cut_files_are_refused(case: Case, sandbox: Sandbox) -> None:
    data = case.files[0].data
    for share in (0.0, 0.02, 0.4, 0.8):
        with pytest.raises(UnreadableFile):
            sandbox.read(one(case.files[0].name, data[: int(len(data) * share)]))


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(one("scan.dcm", noise))


def huge_png(width: int, height: int, data: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 16, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    chunks = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def circle() -> bytes:
    page = bytearray(tiff([cargo()]))
    (first,) = struct.unpack("<I", page[4:8])
    (count,) = struct.unpack("<H", page[first : first + 2])
    page[first + 2 + 12 * count : first + 6 + 12 * count] = struct.pack("<I", first)
    return bytes(page)


REFUSED = {
    "huge png": (huge_png(60_000, 60_000), ImageTooLarge),
    "long png": (huge_png(200_000, 1), ImageTooLarge),
    "flat png": (huge_png(0, 10), CorruptFile),
    "circle of pages": (circle(), CorruptFile),
    "zip in zip": (zipped(("a.zip", zipped(("a.png", PNG)))), UnknownFormat),
    "zip of nothing": (zipped(), EmptyFile),
    "zip of an empty file": (zipped(("a.png", b"")), EmptyFile),
    "frames": (dicom(cargo(), NumberOfFrames=2_000_000_000), ImageTooLarge),
    "too few frames": (dicom(cargo(), NumberOfFrames=2), CorruptFile),
    "threat detection report": (dicom(cargo())[:300], CorruptFile),
    "text": (b"hello", UnknownFormat),
    "side file alone": (json.dumps({"width": 3, "height": 3, "dtype": "uint8"}).encode(), CorruptFile),
    "side file without sense": (b'{"width": "x", "height": Infinity, "dtype": []}', CorruptFile),
    "deep json": (b'{"width":' + b"[" * 60_000, UnknownFormat),
    "many chunks": (png_chunks(PNG, b"", b"tEXt")[:45] + b"\0\0\0\0tEXt\0\0\0\0" * 70_000, CorruptFile),
}


@pytest.mark.parametrize("name", REFUSED)
def test_limits_are_kept_before_decoding(name: str, sandbox: Sandbox) -> None:
    data, error = REFUSED[name]
    with pytest.raises(error):
        read(one("scan", data))
    with pytest.raises(error):
        sandbox.read(one("scan", data))


def test_limits_of_a_scan_count_all_its_files() -> None:
    files = [SourceFile(name=f"{k}.png", data=PNG) for k in range(3)]
    assert len(read(files)) == 3
    for limits in (
        Limits(files=2),
        Limits(views=2),
        Limits(unpacked=30_000),
        Limits(pixels=5_000),
        Limits(side=90),
    ):
        with pytest.raises(ImageTooLarge):
            read(files, limits=limits)


def test_the_largest_radiograph_fits(sandbox: Sandbox) -> None:
    largest = np.zeros((2600, 12_000), np.uint16)
    assert sandbox.read(one("a", encoded(largest, ".png")))[0].samples.shape == largest.shape


def deflated_bomb(rows: int, columns: int) -> bytes:
    """Grow the pixel data of a deflated file to 1 GB, which takes 1 MB packed."""
    small = dicom(np.zeros((rows, columns), np.uint16), uid.DeflatedExplicitVRLittleEndian)
    start = 132 + 12 + struct.unpack("<I", small[140:144])[0]
    body = zlib.decompress(small[start:], -zlib.MAX_WBITS)
    head = body[: body.index(b"\xe0\x7f\x10\x00OW") + 8] + struct.pack("<I", 1 << 30)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return small[:start] + packed + block * 1024 + packer.flush()


@pytest.mark.parametrize("side", [16, 4000])
def test_a_deflated_bomb_is_refused_while_it_unpacks(side: int) -> None:
    bomb = deflated_bomb(side, side)
    assert len(bomb) < 1_200_000
    before = psutil.Process().memory_info().rss
    start = time.process_time()
    with pytest.raises(ImageTooLarge):
        read(one("bomb.dcm", bomb))
    assert time.process_time() - start < 1
    assert psutil.Process().memory_info().rss - before < 200_000_000


def test_a_zip_bomb_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.png", "w") as member:
        for _ in range(200):
            member.write(bytes(1 << 20))
    honest = stream.getvalue()
    lying = honest.replace(struct.pack("<I", 200 << 20), struct.pack("<I", 100))
    with pytest.raises(ImageTooLarge):
        read(one("a.zip", honest))
    with pytest.raises(CorruptFile):
        read(one("a.zip", lying))


def test_sender_and_file_are_both_heard() -> None:
    notes = [
        ViewNote(file="a.dcm", polarity="transmission", role="side"),
        ViewNote(file="lost.png", role="top"),
    ]
    file = dicom(cargo(), PixelIntensityRelationshipSign=-1)
    facts = read(one("folder/a.dcm", file), notes)[0].facts
    assert (facts.polarity, facts.role) == ("transmission", "side")
    assert any("attenuation" in note for note in facts.notes)
    assert any("lost.png" in note for note in facts.notes)


def test_unknown_files_beside_views_are_named() -> None:
    views = read([SourceFile(name="scan.xml", data=b"<scan/>"), *one("a.png", PNG)])
    assert len(views) == 1
    assert "left out, of no known format: scan.xml" in views[0].facts.notes


def test_a_crash_is_a_corrupt_file_and_the_next_read_works() -> None:
    with Sandbox() as box:
        box.read(one("a", PNG))
        (pid,) = box.pids()
        os.kill(pid, signal.SIGSTOP)
        threading.Timer(0.3, os.kill, (pid, signal.SIGSEGV)).start()
        threading.Timer(0.4, os.kill, (pid, signal.SIGCONT)).start()
        with pytest.raises(CorruptFile, match="crashed"):
            box.read(one("a", PNG))
        assert box.read(one("a", PNG))[0].facts.format == "png"
        assert box.pids() != [pid]


def test_a_child_that_ended_between_reads_is_replaced() -> None:
    with Sandbox() as box:
        box.read(one("a", PNG))
        psutil.Process(box.pids()[0]).kill()
        time.sleep(0.1)
        assert len(box.read(one("a", PNG))) == 1


def test_processor_time_is_bounded() -> None:
    deep = cargo(16, 1500, 2000)
    with (
        Sandbox(Limits(seconds=0.03, seconds_per_megabyte=0)) as box,
        pytest.raises(ImageTooLarge, match="processor time"),
    ):
        box.read(one("a", dicom(deep, uid.JPEGLSLossless)))


def test_memory_is_bounded() -> None:
    picture = np.zeros((8000, 8000), np.uint16)
    with Sandbox(Limits(memory=32 << 20, memory_per_byte=0)) as box:
        with pytest.raises(UnreadableFile):
            box.read(one("a", encoded(picture, ".png")))
        assert box.read(one("a", PNG))


def test_threads_share_a_sandbox() -> None:
    pictures = [cargo(seed=k) for k in range(8)]
    wrong: list[bool] = []
    with Sandbox(workers=2) as box:

        def work(k: int) -> None:
            for _ in range(5):
                view = box.read(one("a", encoded(pictures[k], ".png")))[0]
                wrong.append(not np.array_equal(view.samples, pictures[k]))

        threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == [False] * 40
        assert len(set(box.pids())) == 2


def test_children_are_replaced_after_their_reads() -> None:
    with Sandbox(reads=2) as box:
        seen = set()
        for _ in range(4):
            box.read(one("a", PNG))
            seen.update(box.pids())
        assert len(seen) == 2


def test_closing_ends_a_read_that_hangs_and_does_not_blame_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.formats.sandbox._CLOSE_SECONDS", 0.3)
    box = Sandbox()
    box.read(one("a", PNG))
    os.kill(box.pids()[0], signal.SIGSTOP)
    raised: list[BaseException] = []

    def work() -> None:
        try:
            box.read(one("a", PNG))
        except (UnreadableFile, OSError) as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while box.pids():
        time.sleep(0.01)
    began = time.monotonic()
    box.close()
    assert time.monotonic() - began < 3
    thread.join(3)
    assert [type(error) for error in raised] == [ConnectionAbortedError]
    with pytest.raises(ConnectionAbortedError):
        box.read(one("a", PNG))


def test_samples_outlive_the_sandbox_and_can_be_written() -> None:
    with Sandbox() as box:
        view = box.read(one("a", PNG))[0]
    view.samples[0, 0] = 7
    assert view.samples[0, 0] == 7
    assert np.array_equal(view.samples[1:], cv2.imdecode(np.frombuffer(PNG, np.uint8), -1)[1:])


def test_no_child_is_left_when_the_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    script = (
        "import sys, time; from model.formats import SourceFile; from model.formats.sandbox import Sandbox\n"
        "box = Sandbox(); box.read([SourceFile(name='a', data=open('a.png', 'rb').read())])\n"
        "print(box.pids()[0], flush=True); time.sleep(60)"
    )
    root = str(Path(__file__).resolve().parents[3])
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": root},
    ) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        parent.wait()
    child.wait(5)
    assert not child.is_running()
