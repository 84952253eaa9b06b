"""The officers' way through a scan: queue, lease, review, inspection."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AfterValidator, StringConstraints

from model.domain import Exam, Lease, Review, Scan
from serving import audit
from serving.access import ServiceDep, allowed
from serving.bounds import SOUND
from serving.goods import FOUND
from serving.roles import Act, Principal
from serving.routes import API
from serving.store import queue, reviews, scans
from serving.store.engine import reading, writing
from serving.store.queue import QueueItem
from serving.store.reviews import Decision, Inspection

router = APIRouter(prefix=API, tags=["queue"])

Officer = Annotated[Principal, Depends(allowed(Act.REVIEW))]
Examiner = Annotated[Principal, Depends(allowed(Act.EXAMINE))]


def _plain(token: str) -> str:
    if not token.isascii() or not token.isprintable() or len(token) > 200:
        raise ValueError("is not a lease token")
    return token


LeaseToken = Annotated[str, AfterValidator(_plain)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The scans that wait for an officer or are with one, the most pressing first."""

    items: tuple[QueueItem, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Which scan to claim; without one, the most pressing.

    ``desk`` names where, a tab of the page for one: an officer holds a scan at one desk. ``take_over``
    takes it from his other one.
    """

    scan_id: str | None = None
    desk: Annotated[str | None, StringConstraints(max_length=100)] = None
    take_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A scan and the hold on it."""

    scan: Scan
    lease: Lease


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLease:
    """The proof of a hold."""

    token: LeaseToken


@router.get("/queue")
def read_queue(
    service: ServiceDep,
    _principal: Annotated[Principal, Depends(allowed(Act.READ_QUEUE))],
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Queue:
    """List what waits for an officer, by suspicion and age together."""
    with reading(service.engine) as connection:
        items = queue.listing(connection, limit)
        return Queue(items=tuple(items), counts=queue.counts(connection))


@router.post("/queue/claim", responses={204: {"description": "Nothing waits."}})
def claim_scan(
    service: ServiceDep, officer: Officer, claim: Annotated[Claim | None, SOUND] = None
) -> Claimed | None:
    """Take a scan for a while, the named one or the most pressing."""
    wish = claim or Claim()
    with writing(service.engine) as connection:
        lease = queue.claim(
            connection,
            officer.name,
            wish.scan_id,
            service.settings.lease_seconds,
            wish.desk,
            wish.take_over,
        )
        if lease is None:
            return Response(status_code=204)  # pyright: ignore[reportReturnType]
        scan = scans.get(connection, lease.scan_id)
        judged = scan.assessment
        audit.record(
            connection,
            officer.who,
            "scan.claimed",
            lease.scan_id,
            assessment_id=judged.assessment_id if judged else None,
            model=judged.model if judged else None,
        )
    return Claimed(scan=scan, lease=lease)


@router.post("/scans/{scan_id}/lease")
def renew_lease(
    service: ServiceDep, _officer: Officer, scan_id: str, held: Annotated[HeldLease, SOUND]
) -> Lease:
    """Keep a scan for longer: the heartbeat of the page."""
    with writing(service.engine) as connection:
        return queue.renew(connection, scan_id, held.token, service.settings.lease_seconds)


@router.delete("/scans/{scan_id}/lease", status_code=204)
def release_lease(
    service: ServiceDep, officer: Officer, scan_id: str, token: Annotated[LeaseToken, Query()]
) -> Response:
    """Give a scan back to the queue."""
    with writing(service.engine) as connection:
        queue.release(connection, scan_id, token)
        audit.record(connection, officer.who, "scan.released", scan_id)
    return Response(status_code=204)


@router.post("/scans/{scan_id}/reviews", status_code=201)
def add_review(
    service: ServiceDep,
    officer: Officer,
    response: Response,
    scan_id: str,
    decision: Annotated[Decision, SOUND],
) -> Review:
    """Decide on a scan; the same key again is answered 200 with the same review."""
    with writing(service.engine) as connection:
        review, new = reviews.append_review(connection, scan_id, officer.name, decision)
        if new:
            audit.record(
                connection,
                officer.who,
                "scan.reviewed",
                scan_id,
                review_id=review.review_id,
                verdict=review.verdict,
            )
    response.status_code = 201 if new else 200
    return review


@router.post("/scans/{scan_id}/exams", status_code=201)
def add_exam(
    service: ServiceDep,
    examiner: Examiner,
    response: Response,
    scan_id: str,
    inspection: Annotated[Inspection, SOUND, FOUND],
) -> Exam:
    """Record what a physical inspection found; the same key again is answered 200 with the same exam."""
    with writing(service.engine) as connection:
        exam, new = reviews.append_exam(connection, scan_id, examiner.name, inspection)
        if new:
            audit.record(
                connection, examiner.who, "scan.examined", scan_id, exam_id=exam.exam_id, result=exam.result
            )
    response.status_code = 201 if new else 200
    return exam
