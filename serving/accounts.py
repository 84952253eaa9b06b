"""Tokens, people and their sessions; every secret is kept as a hash only."""

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any

import sqlalchemy as sa
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from model.errors import InvalidInput, NotFound
from serving.roles import Principal, Role
from serving.store.records import now
from serving.store.tables import sessions, tokens, users

# 19 MiB, 2 rounds, 1 lane: the least that OWASP's password storage cheat sheet recommends for
# Argon2id; the gate keeps a flood of log-ins from taking all memory.
_PASSWORDS = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
_GATE = BoundedSemaphore(2)
_NOBODY = _PASSWORDS.hash(secrets.token_urlsafe(32))
SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 1024
_LONGEST_NAME = 80
_RENEWED_EVERY = timedelta(minutes=5)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _checked_name(name: str) -> str:
    plain = plain_name(name)
    if not 1 <= len(plain) <= _LONGEST_NAME or not plain.isprintable() or plain != plain.strip():
        raise InvalidInput(f"A name has 1 to {_LONGEST_NAME} printable characters, no space at its ends.")
    return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A token or a person as listings show it; ``ended_at`` is when it was revoked or disabled."""

    name: str
    role: Role
    created_at: datetime
    ended_at: datetime | None


def create_token(connection: sa.Connection, role: Role, name: str | None = None) -> str:
    """Make a token of 256 random bits and return it; only its SHA-256 is kept."""
    token = f"cl_{secrets.token_urlsafe(32)}"
    label = _checked_name(name or f"{role}-{secrets.token_hex(3)}")
    row = {"token_hash": _hash(token), "name": label, "role": role, "created_at": now()}
    connection.execute(tokens.insert().values(row))
    return token


def revoke_token(connection: sa.Connection, name: str) -> int:
    """End every token of a name and return how many; raises ``NotFound`` when there is none."""
    query = tokens.update().where(tokens.c.name == name, tokens.c.revoked_at.is_(None))
    ended = connection.execute(query.values(revoked_at=now())).rowcount
    if not ended:
        raise NotFound(f"There is no valid token named {name}.")
    return ended


def token_principal(connection: sa.Connection, token: str) -> Principal | None:
    """Return whom a token stands for, or None."""
    row = connection.execute(
        sa.select(tokens.c.name, tokens.c.role).where(
            tokens.c.token_hash == _hash(token), tokens.c.revoked_at.is_(None)
        )
    ).one_or_none()
    return Principal(name=row.name, role=Role(row.role)) if row else None


def _listing(connection: sa.Connection, table: sa.Table, ended: sa.Column[Any]) -> list[Account]:
    query = sa.select(table.c.name, table.c.role, table.c.created_at, ended.label("ended_at"))
    rows = connection.execute(query.order_by(table.c.created_at))
    return [
        Account(name=row.name, role=Role(row.role), created_at=row.created_at, ended_at=row.ended_at)
        for row in rows
    ]


def list_tokens(connection: sa.Connection) -> Sequence[Account]:
    """Return all tokens ever made, oldest first, without their secrets."""
    return _listing(connection, tokens, tokens.c.revoked_at)


def list_users(connection: sa.Connection) -> Sequence[Account]:
    """Return all people, oldest first."""
    return _listing(connection, users, users.c.disabled_at)


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password; raises ``InvalidInput`` for one too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise InvalidInput(f"A password has {SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} characters.")
    with _GATE:
        return _PASSWORDS.hash(password)


def put_user(connection: sa.Connection, name: str, role: Role, password_hash: str) -> None:
    """Make a person, or give a known one a new role and password and end the old sessions."""
    values = {"role": role, "password_hash": password_hash, "disabled_at": None}
    end_sessions(connection, _checked_name(name))
    changed = connection.execute(users.update().where(users.c.name == _checked_name(name)).values(values))
    if not changed.rowcount:
        connection.execute(users.insert().values(name=_checked_name(name), created_at=now(), **values))


def disable_user(connection: sa.Connection, name: str) -> None:
    """Shut a person out at once; raises ``NotFound`` for an unknown name."""
    query = users.update().where(users.c.name == name, users.c.disabled_at.is_(None))
    if not connection.execute(query.values(disabled_at=now())).rowcount:
        raise NotFound(f"There is no active user named {name}.")
    end_sessions(connection, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPassword:
    """The hash of a person's password, and the role that it opens."""

    password_hash: str
    role: Role


def plain_name(name: str) -> str:
    """Return a name in the one spelling (Unicode NFC) under which it is kept."""
    return unicodedata.normalize("NFC", name)


def kept_password(connection: sa.Connection, name: str) -> KeptPassword | None:
    """Return what is kept of the password of a person who may log in, or None."""
    query = sa.select(users.c.password_hash, users.c.role).where(
        users.c.name == plain_name(name), users.c.disabled_at.is_(None)
    )
    row = connection.execute(query).one_or_none()
    return KeptPassword(password_hash=row.password_hash, role=Role(row.role)) if row else None


def check_password(kept: KeptPassword | None, password: str) -> Role | None:
    """Return the role of a person whose password is right, else None; an unknown name costs the same.

    Log-ins wait for each other here, so that the caller should hold no connection.
    """
    with _GATE:
        right = _PASSWORDS.verify(password[:_LONGEST_PASSWORD], kept.password_hash if kept else _NOBODY)
    return kept.role if kept and right else None


def open_session(connection: sa.Connection, name: str, role: Role, hours: float) -> tuple[str, Principal]:
    """Begin a session and return its secret, for the cookie, and the principal with its CSRF token."""
    secret, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    moment = now()
    connection.execute(sessions.delete().where(sessions.c.expires_at < moment))
    connection.execute(
        sessions.insert().values(
            session_hash=_hash(secret),
            user_name=_checked_name(name),
            role=role,
            csrf=csrf,
            created_at=moment,
            expires_at=moment + timedelta(hours=hours),
        )
    )
    return secret, Principal(name=_checked_name(name), role=role, csrf=csrf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A living session; ``stale`` when its end should be moved on."""

    principal: Principal
    stale: bool


def find_session(connection: sa.Connection, secret: str, hours: float) -> Session | None:
    """Return the living session of a secret, with the role that the person has now."""
    moment = now()
    query = (
        sa.select(sessions.c.user_name, sessions.c.csrf, sessions.c.expires_at, users.c.role)
        .join(users, users.c.name == sessions.c.user_name)
        .where(sessions.c.session_hash == _hash(secret), sessions.c.expires_at > moment)
        .where(users.c.disabled_at.is_(None))
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    principal = Principal(name=row.user_name, role=Role(row.role), csrf=row.csrf)
    return Session(
        principal=principal, stale=row.expires_at < moment + timedelta(hours=hours) - _RENEWED_EVERY
    )


def renew_session(connection: sa.Connection, secret: str, hours: float) -> None:
    """Move the end of a session to ``hours`` from now."""
    query = sessions.update().where(sessions.c.session_hash == _hash(secret))
    connection.execute(query.values(expires_at=now() + timedelta(hours=hours)))


def close_session(connection: sa.Connection, secret: str) -> None:
    """End a session."""
    connection.execute(sessions.delete().where(sessions.c.session_hash == _hash(secret)))


def end_sessions(connection: sa.Connection, name: str) -> None:
    """End all sessions of a person."""
    connection.execute(sessions.delete().where(sessions.c.user_name == name))
