"""The database behind one address: SQLite by default, PostgreSQL by ``postgresql+psycopg://``."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event

MIGRATIONS = Path(__file__).parent / "migrations"


def make_engine(url: str) -> sa.Engine:
    """Return an engine; SQLite is set to WAL, foreign keys, full synchronous and a busy time-out."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20, hide_parameters=True)
    database = sa.make_url(url).database
    if database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url, connect_args={"timeout": 30, "check_same_thread": False}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def connected(raw: Any, _record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        raw.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=30000"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def began(connection: sa.Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        write = connection.get_execution_options().get("cargolens_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


@contextmanager
def writing(engine: sa.Engine) -> Generator[sa.Connection]:
    """Open a short write transaction, committed at the end; SQLite takes the write lock at once."""
    with engine.execution_options(cargolens_write=True).begin() as connection:
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Generator[sa.Connection]:
    """Open a read transaction."""
    with engine.connect() as connection:
        yield connection


def alone(connection: sa.Connection, name: str) -> None:
    """Wait for every other transaction that asked for this name; SQLite writes one by one anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(name))))


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest revision; safe to call at every start and from several processes."""
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(7210452)"))
        command.upgrade(_config(connection), "head")


def is_migrated(connection: sa.Connection) -> bool:
    """Tell whether the tables are at the newest revision."""
    current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_config()).get_current_head()
