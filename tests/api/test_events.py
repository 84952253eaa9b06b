"""The live event stream, over a real connection to a real process."""

import json
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.conftest import API, form
from tests.api.served import Served, cargolens, serve

ONE_FILE = ("odd.png", b"x")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("events") / "home"


@pytest.fixture(scope="module")
def token(home: Path) -> str:
    return cargolens(home, "token", "create", "--role", "admin").stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def served(home: Path, token: str) -> Iterator[Served]:
    with serve(home, CARGOLENS_WORKERS="1") as made:
        yield made


@pytest.fixture
def caller(served: Served, token: str) -> Iterator[httpx2.Client]:
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=served.url, headers=headers, timeout=30) as made:
        yield made


def post(caller: httpx2.Client) -> str:
    metadata = {"station": "s", "device": "d", "external_id": uuid.uuid4().hex}
    answer = caller.post(f"{API}/scans", files=form(metadata, ONE_FILE), headers={"Prefer": "wait=30"})
    assert answer.status_code == 201
    return answer.json()["scan_id"]


def events(answer: httpx2.Response) -> Iterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if not line and "data" in found:
            yield found | {"data": json.loads(found["data"])}
            found = {}
        elif line and name:
            found[name] = value


def follow_until(answer: httpx2.Response, scan_id: str, state: str) -> list[dict[str, Any]]:
    got: list[dict[str, Any]] = []
    for event in events(answer):
        got.append(event)
        if event["data"]["scan_id"] == scan_id and event["data"]["state"] == state:
            return got
    raise AssertionError("the stream ended")


def test_what_happens_arrives_within_a_second_or_two(caller: httpx2.Client):
    with caller.stream("GET", f"{API}/events") as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        scan_id = post(caller)
        began = time.monotonic()
        got = follow_until(answer, scan_id, "unfit")
    assert time.monotonic() - began < 5
    mine = [event for event in got if event["data"]["scan_id"] == scan_id]
    assert [event["data"]["state"] for event in mine if event["event"] == "scan"] == ["received", "unfit"]
    numbers = [int(event["id"]) for event in got]
    assert numbers == sorted(set(numbers))


def test_a_reader_goes_on_where_it_stopped(caller: httpx2.Client):
    with caller.stream("GET", f"{API}/events") as answer:
        first = follow_until(answer, post(caller), "unfit")
    missed = [post(caller) for _ in range(2)]
    with caller.stream("GET", f"{API}/events", headers={"Last-Event-ID": first[-1]["id"]}) as answer:
        got = follow_until(answer, missed[-1], "unfit")
    assert {event["data"]["scan_id"] for event in got} == set(missed)
    assert len({event["id"] for event in got}) == len(got)
    assert min(int(event["id"]) for event in got) > int(first[-1]["id"])


@pytest.mark.parametrize("last", ["", "x", "-1", "9" * 30])
def test_an_odd_last_event_id_does_no_harm(caller: httpx2.Client, last: str):
    with caller.stream("GET", f"{API}/events", headers={"Last-Event-ID": last}) as answer:
        assert answer.status_code == 200
        follow_until(answer, post(caller), "unfit")


def open_streams(caller: httpx2.Client) -> float:
    gauge = re.search(r"^cargolens_event_streams (.*)$", caller.get("/metrics").text, re.MULTILINE)
    assert gauge
    return float(gauge[1])


def until_open(caller: httpx2.Client, count: int) -> None:
    end = time.monotonic() + 10
    while open_streams(caller) != count:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_many_readers_are_fed_and_forgotten_when_they_go(caller: httpx2.Client):
    until_open(caller, 0)
    with ExitStack() as stack:
        answers = [stack.enter_context(caller.stream("GET", f"{API}/events")) for _ in range(5)]
        until_open(caller, 5)
        scan_id = post(caller)
        for answer in answers:
            assert follow_until(answer, scan_id, "unfit")
    until_open(caller, 0)


def test_without_a_token_nothing_is_streamed(served: Served):
    answer = httpx2.get(f"{served.url}{API}/events")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_it_stops_while_streams_are_open_and_starts_again(home: Path, token: str):
    headers = {"Authorization": f"Bearer {token}"}
    with (
        serve(home) as made,
        httpx2.stream("GET", f"{made.url}{API}/events", headers=headers, timeout=30) as answer,
    ):
        began = time.monotonic()
        assert made.stop() == 0
        assert time.monotonic() - began < 10
        assert b"".join(answer.iter_raw()).startswith(b"retry:")
    with serve(home) as again:
        assert httpx2.get(f"{again.url}/readyz").json() == {"ready": True, "reasons": []}
