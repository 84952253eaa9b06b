"""The service is killed with signal 9 at random while scans are posted.

``python -m benchmarks.kills [--kills 30]``: four posters send small scans and send them again when
they got no answer. At the end every scan that was acknowledged must be there once, with exactly one
assessment.
"""

import argparse
import json
import random
import shutil
import tempfile
import threading
import time
from pathlib import Path

import cv2
import numpy as np

from benchmarks.running import Running, multipart


def picture(rng: np.random.Generator) -> bytes:
    """Return a small 16-bit PNG that looks like nothing in particular."""
    return cv2.imencode(".png", rng.integers(0, 65535, (60, 200), np.uint16))[1].tobytes()


def post(service: Running, acknowledged: dict[str, str], stop: threading.Event, name: int) -> None:
    """Post scans until told to stop; keep the ids that were acknowledged."""
    rng = np.random.default_rng(name)
    number = 0
    while not stop.is_set():
        external = f"{name}-{number}"
        body, headers = multipart(
            {"station": "K", "device": f"d{name}", "external_id": external}, [("scan.png", picture(rng))]
        )
        while True:
            try:
                status, answer = service.call("POST", "/scans", body, headers)
            except OSError:
                time.sleep(0.05)
                continue
            if status in (200, 202):
                acknowledged[external] = answer["scan_id"]
                break
            if status < 500:
                raise SystemExit(f"POST /scans answered {status}: {answer}")
        number += 1
        time.sleep(0.02)


def survivors(service: Running) -> dict[str, list[str]]:
    """Return the ids of the scans that are there, by external id."""
    found: dict[str, list[str]] = {}
    before = ""
    while True:
        items = service.call("GET", f"/scans?limit=200{before}")[1]["items"]
        for scan in items:
            found.setdefault(scan["external_id"], []).append(scan["scan_id"])
        if not items:
            return found
        before = f"&before={items[-1]['scan_id']}"


def counted(service: Running, scan_id: str, seconds: float) -> int:
    """Return the number of assessments of a scan, waiting for the first one."""
    end = time.monotonic() + seconds
    while True:
        count = len(service.call("GET", f"/scans/{scan_id}/assessments")[1]["items"])
        if count or time.monotonic() > end:
            return count
        time.sleep(0.2)


def main() -> None:
    """Kill, start again, and count."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--kills", type=int, default=30)
    ask.add_argument("--seed", type=int, default=1)
    args = ask.parse_args()
    home = Path(tempfile.mkdtemp(prefix="cargolens-kills-"))
    service = Running(home)
    service.start()
    acknowledged: dict[str, str] = {}
    stop = threading.Event()
    posters = [
        threading.Thread(target=post, args=(service, acknowledged, stop, n), daemon=True) for n in range(4)
    ]
    for poster in posters:
        poster.start()
    rng = random.Random(args.seed)
    for _ in range(args.kills):
        time.sleep(rng.uniform(0.2, 2.0))
        service.kill()
        service.start()
    stop.set()
    for poster in posters:
        poster.join()
    found = survivors(service)
    counts = {external: counted(service, scan_id, 120) for external, scan_id in acknowledged.items()}
    service.kill()
    shutil.rmtree(home)
    print(
        json.dumps(
            {
                "kills": args.kills,
                "acknowledged": len(acknowledged),
                "lost": sum(external not in found for external in acknowledged),
                "twice": sum(len(ids) > 1 for ids in found.values()),
                "other_id": sum(found.get(e, [i])[0] != i for e, i in acknowledged.items()),
                "without_assessment": sum(count == 0 for count in counts.values()),
                "with_several_assessments": sum(count > 1 for count in counts.values()),
            }
        )
    )


if __name__ == "__main__":
    main()
