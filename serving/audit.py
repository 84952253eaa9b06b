"""The audit log: who did what to what, and when; appended, never changed."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

import sqlalchemy as sa

from serving.store.records import now
from serving.store.tables import audit_log


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One act; ``who`` is a person's name or ``token:NAME``, ``subject`` what it was done to."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    details: dict[str, Any] = field(default_factory=dict[str, Any])


def record(connection: sa.Connection, who: str, action: str, subject: str, **details: Any) -> None:
    """Append an act, in the transaction that does it."""
    row = {"at": now(), "who": who, "action": action, "subject": subject, "details": details}
    connection.execute(audit_log.insert().values(row))


def listing(connection: sa.Connection, limit: int = 100, before: int | None = None) -> list[AuditEntry]:
    """Return acts, newest first, those with an id under ``before``."""
    query = audit_log.select().order_by(audit_log.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(audit_log.c.id < before)
    return [AuditEntry(**row) for row in connection.execute(query).mappings()]


class Viewings:
    """Remembers who just saw what, so that a page that asks again does not fill the log.

    Parameters
    ----------
    seconds
        How long the same look counts as one.
    keys
        How many looks are remembered.
    clock
        Returns seconds that only grow.
    """

    def __init__(
        self, seconds: float = 600.0, keys: int = 10_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds, self._keys, self._clock = seconds, keys, clock
        self._looks: OrderedDict[tuple[str, ...], float] = OrderedDict()
        self._lock = Lock()

    def first(self, *key: str) -> bool:
        """Tell whether this look is to be recorded."""
        with self._lock:
            moment = self._clock()
            last = self._looks.get(key)
            if last is not None and moment - last < self._seconds:
                return False
            self._looks[key] = moment
            self._looks.move_to_end(key)
            while len(self._looks) > self._keys:
                self._looks.popitem(last=False)
            return True
