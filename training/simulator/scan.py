"""One scan: carrier, containers, goods and what is hidden drawn, exposed, with the truth in pixels."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from training.simulator import containers, vehicles
from training.simulator.canvas import Canvas
from training.simulator.detector import Exposure, drive, expose
from training.simulator.frame import Frame
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS, Load
from training.simulator.hidden import HIDDEN, Stock, hide
from training.simulator.layers import MARGIN_MM
from training.simulator.physics.beam import beam, transmission
from training.simulator.plan import (
    Carrier,
    ContainerPlan,
    Place,
    ScanPlan,
    ScanTruth,
)
from training.simulator.sites import scanner_of
from training.simulator.space import Range, Space
from training.simulator.truths import Loaded, container_truth, penetrated

Float = NDArray[np.float32]
# Tangent of the angle at which trucks stand in the lane, standard deviation: about half a degree.
_YAW = 0.009
_CAB_MM = 3000.0
# Gross kilograms of a mixed load at most, and how often a line is stowed anew to keep to its share.
_MIXED_KG, _TRIES = 27_000.0, 3
# Millimetres of the lane that the picture shows before and behind the containers.
_REACH: dict[Carrier, tuple[Range, Range]] = {
    "truck": ((3300, 4600), (700, 1800)),
    "chassis": ((900, 2500), (500, 1500)),
    "wagon": ((2500, 4500), (2500, 4500)),
    "none": ((400, 600), (400, 600)),
}


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedScan:
    """A scan with its truth and its scanner.

    ``exposure`` holds the calibrated picture, uint16 (channels, rows, columns), and what the detector
    read before. ``masses`` are the areal masses in g/cm2 by composition, float32 (rows, columns),
    as the picture shows them, where they were asked for.
    """

    exposure: Exposure
    truth: ScanTruth
    scanner: Scanner
    masses: dict[str, Float]

    @property
    def samples(self) -> NDArray[np.uint16]:
        """The calibrated picture of the first channel, uint16 (rows, columns)."""
        return self.exposure.picture[0]


def simulate(plan: ScanPlan, scanner: Scanner | None = None, masses: bool = False) -> SimulatedScan:
    """Make the scan of a plan; the same plan gives the same bits.

    Parameters
    ----------
    plan
        What to make.
    scanner
        A scanner to take instead of that of the site.
    masses
        Whether to keep the areal masses.

    Raises
    ------
    ValueError
        The plan has no containers, or names what is not known or goods that are not poured in a
        tank; or something cannot be hidden where the plan wants it. The message says what.
    """
    _check(plan)
    rng = default_rng(plan.seed)
    scanner = scanner or scanner_of(plan.site)
    canvas, loaded = _scene(plan, scanner, rng)
    mean, second = transmission(canvas.lines, beam(scanner.mode))
    motion = drive(scanner, canvas.columns, rng)
    frame = Frame(scanner, motion, canvas.yaw, mirrored=bool(rng.random() < 0.5))
    exposure = frame.shown(expose(mean, second, scanner, motion, rng))
    truths = [container_truth(each, frame) for each in loaded]
    truth = ScanTruth(
        containers=tuple(sorted(truths, key=lambda each: each.box[0])),
        pixel_pitch_mm=scanner.pixel_pitch_mm,
        shape=frame.shape,
        penetrated=penetrated(mean[0], canvas, [each.box for each in loaded]),
        seed=plan.seed,
        site=plan.site,
    )
    kept = {each.name: frame.picture(lines) for each, lines in canvas.lines.items()} if masses else {}
    return SimulatedScan(exposure, truth, scanner, kept)


def _check(plan: ScanPlan) -> None:
    """Refuse what cannot be simulated, naming it."""
    if not plan.containers:
        raise ValueError("a plan needs at least one container; an empty one has no lines")
    for each in plan.containers:
        _known("kind of container", each.kind, containers.LENGTH_MM)
        for line in each.lines:
            _known("heading", line.heading, GOODS)
            if each.kind == "tank" and "tank" not in GOODS[line.heading].kinds:
                raise ValueError(f"goods of {line.heading} are not poured and do not travel in a tank")
        for what in each.hidden:
            _known("kind of contraband", what.kind, HIDDEN)


def _known(what: str, name: str, there: Collection[str]) -> None:
    if name not in there:
        raise ValueError(f"unknown {what}: {name!r}; known are {', '.join(sorted(there))}")


def _scene(plan: ScanPlan, scanner: Scanner, rng: Generator) -> tuple[Canvas, list[Loaded]]:
    """Draw everything; the picture is as long as what carries the containers."""
    floor = vehicles.floor_of(plan.carrier, rng)
    gap = float(rng.uniform(60, 140))
    lengths = [containers.LENGTH_MM[each.kind] for each in plan.containers]
    before, after = (float(rng.uniform(*reach)) for reach in _REACH[plan.carrier])
    before += _CAB_MM if plan.carrier == "truck" and rng.random() < 0.3 else 0.0
    end = before + sum(lengths) + gap * (len(lengths) - 1)
    yaw = float(np.clip(rng.normal(0, _YAW), -2.5 * _YAW, 2.5 * _YAW))
    canvas = Canvas(scanner, int((end + after) / scanner.pitch_mm), yaw=yaw)
    spare = vehicles.carry(canvas, plan.carrier, (before, end), floor, rng)
    loaded: list[Loaded] = []
    x = before
    for each, length in zip(plan.containers, lengths, strict=True):
        box = containers.outer(each.kind, x, floor)
        loaded.append(_load(canvas, each, box, spare, rng))
        x += length + gap
    return canvas, loaded


def _load(
    canvas: Canvas, plan: ContainerPlan, box: Space, spare: dict[Place, Space], rng: Generator
) -> Loaded:
    """Draw a container with what the plan puts into it."""
    room = containers.draw(canvas, plan.kind, box, True, rng)
    loads = _stow(canvas, plan, room, rng)
    stocks = [Stock(window, load.space) for _, load, window in loads]
    hollows = spare | containers.hollows(plan.kind, box, room, True)
    hidden = tuple((each, hide(canvas, each, stocks, room, hollows, rng)) for each in plan.hidden)
    for _, _, window in loads:
        canvas.merge(window)
    lost = [sum(hiding.displaced_kg[place] for _, hiding in hidden) for place in range(len(loads))]
    left = tuple((each[0], _less(*each[1:], kg), each[2]) for each, kg in zip(loads, lost, strict=True))
    return Loaded(plan, box, left, hidden)


def _less(load: Load, window: Canvas, lost_kg: float) -> Load:
    """What is left of a load when so many kilograms of it had to make room."""
    kept = 1 - lost_kg / max(1e-9, window.kilograms + lost_kg)
    quantity = None if load.quantity is None else load.quantity * kept
    return replace(load, packages=max(min(1, load.packages), round(load.packages * kept)), quantity=quantity)


def _stow(
    canvas: Canvas, plan: ContainerPlan, room: Space, rng: Generator
) -> tuple[tuple[str, Load, Canvas], ...]:
    """Draw the goods of each line, one behind the other, each on a window of its own.

    Of several lines each has its share of the payload: one too heavy is stowed anew on less length.
    """
    out: list[tuple[str, Load, Canvas]] = []
    (x0, x1), whole = room.x, sum(line.share for line in plan.lines)
    for line in plan.lines:
        length = (room.x[1] - room.x[0]) * plan.fill * line.share / whole
        alone = len(plan.lines) == 1
        piece = room if alone else Space((x0, min(x0 + length, x1)), room.y, room.z)
        window, load = _packed(canvas, line.heading, room, piece, plan.fill if alone else 1.0, rng)
        for _ in range(0 if alone else _TRIES):
            over = window.kilograms * whole / line.share / _MIXED_KG
            if over <= 1 or load.packages <= 1:
                break
            piece = Space((x0, x0 + piece.size[0] / over), room.y, room.z)
            window, load = _packed(canvas, line.heading, room, piece, 1.0, rng)
        out.append((line.heading, load, window))
        x0 = min(load.space.x[1] + float(rng.uniform(20, 200)), x1)
    return tuple(out)


def _packed(
    canvas: Canvas, heading: str, room: Space, piece: Space, fill: float, rng: Generator
) -> tuple[Canvas, Load]:
    """Goods packed into a piece of a room, on a window of their own."""
    window = canvas.window(room.x[0] - MARGIN_MM, room.x[1] + MARGIN_MM)
    return window, GOODS[heading].pack(window, piece, fill, rng)
