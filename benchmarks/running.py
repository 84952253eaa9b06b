"""A service of its own for a benchmark: a temporary home, a free port, a token, and a small client."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).with_name("cargolens")


class Running:
    """One service process on a home of its own; it may be killed and started again."""

    def __init__(self, home: Path, **settings: object) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._environment = os.environ | {f"CARGOLENS_{k.upper()}": str(v) for k, v in settings.items()}
        self._environment |= {"CARGOLENS_HOME": str(home), "CARGOLENS_LOG_LEVEL": "warning"}
        self.token = self.cli("token", "create", "--role", "admin").split()[-1]
        self.process: subprocess.Popen[bytes] | None = None

    def cli(self, *words: str) -> str:
        """Run a ``cargolens`` command on the home and return what it printed."""
        done = subprocess.run(
            [COMMAND, *words],
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def start(self) -> float:
        """Start the service; return the seconds until it is ready."""
        began = time.perf_counter()
        with (self.home / "service.log").open("ab") as log:
            self.process = subprocess.Popen(
                [COMMAND, "serve", "--port", str(self.port)],
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        while time.perf_counter() - began < 60:
            try:
                if self.call("GET", "/readyz", root=True)[0] == 200:
                    return time.perf_counter() - began
            except OSError:
                pass
            time.sleep(0.02)
        raise SystemExit(f"the service did not become ready; see {self.home}/service.log")

    def kill(self) -> None:
        """End the service as a power cut would."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        root: bool = False,
        connection: http.client.HTTPConnection | None = None,
    ) -> tuple[int, Any]:
        """Return status and parsed answer of one call; an ``OSError`` when there is no service."""
        link = connection or self.connect()
        known = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        try:
            link.request(method, path if root else f"/api/v1{path}", body, known)
            answer = link.getresponse()
            raw = answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            if connection is None:
                link.close()
        kind = answer.headers.get("Content-Type", "")
        return answer.status, json.loads(raw) if "json" in kind else raw

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection that may be used for several calls."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)


def multipart(metadata: dict[str, Any], files: list[tuple[str, bytes]]) -> tuple[bytes, dict[str, str]]:
    """Return body and headers of an upload."""
    edge = uuid.uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{json.dumps(metadata)}'
    parts = [head.encode()]
    for name, data in files:
        text = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        parts.append(text.encode() + data)
    body = b"\r\n".join(parts) + f"\r\n--{edge}--\r\n".encode()
    return body, {"Content-Type": f"multipart/form-data; boundary={edge}"}


@contextmanager
def running(**settings: object) -> Generator[Running]:
    """Run a service on a temporary home; everything is gone at the end."""
    home = Path(tempfile.mkdtemp(prefix="cargolens-bench-"))
    service = Running(home, **settings)
    try:
        service.start()
        yield service
    finally:
        service.kill()
        shutil.rmtree(home, ignore_errors=True)
