"""Whether a picture can be judged, and why not."""

from collections.abc import Sequence

import numpy as np

from model.domain import Box, Fitness
from model.preprocess import Radiograph

OPAQUE = 0.9
"""Share of the cargo that may stay dark before nothing can be said of it."""


def judge(
    radiograph: Radiograph, boxes: Sequence[tuple[Box, float]], needs_container: bool = True
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
        With one sentence for each reason why it is not fit.
    """
    reasons: list[str] = []
    if float(np.ptp(radiograph.attenuation)) < 0.05:
        reasons.append("The picture is blank.")
    elif needs_container and not boxes:
        reasons.append("No container was found in the picture.")
    cargo = (radiograph.attenuation > 0.3) & radiograph.valid
    unpenetrated = float(radiograph.unpenetrated.sum()) / max(1, int(cargo.sum()))
    if unpenetrated > OPAQUE:
        reasons.append("The beam did not get through most of the cargo.")
    return Fitness(fit=not reasons, reasons=tuple(reasons), unpenetrated=min(1.0, unpenetrated))
