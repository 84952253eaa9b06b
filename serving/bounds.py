"""Bounds of what callers may send: finite numbers, and texts and lists of sane length."""

import codecs
import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import AfterValidator, TypeAdapter, ValidationError

from serving.problems import invalid

T = TypeVar("T")
LONGEST_TEXT = 4000
LONGEST_LIST = 10_000
_LARGEST_WHOLE = 2**53


def _fault(value: Any) -> str | None:
    match value:
        case bool() | None:
            return None
        case str():
            if len(value) > LONGEST_TEXT:
                return f"has {len(value)} characters; {LONGEST_TEXT} are allowed"
            printable = all(char >= " " or char in "\t\r\n" for char in value)
            whole = not any("\ud800" <= char <= "\udfff" for char in value)
            return None if printable and whole else "holds control characters or half a surrogate pair"
        case int():
            return None if abs(value) <= _LARGEST_WHOLE else "is too large"
        case float():
            return None if math.isfinite(value) else "is not a finite number"
        case tuple() | list() | dict():
            many = len(value)  # pyright: ignore[reportUnknownArgumentType]
            return None if many <= LONGEST_LIST else f"has {many} entries; {LONGEST_LIST} are allowed"
        case _:
            return None


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    fault = _fault(value)
    if fault:
        yield path, fault
        return
    inner: list[tuple[Any, Any]] = []
    if is_dataclass(value):
        inner = [(item.name, getattr(value, item.name)) for item in fields(value)]
    elif isinstance(value, dict):
        inner = list(value.items())  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, tuple | list):
        inner = list(enumerate(value))  # pyright: ignore[reportUnknownArgumentType]
    for name, part in inner:
        yield from _walk(part, f"{path}.{name}" if path else str(name))


def sound(value: T) -> T:
    """Return a validated value as it is, or raise ``ValueError`` naming the first field out of bounds."""
    for path, fault in _walk(value, ""):
        raise ValueError(f"{path} {fault}" if path else fault)
    return value


SOUND = AfterValidator(sound)
"""For request types: ``Annotated[Declaration, SOUND]``."""


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def parse(kind: type[T], data: bytes, where: str) -> T:
    """Return the record that a JSON text holds.

    Parameters
    ----------
    kind
        A dataclass; unknown fields are ignored.
    data
        JSON in UTF-8, with or without a byte order mark.
    where
        What the text is called in the message, ``metadata`` for one.

    Raises
    ------
    InvalidInput
        When it is no JSON, or a field has the wrong type or is out of bounds; names the fields.
    """
    try:
        return sound(_adapter(kind).validate_json(data.removeprefix(codecs.BOM_UTF8)))
    except ValidationError as error:
        found = [{**fault, "loc": (where, *fault["loc"])} for fault in error.errors(include_url=False)]
        raise invalid(found) from None
    except ValueError as error:
        raise invalid([{"loc": (where,), "msg": str(error)}]) from None
