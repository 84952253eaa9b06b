"""Pictures of a scan: what arrives is what was sent, to the last bit, and bright is air."""

import gzip
from typing import Any

import cv2
import numpy as np
import pytest
from fastapi.testclient import TestClient

from serving import wire
from tests import pictures
from tests.api.conftest import API, Post
from tests.api.test_scans import problem
from training.simulator.outputs.dicos import encode_ct

SENT = pictures.truck_samples()


def size(answer: Any) -> tuple[int, int]:
    return int(answer.headers["X-Pixels-Height"]), int(answer.headers["X-Pixels-Width"])


def test_raw_samples_are_those_that_were_sent(
    client: TestClient, admin: dict[str, str], scan: dict[str, Any]
):
    answer = client.get(f"{scan['links']['pixels']}", headers=admin)
    assert size(answer) == SENT.shape
    got = np.frombuffer(answer.content, "<u2").reshape(SENT.shape)
    np.testing.assert_array_equal(got, SENT)


def test_planes_are_what_the_page_undoes(client: TestClient, admin: dict[str, str], scan: dict[str, Any]):
    with client.stream("GET", f"{scan['links']['pixels']}?coding=planes", headers=admin) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["Content-Encoding"] == "gzip"
    low, high = np.frombuffer(gzip.decompress(packed), np.uint8).reshape(2, *size(answer)).astype(np.uint16)
    zigzag = (low | high << 8).astype(np.int64)
    delta = (zigzag >> 1) ^ -(zigzag & 1)
    np.testing.assert_array_equal(np.cumsum(delta, axis=1) % 65536, SENT)


def test_attenuation_is_turned_so_that_bright_is_air(
    client: TestClient, admin: dict[str, str], post_scan: Post
):
    turned = pictures.png(np.uint16(65535) - SENT)
    views = [{"file": "truck.png", "polarity": "attenuation"}]
    scan = post_scan(("truck.png", turned), views=views).json()
    got = np.frombuffer(client.get(scan["links"]["pixels"], headers=admin).content, "<u2")
    np.testing.assert_array_equal(got.reshape(SENT.shape), SENT)


def test_the_preview_is_the_mean_of_squares(client: TestClient, admin: dict[str, str], scan: dict[str, Any]):
    answer = client.get(f"{scan['links']['pixels']}?scale=4", headers=admin)
    assert size(answer) == (75, 225)
    got = np.frombuffer(answer.content, "<u2").reshape(75, 225)
    mean = SENT.reshape(75, 4, 225, 4).mean(axis=(1, 3))
    assert np.abs(got - mean).max() <= 1


def test_samples_are_kept_by_browsers_for_ever(
    client: TestClient, admin: dict[str, str], scan: dict[str, Any]
):
    tags: set[str] = set()
    for query in ("", "?coding=planes", "?scale=4", "?scale=4&coding=planes"):
        url = scan["links"]["pixels"] + query
        answer = client.get(url, headers=admin)
        assert "immutable" in answer.headers["Cache-Control"]
        assert "private" in answer.headers["Cache-Control"]
        tag = answer.headers["ETag"]
        assert tag.startswith('"')
        again = client.get(url, headers=admin | {"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        tags.add(tag)
    assert len(tags) == 4


@pytest.mark.parametrize("width", [16, 225, 226, 500, 900, 1400])
def test_the_image_is_a_png_no_wider_than_asked(
    client: TestClient, admin: dict[str, str], scan: dict[str, Any], width: int
):
    answer = client.get(f"{scan['links']['image']}?width={width}", headers=admin)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Vary"] == "Cookie, Authorization"
    picture = cv2.imdecode(np.frombuffer(answer.content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    assert (picture.dtype, picture.ndim, picture.shape[1]) == (np.uint8, 2, min(width, 900))
    air, cargo = picture[: max(1, picture.shape[0] // 10)].mean(), picture[picture.shape[0] // 2].mean()
    assert air > 200 > cargo


def test_presets_lie_within_the_samples(client: TestClient, admin: dict[str, str], scan: dict[str, Any]):
    made = client.get(f"{API}/scans/{scan['scan_id']}/presets", headers=admin).json()
    assert len(made["histogram"]) == 256
    assert sum(made["histogram"]) == SENT.size
    assert made["p005"] == pytest.approx(np.percentile(SENT, 0.5), abs=64)
    assert made["p995"] == pytest.approx(np.percentile(SENT, 99.5), abs=64)
    for window in (made["auto"], made["dense"], made["light"]):
        assert 0 <= window[0] < window[1] <= 65535


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("view=1", (404, "not-found")),
        ("view=-1", (422, "invalid-input")),
        ("scale=2", (422, "invalid-input")),
        ("coding=jpeg", (422, "invalid-input")),
        ("slice=0", (404, "not-found")),
        ("slice=0&scale=4", (422, "invalid-input")),
    ],
)
def test_what_there_is_not(
    client: TestClient, admin: dict[str, str], scan: dict[str, Any], query: str, expected: tuple[int, str]
):
    assert problem(client.get(f"{scan['links']['pixels']}?{query}", headers=admin)) == expected


def test_an_unreadable_scan_has_no_pictures(client: TestClient, admin: dict[str, str], post_scan: Post):
    scan = post_scan(("odd.png", b"x")).json()
    for below in ("image", "pixels", "presets"):
        answer = client.get(f"{API}/scans/{scan['scan_id']}/{below}", headers=admin)
        assert problem(answer) == (404, "not-found")


def test_several_views_have_each_their_own(client: TestClient, admin: dict[str, str], post_scan: Post):
    other = pictures.truck_samples(3, goods=0.4)
    scan = post_scan(("high.png", pictures.truck()), ("low.png", pictures.png(other))).json()
    assert [picture["file"] for picture in scan["pictures"]] == ["high.png", "low.png"]
    got = np.frombuffer(client.get(f"{scan['links']['pixels']}?view=1", headers=admin).content, "<u2")
    np.testing.assert_array_equal(got.reshape(other.shape), other)


def test_encode_and_decode_undo_each_other_for_every_value():
    every = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    shuffled = np.random.default_rng(1).permutation(every.ravel()).reshape(128, 512)
    for samples in (every, shuffled, every[:1, :1]):
        coded = wire.encode(samples)
        np.testing.assert_array_equal(wire.decode(coded, samples.shape[1], samples.shape[0]), samples)


def test_a_volume_is_given_slice_by_slice(client: TestClient, admin: dict[str, str], post_scan: Post):
    volume = np.random.default_rng(1).integers(-1000, 1000, (5, 40, 60)).astype(np.int16)
    data = encode_ct(volume, pixel_mm=1.6, slice_mm=5.0, kilovolts=160, name="bag-1")
    scan = post_scan(("bag.dcs", data), modality="ct").json()
    (picture,) = scan["pictures"]
    assert (picture["slices"], picture["height"], picture["width"]) == (5, 40, 60)
    for number in (0, 4):
        answer = client.get(f"{scan['links']['pixels']}?slice={number}", headers=admin)
        assert size(answer) == (40, 60)
        got = np.frombuffer(answer.content, "<u2").reshape(40, 60).astype(int)
        order = np.argsort(volume[number], axis=None, kind="stable")
        assert (np.diff(got.ravel()[order]) >= 0).all()
    assert problem(client.get(f"{scan['links']['pixels']}?slice=5", headers=admin)) == (404, "not-found")
    planes = client.get(f"{scan['links']['pixels']}?slice=4&coding=planes", headers=admin)
    assert planes.headers["ETag"] != client.get(scan["links"]["pixels"], headers=admin).headers["ETag"]
    assert client.get(scan["links"]["image"], headers=admin).status_code == 200
