"""The review page: the built files of ``review_ui``, and its start page for every address within it."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

_NOT_BUILT = "The review page has not been built: run `make page` (needs Node.js), or set CARGOLENS_PAGE.\n"


class Page(StaticFiles):
    """Files whose names carry a digest are kept by browsers for ever, all others are asked for again."""

    path = "page"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; ``path`` stands for all addresses of the page in the metrics."""
        scope["route"] = self
        await super().__call__(scope, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file; an unknown address without a file ending gives the start page."""
        if path.split("/")[0] in ("api", "problems"):
            raise HTTPException(404)
        try:
            answer = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or Path(path).suffix:
                raise
            answer = await super().get_response("index.html", scope)
        digested = path.startswith("assets/") and answer.status_code in (200, 304)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if digested else "no-cache"
        return answer


def deliver(app: FastAPI, folder: Path) -> None:
    """Let ``app`` deliver the page of ``folder`` at every address that no route of its own answers."""
    if (folder / "index.html").is_file():
        app.router.default = Page(directory=folder, html=True)
        return

    @app.get("/", include_in_schema=False)
    def not_built() -> Response:  # pyright: ignore[reportUnusedFunction]
        return Response(_NOT_BUILT, 503, media_type="text/plain")
