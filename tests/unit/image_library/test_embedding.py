"""Embeddings kept as bytes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from image_library.embedding import pack, rounded, unpack
from image_library.summary import summarise
from model.errors import CorruptFile
from tests.unit.image_library.goods_drawn import plain_piece


@given(
    rows=st.integers(1, 5),
    columns=st.integers(1, 9),
    scale=st.sampled_from([0.1, 10.0, 1e6]),
    n=st.integers(0, 3),
)
@settings(max_examples=30, deadline=None)
def test_pieces_come_back_and_the_bytes_are_the_same_each_time(
    rows: int, columns: int, scale: float, n: int
) -> None:
    rng = np.random.default_rng(rows * columns)
    pieces = [plain_piece(rng.normal(0, scale, (rows, columns, 6))) for _ in range(n)]
    data = pack(pieces)
    assert data == pack(pieces) == pack(unpack(data))
    for piece, back in zip(pieces, unpack(data), strict=True):
        assert back.box == piece.box
        assert back.sight.embeddings.dtype == np.float32
        held = np.clip(piece.sight.embeddings, -65504, 65504)
        np.testing.assert_allclose(back.sight.embeddings, held, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"nothing of the kind", pack([])[:5]])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CorruptFile):
        unpack(data)


def test_a_cut_archive_is_refused() -> None:
    data = pack([plain_piece(np.ones((4, 4, 8)))])
    for end in range(0, len(data) - 1, 97):
        with pytest.raises(CorruptFile):
            unpack(data[:end])


def test_two_containers_are_one_load_with_windows_in_each() -> None:
    left, right = plain_piece(np.zeros((10, 12, 4))), plain_piece(np.ones((10, 12, 4)))
    summary = summarise(rounded([left, right]))
    np.testing.assert_allclose(summary.whole, 0.5, atol=1e-5)
    assert set(np.unique(summary.features[1:].round(5))) == {0.0, 1.0}
    assert not summary.empty
