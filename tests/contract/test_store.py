"""The store keeps its promises on SQLite and on PostgreSQL alike."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from model.domain import (
    Assessment,
    Declaration,
    DrawnRegion,
    Evidence,
    ExamResult,
    Fitness,
    GoodsLine,
    Lamp,
    ReviewVerdict,
    ScanMetadata,
    ScanState,
)
from model.errors import InvalidInput, LeaseLost, LeaseTaken, NotFound, ScanConflict
from serving.store import assessments, declarations, events, jobs, queue, reviews, scans
from serving.store.engine import is_migrated, migrate, reading, writing
from serving.store.records import new_id, now
from serving.store.tables import leases, metadata

FILES = [scans.KeptFile(name="a.png", blob="0" * 64, size=3)]


def keep(connection: sa.Connection, external_id: str = "1", **more: object) -> str:
    known = ScanMetadata(station="S", device="D", external_id=external_id, **more)  # type: ignore[arg-type]
    return scans.add(connection, known, FILES, f"digest-{external_id}", "vendor")[0]


def assessed(scan_id: str, suspicion: float | None, declaration: str | None = "N@1") -> Assessment:
    return Assessment(
        assessment_id=new_id(),
        scan_id=scan_id,
        declaration=declaration,
        model="m",
        library="l",
        created_at=now(),
        lamp=Lamp.GREY if suspicion is None else Lamp.AMBER,
        suspicion=suspicion,
        evidence=(
            Evidence(kind="base-rate", weight=9.0, text="base"),
            Evidence(kind="x", weight=1.0, text="top"),
        ),
        fitness=Fitness(fit=True),
    )


def judge(connection: sa.Connection, suspicion: float | None = 0.5) -> str:
    """Do the oldest job; return its scan."""
    job = jobs.claim(connection, "w", 60)
    assert job is not None
    assert jobs.finish(connection, job, "w")
    if job.kind == "see":
        scans.set_seen(connection, job.scan_id, pictures=[], pixels=[], seen={"fitness": {}})
    assessments.append(connection, assessed(job.scan_id, suspicion), job.job_id, ScanState.ASSESSED)
    return job.scan_id


def test_migrations_make_the_tables_that_the_code_declares(engine: sa.Engine) -> None:
    migrate(engine)
    with reading(engine) as connection:
        assert is_migrated(connection)
        inspector = sa.inspect(connection)
        for table in metadata.tables.values():
            found = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
            assert found == {column.name: bool(column.nullable) for column in table.columns}
            wanted = {index.name for index in table.indexes}
            assert wanted <= {index["name"] for index in inspector.get_indexes(table.name)}


def test_the_same_scan_again_is_the_same_resource(engine: sa.Engine) -> None:
    known = ScanMetadata(station="S", device="D", external_id="7")
    with writing(engine) as connection:
        first, new = scans.add(connection, known, FILES, "same", "vendor")
        again, newer = scans.add(connection, known, FILES, "same", "vendor")
        assert (first, new, newer) == (again, True, False)
        with pytest.raises(ScanConflict) as conflict:
            scans.add(connection, known, FILES, "other", "vendor")
        assert conflict.value.details["scan_id"] == first
        assert jobs.backlog(connection) == 1
        assert scans.get(connection, first).state is ScanState.RECEIVED
        with pytest.raises(NotFound):
            scans.get(connection, "no")


def test_a_scan_comes_back_as_it_was_sent(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection, containers=("CSQU3054383",), plate="京A", declaration="N")
        scan = scans.get(connection, scan_id)
        assert (scan.station, scan.plate, scan.containers) == ("S", "京A", ("CSQU3054383",))
        assert scan.files == ("a.png",)
        assert scan.links["self"].endswith(scan_id)
        assert [s.scan_id for s in scans.listing(connection, state="received")] == [scan_id]
        assert scans.listing(connection, before=scan_id) == []
        with pytest.raises(InvalidInput):
            scans.listing(connection, state="lost")


def test_a_job_is_held_by_one_worker_until_its_lease_ends(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        keep(connection)
        job = jobs.claim(connection, "killed", 0.0)
        assert job is not None
        taken = jobs.claim(connection, "second", 60)
        assert taken is not None
        assert (taken.job_id, taken.attempts) == (job.job_id, 2)
        assert jobs.claim(connection, "third", 60) is None
        assert not jobs.finish(connection, job, "killed")
        assert jobs.finish(connection, taken, "second")
        assert jobs.backlog(connection) == 0


def test_workers_at_once_never_get_the_same_job(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        ids = {keep(connection, str(n)) for n in range(24)}
    got: list[str] = []

    def work(name: str) -> None:
        while True:
            with writing(engine) as connection:
                job = jobs.claim(connection, name, 60)
                if job is None:
                    return
                assert jobs.finish(connection, job, name)
            got.append(job.scan_id)

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(ids)


def test_a_failed_job_is_tried_again_later(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        keep(connection)
        job = jobs.claim(connection, "w", 60)
        assert job is not None
        jobs.retry_later(connection, job, "w", 0.0, "boom")
        again = jobs.claim(connection, "w", 60)
        assert again is not None
        assert again.failures == 1
        jobs.retry_later(connection, again, "w", 60.0, "boom")
        assert jobs.claim(connection, "w", 60) is None


def test_an_outage_is_not_the_fault_of_the_scan(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        keep(connection)
        job = jobs.claim(connection, "w", 60)
        assert job is not None
        jobs.retry_later(connection, job, "w", 0.0, "disk away", counted=False)
        again = jobs.claim(connection, "w", 60)
        assert again is not None
        assert (again.failures, again.attempts) == (0, 1)
        assert jobs.claim(connection, "other", 60) is None
        assert jobs.claim(connection, "w", 60) is not None


def test_a_heartbeat_keeps_a_job(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        keep(connection)
        assert jobs.claim(connection, "slow", 0.0)
        jobs.renew(connection, ["slow"], 60)
        assert jobs.claim(connection, "thief", 60) is None


def test_a_declaration_reaches_the_scans_it_speaks_of(engine: sa.Engine) -> None:
    first = Declaration(items=(GoodsLine(line=1, hs_code="0901"),), containers=("CSQU 305438-3",))
    with writing(engine) as connection:
        named = keep(connection, "1", declaration="N")
        boxed = keep(connection, "2", containers=("csqu3054383",))
        other = keep(connection, "3", declaration="M")
        for _ in range(3):
            judge(connection)
        assert declarations.of_scan(connection, named) is None
        version, new = declarations.put(connection, "N", first)
        assert (version.version, new) == (1, True)
        found = [declarations.of_scan(connection, scan_id) for scan_id in (named, boxed, other)]
        assert [v and v.number for v in found] == ["N", "N", None]
        assert {judge(connection), judge(connection)} == {named, boxed}
        assert jobs.backlog(connection) == 0

        same, new = declarations.put(connection, "N", first)
        assert (same.version, new, jobs.backlog(connection)) == (1, False, 0)
        second, new = declarations.put(connection, "N", replace(first, containers=(), empty=True))
        assert (second.version, new) == (2, False)
        assert declarations.of_scan(connection, boxed) is None
        assert {judge(connection), judge(connection)} == {named, boxed}


def test_a_judgement_waits_until_the_scan_is_seen_and_for_the_one_before(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        keep(connection, declaration="N")
        see = jobs.claim(connection, "a", 60)
        assert see is not None
        declarations.put(connection, "N", Declaration(empty=True))
        assert jobs.claim(connection, "b", 60) is None
        scans.set_seen(connection, see.scan_id, pictures=[], pixels=[], seen={"fitness": {}})
        assert jobs.claim(connection, "b", 60) is None
        jobs.finish(connection, see, "a")
        after = jobs.claim(connection, "b", 60)
        assert after is not None
        assert after.kind == "judge"


def test_no_job_counts_twice(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        job = jobs.claim(connection, "w", 60)
        assert job is not None
        assessments.append(connection, assessed(scan_id, 0.2), job.job_id, ScanState.ASSESSED)
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        assessments.append(connection, assessed(scan_id, 0.9), job.job_id, ScanState.ASSESSED)
    with reading(engine) as connection:
        assert [a.suspicion for a in assessments.listing(connection, scan_id)] == [0.2]


def test_the_queue_goes_by_suspicion_and_age(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        ids = [keep(connection, str(n)) for n in range(4)]
        for suspicion in (0.1, 0.9, None, 0.5):
            judge(connection, suspicion)
        old = now() - timedelta(hours=20)
        connection.execute(
            metadata.tables["scan"].update().where(sa.column("scan_id") == ids[0]).values(received_at=old)
        )
        items = queue.listing(connection)
        assert [item.scan_id for item in items] == [ids[0], ids[1], ids[3], ids[2]]
        assert items[1].reason is not None
        assert items[1].reason.text == "top"
        assert queue.counts(connection) == {"waiting": 4, "checked_out": 0}


def test_a_scan_is_with_one_officer_until_the_lease_ends(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        judge(connection)
        lease = queue.claim(connection, "anna", None, 60)
        assert lease is not None
        assert queue.claim(connection, "bo", None, 60) is None
        with pytest.raises(LeaseTaken) as taken:
            queue.claim(connection, "bo", scan_id, 60)
        assert taken.value.details["holder"] == "anna"
        again = queue.claim(connection, "anna", scan_id, 60)
        assert again is not None
        assert again.token == lease.token
        assert queue.renew(connection, scan_id, lease.token, 60).expires_at >= lease.expires_at
        with pytest.raises(LeaseLost):
            queue.renew(connection, scan_id, "guess", 60)

        connection.execute(leases.update().values(expires_at=now() - timedelta(seconds=1)))
        with pytest.raises(LeaseLost):
            queue.renew(connection, scan_id, lease.token, 60)
        taken_over = queue.claim(connection, "bo", None, 60)
        assert taken_over is not None
        assert taken_over.holder == "bo"
        assert taken_over.token != lease.token
        queue.release(connection, scan_id, taken_over.token)
        assert scans.get(connection, scan_id).state is ScanState.ASSESSED


def test_officers_at_once_get_different_scans(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        for n in range(8):
            keep(connection, str(n))
        for _ in range(8):
            judge(connection)
    got: list[str] = []

    def claim(name: str) -> None:
        with writing(engine) as connection:
            lease = queue.claim(connection, name, None, 60)
        assert lease is not None
        got.append(lease.scan_id)

    threads = [threading.Thread(target=claim, args=(f"officer {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(got)) == 8


def test_a_review_needs_a_live_lease_and_counts_once(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        judge(connection)
        lease = queue.claim(connection, "anna", None, 60)
        assert lease is not None
        decision = reviews.Decision(
            verdict=ReviewVerdict.CONCEALMENT, lease=lease.token, key="k1", reason="block"
        )
        with pytest.raises(InvalidInput):
            reviews.append_review(connection, scan_id, "anna", replace(decision, reason=" "))
        with pytest.raises(LeaseLost):
            reviews.append_review(connection, scan_id, "anna", replace(decision, lease="guess"))
        with pytest.raises(LeaseLost):
            reviews.append_review(connection, scan_id, "bo", decision)
        for box in ((5, 5, 5, 9), (9, 0, 5, 9), (-1, 0, 5, 9)):
            drawn = replace(decision, regions=(DrawnRegion(box=box, label="x"),))
            with pytest.raises(InvalidInput):
                reviews.append_review(connection, scan_id, "anna", drawn)
        review, new = reviews.append_review(connection, scan_id, "anna", decision)
        again, newer = reviews.append_review(connection, scan_id, "anna", decision)
        assert (review, new, newer) == (again, True, False)
        assert reviews.reviews_of(connection, scan_id) == [review]
        assert scans.get(connection, scan_id).state is ScanState.DECIDED
        assert queue.claim(connection, "bo", None, 60) is None
        with pytest.raises(LeaseTaken):
            queue.claim(connection, "bo", scan_id, 60)


def test_a_panel_case_comes_back_and_an_exam_ends_it(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        judge(connection)
        lease = queue.claim(connection, "anna", scan_id, 60)
        assert lease is not None
        decision = reviews.Decision(verdict=ReviewVerdict.PANEL, lease=lease.token, key="k", reason="unsure")
        reviews.append_review(connection, scan_id, "anna", decision)
        assert scans.get(connection, scan_id).state is ScanState.RETURNED
        assert queue.claim(connection, "bo", None, 60) is not None
        result = reviews.Inspection(result=ExamResult.MATCH, key="e")
        exam, new = reviews.append_exam(connection, scan_id, "chen", result)
        assert reviews.append_exam(connection, scan_id, "chen", result) == (exam, False)
        assert new
        assert scans.get(connection, scan_id).state is ScanState.INSPECTED
        assert queue.counts(connection) == {"waiting": 0, "checked_out": 0}


def test_events_come_in_order(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        keep(connection, "1")
        start = events.last_seq(connection)
        keep(connection, "2")
        found = events.since(connection, start)
        assert [event.kind for event in found] == ["scan"]
        assert events.since(connection, found[-1].seq) == []
