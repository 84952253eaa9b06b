"""The export of the first network is reproducible and is the one that ships."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the training extra", exc_type=ImportError)
pytest.importorskip("timm", reason="needs the training extra", exc_type=ImportError)

import torch

from model.card import read_card
from model.ort import WEIGHTS, OrtDetector, prepared
from training.export import export
from training.network import CargoEmbedder


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    export(folder)
    return folder


def test_exporting_again_gives_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    card = export(tmp_path)
    for name in (card.file, "card.json"):
        assert (tmp_path / name).read_bytes() == (exported / name).read_bytes()


def test_the_shipped_files_are_this_export(exported: Path) -> None:
    for name in (read_card(exported).file, "card.json"):
        assert (WEIGHTS / name).read_bytes() == (exported / name).read_bytes()


def test_the_file_tells_nothing_of_the_machine(exported: Path) -> None:
    data = (exported / read_card(exported).file).read_bytes()
    assert str(Path(__file__).parents[3]).encode() not in data
    assert str(exported.parent).encode() not in data
    assert len(data) < 25_000_000


@pytest.mark.parametrize("width", [60, 240, 700])
def test_onnx_runtime_gives_what_torch_gives(exported: Path, width: int) -> None:
    crop = np.random.default_rng(1).gamma(2.0, 0.8, (80, width)).astype(np.float32)
    detector = OrtDetector(exported)
    sight = detector.look(crop)
    with torch.no_grad():
        embeddings, cells = CargoEmbedder().eval()(
            torch.from_numpy(prepared(crop, detector.card.preprocessing))
        )
    np.testing.assert_allclose(sight.embeddings, embeddings[0].numpy(), rtol=1e-3, atol=2e-3)
    np.testing.assert_allclose(sight.attenuation, cells[0].numpy(), rtol=1e-4, atol=1e-4)
