"""Exact search of vectors."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from image_library.index import ExactIndex, VectorIndex


def filled(count: int, seed: int = 0) -> tuple[VectorIndex, np.ndarray]:
    vectors = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    index = ExactIndex()
    index.add([str(at) for at in range(count)], [f"{at % 3:04}" for at in range(count)], vectors)
    return index, vectors


@given(count=st.integers(1, 30), at=st.integers(0, 29), k=st.integers(1, 40), scale=st.floats(0.01, 100))
@settings(max_examples=40, deadline=None)
def test_a_stored_vector_of_any_length_finds_itself_first(count: int, at: int, k: int, scale: float) -> None:
    index, vectors = filled(count)
    hits = index.nearest(vectors[at % count] * np.float32(scale), k)
    assert hits[0].key == str(at % count)
    assert abs(hits[0].similarity - 1) < 1e-5
    assert len(hits) == min(k, count)
    assert [h.similarity for h in hits] == sorted((h.similarity for h in hits), reverse=True)


def test_similarity_is_symmetric() -> None:
    index, vectors = filled(6)
    table = {(q, h.key): h.similarity for q in range(6) for h in index.nearest(vectors[q], 6)}
    assert all(abs(table[a, str(b)] - table[b, str(a)]) < 1e-6 for a in range(6) for b in range(6))


def test_a_prefix_narrows_the_search() -> None:
    index, vectors = filled(9)
    assert {h.key for h in index.nearest(vectors[0], 9, "0001")} == {"1", "4", "7"}
    assert index.nearest(vectors[0], 9, "9") == ()


def test_removed_and_replaced_vectors() -> None:
    index, vectors = filled(5)
    index.remove(["0", "unknown"])
    assert "0" not in {h.key for h in index.nearest(vectors[0], 9)}
    index.add(["1"], ["0001"], -vectors[1:2])
    assert index.nearest(-vectors[1], 1)[0].key == "1"
    assert len(index.nearest(vectors[1], 99)) == 4
    index.remove(["1", "2", "3", "4"])
    assert index.nearest(vectors[0], 3) == ()


def test_an_empty_index_and_a_zero_vector() -> None:
    assert ExactIndex().nearest(np.ones(4, np.float32), 3) == ()
    index, _ = filled(3)
    assert all(h.similarity == 0 for h in index.nearest(np.zeros(8, np.float32), 3))
