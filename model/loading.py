"""Loaded or empty, and how much of the container the goods fill.

The question is put to the physics and not to a trained network: two side walls of sheet steel take a little
of the beam, evenly; goods take more. The excess over the wall inside the container, averaged over its inner
area, is proportional to the mass per area as long as the beam gets through. An empty container leaves only
posts, seams and the shadow of the roof; the lightest loads leave several times as much.
"""

from dataclasses import dataclass
from math import exp, log

import cv2
import numpy as np
from numpy.typing import NDArray

from model.interior import interior

_STRUCTURE = 0.10
"""Excess that walls show themselves: corrugation, seams, the shadow of the roof."""

_GOODS = 0.20
_DENSE = 2.0
_EVEN_ODDS = 0.035
_SLOPE = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """Whether a container holds goods.

    Attributes
    ----------
    loaded : float
        Probability, 0 to 1, that there are goods.
    fill : float
        Share of the inner area, 0 to 1, that goods cover.
    mask : ndarray of bool, shape (h, w)
        Pixels where goods are.
    burden : float
        Mean attenuation of goods over the inner area, each place counted up to 2.
    """

    loaded: float
    fill: float
    mask: NDArray[np.bool_]
    burden: float


def loading(
    attenuation: NDArray[np.float32],
    valid: NDArray[np.bool_] | None = None,
    unpenetrated: NDArray[np.bool_] | None = None,
) -> Loading:
    """Judge one container.

    Parameters
    ----------
    attenuation : ndarray of float32, shape (h, w)
        Crop of one container; ``-ln`` of transmission, 0 is air.
    valid : ndarray of bool, shape (h, w), optional
        False in margins and dead rows.
    unpenetrated : ndarray of bool, shape (h, w), optional
        True where the beam did not get through.

    Notes
    -----
    The probability is logistic in the logarithm of the burden. Its two constants are set by hand: even odds
    at a burden that a hand's breadth of light goods over a tenth of the container would give. Pallets,
    dunnage and lashing gear alone stay below even odds, and so does a load lower than the floor line.
    """
    height, width = attenuation.shape
    if attenuation.size == 0:
        return Loading(loaded=0.0, fill=0.0, mask=np.zeros((height, width), np.bool_), burden=0.0)
    inside = interior(attenuation, valid, unpenetrated)
    area = int(inside.inner.sum())
    if area == 0:
        return Loading(loaded=0.5, fill=0.0, mask=np.zeros((height, width), np.bool_), burden=0.0)
    goods = np.clip(inside.excess - _STRUCTURE, 0.0, _DENSE)
    burden = float(goods[inside.inner].mean())
    covered = inside.inner & (inside.excess > _GOODS)
    mask = cv2.resize(covered.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    return Loading(
        loaded=_probability(burden),
        fill=float(covered.sum()) / area,
        mask=mask.astype(np.bool_),
        burden=burden,
    )


def _probability(burden: float) -> float:
    return 1.0 / (1.0 + exp(-_SLOPE * log(max(burden, 1e-6) / _EVEN_ODDS)))
