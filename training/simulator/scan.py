"""One scan: containers, goods and truck drawn, exposed, with the truth in pixels."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from model.domain import Box
from training.simulator import container, detector, truck
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS
from training.simulator.hidden import hide
from training.simulator.physics import bremsstrahlung, transmission
from training.simulator.plan import (
    ContainerPlan,
    ContainerTruth,
    GoodsTruth,
    ObjectTruth,
    ScanPlan,
    ScanTruth,
)
from training.simulator.space import Space

Float = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedScan:
    """Calibrated transmission, uint16 (rows, columns), air at 60,000; its truth and its scanner."""

    samples: NDArray[np.uint16]
    truth: ScanTruth
    scanner: Scanner


def scanner_of(site: int) -> Scanner:
    """The scanner of a site: geometry, pixel and noise within what makers offer."""
    rng = np.random.default_rng([site, 6346])
    return Scanner(
        rows=int(rng.integers(700, 960)),
        pitch_mm=float(rng.uniform(4.4, 5.8)),
        distance_mm=float(rng.uniform(3100, 4300)),
        source_mm=float(rng.uniform(1800, 2150)),
        bottom=float(rng.uniform(-0.36, -0.30)),
        quanta=float(rng.uniform(2e5, 6e5)),
        blur_px=float(rng.uniform(0.5, 0.8)),
    )


def simulate(plan: ScanPlan) -> SimulatedScan:
    """Make the scan of a plan; the same plan gives the same bits."""
    rng = np.random.default_rng(plan.seed)
    scanner = _aimed(scanner_of(plan.site))
    start = float(rng.uniform(3300, 4600)) if plan.truck else 500.0
    gap = float(rng.uniform(60, 140))
    lengths = [container.LENGTH_MM[each.kind] for each in plan.containers]
    end = start + sum(lengths) + gap * (len(lengths) - 1)
    columns = int((end + (rng.uniform(700, 1800) if plan.truck else 500.0)) / scanner.pitch_mm)
    canvas, floor = Canvas(scanner, columns), float(rng.uniform(1180, 1330))
    if plan.truck:
        truck.trailer(canvas, (start - 280, end + float(rng.uniform(80, 260))), floor, rng)
        truck.tractor(
            canvas, start + float(rng.uniform(1500, 2000)), floor, rng, cab=bool(rng.random() < 0.3)
        )
    shift = _sway(columns, rng)
    truths, x = [], start
    for each, length in zip(plan.containers, lengths, strict=True):
        truths.append(_load(canvas, each, (x, floor), shift, rng))
        x += length + gap
    air = transmission(canvas.masses, bremsstrahlung(scanner.endpoint_mv))
    samples = detector.expose(detector.ride(air, shift, 1.0), scanner, rng)
    truth = ScanTruth(containers=tuple(truths), pixel_pitch_mm=scanner.pixel_pitch_mm, seed=plan.seed)
    return SimulatedScan(samples, truth, scanner)


def _aimed(scanner: Scanner) -> Scanner:
    """The upper edge of the fan set to pass over a high cube container on a trailer."""
    over = (1330 + 2896 + 260 - scanner.source_mm) / scanner.distance_mm
    return replace(scanner, top=over)


def _sway(columns: int, rng: Generator) -> Float:
    """Shift of each column in rows: the trailer stands a little askew and sways on its springs."""
    at = np.linspace(0, 1, columns)
    shift = rng.normal(0, 9) * (at - 0.5)
    for period in (0.21, 0.09):
        phase = rng.uniform(0, 2 * np.pi)
        shift = shift + rng.normal(0, 6 * period) * np.sin(2 * np.pi * at / period + phase)
    return shift.astype(np.float32)


def _load(
    canvas: Canvas, plan: ContainerPlan, corner: tuple[float, float], shift: Float, rng: Generator
) -> ContainerTruth:
    """Draw a container with what the plan puts into it."""
    box = container.outer(plan.kind, *corner)
    room = container.draw(canvas, plan.kind, box, True, rng)
    goods: tuple[GoodsTruth, ...] = ()
    stands = Space(room.x, (room.y[0], room.y[0] + 400), room.z)
    if plan.heading is not None:
        kind, before = GOODS[plan.heading], canvas.kilograms
        load = kind.pack(canvas, room, plan.fill, rng)
        stands = load.space
        goods = (
            GoodsTruth(
                heading=kind.heading,
                code=kind.code,
                packages=load.packages,
                net_kg=round(canvas.kilograms - before, 1),
                box=_pixels(canvas, stands, shift),
            ),
        )
    objects = []
    for each in plan.hidden:
        before = canvas.kilograms
        taken = hide(canvas, each.kind, stands, room, each.place, rng)
        objects.append(
            ObjectTruth(
                kind=each.kind,
                place=each.place,
                mass_kg=round(canvas.kilograms - before, 2),
                box=_pixels(canvas, taken, shift),
            )
        )
    return ContainerTruth(
        number=plan.number,
        kind=plan.kind,
        box=_pixels(canvas, box, shift),
        goods=goods,
        objects=tuple(objects),
    )


def _pixels(canvas: Canvas, space: Space, shift: Float) -> Box:
    """The box in pixels that a room covers, cut to the picture."""
    pitch, rows = canvas.scanner.pitch_mm, canvas.scanner.rows
    x0, x1 = (min(max(edge / pitch, 0.0), canvas.columns) for edge in space.x)
    moved = shift[int(x0) : max(int(x1), int(x0) + 1)]
    top, bottom = canvas.scanner.rows_of(*space.y, *space.z)
    y0, y1 = top + float(moved.min()), bottom + float(moved.max())
    return (
        round(x0, 1),
        round(min(max(y0, 0.0), rows), 1),
        round(x1, 1),
        round(min(max(y1, 0.0), rows), 1),
    )
