"""The truth about what was drawn, in pixels of the picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.frame import Frame, bounds, run_lengths
from training.simulator.goods import GOODS, Load
from training.simulator.hidden import HIDDEN, Hiding
from training.simulator.plan import ContainerPlan, ContainerTruth, Contraband, GoodsTruth, ObjectTruth
from training.simulator.space import Space

Float = NDArray[np.float32]
_SEEN_G_CM2 = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A container that was drawn, before its place in the picture is known."""

    plan: ContainerPlan
    box: Space
    loads: tuple[tuple[str, Load, Canvas], ...]
    hidden: tuple[tuple[Contraband, Hiding], ...]


def container_truth(loaded: Loaded, frame: Frame) -> ContainerTruth:
    """What is true of a container, in the pixels of a frame."""
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
        quantity=_counted(goods.unit, net if load.quantity is None else load.quantity),
        net_kg=round(net, 1),
        gross_kg=round(gross, 1),
        materials={name: round(float(kg), 2) for name, kg in sorted(window.by_material.items())},
        areal_mass=_thickness(window, areal),
        box=bounds(mask),
    )


def _thickness(window: Canvas, areal: Float) -> dict[str, tuple[float, float]]:
    """Mean over what goods cover and the most, g/cm2, of all together and by composition."""
    covered = areal > _SEEN_G_CM2
    parts = {"all": areal} | {each.name: lines for each, lines in window.lines.items()}
    return {
        name: (round(float(lines[covered].mean()), 2), round(float(lines.max()), 2))
        for name, lines in parts.items()
    }


def _counted(unit: str, quantity: float) -> float:
    """A quantity as a trader counts it: pieces and pairs are whole."""
    return float(round(quantity)) if unit in ("NMB", "NPR") else round(float(quantity), 1)


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


def penetrated(mean: Float, canvas: Canvas, boxes: list[Space]) -> float:
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
