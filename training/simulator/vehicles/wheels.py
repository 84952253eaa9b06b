"""Road wheels, axles with brakes and springs, mudguards; drawn once and stamped along the lane.

Sizes are those of 315/80 R22.5 tyres on drum-braked axles of 9 to 10 t (ISO 4223, makers' sheets).
"""

import numpy as np
from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.geometry import CONTAINER_WIDTH_MM
from training.simulator.materials import PLASTIC, STEEL, TYRE
from training.simulator.physics.material import Material
from training.simulator.space import Range, Space

HUB_MM = 505.0
SHEET_HUB_MM = 700.0
_TYRE, _RIM = 520.0, 286.0
_HOLE = STEEL.at(-STEEL.density)
_WIDE = CONTAINER_WIDTH_MM


def road_wheel(canvas: Canvas, x: float, z: Range, dished: bool = True) -> None:
    """A tyre on its steel rim, standing on the road; ``z`` is the width of the tyre."""
    low, high = z
    centre = (x, HUB_MM)
    canvas.ring(TYRE, centre, (_TYRE - 5, _TYRE - 30), (low + 18, high - 18))
    canvas.ring(TYRE, centre, (_TYRE - 18, _TYRE - 42), (low + 4, high - 4))
    for side, way in ((low, 1.0), (high, -1.0)):
        for outer, inner, into, thick in ((_TYRE - 42, 345.0, 2.0, 13.0), (345.0, _RIM + 4, 20.0, 30.0)):
            wall = sorted((side + way * into, side + way * (into + thick)))
            canvas.ring(TYRE, centre, (outer, inner), (wall[0], wall[1]))
    canvas.ring(STEEL, centre, (_RIM + 4, _RIM - 5), (low + 24, high - 24))
    disc = high - 90 if dished else low + 80
    canvas.ring(STEEL, centre, (_RIM - 5, 95.0), (disc, disc + 11))
    for turn in np.arange(8) * np.pi / 4 + 0.3:
        hole = (x + 205 * float(np.cos(turn)), HUB_MM + 205 * float(np.sin(turn)))
        canvas.ring(_HOLE, hole, (30.0, 0.0), (disc, disc + 11))


def twin_axle(canvas: Canvas) -> Canvas:
    """A sheet with an axle on twin tyres at ``SHEET_HUB_MM``, to be stamped wherever there is one."""
    sheet = canvas.sheet(2 * SHEET_HUB_MM)
    axle(sheet, SHEET_HUB_MM, pairs=True)
    return sheet


def axle(canvas: Canvas, x: float, pairs: bool) -> None:
    """An axle of 2.5 m over its tyres, twin or single, with drums, hubs and brake chambers."""
    for offset in (0.0, 345.0) if pairs else (20.0,):
        road_wheel(canvas, x, (offset, offset + 300), offset > 0)
        road_wheel(canvas, x, (_WIDE - offset - 300, _WIDE - offset), offset == 0)
    canvas.block(STEEL, (x - 70, x + 70), (HUB_MM - 70, HUB_MM + 70), (330.0, _WIDE - 330))
    canvas.block(_HOLE, (x - 57, x + 57), (HUB_MM - 57, HUB_MM + 57), (330.0, _WIDE - 330))
    for near in (330.0, _WIDE - 540):
        canvas.ring(STEEL, (x, HUB_MM), (218, 200), (near, near + 210))
        canvas.ring(STEEL.at(6.0), (x, HUB_MM), (205, 70), (near + 95, near + 107))
        for part in (-1.0, 1.0):
            canvas.block(
                STEEL.at(4.5),
                (x + part * 165 - 28, x + part * 165 + 28),
                (HUB_MM - 110, HUB_MM + 110),
                (near + 20, near + 190),
            )
    for near in (150.0, _WIDE - 400):
        canvas.ring(STEEL.at(6.5), (x, HUB_MM), (118, 45), (near, near + 250))
    for z in (620.0, _WIDE - 620):
        canvas.pipe(STEEL.at(2.2), (x + 110, x + 290), (HUB_MM + 60, z), (82.0, 20.0))


def leaf_spring(canvas: Canvas, x: float, level: float, half: float, leaves: int) -> None:
    """Bowed leaves lengthwise over (or under) an axle on both sides, with U-bolts, plates and eyes."""
    span = canvas.span(x - half, x + half)
    away = (span.x - x) / half
    for number in range(leaves):
        inside = np.abs(away) < 1 - 0.16 * number
        low = level - 16.0 * number + 85 * away**2
        for z in (560.0, _WIDE - 640):
            canvas.prism(STEEL, span, (low, low + 13), (z, z + 80), inside.astype(np.float32))
    for z in (545.0, _WIDE - 655):
        canvas.block(
            STEEL, (x - 75, x + 75), (level - 16 * leaves - 22, level - 16 * leaves + 4), (z, z + 110)
        )
        for bolt in (x - 72, x + 50):
            canvas.block(STEEL, (bolt, bolt + 22), (HUB_MM - 90, level + 45), (z, z + 22))
        for end in (x - half, x + half):
            canvas.ring(STEEL, (end, level + 85), (32.0, 12.0), (z, z + 110))


def differential(canvas: Canvas, x: float) -> None:
    """The housing in the middle of a driven axle, with the end of its shaft."""
    canvas.ellipsoid(STEEL.at(6.5), (x, HUB_MM, _WIDE / 2), (215.0, 225.0, 205.0))
    canvas.pipe(STEEL, (x - 480, x - 180), (HUB_MM + 60, _WIDE / 2), (72.0, 40.0))


def hanger(canvas: Canvas, x: float, top: float, level: float) -> None:
    """A bracket under the frame that holds ends of springs, with its equaliser."""
    for z in (560.0, _WIDE - 650):
        for side in (z, z + 80):
            canvas.block(STEEL, (x - 95, x + 95), (level - 40, top), (side, side + 10))
        canvas.block(STEEL.at(5.0), (x - 150, x + 150), (level + 20, level + 90), (z + 20, z + 70))


def mudguard(canvas: Canvas, x: float, rng: Generator) -> None:
    """A half round of sheet over both twin tyres, on tubes bolted to the frame."""
    radius = 610 + float(rng.uniform(0, 40))
    for outer, sign in ((radius, 1.0), (radius - 4, -1.0)):
        span = canvas.span(x - outer, x + outer)
        half = np.sqrt(np.clip(outer**2 - (span.x - x) ** 2, 0, None))
        shade = PLASTIC.at(sign * PLASTIC.density)
        for z in (0.0, _WIDE - 640):
            canvas.prism(shade, span, (HUB_MM + 60, HUB_MM + np.maximum(half, 60)), (z, z + 640))
    for part in (-0.62, 0.62):
        for z in (0.0, _WIDE - 700):
            at = x + part * radius
            canvas.block(STEEL, (at - 21, at + 21), (HUB_MM + 330, HUB_MM + 372), (z, z + 700))
            canvas.block(_HOLE, (at - 18, at + 18), (HUB_MM + 333, HUB_MM + 369), (z, z + 700))


def spare_wheel(canvas: Canvas, x: float, low: float, flat: bool) -> Space:
    """A wheel in its basket under the frame, flat or across; returns the hollow of its tyre."""
    centre = _WIDE / 2
    walls = ((low, low + 14), (low + 286, low + 300)) if flat else ((x - 150, x - 136), (x + 136, x + 150))
    tread = (low + 10, low + 290) if flat else (x - 140, x + 140)
    rim = (low + 35, low + 265) if flat else (x - 115, x + 115)

    def tube(material: Material, radii: Range, along: Range) -> None:
        if flat:
            canvas.drum(material, (x, centre), radii, along)
        else:
            canvas.pipe(material, along, (low + _TYRE, centre), radii)

    tube(TYRE, (_TYRE, _TYRE - 27), tread)
    for wall in walls:
        tube(TYRE, (_TYRE - 12, _RIM + 4), wall)
    tube(STEEL, (_RIM, _RIM - 7), rim)
    tube(STEEL, (_RIM - 7, 95.0), (rim[0] + 60, rim[0] + 71))
    for at in (x - 380, x + 380):
        canvas.block(STEEL, (at - 15, at + 15), (low - 14, low - 8), (centre - 560, centre + 560))
        for z in (centre - 560, centre + 554):
            canvas.block(STEEL, (at - 15, at + 15), (low - 14, low + 420), (z, z + 6))
    if flat:
        return Space((x - 165, x + 165), (low + 22, low + 278), (centre + 304, centre + 452))
    return Space((x - 128, x + 128), (low + _TYRE + 304, low + _TYRE + 452), (centre - 165, centre + 165))


def tyre_room(x: float, far: bool) -> Space:
    """The hollow in the crown of an outer tyre of the axle at x."""
    z = (_WIDE - 280, _WIDE - 20) if far else (20.0, 280.0)
    return Space((x - 165, x + 165), (HUB_MM + 304, HUB_MM + 450), z)
