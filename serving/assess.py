"""The use case: a scan is read and seen once, and judged as often as what is known of it changes."""

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from image_library.judging import Comparison
from image_library.snapshot import Snapshot
from model.domain import (
    Assessment,
    Declaration,
    DeclarationVersion,
    GoodsLine,
    LineAssessment,
    ScanState,
    Verdict,
)
from model.errors import NotAssessed
from model.see import Seen
from model.suspicion import logit, suspect
from serving.look import Look, look_at
from serving.store import assessments, declarations, jobs, kept, scans
from serving.store.engine import reading, writing
from serving.store.records import new_id, now
from serving.wiring import Service


class LostJob(Exception):
    """Another worker has taken this job over; what was done here does not count."""


def perform(service: Service, job: jobs.Job, holder: str) -> Assessment:
    """Do a job, append its assessment and end it, all or nothing; raises ``LostJob``."""
    start = perf_counter()
    with reading(service.engine) as connection:
        scan = scans.kept(connection, job.scan_id)
    stale = scan.seen is None or scan.seen["model"] != service.detector.card.id
    look = look_at(service, scan) if job.kind == "see" or stale else None
    seen = look.seen if look else kept.load_seen(scan.seen or {}, service.blobs)
    with writing(service.engine) as connection:
        if look:
            scans.add_numbers(connection, job.scan_id, look.numbers)
        version = declarations.of_scan(connection, job.scan_id)
    assessment = judge(service, job.scan_id, seen, version.declaration if version else None, version)
    total = round((perf_counter() - start) * 1000, 1)
    assessment = replace(assessment, timings_ms={**assessment.timings_ms, "total": total})
    append(service, job, holder, assessment, look)
    return assessment


def judge(
    service: Service,
    scan_id: str,
    seen: Seen,
    declaration: Declaration | None,
    version: DeclarationVersion | None = None,
) -> Assessment:
    """Judge what was seen against a declaration; ``version`` says which one, unless it is a what-if."""
    start = perf_counter()
    items = declaration.items if declaration and seen.fitness.fit else ()
    library = service.library.snapshot()
    comparison = _compare(library, seen, items)
    judged = suspect(
        seen.fitness,
        seen.containers,
        seen.findings,
        declaration,
        comparison.lines,
        comparison.evidence,
        library.calibration(),
        seen.numbers,
    )
    timings = {**seen.timings_ms, "judge": round((perf_counter() - start) * 1000, 1)}
    return Assessment(
        assessment_id=new_id(),
        scan_id=scan_id,
        declaration=f"{version.number}@{version.version}" if version else None,
        model=service.detector.card.id,
        library=library.version,
        created_at=now(),
        lamp=judged.lamp,
        suspicion=judged.suspicion,
        evidence=judged.evidence,
        containers=seen.containers,
        lines=comparison.lines,
        findings=seen.findings,
        fitness=seen.fitness,
        timings_ms=timings,
    )


def what_if(service: Service, scan_id: str, declaration: Declaration) -> Assessment:
    """Judge a scan against another declaration, from its kept embeddings; nothing is recorded.

    Raises ``NotFound`` and, while the scan has not been seen, ``NotAssessed``.
    """
    return judge(service, scan_id, seen_in(service, scan_id), declaration)


def seen_in(service: Service, scan_id: str) -> Seen:
    """Return what the present model saw in a scan, from what is kept.

    Raises ``NotFound``, and ``NotAssessed`` while the scan has not been seen; one that another model
    saw is looked at again.
    """
    with reading(service.engine) as connection:
        scan = scans.kept(connection, scan_id)
    if scan.seen is None:
        raise NotAssessed
    if scan.seen["model"] != service.detector.card.id:
        with writing(service.engine) as connection:
            jobs.add(connection, scan_id, "see")
        service.wake()
        raise NotAssessed("Another model saw this scan; it is looked at again, ask again later.")
    return kept.load_seen(scan.seen, service.blobs)


def append(service: Service, job: jobs.Job, holder: str, assessment: Assessment, look: Look | None) -> None:
    """Keep what a job made and end it in one transaction; raises ``LostJob`` when it is not ours."""
    seen = kept.dump_seen(look.seen, service.blobs, service.detector.card.id) if look else None
    if not assessment.fitness.fit:
        state = ScanState.UNFIT
    else:
        state = ScanState.ASSESSED if assessment.declaration else ScanState.WAITING
    with writing(service.engine) as connection:
        if not jobs.finish(connection, job, holder):
            raise LostJob
        if look and seen is not None:
            scans.set_seen(connection, job.scan_id, pictures=look.pictures, pixels=look.pixels, seen=seen)
        assessments.append(connection, assessment, job.job_id, state)


def _compare(library: Snapshot, seen: Seen, items: Sequence[GoodsLine]) -> Comparison:
    if seen.is_bag:
        reason = "a bag is not compared; the library holds loads of containers"
        return Comparison(lines=tuple(_line(item, "cannot-say", None, reason) for item in items))
    if seen.goods:
        return library.judge(seen.goods, items)
    score = max(-6.0, logit(max((container.loaded for container in seen.containers), default=0.0)))
    reason = "the container looks empty"
    return Comparison(lines=tuple(_line(item, "inconsistent", score, reason) for item in items))


def _line(item: GoodsLine, verdict: Verdict, score: float | None, reason: str) -> LineAssessment:
    return LineAssessment(line=item.line, hs_code=item.hs_code, verdict=verdict, score=score, reason=reason)
