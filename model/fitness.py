"""Whether a picture can be judged, and why not, in words for an officer."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.domain import Box, Fitness
from model.preprocess import Mask, Radiograph

SMALLEST = 64
"""Least height and width in pixels: a container of 2.6 m is then seen at 40 mm a pixel."""

MEASURED = 0.2
"""Least share of the picture that must hold measurements."""

FLAT = 0.05
"""Range of attenuation under which a picture is blank: less than the walls of a container."""

EDGELESS = 0.02
"""Step of attenuation from row to row that the sharpest places of any real scan exceed."""

HALF_TONES = 0.01
"""Least share of the picture that must be neither air nor black: transmission 0.03 to 0.97."""

CORRELATION = 0.35
"""Least correlation between neighbouring pixels; real scans have more than 0.55, noise none."""

OPAQUE = 0.8
"""Share of the cargo that may stay dark before nothing can be said of it."""

CARGO = 0.5
"""Attenuation from which something counts as cargo rather than as wall."""


def judge(
    radiograph: Radiograph, boxes: Sequence[tuple[Box, float]], *, needs_container: bool = True
) -> Fitness:
    """Say whether a picture is fit to be judged.

    Parameters
    ----------
    radiograph : Radiograph
        The picture in attenuation.
    boxes : sequence of (Box, float)
        The containers that were found, with scores.
    needs_container : bool
        False for bags and CT, which show no container.

    Returns
    -------
    Fitness
        With one sentence for each reason why it is not fit, and the share of the cargo (in the
        containers, or in the whole picture where none is needed) that was not penetrated.
    """
    reason = _defect(radiograph)
    if reason:
        return Fitness(fit=False, reasons=(reason,))
    if needs_container and not boxes:
        return Fitness(fit=False, reasons=("No container was found in the picture.",))
    dark = _unpenetrated(radiograph, [box for box, _ in boxes])
    if dark > OPAQUE:
        said = f"The beam did not get through {dark:.0%} of the cargo."
        return Fitness(fit=False, reasons=(said,), unpenetrated=dark)
    return Fitness(fit=True, unpenetrated=dark)


def _defect(radiograph: Radiograph) -> str | None:
    """Say what makes a picture useless whatever it shows, or None."""
    height, width = radiograph.attenuation.shape
    if height < SMALLEST or width < SMALLEST:
        return f"The picture is too small to be judged: {width} by {height} pixels."
    rows, columns = np.flatnonzero(radiograph.valid.any(1)), np.flatnonzero(radiograph.valid.any(0))
    if not rows.size or rows.size * columns.size < MEASURED * height * width:
        return "Most of the picture is empty margin."
    core = radiograph.attenuation[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    sparse = core[::4, ::4]
    low, high = np.percentile(sparse, (0.5, 99.5))
    if high - low < FLAT:
        return "The picture is blank."
    if _half_tones(sparse) < HALF_TONES:
        return "The picture is clipped to black and white."
    steps = np.abs(np.diff(core[:, ::4], axis=0))
    if float(np.percentile(steps[:, ::2], 99.5)) < EDGELESS:
        return "The picture shows no edges, only a smooth change of brightness."
    if _correlation(core) < CORRELATION:
        return "The picture is noise."
    return None


def _half_tones(sparse: NDArray[np.float32]) -> float:
    """Share of the picture between air and black."""
    seen = np.exp(-sparse)
    return float(((seen > 0.03) & (seen < 0.97)).mean())


def _correlation(core: NDArray[np.float32]) -> float:
    """Correlation of pixels with their neighbours, the lesser of both directions."""
    beside = np.corrcoef(core[::4, :-1:4].ravel(), core[::4, 1::4].ravel())[0, 1]
    below = np.corrcoef(core[:-1:4, ::4].ravel(), core[1::4, ::4].ravel())[0, 1]
    return float(min(beside, below))


def _unpenetrated(radiograph: Radiograph, boxes: list[Box]) -> float:
    """Share of the cargo that the beam did not get through."""
    inside: Mask = np.ones(radiograph.valid.shape, np.bool_)
    if boxes:
        inside = np.zeros_like(inside)
        for x0, y0, x1, y1 in boxes:
            inside[int(y0) : int(y1), int(x0) : int(x1)] = True
    cargo = inside & radiograph.valid & (radiograph.attenuation > CARGO)
    return float((radiograph.unpenetrated & cargo).sum() / max(1, int(cargo.sum())))
