"""A bag through the line scanner: the samples that it writes, and the truth about them."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.bags.colours import display
from training.simulator.bags.plan import Bag
from training.simulator.bags.scanner import SCANNERS, Shadow, ViewName, cast
from training.simulator.detector import expose, still
from training.simulator.geometry import Scanner
from training.simulator.physics.beam import beam, transmission


@dataclass(frozen=True, slots=True, eq=False)
class BagView:
    """One view of a bag.

    ``samples`` are calibrated transmission of the channels named in ``channels``, uint16 (2, rows,
    columns), air at ``air_level``; ``shadows`` say where each thing falls, the shell first.
    """

    name: ViewName
    channels: tuple[str, ...]
    samples: NDArray[np.uint16]
    air_level: int
    pixel_pitch_mm: tuple[float, float]
    shadows: tuple[Shadow, ...]

    @property
    def picture(self) -> NDArray[np.uint8]:
        """The pseudo-colour picture of the view, uint8 (rows, columns, 3), red first."""
        return display(self.samples.astype(np.float32) / np.float32(self.air_level))


def scan_bag(bag: Bag, view: ViewName, rng: Generator, scanner: Scanner | None = None) -> BagView:
    """Scan a bag in one view; the same bag and generator give the same bits.

    Parameters
    ----------
    bag
        What lies on the belt.
    view
        "top": rays come from below the belt; "side": from beside it.
    scanner
        Another machine than that of ``SCANNERS``, of the mode "160kv".
    """
    machine = scanner or SCANNERS[view]
    canvas, shadows = cast(bag, view, machine)
    mean, second = transmission(canvas.lines, beam(machine.mode))
    exposure = expose(mean, second, machine, still(canvas.columns), rng)
    return BagView(
        view,
        exposure.channels,
        exposure.picture,
        machine.readout.air_level,
        machine.pixel_pitch_mm,
        shadows,
    )
