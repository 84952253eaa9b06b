"""Chance: which shipments a scenario makes. The same scenario and seed give the same plans.

A shipment is what one declaration covers: one scan, or several of sister containers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from numpy.random import Generator, default_rng

from training.simulator.bags import SHELLS, THREATS, BagPlan
from training.simulator.declare import Fraud
from training.simulator.goods import GOODS
from training.simulator.hidden import HIDDEN, places_of
from training.simulator.plan import (
    Carrier,
    ContainerPlan,
    Contraband,
    LinePlan,
    Place,
    ScanPlan,
    container_number,
)
from training.simulator.scenario import FRAUDS, Loads, Scenario
from training.simulator.space import Kind

T = TypeVar("T")
_EMPTY_KINDS: Mapping[Kind, float] = {
    "20": 2,
    "40": 2,
    "40hc": 3,
    "reefer": 1.5,
    "tank": 0.5,
    "open-top": 0.5,
}
_OWNERS = ("CGL", "SIM", "XRY", "LNS")


@dataclass(frozen=True, slots=True, kw_only=True)
class BagScan:
    """A bag and how it is scanned."""

    bag: BagPlan
    modality: Literal["bag", "ct"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """Scans under one declaration.

    ``late``: the declaration comes after the scans; ``missing``: it never comes; ``repeated``: the
    scanner posts each scan twice.
    """

    seed: int
    number: int
    scans: tuple[ScanPlan | BagScan, ...]
    fraud: Fraud
    late: bool = False
    missing: bool = False
    repeated: bool = False


def shipments(scenario: Scenario, seed: int, count: int) -> list[Shipment]:
    """Plan shipments of ``count`` scans together; a larger count begins with the same ones."""
    out: list[Shipment] = []
    left = count
    while left > 0:
        made = shipment(scenario, seed, len(out))
        out.append(_cut(made, left))
        left -= len(out[-1].scans)
    return out


def _cut(made: Shipment, most: int) -> Shipment:
    if len(made.scans) <= most:
        return made
    return replace(made, scans=made.scans[:most])


def shipment(scenario: Scenario, seed: int, number: int) -> Shipment:
    """Plan one shipment of a run, by its number."""
    rng, flow = default_rng([seed, number]), scenario.flow
    fraud: Fraud = "none"
    if rng.random() < scenario.frauds.share:
        fraud = _pick(rng, scenario.frauds.kinds or dict.fromkeys(FRAUDS, 1.0))
    late, missing, repeated = (
        bool(rng.random() < share) for share in (flow.late, flow.missing, flow.repeats)
    )
    modality = _pick(rng, scenario.modalities)
    if modality == "radiograph":
        scans = _cargo(scenario, fraud, rng)
    else:
        scans, fraud = (BagScan(bag=_bag(scenario, rng), modality=modality),), "none"
    return Shipment(
        seed=seed, number=number, scans=scans, fraud=fraud, late=late, missing=missing, repeated=repeated
    )


def _cargo(scenario: Scenario, fraud: Fraud, rng: Generator) -> tuple[ScanPlan, ...]:
    loads = scenario.loads
    empty = fraud == "declared-loaded-but-empty" or (fraud == "none" and rng.random() < loads.empty)
    headings = () if empty else _headings(loads, fraud, rng)
    kind = _kind(headings, rng)
    scans = 1 + (int(rng.integers(1, 3)) if headings and rng.random() < scenario.flow.sisters else 0)
    twins = kind == "20" and rng.random() < loads.twins
    carrier: Carrier = _pick(rng, scenario.carriers)
    site = int(_pick(rng, scenario.sites))
    marked = int(rng.integers(scans)) if rng.random() < scenario.concealment.share else -1
    return tuple(
        ScanPlan(
            containers=tuple(
                _container(scenario, kind, headings, carrier, place == marked and not twin, rng)
                for twin in range(1 + twins)
            ),
            seed=int(rng.integers(2**62)),
            site=site,
            carrier=carrier,
        )
        for place in range(scans)
    )


def _headings(loads: Loads, fraud: Fraud, rng: Generator) -> tuple[str, ...]:
    weights = loads.headings or dict.fromkeys(GOODS, 1.0)
    first = _pick(rng, weights)
    goods = GOODS[first]
    if not goods.mixes or (rng.random() >= loads.mixed and fraud != "undeclared-line"):
        return (first,)
    others = {
        heading: weight
        for heading, weight in weights.items()
        if heading != first and GOODS[heading].mixes and set(GOODS[heading].kinds) & set(goods.kinds)
    }
    if not any(others.values()):
        return (first,)
    return (first, _pick(rng, others))


def _kind(headings: tuple[str, ...], rng: Generator) -> Kind:
    if not headings:
        return _pick(rng, _EMPTY_KINDS)
    fits: list[Kind] = [
        kind for kind in GOODS[headings[0]].kinds if all(kind in GOODS[h].kinds for h in headings)
    ]
    return _choose(rng, fits)


def _container(
    scenario: Scenario, kind: Kind, headings: tuple[str, ...], carrier: Carrier, hides: bool, rng: Generator
) -> ContainerPlan:
    fill = float(rng.uniform(0.25, 0.85)) if rng.random() < scenario.loads.part else 1.0
    shares = rng.dirichlet([4.0] * len(headings)) if headings else ()
    hidden = _contraband(scenario, kind, bool(headings), carrier, rng) if hides else ()
    number = container_number(_choose(rng, _OWNERS), int(rng.integers(1_000_000)))
    lines = tuple(
        LinePlan(heading=heading, share=float(share)) for heading, share in zip(headings, shares, strict=True)
    )
    return ContainerPlan(kind=kind, number=number, lines=lines, fill=fill, hidden=hidden)


def _contraband(
    scenario: Scenario, kind: Kind, loaded: bool, carrier: Carrier, rng: Generator
) -> tuple[Contraband, ...]:
    given = scenario.concealment
    for _ in range(20):
        what = _pick(rng, given.kinds or dict.fromkeys(HIDDEN, 1.0))
        where = places_of(what, kind, loaded, carrier)
        weights: dict[Place, float] = {
            place: given.places.get(place, 0.0 if given.places else 1.0) for place in where
        }
        if any(weights.values()):
            return (Contraband(kind=what, place=_pick(rng, weights)),)
    return ()


def _bag(scenario: Scenario, rng: Generator) -> BagPlan:
    armed = rng.random() < scenario.concealment.share
    return BagPlan(
        kind=_choose(rng, tuple(SHELLS)),
        seed=int(rng.integers(2**62)),
        threats=(_choose(rng, tuple(THREATS)),) if armed else (),
    )


def _pick(rng: Generator, weights: Mapping[T, float]) -> T:
    """A key by its weight."""
    names = list(weights)
    total = sum(weights.values())
    return names[int(rng.choice(len(names), p=[weights[name] / total for name in names]))]


def _choose(rng: Generator, among: Sequence[T]) -> T:
    return among[int(rng.integers(len(among)))]
