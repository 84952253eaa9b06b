"""The service as a process of its own, as a user starts it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Served:
    """A running ``cargolens serve``."""

    url: str
    process: "subprocess.Popen[bytes]"
    log: Path
    seconds: float

    def stop(self) -> int:
        """Ask it to stop and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the variables for a command on an own home folder."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("CARGOLENS_")}
    return plain | {"CARGOLENS_HOME": str(home), "CARGOLENS_FREE_MB": "0"} | more


def cargolens(
    home: Path, *arguments: str, stdin: str = "", settings: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "serving", *arguments],
        env=environment(home, **(settings or {})),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=100,
    )


@contextmanager
def serve(home: Path, **settings: str) -> Iterator[Served]:
    """Start the service on a free port and wait until it listens."""
    log = home.parent / f"{home.name}.log"
    began = time.monotonic()
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "serving", "serve", "--port", "0"],
            env=environment(home, **settings),
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
        )
    try:
        while not (found := re.search(r"running on (http://[\d.]+:\d+)", log.read_text())):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() - began < 60, log.read_text()
            time.sleep(0.02)
        yield Served(found[1], process, log, time.monotonic() - began)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
