"""The shipped network in ONNX Runtime."""

import hashlib
import json
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.card import CARD_FILE, read_card
from model.detector import Detector, Sight
from model.errors import InvalidInput, ModelRefused
from model.ort import WEIGHTS, OrtDetector, prepared


@pytest.fixture(scope="module")
def detector() -> Detector:
    return OrtDetector()


def picture(height: int = 120, width: int = 300, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.gamma(2.0, 0.8, (height, width)).astype(np.float32)


def test_a_crop_becomes_a_grid_of_embeddings(detector: Detector) -> None:
    sight = detector.look(picture())
    rows, columns, channels = sight.embeddings.shape
    assert (rows, columns) == sight.attenuation.shape == (10, 25)
    assert channels == detector.card.outputs[0].shape[-1]
    assert sight.embeddings.dtype == sight.attenuation.dtype == np.float32
    assert np.isfinite(sight.embeddings).all()


def test_cells_tell_the_attenuation_where_it_is(detector: Detector) -> None:
    crop = np.zeros((160, 320), np.float32)
    crop[:, 160:] = 3.0
    cells = detector.look(crop).attenuation
    assert cells[:, :9].max() < 0.01
    assert cells[:, 11:].min() > 2.99


def test_texture_changes_the_embeddings_where_it_is(detector: Detector) -> None:
    plain, marked = np.full((320, 960), 1.0, np.float32), np.full((320, 960), 1.0, np.float32)
    marked[:, 800::8] = 3.0
    change = np.abs(detector.look(plain).embeddings - detector.look(marked).embeddings).mean(axis=(0, 2))
    assert change[:12].max() < change[26:29].min() / 10


@given(height=st.integers(1, 90), width=st.integers(1, 700))
@settings(max_examples=25, deadline=None)
def test_any_size_is_prepared_within_the_bounds_of_the_card(height: int, width: int) -> None:
    how = read_card(WEIGHTS).preprocessing
    tensor = prepared(np.ones((height, width), np.float32), how)
    assert tensor.shape[:3] == (1, 1, how.height)
    assert how.min_width <= tensor.shape[3] <= how.max_width
    assert tensor.shape[3] % how.multiple == 0
    np.testing.assert_allclose(tensor, 1.0, rtol=1e-5)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30, -1e30])
def test_odd_values_are_clipped(detector: Detector, value: float) -> None:
    crop = picture()
    crop[40:60, 40:90] = value
    assert np.isfinite(detector.look(crop).embeddings).all()


@pytest.mark.parametrize("shape", [(0, 5), (5, 0), (5,), (2, 3, 4)])
def test_what_is_no_crop_is_refused(detector: Detector, shape: tuple[int, ...]) -> None:
    with pytest.raises(InvalidInput):
        detector.look(np.zeros(shape, np.float32))


def test_threads_on_one_session_see_the_same(detector: Detector) -> None:
    crops = [picture(100, 150 + 40 * at, at) for at in range(4)]
    alone = [detector.look(crop).embeddings for crop in crops]
    together: dict[int, Sight] = {}

    def work(at: int) -> None:
        for _ in range(3):
            together[at] = detector.look(crops[at])

    threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for at, expected in enumerate(alone):
        np.testing.assert_array_equal(together[at].embeddings, expected)


def folder_with(tmp_path: Path, card: dict[str, object], network: bytes) -> Path:
    (tmp_path / "network.onnx").write_bytes(network)
    card = card | {"sha256": hashlib.sha256(network).hexdigest()}
    (tmp_path / CARD_FILE).write_text(json.dumps(card))
    return tmp_path


def test_a_network_that_is_not_the_card_s_is_refused(tmp_path: Path) -> None:
    card = json.loads((WEIGHTS / CARD_FILE).read_text())
    network = (WEIGHTS / card["file"]).read_bytes()
    card["inputs"][0]["shape"] = [1, 1, 224, None]
    with pytest.raises(ModelRefused, match="inputs"):
        OrtDetector(folder_with(tmp_path, card, network))
    card = json.loads((WEIGHTS / CARD_FILE).read_text())
    card["outputs"][0]["name"] = "boxes"
    with pytest.raises(ModelRefused, match="outputs"):
        OrtDetector(folder_with(tmp_path, card, network))


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    card = json.loads((WEIGHTS / CARD_FILE).read_text())
    with pytest.raises(ModelRefused, match="cannot be run"):
        OrtDetector(folder_with(tmp_path, card, b"not a network"))
