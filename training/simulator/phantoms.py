"""Test objects for cargo scanners, and an observer that reads them.

The objects follow the tests of IEC 62523:2010 (clause 7: steel penetration, wire detection, contrast
sensitivity, spatial resolution, material discrimination), with a wedge of steps besides. They stand
on the middle plane of the lane at the height of the source, where rays are level.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas
from training.simulator.detector import expose, still
from training.simulator.geometry import Scanner
from training.simulator.materials import COPPER, LEAD, STEEL
from training.simulator.physics.beam import Beam, beam, material_line, transmission
from training.simulator.physics.material import Composition, Material

Float = NDArray[np.float32]
Area = tuple[slice, slice]
# A. Rose, J. Opt. Soc. Am. 38, 196 (1948): a feature is seen from about five times its noise on.
ROSE = 5.0
PATCH_MM = 50.0
FINE = 4
_SIDE_MM = 600.0
# Columns beside which the blur lets air in.
_EDGE = 4


@dataclass(frozen=True, slots=True, eq=False)
class Phantom:
    """A test object in the beam.

    ``scanner`` sees it with the pixels of the scanner under test, but only as many rows as the
    object needs; ``canvas`` holds its areal masses, with `FINE` x `FINE` rays a pixel so that wires
    and bars thinner than a pixel come out right; ``targets`` are the areas of its features, as rows
    and columns of the scanner.
    """

    scanner: Scanner
    canvas: Canvas
    targets: tuple[Area, ...]

    def signal(self, beam: Beam) -> tuple[Float, Float]:
        """Mean and variance times quanta, as of `transmission`, float32 (channels, rows, columns).

        A pixel adds up the photons of all its rays, not their attenuation.
        """
        rows, columns = self.scanner.rows, self.canvas.columns // FINE
        mean, second = (
            fine.reshape(-1, rows, FINE, columns, FINE).mean((2, 4), dtype=np.float32)
            for fine in transmission(self.canvas.planes, beam)
        )
        return mean, second

    def expose(self, rng: Generator) -> Float:
        """What the scanner makes of it, standing still: transmission, float32 (channels, rows, columns)."""
        mean, second = (np.swapaxes(each, 1, 2) for each in self.signal(beam(self.scanner.mode)))
        picture = expose(mean, second, self.scanner, still(mean.shape[1]), rng).picture
        return picture.astype(np.float32) / np.float32(self.scanner.readout.air_level)


def bench(scanner: Scanner, height_mm: float) -> Scanner:
    """The rows of a scanner that look at the middle plane within a height about that of the source."""
    rows = round(height_mm / scanner.pixel_pitch_mm[1])
    return replace(scanner, rows=rows, top=rows * scanner.step / 2, bottom=-rows * scanner.step / 2)


def _canvas(seen: Scanner, width_mm: float = _SIDE_MM) -> Canvas:
    fine = replace(seen, rows=seen.rows * FINE, pitch_mm=seen.pitch_mm / FINE)
    return Canvas(fine, round(width_mm / seen.pitch_mm) * FINE)


def _area(scanner: Scanner, x: tuple[float, float], half_height: float) -> Area:
    """Pixels wholly within a stretch along the lane and a height about that of the source."""
    across = half_height / scanner.pixel_pitch_mm[1]
    return (
        slice(int(np.ceil(scanner.rows / 2 - across)), int(scanner.rows / 2 + across)),
        slice(int(np.ceil(x[0] / scanner.pitch_mm)), int(x[1] / scanner.pitch_mm)),
    )


def _plate(canvas: Canvas, material: Material, x: tuple[float, float], half: float, mm: float) -> None:
    """A plate of the given thickness on the middle plane."""
    y, z = canvas.scanner.source_mm, canvas.scanner.depth_mm / 2
    canvas.block(material, x, (y - half, y + half), (z - mm / 2, z + mm / 2))


def step_wedge(scanner: Scanner, material: Material, thicknesses: tuple[float, ...]) -> Phantom:
    """Plates of several thicknesses in millimetres side by side, each 100 mm wide; the targets in order."""
    seen = bench(scanner, 240)
    canvas = _canvas(seen, 100.0 * len(thicknesses))
    for step, thickness in enumerate(thicknesses):
        _plate(canvas, material, (100.0 * step, 100.0 * step + 100), 120, thickness)
    areas = [_area(seen, (100.0 * step + 25, 100.0 * step + 75), 30) for step in range(len(thicknesses))]
    return Phantom(seen, canvas, tuple(areas))


def steel_penetration(scanner: Scanner, steel_mm: float) -> Phantom:
    """A lead block 100 mm wide and high and 100 mm thick behind a steel plate."""
    return _patch(scanner, steel_mm, LEAD, 100)


def contrast_indicator(scanner: Scanner, steel_mm: float, more_mm: float) -> Phantom:
    """A steel sheet 100 mm wide and high on a steel plate."""
    return _patch(scanner, steel_mm, STEEL, more_mm)


def _patch(scanner: Scanner, steel_mm: float, material: Material, thickness: float) -> Phantom:
    seen = bench(scanner, _SIDE_MM)
    canvas = _canvas(seen)
    middle, half = _SIDE_MM / 2, PATCH_MM / 2
    _plate(canvas, STEEL, (0, _SIDE_MM), _SIDE_MM, steel_mm)
    _plate(canvas, material, (middle - 50, middle + 50), 50, thickness)
    return Phantom(seen, canvas, (_area(seen, (middle - half, middle + half), half),))


def wire(scanner: Scanner, diameter_mm: float) -> Phantom:
    """A copper wire in air, 200 mm long, that climbs one in ten; the target is its middle 100 mm."""
    seen = bench(scanner, _SIDE_MM)
    canvas = _canvas(seen)
    middle = _SIDE_MM / 2
    span = canvas.span(middle - 100, middle + 100)
    height = scanner.source_mm + 0.1 * (span.x - middle)
    canvas.oval(COPPER, span, (height, scanner.depth_mm / 2), (diameter_mm / 2, diameter_mm / 2))
    return Phantom(seen, canvas, (_area(seen, (middle - 50, middle + 50), 20),))


def line_pairs(scanner: Scanner, bar_mm: float, phase: float, upright: bool) -> Phantom:
    """Five lead bars 10 mm thick with gaps as wide as the bars, upright or lying.

    ``phase`` shifts them by a share of a pixel. The target spans four periods of bar and gap.
    """
    seen = bench(scanner, 400)
    canvas = _canvas(seen, 400)
    y, pitch = scanner.source_mm, scanner.pixel_pitch_mm
    z = (scanner.depth_mm / 2 - 5, scanner.depth_mm / 2 + 5)
    for bar in range(5):
        start = (2 * bar - 4.5) * bar_mm + phase * pitch[0 if upright else 1]
        if upright:
            canvas.block(LEAD, (200 + start, 200 + start + bar_mm), (y - 90, y + 90), z)
        else:
            canvas.block(LEAD, (110, 290), (y + start, y + start + bar_mm), z)
    if upright:
        return Phantom(seen, canvas, (_area(seen, (200 - 4 * bar_mm, 200 + 4 * bar_mm), 40),))
    return Phantom(seen, canvas, (_area(seen, (160, 240), 4 * bar_mm),))


def visibility(picture: Float, target: Area, template: Float | None = None) -> float:
    """How far a feature stands out, in standard deviations of what looks alike elsewhere.

    The picture is matched with the expected shape of the feature, of the size of the target (an
    even patch unless given); the response on the target is compared with the responses wherever
    the shape fits without touching it. The feature is seen from `ROSE` on.

    Parameters
    ----------
    picture
        Transmission, float32 (rows, columns), even but for the feature.
    """
    rows, columns = target
    height, width = rows.stop - rows.start, columns.stop - columns.start
    shape = np.full((height, width), 1 / (height * width), np.float32) if template is None else template
    response = cv2.matchTemplate(picture, shape, cv2.TM_CCORR).astype(np.float64)
    here = response[rows.start, columns.start]
    apart = np.zeros(response.shape, bool)
    apart[_EDGE:-_EDGE, _EDGE:-_EDGE] = True
    apart[
        max(rows.start - 2 * height, 0) : rows.stop + height,
        max(columns.start - 2 * width, 0) : columns.stop + width,
    ] = False
    ground = response[apart]
    return float(abs(here - ground.mean()) / ground.std())


def modulation(picture: Float, target: Area, period_px: float, upright: bool) -> float:
    """Contrast of bars: amplitude of their first harmonic over the mean, 4 / pi where they are sharp.

    ``picture`` is attenuation, float32 (rows, columns); mean and harmonic are fitted by least squares
    to the profile of the target across the bars.
    """
    profile = picture[target].mean(0 if upright else 1, dtype=np.float64)
    phase = 2 * np.pi * np.arange(profile.size) / period_px
    waves = np.stack([np.ones(profile.size), np.cos(phase), np.sin(phase)], axis=1)
    mean, cosine, sine = np.linalg.lstsq(waves, profile, rcond=None)[0]
    return float(np.hypot(cosine, sine) / mean)


def identify(beam: Beam, high: Float, low: Float, materials: tuple[Composition, ...]) -> NDArray[np.intp]:
    """Which of the materials each pixel of a two-energy picture is nearest to.

    Parameters
    ----------
    high, low
        Attenuation of the channels, float32 (N,).

    Returns
    -------
    Index into ``materials``, (N,): the one whose line, at the same high attenuation, passes nearest
    to the low attenuation.
    """
    masses = np.concatenate([[0.0], np.geomspace(0.1, 600, 400)])
    distance: list[NDArray[np.float64]] = []
    for composition in materials:
        line_high, line_low = material_line(beam, composition, masses)
        distance.append(np.abs(low - np.interp(high, line_high, line_low)))
    return np.argmin(np.stack(distance), axis=0)
