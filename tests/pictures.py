"""Small pictures for tests: drawn, not simulated; a truck seen from the side, in 16 bits."""

import cv2
import numpy as np
from numpy.typing import NDArray

CONTAINER = (97.0, 57.0, 803.0, 259.0)
"""Where the container of ``truck_samples`` is, roughly."""


def truck_samples(seed: int = 0, goods: float = 1.0) -> NDArray[np.uint16]:
    """Return uint16 (300, 900), bright for air: a container on a truck, its goods of some attenuation."""
    random = np.random.default_rng(seed)
    attenuation = np.zeros((300, 900), np.float32)
    for rows, columns, value in (
        (slice(60, 66), slice(100, 800), 1.2),
        (slice(230, 240), slice(100, 800), 1.5),
        (slice(60, 240), slice(100, 106), 1.2),
        (slice(60, 240), slice(794, 800), 1.2),
        (slice(66, 230), slice(106, 794), 0.12),
        (slice(240, 256), slice(80, 820), 2.5),
    ):
        attenuation[rows, columns] = value
    wave = np.sin(np.arange(550) / (6 + seed % 5))
    attenuation[120:230, 150:700] += goods * (1.0 + 0.3 * wave)[None, :]
    for x in (150, 220, 640, 710):
        cv2.circle(attenuation, (x, 270), 18, 3.0, -1)
    noise = 1 + 0.01 * random.standard_normal(attenuation.shape)
    return np.clip(np.exp(-attenuation) * noise * 60000, 0, 65535).astype(np.uint16)


def png(samples: NDArray[np.generic]) -> bytes:
    """Return a picture as PNG of its depth."""
    done, data = cv2.imencode(".png", samples)
    assert done
    return data.tobytes()


def truck(seed: int = 0, goods: float = 1.0) -> bytes:
    """Return ``truck_samples`` as a PNG of 16 bits."""
    return png(truck_samples(seed, goods))
