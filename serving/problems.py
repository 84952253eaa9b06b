"""The one place where errors become HTTP: RFC 9457 ``application/problem+json``."""

import errno
import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ValidationError
from sqlalchemy import exc as database
from starlette.exceptions import HTTPException
from starlette.requests import Request

from model import errors


class MethodNotAllowed(errors.CargolensError):
    """The address knows other methods only."""

    code = "method-not-allowed"


class Unavailable(errors.CargolensError):
    """The service cannot reach its database at the moment; nothing was lost, try again."""

    code = "unavailable"


class TooManyAttempts(errors.CargolensError):
    """Too many failed log-ins; wait before the next one."""

    code = "too-many-attempts"


STATUS: dict[str, HTTPStatus] = {
    "error": HTTPStatus.INTERNAL_SERVER_ERROR,
    "unreadable-file": HTTPStatus.UNPROCESSABLE_ENTITY,
    "empty-file": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown-format": HTTPStatus.UNPROCESSABLE_ENTITY,
    "corrupt-file": HTTPStatus.UNPROCESSABLE_ENTITY,
    "image-too-large": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unfit-picture": HTTPStatus.UNPROCESSABLE_ENTITY,
    "upload-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "invalid-input": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown-hs-code": HTTPStatus.UNPROCESSABLE_ENTITY,
    "not-found": HTTPStatus.NOT_FOUND,
    "method-not-allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "scan-conflict": HTTPStatus.CONFLICT,
    "not-assessed": HTTPStatus.CONFLICT,
    "lease-taken": HTTPStatus.CONFLICT,
    "lease-lost": HTTPStatus.CONFLICT,
    "unauthenticated": HTTPStatus.UNAUTHORIZED,
    "forbidden": HTTPStatus.FORBIDDEN,
    "too-many-attempts": HTTPStatus.TOO_MANY_REQUESTS,
    "model-refused": HTTPStatus.SERVICE_UNAVAILABLE,
    "unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "storage-full": HTTPStatus.INSUFFICIENT_STORAGE,
}
"""HTTP status by error code; a test proves that every error of the tree stands here."""


def kinds(
    root: type[errors.CargolensError] = errors.CargolensError,
) -> dict[str, type[errors.CargolensError]]:
    """Return the kinds of error by code, those of every loaded module."""
    found = {root.code: root}
    for kind in root.__subclasses__():
        found |= kinds(kind)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An error as it is answered (RFC 9457); ``code`` is stable, further members depend on it."""

    type: str
    title: str
    status: int
    code: str
    detail: str


def faults(found: Sequence[Any]) -> list[dict[str, str]]:
    """Return pydantic's list of faults as ``[{field, message}]``, without the values sent."""
    places = [
        [str(step) for step in fault["loc"] if step not in ("body", "query", "path")] for fault in found
    ]
    return [
        {"field": ".".join(place), "message": str(fault["msg"]).removeprefix("Value error, ")}
        for place, fault in zip(places, found, strict=True)
    ][:50]


def invalid(found: Sequence[Any]) -> errors.InvalidInput:
    """Return the domain error for pydantic's list of faults, naming every field."""
    named = faults(found)
    first = "; ".join(f"{fault['field'] or 'body'}: {fault['message']}" for fault in named[:5])
    return errors.InvalidInput(f"The request does not have the expected form: {first}.", errors=named)


def _of_http(error: HTTPException) -> errors.CargolensError:
    if isinstance(error.__cause__, errors.CargolensError):
        return error.__cause__
    match error.status_code:
        case 404:
            return errors.NotFound("There is nothing at this address.")
        case 405:
            return MethodNotAllowed()
        case 413:
            return errors.UploadTooLarge()
        case 400 | 415 | 422:
            return errors.InvalidInput(str(error.detail))
        case _:
            return errors.CargolensError(str(error.detail))


def as_domain(error: Exception) -> errors.CargolensError:
    """Return the domain error that stands for any exception; unexpected ones become the plain root."""
    match error:
        case errors.CargolensError():
            return error
        case RequestValidationError() | ValidationError():
            return invalid(error.errors())
        case HTTPException():
            return _of_http(error)
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return errors.StorageFull()
        case database.OperationalError() if "disk is full" in str(error.orig):
            return errors.StorageFull()
        case database.OperationalError() | database.TimeoutError() | database.InterfaceError():
            return Unavailable()
        case _:
            return errors.CargolensError("The service failed; its log says why under this request id.")


def title(kind: type[errors.CargolensError]) -> str:
    """Return the one sentence that says what a kind of error means."""
    return (kind.__doc__ or "").strip().splitlines()[0]


def respond(error: Exception, request_id: str | None = None) -> Response:
    """Return the answer for any exception."""
    known = as_domain(error)
    status = STATUS[known.code]
    body: dict[str, Any] = {
        "type": f"/problems/{known.code}",
        "title": title(type(known)),
        "status": status.value,
        "code": known.code,
        "detail": str(known),
    }
    for name, value in known.details.items():
        body.setdefault(name, value)
    if request_id and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        body.setdefault("request_id", request_id)
    headers = dict(getattr(error, "headers", None) or {})
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if "retry_after" in known.details:
        headers["Retry-After"] = str(known.details["retry_after"])
    return Response(
        json.dumps(body, default=str), status.value, headers=headers, media_type="application/problem+json"
    )


def handle(_request: Request, error: Exception) -> Response:
    """Answer an exception that a route let through; FastAPI's handler for the whole error tree."""
    return respond(error)
