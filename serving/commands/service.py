"""Commands that run or describe the service."""

import json
import signal
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from serving.settings import Settings

_DRAIN_SECONDS = 15


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("serve")(serve)
    app.command("migrate")(migrate_tables)
    app.command("openapi")(print_openapi)
    app.command("settings")(print_settings)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes any free one.")] = None,
) -> None:
    """Start the service; it ends with the calls and scans in hand when it is asked to stop."""
    from serving import logs
    from serving.settings import Settings

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings(**given)  # pyright: ignore[reportArgumentType]
    logs.configure(settings)
    _run(settings)


def _run(settings: "Settings") -> None:
    import uvicorn

    from serving.app import create_app
    from serving.wiring import build

    service = build(settings)
    app = create_app(service)

    class Server(uvicorn.Server):
        """Ends the live streams first, as they would never end by themselves."""

        def handle_exit(self, sig: int, frame: object) -> None:
            """Begin to stop."""
            app.state.feed.close_soon()
            super().handle_exit(sig, frame)  # pyright: ignore[reportArgumentType]

    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=_DRAIN_SECONDS,
        timeout_keep_alive=30,
    )
    # uvicorn raises the signal that stopped it once more when it has ended; what is below must still run.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    try:
        Server(config).run()
    finally:
        service.close()


def migrate_tables() -> None:
    """Bring the tables of the database to the newest revision; `serve` does it too."""
    from serving.settings import Settings
    from serving.store.engine import make_engine, migrate

    migrate(make_engine(Settings().database))
    typer.echo("The database is at the newest revision.")


def print_openapi() -> None:
    """Print the OpenAPI document of the HTTP surface."""
    from serving.app import make_api

    typer.echo(json.dumps(make_api().openapi(), indent=2, sort_keys=True, ensure_ascii=False))


def print_settings() -> None:
    """Print every setting with the value that is in force, passwords hidden."""
    from sqlalchemy import make_url

    from serving.settings import PREFIX, Settings

    for name, value in Settings().model_dump(mode="json").items():
        shown = make_url(value).render_as_string() if name == "database" else value
        typer.echo(f"{PREFIX}{name.upper()}={shown}")
