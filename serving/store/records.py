"""Domain records to JSON and back, new identifiers, and the clock."""

import secrets
import time
import uuid
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def dump(record: Any) -> Any:
    """Return a domain record as plain JSON values."""
    return _adapter(type(record)).dump_python(record, mode="json")


def load(kind: type[T], value: Any) -> T:
    """Return the domain record that ``dump`` wrote."""
    return _adapter(kind).validate_python(value)


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return an identifier that sorts by time of making (UUID version 7, RFC 9562)."""
    value = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))
