"""What the service says about itself: model card, audit log, meaning of problems."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from model.card import ModelCard
from model.errors import NotFound
from serving import audit, problems
from serving.access import ServiceDep, allowed
from serving.audit import AuditEntry
from serving.roles import Act, Principal
from serving.routes import API
from serving.store.engine import reading

router = APIRouter(tags=["about"])


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLog:
    """Who did what, newest first."""

    items: tuple[AuditEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """What a problem code means."""

    code: str
    status: int
    title: str


@router.get(f"{API}/model")
def read_model(
    service: ServiceDep, _principal: Annotated[Principal, Depends(allowed(Act.READ_MODEL))]
) -> ModelCard:
    """Give the card of the network that judges."""
    return service.detector.card


@router.get(f"{API}/audit")
def read_audit(
    service: ServiceDep,
    _principal: Annotated[Principal, Depends(allowed(Act.READ_AUDIT))],
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    before: Annotated[int | None, Query(ge=1, le=2**53, description="Older than this id.")] = None,
) -> AuditLog:
    """List who did what, newest first."""
    with reading(service.engine) as connection:
        return AuditLog(items=tuple(audit.listing(connection, limit, before)))


@router.get("/problems/{code}")
def read_problem(code: str) -> ProblemKind:
    """Tell what a problem code means; the `type` of every problem leads here."""
    kind = problems.kinds().get(code)
    if kind is None:
        raise NotFound(f"There is no problem code {code}.")
    return ProblemKind(code=code, status=problems.STATUS[code].value, title=problems.title(kind))
