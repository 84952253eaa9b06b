"""What all tests share: both databases, and a service on them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from serving.settings import Settings
from serving.store.engine import make_engine, migrate
from serving.store.tables import metadata
from tests import postgres

if TYPE_CHECKING:
    from serving.wiring import Service


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    folder = postgres.binaries()
    if folder is None:
        reason = "no PostgreSQL: put initdb and pg_ctl on the path, or `pip install pgserver`"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with postgres.server(folder) as address:
        engine = make_engine(address)
        migrate(engine)
        engine.dispose()
        yield address


@pytest.fixture(scope="session")
def sqlite_migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An own, migrated, empty database for each test, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "cargolens.db"
        shutil.copy(request.getfixturevalue("sqlite_migrated"), path)
        yield f"sqlite:///{path}"
        return
    address: str = request.getfixturevalue("postgres_address")
    yield address
    _empty(address)


def _empty(address: str) -> None:
    """Empty every table, after ending what a test left open; much faster than a new database."""
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    owner = sa.create_engine(address)
    with owner.begin() as connection:
        connection.execute(sa.text(f"{others} AND datname = current_database()"))
        connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    owner.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings(
        home=tmp_path / "home", database=database_url, workers=1, free_mb=0, page=tmp_path / "page"
    )


@pytest.fixture
def service(settings: Settings) -> "Iterator[Service]":
    from serving.wiring import build

    made = build(settings)
    yield made
    made.close()
