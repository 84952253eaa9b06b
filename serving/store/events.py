"""What happened, in order: the live stream reads it from here."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from serving.store.records import now
from serving.store.tables import events


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened; ``seq`` grows."""

    seq: int
    kind: str
    scan_id: str | None
    state: str | None
    at: datetime


def tell(connection: sa.Connection, kind: str, scan_id: str | None = None, state: str | None = None) -> None:
    """Append an event of ``kind`` (``scan``, ``queue``, ``declaration``, ``library``)."""
    connection.execute(events.insert().values(kind=kind, scan_id=scan_id, state=state, at=now()))


def since(connection: sa.Connection, seq: int, limit: int = 500) -> list[Event]:
    """Return events after ``seq``, oldest first."""
    rows = connection.execute(events.select().where(events.c.seq > seq).order_by(events.c.seq).limit(limit))
    return [Event(**row) for row in rows.mappings()]


def last_seq(connection: sa.Connection) -> int:
    """Return the number of the newest event, 0 while there is none."""
    return connection.scalar(sa.select(sa.func.max(events.c.seq))) or 0
