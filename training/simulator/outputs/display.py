"""Pictures for the eye, of 8 bits, as archives hold them: each maker has a look of its own."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.outputs.place import Place

Counts = NDArray[np.uint16]
Float = NDArray[np.float32]
Picture = NDArray[np.uint8]
Tone = Literal["linear", "root", "logarithm", "equalised"]
_TONES: tuple[Tone, ...] = ("linear", "root", "logarithm", "equalised")
_TONE_SHARES = (0.55, 0.2, 0.15, 0.1)
_RED = (0, 0, 255)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a site shows its scans.

    ``white`` is the transmission that becomes white, ``deepest`` the one that becomes black on a
    logarithmic scale; ``inverted``: air is dark. ``height`` in pixels, ``stretch`` the scale along x
    over that along y. ``margin`` is the share of scans with black columns where the beam was off,
    ``strip`` whether a line of text stands below, ``marked`` the share of scans with an officer's
    frame and note, ``sharpened`` the weight of the edges that are added.
    """

    tone: Tone
    white: float = 1.0
    deepest: float = 1e-4
    inverted: bool = False
    height: int = 799
    stretch: float = 1.0
    margin: float = 0.0
    strip: bool = False
    marked: float = 0.0
    sharpened: float = 0.0
    quality: int = 90


def style_of(serial: int) -> Style:
    """The look of the pictures of a machine, always the same; that of machine 0 is plain."""
    if not serial:
        return Style(tone="linear", white=0.97)
    rng = np.random.default_rng([serial, 799])
    sharpened = float(rng.uniform(0.2, 0.8)) if rng.random() < 0.2 else 0.0
    return Style(
        tone=_TONES[int(rng.choice(len(_TONES), p=_TONE_SHARES))],
        white=float(rng.uniform(0.95, 1.1)),
        deepest=float(10 ** rng.uniform(-4.3, -2.8)),
        inverted=bool(rng.random() < 0.12),
        height=int(rng.integers(560, 1000)) if rng.random() < 0.5 else 799,
        stretch=float(rng.uniform(0.45, 1.15)),
        margin=float(rng.uniform(0.1, 0.6)) if rng.random() < 0.35 else 0.0,
        strip=bool(rng.random() < 0.2),
        marked=0.08 if rng.random() < 0.2 else 0.0,
        sharpened=sharpened,
        quality=int(rng.integers(75, 96)),
    )


def render(samples: Counts, air_level: int, style: Style, name: str, rng: Generator) -> tuple[Picture, Place]:
    """Show calibrated transmission in a style.

    Parameters
    ----------
    samples
        uint16 (rows, columns), air at ``air_level``.
    name
        What a line of text begins with.

    Returns
    -------
    uint8 (height, width, 3), grey stored as colour but for marks, and where the picture lies in it.
    """
    scale = style.height / samples.shape[0]
    size = (round(samples.shape[1] * scale * style.stretch), style.height)
    grey = _tones(samples, air_level, style)[samples]
    shrunk = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    if style.sharpened:
        soft = cv2.GaussianBlur(shrunk, (0, 0), 1.2)
        shrunk = cv2.addWeighted(shrunk, 1 + style.sharpened, soft, -style.sharpened, 0)
    left, right = _margins(size[0], style, rng)
    below = 24 if style.strip else 0
    framed = cv2.copyMakeBorder(shrunk, 0, below, left, right, cv2.BORDER_CONSTANT, value=(0,))
    picture = cv2.cvtColor(framed, cv2.COLOR_GRAY2BGR).astype(np.uint8, copy=False)
    if style.strip:
        _write(picture, f"{name}  {size[0]} x {size[1]}  {style.tone}", style.height)
    if rng.random() < style.marked:
        _mark(picture, (left, size[0]), style.height, rng)
    place = Place(scale=(size[0] / samples.shape[1], size[1] / samples.shape[0]), corner=(left, 0))
    return picture, place


def _tones(samples: Counts, air_level: int, style: Style) -> Picture:
    """The grey of each of 65,536 samples, uint8."""
    transmission = np.arange(65_536, dtype=np.float32) / np.float32(air_level * style.white)
    if style.tone == "linear":
        grey = transmission
    elif style.tone == "root":
        grey = np.sqrt(transmission)
    elif style.tone == "logarithm":
        grey = 1 - np.log(np.maximum(transmission, style.deepest)) / np.log(style.deepest)
    else:
        grey = _equalised(samples, transmission, style.deepest)
    levels = (np.clip(grey, 0, 1) * 255).astype(np.uint8)
    return 255 - levels if style.inverted else levels


def _equalised(samples: Counts, transmission: Float, deepest: float) -> Float:
    """Grey of each of 65,536 samples such that the greys of a picture are about equally frequent.

    Equalised over bins of the logarithm, of which none counts more than thrice the mean: air would
    take most of the greys for its noise (S. M. Pizer and others, Comput. Vis. Graph. Image Process.
    39, 355, 1987).
    """
    depth = np.log(np.clip(transmission, deepest, 1)) / np.log(deepest)
    place = (1 - depth) * 255
    count = np.bincount(place.astype(np.intp)[samples[::4, ::4].ravel()], minlength=256)
    kept = np.minimum(count, 3 * count.mean()) + 0.1 * count.mean()
    rising = np.concatenate([[0.0], np.cumsum(kept)[:-1]])
    return np.interp(place, np.arange(256), rising / rising[-1]).astype(np.float32)


def _margins(width: int, style: Style, rng: Generator) -> tuple[int, int]:
    """Columns without beam to the left and to the right."""
    if rng.random() >= style.margin:
        return 0, 0
    return int(rng.integers(2, 1 + width // 6)), int(rng.integers(0, 1 + width // 8))


def _write(picture: Picture, text: str, top: int) -> None:
    cv2.putText(picture, text, (6, top + 17), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (235, 235, 235), 1)


def _mark(picture: Picture, across: tuple[int, int], height: int, rng: Generator) -> None:
    """An officer's frame in red about a part of the picture, and a note on it, in place."""
    left = across[0] + int(across[1] * rng.uniform(0.1, 0.5))
    top = int(height * rng.uniform(0.25, 0.5))
    right = left + int(across[1] * rng.uniform(0.1, 0.4))
    bottom = top + int(height * rng.uniform(0.15, 0.4))
    cv2.rectangle(picture, (left, top), (right, bottom), _RED, 2)
    note = ("HIGH DENSITY", "CHECK", "SEE REPORT")[int(rng.integers(3))]
    (width, tall), _ = cv2.getTextSize(note, cv2.FONT_HERSHEY_SIMPLEX, 0.45, 1)
    cv2.rectangle(picture, (left, top - tall - 8), (left + width + 6, top), (255, 255, 255), -1)
    cv2.putText(picture, note, (left + 3, top - 5), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1)
