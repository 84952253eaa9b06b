"""The library keeps its promises on SQLite and on PostgreSQL alike."""

import threading
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from image_library.blobs import Blobs
from image_library.catalogue import Library
from model.detector import Piece
from model.domain import GoodsLine
from model.errors import InvalidInput, NotFound, UnknownCode
from model.ort import OrtDetector
from tests.unit.image_library.goods_drawn import KINDS, draw, piece


@cache
def detector() -> OrtDetector:
    return OrtDetector()


@cache
def seen(kind: str, seed: int) -> tuple[Piece, ...]:
    return (piece(detector(), draw(kind, seed)),)


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(str(tmp_path / "blobs"))


@pytest.fixture
def library(engine: sa.Engine, blobs: Blobs) -> Library:
    return Library(engine, blobs, detector().card.id)


def enrol(library: Library, kind: str, seed: int) -> str:
    code = next(code for code, name in KINDS.items() if name == kind)
    picture = f"{kind} {seed}".encode()
    return library.enrol(hs_code=code, picture=picture, pieces=seen(kind, seed))[0].reference_id


def fill(library: Library, each: int = 4) -> None:
    for kind in KINDS.values():
        for seed in range(each):
            enrol(library, kind, seed)


def test_a_reference_comes_back_with_its_picture(library: Library) -> None:
    made, created = library.enrol(
        hs_code="0701.90", description="potatoes", box=(1, 2, 30, 40), picture=b"x", pieces=seen("sacks", 0)
    )
    assert created
    assert made.hs_code == "070190"
    assert library.get(made.reference_id) == made
    assert library.list() == (made,)
    assert library.picture(made.reference_id) == b"x"
    assert library.find(hs_code="070190", box=(1, 2, 30, 40), picture=b"x") == made
    assert library.find(hs_code="070190", picture=b"x") is None


def test_the_same_picture_code_and_box_are_enrolled_once(library: Library) -> None:
    first = library.enrol(hs_code="0701", picture=b"x", pieces=seen("sacks", 0))
    again = library.enrol(hs_code="0701", picture=b"x", pieces=seen("sacks", 0))
    assert (first[1], again[1]) == (True, False)
    assert first[0] == again[0]
    assert library.enrol(hs_code="0702", picture=b"x", pieces=seen("sacks", 0))[1]
    assert library.enrol(hs_code="0701", box=(0, 0, 5, 5), picture=b"x", pieces=seen("sacks", 0))[1]
    assert library.counts() == {"0701": 2, "0702": 1}


def test_many_threads_enrol_one_picture_once(library: Library) -> None:
    pieces = seen("sacks", 0)
    made: list[tuple[str, bool]] = []

    def work() -> None:
        reference, created = library.enrol(hs_code="0701", picture=b"x", pieces=pieces)
        made.append((reference.reference_id, created))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key for key, _ in made}) == 1
    assert sum(created for _, created in made) == 1
    assert len(made) == 6


def test_bad_enrolments_are_refused_and_leave_nothing(library: Library) -> None:
    with pytest.raises(UnknownCode):
        library.enrol(hs_code="779900", picture=b"x", pieces=seen("sacks", 0))
    for code, edition in (("07", "2022"), ("potatoes", "2022"), ("0701", "1984")):
        with pytest.raises(InvalidInput):
            library.enrol(hs_code=code, hs_edition=edition, picture=b"x", pieces=seen("sacks", 0))
    with pytest.raises(InvalidInput):
        library.enrol(hs_code="0701", picture=b"x", pieces=())
    assert library.list() == ()


def test_a_list_is_read_page_by_page_newest_first(library: Library) -> None:
    made = [enrol(library, "sacks", seed) for seed in range(5)]
    first = library.list(limit=2)
    rest = library.list(limit=9, before=first[-1].reference_id)
    assert [r.reference_id for r in (*first, *rest)] == made[::-1]
    assert library.list("0701.90") == library.list()
    assert library.list("4011") == ()


def test_removal_is_a_mark_and_the_version_follows(library: Library, engine: sa.Engine) -> None:
    key = enrol(library, "sacks", 0)
    before = library.snapshot().version
    other = enrol(library, "sacks", 1)
    assert library.snapshot().version != before
    library.remove(other)
    assert library.snapshot().version == before
    for call in (library.get, library.remove):
        with pytest.raises(NotFound):
            call(other)
    assert [r.reference_id for r in library.list()] == [key]
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT count(*), count(removed_at) FROM library_reference")
        assert tuple(rows.one()) == (2, 1)
    assert library.enrol(hs_code="070190", picture=b"sacks 1", pieces=seen("sacks", 1))[1]


def test_another_process_s_references_are_seen(library: Library, engine: sa.Engine, blobs: Blobs) -> None:
    other = Library(engine, blobs, detector().card.id)
    assert library.snapshot().nearest(seen("sacks", 9)) == ()
    key = enrol(other, "sacks", 9)
    assert library.snapshot().nearest(seen("sacks", 9))[0].reference.reference_id == key
    other.remove(key)
    assert library.snapshot().nearest(seen("sacks", 9)) == ()


def test_a_snapshot_does_not_change_with_the_library(library: Library) -> None:
    fill(library, each=2)
    item = GoodsLine(line=1, hs_code="070190")
    before = library.snapshot()
    key = enrol(library, "sacks", 30)
    library.remove(before.nearest(seen("sacks", 40), k=1)[0].reference.reference_id)
    after = library.snapshot()
    assert before.version != after.version
    assert before.calibration()["references"] == 6
    judged = [snapshot.judge(seen("sacks", 40), [item]).lines[0] for snapshot in (before, after)]
    assert key not in judged[0].references
    assert key in judged[1].references
    assert judged[0].score != judged[1].score


def test_nearest_are_of_the_same_kind_and_may_be_narrowed(library: Library) -> None:
    fill(library)
    for code, kind in KINDS.items():
        found = library.snapshot().nearest(seen(kind, 50), k=3)
        assert {n.reference.hs_code for n in found} == {code}
        assert found[0].similarity >= found[-1].similarity > 0
    narrowed = library.snapshot().nearest(seen("sacks", 50), k=99, hs_code="8508")
    assert {n.reference.hs_code for n in narrowed} == {"850811"}
    assert len(narrowed) == 4


def test_lines_are_judged_by_the_goods_in_the_picture(library: Library) -> None:
    fill(library)
    for code, kind in KINDS.items():
        for other in KINDS:
            line = library.snapshot().judge(seen(kind, 60), [GoodsLine(line=1, hs_code=other)]).lines[0]
            assert line.verdict == ("consistent" if other == code else "inconsistent"), (kind, other)
            assert {library.get(key).hs_code for key in line.references} == {other}
            assert line.region is not None
    assert library.snapshot().calibration()["genuine_trials"] == 12


def test_a_library_fills_up_from_nothing(library: Library) -> None:
    item = GoodsLine(line=1, hs_code="070190")
    query = seen("sacks", 70)
    assert library.snapshot().judge(query, [item]).lines[0].verdict == "no-reference"
    enrol(library, "sacks", 0)
    assert library.snapshot().judge(query, [item]).lines[0].verdict == "cannot-say"
    enrol(library, "cartons", 0)
    weak = library.snapshot().judge(query, [item]).lines[0]
    assert weak.verdict == "consistent"
    fill(library)
    strong = library.snapshot().judge(query, [item]).lines[0]
    assert weak.score is not None
    assert strong.score is not None
    assert strong.score > weak.score
    assert library.snapshot().judge((), [item]).lines == ()


def test_embeddings_of_another_model_wait_and_are_never_mixed(
    library: Library, engine: sa.Engine, blobs: Blobs
) -> None:
    fill(library)
    newer = Library(engine, blobs, "another@2.0+00000000")
    item = GoodsLine(line=1, hs_code="070190")
    assert newer.snapshot().judge(seen("sacks", 80), [item]).lines[0].verdict == "cannot-say"
    assert newer.snapshot().nearest(seen("sacks", 80)) == ()
    waiting = newer.stale()
    assert len(waiting) == 12
    for reference in waiting:
        kind, seed = newer.picture(reference.reference_id).decode().split()
        newer.reembed(reference.reference_id, seen(kind, int(seed)))
    assert newer.stale() == ()
    assert newer.snapshot().judge(seen("sacks", 80), [item]).lines[0].verdict == "consistent"
    assert library.stale() == ()


def test_a_picture_enrolled_again_under_a_newer_model_is_embedded_again(
    library: Library, engine: sa.Engine, blobs: Blobs
) -> None:
    key = enrol(library, "sacks", 0)
    newer = Library(engine, blobs, "another@2.0+00000000")
    assert newer.find(hs_code="070190", picture=b"sacks 0") is None
    assert enrol(newer, "sacks", 0) == key
    assert newer.stale() == library.stale() == ()
    assert newer.get(key).model == "another@2.0+00000000"


def test_judging_again_from_kept_embeddings_gives_the_same_score(library: Library) -> None:
    from image_library.embedding import pack as packed
    from image_library.embedding import rounded, unpack

    fill(library)
    item = GoodsLine(line=1, hs_code="070190")
    once = rounded(seen("sacks", 90))
    again = unpack(packed(once))
    assert library.snapshot().judge(once, [item]) == library.snapshot().judge(again, [item])
    assert np.isfinite(library.snapshot().judge(once, [item]).lines[0].score or np.nan)
