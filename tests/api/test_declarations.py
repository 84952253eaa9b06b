"""Declarations over HTTP: versions, the scans they release, and what-if."""

import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import API, Post
from tests.api.test_scans import problem

COFFEE = {"items": [{"line": 1, "hs_code": "090111", "description": "green coffee", "gross_kg": 18000}]}
THREE = ("hs_code", "packages", "net_kg")


def judged(client: TestClient, headers: dict[str, str], scan_id: str, version: str) -> dict[str, Any]:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        scan = client.get(f"{API}/scans/{scan_id}", headers=headers).json()
        if scan["assessment"] and scan["assessment"]["declaration"] == version:
            return scan
        time.sleep(0.05)
    raise AssertionError(f"never judged against {version}: {scan}")


def test_a_late_declaration_releases_its_scan_and_a_correction_is_judged_again(
    client: TestClient, admin: dict[str, str], scan: dict[str, Any]
):
    scan_id = scan["scan_id"]
    assert problem(client.get(f"{API}/scans/{scan_id}/declaration", headers=admin)) == (404, "not-found")
    first = client.put(f"{API}/declarations/D1", json=COFFEE, headers=admin)
    assert (first.status_code, first.json()["version"]) == (201, 1)
    late = judged(client, admin, scan_id, "D1@1")
    assert late["state"] == "assessed"
    assert [line["hs_code"] for line in late["assessment"]["lines"]] == ["090111"]
    second = client.put(f"{API}/declarations/D1", json={"empty": True}, headers=admin)
    assert (second.status_code, second.json()["version"]) == (200, 2)
    corrected = judged(client, admin, scan_id, "D1@2")
    assert corrected["assessment"]["lines"] == []
    kept = client.get(f"{API}/scans/{scan_id}/assessments", headers=admin).json()["items"]
    assert [item["declaration"] for item in kept] == [None, "D1@1", "D1@2"]
    assert client.get(f"{API}/declarations/D1", headers=admin).json() == second.json()
    assert client.get(f"{API}/scans/{scan_id}/declaration", headers=admin).json() == second.json()


def test_the_same_content_again_is_the_same_version(client: TestClient, admin: dict[str, str]):
    first = client.put(f"{API}/declarations/D1", json=COFFEE, headers=admin)
    again = client.put(f"{API}/declarations/D1", json=COFFEE, headers=admin)
    assert (again.status_code, again.json()) == (200, first.json())


@pytest.mark.parametrize("number", ["3122 2026/7", "\u7533\u62a5-1", "x" * 100])
def test_numbers_of_any_kind(client: TestClient, admin: dict[str, str], number: str):
    assert client.put(f"{API}/declarations/{number}", json=COFFEE, headers=admin).status_code == 201
    assert client.get(f"{API}/declarations/{number}", headers=admin).json()["number"] == number


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"items": [{"line": 1, "hs_code": "0901", "gross_kg": NaN}]}', "items.0.gross_kg"),
        (b'{"items": [{"line": 1, "hs_code": "0901", "gross_kg": 1e999}]}', "items.0.gross_kg"),
        (b'{"items": [{"line": "one", "hs_code": "0901"}]}', "items.0.line"),
        (b'{"containers": "MSCU0000060"}', "containers"),
        (b'{"regime": "a\\u0000b"}', "regime"),
        (b'{"regime": "\\ud800"}', "regime"),
        (b"{", ""),
        (b"", ""),
        (b"[" * 50_000, ""),
        (b'{"items": [{"line": 1' + b"0" * 5000 + b', "hs_code": "0901"}]}', ""),
    ],
)
def test_wrong_fields_are_named(client: TestClient, admin: dict[str, str], body: bytes, field: str):
    headers = admin | {"Content-Type": "application/json"}
    for method, path in (("PUT", "/declarations/D1"), ("POST", "/scans/x/what-if")):
        answer = client.request(method, API + path, content=body, headers=headers)
        assert problem(answer) == (422, "invalid-input")
        assert field in answer.text
    assert client.get(f"{API}/declarations/D1", headers=admin).status_code == 404


@pytest.mark.parametrize(
    ("second", "fields"),
    [
        ({"line": 1, "hs_code": "0901"}, ["items.1.line"]),
        ({"line": -2, "hs_code": "0901"}, ["items.1.line"]),
        ({"line": 2, "hs_code": ""}, ["items.1.hs_code"]),
        ({"line": 2, "hs_code": " \t"}, ["items.1.hs_code"]),
        ({"line": 2, "hs_code": "0901", "gross_kg": -1}, ["items.1.gross_kg"]),
        ({"line": 2, "hs_code": "0901", "quantity": -0.5}, ["items.1.quantity"]),
        ({"line": 2, "hs_code": "", "packages": -1, "net_kg": -3}, [f"items.1.{n}" for n in THREE]),
    ],
    ids=str,
)
def test_lines_that_cannot_be_are_refused_by_field_and_leave_nothing(
    client: TestClient, admin: dict[str, str], scan: dict[str, Any], second: dict[str, Any], fields: list[str]
):
    wrong = {"containers": ["CSQU3054383"], "items": [{"line": 1, "hs_code": "090111"}, second]}
    for method, path in (("PUT", "/declarations/D1"), ("POST", f"/scans/{scan['scan_id']}/what-if")):
        answer = client.request(method, API + path, json=wrong, headers=admin)
        assert problem(answer) == (422, "invalid-input")
        assert [fault["field"] for fault in answer.json()["errors"]] == fields
        assert fields[0] in answer.json()["detail"]
    assert client.get(f"{API}/declarations/D1", headers=admin).status_code == 404
    client.put(f"{API}/declarations/D1", json=COFFEE, headers=admin)
    assert client.put(f"{API}/declarations/D1", json=wrong, headers=admin).status_code == 422
    assert client.get(f"{API}/declarations/D1", headers=admin).json()["version"] == 1


def test_codes_that_nobody_knows_and_amounts_of_nothing_are_kept(client: TestClient, admin: dict[str, str]):
    lines = [
        {"line": 0, "hs_code": "9998", "gross_kg": 0},
        {"line": 7, "hs_code": "pharma?", "quantity": 0, "packages": 0, "net_kg": 0.0},
    ]
    assert client.put(f"{API}/declarations/D1", json={"items": lines}, headers=admin).status_code == 201


def test_a_body_over_the_limit_is_refused(client: TestClient, admin: dict[str, str]):
    answer = client.put(f"{API}/declarations/D1", json={"regime": "x" * 3_000_000}, headers=admin)
    assert problem(answer) == (413, "upload-too-large")


def test_what_if_records_nothing(client: TestClient, admin: dict[str, str], scan: dict[str, Any]):
    path = f"{API}/scans/{scan['scan_id']}"
    asked = client.post(f"{path}/what-if", json=COFFEE, headers=admin)
    assert asked.status_code == 200
    (line,) = asked.json()["lines"]
    assert (line["hs_code"], line["verdict"], line["score"]) == ("090111", "no-reference", None)
    assert client.get(f"{path}/assessments", headers=admin).json()["items"] == [scan["assessment"]]
    assert client.get(path, headers=admin).json() == scan


def test_what_if_of_an_empty_container_that_is_loaded_is_suspicious(
    client: TestClient, admin: dict[str, str], scan: dict[str, Any]
):
    path = f"{API}/scans/{scan['scan_id']}/what-if"
    empty = client.post(path, json={"empty": True}, headers=admin).json()
    assert empty["lamp"] in ("amber", "red")
    weights = sum(reason["weight"] for reason in empty["evidence"])
    assert weights > 0


def test_what_if_of_an_unreadable_scan_cannot_say(client: TestClient, admin: dict[str, str], post_scan: Post):
    scan_id = post_scan(("odd.png", b"x")).json()["scan_id"]
    made = client.post(f"{API}/scans/{scan_id}/what-if", json=COFFEE, headers=admin).json()
    assert (made["lamp"], made["suspicion"]) == ("grey", None)
