"""What holds for every answer: roles, headers, problems, health, page."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from serving.app import make_api
from serving.problems import STATUS
from serving.wiring import Service
from tests import pictures
from tests.api.conftest import API
from tests.api.test_scans import problem

Headers = dict[str, str]
OPEN = {"/healthz", "/readyz", "/metrics", "/problems/{code}"}
READERS = {"customs", "reviewer", "supervisor", "scientist"}
OFFICERS = {"reviewer", "supervisor"}
EVERYBODY = {"scanner", *READERS}
MAY: dict[tuple[str, str], set[str]] = {
    ("POST", "/scans"): {"scanner"},
    ("GET", "/scans"): EVERYBODY,
    ("GET", "/scans/{scan_id}"): EVERYBODY,
    ("GET", "/scans/{scan_id}/image"): EVERYBODY,
    ("GET", "/scans/{scan_id}/pixels"): EVERYBODY,
    ("GET", "/scans/{scan_id}/presets"): EVERYBODY,
    ("GET", "/scans/{scan_id}/assessments"): EVERYBODY,
    ("GET", "/scans/{scan_id}/reviews"): READERS,
    ("GET", "/scans/{scan_id}/exams"): READERS,
    ("GET", "/scans/{scan_id}/declaration"): READERS,
    ("GET", "/scans/{scan_id}/neighbours"): READERS,
    ("POST", "/scans/{scan_id}/what-if"): READERS,
    ("POST", "/scans/{scan_id}/lease"): OFFICERS,
    ("DELETE", "/scans/{scan_id}/lease"): OFFICERS,
    ("POST", "/scans/{scan_id}/reviews"): OFFICERS,
    ("POST", "/scans/{scan_id}/exams"): {"supervisor", "customs"},
    ("GET", "/queue"): {"reviewer", "supervisor", "scientist"},
    ("POST", "/queue/claim"): OFFICERS,
    ("PUT", "/declarations/{number}"): {"customs"},
    ("GET", "/declarations/{number}"): READERS,
    ("POST", "/library/references"): {"reviewer", "supervisor", "scientist"},
    ("GET", "/library/references"): READERS,
    ("GET", "/library/references/{reference_id}"): READERS,
    ("GET", "/library/references/{reference_id}/image"): READERS,
    ("DELETE", "/library/references/{reference_id}"): {"supervisor", "scientist"},
    ("GET", "/library/codes"): READERS,
    ("GET", "/library/codes/{code}"): READERS,
    ("GET", "/model"): EVERYBODY,
    ("GET", "/audit"): {"supervisor"},
    ("GET", "/events"): READERS,
    ("POST", "/session"): EVERYBODY,
    ("GET", "/session"): EVERYBODY,
    ("DELETE", "/session"): EVERYBODY,
}


def calls() -> list[tuple[str, str]]:
    paths = make_api().openapi()["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods]


def test_every_call_is_open_or_in_the_table():
    guarded = {(method, path.removeprefix(API)) for method, path in calls() if path not in OPEN}
    assert guarded == set(MAY)


def ask(client: TestClient, method: str, path: str, headers: Headers) -> int:
    filled = re.sub(r"\{\w+\}", "x", API + path)
    content = {"Content-Type": "application/json"} if method in ("POST", "PUT") else {}
    return client.request(method, filled, content=b"{}", headers=headers | content).status_code


def test_without_a_token_nothing_is_told(client: TestClient):
    for method, path in MAY:
        if (method, path) != ("POST", "/session"):
            assert ask(client, method, path, {}) == 401, (method, path)


@pytest.mark.parametrize("role", ["scanner", "customs", "reviewer", "supervisor", "scientist", "admin"])
def test_every_role_may_do_what_the_table_says(client: TestClient, bearer: Callable[..., Headers], role: str):
    headers = bearer(role)
    for (method, path), roles in MAY.items():
        if path in ("/events", "/session"):
            continue
        allowed = role == "admin" or role in roles
        assert (ask(client, method, path, headers) == 403) is not allowed, (method, path)


def test_a_forbidden_call_says_which_role_asked_for_what(client: TestClient, bearer: Callable[..., Headers]):
    answer = client.get(f"{API}/audit", headers=bearer("reviewer"))
    assert problem(answer) == (403, "forbidden")
    assert answer.json()["detail"] == "The role reviewer may not read the audit log."


@pytest.mark.parametrize(
    "path", ["/", "/healthz", f"{API}/session", f"{API}/nowhere", "/assets/main-1a2b3c.js"]
)
def test_headers_that_keep_browsers_safe(client: TestClient, path: str):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-Id"])
    if path.startswith(API):
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("sent", "kept"), [("job-7.1", True), ("a b", False), ("x" * 65, False)])
def test_a_request_id_may_be_chosen(client: TestClient, sent: str, kept: bool):
    assert (client.get("/healthz", headers={"X-Request-Id": sent}).headers["X-Request-Id"] == sent) is kept


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
def test_unknown_addresses_are_problems(client: TestClient, method: str):
    assert problem(client.request(method, f"{API}/nowhere"))[0] == 404
    assert problem(client.request(method, "/problems/nonsense"))[0] in (404, 405)


def test_unknown_methods_are_problems(client: TestClient):
    answer = client.put(f"{API}/queue")
    assert problem(answer) == (405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET"


def test_head_is_get_without_the_body(client: TestClient, admin: Headers, scan: dict[str, Any]):
    one = scan["links"]["self"]
    for path in (
        one,
        f"{one}/image",
        f"{one}/pixels",
        f"{API}/queue",
        "/healthz",
        "/metrics",
        "/",
        f"{one}x",
    ):
        got = client.get(path, headers=admin)
        asked = client.head(path, headers=admin)
        assert (asked.status_code, asked.content) == (got.status_code, b"")
        kept = {name for name in ("content-type", "etag", "cache-control") if name in got.headers}
        assert {name: asked.headers[name] for name in kept} == {name: got.headers[name] for name in kept}
    assert client.head(one).status_code == 401
    assert client.head(f"{API}/queue/claim", headers=admin).status_code == 405
    assert 'method="HEAD",route="/api/v1/scans/{scan_id}"' in client.get("/metrics").text


def test_head_of_the_live_stream_ends(client: TestClient, admin: Headers):
    asked = client.head(f"{API}/events", headers=admin)
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["Content-Type"].startswith("text/event-stream")


def test_every_problem_code_can_be_looked_up(client: TestClient):
    for code, status in STATUS.items():
        assert client.get(f"/problems/{code}").json()["status"] == status


def test_healthz_and_readyz(client: TestClient):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"ready": True, "reasons": []}


def test_readyz_says_why_not(client: TestClient, service: Service):
    workers = client.app.state.workers  # type: ignore[attr-defined]
    client.app.state.workers = None  # type: ignore[attr-defined]
    try:
        answer = client.get("/readyz")
    finally:
        client.app.state.workers = workers  # type: ignore[attr-defined]
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "reasons": ["The worker threads are not running."]}


def test_metrics_count(client: TestClient, scan: dict[str, Any]):
    text = client.get("/metrics").text
    assert 'cargolens_scans{state="waiting-for-declaration"} 1.0' in text
    assert "cargolens_jobs_waiting 0.0" in text
    posts = re.search(
        r'cargolens_requests_total\{method="POST",route="/api/v1/scans",status="201"\} (\d+)', text
    )
    assert posts
    assert int(posts[1]) >= 1
    kept = re.search(r"^cargolens_received_bytes_total (\S+)", text, re.MULTILINE)
    assert kept
    assert float(kept[1]) >= len(pictures.truck())
    assert 'cargolens_assess_seconds_count{step="network"}' in text


def test_a_made_up_method_is_no_label_of_its_own(client: TestClient):
    assert client.request("FROB17", "/api/v1/scans").status_code == 405
    text = client.get("/metrics").text
    assert 'method="other"' in text
    assert "FROB17" not in text


def test_the_model_card_is_told(client: TestClient, admin: Headers, scan: dict[str, Any]):
    card = client.get(f"{API}/model", headers=admin).json()
    assert scan["assessment"]["model"] == f"{card['name']}@{card['version']}+{card['sha256'][:8]}"


def test_the_page_is_delivered_for_every_address_of_its_own(client: TestClient):
    start = client.get("/")
    assert "<title>desk</title>" in start.text
    assert start.headers["Cache-Control"] == "no-cache"
    assert client.get("/queue/some-scan").text == start.text
    script = client.get("/assets/main-1a2b3c.js")
    assert "javascript" in script.headers["Content-Type"]
    assert "immutable" in script.headers["Cache-Control"]
    assert problem(client.get("/assets/gone.js")) == (404, "not-found")
    for outside in ("/..%2fcargolens.db", "/%2e%2e/cargolens.db", "/assets/..%2f..%2fcargolens.db"):
        assert b"SQLite" not in client.get(outside).content


def test_the_document_names_every_call_once_and_all_that_it_refers_to(client: TestClient):
    document = client.get(f"{API}/openapi.json").json()
    ids = [call["operationId"] for path in document["paths"].values() for call in path.values()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in ids)
    referred = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert referred <= set(document["components"]["schemas"])
    assert {"Problem", "ScanMetadata", "Scan", "Declaration"} <= referred
