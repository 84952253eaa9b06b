"""Goods drawn for tests: attenuation of containers with textures unlike each other."""

import cv2
import numpy as np

from model.detector import Piece, Sight
from model.ort import OrtDetector

KINDS = {"070190": "sacks", "850811": "cartons", "720449": "scrap"}


def draw(kind: str, seed: int) -> np.ndarray:
    """Return float32 (160, 400) attenuation of a container with goods of a kind."""
    rng = np.random.default_rng(seed)
    picture = np.full((160, 400), 0.15, np.float32)
    top = int(rng.integers(30, 50))
    load = {"sacks": _sacks, "cartons": _cartons, "scrap": _scrap}[kind](rng, 150 - top, 380)
    picture[top:150, 10:390] += load
    return cv2.GaussianBlur(picture, (3, 3), 0) + rng.normal(0, 0.02, picture.shape).astype(np.float32)


def piece(detector: OrtDetector, picture: np.ndarray) -> Piece:
    """Return what the network sees in a drawn container."""
    height, width = picture.shape
    return Piece(box=(0.0, 0.0, float(width), float(height)), sight=detector.look(picture))


def plain_piece(embeddings: np.ndarray, attenuation: float = 2.0) -> Piece:
    """Return a piece with these embeddings (rows, columns, channels) and goods everywhere."""
    rows, columns = embeddings.shape[:2]
    sight = Sight(
        embeddings=embeddings.astype(np.float32),
        attenuation=np.full((rows, columns), attenuation, np.float32),
    )
    return Piece(box=(0.0, 0.0, 32.0 * columns, 32.0 * rows), sight=sight)


def _sacks(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    load = np.zeros((height, width), np.float32)
    radius = int(rng.integers(17, 22))
    for x in range(radius, width, 2 * radius):
        cv2.ellipse(load, (x, height // 2 + 8), (radius, height // 2), 0, 0, 360, 2.5, -1)
    return load


def _cartons(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    load = np.full((height, width), 1.2, np.float32)
    step, phase = int(rng.integers(14, 18)), int(rng.integers(0, 8))
    load[phase::step], load[:, phase::step] = 0.5, 0.5
    return load


def _scrap(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    load = np.full((height, width), 1.5, np.float32)
    for _ in range(120):
        a, b = rng.integers(0, (width, height), (2, 2))
        cv2.line(
            load, tuple(map(int, a)), tuple(map(int, b)), float(rng.uniform(3, 6)), int(rng.integers(1, 5))
        )
    return load
