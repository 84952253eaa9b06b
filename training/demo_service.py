"""The service that a demo talks to: started when it is not there, with its token and people."""

import os
import secrets
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from training.http_client import CallFailed, Client

TOKEN_NAME = "demo"  # noqa: S105 the name of a token, not a token
_START_SECONDS = 60
_STOP_SECONDS = 25
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may log in to the demo."""

    name: str
    role: str
    password: str


class DemoService:
    """The commands and the process of the service, with its folder and its address.

    Parameters
    ----------
    home
        Folder of all that the service keeps.
    """

    def __init__(self, home: Path, host: str, port: int) -> None:
        self.home = home.resolve()
        self.host, self.port = host, port
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 compared, not bound
        self.address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.log = self.home / "service.log"

    def start(self) -> None:
        """Start the service unless one answers; raises ``CallFailed`` when it does not come up."""
        if Client(self.address, timeout_s=5).is_ready():
            return
        self.home.mkdir(parents=True, exist_ok=True)
        command = [*_command(), "serve", "--host", self.host, "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self._environment(), stdout=log, stderr=log)  # noqa: S603
        end = time.monotonic() + _START_SECONDS
        while not Client(self.address, timeout_s=5).is_ready():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise CallFailed(0, "no-answer", f"the service did not start; see {self.log}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask the service to end, if this demo started it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def client(self) -> Client:
        """Return a caller with a new token; an older one of the demo ends.

        Raises ``CallFailed`` when the service at the address is one of another folder.
        """
        self.end_token()
        token = self._run("token", "create", "--role", "admin", "--name", TOKEN_NAME).splitlines()[-1]
        client = Client(self.address, token)
        try:
            client.get("/api/v1/scans", limit=1)
        except CallFailed as error:
            if error.status != HTTPStatus.UNAUTHORIZED:
                raise
            message = f"the service on {self.address} keeps its data elsewhere; choose another --port"
            raise CallFailed(error.status, "other-service", message) from None
        return client

    def end_token(self) -> None:
        """Revoke the token of the demo."""
        with suppress(CallFailed):
            self._run("token", "revoke", TOKEN_NAME)

    def people(self) -> tuple[Person, ...]:
        """Make an officer and a supervisor; away from this machine their passwords cannot be guessed."""
        made: list[Person] = []
        for name, role in (("demo-officer", "reviewer"), ("demo-supervisor", "supervisor")):
            password = f"{name}-only" if self.host in _LOOPBACK else secrets.token_urlsafe(12)
            self._run("user", "create", name, "--role", role, "--password-stdin", given=password)
            made.append(Person(name, role, password))
        return tuple(made)

    def _run(self, *arguments: str, given: str = "") -> str:
        done = subprocess.run(  # noqa: S603
            [*_command(), *arguments],
            env=self._environment(),
            input=given + "\n",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CallFailed(0, "command-failed", f"cargolens {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "CARGOLENS_HOME": str(self.home)}


def _command() -> list[str]:
    beside = Path(sys.executable).with_name("cargolens")
    found = str(beside) if beside.exists() else shutil.which("cargolens")
    if not found:
        raise CallFailed(0, "command-failed", "the command cargolens is not installed beside Python")
    return [found]
