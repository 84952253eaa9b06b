"""The real service in a process of its own, as `cargolens serve` starts it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from serving import accounts
from serving.roles import Role
from serving.store.engine import make_engine, migrate, writing
from tests.ui.drawing import png, truck

PASSWORD = "a long enough password"
PEOPLE = {"li": Role.REVIEWER, "wu": Role.REVIEWER, "chen": Role.SUPERVISOR}
DECLARATION = {
    "containers": ["CSQU3054383"],
    "items": [
        {"line": 1, "hs_code": "640399", "description": "Footwear", "gross_kg": 12400, "packages": 600},
        {"line": 2, "hs_code": "090111", "description": "Coffee, not roasted", "gross_kg": 8000},
    ],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A service that answers, and what it takes to be let in."""

    url: str
    home: Path
    scanner: str
    admin: str

    def call(self, method: str, path: str, token: str | None = None, **request: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {token or self.admin}", **request.pop("headers", {})}
        answer = httpx2.request(
            method, f"{self.url}/api/v1{path}", headers=headers, timeout=90, trust_env=False, **request
        )
        assert answer.status_code < 400, answer.text
        return answer

    def post_scan(self, name: str, seed: int) -> str:
        """Post a truck, wait until it is judged and return its id."""
        metadata = {
            "station": "Gate 3",
            "device": "H986-2",
            "external_id": name,
            "containers": ["CSQU3054383"],
            "declaration": "D-1",
            "views": [{"file": "a.png", "pixel_pitch_mm": [11, 11], "polarity": "transmission"}],
        }
        answer = self.call(
            "POST",
            "/scans",
            self.scanner,
            headers={"Prefer": "wait=60"},
            data={"metadata": json.dumps(metadata)},
            files={"file": ("a.png", png(truck(seed)), "image/png")},
        )
        return answer.json()["scan_id"]


def _let_in(home: Path) -> dict[str, str]:
    """Make people who log in by ``PASSWORD``, and a token for each role that a test calls with."""
    engine = make_engine(f"sqlite:///{home}/cargolens.db")
    migrate(engine)
    password_hash = accounts.hash_password(PASSWORD)
    with writing(engine) as connection:
        for name, role in PEOPLE.items():
            accounts.put_user(connection, name, role, password_hash)
        tokens = {role: accounts.create_token(connection, role, None) for role in (Role.SCANNER, Role.ADMIN)}
    engine.dispose()
    return {str(role): token for role, token in tokens.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx2.get(f"{url}/readyz", trust_env=False).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(log.read_text())


@contextmanager
def running(home: Path, page: Path) -> Iterator[Running]:
    """Start the service on a free port with the built page."""
    tokens = _let_in(home)
    port = _free_port()
    log = home / "serve.log"
    environment = {**os.environ, "CARGOLENS_HOME": str(home), "CARGOLENS_PAGE": str(page)}
    tool = Path(sys.executable).with_name("cargolens")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [tool, "serve", "--port", str(port)], stdout=output, stderr=output, env=environment
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_ready(url, process, log)
            yield Running(url=url, home=home, scanner=tokens["scanner"], admin=tokens["admin"])
        finally:
            process.terminate()
            process.wait(30)
