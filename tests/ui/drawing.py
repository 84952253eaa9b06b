"""Small 16-bit radiographs of a truck with a container, drawn for tests."""

import cv2
import numpy as np

WIDTH, HEIGHT = 1600, 480


def truck(seed: int) -> np.ndarray:
    """Draw cartons in a container on a chassis: uint16 (480, 1600), transmission, bright = air."""
    chance = np.random.default_rng(seed)
    attenuation = np.zeros((HEIGHT, WIDTH), np.float32)
    box = attenuation[70:350, 280:1380]
    box += 0.25
    box[:, ::14] += 0.1
    for edge in (box[:6], box[-10:], box[:, :9], box[:, -9:]):
        edge += 1.0
    for x in range(30, 1040, 75):
        for y in range(40, 250, 48):
            if chance.random() < 0.9:
                box[y : y + 44, x : x + 68] += 1.2 + 0.4 * chance.random()
    box[150:200, 620:690] += 3.0
    attenuation[360:380, 140:1420] += 1.6
    attenuation[170:380, 90:230] += 0.9
    for x in (170, 230, 1180, 1240, 1300):
        cv2.circle(attenuation, (x, 400), 30, 1.5, -1)
    counts = 60000 * np.exp(-attenuation)
    counts += 1.5 * np.sqrt(np.maximum(counts, 1)) * chance.standard_normal(counts.shape)
    return np.clip(counts, 0, 65535).astype(np.uint16)


def png(samples: np.ndarray) -> bytes:
    """Encode as a 16-bit PNG."""
    done, encoded = cv2.imencode(".png", samples)
    assert done
    return encoded.tobytes()
