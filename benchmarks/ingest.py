"""Durable ingest of 10 MB scans over HTTP against a bare loop of write, digest, fsync and SQLite row.

``python -m benchmarks.ingest``: both loops alternate in one run, on the same disk. ``ratio`` is the
service's scans a second over the bare loop's, one client each; the workers are off, so that only
receiving is measured.
"""

import hashlib
import json
import os
import sqlite3
import statistics
import time
import uuid
from pathlib import Path

from benchmarks.running import Running, multipart, running

ROUNDS, BATCH, SIZE = 8, 10, 10_000_000


def bare(folder: Path, payloads: list[bytes]) -> float:
    """Return the seconds that the bare loop takes."""
    link = sqlite3.connect(folder / "bare.db", isolation_level=None)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("PRAGMA synchronous=FULL")
    link.execute("CREATE TABLE IF NOT EXISTS scan (id TEXT PRIMARY KEY, digest TEXT)")
    start = time.perf_counter()
    for payload in payloads:
        name = uuid.uuid4().hex
        with (folder / name).open("wb") as sink:
            sink.write(payload)
            sink.flush()
            os.fsync(sink.fileno())
        link.execute("INSERT INTO scan VALUES (?, ?)", (name, hashlib.sha256(payload).hexdigest()))
    spent = time.perf_counter() - start
    link.close()
    return spent


def posted(service: Running, payloads: list[bytes]) -> float:
    """Return the seconds that the service takes for the same payloads."""
    bodies = [
        multipart({"station": "B", "device": "b", "external_id": uuid.uuid4().hex}, [("scan.raw", payload)])
        for payload in payloads
    ]
    link = service.connect()
    start = time.perf_counter()
    for body, headers in bodies:
        status, answer = service.call("POST", "/scans", body, headers, connection=link)
        if status != 202:
            raise SystemExit(f"POST /scans answered {status}: {answer}")
    spent = time.perf_counter() - start
    link.close()
    return spent


def main() -> None:
    """Measure, and print one JSON object."""
    with running(workers=0) as service:
        folder = service.home / "bare"
        folder.mkdir()
        ratios: list[float] = []
        ours: list[float] = []
        for _ in range(ROUNDS):
            payloads = [os.urandom(SIZE) for _ in range(BATCH)]
            base, mine = bare(folder, payloads), posted(service, payloads)
            ratios.append(base / mine)
            ours.append(mine / BATCH)
    print(
        json.dumps(
            {
                "ratio": round(statistics.median(ratios), 3),
                "ratio_min": round(min(ratios), 3),
                "ratio_max": round(max(ratios), 3),
                "ms_a_scan": round(statistics.median(ours) * 1000, 1),
                "rounds": ROUNDS,
                "scans_a_round": BATCH,
            }
        )
    )


if __name__ == "__main__":
    main()
