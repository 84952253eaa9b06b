"""A PostgreSQL server for the tests: own folder, own socket, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import sqlalchemy as sa

USER = "cargolens"


def binaries() -> Path | None:
    """Return the folder of ``initdb``: on the path, where Debian keeps it, or of the package pgserver."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    spec = find_spec("pgserver")
    if spec and spec.origin:
        found.append(Path(spec.origin).parent / "pginstall" / "bin")
    return next((folder for folder in found if (folder / "initdb").exists()), None)


def _account() -> pwd.struct_passwd | None:
    """Return whom to run as, since PostgreSQL refuses root; None for the present user."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _call(account: pwd.struct_passwd | None, *command: object) -> None:
    run_as = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        **run_as,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout.decode(errors='replace')}")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server with the binaries of ``folder``; gives the address of a database."""
    account = _account()
    home = Path(tempfile.mkdtemp(prefix="cargolens-pg-"))
    if account:
        os.chown(home, account.pw_uid, account.pw_gid)
    data, log = home / "data", home / "log"
    options = (
        f"-k {home} -c listen_addresses='' -c fsync=off -c synchronous_commit=off "
        "-c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB"
    )
    try:
        _call(
            account,
            folder / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        )
        try:
            _call(account, folder / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
            yield f"postgresql+psycopg://{USER}@/postgres?host={home}"
        finally:
            _call(account, folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def another(address: str, name: str) -> str:
    """Make another database on the server of ``address`` and return its address."""
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.replace("/postgres?", f"/{name}?")
