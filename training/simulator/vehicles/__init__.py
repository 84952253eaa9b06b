"""What carries containers through the scanner: tractor with trailer, bare chassis, rail wagon."""

from collections.abc import Mapping

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.plan import Carrier, Place
from training.simulator.space import Range, Space
from training.simulator.vehicles import trailer, wheels
from training.simulator.vehicles.tractor import tractor
from training.simulator.vehicles.wagon import wagon

__all__ = ["carry", "floor_of"]

_FLOORS: Mapping[Carrier, Range] = {
    "truck": (1240.0, 1360.0),
    "chassis": (1200.0, 1340.0),
    "wagon": (1155.0, 1190.0),
    "none": (1150.0, 1300.0),
}


def floor_of(carrier: Carrier, rng: Generator) -> float:
    """Height of the containers' underside over the road or the rail head in millimetres."""
    return float(rng.uniform(*_FLOORS[carrier]))


def carry(canvas: Canvas, carrier: Carrier, x: Range, floor: float, rng: Generator) -> dict[Place, Space]:
    """Draw what carries containers.

    Parameters
    ----------
    x
        From the first to the last edge of the containers in millimetres; the tractor is at its low
        end. What lies outside of the picture is left out.
    floor
        Height of the containers' underside, as ``floor_of`` gives it.

    Returns
    -------
    dict
        ``tyre``: the hollow of a tyre, one by chance of those in the picture (the spare wheel, an
        outer tyre at the rear); empty where there is none.
    """
    if carrier == "wagon":
        wagon(canvas, x, floor, rng)
    if carrier not in ("truck", "chassis"):
        return {}
    twin = wheels.twin_axle(canvas)
    made = trailer.planned(x, floor, rng)
    tyres = trailer.draw(canvas, made, twin, rng)
    if carrier == "truck":
        tyres += tractor(canvas, made.x[0] + 850, floor - 198, twin, rng)
    pitch = canvas.scanner.pitch_mm
    low, high = canvas.first * pitch, (canvas.first + canvas.columns) * pitch
    seen = [tyre for tyre in tyres if low <= tyre.x[0] and tyre.x[1] <= high]
    return {"tyre": seen[int(rng.integers(len(seen)))]} if seen else {}
