"""The commands of this room, mounted by the command ``cargolens``; none of them loads torch to be listed."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

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
    from training import demo as work
    from training.http_client import CallFailed

    try:
        work.run(home, host, port, exit_after_fill)
    except CallFailed as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise typer.Exit(1) from None


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
