"""Log-in and log-out of people."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Request, Response

from model.errors import Unauthenticated
from serving import accounts, audit
from serving.access import COOKIE, Caller, ServiceDep, must_be_same_origin
from serving.bounds import SOUND
from serving.roles import Role
from serving.routes import API
from serving.store.engine import reading, writing
from serving.throttle import Throttle

router = APIRouter(prefix=f"{API}/session", tags=["session"])


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """What a person sends to log in."""

    name: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """Who calls; ``csrf`` goes into the header ``X-CSRF-Token``, and is null for a token."""

    name: str
    role: Role
    csrf: str | None


def _limits(service: ServiceDep, name: str, address: str) -> dict[str, int]:
    """Bound guesses at one name from one address, from one address, and at one name from anywhere."""
    few = service.settings.login_attempts
    return {f"{name}@{address}": few, f"@{address}": few * 10, f"{name}@": few * 20}


@router.post("")
def log_in(
    request: Request, response: Response, service: ServiceDep, login: Annotated[LogIn, SOUND]
) -> WhoAmI:
    """Log a person in: sets the session cookie and gives the CSRF token."""
    must_be_same_origin(request)
    throttle: Throttle = request.app.state.throttle
    address = request.client.host if request.client else "unknown"
    name = accounts.plain_name(login.name)
    limits = _limits(service, name, address)
    throttle.begin(limits)
    with reading(service.engine) as connection:
        kept = accounts.kept_password(connection, name)
    role = accounts.check_password(kept, login.password)
    if role is None:
        with writing(service.engine) as connection:
            audit.record(connection, "nobody", "session.refused", name[:80], address=address)
        raise Unauthenticated("The name or the password is wrong.")
    throttle.forgive(*limits)
    hours = service.settings.session_hours
    with writing(service.engine) as connection:
        secret, principal = accounts.open_session(connection, name, role, hours)
        audit.record(connection, principal.who, "session.opened", principal.name, address=address)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(hours * 3600),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return WhoAmI(name=principal.name, role=principal.role, csrf=principal.csrf)


@router.get("")
def who_am_i(principal: Caller) -> WhoAmI:
    """Tell who calls."""
    return WhoAmI(name=principal.name, role=principal.role, csrf=principal.csrf)


@router.delete("", status_code=204)
def log_out(request: Request, service: ServiceDep, principal: Caller) -> Response:
    """End the session."""
    secret = request.cookies.get(COOKIE)
    if secret and principal.csrf:
        with writing(service.engine) as connection:
            accounts.close_session(connection, secret)
            audit.record(connection, principal.who, "session.closed", principal.name)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response
