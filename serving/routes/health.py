"""Is it alive, can it work, and what has it done: for machines that watch the service."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request, Response
from sqlalchemy.exc import SQLAlchemyError

from serving import metrics
from serving.access import ServiceDep
from serving.store import jobs, scans
from serving.store.engine import is_migrated, reading
from serving.wiring import Service
from serving.worker import Workers

router = APIRouter(tags=["health"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """The process answers."""

    status: str = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether the service can do its work, and every reason why not."""

    ready: bool
    reasons: tuple[str, ...] = ()


def _database(service: Service) -> str | None:
    try:
        with reading(service.engine) as connection:
            return None if is_migrated(connection) else "The database is not at the newest revision."
    except SQLAlchemyError:
        return "The database cannot be reached."


def _folders(service: Service) -> list[str]:
    home, blobs = service.settings.home, service.blobs.local
    reasons: list[str] = []
    for name, folder in (("home", home), ("blobs", blobs)):
        if folder is not None and not (folder.is_dir() and os.access(folder, os.W_OK)):
            reasons.append(f"The folder of {name} cannot be written.")
        elif folder is not None and _free(folder) < service.settings.free_mb * 1_000_000:
            reasons.append(f"The disk of {name} has less than {service.settings.free_mb} MB left.")
    return reasons


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def reasons_not_ready(service: Service, workers: Workers | None) -> tuple[str, ...]:
    """Return every reason why the service cannot do its work now; none means ready."""
    found = [_database(service), *_folders(service)]
    if service.settings.workers and (workers is None or not workers.alive):
        found.append("The worker threads are not running.")
    return tuple(reason for reason in found if reason)


@router.get("/healthz")
def healthz() -> Alive:
    """Tell that the process answers; touches nothing."""
    return Alive()


@router.get("/readyz", responses={503: {"model": Readiness}})
def readyz(request: Request, response: Response, service: ServiceDep) -> Readiness:
    """Tell whether database, folders, disk and workers are all right; 503 with the reasons if not."""
    reasons = reasons_not_ready(service, request.app.state.workers)
    response.status_code = 503 if reasons else 200
    return Readiness(ready=not reasons, reasons=reasons)


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def read_metrics(service: ServiceDep) -> Response:
    """Give the metrics in the text format of Prometheus."""
    with reading(service.engine) as connection:
        by_state = scans.counts(connection)
        waiting = jobs.backlog(connection)
    text = metrics.exposition(by_state, waiting, sum(service.library.counts().values()))
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")
