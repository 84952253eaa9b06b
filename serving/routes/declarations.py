"""Declarations, and what a scan would look like under another one."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from model.domain import Declaration, DeclarationVersion
from serving import audit
from serving.access import ServiceDep, allowed
from serving.bounds import SOUND
from serving.goods import DECLARED
from serving.roles import Act, Principal
from serving.routes import API
from serving.store import declarations
from serving.store.engine import reading, writing

router = APIRouter(prefix=f"{API}/declarations", tags=["declarations"])

Number = Annotated[str, Path(min_length=1, max_length=100)]


@router.put("/{number:path}", responses={201: {"model": DeclarationVersion}})
def put_declaration(
    service: ServiceDep,
    principal: Annotated[Principal, Depends(allowed(Act.DECLARE))],
    response: Response,
    number: Number,
    declaration: Annotated[Declaration, SOUND, DECLARED],
) -> DeclarationVersion:
    """Keep a declaration: 201 for a new number, 200 for a new version; its scans are judged."""
    with writing(service.engine) as connection:
        version, first = declarations.put(connection, number, declaration)
        audit.record(connection, principal.who, "declaration.put", number, version=version.version)
    response.status_code = 201 if first else 200
    return version


@router.get("/{number:path}")
def read_declaration(
    service: ServiceDep,
    _principal: Annotated[Principal, Depends(allowed(Act.READ_DECLARATIONS))],
    number: Number,
) -> DeclarationVersion:
    """Give the newest version of a declaration."""
    with reading(service.engine) as connection:
        return declarations.get(connection, number)
