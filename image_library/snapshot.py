"""The library as it was at one time: what a scan is compared with, and what that came from."""

import hashlib
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from image_library import judging, nomenclature
from image_library.compare import Comparer, Enrolled, scale_of
from image_library.index import ExactIndex
from image_library.judging import Comparison, Known
from image_library.summary import Summary, summarise
from model.detector import Piece
from model.domain import GoodsLine, Neighbour, Reference

SHOWN = 5
"""References named with a line."""


class Snapshot:
    """References that do not change any more; the comparer is fitted when first needed.

    Lines, calibration and version of one judgement must come from one snapshot, or they would speak of
    different libraries when a reference is enrolled in between. Safe to use from several threads.

    Parameters
    ----------
    references
        Those that the current model has embedded.
    summaries
        What each of them came to, by id.
    waiting
        Those that the current model has not embedded.
    """

    def __init__(
        self,
        references: tuple[Reference, ...],
        summaries: dict[str, Summary],
        waiting: tuple[Reference, ...],
    ) -> None:
        self.summaries = summaries
        self.version = _version((*references, *waiting))
        """A short id of what the library held: the same references give the same id."""
        self._references = {r.reference_id: r for r in references}
        self._waiting = frozenset(r.hs_code for r in waiting)
        self._lock = threading.Lock()
        self._comparer: Comparer | None = None
        self._index = ExactIndex()
        if references:
            self._centre, self._spread = scale_of(list(summaries.values()))
            vectors = np.stack([self._vector(summaries[r.reference_id]) for r in references])
            self._index.add(list(self._references), [r.hs_code for r in references], vectors)

    def judge(self, pieces: Sequence[Piece], items: Sequence[GoodsLine]) -> Comparison:
        """Compare what was seen with each declared line; unknown codes are answered, never refused."""
        if not pieces or not items:
            return Comparison()
        return judging.judge(self._known(), summarise(pieces), items)

    def nearest(
        self, pieces: Sequence[Piece], k: int = 10, hs_code: str | None = None
    ) -> tuple[Neighbour, ...]:
        """Return the references nearest to what was seen, best first, of codes that begin so."""
        if not pieces:
            return ()
        prefix = nomenclature.normalise(hs_code) if hs_code else ""
        return self._nearest(summarise(pieces), k, prefix)

    def calibration(self) -> dict[str, Any]:
        """Return what line scores are calibrated on: numbers of trials, references and headings."""
        comparer = self._fitted()
        trials = comparer.calibration if comparer else None
        return {
            "method": "logistic on trials among the references, neighbours left out together",
            "references": len(self._references),
            "headings": len({r.hs_code[:4] for r in self._references.values()}),
            "genuine_trials": trials.genuine if trials else 0,
            "impostor_trials": trials.impostor if trials else 0,
        }

    def _nearest(self, summary: Summary, k: int, prefix: str) -> tuple[Neighbour, ...]:
        if not self._references:
            return ()
        hits = self._index.nearest(self._vector(summary), k, prefix)
        return tuple(Neighbour(reference=self._references[h.key], similarity=h.similarity) for h in hits)

    def _known(self) -> Known:
        return Known(
            comparer=self._fitted(),
            codes=frozenset(r.hs_code for r in self._references.values()),
            waiting=self._waiting,
            nearest=lambda summary, prefix: tuple(
                n.reference.reference_id for n in self._nearest(summary, SHOWN, prefix)
            ),
        )

    def _fitted(self) -> Comparer | None:
        with self._lock:
            if self._comparer is None and len({r.hs_code[:4] for r in self._references.values()}) > 1:
                self._comparer = Comparer(
                    [
                        Enrolled(reference_id=key, hs_code=r.hs_code, summary=self.summaries[key])
                        for key, r in self._references.items()
                    ]
                )
            return self._comparer

    def _vector(self, summary: Summary) -> np.ndarray:
        return ((summary.whole - self._centre) / self._spread).astype(np.float32)


def _version(references: Sequence[Reference]) -> str:
    text = "\n".join(sorted(f"{r.reference_id} {r.hs_code} {r.model}" for r in references))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
