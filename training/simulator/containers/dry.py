"""Dry and open-top containers: frame, corrugated walls, boards, doors, and a roof or a tarpaulin."""

from numpy.random import Generator

from training.simulator.canvas import Canvas
from training.simulator.containers import ends, floor, frame, roof, walls
from training.simulator.containers.build import built
from training.simulator.containers.sizes import WIDE_MM
from training.simulator.space import Space


def dry(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> Space:
    """A closed container; returns the room for goods."""
    top = _body(canvas, box, doors_right, rng, covered=True)
    roof.sheet(canvas, box, rng)
    return Space((box.x[0] + 110, box.x[1] - 110), (top, box.y[1] - 45), (45.0, WIDE_MM - 45))


def open_top(canvas: Canvas, box: Space, doors_right: bool, rng: Generator) -> Space:
    """A container without a roof, under a tarpaulin on bows; returns the room for goods."""
    top = _body(canvas, box, doors_right, rng, covered=False)
    roof.tarpaulin(canvas, box, rng)
    return Space((box.x[0] + 110, box.x[1] - 110), (top, box.y[1] - 75), (65.0, WIDE_MM - 65))


def _body(canvas: Canvas, box: Space, doors_right: bool, rng: Generator, covered: bool) -> float:
    build = built(rng, box.size[0])
    frame.castings(canvas, box)
    frame.posts(canvas, box, doors_right)
    frame.rails(canvas, box, heavy=not covered)
    frame.sills(canvas, box)
    ends.front_wall(canvas, box, doors_right)
    ends.doors(canvas, box, doors_right, rng)
    walls.sides(canvas, box, build, rng, 62.0 if covered else 120.0)
    walls.rings(canvas, box, build, rng)
    return floor.boarded(canvas, box, build, doors_right)
