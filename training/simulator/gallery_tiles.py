"""The pictures of the gallery: what each shows, and how it is made."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

import cv2
import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from training.simulator.bags import SHELLS, THREATS, BagPlan, pack, scan_bag, simulate_bag
from training.simulator.goods import GOODS
from training.simulator.hidden import HIDDEN, places_of
from training.simulator.outputs import encode
from training.simulator.plan import (
    Carrier,
    ContainerPlan,
    Contraband,
    LinePlan,
    Place,
    ScanPlan,
    container_number,
)
from training.simulator.scan import SimulatedScan, simulate
from training.simulator.space import Kind

Picture = NDArray[np.uint8]
_LIGHT: dict[Kind, str] = {"20": "6403", "40": "6403", "40hc": "6403", "reefer": "0207"}
_RED = (60, 40, 220)
# Pixels above and below what a close picture shows.
_AROUND = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One picture: where it stands in the page, what it is of, and what is to be simulated.

    ``way`` is how the scan is shown: ``grey``, framed where something is hidden; ``close``, only what is
    hidden with what lies around it; ``archive``, as a site keeps it; ``colour``, a bag in
    pseudo-colour; ``ct``, slices of a bag.
    """

    section: str
    code: str
    caption: str
    plan: ScanPlan | BagPlan
    way: Literal["grey", "close", "archive", "colour", "ct"] = "grey"


def tiles(seed: int) -> list[Tile]:
    """All pictures of the gallery in order; the same seed gives the same ones."""
    return [*_goods(seed), *_carried(seed), *_hidden(seed), *_machines(seed), *_bags(seed)]


def picture_of(tile: Tile) -> Picture:
    """Make the picture of a tile, uint8 (rows, columns, 3), blue first as OpenCV has it."""
    if isinstance(tile.plan, BagPlan):
        return _slices(tile.plan) if tile.way == "ct" else _coloured(tile.plan)
    scan = simulate(tile.plan)
    if tile.way == "archive":
        written = encode(scan.exposure, scan.scanner, "jpeg", tile.code, default_rng(tile.plan.seed))
        data = np.frombuffer(written.files[0][1], np.uint8)
        return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    return _grey(scan, tile.way == "close")


def _plan(
    seed: int,
    name: str,
    kind: Kind,
    lines: tuple[str, ...],
    hidden: tuple[Contraband, ...] = (),
    carrier: Carrier = "none",
    **more: Any,
) -> ScanPlan:
    own = zlib.crc32(f"{seed} {name}".encode())
    container = ContainerPlan(
        kind=kind,
        number=container_number("SIM", own % 1_000_000),
        lines=tuple(LinePlan(heading=heading) for heading in lines),
        fill=more.get("fill", 1.0),
        hidden=hidden,
    )
    return ScanPlan(containers=(container,), seed=own, site=more.get("site", 0), carrier=carrier)


def _goods(seed: int) -> Iterator[Tile]:
    for heading, goods in sorted(GOODS.items()):
        plan = _plan(seed, heading, goods.kinds[0], (heading,))
        yield Tile(section="Goods", code=heading, caption=goods.description, plan=plan)
    pairs: tuple[tuple[tuple[str, str], Kind], ...] = (
        (("6403", "5201"), "40hc"),
        (("4011", "9403"), "40hc"),
        (("0901", "1701"), "20"),
    )
    for pair, kind in pairs:
        plan = _plan(seed, "+".join(pair), kind, pair, fill=0.9)
        yield Tile(section="Goods", code=" + ".join(pair), caption="mixed load", plan=plan)


def _carried(seed: int) -> Iterator[Tile]:
    for kind in get_args(Kind):
        plan = _plan(seed, f"empty {kind}", kind, ())
        yield Tile(section="Containers", code=kind, caption="empty", plan=plan)
    for carrier in get_args(Carrier):
        if carrier != "none":
            plan = _plan(seed, carrier, "40hc", ("8450",), carrier=carrier)
            yield Tile(section="Carriers", code=carrier, caption="with a 40-foot container", plan=plan)


def _hidden(seed: int) -> Iterator[Tile]:
    for kind, what in HIDDEN.items():
        place, container = _spot(kind)
        hidden = (Contraband(kind=kind, place=place),)
        plan = _plan(
            seed, kind, container, (_LIGHT[container],), hidden, "truck" if place == "tyre" else "none"
        )
        caption = f"{what.description} ({place})"
        yield Tile(section="Concealment", code=kind, caption=caption, plan=plan, way="close")
    for place in get_args(Place):
        container: Kind = "tank" if place == "baffle" else "reefer" if place == "machinery" else "40hc"
        loads = () if container == "tank" else (_LIGHT[container],)
        hidden = (Contraband(kind="powder-bricks", place=place),)
        carrier = "truck" if place == "tyre" else "none"
        plan = _plan(seed, f"at {place}", container, loads, hidden, carrier)
        yield Tile(section="Places", code=place, caption="bricks of powder", plan=plan)


def _spot(kind: str) -> tuple[Place, Kind]:
    containers: tuple[Kind, ...] = ("20", "40hc", "reefer")
    for container in containers:
        there = places_of(kind, container, True, "truck")
        if there:
            return there[0], container
    raise ValueError(f"{kind} has no place in any container")


def _machines(seed: int) -> Iterator[Tile]:
    for site in range(8):
        plan = _plan(seed, "machine", "40hc", ("4011",), carrier="truck", fill=0.8, site=site)
        caption = "one load as the archive of this site keeps it"
        yield Tile(section="Machines", code=f"site {site}", caption=caption, plan=plan, way="archive")


def _bags(seed: int) -> Iterator[Tile]:
    threats = list(THREATS)
    for place, kind in enumerate(SHELLS):
        threat = threats[(seed + 2 * place) % len(threats)]
        plan = BagPlan(kind=kind, seed=seed + place, threats=(threat,))
        yield Tile(section="Bags at 160 kV", code=kind, caption=f"with {threat}", plan=plan, way="colour")
    plan = BagPlan(kind="cabin-bag", seed=seed, threats=("pistol",))
    yield Tile(section="CT", code="cabin-bag", caption="three slices, pistol inside", plan=plan, way="ct")


def _grey(scan: SimulatedScan, close: bool) -> Picture:
    """A scan in grey with frames about what is hidden, or only that with what lies around it."""
    tones = (np.linspace(0, 1, 65536) ** 0.4 * 255).astype(np.uint8)
    picture = cv2.cvtColor(tones[scan.samples], cv2.COLOR_GRAY2BGR)
    boxes = [each.box for container in scan.truth.containers for each in container.objects]
    for x0, y0, x1, y1 in boxes:
        corners = (round(x0) - 8, round(y0) - 8), (round(x1) + 8, round(y1) + 8)
        cv2.rectangle(picture, *corners, _RED, 2 if close else 5)
    if close:
        x0, y0, x1, y1 = (round(edge) for edge in boxes[0])
        picture = picture[max(0, y0 - _AROUND) : y1 + _AROUND, max(0, x0 - 2 * _AROUND) : x1 + 2 * _AROUND]
    return np.asarray(picture, np.uint8)


def _coloured(plan: BagPlan) -> Picture:
    bag, rng = pack(plan), default_rng(plan.seed)
    top, side = (scan_bag(bag, view, rng).picture for view in ("top", "side"))
    height = max(top.shape[0], side.shape[0])
    both = [
        cv2.copyMakeBorder(each, 0, height - each.shape[0], 0, 0, cv2.BORDER_CONSTANT, value=(255, 255, 255))
        for each in (top, side)
    ]
    return np.ascontiguousarray(np.hstack(both)[..., ::-1]).astype(np.uint8, copy=False)


def _slices(plan: BagPlan) -> Picture:
    bag = simulate_bag(plan)
    threat = next(each for each in bag.objects if each.role == "threat")
    middle = (threat.box[2] + threat.box[5]) // 2
    shown = [bag.samples[place] for place in (len(bag.samples) // 3, middle, 2 * len(bag.samples) // 3)]
    grey = np.clip((np.hstack(shown).astype(np.float32) + 1000) / 3000, 0, 1) ** 0.6
    return np.asarray(cv2.cvtColor((grey * 255).astype(np.uint8), cv2.COLOR_GRAY2BGR), np.uint8)
