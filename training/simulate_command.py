"""``cargolens simulate``: a folder, a posted flow, or the lists and the gallery of what can be made."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from model.errors import InvalidInput
from training.http_client import Client
from training.simulator.flow import Sent, post_flow
from training.simulator.folder import write_folder
from training.simulator.gallery import write_gallery
from training.simulator.gallery_tiles import tiles
from training.simulator.goods import GOODS
from training.simulator.hidden import HIDDEN
from training.simulator.scenario import read_scenario

_ERRORS = Console(stderr=True)


def print_catalogue() -> None:
    """Print every heading and every kind of contraband, one a line, its code or kind first."""
    for heading, goods in sorted(GOODS.items()):
        typer.echo(f"{heading}\t{goods.code}\t{goods.description}\t[{', '.join(goods.kinds)}]")
    for kind, hidden in sorted(HIDDEN.items()):
        typer.echo(f"{kind}\t{hidden.category}\t{hidden.description}\t[{', '.join(hidden.places)}]")


def to_folder(out: Path, scenario: str | None, seed: int, count: int, processes: int) -> None:
    """Write scans into a folder, with a progress bar."""
    what = read_scenario(scenario)
    with _progress("scans", count) as told:
        made = write_folder(out, what, seed, count, processes, told)
    typer.echo(f"{made} scans made, {count - made} were there already: {out / 'truth.json'}")


def to_service(
    address: str,
    token: str,
    scenario: str | None,
    seed: int,
    count: int,
    processes: int,
    interval_s: float,
) -> None:
    """Post scans and declarations to a service, with a progress bar."""
    what = read_scenario(scenario)
    try:
        client = Client(address, token)
    except ValueError as error:
        raise InvalidInput(f"{error}; it begins with http:// or https://") from None
    with _progress("posted", count) as told:

        def sent_so_far(sent: Sent) -> None:
            told(sent.scans)

        sent = post_flow(client, what, seed, count, processes, interval_s, sent_so_far)
    typer.echo(f"{sent.scans} scans and {sent.declarations} declarations posted to {address}")


def to_gallery(out: Path, seed: int, processes: int) -> None:
    """Write the gallery page, with a progress bar."""
    with _progress("pictures", len(tiles(seed))) as told:
        page = write_gallery(out, seed, processes, told)
    typer.echo(page)


@contextmanager
def _progress(what: str, total: int) -> Generator[Callable[[int], None]]:
    """A bar that shows from the first word of progress on, so that what is refused shows none."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=_ERRORS)
    task = bar.add_task(what, total=total)

    def told(done: int) -> None:
        bar.start()
        bar.update(task, completed=done)

    try:
        yield told
    finally:
        if bar.live.is_started:
            bar.stop()
