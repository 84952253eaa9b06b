"""Pictures of a scan: a plain PNG, the 16-bit samples, and the windows to show them with."""

from enum import IntEnum
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from model.errors import InvalidInput, NotAssessed, NotFound
from serving import display, wire
from serving.access import ServiceDep, allowed
from serving.roles import Act, Principal
from serving.routes import API
from serving.routes.scans import must_see
from serving.store import scans
from serving.store.engine import reading
from serving.store.records import load
from serving.wire import Presets

router = APIRouter(prefix=f"{API}/scans/{{scan_id}}", tags=["scans"])

Reader = Annotated[Principal, Depends(allowed(Act.READ_SCANS))]
ViewNumber = Annotated[int, Query(ge=0, le=4095, description="Which view, counted from 0.")]
_PIXELS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
    304: {"description": "The client has them already."},
}
_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Cookie, Authorization"}


class Scale(IntEnum):
    """How fine the samples are that are asked for."""

    FULL = 1
    PREVIEW = wire.PREVIEW


def _kept_view(service: ServiceDep, principal: Principal, scan_id: str, view: int) -> dict[str, Any]:
    with reading(service.engine) as connection:
        must_see(connection, principal, scan_id)
        pixels = scans.kept(connection, scan_id).pixels
        state = scans.get(connection, scan_id).state if not pixels else None
    if state == "received":
        raise NotAssessed("The pictures of this scan have not been read yet; ask again later.")
    if view >= len(pixels):
        raise NotFound(f"This scan has {len(pixels)} readable views; there is no view {view}.")
    return pixels[view]


def _slice(kept: dict[str, Any], service: ServiceDep, number: int) -> tuple[bytes, str, int, int]:
    slices = kept.get("slices")
    if slices is None:
        raise NotFound("This view has no slices.")
    ends: list[int] = slices["ends"]
    if number >= len(ends):
        raise NotFound(f"This view has {len(ends)} slices; there is no slice {number}.")
    begin = ends[number - 1] if number else 0
    data = service.blobs.get(slices["blob"], begin, ends[number])
    return data, f"{slices['blob']}-{number}", slices["width"], slices["height"]


@router.get("/image", response_class=Response, responses={200: {"content": {"image/png": {}}}})
def scan_image(
    service: ServiceDep,
    principal: Reader,
    scan_id: str,
    view: ViewNumber = 0,
    width: Annotated[int, Query(ge=16, le=8192, description="Greatest width in pixels.")] = 1400,
) -> Response:
    """Show a view as a PNG of 8 bits: transmission, bright for air, automatic window."""
    kept = _kept_view(service, principal, scan_id, view)
    scales: dict[str, Any] = kept["scales"]
    small = scales[str(wire.PREVIEW)]
    scale = small if width <= small["width"] else scales["1"]
    samples = wire.decode(service.blobs.get(scale["blob"]), scale["width"], scale["height"])
    low, high = kept["presets"]["auto"]
    return Response(
        display.png(samples, (low, high), width),
        media_type="image/png",
        headers=_FOR_EVER,
    )


@router.get("/pixels", response_class=Response, responses=_PIXELS)
def scan_pixels(
    request: Request,
    service: ServiceDep,
    principal: Reader,
    scan_id: str,
    view: ViewNumber = 0,
    scale: Annotated[Scale, Query(description="1 for all samples, 4 for the mean of 4 x 4.")] = Scale.FULL,
    coding: Annotated[
        Literal["raw", "planes"],
        Query(description="raw: little-endian uint16; planes: delta, zigzag, byte planes, gzip."),
    ] = "raw",
    slice_number: Annotated[
        int | None, Query(alias="slice", ge=0, description="One slice of a CT volume.")
    ] = None,
) -> Response:
    """Give the 16-bit samples of a view, row by row, turned so that bright is air (65535 brightest)."""
    kept = _kept_view(service, principal, scan_id, view)
    if slice_number is None:
        place = kept["scales"][str(scale.value)]
        data, tag = b"", place["blob"]
        columns, rows = place["width"], place["height"]
    elif scale is Scale.FULL:
        data, tag, columns, rows = _slice(kept, service, slice_number)
    else:
        raise InvalidInput("Slices come at scale 1 only.", field="scale")
    headers = {
        "ETag": f'"{tag}-{coding}"',
        **_FOR_EVER,
        "X-Pixels-Width": str(columns),
        "X-Pixels-Height": str(rows),
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    data = data or service.blobs.get(tag)
    if coding == "planes":
        return Response(
            data, media_type="application/octet-stream", headers=headers | {"Content-Encoding": "gzip"}
        )
    raw = wire.decode(data, columns, rows).astype("<u2").tobytes()
    return Response(raw, media_type="application/octet-stream", headers=headers)


@router.get("/presets")
def scan_presets(service: ServiceDep, principal: Reader, scan_id: str, view: ViewNumber = 0) -> Presets:
    """Give the windows to show a view with, and its histogram, in samples of `pixels`."""
    kept = _kept_view(service, principal, scan_id, view)
    return load(Presets, kept["presets"])
