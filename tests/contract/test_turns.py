"""Which judgement of a scan is the latest, by the order of the database and not by clocks."""

import uuid

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from model.domain import ScanState
from serving.store import assessments, jobs, scans
from serving.store import engine as store
from serving.store.engine import make_engine, migrate, reading, writing
from serving.store.tables import jobs as job_table
from tests import postgres
from tests.contract.test_store import assessed, judge, keep


def begun(connection: sa.Connection, holder: str) -> jobs.Job:
    job = jobs.claim(connection, holder, 60)
    assert job is not None
    return job


def ended(connection: sa.Connection, job: jobs.Job, holder: str, suspicion: float) -> None:
    assert jobs.finish(connection, job, holder)
    assessments.append(connection, assessed(job.scan_id, suspicion), job.job_id, ScanState.ASSESSED)


def suspicions(connection: sa.Connection, scan_id: str) -> tuple[list[float | None], float | None]:
    latest = scans.get(connection, scan_id).assessment
    assert latest is not None
    return [made.suspicion for made in assessments.listing(connection, scan_id)], latest.suspicion


def test_a_host_whose_clock_runs_ahead_does_not_keep_later_judgements_out(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        # As a host makes it whose clock is years ahead.
        connection.execute(job_table.update().values(job_id="f" * 36))
        judge(connection, 0.1)
        jobs.add(connection, scan_id, "judge")
        judge(connection, 0.9)
        assert suspicions(connection, scan_id) == ([0.1, 0.9], 0.9)


def test_a_job_that_is_tried_again_is_later_than_those_done_meanwhile(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        judge(connection, 0.1)
        jobs.add(connection, scan_id, "judge")
        first = begun(connection, "a")
        jobs.add(connection, scan_id, "judge")
        jobs.retry_later(connection, first, "a", 0.2, "boom")
        ended(connection, begun(connection, "b"), "b", 0.5)
        connection.execute(job_table.update().values(ready_at=job_table.c.created_at))
        again = begun(connection, "a")
        assert again.job_id == first.job_id
        ended(connection, again, "a", 0.9)
        assert suspicions(connection, scan_id) == ([0.1, 0.5, 0.9], 0.9)


def test_a_judgement_that_comes_after_a_later_one_is_not_the_latest(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        judge(connection, 0.1)
        jobs.add(connection, scan_id, "judge")
        slow = begun(connection, "slow")
        assert jobs.finish(connection, slow, "slow")
        jobs.add(connection, scan_id, "judge")
        ended(connection, begun(connection, "fast"), "fast", 0.9)
        assessments.append(connection, assessed(scan_id, 0.5), slow.job_id, ScanState.ASSESSED)
        assert suspicions(connection, scan_id) == ([0.1, 0.5, 0.9], 0.9)


OLD_SCAN = """
INSERT INTO scan (scan_id, device, external_id, station, sender, digest, metadata, files, received_at, state,
    pictures, pixels) VALUES ('s', 'd', '1', 'n', 'v', 'x', '{}', '[]', '2026-01-01', 'received', '[]', '[]')
"""
OLD_JOBS = """
INSERT INTO job (job_id, scan_id, kind, created_at, ready_at, attempts) VALUES
    ('2', 's', 'judge', '2026-01-01', '2026-01-01', 1), ('1', 's', 'see', '2026-01-01', '2026-01-01', 1),
    ('3', 's', 'judge', '2026-01-01', '2026-01-01', 0)
"""


def test_jobs_from_before_keep_their_order(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        url = f"{database_url}.old"
    else:
        url = postgres.another(database_url, f"turns_{uuid.uuid4().hex}")
    old = make_engine(url)
    config = Config()
    config.set_main_option("script_location", str(store.MIGRATIONS))
    with writing(old) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(sa.text(OLD_SCAN))
        connection.execute(sa.text(OLD_JOBS))
    migrate(old)
    with reading(old) as connection:
        rows = connection.execute(sa.select(job_table.c.job_id, job_table.c.turn).order_by("job_id"))
        assert [tuple(row) for row in rows] == [("1", 1), ("2", 2), ("3", 0)]
    old.dispose()
