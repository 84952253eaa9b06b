"""The feed: what becomes visible late is passed on, nothing is left out, and slow readers end."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from serving import live
from serving.live import Feed
from serving.store.engine import writing
from serving.store.records import now
from serving.store.tables import events as table
from tests import loops


def tell(engine: sa.Engine, *numbers: int) -> None:
    with writing(engine) as connection:
        connection.execute(table.insert(), [{"seq": each, "kind": "queue", "at": now()} for each in numbers])


async def numbers(stream: AsyncIterator[bytes], count: int) -> list[int]:
    found: list[int] = []
    while len(found) < count:
        text = (await asyncio.wait_for(anext(stream), 10)).decode()
        if text.startswith("id: "):
            found.append(int(text.split()[1]))
    return found


def test_a_lower_number_that_becomes_visible_late_is_sent_once(engine: sa.Engine):
    async def follow() -> list[int]:
        feed = Feed(engine)
        stream = feed.stream(100, lambda: True)
        try:
            got = await numbers(stream, 2)
            tell(engine, 102)
            got += await numbers(stream, 1)
            tell(engine, 104)
            return got + await numbers(stream, 1)
        finally:
            await feed.stop()
            await stream.aclose()

    tell(engine, 101, 103)
    assert loops.run(follow()) == [101, 103, 102, 104]


def test_more_missed_events_than_one_page_all_arrive(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live, "_REPLAY", 10)

    async def follow() -> list[int]:
        feed = Feed(engine)
        stream = feed.stream(0, lambda: True)
        try:
            return await numbers(stream, 35)
        finally:
            await feed.stop()
            await stream.aclose()

    tell(engine, *range(1, 36))
    assert loops.run(follow()) == list(range(1, 36))


def test_an_event_between_the_two_first_looks_is_sent(engine: sa.Engine):
    class Interrupted(Feed):
        def _newest_seq(self) -> int:
            newest = super()._newest_seq()
            tell(engine, newest + 1)
            return newest

    async def follow() -> list[int]:
        feed = Interrupted(engine)
        stream = feed.stream(None, lambda: True)
        try:
            return await numbers(stream, 1)
        finally:
            await feed.stop()
            await stream.aclose()

    tell(engine, 7)
    assert loops.run(follow()) == [8]


def test_who_may_no_longer_read_is_shut_out_though_events_keep_coming(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.6)
    monkeypatch.setattr(live, "POLL_SECONDS", 0.05)

    async def follow() -> bool:
        feed = Feed(engine)
        stream = feed.stream(None, lambda: False)
        number = 0
        try:
            async with asyncio.timeout(10):
                async for _ in stream:
                    number += 1
                    tell(engine, number)
            return number > 2
        finally:
            await feed.stop()

    assert loops.run(follow())


def test_a_reader_that_takes_nothing_is_cut_off_without_a_hole(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "_QUEUED", 5)
    monkeypatch.setattr(live, "POLL_SECONDS", 0.05)

    async def follow() -> list[int]:
        feed = Feed(engine)
        stream = feed.stream(None, lambda: True)
        await anext(stream)
        tell(engine, 1)
        got = await numbers(stream, 1)
        tell(engine, *range(2, 12))
        await asyncio.sleep(0.5)
        got += [int(each.split()[1]) async for each in stream]
        await feed.stop()
        return got

    assert loops.run(follow()) == [1]
