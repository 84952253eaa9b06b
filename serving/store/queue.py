"""The officers' queue: ordered by suspicion and age, claimed by lease with expiry."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.domain import Evidence, Lamp, Lease, ScanState
from model.errors import LeaseLost, LeaseTaken, NotFound
from serving.store import events
from serving.store import scans as scan_store
from serving.store.records import load, now
from serving.store.tables import assessments, leases, scans

OPEN = (ScanState.ASSESSED, ScanState.UNFIT, ScanState.RETURNED, ScanState.CHECKED_OUT)
CLAIMABLE = (*OPEN, ScanState.WAITING)
_HOUR_COUNTS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """A scan that waits for an officer; ``reason`` is its weightiest one."""

    scan_id: str
    state: ScanState
    station: str
    device: str
    external_id: str
    containers: tuple[str, ...]
    declaration: str | None
    received_at: datetime
    lamp: Lamp
    suspicion: float | None
    reason: Evidence | None
    holder: str | None
    lease_expires_at: datetime | None


def _epoch(connection: sa.Connection, column: sa.ColumnElement[Any]) -> sa.ColumnElement[float]:
    if connection.dialect.name == "postgresql":
        return sa.cast(sa.extract("epoch", column), sa.Float)
    return sa.func.julianday(column) * 86400.0


def _order(connection: sa.Connection) -> sa.ColumnElement[float]:
    """Suspicion plus a tenth for each hour of waiting, so that nothing waits for ever.

    As every scan ages at the same pace, the order needs no present time.
    """
    return (scans.c.urgency - _epoch(connection, scans.c.received_at) / 3600 * _HOUR_COUNTS).desc()


def listing(connection: sa.Connection, limit: int = 100) -> list[QueueItem]:
    """Return scans that wait for an officer or are with one, the most pressing first."""
    moment = now()
    held = sa.and_(leases.c.scan_id == scans.c.scan_id, leases.c.expires_at > moment)
    joined = scans.join(assessments, assessments.c.assessment_id == scans.c.assessment_id).outerjoin(
        leases, held
    )
    query = (
        sa.select(scans, assessments.c.body, leases.c.holder, leases.c.expires_at)
        .select_from(joined)
        .where(scans.c.state.in_(CLAIMABLE))
        .order_by(scans.c.state == ScanState.WAITING, _order(connection), scans.c.scan_id)
        .limit(limit)
    )
    return [_item(row) for row in connection.execute(query)]


def _item(row: sa.Row[Any]) -> QueueItem:
    reasons = [reason for reason in row.body["evidence"] if reason["kind"] != "base-rate"]
    top = max(reasons, key=lambda reason: reason["weight"], default=None)
    lapsed = row.state == ScanState.CHECKED_OUT and row.holder is None
    return QueueItem(
        scan_id=row.scan_id,
        state=ScanState.ASSESSED if lapsed else ScanState(row.state),
        station=row.station,
        device=row.device,
        external_id=row.external_id,
        containers=tuple(row.metadata["containers"]),
        declaration=row.body["declaration"],
        received_at=row.received_at,
        lamp=Lamp(row.body["lamp"]),
        suspicion=row.body["suspicion"],
        reason=load(Evidence, top) if top else None,
        holder=row.holder,
        lease_expires_at=row.expires_at,
    )


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return how many scans wait and how many are with an officer."""
    held = connection.scalar(
        sa.select(sa.func.count()).select_from(leases).where(leases.c.expires_at > now())
    )
    waiting = connection.scalar(sa.select(sa.func.count()).select_from(scans).where(scans.c.state.in_(OPEN)))
    return {"waiting": (waiting or 0) - (held or 0), "checked_out": held or 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """Who wants a scan, where, and for how long."""

    officer: str
    seconds: float
    desk: str | None
    take_over: bool


def claim(
    connection: sa.Connection,
    officer: str,
    scan_id: str | None,
    seconds: float,
    desk: str | None = None,
    take_over: bool = False,
) -> Lease | None:
    """Take a scan, the named one or the most pressing free one; None when nothing waits.

    An officer who claims again what he holds gets the same lease, longer.

    Parameters
    ----------
    connection
        A write transaction.
    officer
        Who claims.
    scan_id
        Which scan, or None for the most pressing.
    seconds
        For how long.
    desk
        Where, a tab of the page for one: what the officer holds at another desk counts as taken.
    take_over
        Take it from his other desk all the same, which loses it.

    Raises
    ------
    NotFound
        For an unknown scan.
    LeaseTaken
        When another officer holds it, or the same one at another desk.
    """
    wish = _Wish(officer=officer, seconds=seconds, desk=desk, take_over=take_over)
    if scan_id is not None:
        return _claim_named(connection, scan_id, wish)
    while True:
        moment = now()
        live = sa.exists().where(leases.c.scan_id == scans.c.scan_id, leases.c.expires_at > moment)
        most_pressing = (
            sa.select(scans.c.scan_id)
            .where(scans.c.state.in_(OPEN), sa.not_(live))
            .order_by(_order(connection), scans.c.scan_id)
            .limit(1)
            .with_for_update(skip_locked=True, of=scans)
        )
        found = connection.scalar(most_pressing)
        if found is None:
            return None
        try:
            return _take(connection, found, moment, wish)
        except LeaseTaken:
            continue  # PostgreSQL: taken between the start of the query and its lock; look again


def _claim_named(connection: sa.Connection, scan_id: str, wish: _Wish) -> Lease:
    query = sa.select(scans.c.state).where(scans.c.scan_id == scan_id).with_for_update()
    state = connection.scalar(query)
    if state is None:
        raise NotFound(f"There is no scan {scan_id}.")
    if state not in CLAIMABLE:
        raise LeaseTaken(f"The scan is {state}; it waits for no officer.", state=state)
    return _take(connection, scan_id, now(), wish)


def _take(connection: sa.Connection, scan_id: str, moment: datetime, wish: _Wish) -> Lease:
    old = connection.execute(leases.select().where(leases.c.scan_id == scan_id)).first()
    live = old if old is not None and old.expires_at > moment else None
    elsewhere = live is not None and wish.desk is not None and live.desk != wish.desk
    if live is not None and (live.holder != wish.officer or (elsewhere and not wish.take_over)):
        raise LeaseTaken(
            "" if live.holder != wish.officer else "You hold this scan at another desk.",
            holder=live.holder,
            expires_at=live.expires_at.isoformat(),
        )
    lease = Lease(
        scan_id=scan_id,
        holder=wish.officer,
        token=secrets.token_urlsafe(16) if live is None or elsewhere else live.token,
        expires_at=moment + timedelta(seconds=wish.seconds),
    )
    values = {
        "holder": lease.holder,
        "token": lease.token,
        "expires_at": lease.expires_at,
        "desk": live.desk if live is not None and wish.desk is None else wish.desk,
    }
    if old is None:
        connection.execute(leases.insert().values(scan_id=scan_id, **values))
    else:
        connection.execute(leases.update().where(leases.c.scan_id == scan_id).values(values))
    free = (state for state in CLAIMABLE if state is not ScanState.CHECKED_OUT)
    scan_store.move(connection, scan_id, ScanState.CHECKED_OUT, *free)
    events.tell(connection, "queue", scan_id, ScanState.CHECKED_OUT)
    return lease


def renew(connection: sa.Connection, scan_id: str, token: str, seconds: float) -> Lease:
    """Extend a live lease; raises ``LeaseLost`` when it ended or belongs to another officer."""
    moment = now()
    row = held(connection, scan_id, token)
    lease = Lease(
        scan_id=scan_id, holder=row.holder, token=token, expires_at=moment + timedelta(seconds=seconds)
    )
    connection.execute(leases.update().where(leases.c.scan_id == scan_id).values(expires_at=lease.expires_at))
    return lease


def held(connection: sa.Connection, scan_id: str, token: str) -> sa.Row[Any]:
    """Return the live lease row that ``token`` proves; raises ``LeaseLost``."""
    row = connection.execute(leases.select().where(leases.c.scan_id == scan_id)).first()
    if row is None or not secrets.compare_digest(row.token, token) or row.expires_at <= now():
        taken = row is not None and row.expires_at > now()
        raise LeaseLost(
            **({"holder": row.holder, "expires_at": row.expires_at.isoformat()} if row and taken else {})
        )
    return row


def release(connection: sa.Connection, scan_id: str, token: str) -> None:
    """Give a scan back to the queue."""
    held(connection, scan_id, token)
    connection.execute(leases.delete().where(leases.c.scan_id == scan_id))
    back = state_without_officer(connection, scan_id)
    scan_store.move(connection, scan_id, back, ScanState.CHECKED_OUT)
    events.tell(connection, "queue", scan_id, back)


def state_without_officer(connection: sa.Connection, scan_id: str) -> ScanState:
    """Return the state that a scan has when nobody holds it, from its latest assessment."""
    query = (
        sa.select(assessments.c.body)
        .join(scans, scans.c.assessment_id == assessments.c.assessment_id)
        .where(scans.c.scan_id == scan_id)
    )
    body = connection.scalar(query)
    if body is None:
        return ScanState.RECEIVED
    if not body["fitness"]["fit"]:
        return ScanState.UNFIT
    return ScanState.ASSESSED if body["declaration"] else ScanState.WAITING
