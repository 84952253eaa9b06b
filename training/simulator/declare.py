"""Declarations for simulated scans, true as traders write them, or false in one stated way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from numpy.random import Generator

from training.simulator.declared_lines import Line, candidates, imagined, swapped, true_lines
from training.simulator.plan import ScanTruth

Fraud = Literal[
    "none",
    "undeclared-line",
    "swapped-goods",
    "short-count",
    "over-count",
    "understated-mass",
    "declared-loaded-but-empty",
    "declared-empty-but-loaded",
    "wrong-container-number",
]
_REGIMES = ("import", "import", "import", "import", "transit", "export", "warehousing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A declaration and what is false in it.

    ``body`` is the JSON of a declaration. ``lines`` has for each declared line the true lines that it
    stands for, counted from 0 through scans, containers and goods in order; a true line in none of
    them is not declared. ``false_lines`` are the numbers of the declared lines that say something
    untrue, and ``note`` says what is wrong in words; both are empty where nothing is.
    """

    number: str
    body: dict[str, Any]
    fraud: Fraud
    lines: tuple[tuple[int, ...], ...]
    false_lines: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A declaration before it is written down; ``wrong`` are places in ``lines``."""

    containers: tuple[str, ...]
    lines: tuple[Line, ...]
    empty: bool
    wrong: tuple[int, ...] = ()
    note: str = ""


def possible(truths: Sequence[ScanTruth]) -> tuple[Fraud, ...]:
    """The ways in which a declaration of these scans can be false; "none" is not among them."""
    lines = true_lines(truths)
    fitting: set[Fraud] = {"wrong-container-number"}
    if lines:
        fitting |= {"over-count", "understated-mass", "declared-empty-but-loaded"}
        if any(line.packages > 1 for line in lines):
            fitting.add("short-count")
        if any(candidates(line, lines) for line in lines):
            fitting.add("swapped-goods")
    else:
        fitting.add("declared-loaded-but-empty")
    if len(lines) > 1:
        fitting.add("undeclared-line")
    return tuple(fraud for fraud in get_args(Fraud) if fraud in fitting)


def declare(truth: ScanTruth, fraud: Fraud, rng: Generator) -> Declared:
    """The declaration of one scan; see ``declare_bill``."""
    return declare_bill((truth,), fraud, rng)


def declare_bill(truths: Sequence[ScanTruth], fraud: Fraud, rng: Generator) -> Declared:
    """One declaration for all containers of some scans: those of one scan, or sisters under one bill.

    Goods of one code are one line over all containers. Honest errors are in every declaration:
    masses come from a weighbridge and are rounded as the trader rounds.

    Raises
    ------
    ValueError
        The fraud does not fit what is in the containers (see ``possible``).
    """
    if fraud != "none" and fraud not in possible(truths):
        raise ValueError(f"{fraud} does not fit what these containers hold")
    numbers = tuple(container.number for truth in truths for container in truth.containers)
    lines = true_lines(truths)
    draft = _falsified(_Draft(containers=numbers, lines=lines, empty=not lines), fraud, truths, rng)
    aeo = bool(rng.random() < (0.3 if fraud == "none" else 0.08))
    step = float(rng.choice([0.1, 1.0, 1.0, 5.0, 10.0, 50.0]))
    items = [line.item(place, step, rng) for place, line in enumerate(draft.lines, 1)]
    body: dict[str, Any] = {
        "containers": list(draft.containers),
        "regime": str(rng.choice(_REGIMES)),
        "trader": {"id": f"T-{int(rng.integers(10_000)):04d}", "aeo": aeo},
        "empty": draft.empty,
        "items": items,
    }
    return Declared(
        number=f"26SIM{int(rng.integers(10**9)):09d}",
        body=body,
        fraud=fraud,
        lines=tuple(line.stands_for for line in draft.lines),
        false_lines=tuple(place + 1 for place in draft.wrong),
        note=draft.note,
    )


def _falsified(draft: _Draft, fraud: Fraud, truths: Sequence[ScanTruth], rng: Generator) -> _Draft:
    """Make a true draft false."""
    match fraud:
        case "none":
            return draft
        case "undeclared-line":
            return _left_out(draft, rng)
        case "swapped-goods":
            return _swapped(draft, truths, rng)
        case "short-count" | "over-count":
            share = float(rng.uniform(0.4, 0.9) if fraud == "short-count" else rng.uniform(1.1, 1.6))
            return _counted(draft, share, rng)
        case "understated-mass":
            return _lightened(draft, float(rng.uniform(0.5, 0.8)), rng)
        case "declared-loaded-but-empty":
            line = imagined(truths[0].containers[0].kind, rng)
            note = f"line 1 declares {line.net_kg:.0f} kg of {line.heading}; the container is empty"
            return replace(draft, lines=(line,), empty=False, wrong=(0,), note=note)
        case "declared-empty-but-loaded":
            kilograms = sum(line.gross_kg for line in draft.lines)
            note = f"declared empty; it holds {kilograms:.0f} kg of goods"
            return replace(draft, lines=(), empty=True, note=note)
        case "wrong-container-number":
            return _misnumbered(draft, rng)


def _left_out(draft: _Draft, rng: Generator) -> _Draft:
    which = int(rng.integers(len(draft.lines)))
    gone = draft.lines[which]
    note = f"{gone.net_kg:.0f} kg of {gone.heading} are not declared"
    return replace(draft, lines=draft.lines[:which] + draft.lines[which + 1 :], note=note)


def _swapped(draft: _Draft, truths: Sequence[ScanTruth], rng: Generator) -> _Draft:
    able = [i for i, line in enumerate(draft.lines) if candidates(line, draft.lines)]
    which = able[int(rng.integers(len(able)))]
    before = draft.lines[which]
    after = swapped(before, draft.lines, truths, rng)
    note = f"line {which + 1} is declared as {after.heading}; it is {before.heading}"
    return _changed(draft, which, after, note)


def _counted(draft: _Draft, share: float, rng: Generator) -> _Draft:
    """One line with more or fewer packages, at least one, and as much more or less of its goods."""
    able = [i for i, line in enumerate(draft.lines) if share > 1 or line.packages > 1]
    which = able[int(rng.integers(len(able)))]
    before = draft.lines[which]
    wanted = round(before.packages * share)
    packages = max(wanted, before.packages + 1) if share > 1 else min(max(wanted, 1), before.packages - 1)
    after = before.scaled(packages / before.packages)
    note = f"line {which + 1} declares {after.packages} packages; there are {before.packages}"
    return _changed(draft, which, after, note)


def _lightened(draft: _Draft, share: float, rng: Generator) -> _Draft:
    which = int(rng.integers(len(draft.lines)))
    before = draft.lines[which]
    after = before.lighter(share)
    note = f"line {which + 1} declares {after.net_kg:.0f} kg net; it weighs {before.net_kg:.0f} kg"
    return _changed(draft, which, after, note)


def _changed(draft: _Draft, which: int, line: Line, note: str) -> _Draft:
    lines = (*draft.lines[:which], line, *draft.lines[which + 1 :])
    return replace(draft, lines=lines, wrong=(which,), note=note)


def _misnumbered(draft: _Draft, rng: Generator) -> _Draft:
    """One digit of the serial number of one container is another."""
    which = int(rng.integers(len(draft.containers)))
    number, place = draft.containers[which], int(rng.integers(4, 10))
    digit = (int(number[place]) + int(rng.integers(1, 10))) % 10
    wrong = f"{number[:place]}{digit}{number[place + 1 :]}"
    containers = (*draft.containers[:which], wrong, *draft.containers[which + 1 :])
    return replace(draft, containers=containers, note=f"{number} is declared as {wrong}")
