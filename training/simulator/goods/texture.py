"""What wanders inside packages and lies between them: lumps, end walls, joints."""

from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.canvas import Canvas, PerColumn
from training.simulator.goods.stacking import Section
from training.simulator.physics.material import Material
from training.simulator.space import Span

Floats = NDArray[np.floating[Any]]


def mottle(span: Span, cell: float, amount: float, rng: Generator) -> Floats:
    """A wandering weight about 1 along x: knots about every ``cell`` millimetres, never below zero."""
    if not span.x.size:
        return np.ones(0)
    low, high = float(span.x[0]), float(span.x[-1]) + cell
    knots = np.arange(low - cell, high + cell, cell) + rng.uniform(-0.4, 0.4) * cell
    return np.clip(np.interp(span.x, knots, rng.normal(1, amount, knots.size)), 0.02, None)


def texture(
    canvas: Canvas,
    material: Material,
    section: Section,
    edges: tuple[PerColumn, PerColumn],
    z: tuple[PerColumn, PerColumn],
    grain: tuple[float, float, float],
    rng: Generator,
) -> None:
    """A course of lumps: ``grain`` is their size along x and in height, and how much they differ.

    The depth is cut in slabs too, each lumpy in its own way, so that the texture is no finer
    where the rays run level than elsewhere.
    """
    shape = section.cover.shape
    low, high = (np.broadcast_to(np.asarray(e, np.float32), shape) for e in edges)
    near, far = (np.broadcast_to(np.asarray(e, np.float32), shape) for e in z)
    cell, tall, amount = grain
    count = max(1, round(float(np.max(high - low, initial=0)) / tall))
    slabs = max(1, round(float(np.max(far - near, initial=0)) / max(220.0, 3 * cell)))
    for slab in range(slabs):
        depth = (near + (far - near) * slab / slabs, near + (far - near) * (slab + 1) / slabs)
        lift = rng.uniform(-0.5, 0.5, count + 1) * (np.arange(count + 1) % count > 0) * 0.7
        for k in range(count):
            share = [(k + j + lift[k + j]) / count for j in (0, 1)]
            y = (low + (high - low) * share[0], low + (high - low) * share[1])
            weight = section.cover * mottle(section.span, cell, amount, rng)
            canvas.prism(material, section.span, y, depth, weight)


def strip(distance: Floats, thick: float, pitch: float) -> Floats:
    """Share of each column that a strip of a thickness covers; ``distance`` from its middle, all in mm."""
    low, high = np.maximum(distance - pitch / 2, -thick / 2), np.minimum(distance + pitch / 2, thick / 2)
    return np.clip(high - low, 0, None) / pitch


def ends(canvas: Canvas, section: Section, long: float, thick: float) -> Floats:
    """Share of each column that the two end walls of packages of a length take."""
    distance = (1 - np.abs(section.u)) * long / 2 - thick / 2
    return strip(distance, thick, canvas.scanner.pitch_mm) * (section.cover > 0)


def joints(canvas: Canvas, section: Section, long: float, cells: int, thick: float) -> Floats:
    """Share of each column that the joints between cells side by side in a package take."""
    phase = (section.u + 1) * cells / 2
    distance = (phase - np.clip(np.round(phase), 1, max(1, cells - 1))) * long / cells
    return strip(distance, thick, canvas.scanner.pitch_mm) * (section.cover > 0) * (cells > 1)
