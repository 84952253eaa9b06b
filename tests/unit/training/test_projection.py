"""A projection learnt from simulated scans: what varies within a heading becomes even."""

import numpy as np
import pytest

from model.detector import Piece, Sight
from training import projection


def _scans(rng: np.random.Generator) -> tuple[np.ndarray, list[str]]:
    mixing = rng.normal(size=(6, 6)) * np.array([5, 1, 0.2, 3, 1, 1])
    means = rng.normal(size=(8, 6)) * 4
    labels = np.repeat(np.arange(8), 200)
    rows = means[labels] + rng.normal(size=(len(labels), 6)) @ mixing
    return rows.astype(np.float32), [f"{label:04d}" for label in labels]


def test_covariance_within_headings_becomes_the_identity() -> None:
    rows, labels = _scans(np.random.default_rng(1))
    found = projection.fit(rows, labels, identity=0.0)
    new = (rows - found.centre) @ found.matrix
    names = np.array(labels)
    rest = np.concatenate([new[names == n] - new[names == n].mean(axis=0) for n in sorted(set(labels))])
    assert np.allclose(np.cov(rest.T), np.eye(6), atol=0.02)


def test_whole_identity_only_standardises() -> None:
    rows, labels = _scans(np.random.default_rng(2))
    matrix = projection.fit(rows, labels, identity=1.0).matrix
    assert np.allclose(matrix, np.diag(np.diag(matrix)), atol=1e-6)


def test_headings_seen_once_change_nothing() -> None:
    rows, labels = _scans(np.random.default_rng(3))
    alone = np.concatenate([rows, np.full((1, 6), 1e3, np.float32)])
    one, other = projection.fit(rows, labels, 0.3), projection.fit(alone, [*labels, "9999"], 0.3)
    assert np.array_equal(one.matrix, other.matrix) and np.array_equal(one.centre, other.centre)
    with pytest.raises(ValueError, match="two scans"):
        projection.fit(rows[:1], labels[:1], 0.3)


def test_projecting_cells_projects_their_mean() -> None:
    rng = np.random.default_rng(4)
    rows, labels = _scans(rng)
    found = projection.fit(rows, labels, 0.3)
    cells = rng.normal(size=(3, 5, 6)).astype(np.float32)
    sight = Sight(embeddings=cells, attenuation=np.ones((3, 5), np.float32))
    (piece,) = found.pieces([Piece(box=(0, 0, 5, 3), sight=sight)])
    expected = (cells.mean((0, 1)) - found.centre) @ found.matrix
    assert np.allclose(piece.sight.embeddings.mean((0, 1)), expected, atol=1e-4)
    assert np.array_equal(piece.sight.attenuation, sight.attenuation)
