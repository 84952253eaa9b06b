"""Verdicts on declared lines: what a comparison says, in words and with its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from image_library import nomenclature
from image_library.compare import Comparer, Fit
from image_library.summary import Summary
from model.domain import Evidence, GoodsLine, LineAssessment
from model.errors import InvalidInput, UnknownCode

Nearest = Callable[[Summary, str], tuple[str, ...]]
"""Ids of the references nearest to a scan among codes with a prefix, best first."""

UNEXPLAINED_WEIGHT = 1.0
"""Log-odds of an unexplained region; set by hand: few genuine loads show one, most others do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the library says of a scan and its declared lines.

    ``evidence`` tells of a region that no line explains, with its best log-likelihood ratio. Where a
    line could not be compared nothing is called unexplained.
    """

    lines: tuple[LineAssessment, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What the library has to compare with; ``waiting`` are codes of references under another model."""

    comparer: Comparer | None
    codes: frozenset[str]
    waiting: frozenset[str]
    nearest: Nearest


def judge(known: Known, summary: Summary, items: Sequence[GoodsLine]) -> Comparison:
    """Judge declared lines; a line that cannot be compared gets a verdict without score and the reason."""
    fits: dict[int, Fit] = {}
    codes = {at: _code(item) for at, item in enumerate(items)}
    several = len({code[:4] for code in codes.values() if code}) > 1 or not all(codes.values())
    lines: list[LineAssessment] = []
    for at, item in enumerate(items):
        silent = _silent(known, summary, item, codes[at])
        if silent or known.comparer is None:
            lines.append(silent or _line(item, "cannot-say", "there is nothing to compare with"))
            continue
        fits[at] = known.comparer.fit(summary, codes[at], partial=several)
        lines.append(_compared(known, summary, item, codes[at], fits[at], alone=not several))
    if known.comparer is None or len(fits) < len(items) or not fits:
        return Comparison(lines=tuple(lines))
    return _explained(known.comparer, summary, tuple(lines), list(fits.values()))


def _code(item: GoodsLine) -> str:
    """Return the digits of a declared code that the nomenclature knows, at least a heading, else nothing."""
    try:
        nomenclature.lookup(item.hs_code)
    except (UnknownCode, InvalidInput):
        return ""
    digits = nomenclature.normalise(item.hs_code)
    return digits if len(digits) >= 4 else ""


def _silent(known: Known, summary: Summary, item: GoodsLine, code: str) -> LineAssessment | None:
    """Return the answer for a line that cannot be compared, or nothing."""
    heading = code[:4]
    if not code:
        return _line(
            item, "cannot-say", f"HS {nomenclature.EDITION} has no heading or subheading {item.hs_code!r}"
        )
    if not any(known_code.startswith(heading) for known_code in known.codes):
        if any(waiting.startswith(heading) for waiting in known.waiting):
            return _line(item, "cannot-say", f"the references of {heading} wait for the current model")
        return _line(item, "no-reference", f"the library has no reference of heading {heading}")
    if summary.empty:
        return _line(item, "cannot-say", "the picture shows no goods to compare")
    if known.comparer is None:
        return _line(item, "cannot-say", "the library holds one heading only; a comparison needs others")
    if not known.comparer.calibration.useful:
        return _line(
            item, "cannot-say", "the scores of the library's own trials do not tell its headings apart"
        )
    return None


def _line(item: GoodsLine, verdict: str, reason: str) -> LineAssessment:
    if verdict == "no-reference":
        return LineAssessment(line=item.line, hs_code=item.hs_code, verdict="no-reference", reason=reason)
    return LineAssessment(line=item.line, hs_code=item.hs_code, verdict="cannot-say", reason=reason)


def _compared(
    known: Known, summary: Summary, item: GoodsLine, code: str, fit: Fit, *, alone: bool
) -> LineAssessment:
    assert known.comparer is not None
    worst = known.comparer.worst_window(summary, [fit]) if alone else None
    exact = (
        code[:6] if len(code) > 4 and code[:6] in {known_code[:6] for known_code in known.codes} else code[:4]
    )
    relation = "more like" if fit.score >= 0 else "less like"
    count = len(fit.members)
    references = f"the {count} references" if count > 1 else "the one reference"
    reason = f"the goods look {relation} {references} of {exact} than like other headings"
    return LineAssessment(
        line=item.line,
        hs_code=item.hs_code,
        verdict="consistent" if fit.score >= 0 else "inconsistent",
        score=fit.score,
        references=known.nearest(summary, exact),
        region=worst[0] if worst else None,
        reason=reason,
    )


def _explained(
    comparer: Comparer, summary: Summary, lines: tuple[LineAssessment, ...], fits: Sequence[Fit]
) -> Comparison:
    worst, limit = comparer.worst_window(summary, fits), comparer.unexplained_below()
    if worst is None or limit is None or worst[1] >= limit:
        return Comparison(lines=lines)
    box, score = worst
    evidence = Evidence(
        kind="unexplained-region",
        weight=UNEXPLAINED_WEIGHT,
        text="This part of the load looks like none of the declared lines.",
        region=box,
        details={"score": score, "limit": limit},
    )
    return Comparison(lines=lines, evidence=(evidence,))
