"""What any network behind the service does: look at a crop, give embeddings and findings."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.card import ModelCard
from model.domain import Box, Finding


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """What the network saw in one crop: a container, or a whole picture where there is none.

    ``embeddings`` is float32 (rows, columns, channels), a grid of equal cells that covers the crop,
    not normalised; ``attenuation`` is float32 (rows, columns), the mean attenuation of each cell;
    the boxes of ``findings`` are in pixels of the crop.
    """

    embeddings: NDArray[np.float32]
    attenuation: NDArray[np.float32]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """One part of a picture that the network looked at; ``box`` is in pixels of the first view."""

    box: Box
    sight: Sight


class Detector(Protocol):
    """A network that looks at crops; safe to call from several threads."""

    @property
    def card(self) -> ModelCard:
        """What the network is."""
        ...

    def look(self, attenuation: NDArray[np.float32]) -> Sight:
        """Look at one crop.

        Parameters
        ----------
        attenuation
            float32 (height, width), ``-ln`` of the transmission, 0 for air.
        """
        ...
