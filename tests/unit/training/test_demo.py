import io
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from rich.console import Console

from image_library import nomenclature
from model.numbers import fault
from training import demo, demo_world
from training.demo_service import DemoService
from training.http_client import CallFailed, Client
from training.simulator.goods import GOODS


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoService]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = DemoService(tmp_path_factory.mktemp("demo"), "127.0.0.1", port)
    made.start()
    yield made
    made.stop()


def test_the_demo_fills_what_is_missing_and_only_that(service: DemoService) -> None:
    client = service.client()
    references, names = demo.missing(client)
    assert references == demo_world.reference_names()
    assert names == list(demo_world.STORIES)
    demo.add_reference(client, demo_world.make_reference(references[6]))
    for name in ("D06", "D15"):
        demo.add_scan(client, demo_world.make_scan(name))
        demo.add_scan(client, demo_world.make_scan(name))
    left, others = demo.missing(client)
    assert set(references) - set(left) == {references[6]}
    assert set(names) - set(others) == {"D06", "D15"}
    demo.wait(client, 2)
    console = Console(record=True, width=160, file=io.StringIO())
    demo.show(client, console)
    shown = console.export_text()
    assert "declared as sugar, but empty" in shown
    assert "unfit" in shown


def test_people_may_log_in_and_the_token_ends(service: DemoService) -> None:
    client = service.client()
    for person in service.people():
        answer = client.post("/api/v1/session", {"name": person.name, "password": person.password})
        assert answer["role"] == person.role
    service.end_token()
    with pytest.raises(CallFailed) as refused:
        client.get("/api/v1/scans")
    assert refused.value.code == "unauthenticated"


def test_an_interrupted_demo_leaves_no_token(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    script = f"from training.cli import app; app(['demo', '--home', {str(tmp_path)!r}, '--port', {port!r}])"
    database = tmp_path / "cargolens.db"

    def tokens() -> list[bool]:
        """Whether each token ever made has ended."""
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(database)) as connection:
            return [bool(ended) for (ended,) in connection.execute("SELECT revoked_at FROM token")]
        return []

    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.DEVNULL) as process:
        end = time.monotonic() + 60
        while not tokens() and process.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        made = tokens()
        process.terminate()
        process.wait(60)
    assert made == [False]
    assert tokens() == [True]


def test_a_service_with_another_folder_is_told_apart(service: DemoService, tmp_path: Path) -> None:
    other = DemoService(tmp_path, service.host, service.port)
    other.start()
    assert other.process is None
    with pytest.raises(CallFailed, match="another --port"):
        other.client()


def test_nothing_at_an_address_is_told_plainly() -> None:
    client = Client("http://127.0.0.1:9", timeout_s=5)
    assert not client.is_ready()
    with pytest.raises(CallFailed, match="does not answer") as failed:
        client.get("/healthz")
    assert failed.value.status == 0


def test_only_http_addresses_are_taken() -> None:
    with pytest.raises(ValueError, match="no HTTP address"):
        Client("file:///etc")


def test_codes_are_of_the_nomenclature() -> None:
    for goods in GOODS.values():
        assert nomenclature.lookup(goods.code).code == goods.code


def test_a_true_declaration_gives_what_is_inside_and_a_false_one_does_not() -> None:
    true = demo_world.make_scan("D09")
    assert true.declaration is not None
    number, body = true.declaration
    assert number == true.metadata["declaration"]
    assert {item["hs_code"] for item in body["items"]} == {"090111", "170114"}
    assert sorted(body["containers"]) == sorted(true.metadata["containers"])
    assert all(fault(each) is None for each in body["containers"])
    false = demo_world.make_scan("D04").declaration
    assert false is not None
    assert [item["hs_code"] for item in false[1]["items"]] == ["520100"]
    assert demo_world.make_scan("D08").declaration is None
    empty = demo_world.make_scan("D11").declaration
    assert empty is not None
    assert empty[1]["empty"]
    assert empty[1]["items"] == []


def test_a_name_gives_the_same_bytes() -> None:
    name = demo_world.reference_names()[0]
    assert demo_world.make_reference(name) == demo_world.make_reference(name)
