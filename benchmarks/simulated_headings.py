"""Heading trials with features that simulated scans have adapted, against the same features without.

Three settings: real scans enrolled and tried, as in `heading_trials`; a few real scans enrolled; and none,
the references of each heading being simulated. Adapted are frozen features by a projection, and the last
stages of the network by training.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.heading_trials import cost, equal_error_rate, split
from benchmarks.simulated_scans import Scan
from image_library.compare import Comparer, Enrolled
from image_library.summary import Summary, summarise
from model.detector import Piece
from training import projection

SHARES = (0.4, 0.5, 0.6, 0.7)
FEW = (0.15, 0.25)
IDENTITY = 0.3
"""Share of the identity in the covariance within simulated headings; that of the library's own."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Seen:
    heading: str
    time: str
    summary: Summary


Adapt = Callable[[Scan], Sequence[Piece]]


def frozen(scan: Scan) -> tuple[Piece, ...]:
    """The pieces as ImageNet features show them."""
    return tuple(kept.piece for kept in scan.kept)


def projected(simulated: Sequence[Scan], adapt: Adapt) -> Adapt:
    """Features of ``adapt`` under a projection fitted on the simulated scans."""
    loaded = [scan for scan in simulated if scan.heading]
    features = np.stack([summarise(adapt(scan)).whole for scan in loaded])
    found = projection.fit(features, [scan.heading or "" for scan in loaded], IDENTITY)
    return lambda scan: found.pieces(adapt(scan))


def enrolled_real(real: Sequence[Scan], adapt: Adapt, shares: Sequence[float]) -> dict[str, Any]:
    """Means over splits by time, both ways: the trials of `heading_trials`, without its store."""
    shots = [
        _Seen(heading=scan.heading, time=scan.time, summary=summarise(adapt(scan)))
        for scan in real
        if scan.heading
    ]
    results = [_trial(*split(shots, share, back)) for back in (False, True) for share in shares]
    tops, rates, costs = zip(*results, strict=True)
    return {
        "top1": _mean(tops),
        "eer": _mean(rates),
        "cllr": _mean(costs),
        "top1_of_splits": [round(top, 4) for top in tops],
        "eer_of_splits": [round(rate, 4) for rate in rates],
    }


def _trial(known: Sequence[_Seen], tried: Sequence[_Seen]) -> tuple[float, float, float]:
    """Rate of the declared heading first, equal error rate, cost of the ratios."""
    comparer = Comparer(
        [
            Enrolled(reference_id=f"{at:04d}", hs_code=seen.heading, summary=seen.summary)
            for at, seen in enumerate(known)
        ]
    )
    headings = comparer.headings
    scores = np.array([[comparer.fit(seen.summary, h).score for h in headings] for seen in tried])
    own = np.array([[seen.heading == heading for heading in headings] for seen in tried])
    right = float((scores.argmax(axis=1) == own.argmax(axis=1)).mean())
    return right, equal_error_rate(scores[own], scores[~own]), cost(scores[own], scores[~own])


def enrolled_simulated(simulated: Sequence[Scan], real: Sequence[Scan], adapt: Adapt) -> dict[str, Any]:
    """Every claim on each real scan, all references simulated, of the headings that the real ones have.

    ``aligned``: the same after the mean of the real features is moved onto that of the simulated
    ones, which needs real scans without labels, and tells how much of the gap is an offset.
    """
    tried = [(scan.heading, summarise(adapt(scan))) for scan in real if scan.heading]
    headings = sorted({heading for heading, _ in tried if heading})
    enrolled = [
        Enrolled(reference_id=scan.name, hs_code=scan.heading, summary=summarise(adapt(scan)))
        for scan in simulated
        if scan.heading in headings and scan.heading
    ]
    comparer = Comparer(enrolled)
    own = np.array([[heading == each for each in headings] for heading, _ in tried])
    offset = np.mean([e.summary.whole for e in enrolled], axis=0) - np.mean(
        [summary.whole for _, summary in tried], axis=0
    )
    plain = [summary.whole[None] for _, summary in tried]
    return {
        "headings": headings,
        "references": len(enrolled),
        "scans": len(tried),
        "chance_top1": round(1 / len(headings), 4),
        **_told(comparer, plain, headings, own),
        "aligned": _told(comparer, [each + offset for each in plain], headings, own),
    }


def _told(
    comparer: Comparer, features: Sequence[np.ndarray], headings: Sequence[str], own: np.ndarray
) -> dict[str, Any]:
    scores = np.array(
        [[comparer.fit(_summary(each), heading).score for heading in headings] for each in features]
    )
    right = scores.argmax(axis=1) == own.argmax(axis=1)
    return {
        "top1": round(float(right.mean()), 4),
        "balanced_top1": round(float(np.mean([right[own[:, at]].mean() for at in range(own.shape[1])])), 4),
        "eer": round(equal_error_rate(scores[own], scores[~own]), 4),
    }


def _summary(features: np.ndarray) -> Summary:
    return Summary(
        features=features.astype(np.float32),
        boxes=np.zeros((len(features), 4), np.float32),
        small=np.zeros(len(features), np.bool_),
        goods=1.0,
    )


def _mean(values: Sequence[Any]) -> float:
    return round(float(np.mean(values)), 4)
