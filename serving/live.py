"""The live event stream: one task polls the database and feeds every open connection."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import sqlalchemy as sa
from anyio import to_thread
from sqlalchemy.exc import SQLAlchemyError

from serving import logs, metrics
from serving.store import events
from serving.store.engine import reading
from serving.store.events import Event

POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 15.0
_REPLAY = 5000
_LOOK_BACK = 200
_QUEUED = 5000
_log = logs.get_logger(__name__)


def encode(event: Event) -> bytes:
    """Return an event in the text/event-stream format."""
    data = json.dumps({"scan_id": event.scan_id, "state": event.state, "at": event.at.isoformat()})
    return f"id: {event.seq}\nevent: {event.kind}\ndata: {data}\n\n".encode()


def _cut(listener: asyncio.Queue[Event | None]) -> None:
    """End a stream at once; what it had not sent comes when its client comes back."""
    while not listener.empty():
        listener.get_nowait()
    listener.put_nowait(None)


async def _next(queue: asyncio.Queue[Event | None], seconds: float) -> Event | bytes | None:
    """Return the next event, a comment when none came in time, or None when the stream is to end."""
    try:
        return await asyncio.wait_for(queue.get(), seconds)
    except TimeoutError:
        return b": still here\n\n"


class _Permit:
    """Asks by the clock whether a stream may still be read."""

    def __init__(self, ask: Callable[[], bool]) -> None:
        self._ask = ask
        self._due = time.monotonic() + HEARTBEAT_SECONDS

    def seconds_left(self) -> float:
        return max(0.0, self._due - time.monotonic())

    async def holds(self) -> bool:
        if self.seconds_left():
            return True
        self._due = time.monotonic() + HEARTBEAT_SECONDS
        return await to_thread.run_sync(self._ask)


class Feed:
    """Events from the database to any number of connections, by one poller.

    On PostgreSQL a lower number may become visible after a higher one, so that each poll looks back
    over the last numbers and passes on what it had not seen.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._listeners: set[asyncio.Queue[Event | None]] = set()
        self._poller: asyncio.Task[None] | None = None
        self._newest = 0
        self._seen: set[int] = set()
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None

    def close_soon(self) -> None:
        """End every stream as soon as the loop runs; safe to call from a signal handler."""
        self._closed = True
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._close)

    def _close(self) -> None:
        self._closed = True
        for listener in self._listeners:
            _cut(listener)

    async def stop(self) -> None:
        """End every stream and the poller."""
        self._close()
        if self._poller:
            self._poller.cancel()
            with suppress(asyncio.CancelledError):
                await self._poller

    def _read(self, after: int, limit: int) -> list[Event]:
        with reading(self._engine) as connection:
            return events.since(connection, after, limit)

    def _newest_seq(self) -> int:
        with reading(self._engine) as connection:
            return events.last_seq(connection)

    async def _poll(self) -> None:
        while self._listeners:
            try:
                fresh = await to_thread.run_sync(self._read, max(0, self._newest - _LOOK_BACK), 1000)
                self._pass_on([event for event in fresh if event.seq not in self._seen])
            except SQLAlchemyError:
                _log.warning("events cannot be read", exc_info=True)
            await asyncio.sleep(POLL_SECONDS)

    def _pass_on(self, fresh: list[Event]) -> None:
        for event in fresh:
            self._newest = max(self._newest, event.seq)
            self._seen.add(event.seq)
            for listener in self._listeners:
                try:
                    listener.put_nowait(event)
                except asyncio.QueueFull:
                    _cut(listener)
        self._seen = {seq for seq in self._seen if seq > self._newest - 2 * _LOOK_BACK}

    async def _begin(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._poller is None or self._poller.done():
            newest = await to_thread.run_sync(self._newest_seq)
            known = await to_thread.run_sync(self._read, max(0, newest - _LOOK_BACK), 1000)
            # Another stream may have begun the poller meanwhile.
            if self._poller is None or self._poller.done():
                self._newest = newest
                self._seen = {event.seq for event in known if event.seq <= newest}
                self._poller = asyncio.create_task(self._poll())

    async def stream(self, after: int | None, still_allowed: Callable[[], bool]) -> AsyncIterator[bytes]:
        """Yield encoded events, and a comment where 15 s pass without one, as a heartbeat.

        Parameters
        ----------
        after
            The last number that the client has; None for new events only.
        still_allowed
            Asked every 15 s, in a thread; the stream ends when it says no. It ends too when the
            client takes events too slowly; it may come back with the last number that it has.
        """
        queue: asyncio.Queue[Event | None] = asyncio.Queue(_QUEUED)
        permit = _Permit(still_allowed)
        self._listeners.add(queue)
        metrics.EVENT_STREAMS.inc()
        try:
            await self._begin()
            # Only numbers above this one can come out of the queue as well.
            lowest = self._newest - 2 * _LOOK_BACK
            yield b"retry: 2000\n\n"
            replayed: set[int] = set()
            while after is not None and (page := await to_thread.run_sync(self._read, after, _REPLAY)):
                for event in page:
                    if self._closed or not await permit.holds():
                        return
                    yield encode(event)
                replayed.update(event.seq for event in page if event.seq > lowest)
                after = page[-1].seq
            while not self._closed:
                event = await _next(queue, permit.seconds_left())
                if event is None or not await permit.holds():
                    return
                if isinstance(event, bytes):
                    yield event
                elif event.seq not in replayed:
                    yield encode(event)
        finally:
            self._listeners.discard(queue)
            metrics.EVENT_STREAMS.dec()
