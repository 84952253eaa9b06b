"""Last stages trained on crops: same embeddings before, resumable, nothing else changes."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from training import finetune
from training.finetune import Kept
from training.network import CargoEmbedder

LABELS = ["0901", "5201"]


@pytest.fixture(scope="module")
def crops() -> list[Kept]:
    """Two loads that differ: even grain, and upright stripes."""
    network = CargoEmbedder().eval()
    rng = np.random.default_rng(3)
    grain = np.clip(rng.normal(2, 0.3, (160, 120)), 0, None).astype(np.float32)
    stripes = (1 + np.tile(np.sin(np.arange(120) / 3), (160, 1))).astype(np.float32)
    return [finetune.look(network, crop, (0, 0, 120, 160)) for crop in (grain, stripes)]


def _weights(network: CargoEmbedder) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in network.state_dict().items()}


def test_untrained_stages_give_the_embeddings_again(crops: list[Kept]) -> None:
    network = CargoEmbedder().eval()
    for kept in crops:
        embeddings = kept.piece.sight.embeddings
        new = finetune.again(network, kept).sight.embeddings
        assert np.array_equal(new[..., : finetune.KEPT], embeddings[..., : finetune.KEPT])
        assert np.allclose(new, embeddings, atol=0.05 * float(np.abs(embeddings).max()))


def test_a_stopped_run_ends_with_the_same_weights(crops: list[Kept], tmp_path: Path) -> None:
    whole = finetune.train(crops, LABELS, tmp_path / "whole", epochs=2, seed=5)
    finetune.train(crops, LABELS, tmp_path / "parts", epochs=1, seed=5)
    parts = finetune.train(crops, LABELS, tmp_path / "parts", epochs=2, seed=5)
    for name, value in _weights(whole).items():
        assert torch.equal(value, _weights(parts)[name]), name
    logs = [(tmp_path / name / "log.jsonl").read_text() for name in ("whole", "parts")]
    assert logs[0] == logs[1]
    assert [json.loads(line)["epoch"] for line in logs[0].splitlines()] == [1, 2]


def test_only_the_last_stages_change_and_the_loss_falls(crops: list[Kept], tmp_path: Path) -> None:
    lines: list[dict[str, float]] = []
    trained = finetune.train(crops, LABELS, tmp_path, epochs=12, seed=1, told=lines.append)
    before, after = _weights(CargoEmbedder()), _weights(trained)
    moved = {name for name, value in before.items() if not torch.equal(value, after[name])}
    assert moved
    assert all(name.startswith(("blocks.5", "blocks.6")) for name in moved)
    assert not any("running" in name for name in moved)
    losses = [line["loss"] for line in lines]
    assert np.mean(losses[-4:]) < np.mean(losses[:4])
