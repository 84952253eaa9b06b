"""The web application: routes, what every answer goes through, and what runs beside them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from model.domain import ScanMetadata
from model.errors import CargolensError
from serving import page
from serving.audit import Viewings
from serving.live import Feed
from serving.middleware import BoundedBody, Heads, Observed
from serving.problems import Problem, handle
from serving.routes import (
    about,
    declarations,
    events,
    health,
    judgement,
    library,
    pictures,
    queue,
    scans,
    session,
)
from serving.throttle import Throttle
from serving.wiring import Service
from serving.worker import Workers

_ROUTERS = (session, scans, pictures, judgement, queue, declarations, library, events, about, health)
_PROBLEM: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem (RFC 9457); `code` tells which.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}


def _operation_id(route: APIRoute) -> str:
    return route.name


class Api(FastAPI):
    """FastAPI, whose document also describes the problems and the parts of uploads."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        if self.openapi_schema is None:
            schema = super().openapi()
            for kind in (Problem, ScanMetadata, library.ReferenceMetadata):
                form = TypeAdapter[Any](kind).json_schema(ref_template="#/components/schemas/{model}")
                parts = form.pop("$defs", {}) | {kind.__name__: form}
                for name, part in parts.items():
                    schema["components"]["schemas"].setdefault(name, part)
        return self.openapi_schema or {}


def make_api() -> Api:
    """Return the routes alone, without a service behind them."""
    api = Api(
        title="cargolens",
        version=version("cargolens"),
        description="Review of non-intrusive inspection images at customs.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
        responses=_PROBLEM,
        lifespan=_running,
    )
    for module in _ROUTERS:
        api.include_router(module.router)
    for kind in (CargolensError, RequestValidationError, HTTPException):
        api.add_exception_handler(kind, handle)
    return api


@asynccontextmanager
async def _running(api: FastAPI) -> AsyncGenerator[None]:
    service: Service = api.state.service
    workers = Workers(service, service.settings.workers)
    workers.start()
    api.state.workers = workers
    try:
        yield
    finally:
        await api.state.feed.stop()
        workers.stop()


def create_app(service: Service) -> FastAPI:
    """Return the application of a service; its workers run while it is served."""
    api = make_api()
    api.state.service = service
    api.state.workers = None
    api.state.feed = Feed(service.engine)
    api.state.throttle = Throttle()
    api.state.viewings = Viewings()
    page.deliver(api, service.settings.page)
    api.add_middleware(Heads)
    api.add_middleware(BoundedBody, settings=service.settings)
    api.add_middleware(Observed)
    return api
