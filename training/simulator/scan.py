"""One scan: carrier, containers, goods and what is hidden drawn, exposed, with the truth in pixels."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from training.simulator import containers, vehicles
from training.simulator.canvas import MARGIN_MM, Canvas
from training.simulator.detector import Exposure, drive, expose
from training.simulator.frame import Frame, bounds, run_lengths
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS, Load
from training.simulator.hidden import HIDDEN, Hiding, Stock, hide
from training.simulator.physics.beam import beam, transmission
from training.simulator.plan import (
    Carrier,
    ContainerPlan,
    ContainerTruth,
    Contraband,
    GoodsTruth,
    ObjectTruth,
    Place,
    ScanPlan,
    ScanTruth,
)
from training.simulator.sites import scanner_of
from training.simulator.space import Range, Space

Float = NDArray[np.float32]
_SEEN_G_CM2 = 0.05
# Tangent of the angle at which trucks stand in the lane, standard deviation: about half a degree.
_YAW = 0.009
_CAB_MM = 3000.0
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
    not yet moved by the drive, where they were asked for.
    """

    exposure: Exposure
    truth: ScanTruth
    scanner: Scanner
    masses: dict[str, Float]

    @property
    def samples(self) -> NDArray[np.uint16]:
        """The calibrated picture of the first channel, uint16 (rows, columns)."""
        return self.exposure.picture[0]


@dataclass(frozen=True, slots=True, eq=False)
class _Loaded:
    """A container that was drawn, before its place in the picture is known."""

    plan: ContainerPlan
    box: Space
    loads: tuple[tuple[str, Load, Canvas], ...]
    hidden: tuple[tuple[Contraband, Hiding], ...]


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
        Something cannot be hidden where the plan wants it; the message says what and where.
    """
    rng = default_rng(plan.seed)
    scanner = scanner or scanner_of(plan.site)
    canvas, loaded = _scene(plan, scanner, rng)
    mean, second = transmission(canvas.lines, beam(scanner.mode))
    motion = drive(scanner, canvas.columns, rng)
    frame = Frame(scanner, motion, canvas.yaw, mirrored=bool(rng.random() < 0.5))
    exposure = frame.shown(expose(mean, second, scanner, motion, rng))
    truths = [_truth(each, frame) for each in loaded]
    truth = ScanTruth(
        containers=tuple(sorted(truths, key=lambda each: each.box[0])),
        pixel_pitch_mm=scanner.pixel_pitch_mm,
        shape=frame.shape,
        penetrated=_penetrated(mean[0], canvas, [each.box for each in loaded]),
        seed=plan.seed,
        site=plan.site,
    )
    kept = {each.name: lines for each, lines in canvas.planes.items()} if masses else {}
    return SimulatedScan(exposure, truth, scanner, kept)


def _scene(plan: ScanPlan, scanner: Scanner, rng: Generator) -> tuple[Canvas, list[_Loaded]]:
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
    loaded: list[_Loaded] = []
    x = before
    for each, length in zip(plan.containers, lengths, strict=True):
        box = containers.outer(each.kind, x, floor)
        loaded.append(_load(canvas, each, box, spare, rng))
        x += length + gap
    return canvas, loaded


def _load(
    canvas: Canvas, plan: ContainerPlan, box: Space, spare: dict[Place, Space], rng: Generator
) -> _Loaded:
    """Draw a container with what the plan puts into it."""
    room = containers.draw(canvas, plan.kind, box, True, rng)
    loads = _stow(canvas, plan, room, rng)
    stocks = [Stock(window, load.space) for _, load, window in loads]
    hollows = spare | containers.hollows(plan.kind, box, room, True)
    hidden = tuple((each, hide(canvas, each, stocks, room, hollows, rng)) for each in plan.hidden)
    for _, _, window in loads:
        canvas.merge(window)
    return _Loaded(plan, box, loads, hidden)


def _stow(
    canvas: Canvas, plan: ContainerPlan, room: Space, rng: Generator
) -> tuple[tuple[str, Load, Canvas], ...]:
    """Draw the goods of each line, one behind the other, each on a window of its own."""
    out: list[tuple[str, Load, Canvas]] = []
    (x0, x1), whole = room.x, sum(line.share for line in plan.lines)
    for line in plan.lines:
        length = (room.x[1] - room.x[0]) * plan.fill * line.share / whole
        alone = len(plan.lines) == 1
        piece = room if alone else Space((x0, min(x0 + length, x1)), room.y, room.z)
        window = canvas.window(room.x[0] - MARGIN_MM, room.x[1] + MARGIN_MM)
        load = GOODS[line.heading].pack(window, piece, plan.fill if alone else 1.0, rng)
        out.append((line.heading, load, window))
        x0 = min(load.space.x[1] + float(rng.uniform(20, 200)), x1)
    return tuple(out)


def _truth(loaded: _Loaded, frame: Frame) -> ContainerTruth:
    return ContainerTruth(
        number=loaded.plan.number,
        kind=loaded.plan.kind,
        box=frame.box(loaded.box),
        goods=tuple(_goods(*each, frame) for each in loaded.loads if each[1].packages),
        objects=tuple(_object(*each, frame) for each in loaded.hidden),
    )


def _goods(heading: str, load: Load, window: Canvas, frame: Frame) -> GoodsTruth:
    goods, areal = GOODS[heading], _areal(window)
    mask = frame.mask(areal > _SEEN_G_CM2, window.first)
    gross = float(window.kilograms)
    net = gross - float(window.packing_kg)
    return GoodsTruth(
        heading=heading,
        code=goods.code,
        unit=goods.unit,
        packages=load.packages,
        quantity=round(float(net if load.quantity is None else load.quantity), 1),
        net_kg=round(net, 1),
        gross_kg=round(gross, 1),
        materials={name: round(float(kg), 2) for name, kg in sorted(window.by_material.items())},
        areal_mass=(round(float(areal[areal > _SEEN_G_CM2].mean()), 2), round(float(areal.max()), 2)),
        box=bounds(mask),
    )


def _object(what: Contraband, hiding: Hiding, frame: Frame) -> ObjectTruth:
    mask = frame.mask(_areal(hiding.picture) > _SEEN_G_CM2, hiding.picture.first)
    return ObjectTruth(
        kind=what.kind,
        category=HIDDEN[what.kind].category,
        place=what.place,
        pieces=hiding.pieces,
        mass_kg=round(float(hiding.picture.kilograms), 3),
        box=bounds(mask),
        mask=run_lengths(mask),
    )


def _penetrated(mean: Float, canvas: Canvas, boxes: list[Space]) -> float:
    """Share of the pixels of containers whose noise-free signal stands above the noise."""
    scanner = canvas.scanner
    above = total = 0
    for box in boxes:
        span = canvas.span(*box.x)
        top, bottom = (int(np.clip(row, 0, scanner.rows)) for row in scanner.rows_of(*box.y, *box.z))
        part = mean[span.first : span.first + span.x.size, top:bottom]
        above += int(np.count_nonzero(part > scanner.noise_floor))
        total += part.size
    return round(above / max(1, total), 5)


def _areal(window: Canvas) -> Float:
    """Areal mass of all that a window holds, g/cm2, float32 (columns, rows)."""
    total = np.zeros((window.columns, window.scanner.rows), np.float32)
    for lines in window.lines.values():
        total += lines
    return total
