"""The live event stream."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import StreamingResponse

from model.errors import CargolensError
from serving.access import ServiceDep, allowed, authenticate
from serving.live import Feed
from serving.roles import Act, Principal
from serving.routes import API

router = APIRouter(prefix=API, tags=["events"])


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def follow_events(
    request: Request,
    service: ServiceDep,
    _principal: Annotated[Principal, Depends(allowed(Act.FOLLOW))],
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """Follow what happens: `id` is a growing number, `event` one of scan, queue, declaration, library."""
    feed: Feed = request.app.state.feed
    digits = last_event_id if last_event_id and last_event_id.isdecimal() else None
    after = min(int(digits[:18]), 2**62) if digits else None

    def still_allowed() -> bool:
        try:
            return authenticate(request, service, renew=False).may(Act.FOLLOW)
        except CargolensError:
            return False

    stream: AsyncIterator[bytes] = feed.stream(after, still_allowed)
    return StreamingResponse(
        stream,
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
