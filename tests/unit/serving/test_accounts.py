"""Tokens, people, sessions: only hashes are kept, and what ended stays ended."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from model.errors import InvalidInput, NotFound
from serving import accounts
from serving.roles import Role
from serving.store.engine import reading, writing
from serving.store.records import now
from serving.store.tables import sessions, tokens, users

PASSWORD = "a long enough password"


@pytest.fixture
def wang(engine: sa.Engine) -> str:
    with writing(engine) as connection:
        accounts.put_user(connection, "wang", Role.REVIEWER, accounts.hash_password(PASSWORD))
    return "wang"


def role_of(connection: sa.Connection, name: str, password: str) -> Role | None:
    return accounts.check_password(accounts.kept_password(connection, name), password)


def test_a_token_is_long_and_only_its_hash_is_kept(engine: sa.Engine):
    with writing(engine) as connection:
        token = accounts.create_token(connection, Role.SCANNER, "gate 1")
        row = connection.execute(tokens.select()).mappings().one()
        principal = accounts.token_principal(connection, token)
    assert len(token) >= 43
    assert token not in str(dict(row))
    assert principal is not None
    assert (principal.name, principal.role, principal.csrf, principal.who) == (
        "gate 1",
        Role.SCANNER,
        None,
        "token:gate 1",
    )


def test_tokens_differ_and_get_a_name(engine: sa.Engine):
    with writing(engine) as connection:
        made = {accounts.create_token(connection, Role.ADMIN) for _ in range(3)}
        names = {account.name for account in accounts.list_tokens(connection)}
    assert len(made) == len(names) == 3


def test_a_revoked_token_is_nobody(engine: sa.Engine):
    with writing(engine) as connection:
        token = accounts.create_token(connection, Role.ADMIN, "lost")
        assert accounts.revoke_token(connection, "lost") == 1
        assert accounts.token_principal(connection, token) is None
        with pytest.raises(NotFound):
            accounts.revoke_token(connection, "lost")
        (account,) = accounts.list_tokens(connection)
    assert account.ended_at is not None


@pytest.mark.parametrize("token", ["", "cl_", "cl_" + "x" * 43, "' OR 1=1 --"])
def test_an_unknown_token_is_nobody(engine: sa.Engine, token: str):
    with reading(engine) as connection:
        assert accounts.token_principal(connection, token) is None


@pytest.mark.parametrize("name", [" wang", "wang\n", "a\u0000b", "x" * 81])
def test_odd_names_are_refused(engine: sa.Engine, name: str):
    with writing(engine) as connection, pytest.raises(InvalidInput):
        accounts.create_token(connection, Role.ADMIN, name)


def test_a_password_is_kept_as_argon2(engine: sa.Engine, wang: str):
    with reading(engine) as connection:
        kept = connection.scalar(sa.select(users.c.password_hash))
        assert kept is not None
        assert kept.startswith("$argon2id$")
        assert role_of(connection, wang, PASSWORD) is Role.REVIEWER
        assert role_of(connection, wang, PASSWORD + " ") is None
        assert role_of(connection, "nobody", PASSWORD) is None


@pytest.mark.parametrize("password", ["short", "x" * 1025])
def test_passwords_too_short_or_too_long_are_refused(password: str):
    with pytest.raises(InvalidInput):
        accounts.hash_password(password)


def test_names_that_look_alike_are_one_person(engine: sa.Engine):
    composed, decomposed = "Jos\u00e9", "Jose\u0301"
    with writing(engine) as connection:
        accounts.put_user(connection, decomposed, Role.REVIEWER, accounts.hash_password(PASSWORD))
        assert role_of(connection, composed, PASSWORD) is Role.REVIEWER
        assert role_of(connection, decomposed, PASSWORD) is Role.REVIEWER


def test_a_session_is_found_by_its_secret_only(engine: sa.Engine, wang: str):
    with writing(engine) as connection:
        secret, principal = accounts.open_session(connection, wang, Role.REVIEWER, hours=12)
        kept = str(dict(connection.execute(sessions.select()).mappings().one()))
        found = accounts.find_session(connection, secret, hours=12)
        assert accounts.find_session(connection, secret[::-1], hours=12) is None
    assert secret not in kept
    assert found is not None
    assert found.principal == principal
    assert principal.who == "wang"
    assert not found.stale


def test_a_session_ends_by_time_and_is_renewed_by_use(engine: sa.Engine, wang: str):
    with writing(engine) as connection:
        secret, _ = accounts.open_session(connection, wang, Role.REVIEWER, hours=1)
        half = now() + timedelta(minutes=30)
        connection.execute(sessions.update().values(expires_at=half))
        found = accounts.find_session(connection, secret, hours=1)
        assert found is not None
        assert found.stale
        accounts.renew_session(connection, secret, hours=1)
        again = accounts.find_session(connection, secret, hours=1)
        assert again is not None
        assert not again.stale
        connection.execute(sessions.update().values(expires_at=now() - timedelta(seconds=1)))
        assert accounts.find_session(connection, secret, hours=1) is None


def test_a_disabled_person_is_out_at_once(engine: sa.Engine, wang: str):
    with writing(engine) as connection:
        secret, _ = accounts.open_session(connection, wang, Role.REVIEWER, hours=1)
        accounts.disable_user(connection, wang)
        assert accounts.find_session(connection, secret, hours=1) is None
        assert role_of(connection, wang, PASSWORD) is None
        with pytest.raises(NotFound):
            accounts.disable_user(connection, wang)


def test_a_new_password_ends_old_sessions_and_lets_a_disabled_person_in_again(engine: sa.Engine, wang: str):
    with writing(engine) as connection:
        secret, _ = accounts.open_session(connection, wang, Role.REVIEWER, hours=1)
        accounts.disable_user(connection, wang)
        accounts.put_user(connection, wang, Role.SUPERVISOR, accounts.hash_password("another long password"))
        assert accounts.find_session(connection, secret, hours=1) is None
        assert role_of(connection, wang, PASSWORD) is None
        assert role_of(connection, wang, "another long password") is Role.SUPERVISOR


def test_a_session_has_the_role_that_the_person_has_now(engine: sa.Engine, wang: str):
    with writing(engine) as connection:
        secret, _ = accounts.open_session(connection, wang, Role.REVIEWER, hours=1)
        connection.execute(users.update().values(role=Role.SCIENTIST))
        found = accounts.find_session(connection, secret, hours=1)
    assert found is not None
    assert found.principal.role is Role.SCIENTIST
