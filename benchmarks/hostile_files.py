"""300 broken, hostile or odd files: each gets a clear answer, in bounded time and memory.

``python benchmarks/hostile_files.py`` reads them in the sandbox;
``... --base-url http://127.0.0.1:8000 --token T --pid P`` posts them to a running service, where
``P`` is its process. Prints one JSON object; exits with 1 where a bound is broken.
"""

import argparse
import json
import os
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.hostile_samples import Sample, samples
from model.errors import UnreadableFile
from model.formats import SourceFile
from model.formats.sandbox import Sandbox

MOST_SECONDS, MOST_BYTES = 2.0, 500_000_000
SETTLED = {"unfit", "assessed", "waiting-for-declaration"}


class Tree:
    """Processor time and peak memory of a process and its children, sampled every 10 ms.

    Memory that processes share counts once for each, so the figure errs on the high side.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._peak = 0
        self._gone: dict[int, float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def seconds(self) -> float:
        """Return the processor time so far; that of ended children as last seen."""
        self._look()
        return sum(self._gone.values())

    def memory(self) -> int:
        """Return the peak of memory since the last call."""
        self._look()
        peak, self._peak = self._peak, 0
        return peak

    def close(self) -> None:
        """Stop sampling."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.01):
            self._look()

    def _look(self) -> None:
        total = 0
        with suppress(psutil.Error):
            for process in [self._root, *self._root.children(recursive=True)]:
                with suppress(psutil.Error, OSError):
                    times = process.cpu_times()
                    self._gone[process.pid] = times.user + times.system
                    total += process.memory_info().rss
        self._peak = max(self._peak, total)


def measure(sample: Sample, tree: Tree, ask: Callable[[Sample], str]) -> dict[str, Any]:
    before, start = tree.seconds(), time.perf_counter()
    tree.memory()
    base = tree.memory()
    answer = ask(sample)
    wall = time.perf_counter() - start
    return {
        "name": sample.name,
        "answer": answer,
        "cpu_s": round(tree.seconds() - before, 3),
        "extra_bytes": max(0, tree.memory() - base),
        "wall_s": round(wall, 3),
    }


def in_sandbox(files: list[Sample]) -> tuple[list[dict[str, Any]], bool]:
    tiny = [SourceFile(name="tiny.pgm", data=b"x")]
    with Sandbox() as sandbox:

        def ask(sample: Sample) -> str:
            try:
                views = sandbox.read([SourceFile(name=sample.file, data=sample.data)])
            except UnreadableFile as error:
                return error.code
            return f"read: {views[0].facts.format}"

        def settle() -> None:
            with suppress(UnreadableFile):
                sandbox.read(tiny)

        tree, rows = Tree(os.getpid()), []
        for sample in files:
            settle()
            rows.append(measure(sample, tree, ask))
        settle()
        tree.close()
        return rows, len(sandbox.pids()) == 1


def through_service(
    files: list[Sample], base: str, token: str, pid: int
) -> tuple[list[dict[str, Any]], bool]:
    import httpx2

    headers = {"Authorization": f"Bearer {token}", "Prefer": "wait=20"}
    run = f"{time.time_ns():x}"
    with httpx2.Client(base_url=base, headers=headers, timeout=60) as client:

        def ask(sample: Sample) -> str:
            metadata = {"station": "bench", "device": "hostile", "external_id": f"{run}-{sample.name}"}
            parts: list[Any] = [
                ("metadata", (None, json.dumps(metadata), "application/json")),
                ("file", (sample.file, sample.data, "application/octet-stream")),
            ]
            try:
                return _settled(client, client.post("/api/v1/scans", files=parts))
            except httpx2.HTTPError as error:
                return f"none: {type(error).__name__}"

        tree = Tree(pid)
        rows = [measure(sample, tree, ask) for sample in files]
        tree.close()
        return rows, client.get("/healthz").status_code == 200


def _settled(client: Any, reply: Any) -> str:
    """Return the problem code or the state that a scan comes to."""
    if reply.status_code >= 400:
        code = reply.json().get("code") if "problem+json" in reply.headers["content-type"] else None
        return code if code and reply.status_code < 500 else f"none: {reply.status_code}"
    scan = reply.json()
    until = time.monotonic() + 30
    while scan["state"] not in SETTLED and time.monotonic() < until:
        time.sleep(0.1)
        scan = client.get(f"/api/v1/scans/{scan['scan_id']}").json()
    return scan["state"] if scan["state"] in SETTLED else f"none: {scan['state']}"


def summary(rows: list[dict[str, Any]], alive: bool) -> dict[str, Any]:
    slowest, largest = max(rows, key=lambda r: r["cpu_s"]), max(rows, key=lambda r: r["extra_bytes"])
    unanswered = [row["name"] for row in rows if row["answer"].startswith("none")]
    return {
        "files": len(rows),
        "answers": dict(Counter(row["answer"] for row in rows).most_common()),
        "unanswered": unanswered,
        "most_cpu_s": {slowest["name"]: slowest["cpu_s"]},
        "most_extra_mb": {largest["name"]: round(largest["extra_bytes"] / 1e6, 1)},
        "most_wall_s": max(row["wall_s"] for row in rows),
        "peak_rss_of_this_process_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, 1),
        "alive": alive,
        "passed": alive
        and not unanswered
        and slowest["cpu_s"] <= MOST_SECONDS
        and largest["extra_bytes"] <= MOST_BYTES,
    }


def chosen(only: str) -> Iterator[Sample]:
    return (sample for sample in samples() if only in sample.name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", help="address of a running service")
    parser.add_argument("--token", default=os.environ.get("CARGOLENS_TOKEN", ""))
    parser.add_argument("--pid", type=int, help="process of that service")
    parser.add_argument("--only", default="", help="only files whose name has this in it")
    parser.add_argument("--rows", action="store_true", help="print each file as well")
    options = parser.parse_args()
    files = list(chosen(options.only))
    if options.base_url:
        rows, alive = through_service(files, options.base_url, options.token, options.pid or os.getpid())
    else:
        rows, alive = in_sandbox(files)
    result = summary(rows, alive)
    if options.rows:
        result["rows"] = rows
    print(json.dumps(result, indent=1))
    return 0 if result["passed"] else 1


if __name__ == "__main__":
    sys.exit(main())
