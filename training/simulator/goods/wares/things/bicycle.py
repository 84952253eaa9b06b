"""Bicycles, whole or as they go into a carton."""

import numpy as np
from numpy.random import Generator

from training.simulator.goods.wares.things.shapes import (
    Body,
    Point,
    bar,
    hoop,
    ring,
    rod,
    slab,
)
from training.simulator.materials import ALUMINIUM, PLASTIC, RUBBER, STEEL
from training.simulator.mesh import placed
from training.simulator.physics.material import Material


def bicycle(rng: Generator) -> Body:
    """A bicycle, whole: frame, fork, wheels with rims, hubs and spokes, cranks, saddle, handlebar."""
    size = _measures(rng)
    return (
        _frame(size, rng)
        + _fork(size, False)
        + _cycle_wheel(size["radius"], (0.0, 0.0), True, rng)
        + _cycle_wheel(size["radius"], (size["base"], 0.0), False, rng)
    )


def bicycle_for_carton(rng: Generator) -> Body:
    """A bicycle as packed: front wheel beside the frame, handlebar along it, pedals off, fork turned."""
    size = _measures(rng)
    out = _frame(size, rng, packed=True) + _fork(size, True)
    out += _cycle_wheel(size["radius"], (size["base"], 0.0), False, rng)
    front = placed(
        _cycle_wheel(size["radius"], (0, 0.0), True, rng),
        0.42 * size["base"],
        float(rng.uniform(0, 30)),
        -65.0,
    )
    return out + front


def _measures(rng: Generator) -> dict[str, float]:
    child = rng.random() < 0.25
    radius = float(rng.uniform(205, 255) if child else rng.choice([330.0, 340.0, 350.0]))
    return {
        "radius": radius,
        "base": radius * float(rng.uniform(2.95, 3.15)),
        "bottom": 0.82 * radius,
        "seat": 1.5 * radius * float(rng.uniform(0.95, 1.12)),
        "metal": float(rng.random()),
    }


def _frame(size: dict[str, float], rng: Generator, packed: bool = False) -> Body:
    """Triangle and rear triangle of tube, cranks with chain wheel, chain, saddle on its post."""
    r, base = size["radius"], size["base"]
    metal, wall = (STEEL, 1.1) if size["metal"] < 0.6 else (ALUMINIUM, 2.2)
    bottom, seat = (0.58 * base, size["bottom"], 0.0), (0.70 * base, 0.9 * r + size["seat"] * 0.75, 0.0)
    head, under = (
        (0.20 * base, 0.95 * r + size["seat"] * 0.78, 0.0),
        (0.17 * base, 0.82 * r + size["seat"] * 0.55, 0.0),
    )
    out: Body = ()
    for path, thick in (
        ([head, seat], 15.0),
        ([under, bottom], 18.0),
        ([bottom, seat], 15.0),
        ([head, under], 20.0),
    ):
        out += rod(metal, path, thick, wall, 8)
    for z in (-60.0, 60.0):
        out += rod(metal, [bottom, (base, r, z)], 9, wall, 6) + rod(metal, [seat, (base, r, z)], 8, wall, 6)
    out += _saddle(seat, size, packed)
    return out + _drive(size, metal, packed, rng)


def _saddle(seat: Point, size: dict[str, float], packed: bool) -> Body:
    """Saddle with its rails on a post."""
    metal = STEEL if size["metal"] < 0.6 else ALUMINIUM
    post = (seat[0] + 20, seat[1] + (30 if packed else 0.28 * size["seat"]), 0.0)
    out = rod(metal, [seat, post], 13, 2, 8) + slab(
        PLASTIC.at(0.5),
        [post[0] - 140, post[0] - 40, post[0] + 120],
        post[1] + 10,
        [post[1] + 30, post[1] + 40, post[1] + 55],
        ([-18, -30, -85], [18, 30, 85]),
    )
    for z in (-22.0, 22.0):
        out += rod(STEEL, [(post[0] - 120, post[1] + 5, z), (post[0] + 90, post[1] + 5, z * 1.8)], 3.5, 0, 5)
    return out


def _drive(size: dict[str, float], metal: Material, packed: bool, rng: Generator) -> Body:
    """Cranks, chain wheel, sprockets, chain; pedals unless packed."""
    r, base = size["radius"], size["base"]
    bottom = (0.58 * base, size["bottom"])
    out = (
        ring(STEEL, bottom, (95, 62), (40, 44))
        + ring(STEEL, bottom, (22, 0), (-38, 50), 12)
        + ring(STEEL, (base, r), (45, 15), (38, 56), 16)
    )
    angle = float(rng.uniform(0, np.pi))
    for sign, z in ((1, 55.0), (-1, -55.0)):
        tip = (bottom[0] + sign * 170 * np.cos(angle), bottom[1] + sign * 170 * np.sin(angle), z)
        out += rod(metal, [(bottom[0], bottom[1], z), tip], 10, 0, 6)
        out += (
            ()
            if packed
            else bar(
                PLASTIC.at(1.6),
                (tip[0] - 45, tip[0] + 45),
                (tip[1] - 12, tip[1] + 12),
                (z + np.sign(z) * 50 - 40, z + np.sign(z) * 50 + 40),
            )
        )
    for rise in (-78.0, 78.0):
        out += rod(STEEL, [(bottom[0], bottom[1] + rise, 42), (base, r + 0.48 * rise, 46)], 4, 0, 5)
    return out


def _fork(size: dict[str, float], packed: bool) -> Body:
    """Fork with stem and handlebar; packed: the bar lies along the frame."""
    r, base = size["radius"], size["base"]
    metal = STEEL if size["metal"] < 0.6 else ALUMINIUM
    head, crown = (0.195 * base, 0.98 * r + size["seat"] * 0.8), (0.165 * base, 0.8 * r + size["seat"] * 0.52)
    drop = (2 * crown[0], r) if packed else (0.0, r)
    out: Body = ()
    for z in (-48.0, 48.0):
        out += rod(
            metal,
            [(*crown, z * 0.9), (0.5 * (crown[0] + drop[0]), 0.5 * (crown[1] + r), z), (*drop, z)],
            13,
            2,
            8,
        )
    out += rod(metal, [(*crown, -50), (*crown, 50)], 16, 3, 8) + rod(
        STEEL, [(*crown, 0), (head[0] + 5, head[1] + 60, 0)], 14, 2.5, 8
    )
    stem = (head[0] - 60, head[1] + 85)
    out += rod(metal, [(head[0] + 5, head[1] + 60, 0), (*stem, 0)], 15, 3, 8)
    return out + _handlebar(stem, metal, packed)


def _handlebar(stem: tuple[float, float], metal: Material, packed: bool) -> Body:
    if packed:
        return rod(
            metal,
            [
                (stem[0], stem[1] - 90, 70),
                (stem[0] + 280, stem[1] - 130, 75),
                (stem[0] + 560, stem[1] - 120, 80),
            ],
            12,
            2,
            8,
        )
    bars = [
        (stem[0] + 90, stem[1] + 20, -310),
        (stem[0] + 20, stem[1] + 25, -150),
        (*stem, 0),
        (stem[0] + 20, stem[1] + 25, 150),
        (stem[0] + 90, stem[1] + 20, 310),
    ]
    out = rod(metal, bars, 12, 2, 8)
    for z in (-250.0, 250.0):
        out += rod(
            RUBBER, [(stem[0] + 60, stem[1] + 22, z - 45), (stem[0] + 60, stem[1] + 22, z + 45)], 16, 6, 8
        )
    return out


def _cycle_wheel(radius: float, at: tuple[float, float], front: bool, rng: Generator) -> Body:
    """Tyre, rim, hub, axle and crossed spokes; its foot on y = 0."""
    thick = float(rng.uniform(18, 27))
    rim = radius - thick * 1.7
    out = hoop(RUBBER, radius - thick, thick, 3.5) + hoop(ALUMINIUM, rim - 4, 10, 2.2)
    out += ring(ALUMINIUM, (0, 0), (19, 8), (-38, 38), 12) + ring(STEEL, (0, 0), (5, 0), (-68, 68), 8)
    for side in (-30.0, 30.0):
        out += ring(ALUMINIUM, (0, 0), (30, 19), (side - 2, side + 2), 12)
    shift = float(rng.uniform(0, 1))
    for number in range(28):
        angle = (number + shift) * 2 * np.pi / 28
        lead = angle + (0.7 if number % 4 < 2 else -0.7)
        side = 30.0 if number % 2 else -30.0
        path = [
            (28 * np.cos(lead), 28 * np.sin(lead), side),
            ((rim - 10) * np.cos(angle), (rim - 10) * np.sin(angle), 0),
        ]
        out += rod(STEEL, path, 1.1, 0, 4)
    return placed(out, at[0], radius, at[1])
