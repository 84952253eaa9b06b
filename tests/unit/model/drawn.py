"""Pictures of trucks drawn by attenuation, for the tests of preprocessing and container finding."""

import numpy as np
from numpy.typing import NDArray

from model.domain import Polarity, ViewFacts
from model.view import View

HEIGHT, WIDTH = 400, 1200
FORTY = ((150, 40, 1050, 330),)
TWENTIES = ((120, 44, 560, 330), (580, 40, 1020, 330))


def truck(boxes: tuple[tuple[int, int, int, int], ...] = FORTY, cargo: float = 1.2) -> NDArray[np.float64]:
    """Attenuation of containers on a chassis: walls, roof, posts, floor, frame, wheels."""
    picture = np.zeros((HEIGHT, WIDTH))
    for x0, y0, x1, y1 in boxes:
        picture[y0:y1, x0:x1] += 0.12
        picture[y0 : y0 + 6, x0:x1] += 0.2
        picture[y1 - 34 : y1, x0:x1] += 0.55
        picture[y1 - 34 : y1, x0:x1:20] += 0.6
        for post in (slice(x0, x0 + 10), slice(x1 - 10, x1)):
            picture[y0:y1, post] += 1.4
        middle = (x0 + x1) // 2
        picture[y0 + 110 : y1 - 34, x0 + 30 : middle] += cargo
    left, right = boxes[0][0] - 60, boxes[-1][2] + 30
    picture[330:365, left:right] += 0.35
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    for x in (left + 40, right - 150, right - 60):
        picture += 1.5 * ((rows - 390) ** 2 + (columns - x) ** 2 < 35**2)
    return picture


def samples(attenuation: NDArray[np.float64], bits: int = 16, seed: int = 1) -> NDArray[np.uint8 | np.uint16]:
    """Counts of a scanner: Poisson noise, air at nine tenths of the range."""
    quanta = np.random.default_rng(seed).poisson(np.exp(-attenuation) * 50_000) / 50_000
    dtype = np.uint8 if bits == 8 else np.uint16
    return np.clip(np.rint(quanta * 0.9 * np.iinfo(dtype).max), 0, np.iinfo(dtype).max).astype(dtype)


def view(pixels: NDArray[np.uint8 | np.uint16], polarity: Polarity | None = None) -> View:
    """A view as a reader hands it on."""
    height, width = pixels.shape[-2:]
    bits = 8 * pixels.dtype.itemsize
    facts = ViewFacts(file="a", format="png", width=width, height=height, bits=bits, polarity=polarity)
    return View(facts=facts, samples=pixels)
