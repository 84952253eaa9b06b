"""The commands of this room, mounted by the command ``cargolens``; none of them loads torch to be listed."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from model.errors import CargolensError

app = typer.Typer(no_args_is_help=True)
feedback = typer.Typer(help="Verdicts and inspection results as training data.", no_args_is_help=True)
app.add_typer(feedback, name="feedback")

_HOME = Path(".cargolens")


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    home: Annotated[
        Path, typer.Option(envvar="CARGOLENS_HOME", help="Folder of all that the service keeps.")
    ] = _HOME,
    exit_after_fill: Annotated[
        bool, typer.Option("--exit-after-fill/--keep-running", help="Stop once everything is assessed.")
    ] = False,
) -> None:
    """Start a service and fill it with simulated references, declarations and scans."""
    _needs_numba()
    from training import demo as work
    from training.http_client import CallFailed

    try:
        work.run(home, host, port, exit_after_fill)
    except CallFailed as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise typer.Exit(1) from None


@app.command()
def simulate(
    out: Annotated[
        Path | None, typer.Argument(help="The folder to write; a stopped run goes on where it was.")
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many scans.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same bytes.")] = 0,
    scenario: Annotated[
        str | None,
        typer.Option(help="A TOML file, or a packaged scenario: cargo, archive, bags, ct, mixed-port."),
    ] = None,
    processes: Annotated[int, typer.Option(min=0, help="How many at once; 0: one for each core.")] = 0,
    list_: Annotated[
        bool, typer.Option("--list", help="Print every heading and concealment, then stop.")
    ] = False,
    gallery: Annotated[
        bool, typer.Option("--gallery", help="Write a page that shows everything it can make.")
    ] = False,
    post: Annotated[
        str | None, typer.Option(metavar="URL", help="Post to a service, as http://127.0.0.1:8000.")
    ] = None,
    token: Annotated[
        str, typer.Option(envvar="CARGOLENS_TOKEN", help="Bearer token of a role that may post both.")
    ] = "",
    interval: Annotated[float, typer.Option(min=0, help="Seconds between posted scans.")] = 0.0,
) -> None:
    """Make scans by physics, with all that is true of them.

    Writes OUT/scans, OUT/cards (one JSON a scan), OUT/declarations and OUT/truth.json (COCO);
    or posts scans and declarations to a running service. Needs the extra `simulate`.
    """
    _needs_numba()
    from concurrent.futures.process import BrokenProcessPool

    from training import simulate_command as work
    from training.http_client import CallFailed

    if sum((list_, gallery, post is not None)) > 1 or (post and out):
        raise typer.BadParameter("give one of: a folder, a folder with --gallery, --list, --post URL")
    try:
        if list_:
            work.print_catalogue()
        elif post:
            work.to_service(post, token, scenario, seed, count, processes, interval)
        elif out is None:
            raise typer.BadParameter("name a folder to write, or give --list or --post URL")
        elif gallery:
            work.to_gallery(out, seed, processes)
        else:
            work.to_folder(out, scenario, seed, count, processes)
    except KeyboardInterrupt:
        typer.secho("Stopped. The same command goes on where it was.", err=True)
        raise typer.Exit(130) from None
    except BrokenProcessPool:
        typer.secho("A process was killed, perhaps for memory; the same command goes on.", err=True)
        raise typer.Exit(1) from None
    except (CallFailed, CargolensError, OSError) as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise typer.Exit(1) from None


def _needs_numba() -> None:
    from importlib.util import find_spec

    if find_spec("numba") is None:
        typer.secho("The simulator needs numba: pip install 'cargolens[simulate]'", err=True)
        raise typer.Exit(1)


@app.command()
def export(out: Annotated[Path, typer.Argument(help="The model folder to write.")]) -> None:
    """Write the network as ONNX with its card; needs the extra `train`."""
    from training.export import export as work

    card = work(out)
    typer.echo(f"{card.id} in {out}")


@feedback.command("export")
def feedback_export(
    out: Annotated[Path, typer.Argument(help="The folder to write; it must be empty or missing.")],
    database: Annotated[
        str | None, typer.Option(envvar="CARGOLENS_DATABASE", help="Address of the service's database.")
    ] = None,
    blobs: Annotated[
        str | None, typer.Option(envvar="CARGOLENS_BLOBS", help="Address of the received files.")
    ] = None,
    home: Annotated[
        Path, typer.Option(envvar="CARGOLENS_HOME", help="Folder of all that the service keeps.")
    ] = _HOME,
    since: Annotated[
        datetime | None, typer.Option(help="Only scans received from this time (UTC) on.")
    ] = None,
    copy_files: Annotated[
        bool, typer.Option("--copy-files", help="Copy the files of the scans too.")
    ] = False,
) -> None:
    """Write reviews and exams as COCO with a manifest, split by time and shipment."""
    from training.feedback import export as work

    snapshot = work(
        out,
        database or f"sqlite:///{home}/cargolens.db",
        blobs=(blobs or f"{home}/blobs") if copy_files else None,
        since=since,
    )
    typer.echo(snapshot)
