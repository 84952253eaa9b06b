"""The box network: its targets read back as boxes, variation keeps boxes on their containers, it learns."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

from model.domain import Box
from training import box_network
from training.box_network import BoxNetwork


@given(
    left=st.floats(5, 30),
    width=st.floats(60, 90),
    gap=st.floats(1.0, 20),
    top=st.floats(4, 20),
    high=st.floats(25, 40),
)
def test_two_containers_are_read_back_from_their_targets(
    left: float, width: float, gap: float, top: float, high: float
) -> None:
    first: Box = (left, top, left + width, top + high)
    second: Box = (first[2] + gap, top, first[2] + gap + width, top + high)
    found = box_network.boxes_of(box_network.targets([first, second], (64, 256)))
    assert np.allclose(found, [first, second], atol=0.51)


def test_nothing_is_found_in_nothing() -> None:
    assert box_network.boxes_of(np.zeros((2, 64, 128), np.float32)) == []


def _picture(rng: np.random.Generator) -> tuple[np.ndarray, Box]:
    """A plain body in air: enough to see that boxes follow their pixels."""
    x, width, y = int(rng.integers(30, 60)), int(rng.integers(120, 200)), int(rng.integers(20, 30))
    picture = np.zeros((128, 320), np.float32)
    picture[y : y + 75, x : x + width] = 1.0
    return picture, (x, y, x + width, y + 75)


@pytest.mark.parametrize("seed", range(6))
def test_varied_boxes_lie_where_the_body_lies(seed: int) -> None:
    rng = np.random.default_rng(seed)
    picture, box = _picture(rng)
    varied, (moved,) = box_network.varied(picture, [box], rng)
    rows, columns = np.flatnonzero((varied > 0.35).any(1)), np.flatnonzero((varied > 0.35).any(0))
    seen = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    assert np.allclose(seen, np.clip(moved, 0, [varied.shape[1], 128] * 2), atol=2.5)


def test_a_few_steps_teach_it_to_find_a_body() -> None:
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    network = BoxNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), lr=5e-3)
    for _ in range(30):
        pictures, boxes = zip(*(_picture(rng) for _ in range(2)), strict=True)
        seen, wanted, real = box_network.batch_of(list(pictures), [[box] for box in boxes], rng)
        each = functional.binary_cross_entropy_with_logits(network(seen), wanted, reduction="none")
        loss = (each * real).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    picture, box = _picture(rng)
    found = box_network.find(network.eval(), np.kron(picture, np.ones((2, 2), np.float32)))
    assert len(found) == 1
    assert np.allclose(found[0], np.array(box) * 2, atol=16)
