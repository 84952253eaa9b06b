"""Cards and COCO against the truth that they tell, in pixels of every picture."""

import json
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from training.simulator.detector import expose, still
from training.simulator.frame import bounds, run_lengths
from training.simulator.geometry import Readout, Scanner
from training.simulator.goods import GOODS
from training.simulator.hidden import HIDDEN
from training.simulator.outputs import Form, Written, encode
from training.simulator.outputs.card import card, labelled, text, truth_of
from training.simulator.outputs.coco import coco
from training.simulator.outputs.place import Place, decoded
from training.simulator.plan import ContainerTruth, GoodsTruth, ObjectTruth, ScanTruth

ONE = Scanner(rows=160, pitch_mm=10, mode="6", readout=Readout(serial=3))
AIR = np.ones((1, 220, 160), np.float32)
SCAN = expose(AIR, AIR.copy(), ONE, still(220), np.random.default_rng(1))


def written(form: Form) -> Written:
    return encode(SCAN, ONE, form, "scan", np.random.default_rng(1))


def mask_of(shape: tuple[int, int], x: tuple[int, int], y: tuple[int, int]) -> NDArray[np.bool_]:
    mask = np.zeros(shape, bool)
    mask[y[0] : y[1], x[0] : x[1]] = True
    mask[y[0], x[0]] = False
    return mask


def truth(shape: tuple[int, int] = (160, 220)) -> ScanTruth:
    mask = mask_of(shape, (70, 90), (50, 80))
    goods = GoodsTruth(
        heading="0901",
        code="090111",
        unit="KGM",
        packages=275,
        quantity=16500.0,
        net_kg=16500.0,
        gross_kg=16700.0,
        materials={"coffee": 16500.0, "jute": 200.0},
        areal_mass={"all": (80.0, 140.5)},
        box=(60.0, 40.0, 140.0, 120.0),
    )
    kind, hidden = next(iter(HIDDEN.items()))
    found = ObjectTruth(
        kind=kind,
        category=hidden.category,
        place="inside",
        pieces=2,
        mass_kg=1.2,
        box=bounds(mask),
        mask=run_lengths(mask),
    )
    container = ContainerTruth(
        number="CSQU3054383", kind="20", box=(50.0, 30.0, 150.5, 130.0), goods=(goods,), objects=(found,)
    )
    return ScanTruth(
        containers=(container,),
        pixel_pitch_mm=ONE.pixel_pitch_mm,
        shape=shape,
        penetrated=0.9,
        seed=5,
        site=3,
    )


def cards() -> Sequence[dict[str, Any]]:
    forms: tuple[Form, ...] = ("tiff", "jpeg")
    files: dict[Form, Written] = {form: written(form) for form in forms}
    made = card("scan", truth(), ONE, files, {"station": "s"}, {"number": "D1", "fraud": "swapped-goods"})
    return [json.loads(text(made))]


def test_a_card_tells_the_truth_again():
    (found,) = cards()
    assert truth_of(found) == truth()
    assert list(found) == ["scan", "metadata", "pictures", "truth", "scanner", "declaration"]
    assert found["scanner"]["readout"]["serial"] == 3
    assert found["declaration"] == {"number": "D1", "fraud": "swapped-goods"}
    views = [view["file"] for picture in found["pictures"] for view in picture["views"]]
    assert views == ["scan.tiff", "scan.jpg"]


def test_a_card_keeps_a_mask_in_one_line():
    made = card("scan", truth(), ONE, {"tiff": written("tiff")}, {})
    lines = [line for line in text(made).splitlines() if '"mask"' in line]
    assert len(lines) == 1 and lines[0].count(",") > 20
    assert made["truth"]["containers"][0]["objects"][0]["mask"] == truth().containers[0].objects[0].mask


def test_a_card_that_tells_no_truth_is_refused():
    (found,) = cards()
    del found["truth"]["seed"]
    with pytest.raises(ValueError, match="seed"):
        truth_of(found)


def test_coco_boxes_and_areas_are_those_of_the_masks():
    whole = coco(cards())
    assert [image["file_name"] for image in whole["images"]] == ["scan.tiff", "scan.jpg"]
    assert {image["card"] for image in whole["images"]} == {"scan.json"}
    sizes = {image["id"]: (image["height"], image["width"]) for image in whole["images"]}
    crowds = 0
    for each in whole["annotations"]:
        x, y, width, height = each["bbox"]
        if isinstance(each["segmentation"], list):
            (polygon,) = np.reshape(each["segmentation"], (1, 4, 2)).astype(np.float32)
            assert cv2.contourArea(polygon) == pytest.approx(each["area"], rel=1e-4)
            assert cv2.boundingRect(polygon)[:2] == (int(x), int(y))
            continue
        crowds += each["iscrowd"]
        size = tuple(each["segmentation"]["size"])
        assert size == sizes[each["image_id"]]
        mask = decoded(tuple(each["segmentation"]["counts"]), (size[0], size[1]))
        assert int(mask.sum()) == each["area"]
        found = bounds(mask)
        np.testing.assert_allclose(found, (x, y, x + width, y + height), atol=1.01)
    assert crowds == 2


def test_coco_categories_are_the_same_in_every_set():
    whole, none = coco(cards()), coco([])
    assert whole["categories"] == none["categories"]
    by_id = {each["id"]: each for each in whole["categories"]}
    assert len(by_id) == len(whole["categories"])
    assert by_id[10_901]["name"] == "0901"
    assert {each["supercategory"] for each in by_id.values()} >= {"container", "goods", "weapon"}
    assert sum(each["supercategory"] == "goods" for each in by_id.values()) == len(GOODS)
    named = [by_id[each["category_id"]]["name"] for each in whole["annotations"][:3]]
    assert named == ["container 20", "0901", next(iter(HIDDEN))]
    assert [each["id"] for each in whole["annotations"]] == list(range(1, 7))


@settings(deadline=None, max_examples=40)
@given(arrays.arrays(np.bool_, arrays.array_shapes(min_dims=2, max_dims=2, max_side=12)))
def test_run_lengths_come_back(mask: NDArray[np.bool_]):
    runs = run_lengths(mask)
    assert sum(runs) == mask.size
    assert all(runs[1:])
    np.testing.assert_array_equal(decoded(runs, (mask.shape[0], mask.shape[1])), mask)


def test_truth_that_moves_keeps_its_size_in_millimetres():
    place = Place(scale=(0.5, 0.25), corner=(30, 0))
    picture = {
        "form": "jpeg",
        "views": [{"file": "s.jpg"}],
        "shape": [48, 170],
        "scale": [0.5, 0.25],
        "corner": [30, 0],
    }
    made = card("s", truth(), ONE, {}, {}) | {"pictures": [picture]}
    (moved,) = labelled(made)
    container = moved.truth.containers[0]
    assert container.box == place.box(truth().containers[0].box) == (55.0, 7.5, 105.2, 32.5)
    assert moved.truth.pixel_pitch_mm == pytest.approx((20.0, ONE.pixel_pitch_mm[1] * 4))
    mask = decoded(container.objects[0].mask, moved.truth.shape)
    assert mask.sum() == pytest.approx(599 * 0.125, rel=0.1)
    np.testing.assert_allclose(bounds(mask), container.objects[0].box, atol=1)
