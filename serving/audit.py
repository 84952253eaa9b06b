"""The audit log: who did what to what, and when; appended, never changed."""

from dataclasses import dataclass, field
from datetime import datetime
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
