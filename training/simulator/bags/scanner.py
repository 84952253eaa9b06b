"""The bag scanner: 160 kV, two energies, one or two fans of rays across a belt.

One fan comes from below the belt and looks up, the other from the side. Both use the geometry of the
lane: for the fan from below the world is turned a quarter about the belt.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from training.simulator.bags.plan import Bag, Placed
from training.simulator.canvas import Canvas
from training.simulator.geometry import Readout, Scanner
from training.simulator.mesh import Body, placed

Float = NDArray[np.float32]
ViewName = Literal["top", "side"]
MARGIN_MM = 40.0
_READOUT = Readout(
    quanta=6e4, electronic=1.2e-4, fall=0.1, dose_jitter=0.0015, focal_mm=1.0, detector_mm=900.0,
    aperture_mm=1.3, scatter_mm=150.0, module=64, speed_error=0.001, ride_mm=0.0,
)  # fmt: skip
# A tunnel 620 mm wide and 430 mm high; sources 340 mm below the belt and 380 mm beside it.
SCANNERS: Mapping[ViewName, Scanner] = {
    "top": Scanner(
        rows=832, pitch_mm=1.25, distance_mm=340, depth_mm=430, source_mm=0, top=0.92, bottom=-0.92,
        mode="160kv", readout=_READOUT,
    ),
    "side": Scanner(
        rows=512, pitch_mm=1.25, distance_mm=690, depth_mm=620, source_mm=60, top=0.52, bottom=-0.12,
        mode="160kv", readout=_READOUT,
    ),
}  # fmt: skip
# The least areal mass in g/cm2 that counts as the shadow of a thing.
_SHADOW = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Shadow:
    """Where a thing falls in a picture: box (x0, y0, x1, y1) in pixels, mask bool (rows, columns)."""

    thing: Placed
    box: tuple[int, int, int, int]
    mask: NDArray[np.bool_]


def cast(bag: Bag, view: ViewName, scanner: Scanner) -> tuple[Canvas, tuple[Shadow, ...]]:
    """Draw a bag as a view sees it: areal masses, and where each thing falls."""
    (x0, x1), _, _ = bag.bounds
    shift = MARGIN_MM - x0
    canvas = Canvas(scanner, int(np.ceil((x1 - x0 + 2 * MARGIN_MM) / scanner.pitch_mm)))
    shadows: list[Shadow] = []
    for thing in bag.things:
        (left, right), _, _ = thing.bounds
        window = canvas.window(left + shift - 2, right + shift + 2)
        window.body(_seen(thing.body, view, shift))
        canvas.merge(window)
        shadow = _shadow(thing, window, canvas)
        if shadow is not None:
            shadows.append(shadow)
    return canvas, tuple(shadows)


def _seen(body: Body, view: ViewName, shift: float) -> Body:
    """A body in the axes of the lane: as it lies for the side, turned about the belt for the top."""
    return placed(body, shift, turn=(("x", 90.0),) if view == "top" else ())


def _shadow(thing: Placed, window: Canvas, canvas: Canvas) -> Shadow | None:
    total = sum(window.lines.values(), np.zeros((window.columns, canvas.scanner.rows), np.float32))
    inside = total.T > _SHADOW
    if not inside.any():
        return None
    mask = np.zeros((canvas.scanner.rows, canvas.columns), np.bool_)
    mask[:, window.first : window.first + window.columns] = inside
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return Shadow(thing, box, mask)
