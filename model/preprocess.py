"""From stored samples to attenuation: polarity, tone, margins, dead rows, dose and gain."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from model.domain import Polarity
from model.margins import Counts, dead_rows, margins
from model.polarity import polarity_of
from model.projection import project
from model.view import Samples, View

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

PENETRATION_LIMIT = 5e-4
"""Transmission below which nothing can be read: about 320 mm of steel at 9 MV."""

AIR = 0.07
"""Attenuation up to which a neighbourhood counts as air; the walls of a container give 0.09."""

SPREAD = 3.0
"""Median steps of dose from pulse to pulse by which the brightest level exceeds that of air."""

SKY = 0.9
"""Share of the columns that must show air at the top before dose is corrected by it."""

WHOLE = 0.9
"""Share of the rows of a column that must be air for it to measure the gain of the detector."""

COLUMN = 0.12
"""Mean attenuation up to which a column can be air; one through a container has 0.17 and more."""

UNEVEN = 6.0
"""Columns of air attenuate at most so many times as much as the faintest of them..."""

FAINT = 0.004
"""...and this much, through noise."""

JITTER = 0.2
"""Largest attenuation that dose from pulse to pulse or the gain of a detector may feign."""

HOT = 0.002
"""Share of the samples that may be hot pixels."""

NOISE = 0.03
"""Half width of the level of air, as a share of it."""

LEAST_AIR = 8
"""Columns of air needed to measure the gain of the detector rows."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Radiograph:
    """A picture in attenuation.

    Attributes
    ----------
    attenuation : ndarray
        ``(H, W)`` float32, ``-ln`` of transmission: 0 is air, larger is more material.
    polarity : {"transmission", "attenuation"}
        What larger stored samples meant.
    polarity_known : bool
        True when the file or the sender told it, or the picture leaves no doubt.
    valid : ndarray
        ``(H, W)`` bool, False in margins and dead rows, whose attenuation is filled in.
    unpenetrated : ndarray
        ``(H, W)`` bool, True where the beam did not get through.
    relative : bool
        True when the tone curve is unknown, so that attenuation has an unknown scale.
    notes : tuple of str
        What was assumed or repaired, in sentences.
    """

    attenuation: Floats
    polarity: Polarity
    polarity_known: bool
    valid: Mask
    unpenetrated: Mask
    relative: bool = False
    notes: tuple[str, ...] = ()


def radiograph(view: View) -> Radiograph:
    """Turn a view into attenuation.

    Transmission is samples over the air level, taken from the brightest well-filled level of the
    picture; stored attenuation is scaled so that air is 0. Dose jitter (columns) and detector gain
    (rows) are corrected where the picture shows air to measure them with.

    Parameters
    ----------
    view : View
        ``(H, W)`` uint8 or uint16 samples, or a CT volume, which is projected first.

    Returns
    -------
    Radiograph
        Arrays of the same height and width as the picture.
    """
    if view.samples.ndim == 3:
        view = project(view)
    counts = _unsigned(view.samples)
    notes: list[str] = []
    told = view.facts.polarity
    polarity, known = (told, True) if told else polarity_of(counts)
    top, bottom, left, right = margins(counts, bright=polarity == "attenuation")
    core = counts[top:bottom, left:right]
    if not known:
        notes.append("It is not certain whether bright is air or material in this picture.")
    dead = dead_rows(counts, top, bottom, left, right)
    live = np.delete(counts[top:bottom, left:right], dead - top, axis=0)[::2, ::2]
    table, opaque = _tone(live, polarity)
    attenuation = cv2.LUT(counts, table) if counts.dtype == np.uint8 else table[counts]
    attenuation = np.ascontiguousarray(attenuation, dtype=np.float32)
    valid = np.zeros(counts.shape, np.bool_)
    valid[top:bottom, left:right] = True
    if core.shape != counts.shape:
        notes.append("The picture has empty margins; they are left out.")
        _blank(attenuation, valid)
    if dead.size:
        notes.append(f"{dead.size} dead or stuck detector rows were filled in from their neighbours.")
        valid[dead] = False
        _bridge(attenuation, dead)
    _level(attenuation[top:bottom, left:right])
    np.maximum(attenuation, 0, out=attenuation)
    relative = counts.dtype == np.uint8 or view.colour is not None
    if relative:
        notes.append("The tone curve of the picture is unknown; attenuation is only relative.")
    return Radiograph(
        attenuation=attenuation,
        polarity=polarity,
        polarity_known=known,
        valid=valid,
        unpenetrated=(attenuation >= opaque) & valid,
        relative=relative,
        notes=tuple(notes),
    )


def _unsigned(samples: Samples) -> Counts:
    """Shift signed samples, so that the lowest is 0."""
    if samples.dtype == np.int16:
        return (samples.astype(np.int32) - int(samples.min(initial=0))).astype(np.uint16)
    return samples


def _tone(live: Counts, polarity: Polarity) -> tuple[Floats, float]:
    """Look-up table from sample to attenuation, and the attenuation from which nothing is seen."""
    depth = 256 if live.dtype == np.uint8 else 65536
    count = np.bincount(live.ravel(), minlength=depth)
    levels = np.arange(depth, dtype=np.float64)
    if polarity == "attenuation":
        levels = levels[::-1]
    air = max(1.0, _air_level(count if polarity == "transmission" else count[::-1]))
    limit = max(PENETRATION_LIMIT, 0.75 / air)
    table = -np.log(np.maximum(levels, 0.5) / air)
    return table.astype(np.float32), -math.log(limit)


def _air_level(count: NDArray[np.intp]) -> float:
    """Level of air: the middle of the brightest samples, single hot ones left out."""
    share = np.cumsum(count) / max(1, int(count.sum()))
    brightest = int(np.searchsorted(share, 1 - HOT))
    least = round(brightest * (1 - NOISE))
    middle = (share[max(0, least - 1)] + share[-1]) / 2
    return float(np.searchsorted(share, middle))


def _blank(attenuation: Floats, valid: Mask) -> None:
    """Fill margins with air."""
    attenuation[~valid] = 0.0


def _bridge(attenuation: Floats, dead: NDArray[np.intp]) -> None:
    """Fill each dead row from the nearest live rows above and below."""
    height = attenuation.shape[0]
    alive = np.setdiff1d(np.arange(height), dead)
    if not alive.size:
        return
    for row in dead:
        at = int(np.searchsorted(alive, row))
        above, below = alive[max(0, at - 1)], alive[min(alive.size - 1, at)]
        weight = 0.5 if above == below else (row - above) / (below - above)
        attenuation[row] = (1 - weight) * attenuation[above] + weight * attenuation[below]


def _level(core: Floats) -> None:
    """Remove dose jitter (per column) and gain (per row) where air shows them; in place.

    Scanners that alternate two energies leave even and odd columns with gains of their own.
    """
    height = core.shape[0]
    columns = np.median(core[: max(4, height // 50)], axis=0)
    sky = _around_air(columns)
    if sky.mean() < SKY:
        return
    core -= np.where(sky, columns, np.float32(0))[None, :]
    for parity in (0, 1):
        half = core[:, parity::2]
        air = _air_columns(half)
        if air.size >= LEAST_AIR:
            rows = np.median(half[:, air[:: max(1, air.size // 64)]], axis=1)
            half -= np.where(np.abs(rows) < JITTER, rows, np.float32(0))[:, None]


def _air_columns(core: Floats) -> NDArray[np.intp]:
    """Columns that are air from top to bottom: faint all along, and the faintest of the picture."""
    sparse = core[:: max(1, core.shape[0] // 64)]
    mean = np.abs(sparse).mean(axis=0)
    least = float(mean.min(initial=JITTER))
    faint = (sparse < JITTER).mean(axis=0) > WHOLE
    return (
        np.flatnonzero(faint & (mean <= UNEVEN * least + FAINT)) if least < COLUMN else np.empty(0, np.intp)
    )


def _around_air(level: Floats) -> Mask:
    """Where the neighbourhood is air, and the place itself no more off than jitter explains."""
    window = min(31, (level.size - 1) // 2 * 2 + 1)
    padded = np.pad(level, window // 2, mode="edge")
    around = np.median(np.lib.stride_tricks.sliding_window_view(padded, window), axis=1)
    jitter = float(np.median(np.abs(np.diff(level)))) if level.size > 1 else 0.0
    slack = AIR + SPREAD * jitter
    return (np.abs(around) < slack) & (np.abs(level - around) < JITTER)
