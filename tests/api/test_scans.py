"""Scans over HTTP: durable and idempotent, readable, and never lost for bad bytes."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from serving.wiring import Service
from tests import pictures
from tests.api.conftest import API, Post, form

Bearer = Callable[..., dict[str, str]]
JSON = {"Content-Type": "application/json"}
METADATA = {"station": "north gate", "device": "h986-1"}


def post(client: TestClient, headers: dict[str, str], metadata: Any, *files: tuple[str, bytes]) -> Any:
    return client.post(f"{API}/scans", files=form(metadata, *files), headers=headers)


def problem(answer: Any) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_a_scan_is_kept_read_and_judged(client: TestClient, admin: dict[str, str], scan: dict[str, Any]):
    assert scan["state"] == "waiting-for-declaration"
    assert scan["files"] == ["truck.png"]
    (picture,) = scan["pictures"]
    assert (picture["width"], picture["height"], picture["bits"]) == (900, 300, 16)
    (container,) = scan["assessment"]["containers"]
    assert container["box"] == pytest.approx(pictures.CONTAINER, abs=12)
    assert container["loaded"] > 0.9
    assert client.get(scan["links"]["self"], headers=admin).json() == scan
    listed = client.get(f"{API}/scans/{scan['scan_id']}/assessments", headers=admin).json()["items"]
    assert listed == [scan["assessment"]]


def test_without_prefer_it_is_acknowledged_at_once(client: TestClient, admin: dict[str, str]):
    answer = post(client, admin, METADATA | {"external_id": "1"}, ("truck.png", pictures.truck()))
    assert answer.status_code == 202
    assert answer.headers["Location"] == answer.json()["links"]["self"]
    assert "Preference-Applied" not in answer.headers


def test_the_same_again_is_the_same_and_other_bytes_are_a_conflict(
    client: TestClient, admin: dict[str, str], post_scan: Post
):
    first = post_scan(external_id="7")
    again = post_scan(external_id="7")
    other = post_scan(("truck.png", pictures.truck(1)), external_id="7")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert problem(other) == (409, "scan-conflict")
    assert other.json()["scan_id"] == first.json()["scan_id"]
    assert len(client.get(f"{API}/scans", headers=admin).json()["items"]) == 1


def test_what_is_refused_or_known_leaves_no_bytes(
    client: TestClient, service: Service, admin: dict[str, str], post_scan: Post
):
    post_scan(external_id="7")
    folder = service.blobs.local
    assert folder
    kept = sorted(folder.rglob("*"))
    known = METADATA | {"external_id": "7"}
    assert post(client, admin, known, ("truck.png", pictures.truck(4))).status_code == 409
    assert post(client, admin, known, ("truck.png", pictures.truck())).status_code == 200
    assert post(client, admin, known | {"station": " "}, ("a", b"refused")).status_code == 422
    assert sorted(folder.rglob("*")) == kept


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        pictures.truck()[:2000],
        b"DICM" * 100,
        pictures.png(pictures.truck_samples() * 0),
    ],
    ids=["empty", "text", "cut short", "nonsense", "blank"],
)
def test_bad_bytes_are_kept_and_marked_unfit(post_scan: Post, data: bytes):
    answer = post_scan(("odd.png", data))
    assert answer.status_code == 201
    made = answer.json()
    assert (made["state"], made["assessment"]["lamp"]) == ("unfit", "grey")
    assert made["assessment"]["suspicion"] is None
    assert made["assessment"]["fitness"]["reasons"]


@pytest.mark.parametrize(
    ("metadata", "field"),
    [
        ({"device": "d", "external_id": "1"}, "station"),
        ({"station": "", "device": "d", "external_id": "1"}, "station"),
        ({**METADATA, "external_id": 1}, "external_id"),
        ({**METADATA, "external_id": "x" * 5000}, "external_id"),
        ({**METADATA, "external_id": "a\u0000b"}, "external_id"),
        ({**METADATA, "external_id": "1", "modality": "mri"}, "modality"),
        ({**METADATA, "external_id": "1", "captured_at": "yesterday"}, "captured_at"),
        ({**METADATA, "external_id": "1", "views": [{"file": "a", "pixel_pitch_mm": [1]}]}, "pixel_pitch_mm"),
        ([1], "metadata"),
    ],
)
def test_wrong_metadata_is_named_with_its_field(
    client: TestClient, admin: dict[str, str], metadata: Any, field: str
):
    answer = post(client, admin, metadata, ("truck.png", pictures.truck()))
    assert problem(answer) == (422, "invalid-input")
    assert field in answer.text
    assert client.get(f"{API}/scans", headers=admin).json()["items"] == []


def test_metadata_with_a_byte_order_mark_and_names_in_the_extended_form(
    client: TestClient, admin: dict[str, str]
):
    text = json.dumps(METADATA | {"external_id": "1"}).encode("utf-8-sig")
    body = b'--x\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n' + text
    body += b"\r\n--x\r\nContent-Disposition: form-data; name=file; filename*=UTF-8''%E6%89%AB.png\r\n\r\ny"
    headers = admin | {"Content-Type": "multipart/form-data; boundary=x"}
    answer = client.post(f"{API}/scans", content=body + b"\r\n--x--\r\n", headers=headers)
    assert answer.status_code == 202
    assert answer.json()["files"] == ["扫.png"]
    marked = client.put(f"{API}/declarations/D1", content=b"\xef\xbb\xbf{}", headers=admin | JSON)
    assert marked.status_code == 201


def test_uploads_of_another_form_are_refused(client: TestClient, admin: dict[str, str]):
    known = METADATA | {"external_id": "1"}
    for answer in (
        client.post(f"{API}/scans", json=known, headers=admin),
        client.post(f"{API}/scans", content=b"", headers=admin),
        client.post(f"{API}/scans", files=form(known)[:1], headers=admin),
        client.post(f"{API}/scans", files=form(known, ("a", b"1"))[1:], headers=admin),
        client.post(
            f"{API}/scans",
            content=b"--x\r\nContent-Disposition: form-data; name=file\r\n\r\ncut",
            headers=admin | {"Content-Type": "multipart/form-data; boundary=x"},
        ),
    ):
        assert problem(answer) == (422, "invalid-input")


def test_uploads_over_the_limit_are_refused(client: TestClient, admin: dict[str, str]):
    known = METADATA | {"external_id": "1"}
    many = [(f"{number}.png", b"x") for number in range(4)]
    assert problem(post(client, admin, known, *many)) == (413, "upload-too-large")
    assert problem(post(client, admin, known, ("big.raw", bytes(7_000_000)))) == (413, "upload-too-large")
    pieces = (b"x" * 1_000_000 for _ in range(8))
    headers = admin | {"Content-Type": "multipart/form-data; boundary=x"}
    assert client.post(f"{API}/scans", content=pieces, headers=headers).status_code in (413, 422)
    assert client.get(f"{API}/scans", headers=admin).json()["items"] == []


def test_a_scanner_sees_only_its_own(client: TestClient, bearer: Bearer, post_scan: Post):
    one, two = bearer("scanner", "gate 1"), bearer("scanner", "gate 2")
    mine = post_scan(headers=one).json()["scan_id"]
    assert [item["scan_id"] for item in client.get(f"{API}/scans", headers=one).json()["items"]] == [mine]
    assert client.get(f"{API}/scans", headers=two).json()["items"] == []
    for below in ("", "/image", "/pixels", "/presets", "/assessments"):
        assert client.get(f"{API}/scans/{mine}{below}", headers=one).status_code == 200
        assert problem(client.get(f"{API}/scans/{mine}{below}", headers=two)) == (404, "not-found")


def test_lists_go_back_page_by_page_and_by_state(client: TestClient, admin: dict[str, str], post_scan: Post):
    made = [post_scan(("odd.png", b"x")).json()["scan_id"] for _ in range(3)]
    newest = client.get(f"{API}/scans?limit=2", headers=admin).json()["items"]
    older = client.get(f"{API}/scans?limit=2&before={newest[-1]['scan_id']}", headers=admin).json()["items"]
    assert [item["scan_id"] for item in newest + older] == made[::-1]
    assert all(item["assessment"] is None for item in newest)
    assert len(client.get(f"{API}/scans?state=unfit", headers=admin).json()["items"]) == 3
    assert client.get(f"{API}/scans?state=decided", headers=admin).json()["items"] == []
    assert problem(client.get(f"{API}/scans?state=odd", headers=admin)) == (422, "invalid-input")


@pytest.mark.parametrize(
    "scan_id", [str(uuid.UUID(int=0)), "x", "..%2f..%2fetc", "%00", "a%00b", "\U0001f69a"]
)
def test_an_unknown_scan_is_not_found(client: TestClient, admin: dict[str, str], scan_id: str):
    for below in ("", "/image", "/pixels", "/presets", "/neighbours", "/declaration", "/reviews", "/exams"):
        answer = client.get(f"{API}/scans/{scan_id}{below}", headers=admin)
        assert problem(answer) in ((404, "not-found"), (422, "invalid-input"))


def test_what_a_person_sees_is_kept_in_the_audit_log_once(
    client: TestClient, admin: dict[str, str], person: Callable[..., str], scan: dict[str, Any]
):
    client.post(f"{API}/session", json={"name": "wang", "password": person("wang")})
    for _ in range(3):
        assert client.get(f"{API}/scans/{scan['scan_id']}").status_code == 200
    items = client.get(f"{API}/audit", headers=admin).json()["items"]
    seen = [item for item in items if item["action"] == "scan.seen"]
    assert [(item["who"], item["subject"]) for item in seen] == [("wang", scan["scan_id"])]
    assert seen[0]["details"]["assessment_id"] == scan["assessment"]["assessment_id"]
    assert seen[0]["details"]["model"] == scan["assessment"]["model"]
