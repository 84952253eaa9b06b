"""Scans: kept once, found again by device and external id, read with their latest assessment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from model.domain import Assessment, Scan, ScanMetadata, ScanState, ViewFacts
from model.errors import InvalidInput, NotFound, ScanConflict
from model.numbers import tidy
from serving.store import events, jobs
from serving.store.records import dump, load, new_id, now
from serving.store.tables import assessments, scan_containers, scans


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file of a scan as it was received; ``blob`` is its SHA-256."""

    name: str
    blob: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the service keeps of a scan beside the public resource.

    ``pixels`` has, for each view, the blobs of the page's wire format by scale (``{"1": ..., "4": ...}``);
    ``seen`` is what the network saw, without pixels.
    """

    scan_id: str
    sender: str
    metadata: ScanMetadata
    files: tuple[KeptFile, ...]
    pixels: tuple[dict[str, Any], ...]
    seen: dict[str, Any] | None


def add(
    connection: sa.Connection, metadata: ScanMetadata, files: Sequence[KeptFile], digest: str, sender: str
) -> tuple[str, bool]:
    """Keep a scan and its first job; return its id and whether it is new.

    Raises ``ScanConflict`` when the device sent other bytes under this external id before.
    """
    scan_id = new_id()
    received = now()
    row = {
        "scan_id": scan_id,
        "device": metadata.device,
        "external_id": metadata.external_id,
        "station": metadata.station,
        "declaration_number": metadata.declaration,
        "sender": sender,
        "digest": digest,
        "metadata": dump(metadata),
        "files": [dump(file) for file in files],
        "received_at": received,
        "state": ScanState.RECEIVED,
        "pictures": [],
        "pixels": [],
    }
    try:
        with connection.begin_nested():
            connection.execute(scans.insert().values(row))
    except IntegrityError:
        known = find(connection, metadata, digest)
        if known is None:
            raise
        return known, False
    add_numbers(connection, scan_id, metadata.containers)
    jobs.add(connection, scan_id, "see")
    events.tell(connection, "scan", scan_id, ScanState.RECEIVED)
    return scan_id, True


def find(connection: sa.Connection, metadata: ScanMetadata, digest: str) -> str | None:
    """Return the id of the scan that a device sent under an external id before, or None.

    Raises ``ScanConflict`` when it was of other bytes.
    """
    query = sa.select(scans.c.scan_id, scans.c.digest).where(
        scans.c.device == metadata.device, scans.c.external_id == metadata.external_id
    )
    known = connection.execute(query).one_or_none()
    if known is None:
        return None
    if known.digest != digest:
        raise ScanConflict(scan_id=known.scan_id, device=metadata.device, external_id=metadata.external_id)
    return known.scan_id


def add_numbers(connection: sa.Connection, scan_id: str, numbers: Sequence[str]) -> None:
    """Tie container numbers to a scan, so that declarations find it; known ones stay."""
    query = sa.select(scan_containers.c.number).where(scan_containers.c.scan_id == scan_id)
    if fresh := sorted({tidy(number) for number in numbers} - set(connection.scalars(query))):
        connection.execute(scan_containers.insert(), [{"scan_id": scan_id, "number": n} for n in fresh])


def _resource(row: sa.Row[Any], full: bool = True) -> Scan:
    metadata = load(ScanMetadata, row.metadata)
    base = f"/api/v1/scans/{row.scan_id}"
    links = {"self": base, **{name: f"{base}/{name}" for name in ("image", "pixels", "neighbours")}}
    assessment = load(Assessment, row.body) if full and row.body else None
    return Scan(
        **{name: getattr(metadata, name) for name in ScanMetadata.__slots__},
        scan_id=row.scan_id,
        state=ScanState(row.state),
        received_at=row.received_at,
        files=tuple(file["name"] for file in row.files),
        pictures=load(tuple[ViewFacts, ...], row.pictures),
        assessment=assessment,
        links=links,
    )


def _with_assessment() -> sa.Select[Any]:
    join = scans.outerjoin(assessments, assessments.c.assessment_id == scans.c.assessment_id)
    return sa.select(scans, assessments.c.body).select_from(join)


def get(connection: sa.Connection, scan_id: str) -> Scan:
    """Return the scan resource with its latest assessment; raises ``NotFound``."""
    row = connection.execute(_with_assessment().where(scans.c.scan_id == scan_id)).one_or_none()
    if row is None:
        raise NotFound(f"There is no scan {scan_id}.")
    return _resource(row)


def sender(connection: sa.Connection, scan_id: str) -> str | None:
    """Return who posted a scan, or None for an unknown one."""
    return connection.scalar(sa.select(scans.c.sender).where(scans.c.scan_id == scan_id))


def listing(
    connection: sa.Connection,
    *,
    state: str | None = None,
    before: str | None = None,
    limit: int = 50,
    sender: str | None = None,
) -> list[Scan]:
    """Return scans, newest first, without their assessments."""
    if state is not None and state not in set(ScanState):
        raise InvalidInput(f"{state!r} is not a state; states are {', '.join(ScanState)}.")
    query = sa.select(scans).order_by(scans.c.scan_id.desc()).limit(limit)
    if state is not None:
        query = query.where(scans.c.state == state)
    if before is not None:
        query = query.where(scans.c.scan_id < before)
    if sender is not None:
        query = query.where(scans.c.sender == sender)
    return [_resource(row, full=False) for row in connection.execute(query)]


def kept(connection: sa.Connection, scan_id: str) -> Kept:
    """Return what is kept of a scan beside the resource; raises ``NotFound``."""
    row = connection.execute(scans.select().where(scans.c.scan_id == scan_id)).one_or_none()
    if row is None:
        raise NotFound(f"There is no scan {scan_id}.")
    return Kept(
        scan_id=scan_id,
        sender=row.sender,
        metadata=load(ScanMetadata, row.metadata),
        files=load(tuple[KeptFile, ...], row.files),
        pixels=tuple(row.pixels),
        seen=row.seen,
    )


def set_seen(
    connection: sa.Connection,
    scan_id: str,
    *,
    pictures: Sequence[ViewFacts],
    pixels: Sequence[dict[str, Any]],
    seen: dict[str, Any],
) -> None:
    """Keep what was read and seen in a scan."""
    values = {
        "pictures": [dump(facts) for facts in pictures],
        "pixels": [dump(view) for view in pixels],
        "seen": seen,
    }
    connection.execute(scans.update().where(scans.c.scan_id == scan_id).values(values))


def move(connection: sa.Connection, scan_id: str, state: ScanState, *only_from: ScanState) -> bool:
    """Put a scan into a state, if it is in one of ``only_from`` (any, if none is named)."""
    query = scans.update().where(scans.c.scan_id == scan_id).values(state=state)
    if only_from:
        query = query.where(scans.c.state.in_(only_from))
    moved = connection.execute(query).rowcount > 0
    if moved:
        events.tell(connection, "scan", scan_id, state)
    return moved


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return the number of scans by state."""
    rows = connection.execute(sa.select(scans.c.state, sa.func.count()).group_by(scans.c.state))
    return {row[0]: row[1] for row in rows}
