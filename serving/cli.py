"""The command ``cargolens``: the service's own commands, and those that other packages add."""

from importlib.metadata import EntryPoint, entry_points
from typing import Annotated

import typer

from serving.commands import access, library, service

GROUP = "cargolens.commands"


def make_app() -> typer.Typer:
    """Return all commands; packages add theirs by an entry point of the group ``cargolens.commands``."""
    app = typer.Typer(
        name="cargolens",
        help="Review of non-intrusive inspection images at customs.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    service.register(app)
    app.add_typer(access.tokens, name="token")
    app.add_typer(access.users, name="user")
    app.add_typer(library.app, name="library")
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        _add(app, point)
    return app


def _add(app: typer.Typer, point: EntryPoint) -> None:
    try:
        app.add_typer(point.load())
    except ImportError as error:
        typer.secho(f"The commands of {point.value} are not available: {error}", err=True)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("cargolens"))
        raise typer.Exit


def _options(
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Review of non-intrusive inspection images at customs."""


def main() -> None:
    """Run the command line; a domain error is one line and exit status 1."""
    from model.errors import CargolensError

    try:
        make_app()()
    except CargolensError as error:
        typer.secho(f"{error.code}: {error}", err=True, fg=typer.colors.RED)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
