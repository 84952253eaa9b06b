import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from image_library.blobs import Blobs, digest_of
from model.domain import (
    Assessment,
    Container,
    Declaration,
    DrawnRegion,
    ExamResult,
    Fitness,
    GoodsLine,
    Lamp,
    ReviewVerdict,
    ScanMetadata,
    ScanState,
    Trader,
    ViewFacts,
)
from model.errors import InvalidInput, NotFound
from serving.store import assessments, declarations, jobs, queue, reviews, scans
from serving.store.engine import writing
from serving.store.records import dump, new_id, now
from training.feedback import export
from training.feedback_rows import truth

BOX = (10.0, 20.0, 110.0, 80.0)
SPLITS = ("train", "validation", "test")
DATA = b"sixteen bits"


def decide(
    connection: sa.Connection, name: str, verdict: ReviewVerdict, exam: ExamResult | None = None
) -> str:
    """Bring a scan the whole way: received, seen, judged, claimed, decided, perhaps opened."""
    number = f"26-{name}"
    declared = Declaration(
        containers=(f"CGLU000000{len(name)}",),
        trader=Trader(id=f"T-{name}"),
        items=(GoodsLine(line=1, hs_code="090111", net_kg=19000.0),),
    )
    declarations.put(connection, number, declared)
    metadata = ScanMetadata(station="S", device="D", external_id=name, declaration=number)
    kept = scans.KeptFile(name=f"{name}.tiff", blob=digest_of(DATA), size=len(DATA))
    scan_id = scans.add(connection, metadata, [kept], f"digest-{name}", "vendor")[0]
    job = jobs.claim(connection, "w", 60)
    assert job is not None
    assert jobs.finish(connection, job, "w")
    facts = ViewFacts(file=kept.name, format="tiff", width=2000, height=800, bits=16)
    scans.set_seen(connection, scan_id, pictures=[facts], pixels=[], seen={"fitness": {}})
    assessment = Assessment(
        assessment_id=new_id(),
        scan_id=scan_id,
        declaration=f"{number}@1",
        model="network@1",
        library="library@1",
        created_at=now(),
        lamp=Lamp.AMBER,
        suspicion=0.25,
        containers=(Container(box=BOX, score=0.99, loaded=1.0, fill=0.5),),
        fitness=Fitness(fit=True),
    )
    assessments.append(connection, assessment, job.job_id, ScanState.ASSESSED)
    lease = queue.claim(connection, "li", scan_id, 60)
    assert lease is not None
    decision = reviews.Decision(
        verdict=verdict,
        key=new_id(),
        reason="looks odd",
        regions=(DrawnRegion(box=BOX, label="odd goods"),),
        lease=lease.token,
        assessment_id=assessment.assessment_id,
    )
    reviews.append_review(connection, scan_id, "li", decision)
    if exam:
        found = reviews.Inspection(
            result=exam, key=new_id(), regions=(DrawnRegion(box=BOX, label="steel block"),)
        )
        reviews.append_exam(connection, scan_id, "wang", found)
    return scan_id


@pytest.fixture
def decided(engine: sa.Engine) -> Iterator[tuple[str, dict[str, str]]]:
    """A database with three decided scans and one that nobody looked at."""
    with writing(engine) as connection:
        ids = {
            "a": decide(connection, "a", ReviewVerdict.NO_ANOMALY),
            "bb": decide(connection, "bb", ReviewVerdict.CONCEALMENT, ExamResult.NOTHING_FOUND),
            "ccc": decide(connection, "ccc", ReviewVerdict.CANNOT_TELL),
        }
        scans.add(connection, ScanMetadata(station="S", device="D", external_id="new"), [], "x", "vendor")
    yield engine.url.render_as_string(hide_password=False), ids


def lines(folder: Path) -> dict[str, dict[str, object]]:
    found = [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]
    return {line["external_id"]: line for line in found}


def test_the_manifest_tells_what_was_declared_decided_and_found(
    decided: tuple[str, dict[str, str]], tmp_path: Path
) -> None:
    database, ids = decided
    snapshot = export(tmp_path / "out", database)
    assert snapshot == digest_of((tmp_path / "out" / "manifest.jsonl").read_bytes())
    told = lines(tmp_path / "out")
    assert {name: line["scan_id"] for name, line in told.items()} == ids
    assert told["a"]["truth"] == {"source": "review", "label": "clean"}
    assert told["bb"]["truth"] == {"source": "exam", "label": "clean"}
    assert told["ccc"]["truth"] is None
    assert told["bb"]["files"] == [{"name": "bb.tiff", "sha256": digest_of(DATA), "size": len(DATA)}]
    declared = told["bb"]["declaration"]
    assert isinstance(declared, dict)
    assert (declared["number"], declared["version"]) == ("26-bb", 1)
    assert declared["items"][0]["hs_code"] == "090111"
    assessment = told["bb"]["assessment"]
    assert isinstance(assessment, dict)
    assert (assessment["model"], assessment["library"]) == ("network@1", "library@1")
    assert "wang" not in (tmp_path / "out" / "manifest.jsonl").read_text()


def test_the_boxes_of_officers_inspection_and_machine_become_coco(
    decided: tuple[str, dict[str, str]], tmp_path: Path
) -> None:
    (database, ids), out = decided, tmp_path / "out"
    snapshot = export(out, database)
    parts = [json.loads((out / f"coco_{name}.json").read_text()) for name in SPLITS]
    assert all(part["info"]["version"] == snapshot for part in parts)
    assert sorted(image["scan_id"] for part in parts for image in part["images"]) == sorted(ids.values())
    names = {kind["id"]: (kind["supercategory"], kind["name"]) for kind in parts[0]["categories"]}
    found: list[tuple[str, str]] = []
    for part in parts:
        images = {image["id"]: image for image in part["images"]}
        for mark in part["annotations"]:
            assert mark["bbox"] == [10.0, 20.0, 100.0, 60.0]
            assert mark["area"] == 6000.0
            assert images[mark["image_id"]]["file_name"] == digest_of(DATA)
            found.append(names[mark["category_id"]])
    assert found.count(("review", "odd goods")) == 3
    assert found.count(("machine", "container")) == 3
    assert found.count(("exam", "steel block")) == 1


def test_the_same_decisions_give_the_same_bytes(decided: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    database, _ = decided
    one, two = tmp_path / "one", tmp_path / "two"
    assert export(one, database) == export(two, database)
    names = sorted(path.name for path in one.iterdir())
    assert names == [
        "coco_test.json",
        "coco_train.json",
        "coco_validation.json",
        "manifest.jsonl",
        "snapshot.json",
    ]
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)
    told = json.loads((one / "snapshot.json").read_text())
    assert all(digest_of((one / name).read_bytes()) == digest for name, digest in told["files"].items())


def test_since_leaves_out_what_came_before(decided: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    database, ids = decided
    export(tmp_path / "all", database, since=now() - timedelta(hours=1))
    assert len(lines(tmp_path / "all")) == len(ids)
    export(tmp_path / "none", database, since=now() + timedelta(hours=1))
    assert lines(tmp_path / "none") == {}


def test_files_are_copied_by_digest(decided: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    database, _ = decided
    Blobs(str(tmp_path / "blobs")).put(DATA)
    export(tmp_path / "out", database, blobs=str(tmp_path / "blobs"))
    assert [path.name for path in (tmp_path / "out" / "files").iterdir()] == [digest_of(DATA)]
    assert (tmp_path / "out" / "files" / digest_of(DATA)).read_bytes() == DATA


def test_what_lies_in_the_folder_is_not_overwritten(
    decided: tuple[str, dict[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "note").write_text("mine")
    with pytest.raises(InvalidInput, match="not empty"):
        export(tmp_path, decided[0])


def test_another_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no table"):
        export(tmp_path / "out", f"sqlite:///{tmp_path}/other.db")


def test_every_result_and_verdict_has_its_meaning() -> None:
    for result in ExamResult:
        found = truth([{"verdict": ReviewVerdict.NO_ANOMALY}], [{"result": result}])
        assert found is not None
        assert found["source"] == "exam"
    undecided = {ReviewVerdict.CANNOT_TELL, ReviewVerdict.RESCAN, ReviewVerdict.PANEL}
    for verdict in ReviewVerdict:
        assert (truth([{"verdict": verdict}], []) is None) == (verdict in undecided)
    last = [dump(ReviewVerdict.NO_ANOMALY), dump(ReviewVerdict.PROHIBITED), dump(ReviewVerdict.PANEL)]
    assert truth([{"verdict": verdict} for verdict in last], []) == {
        "source": "review",
        "label": "prohibited",
    }
