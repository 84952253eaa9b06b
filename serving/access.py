"""Who calls: bearer tokens for machines, sessions with a cookie and CSRF protection for people."""

import secrets
from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPBearer

from model.errors import Forbidden, Unauthenticated
from serving import accounts
from serving.roles import Act, Principal
from serving.store.engine import reading, writing
from serving.wiring import Service

COOKIE = "cargolens_session"
CSRF_HEADER = "X-CSRF-Token"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_LONGEST_SECRET = 200

# Both only describe the two ways in the OpenAPI document.
_bearer = HTTPBearer(auto_error=False, description="A token of `cargolens token create`.")
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="A session of `POST /api/v1/session`.")


def service_of(request: Request) -> Service:
    """Return the service that the application was made with."""
    return request.app.state.service


ServiceDep = Annotated[Service, Depends(service_of)]


def must_be_same_origin(request: Request) -> None:
    """Raise ``Forbidden`` when a browser says that another site's page made the call."""
    origin = request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    crossing = request.headers.get("sec-fetch-site") in ("cross-site", "same-site")
    if elsewhere or crossing:
        raise Forbidden("The call comes from a page of another site.")


def _by_session(request: Request, service: Service, secret: str, renew: bool) -> Principal:
    hours = service.settings.session_hours
    with reading(service.engine) as connection:
        session = accounts.find_session(connection, secret, hours)
    if session is None:
        raise Unauthenticated("The session has ended; log in again.")
    if request.method not in _SAFE:
        must_be_same_origin(request)
        sent = request.headers.get(CSRF_HEADER, "")
        if not secrets.compare_digest(sent.encode(), str(session.principal.csrf).encode()):
            raise Forbidden(f"The header {CSRF_HEADER} is missing or wrong.")
    if renew and session.stale:
        with writing(service.engine) as connection:
            accounts.renew_session(connection, secret, hours)
    return session.principal


def authenticate(request: Request, service: Service, renew: bool = True) -> Principal:
    """Return who calls; raises ``Unauthenticated``, or ``Forbidden`` for a session without CSRF token.

    ``renew`` lets the call count as a sign of life, which moves the end of the session.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme:
        if scheme.lower() != "bearer" or len(token) > _LONGEST_SECRET:
            raise Unauthenticated("Send `Authorization: Bearer TOKEN`.")
        with reading(service.engine) as connection:
            principal = accounts.token_principal(connection, token.strip())
        if principal is None:
            raise Unauthenticated("The token is unknown or revoked.")
        return principal
    secret = request.cookies.get(COOKIE, "")
    if not secret or len(secret) > _LONGEST_SECRET:
        raise Unauthenticated()
    return _by_session(request, service, secret, renew)


def caller(
    request: Request,
    service: ServiceDep,
    _bearer: Annotated[object, Depends(_bearer)],
    _cookie: Annotated[object, Depends(_cookie)],
) -> Principal:
    """Return who calls, and remember it for the access log."""
    principal = authenticate(request, service)
    request.scope["cargolens.who"] = principal.who
    return principal


Caller = Annotated[Principal, Depends(caller)]


def allowed(act: Act) -> Callable[[Principal], Principal]:
    """Return a dependency that lets those pass who may do ``act``, and gives the principal."""

    def check(principal: Caller) -> Principal:
        principal.must(act)
        return principal

    return check
