"""Bags packed as people pack them: clothes below, heavy things among them, clothes on top."""

import numpy as np
from numpy.random import Generator

from training.simulator.bags.clothes import CLOTHS, drape
from training.simulator.bags.contents import ITEMS, choose
from training.simulator.bags.packing import Room, turned
from training.simulator.bags.plan import Bag, BagKind, BagPlan, Placed
from training.simulator.bags.shells import SHELLS
from training.simulator.bags.threats import THREATS
from training.simulator.materials import PAPER
from training.simulator.mesh import Body

_TRIES, _ATTEMPTS = 4, 8
# Garments between two things, and whether clothes fill what is left: by kind of bag.
_CLOTHES: dict[BagKind, tuple[float, int]] = {
    "hard-suitcase": (0.5, 22),
    "soft-suitcase": (0.5, 22),
    "cabin-bag": (0.4, 16),
    "backpack": (0.35, 6),
    "handbag": (0.15, 0),
    "parcel": (0.0, 0),
    "tray": (0.12, 0),
}
_FLAT = ("laptop", "tablet", "magazines", "explosive sheet", "keys", "coins", "belt")


def pack(plan: BagPlan) -> Bag:
    """Make the bag of a plan.

    Raises
    ------
    KeyError
        The plan names a kind of bag or a threat that is not known.
    ValueError
        The threats are too many or too large for such a bag.
    """
    for attempt in range(_ATTEMPTS):
        bag = _attempt(plan, np.random.default_rng([plan.seed, attempt]), crowd=1 - attempt / _ATTEMPTS)
        if bag is not None:
            return bag
    raise ValueError(f"no room for {', '.join(plan.threats)} in a {plan.kind}")


def _attempt(plan: BagPlan, rng: Generator, crowd: float) -> Bag | None:
    """A bag with a share of what might be in it; None where a threat finds no room."""
    shell = SHELLS[plan.kind](rng)
    room = Room.inside(shell.inside)
    things = [Placed(plan.kind, "shell", shell.body)]
    between, after = _CLOTHES[plan.kind]
    for _ in range(int(after > 0) + int(between >= 0.4)):
        _add_garment(things, room, rng)
    for label, threat in _order(plan, rng, crowd):
        body = _put(room, (THREATS if threat else ITEMS)[label](rng), label, rng)
        if body is None and threat:
            return None
        if body is not None:
            things.append(Placed(label, "threat" if threat else "item", body))
        if rng.random() < between * crowd:
            _add_garment(things, room, rng)
    for _ in range(after if rng.random() < 0.85 else after // 3):
        _add_garment(things, room, rng)
    if plan.kind == "parcel":
        _stuff(things, room, rng)
    return Bag(plan, tuple(things))


def _order(plan: BagPlan, rng: Generator, crowd: float) -> list[tuple[str, bool]]:
    """Things in the order of packing; threats come in the first half, where room is sure."""
    usual = choose(plan.kind, rng)
    names = [(name, False) for name in usual[: round(crowd * len(usual))]]
    for threat in plan.threats:
        names.insert(int(rng.integers(0, len(names) // 3 + 1)), (threat, True))
    return names


def _put(room: Room, body: Body, label: str, rng: Generator) -> Body | None:
    stand = 0.0 if label in _FLAT else 0.2
    for _ in range(_TRIES):
        rest = room.drop(turned(body, rng, stand), rng)
        if rest is not None:
            return rest
    return None


def _add_garment(things: list[Placed], room: Room, rng: Generator) -> None:
    size = float(rng.uniform(180, 420)), float(rng.uniform(150, 330))
    cloth = CLOTHS[int(rng.integers(len(CLOTHS)))]
    body = drape(room, rng, size, float(rng.uniform(10, 36)), cloth)
    if body is not None:
        things.append(Placed("clothes", "item", body))


def _stuff(things: list[Placed], room: Room, rng: Generator) -> None:
    """Crumpled paper over what is in a parcel."""
    loose = PAPER.at(float(rng.uniform(0.03, 0.08)))
    for _ in range(int(rng.integers(0, 7))):
        body = drape(room, rng, (260.0, 200.0), float(rng.uniform(25, 60)), loose)
        if body is not None:
            things.append(Placed("stuffing", "item", body))
