"""Commands for tokens and people; they work before the first start."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from serving.roles import Role

if TYPE_CHECKING:
    import sqlalchemy as sa

    from serving.accounts import Account

tokens = typer.Typer(help="Tokens for machines.", no_args_is_help=True)
users = typer.Typer(help="People who log in at the page.", no_args_is_help=True)

RoleOption = Annotated[Role, typer.Option(help="What it is for; admin may do everything.")]


def _engine() -> "sa.Engine":
    from serving.settings import Settings
    from serving.store.engine import make_engine, migrate

    engine = make_engine(Settings().database)
    migrate(engine)
    return engine


def _show(accounts: Sequence["Account"], ended: str) -> None:
    for account in accounts:
        end = f"  {ended} {account.ended_at:%Y-%m-%dT%H:%M:%SZ}" if account.ended_at else ""
        typer.echo(f"{account.name}  {account.role}  made {account.created_at:%Y-%m-%dT%H:%M:%SZ}{end}")


@tokens.command("create")
def create_token(
    role: RoleOption,
    name: Annotated[str | None, typer.Option(help="Name for listings and the audit log.")] = None,
) -> None:
    """Make a token and print it; it is shown this once, and stands alone on the last line."""
    from serving import accounts, audit
    from serving.store.engine import writing

    with writing(_engine()) as connection:
        token = accounts.create_token(connection, role, name)
        audit.record(connection, "command line", "token.created", name or "", role=role)
    typer.echo(token)


@tokens.command("list")
def list_tokens() -> None:
    """List tokens, without their secrets."""
    from serving import accounts
    from serving.store.engine import reading

    with reading(_engine()) as connection:
        _show(accounts.list_tokens(connection), "revoked")


@tokens.command("revoke")
def revoke_token(name: str) -> None:
    """End every token of a name at once."""
    from serving import accounts, audit
    from serving.store.engine import writing

    with writing(_engine()) as connection:
        ended = accounts.revoke_token(connection, name)
        audit.record(connection, "command line", "token.revoked", name, count=ended)
    typer.echo(f"revoked {ended}")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


@users.command("create")
def create_user(
    name: str,
    role: RoleOption,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Make a person, or give a known one a new password and role; old sessions end."""
    from serving import accounts, audit
    from serving.store.engine import writing

    password_hash = accounts.hash_password(_password(password_stdin))
    with writing(_engine()) as connection:
        accounts.put_user(connection, name, role, password_hash)
        audit.record(connection, "command line", "user.created", name, role=role)
    typer.echo(f"{name} may log in as {role}")


@users.command("list")
def list_users() -> None:
    """List people."""
    from serving import accounts
    from serving.store.engine import reading

    with reading(_engine()) as connection:
        _show(accounts.list_users(connection), "disabled")


@users.command("disable")
def disable_user(name: str) -> None:
    """Shut a person out at once."""
    from serving import accounts, audit
    from serving.store.engine import writing

    with writing(_engine()) as connection:
        accounts.disable_user(connection, name)
        audit.record(connection, "command line", "user.disabled", name)
    typer.echo(f"{name} may no longer log in")
