"""What officers decided and what inspections found: appended, never changed, once per key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from model.domain import (
    DrawnRegion,
    Exam,
    ExamResult,
    GoodsLine,
    Review,
    ReviewVerdict,
    ScanState,
)
from model.errors import InvalidInput, LeaseLost
from serving.store import events, queue
from serving.store import scans as scan_store
from serving.store.engine import alone
from serving.store.records import dump, load, new_id, now
from serving.store.tables import exams, leases, reviews, scans

_RETURNS = (ReviewVerdict.RESCAN, ReviewVerdict.PANEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an officer sends: the verdict, the proof of his lease, and a key that makes it count once."""

    verdict: ReviewVerdict
    lease: str
    key: str
    reason: str = ""
    note: str = ""
    regions: tuple[DrawnRegion, ...] = ()
    seconds: float | None = None
    assessment_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What the officer at the container sends; ``key`` makes it count once."""

    result: ExamResult
    key: str
    note: str = ""
    goods: tuple[GoodsLine, ...] = ()
    regions: tuple[DrawnRegion, ...] = ()


def append_review(
    connection: sa.Connection, scan_id: str, officer: str, decision: Decision
) -> tuple[Review, bool]:
    """Append a decision and end the lease; a repeated key gives the same review and False.

    Raises ``LeaseLost`` without a live lease and ``InvalidInput`` without a reason where one is due.
    """
    known = _repeated(connection, reviews, scan_id, decision.key)
    if known is not None:
        return load(Review, known), False
    if decision.verdict is not ReviewVerdict.NO_ANOMALY and not decision.reason.strip():
        raise InvalidInput(f"The verdict {decision.verdict} needs a reason.", field="reason")
    _check(decision.regions)
    holder = queue.held(connection, scan_id, decision.lease).holder
    if holder != officer:
        raise LeaseLost("The hold on this scan belongs to another officer.", holder=holder)
    review = Review(
        review_id=new_id(),
        scan_id=scan_id,
        assessment_id=decision.assessment_id,
        officer=officer,
        verdict=decision.verdict,
        reason=decision.reason,
        note=decision.note,
        regions=decision.regions,
        seconds=decision.seconds,
        created_at=now(),
    )
    connection.execute(
        reviews.insert().values(
            review_id=review.review_id,
            scan_id=scan_id,
            key=decision.key,
            officer=officer,
            verdict=review.verdict,
            created_at=review.created_at,
            body=dump(review),
        )
    )
    connection.execute(leases.delete().where(leases.c.scan_id == scan_id))
    state = ScanState.RETURNED if review.verdict in _RETURNS else ScanState.DECIDED
    scan_store.move(connection, scan_id, state)
    events.tell(connection, "queue", scan_id, state)
    return review, True


def append_exam(
    connection: sa.Connection, scan_id: str, officer: str, inspection: Inspection
) -> tuple[Exam, bool]:
    """Append the result of a physical inspection; a repeated key gives the same exam and False."""
    known = _repeated(connection, exams, scan_id, inspection.key)
    if known is not None:
        return load(Exam, known), False
    _check(inspection.regions)
    scan_store.get(connection, scan_id)
    exam = Exam(
        exam_id=new_id(),
        scan_id=scan_id,
        officer=officer,
        result=inspection.result,
        note=inspection.note,
        goods=inspection.goods,
        regions=inspection.regions,
        created_at=now(),
    )
    connection.execute(
        exams.insert().values(
            exam_id=exam.exam_id,
            scan_id=scan_id,
            key=inspection.key,
            officer=officer,
            result=exam.result,
            created_at=exam.created_at,
            body=dump(exam),
        )
    )
    connection.execute(leases.delete().where(leases.c.scan_id == scan_id))
    scan_store.move(connection, scan_id, ScanState.INSPECTED)
    return exam, True


def _check(regions: Sequence[DrawnRegion]) -> None:
    """Raise ``InvalidInput`` for a box without an inside."""
    for at, region in enumerate(regions):
        x0, y0, x1, y1 = region.box
        if not (0 <= x0 < x1 and 0 <= y0 < y1):
            raise InvalidInput(
                "A box is [x0, y0, x1, y1] with x0 < x1 and y0 < y1.", field=f"regions.{at}.box"
            )


def _repeated(connection: sa.Connection, table: sa.Table, scan_id: str, key: str) -> Any | None:
    """Return the body that was appended under this key, if one was; the key must be of this scan.

    Until the transaction ends nobody else appends under this key, nor to this scan.
    """
    alone(connection, key)
    connection.execute(sa.select(scans.c.scan_id).where(scans.c.scan_id == scan_id).with_for_update())
    row = connection.execute(table.select().where(table.c.key == key)).first()
    if row is not None and row.scan_id != scan_id:
        raise InvalidInput("This key was used for another scan.")
    return None if row is None else row.body


def reviews_of(connection: sa.Connection, scan_id: str) -> list[Review]:
    """Return the decisions on a scan, oldest first."""
    query = reviews.select().where(reviews.c.scan_id == scan_id).order_by(reviews.c.review_id)
    return [load(Review, row.body) for row in connection.execute(query)]


def exams_of(connection: sa.Connection, scan_id: str) -> list[Exam]:
    """Return the inspection results of a scan, oldest first."""
    query = exams.select().where(exams.c.scan_id == scan_id).order_by(exams.c.exam_id)
    return [load(Exam, row.body) for row in connection.execute(query)]
