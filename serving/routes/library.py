"""The standard image library: references by HS code, and the nomenclature."""

from dataclasses import dataclass
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from image_library import nomenclature
from image_library.nomenclature import Entry, Level
from model.domain import Reference
from model.errors import InvalidInput
from serving import audit, enrol
from serving.access import ServiceDep, allowed
from serving.bounds import parse
from serving.enrol import ReferenceMetadata
from serving.multipart import Upload
from serving.roles import Act, Principal
from serving.routes import API
from serving.store.engine import writing
from serving.wiring import Service

router = APIRouter(prefix=f"{API}/library", tags=["library"])

Reader = Annotated[Principal, Depends(allowed(Act.READ_LIBRARY))]
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["metadata", "file"],
                    "properties": {
                        "metadata": {"$ref": "#/components/schemas/ReferenceMetadata"},
                        "file": {"type": "string", "format": "binary"},
                    },
                }
            }
        },
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """References, newest first; ``counts`` is the number of references by heading (4 digits)."""

    items: tuple[Reference, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An entry of the Harmonized System; ``code`` is empty for a section."""

    code: str
    description: str
    section: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Entries that were found, the best first."""

    items: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeInPlace(Code):
    """An entry with those above it, the section first."""

    parents: tuple[Code, ...]


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "description": entry.description,
        "section": entry.section,
        "level": entry.level,
    }


def _add(service: Service, principal: Principal, upload: Upload) -> tuple[Reference, bool]:
    metadata = parse(ReferenceMetadata, upload.field("metadata"), "metadata")
    if len(upload.files) != 1:
        raise InvalidInput(f"Send exactly one part file; there are {len(upload.files)}.", field="file")
    name, writer = upload.files[0]
    reference, new = enrol.enrol(service, metadata, name, writer.read())
    if new:
        with writing(service.engine) as connection:
            audit.record(
                connection,
                principal.who,
                "reference.added",
                reference.reference_id,
                hs_code=reference.hs_code,
                digest=reference.digest,
            )
    return reference, new


@router.post(
    "/references",
    status_code=201,
    openapi_extra=_BODY,
    responses={200: {"model": Reference, "description": "The library has it already."}},
)
async def add_reference(
    request: Request,
    response: Response,
    service: ServiceDep,
    principal: Annotated[Principal, Depends(allowed(Act.ADD_REFERENCES))],
) -> Reference:
    """Add a picture of goods that are known to be of an HS code."""
    kind = request.headers.get("content-type", "")
    with Upload(service.blobs, kind, service.settings.upload_mb * 1_000_000, 1) as upload:
        await upload.read(request.stream())
        reference, new = await to_thread.run_sync(_add, service, principal, upload)
    response.status_code = 201 if new else 200
    return reference


@router.get("/references")
def list_references(
    service: ServiceDep,
    _principal: Reader,
    hs_code: Annotated[str | None, Query(max_length=20, description="This code and those below it.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    before: Annotated[str | None, Query(max_length=100, description="Older than this reference.")] = None,
) -> References:
    """List references, newest first, and how many there are under each heading."""
    code = nomenclature.normalise(hs_code) if hs_code else None
    items = service.library.list(code, limit, before)
    counts: dict[str, int] = {}
    for known, count in service.library.counts().items():
        counts[known[:4]] = counts.get(known[:4], 0) + count
    return References(items=items, counts=dict(sorted(counts.items())))


@router.get("/references/{reference_id}")
def read_reference(service: ServiceDep, _principal: Reader, reference_id: str) -> Reference:
    """Give a reference."""
    return service.library.get(reference_id)


@router.get(
    "/references/{reference_id}/image",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
)
def reference_image(
    service: ServiceDep,
    _principal: Reader,
    reference_id: str,
    width: Annotated[int, Query(ge=16, le=8192, description="Greatest width in pixels.")] = 600,
) -> Response:
    """Show a reference as a PNG of 8 bits: bright for air, automatic window."""
    png = enrol.picture_of(service, service.library.get(reference_id), width)
    headers = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Cookie, Authorization"}
    return Response(png, media_type="image/png", headers=headers)


@router.delete("/references/{reference_id}", status_code=204)
def delete_reference(
    service: ServiceDep,
    principal: Annotated[Principal, Depends(allowed(Act.DELETE_REFERENCES))],
    reference_id: str,
) -> Response:
    """Take a reference out of the library."""
    enrol.remove(service, reference_id)
    with writing(service.engine) as connection:
        audit.record(connection, principal.who, "reference.removed", reference_id)
    return Response(status_code=204)


@router.get("/codes")
def find_codes(
    _principal: Reader,
    q: Annotated[str, Query(max_length=200, description="Words, or the first digits of a code.")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Codes:
    """Find entries of the Harmonized System by words or by digits."""
    return Codes(items=tuple(Code(**_fields(entry)) for entry in nomenclature.search(q, limit)))


@router.get("/codes/{code}")
def read_code(_principal: Reader, code: Annotated[str, Path(max_length=40)]) -> CodeInPlace:
    """Give an entry of the Harmonized System and what it stands under."""
    entry = nomenclature.lookup(code)
    above = tuple(Code(**_fields(parent)) for parent in nomenclature.parents(code))
    return CodeInPlace(**_fields(entry), parents=above)
