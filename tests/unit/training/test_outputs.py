"""Files in every form, read back by the service's own readers; cards and COCO against the truth."""

import json
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from pydicom import dcmread

from model.domain import ViewNote
from model.formats import SourceFile, read
from model.view import View
from training.simulator.detector import Exposure, expose, still
from training.simulator.geometry import Readout, Scanner
from training.simulator.outputs import Form, Written, encode, tiff
from training.simulator.outputs.dicos import Projection, encode_ct, encode_dx
from training.simulator.outputs.display import Style, render, style_of
from training.simulator.physics.beam import beam

TWO = Scanner(rows=160, pitch_mm=10, mode="9/6", readout=Readout(serial=3))
ONE = replace(TWO, mode="6")
BLOCK = (slice(60, 140), slice(40, 120))


def exposure(scanner: Scanner, columns: int = 220) -> Exposure:
    """A dark block in air."""
    weights = beam(scanner.mode).second.sum(1)
    mean = np.ones((weights.size, columns, scanner.rows), np.float32)
    mean[:, BLOCK[0], BLOCK[1]] = 0.02
    second = (mean * weights[:, None, None]).astype(np.float32)
    return expose(mean, second, scanner, still(columns), np.random.default_rng(1))


SCANS = {scanner.mode: exposure(scanner) for scanner in (ONE, TWO)}


def written(scanner: Scanner, form: Form, seed: int = 1) -> Written:
    return encode(SCANS[scanner.mode], scanner, form, "scan", np.random.default_rng(seed))


def back(out: Written) -> list[View]:
    """What the service makes of the files and of what the scanner says of them."""
    files = [SourceFile(name=name, data=data) for name, data in out.files]
    notes = [
        ViewNote(
            file=view["file"],
            role=view["role"],
            polarity=view["polarity"],
            pixel_pitch_mm=(view["pixel_pitch_mm"][0], view["pixel_pitch_mm"][1]),
        )
        for view in out.views
    ]
    return read(files, notes)


@pytest.mark.parametrize("scanner", [ONE, TWO], ids=["single", "dual"])
@pytest.mark.parametrize("form", ["tiff", "png", "raw", "dicos"])
def test_forms_without_loss_are_read_back(scanner: Scanner, form: Form):
    out, scan = written(scanner, form), SCANS[scanner.mode]
    views = back(out)
    assert tuple(view.facts.role for view in views) == scan.channels
    sent = scan.raw.transpose(0, 2, 1) if form == "raw" else scan.picture
    for view, samples in zip(views, sent, strict=True):
        np.testing.assert_array_equal(view.samples, samples)
        assert view.facts.bits == 16
        assert view.facts.polarity == "transmission"
        assert view.facts.pixel_pitch_mm == pytest.approx(scanner.pixel_pitch_mm, abs=1e-3)
        assert not any("note was sent" in note or "left out" in note for note in view.facts.notes)
    assert out.shape == sent.shape[1:]
    assert written(scanner, form).files == out.files


@pytest.mark.parametrize("form", ["raw", "dicos"])
def test_files_that_describe_themselves_need_no_note(form: Form):
    views = read([SourceFile(name=name, data=data) for name, data in written(TWO, form).files])
    for view, role, kilovolts in zip(views, ("high", "low"), (9000, 6000), strict=True):
        assert (view.facts.role, view.facts.polarity, view.facts.energy_kv) == (
            role,
            "transmission",
            kilovolts,
        )
        assert view.facts.pixel_pitch_mm == pytest.approx(TWO.pixel_pitch_mm, rel=1e-4)
        assert view.facts.unknown == ()


def test_pages_of_a_tiff_say_which_energy_they_are():
    (name, data), = written(TWO, "tiff").files  # fmt: skip
    assert [view.facts.role for view in read([SourceFile(name=name, data=data)])] == ["high", "low"]


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        arrays.arrays(np.uint16, arrays.array_shapes(min_dims=2, max_dims=2, max_side=40)),
        min_size=1,
        max_size=3,
    )
)
def test_any_pages_come_back_from_tiff(pictures: list[NDArray[np.uint16]]):
    data = tiff.write([tiff.Page(samples, "about " + "x" * k) for k, samples in enumerate(pictures)])
    views = read([SourceFile(name="any.tiff", data=data)])
    for view, samples in zip(views, pictures, strict=True):
        np.testing.assert_array_equal(view.samples, samples)


def test_other_readers_take_the_tiff_too(tmp_path: Path):
    path = tmp_path / "scan.tiff"
    path.write_bytes(written(TWO, "tiff").files[0][1])
    with tifffile.TiffFile(path) as file:
        assert [page.asarray().shape for page in file.pages] == [(160, 220)] * 2
        np.testing.assert_array_equal(file.pages[1].asarray(), SCANS["9/6"].picture[1])


def test_counts_can_be_calibrated_from_what_is_kept_with_them():
    (_, data), (_, side) = written(ONE, "raw").files
    about = json.loads(side)
    rows, columns, kept = about["height"], about["width"], about["calibration"]
    dark = np.frombuffer(data, "<f4", rows, kept["dark"])[:, None]
    air = np.frombuffer(data, "<f4", rows, kept["air"])[:, None]
    reference = np.frombuffer(data, "<f4", columns, kept["reference"])
    counts = np.frombuffer(data, "<u2", offset=about["offset"]).reshape(rows, columns)
    level = (counts - dark) / (air - dark) / reference * kept["air_level"]
    np.testing.assert_allclose(SCANS["6"].picture[0], np.clip(level, 0, 65535), atol=0.52)


def test_dx_tells_of_its_picture_and_pictures_of_one_name_have_their_own_identifiers():
    facts = Projection(name="S1", role="high", kilovolts=9000, pitch_mm=(5, 6), magnification=1.5)
    samples = np.array([[60_000, 60, 0, 65_535]], np.uint16)
    data = encode_dx(samples, facts)
    assert data == encode_dx(samples, facts)
    (view,) = read([SourceFile(name="s.dcs", data=data)])
    assert (view.facts.format, view.facts.role, view.facts.polarity) == ("dicos", "high", "transmission")
    assert (view.facts.bits, view.facts.energy_kv, view.facts.pixel_pitch_mm) == (16, 9000, (5, 6))
    assert view.samples.tolist() == samples.tolist()
    one, other = (dcmread(BytesIO(each)) for each in (data, encode_dx(samples[:, ::-1], facts)))
    assert one.SOPInstanceUID != other.SOPInstanceUID
    assert one.StudyInstanceUID != other.StudyInstanceUID


@settings(deadline=None, max_examples=10)
@given(arrays.arrays(np.int16, st.tuples(st.integers(2, 5), st.integers(1, 9), st.integers(1, 9))))
def test_ct_volumes_come_back(samples: NDArray[np.int16]):
    data = encode_ct(samples, 1.5, 2.5, 160, "bag-1")
    assert data == encode_ct(samples, 1.5, 2.5, 160, "bag-1")
    (view,) = read([SourceFile(name="bag.dcs", data=data)])
    np.testing.assert_array_equal(view.samples, samples)
    assert (view.facts.format, view.facts.slices) == ("dicos", samples.shape[0])
    assert (view.facts.pixel_pitch_mm, view.facts.slice_pitch_mm) == ((1.5, 1.5), 2.5)
    assert (view.facts.polarity, view.facts.energy_kv) == ("attenuation", 160)


@pytest.mark.parametrize("seed", range(4))
def test_display_pictures_show_the_truth_where_its_place_says(seed: int):
    scanner = replace(ONE, readout=replace(ONE.readout, serial=seed + 1))
    out = encode(SCANS["6"], scanner, "jpeg", "scan", np.random.default_rng(seed))
    (view,) = back(out)
    assert view.colour is None
    assert view.samples.shape == out.shape
    assert view.facts.polarity == ("attenuation" if style_of(seed + 1).inverted else "transmission")
    x0, y0, x1, y1 = (round(edge) for edge in out.place.box((60, 40, 140, 120)))
    grey = view.samples.astype(float)
    inside = grey[y0 + 9 : y1 - 9, x0 + 9 : x1 - 9]
    left, right = out.place.corner[0], round(out.place.box((0, 0, 220, 0))[2])
    beside = np.concatenate([grey[y0:y1, left + 9 : x0 - 9], grey[y0:y1, x1 + 9 : right - 9]], axis=1)
    dark, bright = (beside, inside) if view.facts.polarity == "attenuation" else (inside, beside)
    assert dark.mean() + 60 < bright.mean()
    pitch = view.facts.pixel_pitch_mm
    assert pitch and pitch[0] * (x1 - x0) == pytest.approx(80 * ONE.pixel_pitch_mm[0], rel=0.02)


def test_bag_scanners_are_shown_in_colours():
    scanner = replace(TWO, mode="160kv")
    mean = np.ones((2, 220, 160), np.float32)
    mean[:, BLOCK[0], BLOCK[1]] = np.array([0.5, 0.25], np.float32)[:, None, None]
    scan = expose(mean, mean.copy(), scanner, still(220), np.random.default_rng(1))
    out = encode(scan, scanner, "jpeg", "bag", np.random.default_rng(1))
    (view,) = back(out)
    assert view.colour is not None and view.colour.shape == (160, 220, 3)
    assert np.ptp(view.colour[60:100, 80:120].mean((0, 1))) > 60
    assert view.colour[10, 10].min() > 245


@pytest.mark.parametrize("tone", ["linear", "root", "logarithm", "equalised"])
def test_tones_rise_with_transmission(tone: Any):
    ramp = np.tile(np.linspace(0, 60_000, 400).astype(np.uint16), (100, 1))
    style = Style(tone=tone, height=100, strip=True, margin=1.0)
    picture, place = render(ramp, 60_000, style, "S", np.random.default_rng(2))
    left = place.corner[0]
    assert left > 0 and not picture[:100, :left].any()
    line = picture[50, left : left + 400, 0].astype(int)
    assert line[0] < 3 and line[-1] == 255
    assert all(one <= two for one, two in pairwise(line))
    turned, _ = render(ramp, 60_000, replace(style, inverted=True), "S", np.random.default_rng(2))
    np.testing.assert_array_equal(turned[50, left : left + 400, 0], 255 - line)
    assert picture.shape[0] > 100 and picture[100:].any()


def test_marks_of_an_officer_are_red_and_the_rest_is_grey():
    air = np.full((300, 500), 60_000, np.uint16)
    style = Style(tone="linear", height=300, marked=1.0)
    picture, _ = render(air, 60_000, style, "S", np.random.default_rng(4))
    coloured = np.ptp(picture, axis=2) > 0
    assert 200 < coloured.sum() < 0.05 * coloured.size
    assert np.unique(picture[coloured], axis=0).tolist() == [[0, 0, 255]]
    plain, _ = render(air, 60_000, replace(style, marked=0.0), "S", np.random.default_rng(4))
    assert plain.min() == 255


def test_archives_look_different():
    styles = [style_of(serial) for serial in range(60)]
    assert styles == [style_of(serial) for serial in range(60)]
    assert {each.tone for each in styles} == {"linear", "root", "logarithm", "equalised"}
    assert any(each.inverted for each in styles) and any(each.strip for each in styles)
    assert all(75 <= each.quality <= 95 and 500 < each.height < 1000 for each in styles)
