"""Assessments: appended, each with the job that made it, so that no job counts twice."""

import sqlalchemy as sa

from model.domain import Assessment, ScanState
from model.suspicion import AMBER
from serving.store import scans as scan_store
from serving.store.records import dump, load
from serving.store.tables import assessments, scans

_UNJUDGED = (ScanState.RECEIVED, ScanState.WAITING, ScanState.ASSESSED, ScanState.UNFIT)


def append(connection: sa.Connection, assessment: Assessment, job_id: str, state: ScanState) -> None:
    """Append an assessment and make it the scan's latest; the state changes unless officers have it.

    When a later job has ended first, its assessment stays the latest.
    """
    scan = connection.execute(
        sa.select(scans.c.assessment_id).where(scans.c.scan_id == assessment.scan_id).with_for_update()
    ).one()
    query = sa.select(assessments.c.job_id).where(assessments.c.assessment_id == scan.assessment_id)
    latest_job = connection.scalar(query) or ""
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
    if latest_job > job_id:
        return
    latest = {"assessment_id": assessment.assessment_id, "urgency": urgency(assessment)}
    connection.execute(scans.update().where(scans.c.scan_id == assessment.scan_id).values(latest))
    scan_store.move(connection, assessment.scan_id, state, *_UNJUDGED)


def urgency(assessment: Assessment) -> float:
    """Return the place in the queue, from 0 to 1, before age counts: grey stands with faint amber."""
    return AMBER if assessment.suspicion is None else assessment.suspicion


def listing(connection: sa.Connection, scan_id: str) -> list[Assessment]:
    """Return every assessment of a scan, oldest first."""
    query = assessments.select().where(assessments.c.scan_id == scan_id).order_by(assessments.c.assessment_id)
    return [load(Assessment, row.body) for row in connection.execute(query)]
