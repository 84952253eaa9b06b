"""Work to do on scans, claimed by lease: a killed worker's job comes back when its lease ends.

``see`` reads the files of a scan and judges it; ``judge`` judges it again from the kept embeddings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import sqlalchemy as sa

from serving.store.records import new_id, now
from serving.store.tables import jobs, scans

JobKind = Literal["see", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work.

    ``attempts`` counts how often it was begun, this time too, and so the killed processes;
    ``failures`` how often it ended in an error.
    """

    job_id: str
    scan_id: str
    kind: JobKind
    attempts: int
    failures: int


def add(connection: sa.Connection, scan_id: str, kind: JobKind) -> None:
    """Ask for work on a scan; one waiting ``judge`` that nobody began is enough."""
    waiting = sa.select(jobs.c.job_id).where(
        jobs.c.scan_id == scan_id, jobs.c.kind == kind, jobs.c.done_at.is_(None), jobs.c.holder.is_(None)
    )
    if connection.execute(waiting.limit(1).with_for_update()).first() is None:
        moment = now()
        connection.execute(
            jobs.insert().values(
                job_id=new_id(), scan_id=scan_id, kind=kind, created_at=moment, ready_at=moment
            )
        )


def claim(connection: sa.Connection, holder: str, seconds: float) -> Job | None:
    """Take the oldest ready job for ``seconds``; it is ready again when they pass without an end.

    A worker that claims has nothing in hand, so a job in its name is one that it failed to give back.

    A ``judge`` waits until its scan has been seen, and a scan has one job at a time. Each claim gives
    the job the next turn of its scan: what changes after a claim asks for another job, so the job with
    the highest turn has read the newest, whatever the clocks of the hosts say.
    """
    moment = now()
    other = jobs.alias()
    busy = sa.exists().where(
        other.c.scan_id == jobs.c.scan_id,
        other.c.job_id != jobs.c.job_id,
        other.c.done_at.is_(None),
        other.c.holder.is_not(None),
        other.c.ready_at > moment,
    )
    ready = (
        sa.select(jobs)
        .join(scans, scans.c.scan_id == jobs.c.scan_id)
        .where(jobs.c.done_at.is_(None), (jobs.c.ready_at <= moment) | (jobs.c.holder == holder))
        .where((jobs.c.kind == "see") | scans.c.seen.is_not(None))
        .where(sa.not_(busy))
        .order_by(jobs.c.ready_at, jobs.c.job_id)
        .limit(1)
        .with_for_update(skip_locked=True, of=jobs)
    )
    row = connection.execute(ready).first()
    if row is None:
        return None
    taken = {
        "holder": holder,
        "ready_at": moment + timedelta(seconds=seconds),
        "attempts": row.attempts + 1,
        "turn": _next_turn(connection, row.scan_id),
    }
    connection.execute(jobs.update().where(jobs.c.job_id == row.job_id).values(taken))
    return Job(
        job_id=row.job_id,
        scan_id=row.scan_id,
        kind=row.kind,
        attempts=row.attempts + 1,
        failures=row.failures,
    )


def _next_turn(connection: sa.Connection, scan_id: str) -> int:
    connection.execute(sa.select(scans.c.scan_id).where(scans.c.scan_id == scan_id).with_for_update())
    highest = connection.scalar(sa.select(sa.func.max(jobs.c.turn)).where(jobs.c.scan_id == scan_id))
    return (highest or 0) + 1


def renew(connection: sa.Connection, holders: Sequence[str], seconds: float) -> None:
    """Extend the leases of every job that these workers have in hand."""
    query = jobs.update().where(jobs.c.holder.in_(holders), jobs.c.done_at.is_(None))
    connection.execute(query.values(ready_at=now() + timedelta(seconds=seconds)))


def finish(connection: sa.Connection, job: Job, holder: str, error: str | None = None) -> bool:
    """End a job, if ``holder`` still holds it; False means that somebody else has it, so roll back."""
    query = jobs.update().where(
        jobs.c.job_id == job.job_id, jobs.c.holder == holder, jobs.c.done_at.is_(None)
    )
    return connection.execute(query.values(done_at=now(), error=error)).rowcount > 0


def retry_later(
    connection: sa.Connection, job: Job, holder: str, seconds: float, error: str, counted: bool = True
) -> None:
    """Give a job back, to be tried again after ``seconds``; ``counted`` when the scan may be at fault."""
    query = jobs.update().where(jobs.c.job_id == job.job_id, jobs.c.holder == holder)
    again = {"holder": None, "ready_at": now() + timedelta(seconds=seconds), "error": error}
    blame = {"failures": job.failures + 1} if counted else {"attempts": job.attempts - 1}
    connection.execute(query.values(**again, **blame))


def backlog(connection: sa.Connection) -> int:
    """Return the number of jobs not done."""
    return connection.scalar(sa.select(sa.func.count()).where(jobs.c.done_at.is_(None))) or 0
