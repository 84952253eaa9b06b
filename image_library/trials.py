"""Genuine and impostor trials among the references, neighbours left out together.

References enrolled together are often sister containers of one shipment; leaving out one at a time would
flatter. So each heading is laid out along its own main axis of variation and cut into stretches, and a whole
stretch is left out at a time: what is tried is always unlike what stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from image_library.discriminant import Discriminant, Floats, Labels, fit

FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fold:
    """References tried under a model that knew neither them nor their neighbours.

    ``headings`` are the numbers of the headings that the model knew, in the order of its means.
    """

    references: Labels
    model: Discriminant
    headings: Labels


def folds(features: NDArray[np.floating], labels: Labels, centre: Floats, spread: Floats) -> Iterator[Fold]:
    """Fit a model for each fold and yield it with the references that it left out."""
    places = fold_of((features - centre) / spread, labels)
    for place in range(int(places.max(initial=-1)) + 1):
        kept, left = np.flatnonzero(places != place), np.flatnonzero(places == place)
        known, dense = np.unique(labels[kept], return_inverse=True)
        if len(known) > 1 and len(left):
            model = fit(features[kept], dense.astype(np.intp), centre, spread)
            yield Fold(references=left, model=model, headings=known)


def fold_of(standard: Floats, labels: Labels) -> Labels:
    """Return the fold of each reference: stretches along the main axis of its heading."""
    places = np.zeros(len(labels), np.intp)
    for heading in np.unique(labels):
        members = np.flatnonzero(labels == heading)
        if len(members) == 1:
            places[members] = int(heading) % FOLDS
            continue
        order = members[np.argsort(_along_main_axis(standard[members]), kind="stable")]
        places[order] = np.arange(len(order)) * min(FOLDS, len(order)) // len(order)
    return places


def _along_main_axis(standard: Floats) -> Floats:
    shifted = standard - standard.mean(axis=0)
    _, vectors = np.linalg.eigh(shifted @ shifted.T)
    along = vectors[:, -1]
    return along if along[np.argmax(np.abs(along))] > 0 else -along
