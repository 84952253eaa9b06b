"""The library over HTTP: enrol once, find again, compare, remove; and the nomenclature."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import cv2
import numpy as np
import pytest
from fastapi.testclient import TestClient

from serving import assess
from serving.wiring import Service
from tests import pictures
from tests.api.conftest import API, form
from tests.api.test_scans import problem

Headers = dict[str, str]
REFERENCES = f"{API}/library/references"


def add(
    client: TestClient, headers: Headers, hs_code: str, data: bytes | None = None, **metadata: Any
) -> Any:
    parts = form({"hs_code": hs_code} | metadata, ("truck.png", data or pictures.truck()))
    return client.post(REFERENCES, files=parts, headers=headers)


def test_a_reference_is_added_once_shown_and_removed(client: TestClient, admin: Headers):
    made = add(client, admin, "0901.11", description="green coffee in sacks")
    assert made.status_code == 201
    reference = made.json()
    assert (reference["hs_code"], reference["hs_edition"]) == ("090111", "2022")
    again = add(client, admin, "090111")
    assert (again.status_code, again.json()) == (200, reference)
    one = f"{REFERENCES}/{reference['reference_id']}"
    assert client.get(one, headers=admin).json() == reference
    listed = client.get(REFERENCES, headers=admin).json()
    assert listed == {"items": [reference], "counts": {"0901": 1}}
    image = client.get(f"{one}/image?width=300", headers=admin)
    assert image.headers["Vary"] == "Cookie, Authorization"
    picture = cv2.imdecode(np.frombuffer(image.content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    assert picture.shape == (100, 300)
    assert picture[:10].mean() > 200
    assert client.delete(one, headers=admin).status_code == 204
    for path in (one, f"{one}/image"):
        assert problem(client.get(path, headers=admin)) == (404, "not-found")
    assert problem(client.delete(one, headers=admin)) == (404, "not-found")
    assert client.get(REFERENCES, headers=admin).json() == {"items": [], "counts": {}}


def test_a_box_makes_another_reference_and_another_picture(client: TestClient, admin: Headers):
    whole = add(client, admin, "0901").json()
    part = add(client, admin, "0901", box=[150, 120, 350, 220])
    assert part.status_code == 201
    assert part.json()["reference_id"] != whole["reference_id"]
    image = client.get(f"{REFERENCES}/{part.json()['reference_id']}/image", headers=admin)
    picture = cv2.imdecode(np.frombuffer(image.content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    assert picture.shape == (100, 200)


@pytest.mark.parametrize(
    ("metadata", "data", "expected"),
    [
        ({"hs_code": "9998"}, None, (422, "unknown-hs-code")),
        ({"hs_code": "coffee"}, None, (422, "invalid-input")),
        ({"hs_code": 901}, None, (422, "invalid-input")),
        ({}, None, (422, "invalid-input")),
        ({"hs_code": "0901", "hs_edition": "1066"}, None, (422, "invalid-input")),
        ({"hs_code": "0901", "box": [0, 0, 10]}, None, (422, "invalid-input")),
        ({"hs_code": "0901", "box": [0, 0, 9000, 10]}, None, (422, "invalid-input")),
        ({"hs_code": "0901", "box": [50, 50, 10, 10]}, None, (422, "invalid-input")),
        ({"hs_code": "0901", "box": [0, 0, "NaN", 10]}, None, (422, "invalid-input")),
        ({"hs_code": "0901"}, b"", (422, "empty-file")),
        ({"hs_code": "0901"}, b"no picture at all", (422, "unknown-format")),
        ({"hs_code": "0901"}, pictures.truck()[:3000], (422, "corrupt-file")),
        ({"hs_code": "0901"}, pictures.png(np.full((300, 900), 9, np.uint16)), (422, "unfit-picture")),
    ],
)
def test_what_cannot_be_a_reference_is_refused_clearly(
    client: TestClient,
    admin: Headers,
    metadata: dict[str, Any],
    data: bytes | None,
    expected: tuple[int, str],
):
    parts = form(metadata, ("truck.png", pictures.truck() if data is None else data))
    assert problem(client.post(REFERENCES, files=parts, headers=admin)) == expected
    assert client.get(REFERENCES, headers=admin).json()["items"] == []


def test_exactly_one_file(client: TestClient, admin: Headers):
    none = client.post(REFERENCES, files=form({"hs_code": "0901"}), headers=admin)
    two = client.post(REFERENCES, files=form({"hs_code": "0901"}, ("a", b"1"), ("b", b"2")), headers=admin)
    assert problem(none) == (422, "invalid-input")
    assert problem(two)[0] in (413, 422)


def test_lists_by_code_and_page(client: TestClient, admin: Headers):
    made = [
        add(client, admin, code, pictures.truck(seed)).json()["reference_id"]
        for seed, code in enumerate(("090111", "0902", "090121"))
    ]
    listed = client.get(f"{REFERENCES}?hs_code=0901", headers=admin).json()
    assert [item["reference_id"] for item in listed["items"]] == [made[2], made[0]]
    assert listed["counts"] == {"0901": 2, "0902": 1}
    newest = client.get(f"{REFERENCES}?limit=1", headers=admin).json()["items"][0]["reference_id"]
    older = client.get(f"{REFERENCES}?before={newest}", headers=admin).json()["items"]
    assert [item["reference_id"] for item in older] == [made[1], made[0]]


def test_neighbours_are_those_that_look_alike(client: TestClient, admin: Headers, scan: dict[str, Any]):
    same = add(client, admin, "0901", pictures.truck(10)).json()["reference_id"]
    other = add(client, admin, "7208", pictures.truck(3, goods=2.0)).json()["reference_id"]
    path = scan["links"]["neighbours"]
    found = client.get(path, headers=admin).json()["items"]
    assert [item["reference"]["reference_id"] for item in found] == [same, other]
    assert found[0]["similarity"] >= found[1]["similarity"]
    assert all(-1 <= item["similarity"] <= 1.0001 for item in found)
    by_code = client.get(f"{path}?hs_code=7208", headers=admin).json()["items"]
    assert [item["reference"]["reference_id"] for item in by_code] == [other]
    assert len(client.get(f"{path}?k=1&container=0", headers=admin).json()["items"]) == 1
    assert problem(client.get(f"{path}?container=5", headers=admin)) == (404, "not-found")
    assert problem(client.get(f"{path}?k=0", headers=admin)) == (422, "invalid-input")


def test_a_judgement_speaks_of_one_library(
    client: TestClient, service: Service, admin: Headers, scan: dict[str, Any]
):
    add(client, admin, "0901", pictures.truck(10))
    add(client, admin, "7208", pictures.truck(3, goods=2.0))
    plain = service.library.snapshot().version
    pieces = assess.seen_in(service, scan["scan_id"]).pieces
    ended = Event()

    def come_and_go() -> None:
        while not ended.is_set():
            made, _ = service.library.enrol(hs_code="0902", picture=b"x", pieces=pieces)
            service.library.remove(made.reference_id)

    path = f"{API}/scans/{scan['scan_id']}/what-if"
    told: set[tuple[bool, int]] = set()
    declaration = {"items": [{"line": 1, "hs_code": "0901"}]}
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(come_and_go)
        for _ in range(60):
            made = client.post(path, json=declaration, headers=admin).json()
            (start,) = [reason for reason in made["evidence"] if reason["kind"] == "base-rate"]
            told.add((made["library"] == plain, start["details"]["lines"]["references"]))
        ended.set()
        other.result()
    assert told <= {(True, 2), (False, 3)}


def test_codes_are_found_by_words_and_by_digits(client: TestClient, admin: Headers):
    path = f"{API}/library/codes"
    words = client.get(f"{path}?q=coffee&limit=50", headers=admin).json()["items"]
    assert {"0901", "090111"} <= {item["code"] for item in words}
    digits = client.get(f"{path}?q=0901", headers=admin).json()["items"]
    assert digits[0]["code"] == "0901"
    assert client.get(path, headers=admin).json() == {"items": []}
    one = client.get(f"{path}/090111", headers=admin).json()
    assert (one["level"], [parent["level"] for parent in one["parents"]]) == (
        "subheading",
        ["section", "chapter", "heading"],
    )
    assert problem(client.get(f"{path}/9998", headers=admin)) == (422, "unknown-hs-code")


def test_a_reviewer_adds_but_does_not_remove(
    client: TestClient, bearer: Callable[..., Headers], admin: Headers
):
    reviewer = bearer("reviewer", "wang")
    made = add(client, reviewer, "0901").json()
    one = f"{REFERENCES}/{made['reference_id']}"
    assert problem(client.delete(one, headers=reviewer)) == (403, "forbidden")
    assert client.get(one, headers=admin).status_code == 200
    log = client.get(f"{API}/audit", headers=admin).json()["items"]
    assert [(item["who"], item["action"]) for item in log] == [("token:wang", "reference.added")]
