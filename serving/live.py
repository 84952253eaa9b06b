"""The live event stream: one task polls the database and feeds every open connection."""

import asyncio
import json
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
_log = logs.get_logger(__name__)


def encode(event: Event) -> bytes:
    """Return an event in the text/event-stream format."""
    data = json.dumps({"scan_id": event.scan_id, "state": event.state, "at": event.at.isoformat()})
    return f"id: {event.seq}\nevent: {event.kind}\ndata: {data}\n\n".encode()


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
            listener.put_nowait(None)

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
                listener.put_nowait(event)
        self._seen = {seq for seq in self._seen if seq > self._newest - 2 * _LOOK_BACK}

    async def _begin(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._poller is None or self._poller.done():
            self._newest = await to_thread.run_sync(self._newest_seq)
            known = await to_thread.run_sync(self._read, max(0, self._newest - _LOOK_BACK), 1000)
            self._seen = {event.seq for event in known}
            if self._poller is None or self._poller.done():
                self._poller = asyncio.create_task(self._poll())

    async def stream(self, after: int | None, still_allowed: Callable[[], bool]) -> AsyncIterator[bytes]:
        """Yield encoded events, and a comment every 15 s as a heartbeat.

        Parameters
        ----------
        after
            The last number that the client has; None for new events only.
        still_allowed
            Asked at each heartbeat, in a thread; the stream ends when it says no.
        """
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._listeners.add(queue)
        metrics.EVENT_STREAMS.inc()
        try:
            await self._begin()
            yield b"retry: 2000\n\n"
            sent = 0
            if after is not None:
                for event in await to_thread.run_sync(self._read, after, _REPLAY):
                    sent = event.seq
                    yield encode(event)
            while not self._closed:
                try:
                    event = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    if not await to_thread.run_sync(still_allowed):
                        return
                    yield b": still here\n\n"
                    continue
                if event is None:
                    return
                if event.seq > sent:
                    yield encode(event)
        finally:
            self._listeners.discard(queue)
            metrics.EVENT_STREAMS.dec()
