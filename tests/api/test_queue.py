"""The officers' way over HTTP: claim, hold, decide once, inspect once."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from fastapi.testclient import TestClient

from serving.store.engine import writing
from serving.store.records import now
from serving.store.tables import leases
from serving.wiring import Service
from tests import pictures
from tests.api.conftest import API, Post
from tests.api.test_declarations import COFFEE, judged
from tests.api.test_scans import problem

Bearer = Callable[..., dict[str, str]]
Headers = dict[str, str]


@pytest.fixture
def wang(bearer: Bearer) -> Headers:
    return bearer("reviewer", "wang")


@pytest.fixture
def li(bearer: Bearer) -> Headers:
    return bearer("reviewer", "li")


@pytest.fixture
def ready(client: TestClient, admin: Headers, scan: dict[str, Any]) -> str:
    """A scan that is judged against its declaration and waits for an officer."""
    client.put(f"{API}/declarations/D1", json=COFFEE, headers=admin)
    judged(client, admin, scan["scan_id"], "D1@1")
    return scan["scan_id"]


def claim(client: TestClient, headers: Headers, scan_id: str | None = None) -> Any:
    return client.post(f"{API}/queue/claim", json={"scan_id": scan_id} if scan_id else {}, headers=headers)


def decide(client: TestClient, headers: Headers, scan_id: str, lease: str, **more: Any) -> Any:
    body = {"verdict": "no-anomaly", "lease": lease, "key": str(uuid.uuid4())} | more
    return client.post(f"{API}/scans/{scan_id}/reviews", json=body, headers=headers)


def state(client: TestClient, headers: Headers, scan_id: str) -> str:
    return client.get(f"{API}/scans/{scan_id}", headers=headers).json()["state"]


def test_nothing_waits(client: TestClient, wang: Headers):
    answer = claim(client, wang)
    assert (answer.status_code, answer.content) == (204, b"")
    empty = {"items": [], "counts": {"waiting": 0, "checked_out": 0}}
    assert client.get(f"{API}/queue", headers=wang).json() == empty
    assert client.post(f"{API}/queue/claim", headers=wang).status_code == 204


def test_an_officer_claims_decides_and_the_container_is_opened(
    client: TestClient, admin: Headers, wang: Headers, ready: str
):
    waiting = client.get(f"{API}/queue", headers=wang).json()
    assert waiting["counts"] == {"waiting": 1, "checked_out": 0}
    assert [(item["scan_id"], item["holder"]) for item in waiting["items"]] == [(ready, None)]
    assert waiting["items"][0]["reason"]["text"]

    claimed = claim(client, wang).json()
    assert (claimed["scan"]["scan_id"], claimed["scan"]["state"]) == (ready, "checked-out")
    assert claimed["lease"]["holder"] == "wang"
    held = client.get(f"{API}/queue", headers=wang).json()
    assert held["counts"] == {"waiting": 0, "checked_out": 1}
    assert held["items"][0]["holder"] == "wang"
    assert claim(client, wang).status_code == 204

    token, box = claimed["lease"]["token"], [150.0, 120.0, 300.0, 230.0]
    made = decide(
        client,
        wang,
        ready,
        token,
        verdict="suspected-concealment",
        reason="dense block behind the sacks",
        regions=[{"box": box, "label": "block"}],
        seconds=41.5,
        assessment_id=claimed["scan"]["assessment"]["assessment_id"],
    )
    assert made.status_code == 201
    review = made.json()
    assert (review["officer"], review["verdict"], review["regions"][0]["box"]) == (
        "wang",
        "suspected-concealment",
        box,
    )
    assert client.get(f"{API}/scans/{ready}/reviews", headers=admin).json() == {"items": [review]}
    assert state(client, admin, ready) == "decided"
    assert client.get(f"{API}/queue", headers=wang).json()["items"] == []

    found = {"result": "undeclared-goods", "key": "e1", "goods": [{"line": 1, "hs_code": "240220"}]}
    exam = client.post(f"{API}/scans/{ready}/exams", json=found, headers=admin)
    again = client.post(f"{API}/scans/{ready}/exams", json=found, headers=admin)
    assert (exam.status_code, again.status_code, again.json()) == (201, 200, exam.json())
    assert client.get(f"{API}/scans/{ready}/exams", headers=admin).json() == {"items": [exam.json()]}
    assert state(client, admin, ready) == "inspected"
    log = [item["action"] for item in client.get(f"{API}/audit", headers=admin).json()["items"]]
    assert log[:3] == ["scan.examined", "scan.reviewed", "scan.claimed"]


def test_a_repeated_key_counts_once(client: TestClient, admin: Headers, wang: Headers, ready: str):
    lease = claim(client, wang).json()["lease"]["token"]
    first = decide(client, wang, ready, lease, key="k1")
    again = decide(client, wang, ready, lease, key="k1")
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    other = decide(client, wang, ready, lease, key="k2")
    assert problem(other) == (409, "lease-lost")
    assert len(client.get(f"{API}/scans/{ready}/reviews", headers=admin).json()["items"]) == 1


def test_the_same_inspection_posted_at_once_is_one(client: TestClient, admin: Headers, ready: str):
    path, body = f"{API}/scans/{ready}/exams", {"result": "match", "key": "e1"}
    start = Barrier(6)

    def post(_: int) -> Any:
        start.wait()
        return client.post(path, json=body, headers=admin)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(post, range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert len(client.get(path, headers=admin).json()["items"]) == 1


def test_another_officer_is_told_who_holds_a_scan(client: TestClient, wang: Headers, li: Headers, ready: str):
    mine = claim(client, wang, ready).json()["lease"]
    taken = claim(client, li, ready)
    assert problem(taken) == (409, "lease-taken")
    assert taken.json()["holder"] == "wang"
    assert datetime.fromisoformat(taken.json()["expires_at"]) > now()
    assert claim(client, li).status_code == 204
    assert claim(client, wang, ready).json()["lease"]["token"] == mine["token"]
    assert decide(client, li, ready, mine["token"]).status_code in (409, 422)


def test_two_desks_of_one_officer_do_not_share_a_scan(
    client: TestClient, wang: Headers, li: Headers, ready: str
):
    path, beat = f"{API}/queue/claim", f"{API}/scans/{ready}/lease"

    def at(desk: str, headers: Headers = wang, **more: Any) -> Any:
        return client.post(path, json={"scan_id": ready, "desk": desk} | more, headers=headers)

    first = at("one").json()["lease"]
    assert at("one").json()["lease"]["token"] == first["token"]
    taken = at("two")
    assert problem(taken) == (409, "lease-taken")
    assert taken.json()["holder"] == "wang"
    assert client.post(beat, json={"token": first["token"]}, headers=wang).status_code == 200
    assert problem(at("two", li, take_over=True)) == (409, "lease-taken")

    second = at("two", take_over=True).json()["lease"]
    assert second["token"] != first["token"]
    lost = client.post(beat, json={"token": first["token"]}, headers=wang)
    assert problem(lost) == (409, "lease-lost")
    assert lost.json()["holder"] == "wang"
    assert problem(at("one")) == (409, "lease-taken")
    # Who names no desk is not asked where he sits.
    assert claim(client, wang, ready).json()["lease"]["token"] == second["token"]
    assert problem(at("one")) == (409, "lease-taken")
    assert problem(decide(client, wang, ready, first["token"])) == (409, "lease-lost")
    assert decide(client, wang, ready, second["token"]).status_code == 201
    assert problem(at("x" * 101)) == (422, "invalid-input")


def test_the_heartbeat_keeps_a_scan_and_release_gives_it_back(
    client: TestClient, wang: Headers, li: Headers, ready: str
):
    lease = claim(client, wang).json()["lease"]
    path = f"{API}/scans/{ready}/lease"
    longer = client.post(path, json={"token": lease["token"]}, headers=wang)
    assert longer.status_code == 200
    assert longer.json()["expires_at"] >= lease["expires_at"]
    for wrong in ("nonsense", "", "\u00e4", "x" * 300):
        assert client.post(path, json={"token": wrong}, headers=wang).status_code in (409, 422)
        assert client.delete(path, params={"token": wrong}, headers=wang).status_code in (409, 422)
    assert client.delete(path, params={"token": lease["token"]}, headers=wang).status_code == 204
    assert problem(client.post(path, json={"token": lease["token"]}, headers=wang)) == (409, "lease-lost")
    assert claim(client, li).json()["lease"]["holder"] == "li"


def test_a_lease_that_ran_out_is_lost(
    client: TestClient, service: Service, wang: Headers, li: Headers, ready: str
):
    old = claim(client, wang).json()["lease"]["token"]
    with writing(service.engine) as connection:
        connection.execute(leases.update().values(expires_at=now() - timedelta(seconds=1)))
    new = claim(client, li).json()["lease"]
    assert new["holder"] == "li"
    lost = decide(client, wang, ready, old)
    assert problem(lost) == (409, "lease-lost")
    assert lost.json()["holder"] == "li"
    assert decide(client, li, ready, new["token"]).status_code == 201


@pytest.mark.parametrize(
    "verdict",
    [
        "suspected-false-declaration",
        "suspected-concealment",
        "prohibited-goods",
        "cannot-tell",
        "unfit-rescan",
        "refer-to-panel",
    ],
)
def test_every_verdict_but_release_needs_a_reason(
    client: TestClient, wang: Headers, ready: str, verdict: str
):
    lease = claim(client, wang).json()["lease"]["token"]
    for reason in ("", "  "):
        refused = decide(client, wang, ready, lease, verdict=verdict, reason=reason)
        assert problem(refused) == (422, "invalid-input")
    assert decide(client, wang, ready, lease, verdict=verdict, reason="seen").status_code == 201


@pytest.mark.parametrize(
    "more",
    [
        {"verdict": "fine"},
        {"key": None},
        {"regions": [{"box": [1, 2, 3], "label": "x"}]},
        {"regions": [{"box": [1, 2, 3, "NaN"], "label": "x"}]},
        {"seconds": "Infinity"},
        {"note": "x" * 5000},
    ],
    ids=str,
)
def test_reviews_of_another_form_are_refused(
    client: TestClient, wang: Headers, ready: str, more: dict[str, Any]
):
    lease = claim(client, wang).json()["lease"]["token"]
    assert problem(decide(client, wang, ready, lease, **more)) == (422, "invalid-input")
    assert decide(client, wang, ready, lease).status_code == 201


def test_officers_at_once_never_get_the_same_scan(
    client: TestClient, bearer: Bearer, post_scan: Post, admin: Headers
):
    ids = {post_scan(("odd.png", b"x")).json()["scan_id"] for _ in range(4)}
    officers = [bearer("reviewer", f"officer {number}") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda headers: claim(client, headers), officers))
    got = [answer.json()["scan"]["scan_id"] for answer in answers if answer.status_code == 200]
    assert sorted(got) == sorted(ids)
    assert sum(answer.status_code == 204 for answer in answers) == 4


@pytest.mark.parametrize(("amount", "value"), [("gross_kg", -1), ("packages", -1), ("hs_code", "")])
def test_goods_that_cannot_be_are_refused_by_field(
    client: TestClient, admin: Headers, scan: dict[str, Any], amount: str, value: Any
):
    path = f"{API}/scans/{scan['scan_id']}/exams"
    good = {"line": 1, "hs_code": "240220"}
    wrong = {"result": "different-goods", "key": "e1", "goods": [good, good | {amount: value}]}
    answer = client.post(path, json=wrong, headers=admin)
    assert problem(answer) == (422, "invalid-input")
    assert [fault["field"] for fault in answer.json()["errors"]] == [f"goods.1.{amount}"]
    assert client.get(path, headers=admin).json() == {"items": []}


def test_an_exam_needs_a_scan(client: TestClient, admin: Headers):
    body = {"result": "match", "key": "e1"}
    assert problem(client.post(f"{API}/scans/x/exams", json=body, headers=admin)) == (404, "not-found")
    assert problem(claim(client, admin, "x")) == (404, "not-found")


def test_the_more_suspicious_comes_first(client: TestClient, admin: Headers, wang: Headers, post_scan: Post):
    for number, declaration in (("D1", {"empty": False}), ("D2", {"empty": True})):
        client.put(f"{API}/declarations/{number}", json=declaration, headers=admin)
    plain = post_scan(("truck.png", pictures.truck(1)), declaration="D1").json()
    odd = post_scan(("truck.png", pictures.truck(2)), declaration="D2").json()
    assert odd["assessment"]["suspicion"] > 0.2
    items = client.get(f"{API}/queue", headers=wang).json()["items"]
    assert [item["scan_id"] for item in items] == [odd["scan_id"], plain["scan_id"]]
    assert claim(client, wang).json()["scan"]["scan_id"] == odd["scan_id"]
