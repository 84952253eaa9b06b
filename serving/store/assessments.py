"""Assessments: appended, each with the job that made it, so that no job counts twice."""

import sqlalchemy as sa

from model.domain import Assessment, ScanState
from model.suspicion import AMBER
from serving.store import scans as scan_store
from serving.store.records import dump, load
from serving.store.tables import assessments, jobs, scans

_UNJUDGED = (ScanState.RECEIVED, ScanState.WAITING, ScanState.ASSESSED, ScanState.UNFIT)


def append(connection: sa.Connection, assessment: Assessment, job_id: str, state: ScanState) -> None:
    """Append an assessment and make it the scan's latest; the state changes unless officers have it.

    When a job with a later turn has ended first, its assessment stays the latest.
    """
    scan = connection.execute(
        sa.select(scans.c.assessment_id).where(scans.c.scan_id == assessment.scan_id).with_for_update()
    ).one()
    turn = sa.select(jobs.c.turn)
    own = connection.scalar(turn.where(jobs.c.job_id == job_id)) or 0
    latest = turn.join(assessments).where(assessments.c.assessment_id == scan.assessment_id)
    latest_turn = connection.scalar(latest) or 0
    connection.execute(
        assessments.insert().values(
            assessment_id=assessment.assessment_id,
            scan_id=assessment.scan_id,
            job_id=job_id,
            created_at=assessment.created_at,
            lamp=assessment.lamp,
            suspicion=assessment.suspicion,
            model=assessment.model,
            library=assessment.library,
            body=dump(assessment),
        )
    )
    if latest_turn > own:
        return
    values = {"assessment_id": assessment.assessment_id, "urgency": urgency(assessment)}
    connection.execute(scans.update().where(scans.c.scan_id == assessment.scan_id).values(values))
    scan_store.move(connection, assessment.scan_id, state, *_UNJUDGED)


def urgency(assessment: Assessment) -> float:
    """Return the place in the queue, from 0 to 1, before age counts: grey stands with faint amber."""
    return AMBER if assessment.suspicion is None else assessment.suspicion


def listing(connection: sa.Connection, scan_id: str) -> list[Assessment]:
    """Return every assessment of a scan, oldest first."""
    query = sa.select(assessments.c.body).join(jobs).where(assessments.c.scan_id == scan_id)
    query = query.order_by(jobs.c.turn)
    return [load(Assessment, row.body) for row in connection.execute(query)]
