"""What every answer goes through: a request id, a log line, metrics, safe headers, a bound on the body."""

import re
import time
import uuid
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from model.errors import InvalidInput, UploadTooLarge
from serving import logs, metrics
from serving.problems import respond
from serving.settings import Settings

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_log = logs.get_logger(__name__)

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
UPLOADS = {("POST", "/api/v1/scans"), ("POST", "/api/v1/library/references")}


class Observed:
    """Gives each request an id, logs and counts it, adds headers, and answers what nobody caught."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        offered = Headers(scope=scope).get("x-request-id", "")
        request_id = offered if _REQUEST_ID.fullmatch(offered) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        began, status = time.perf_counter(), 0

        async def observed_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers["X-Request-Id"] = request_id
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._app(scope, receive, observed_send)
        except ClientDisconnect:
            status = status or 499
        except Exception as error:
            _log.exception("failed", path=scope["path"])
            if status:
                raise
            await respond(error, request_id)(scope, receive, observed_send)
        finally:
            _count(scope, status, time.perf_counter() - began)


def _count(scope: Scope, status: int, seconds: float) -> None:
    route = str(getattr(scope.get("route"), "path", "unmatched"))
    # A caller may send any word as a method, and each new label value is kept for ever.
    method = scope["method"] if scope["method"] in _METHODS else "other"
    metrics.REQUESTS.labels(method, route, str(status)).inc()
    metrics.REQUEST_SECONDS.labels(method, route).observe(seconds)
    about: dict[str, Any] = {
        name: scope.get("path_params", {}).get(name)
        for name in ("scan_id",)
        if name in scope.get("path_params", {})
    }
    quiet = route in ("/healthz", "/readyz", "/metrics")
    (_log.debug if quiet else _log.info)(
        "answered",
        method=scope["method"],
        path=scope["path"],
        status=status,
        ms=round(seconds * 1000, 1),
        who=scope.get("cargolens.who"),
        **about,
    )


class Heads:
    """Answers HEAD as GET without the body, for every address that knows GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what would follow the first piece of the body is not waited for."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def head_send(message: Message) -> None:
            scope["method"] = "HEAD"  # the server looks here whether a body is due
            if message["type"] != "http.response.body":
                await send(message)
                return
            await send({"type": "http.response.body", "body": b""})
            if message.get("more_body", False):
                raise _Enough

        scope["method"] = "GET"
        try:
            await self._app(scope, receive, head_send)
        except _Enough:
            pass
        finally:
            scope["method"] = "HEAD"


class _Enough(Exception):
    """The answer to a HEAD is out."""


class BoundedBody:
    """Refuses a body over the limit, by its stated length or while it comes in, and addresses with NUL."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._plain = settings.request_kb * 1000
        self._upload = settings.upload_mb * 1_000_000 + self._plain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a body that cannot grow past its limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
            await respond(InvalidInput("The address holds a zero character."))(scope, receive, send)
            return
        limit = self._upload if (scope["method"], scope["path"]) in UPLOADS else self._plain
        stated = Headers(scope=scope).get("content-length", "")
        if stated.isdecimal() and int(stated) > limit:
            await _drain(receive, limit)
            await respond(_too_large(limit))(scope, receive, send)
            return
        received = 0

        async def bounded_receive() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _too_large(limit)
            return message

        await self._app(scope, bounded_receive, send)


def _too_large(limit: int) -> UploadTooLarge:
    return UploadTooLarge(f"The body is larger than {limit} bytes.", limit_bytes=limit)


async def _drain(receive: Receive, most: int) -> None:
    """Read on for a while, as most clients look for the answer only after sending everything."""
    drained = 0
    while drained <= most:
        message = await receive()
        drained += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return
