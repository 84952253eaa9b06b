"""Evidence to suspicion: a pure function from what is seen and declared to a lamp with its reasons.

Weights are natural log-odds for "this consignment is not what it should be". They add up: the sum
of the weights is the logit of the suspicion, the base rate being one of them. Those of declared
lines are log-likelihood ratios calibrated on the library's own trials; the others are set by hand
until enough inspection results are there to fit them, and the base-rate evidence says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any

from model.domain import (
    Box,
    Container,
    Declaration,
    Evidence,
    Finding,
    Fitness,
    Lamp,
    LineAssessment,
)
from model.numbers import fault, tidy
from model.place import where

BASE_RATE = 0.02
"""Share of consignments that are irregular, assumed until inspection results tell."""

AMBER, RED = 0.05, 0.5
"""Suspicion from which the lamp is amber and red."""

REASSURANCE = log(2)
"""Most that goods like the declared ones can reassure.

Half of the irregular consignments are taken to be concealments, of which consistent goods say
nothing: the odds are halved at most.
"""

OPAQUE = 0.5
"""Share of the cargo not penetrated from which silence means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A suspicion with its lamp and reasons; ``suspicion`` is None exactly when the lamp is grey."""

    lamp: Lamp
    suspicion: float | None
    evidence: tuple[Evidence, ...]


def logit(probability: float) -> float:
    """Return the log-odds of a probability, bounded to those of one in a million."""
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return log(p / (1 - p))


def suspect(
    fitness: Fitness,
    containers: Sequence[Container],
    findings: Sequence[Finding],
    declaration: Declaration | None,
    lines: Sequence[LineAssessment],
    extra: Sequence[Evidence] = (),
    calibration: dict[str, Any] | None = None,
    numbers: Sequence[str] = (),
) -> Judged:
    """Weigh what is seen against what is declared.

    Parameters
    ----------
    fitness, containers, findings
        What the picture shows.
    declaration
        What should be there; without one only the picture speaks, and the lamp stays grey.
    lines
        The comparison of each declared line with the library.
    extra
        Evidence from elsewhere, the regions that no line explains for one.
    calibration
        What the line scores were calibrated on, to be told with the base rate.
    numbers
        All container numbers that were read, whether or not they could be told to a container.
    """
    if not fitness.fit:
        reasons = tuple(Evidence(kind="unfit", weight=0.0, text=reason) for reason in fitness.reasons)
        return Judged(lamp=Lamp.GREY, suspicion=None, evidence=reasons)
    whole = _outline(containers)
    evidence = [
        _base_rate(calibration),
        *_load(containers, declaration),
        *_lines(lines, whole, emptied=_contradicts(containers, declaration)),
        *_findings(findings, whole),
        *_numbers(numbers, containers, declaration),
        *_penetration(fitness),
        *extra,
    ]
    suspicion = 1 / (1 + exp(-sum(item.weight for item in evidence)))
    reasons = tuple(sorted(evidence, key=lambda item: (item.kind == "base-rate", -abs(item.weight))))
    mute = _mute(fitness, containers, declaration, lines)
    if mute and (declaration is None or suspicion < AMBER):
        silence = Evidence(kind="cannot-say", weight=0.0, text=mute)
        return Judged(lamp=Lamp.GREY, suspicion=None, evidence=(silence, *reasons))
    lamp = Lamp.RED if suspicion >= RED else Lamp.AMBER if suspicion >= AMBER else Lamp.GREEN
    return Judged(lamp=lamp, suspicion=suspicion, evidence=reasons)


def _base_rate(calibration: dict[str, Any] | None) -> Evidence:
    return Evidence(
        kind="base-rate",
        weight=logit(BASE_RATE),
        text=f"Before looking: {BASE_RATE:.0%} of consignments are taken to be irregular. This rate and the "
        "weights of findings are assumed, not yet fitted to inspection results.",
        details={"base_rate": BASE_RATE, "lines": calibration or {}},
    )


def _declares_load(declaration: Declaration) -> bool:
    return bool(declaration.items) and not declaration.empty


def _contradicts(containers: Sequence[Container], declaration: Declaration | None) -> bool:
    """Tell whether every container is empty though goods are declared."""
    return bool(
        declaration and _declares_load(declaration) and containers and max(c.loaded for c in containers) < 0.5
    )


def _load(containers: Sequence[Container], declaration: Declaration | None) -> list[Evidence]:
    if declaration is None or not containers:
        return []
    fullest = max(containers, key=lambda container: container.loaded)
    odds = logit(fullest.loaded)
    details = {"loaded": round(fullest.loaded, 4), "fill": round(fullest.fill, 4)}
    if declaration.empty:
        said = "loaded" if odds > 0 else "empty"
        text = f"Declared empty; the picture shows it {said} (fill {fullest.fill:.0%})."
        return [
            Evidence(
                kind="declared-empty",
                weight=min(max(odds, -REASSURANCE), 6.0),
                text=text,
                region=fullest.box,
                details=details,
            )
        ]
    if not _declares_load(declaration):
        return []
    if odds < 0:
        text = f"Goods are declared, but the container looks empty (fill {fullest.fill:.0%})."
        weight = min(-odds, 6.0)
        return [
            Evidence(kind="declared-loaded", weight=weight, text=text, region=fullest.box, details=details)
        ]
    return []


def _lines(lines: Sequence[LineAssessment], whole: Box | None, emptied: bool) -> list[Evidence]:
    weights = {} if emptied else _line_weights(lines)
    evidence: list[Evidence] = []
    for at, line in enumerate(lines):
        weight = weights.get(at, 0.0)
        place = f", least at the {where(line.region, whole)}" if line.region and whole and weight > 0 else ""
        score = "" if line.score is None else f" (log-likelihood ratio {line.score:+.1f})"
        evidence.append(
            Evidence(
                kind=f"line-{line.verdict}",
                weight=weight,
                text=f"Line {line.line}, {line.hs_code}: {line.reason}{score}{place}.",
                region=line.region if weight > 0 else None,
                details={"line": line.line, "hs_code": line.hs_code, "score": line.score},
            )
        )
    return evidence


def _line_weights(lines: Sequence[LineAssessment]) -> dict[int, float]:
    """Weigh the lines, by their place in the list; they are not independent.

    Each heading counts once, by its worst line. The worst heading counts whole where it
    incriminates; all else counts its share, so that many lines never reassure more than one.
    """
    scores = {at: line.score for at, line in enumerate(lines) if line.score is not None}
    worst: dict[str, int] = {}
    for at in sorted(scores, key=lambda at: scores[at], reverse=True):
        worst[lines[at].hs_code[:4]] = at
    first = min(worst.values(), key=lambda at: scores[at], default=None)
    weights: dict[int, float] = {}
    for at in worst.values():
        weight = min(max(-scores[at], -REASSURANCE), 5.0)
        weights[at] = weight if at == first and weight > 0 else weight / len(worst)
    return weights


def _findings(findings: Sequence[Finding], whole: Box | None) -> list[Evidence]:
    """Weigh findings, each after the first counting half of the one before.

    A marked object is some seven times as frequent where half of the irregular consignments hide
    one as it is on honest loads (``benchmarks/hidden_objects.py``), so that one alone makes the
    lamp amber, not red.
    """
    ranked = sorted(findings, key=lambda finding: -finding.score)
    return [
        Evidence(
            kind=finding.kind,
            weight=(0.2 + 2.4 * finding.score) / 2**rank,
            text=f"{_capital(finding.label)} at the {where(finding.box, whole or finding.box)}.",
            region=finding.box,
            details={"score": round(finding.score, 4)},
        )
        for rank, finding in enumerate(ranked)
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _numbers(
    numbers: Sequence[str], containers: Sequence[Container], declaration: Declaration | None
) -> list[Evidence]:
    evidence: list[Evidence] = []
    boxes = {container.number: container.box for container in containers if container.number}
    declared = {tidy(number) for number in declaration.containers} if declaration else set[str]()
    for number in dict.fromkeys((*numbers, *boxes)):
        box = boxes.get(number)
        if wrong := fault(number):
            text = f"Container number: {wrong}."
            evidence.append(Evidence(kind="number-invalid", weight=0.7, text=text, region=box))
        if declared and tidy(number) not in declared:
            text = f"Container {number} is not in the declaration."
            evidence.append(Evidence(kind="number-undeclared", weight=1.5, text=text, region=box))
    return evidence


def _penetration(fitness: Fitness) -> list[Evidence]:
    if fitness.unpenetrated < 0.02:
        return []
    share = fitness.unpenetrated
    text = f"The beam did not get through {share:.0%} of the cargo."
    return [
        Evidence(kind="not-penetrated", weight=0.8 * share, text=text, details={"share": round(share, 4)})
    ]


def _mute(
    fitness: Fitness,
    containers: Sequence[Container],
    declaration: Declaration | None,
    lines: Sequence[LineAssessment],
) -> str | None:
    """Return why silence of the evidence would mean nothing, or None when it means something."""
    if declaration is None:
        return "There is no declaration yet to compare with."
    if declaration.empty and containers:
        return None
    if all(line.score is None for line in lines) and not _contradicts(containers, declaration):
        return "None of the declared goods could be compared with the library."
    if fitness.unpenetrated > OPAQUE:
        return "Too much of the cargo is not penetrated."
    return None


def _outline(containers: Sequence[Container]) -> Box | None:
    if not containers:
        return None
    x0, y0, x1, y1 = zip(*(container.box for container in containers), strict=True)
    return min(x0), min(y0), max(x1), max(y1)
