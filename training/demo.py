"""``cargolens demo``: a service with a library and an interesting queue, all from simulated scans."""

import os
import signal
import sys
import time
from collections.abc import Callable, Generator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from textwrap import shorten
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from training import demo_world as world
from training.demo_service import DemoService, Person
from training.demo_world import Parcel
from training.http_client import CallFailed, Client

API = "/api/v1"
SAMPLE = "sample.tiff"
_SAMPLE_SCAN = "D01"
_WAIT_SECONDS = 240
_PENDING = ("received",)
_LAMPS = {"green": "green", "amber": "yellow", "red": "bold red", "grey": "bright_black"}


def run(home: Path, host: str, port: int, exit_after_fill: bool) -> None:
    """Start the service, fill it, show what came out, and keep it running until it is stopped.

    Parameters
    ----------
    home
        Folder of all that the service keeps.
    exit_after_fill
        Stop the service again once everything is assessed.
    """
    console = Console(width=None if sys.stdout.isatty() else 140)
    service = DemoService(home, host, port)
    signal.signal(signal.SIGTERM, _stop)
    try:
        console.print(f"Starting the service on {service.address} ...")
        service.start()
        people = service.people()
        try:
            client = service.client()
            fill(client, console, home / SAMPLE)
            show(client, console)
        finally:
            service.end_token()
        _greet(console, service, people, home / SAMPLE)
        if not exit_after_fill and service.process is not None:
            console.print("Press Ctrl-C to stop.")
            service.process.wait()
    except KeyboardInterrupt:
        console.print("Stopping.")
    finally:
        service.stop()


def fill(client: Client, console: Console, sample: Path) -> None:
    """Add the references and scans that the service does not have yet; leave one scan as a file."""
    references, scans = missing(client)
    if not references and not scans:
        console.print("The demo library and scans are there already.")
        return
    workers = max(1, min(4, os.cpu_count() or 1))
    with _pool(workers) as pool, _progress(console) as progress:
        # The slowest to make goes first; the scans are posted once the library is full.
        made_scans = {pool.submit(world.make_scan, name): name for name in reversed(scans)}
        made = {pool.submit(world.make_reference, name): name for name in references}
        task = progress.add_task("library", total=len(references))
        for future in as_completed(made):
            add_reference(client, future.result())
            progress.advance(task)
        task = progress.add_task("scans", total=len(scans))
        ready = {made_scans[future]: future.result() for future in as_completed(made_scans)}
        for name in scans:
            if name == _SAMPLE_SCAN:
                sample.write_bytes(ready[name].files[0][1])
            add_scan(client, ready[name])
            progress.advance(task)
        task = progress.add_task("assessed", total=len(world.STORIES))
        wait(client, len(world.STORIES), lambda done: progress.update(task, completed=done))


def missing(client: Client) -> tuple[list[str], list[str]]:
    """Names of the references and of the scans that the service lacks."""
    known: set[str] = set()
    for heading in world.HEADINGS:
        items = client.get(f"{API}/library/references", hs_code=heading, limit=200)["items"]
        known.update(item["description"] for item in items)
    posted = scans(client)
    references = [name for name in world.reference_names() if name not in known]
    return references, [name for name in world.STORIES if name not in posted]


def scans(client: Client) -> dict[str, dict[str, Any]]:
    """The demo scans that the service has, by external id."""
    found: dict[str, dict[str, Any]] = {}
    before: str | None = None
    while items := client.get(f"{API}/scans", limit=200, before=before)["items"]:
        found |= {item["external_id"]: item for item in items if item["station"] == world.STATION}
        before = items[-1]["scan_id"]
        if len(items) < 200:
            break
    return found


def add_reference(client: Client, parcel: Parcel) -> None:
    """Post a reference."""
    client.upload(f"{API}/library/references", parcel.metadata, parcel.files)


def add_scan(client: Client, parcel: Parcel) -> None:
    """Put the declaration of a scan, if it has one, and post the scan."""
    if parcel.declaration:
        number, body = parcel.declaration
        client.put(f"{API}/declarations/{number}", body)
    client.upload(f"{API}/scans", parcel.metadata, parcel.files)


def wait(client: Client, expected: int, told: Callable[[int], None] | None = None) -> None:
    """Wait until so many demo scans are judged; raises ``CallFailed`` when it takes too long."""
    end = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < end:
        done = sum(scan["state"] not in _PENDING for scan in scans(client).values())
        if told:
            told(done)
        if done >= expected:
            return
        time.sleep(0.5)
    raise CallFailed(0, "too-slow", f"some scans are not assessed after {_WAIT_SECONDS} s")


def show(client: Client, console: Console) -> None:
    """Print what became of each scan."""
    table = Table(title="Demo scans", show_lines=False)
    for column in ("scan", "what is the matter", "state", "lamp", "suspicion", "top evidence"):
        table.add_column(column, no_wrap=column in ("scan", "state", "lamp", "suspicion"))
    for name, listed in sorted(scans(client).items()):
        scan = client.get(f"{API}/scans/{listed['scan_id']}")
        lamp, suspicion, headline = _outcome(scan)
        colour = _LAMPS.get(lamp, "")
        shown = f"[{colour}]{lamp}[/]" if colour else lamp
        table.add_row(name, world.STORIES.get(name, ""), scan["state"], shown, suspicion, headline)
    console.print(table)


def _outcome(scan: dict[str, Any]) -> tuple[str, str, str]:
    """Lamp, suspicion and the heaviest reason of a scan."""
    assessment = scan["assessment"]
    if not assessment:
        return "-", "-", ""
    if not assessment["fitness"]["fit"]:
        return assessment["lamp"], "-", "; ".join(assessment["fitness"]["reasons"])
    reasons = [each for each in assessment["evidence"] if each["kind"] != "base-rate"]
    top = max(reasons, key=lambda each: abs(each["weight"]), default=None)
    suspicion = "-" if assessment["suspicion"] is None else f"{assessment['suspicion']:.2f}"
    return assessment["lamp"], suspicion, shorten(top["text"], 110, placeholder=" ...") if top else ""


def _greet(console: Console, service: DemoService, people: tuple[Person, ...], sample: Path) -> None:
    console.print(f"\nOpen [bold]{service.address}[/] and log in (these accounts are for the demo only):")
    for person in people:
        console.print(
            f"  {person.role:<10}  name [bold]{person.name}[/]  password [bold]{person.password}[/]"
        )
    console.print(f"A scan to post yourself, as the README shows: {sample}")


@contextmanager
def _pool(workers: int) -> Generator[ProcessPoolExecutor]:
    """Processes of one thread each, which leave Ctrl-C to their parent."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_alone)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _alone() -> None:
    import cv2

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


def _stop(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
