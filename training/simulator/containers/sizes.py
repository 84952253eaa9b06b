"""Outer sizes of containers (ISO 668) and positions measured from their ends; millimetres."""

from collections.abc import Mapping

from training.simulator.geometry import CONTAINER_WIDTH_MM
from training.simulator.space import Kind, Range, Space

WIDE_MM = CONTAINER_WIDTH_MM
LENGTH_MM: Mapping[Kind, float] = {
    "20": 6058.0, "40": 12192.0, "40hc": 12192.0, "reefer": 12192.0, "tank": 6058.0,
    "flat-rack": 12192.0, "open-top": 12192.0,
}  # fmt: skip
HEIGHT_MM: Mapping[Kind, float] = {
    "20": 2591.0, "40": 2591.0, "40hc": 2896.0, "reefer": 2896.0, "tank": 2591.0,
    "flat-rack": 2591.0, "open-top": 2591.0,
}  # fmt: skip


def outer(kind: Kind, x: float, floor: float) -> Space:
    """The room that a container of a kind takes, its low left corner at (x, floor)."""
    return Space((x, x + LENGTH_MM[kind]), (floor, floor + HEIGHT_MM[kind]), (0.0, WIDE_MM))


def from_door(box: Space, doors_right: bool, start: float, stop: float) -> Range:
    """The part of the length between two distances from the door end, low end first."""
    low, high = box.x
    return (high - stop, high - start) if doors_right else (low + start, low + stop)
