"""Commands for the standard image library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from serving.wiring import Service

app = typer.Typer(help="The standard image library.", no_args_is_help=True)


@app.callback()
def _group() -> None:  # pyright: ignore[reportUnusedFunction]
    """The standard image library."""


@dataclass(slots=True)
class Tally:
    """What an import did; ``bad`` are files with reasons, ``unknown`` folders of no HS code."""

    added: int = 0
    there: int = 0
    bad: list[tuple[Path, str]] = field(default_factory=list[tuple[Path, str]])
    unknown: list[tuple[Path, str]] = field(default_factory=list[tuple[Path, str]])


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _gather(folder: Path, tally: Tally) -> list[tuple[str, Path]]:
    """Return files with their codes; folders that are no code are told and left out."""
    from image_library import nomenclature
    from model.errors import CargolensError

    found: list[tuple[str, Path]] = []
    for inner in sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != "."):
        try:
            nomenclature.lookup(inner.name)
        except CargolensError as error:
            tally.unknown.append((inner, str(error)))
            continue
        found += [(inner.name, path) for path in _files(inner)]
    return found


def _add(service: "Service", code: str, path: Path, tally: Tally) -> None:
    from model.errors import CargolensError, StorageFull
    from serving.enrol import ReferenceMetadata, enrol

    try:
        _, new = enrol(service, ReferenceMetadata(hs_code=code), path.name, path.read_bytes())
    except StorageFull:
        raise
    except (CargolensError, PermissionError) as error:
        tally.bad.append((path, str(error)))
        return
    if new:
        tally.added += 1
    else:
        tally.there += 1


@app.command("import")
def import_folder(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, help="`<hs code>/<image files>`.")
    ],
) -> None:
    """Add references from a folder; what is there already is skipped, so it may be started again."""
    from rich.console import Console
    from rich.progress import track

    from serving import audit
    from serving.settings import Settings
    from serving.store.engine import writing
    from serving.wiring import build

    tally = Tally()
    found = _gather(folder, tally)
    service = build(Settings())
    try:
        for code, path in track(found, "Importing", console=Console(stderr=True)):
            _add(service, code, path, tally)
        with writing(service.engine) as connection:
            audit.record(connection, "command line", "library.imported", folder.name, added=tally.added)
    finally:
        service.close()
    _report(tally)
    if not tally.added + tally.there:
        raise typer.Exit(1)


@app.command("reembed")
def reembed_references() -> None:
    """Let a new model look at the references that an older one has embedded; may be started again."""
    from rich.console import Console
    from rich.progress import track

    from model.errors import CargolensError, StorageFull
    from serving import audit, enrol
    from serving.settings import Settings
    from serving.store.engine import writing
    from serving.wiring import build

    service = build(Settings())
    done = bad = 0
    try:
        for reference in track(service.library.stale(), "Looking", console=Console(stderr=True)):
            try:
                enrol.reembed(service, reference)
                done += 1
            except StorageFull:
                raise
            except CargolensError as error:
                bad += 1
                typer.echo(f"bad       {reference.reference_id} ({reference.hs_code}): {error}")
        with writing(service.engine) as connection:
            model = service.detector.card.id
            audit.record(connection, "command line", "library.reembedded", model, done=done, bad=bad)
    finally:
        service.close()
    typer.echo(f"{done} embedded by the present model, {bad} bad")
    if bad:
        raise typer.Exit(1)


def _report(tally: Tally) -> None:
    for path, reason in tally.unknown:
        typer.echo(f"left out  {path}: {reason}")
    for path, reason in tally.bad:
        typer.echo(f"bad       {path}: {reason}")
    typer.echo(
        f"{tally.added} added, {tally.there} there already, {len(tally.bad)} bad, "
        f"{len(tally.unknown)} folders left out"
    )
