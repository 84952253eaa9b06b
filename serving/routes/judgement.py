"""What the service makes of a scan beyond its assessment: another declaration, nearest references."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from image_library import nomenclature
from model.domain import Assessment, Declaration, Neighbour
from serving import assess, nearest
from serving.access import ServiceDep, allowed
from serving.bounds import SOUND
from serving.goods import DECLARED
from serving.roles import Act, Principal
from serving.routes import API
from serving.routes.scans import must_see
from serving.store.engine import reading

router = APIRouter(prefix=f"{API}/scans/{{scan_id}}", tags=["scans"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """References near a scan, the nearest first."""

    items: tuple[Neighbour, ...]


@router.post("/what-if")
def what_if(
    service: ServiceDep,
    principal: Annotated[Principal, Depends(allowed(Act.ASK))],
    scan_id: str,
    declaration: Annotated[Declaration, SOUND, DECLARED],
) -> Assessment:
    """Judge a scan against another declaration; nothing is recorded."""
    with reading(service.engine) as connection:
        must_see(connection, principal, scan_id)
    return assess.what_if(service, scan_id, declaration)


@router.get("/neighbours")
def list_neighbours(
    service: ServiceDep,
    principal: Annotated[Principal, Depends(allowed(Act.READ_LIBRARY))],
    scan_id: str,
    k: Annotated[int, Query(ge=1, le=100, description="How many.")] = 5,
    hs_code: Annotated[str | None, Query(max_length=20, description="Of this code only.")] = None,
    container: Annotated[int | None, Query(ge=0, le=100, description="Which one; all if not given.")] = None,
) -> Neighbours:
    """List the references that look most like the goods in a scan."""
    with reading(service.engine) as connection:
        must_see(connection, principal, scan_id)
    code = nomenclature.normalise(hs_code) if hs_code else None
    return Neighbours(items=nearest.nearest(service, scan_id, k, code, container))
