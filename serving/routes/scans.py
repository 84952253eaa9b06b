"""Scans: received from scanners, read by officers, with everything that was appended to them."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

import sqlalchemy as sa
from anyio import current_time, sleep, to_thread
from fastapi import APIRouter, Depends, Header, Query, Request, Response

from model.domain import Assessment, DeclarationVersion, Exam, Review, Scan, ScanState
from model.errors import NotFound
from serving import audit, ingest, metrics
from serving.access import ServiceDep, allowed
from serving.audit import Viewings
from serving.multipart import Upload
from serving.roles import Act, Principal, Role
from serving.routes import API
from serving.store import assessments, declarations, reviews, scans
from serving.store.engine import reading, writing
from serving.wiring import Service

router = APIRouter(prefix=f"{API}/scans", tags=["scans"])

Reader = Annotated[Principal, Depends(allowed(Act.READ_SCANS))]
DecisionReader = Annotated[Principal, Depends(allowed(Act.READ_DECISIONS))]
_WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,6})")
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["metadata", "file"],
                    "properties": {
                        "metadata": {"$ref": "#/components/schemas/ScanMetadata"},
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                    },
                }
            }
        },
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scans:
    """Scans, newest first, without their assessments."""

    items: tuple[Scan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessments:
    """The assessments of a scan, oldest first."""

    items: tuple[Assessment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """The decisions on a scan, oldest first."""

    items: tuple[Review, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exams:
    """The inspection results of a scan, oldest first."""

    items: tuple[Exam, ...]


def must_see(connection: sa.Connection, principal: Principal, scan_id: str) -> None:
    """Raise ``NotFound`` for an unknown scan, and for a scanner that asks for another's."""
    sender = scans.sender(connection, scan_id)
    if sender is None or (principal.role is Role.SCANNER and sender != principal.name):
        raise NotFound(f"There is no scan {scan_id}.")


def _read(service: Service, scan_id: str) -> Scan:
    with reading(service.engine) as connection:
        return scans.get(connection, scan_id)


async def _assessed(service: Service, scan: Scan, seconds: float) -> Scan:
    end, pause = current_time() + seconds, 0.02
    while scan.assessment is None and current_time() < end:
        await sleep(pause)
        pause = min(pause * 1.5, 0.1)
        scan = await to_thread.run_sync(_read, service, scan.scan_id)
    return scan


@router.post(
    "",
    status_code=202,
    openapi_extra=_BODY,
    responses={
        200: {"model": Scan, "description": "The same scan was received before."},
        201: {"model": Scan, "description": "Received, and assessed within the time of `Prefer: wait=N`."},
    },
)
async def post_scan(
    request: Request,
    response: Response,
    service: ServiceDep,
    principal: Annotated[Principal, Depends(allowed(Act.POST_SCANS))],
    prefer: Annotated[str | None, Header(description="`wait=N`: wait up to N seconds.")] = None,
) -> Scan:
    """Receive a scan: answered 202 once its files and its metadata are durable."""
    settings = service.settings
    kind = request.headers.get("content-type", "")
    limit = settings.upload_mb * 1_000_000
    with Upload(service.blobs, kind, limit, settings.upload_files) as upload:
        await upload.read(request.stream())
        scan, new = await to_thread.run_sync(ingest.receive, service, upload, principal.name)
        if new:
            metrics.RECEIVED_BYTES.inc(sum(writer.size for _, writer in upload.files))
    request.scope["path_params"]["scan_id"] = scan.scan_id
    wait = _WAIT.search(prefer or "")
    if wait:
        seconds = min(float(wait.group(1)), settings.wait_seconds)
        scan = await _assessed(service, scan, seconds)
        response.headers["Preference-Applied"] = f"wait={seconds:g}"
    response.headers["Location"] = scan.links["self"]
    response.status_code = 200 if not new else 201 if wait and scan.assessment else 202
    return scan


@router.get("")
def list_scans(
    service: ServiceDep,
    principal: Reader,
    state: ScanState | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    before: Annotated[str | None, Query(max_length=100, description="Older than this scan.")] = None,
) -> Scans:
    """List scans, newest first; a scanner sees its own."""
    own = principal.name if principal.role is Role.SCANNER else None
    with reading(service.engine) as connection:
        found = scans.listing(connection, state=state, before=before, limit=limit, sender=own)
    return Scans(items=tuple(found))


@router.get("/{scan_id}")
def read_scan(request: Request, service: ServiceDep, principal: Reader, scan_id: str) -> Scan:
    """Give a scan with its latest assessment; what a person sees is kept in the audit log."""
    with reading(service.engine) as connection:
        must_see(connection, principal, scan_id)
        scan = scans.get(connection, scan_id)
    viewings: Viewings = request.app.state.viewings
    judged = scan.assessment
    if principal.csrf and viewings.first(principal.who, scan_id, judged.assessment_id if judged else ""):
        with writing(service.engine) as connection:
            audit.record(
                connection,
                principal.who,
                "scan.seen",
                scan_id,
                assessment_id=judged.assessment_id if judged else None,
                model=judged.model if judged else None,
            )
    return scan


@router.get("/{scan_id}/assessments")
def list_assessments(service: ServiceDep, principal: Reader, scan_id: str) -> Assessments:
    """List every assessment of a scan, oldest first."""
    with reading(service.engine) as connection:
        must_see(connection, principal, scan_id)
        return Assessments(items=tuple(assessments.listing(connection, scan_id)))


@router.get("/{scan_id}/reviews")
def list_reviews(service: ServiceDep, principal: DecisionReader, scan_id: str) -> Reviews:
    """List every decision on a scan, oldest first."""
    with reading(service.engine) as connection:
        must_see(connection, principal, scan_id)
        return Reviews(items=tuple(reviews.reviews_of(connection, scan_id)))


@router.get("/{scan_id}/exams")
def list_exams(service: ServiceDep, principal: DecisionReader, scan_id: str) -> Exams:
    """List every inspection result of a scan, oldest first."""
    with reading(service.engine) as connection:
        must_see(connection, principal, scan_id)
        return Exams(items=tuple(reviews.exams_of(connection, scan_id)))


@router.get("/{scan_id}/declaration")
def read_scan_declaration(
    service: ServiceDep,
    principal: Annotated[Principal, Depends(allowed(Act.READ_DECLARATIONS))],
    scan_id: str,
) -> DeclarationVersion:
    """Give the newest version of the declaration that a scan is judged against."""
    with reading(service.engine) as connection:
        must_see(connection, principal, scan_id)
        found = declarations.of_scan(connection, scan_id)
    if found is None:
        raise NotFound("There is no declaration for this scan yet.")
    return found
