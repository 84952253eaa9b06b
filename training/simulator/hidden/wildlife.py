"""Parts of protected animals and plants: tusks, carvings, horns, scales, live tortoises, rosewood."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, cut, grown, settled
from training.simulator.materials import WOOD
from training.simulator.mesh import Body, Part, Points, ball, joined, lofted, revolved, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_IVORY = Material("ivory", 1.80, of.IVORY)
_KERATIN = Material("horn", 1.30, of.PROTEIN)
_SHELL = Material("tortoise shell", 1.5, of.IVORY)
_FLESH = Material("live animal", 1.0, of.MEAT)
_ROSEWOOD = Material("rosewood", 0.95, of.WOOD)


def tusk(rng: Generator) -> Body:
    """An elephant's tusk, curved and tapering, hollow at its root; 3 to 30 kg."""
    long = float(rng.uniform(650, 1550))
    root = float(rng.uniform(0.036, 0.042)) * long
    path, taper = _curve(long, float(rng.uniform(45, 85)), 15)
    radius = root * np.clip(1.02 - 0.9 * taper**1.6, 0.08, None)
    hollow = int(rng.integers(5, 7))
    pulp = radius[:hollow] * np.linspace(0.78, 0.06, hollow)
    parts = (Part(tube(path, radius, 16), _IVORY), cut(Part(tube(path[:hollow], pulp, 16), _IVORY)))
    return settled(parts)


def rhino_horn(rng: Generator) -> Body:
    """A horn of a rhinoceros: broad base, curved, solid but for the hollow foot; 1.5 to 5 kg."""
    long = float(rng.uniform(300, 520))
    path, taper = _curve(long, float(rng.uniform(35, 65)), 11)
    radius = (
        float(rng.uniform(68, 88)) * np.clip((1 - taper) ** 0.85, 0.07, None) * (1 + 0.25 * (taper < 0.1))
    )
    base = np.stack([path[0], path[0] + 0.5 * (path[1] - path[0]), path[1]])
    dish = np.array([radius[0] * 0.7, radius[0] * 0.4, 2.0])
    horn = (Part(tube(path, radius, 18), _KERATIN), cut(Part(tube(base, dish, 18), _KERATIN)))
    return settled(grown(horn, 1.0, 1.0, float(rng.uniform(0.75, 0.95))))


def _curve(long: float, degrees: float, points: int) -> tuple[Points, Points]:
    """A bow in the x-y plane of a length and an angle, and the share of the way along it."""
    share = np.linspace(0, 1, points)
    angle = np.deg2rad(degrees) * (share - 0.35)
    step = long / (points - 1)
    way = np.cumsum(np.c_[np.cos(angle), np.sin(angle)] * step, axis=0)
    return np.c_[way, np.zeros(points)], share


def carvings(rng: Generator) -> Body:
    """Figurines and bangles of ivory side by side in a box of wood; 1 to 6 kg."""
    parts: list[Part] = []
    x = 14.0
    for _ in range(int(rng.integers(4, 8))):
        high, wide = float(rng.uniform(110, 210)), float(rng.uniform(16, 27))
        profile = [(wide * 1.15, 0), (wide * 1.1, 8), (wide * 0.85, 14)]
        profile += [(wide * float(rng.uniform(0.55, 1.0)), high * t) for t in (0.25, 0.4, 0.55, 0.68)]
        profile += [
            (wide * 0.35, high * 0.77),
            (wide * 0.5, high * 0.86),
            (wide * 0.42, high * 0.95),
            (2, high),
        ]
        figure = revolved(profile, 18).scaled(1, 1, float(rng.uniform(0.6, 0.9)))
        parts.append(Part(figure.moved(x + wide * 1.2, 12, 48), _IVORY))
        x += 2.4 * wide + 8
    high = max(part.mesh.bounds[1][1] for part in parts) + 12
    crate = bar(WOOD, (0, x + 8), (0, high + 8), (0, 96))
    return (crate, cut(bar(WOOD, (8, x), (8, high), (8, 88))), *parts)


def scales(rng: Generator) -> Body:
    """A sack of dried scales, loose: a lumpy sack, light for its size; 15 to 30 kg."""
    x, y, z = float(rng.uniform(620, 800)), float(rng.uniform(180, 240)), float(rng.uniform(380, 460))
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    rings: list[Points] = []
    for along in np.linspace(0, 1, 9):
        full = 0.35 + 0.65 * np.sin(np.pi * np.clip(along, 0.03, 0.97)) ** 0.35
        lump = full * (1 + 0.03 * rng.standard_normal(24))
        rings.append(np.c_[np.full(24, along * x), np.sin(turn) * y / 2 * lump, np.cos(turn) * z / 2 * lump])
    leaves = [
        ball(24, 2.6, 20, 8).turned("z", float(rng.uniform(-60, 60))).turned("x", float(rng.uniform(-60, 60)))
        .moved(float(at[0]) * x * 0.4 + x / 2, float(at[1]) * y * 0.3, float(at[2]) * z * 0.3)
        for at in rng.uniform(-1, 1, (160, 3))
    ]  # fmt: skip
    return settled((Part(lofted(rings), _KERATIN.at(0.42)), Part(joined(*leaves), _KERATIN.at(0.85))))


def tortoises(rng: Generator) -> Body:
    """A slatted crate of live tortoises, each a dome of shell with a body in it; 10 to 40 kg."""
    counts = (int(rng.integers(3, 6)), int(rng.integers(1, 3)), 2)
    pitch = (190.0, 120.0, 165.0)
    x, y, z = (count * side + 30 for count, side in zip(counts, pitch, strict=True))
    boards = [
        bar(WOOD, (0, x), (low, low + 9), (0, z))
        for low in (0.0, *(pitch[1] * (i + 1) + 9 for i in range(counts[1])))
    ]
    for low in np.arange(24.0, y - 30, 48):
        boards += [
            bar(WOOD, (0, x), (float(low), float(low) + 26), side) for side in ((0.0, 9.0), (z - 9, z))
        ]
    boards += [bar(WOOD, (at, at + 30), (0, y), (0, z)) for at in (0.0, x - 30)]
    parts: list[Part] = []
    for i in range(counts[0]):
        for j in range(counts[1]):
            for k in range(counts[2]):
                at = (
                    i * pitch[0] + 118 + rng.normal(0, 8),
                    j * pitch[1] + 20,
                    k * pitch[2] + 98 + rng.normal(0, 6),
                )
                parts += _tortoise(float(rng.uniform(0.8, 1.1)), at, float(rng.uniform(0, 360)))
    return settled((*boards, *parts))


def _tortoise(size: float, at: tuple[float, float, float], turned: float) -> list[Part]:
    dome = revolved([(62, 0), (70, 12), (64, 38), (46, 62), (22, 74), (4, 77)], 18)
    inner = revolved([(58, 4), (66, 13), (60, 37), (43, 58), (20, 70), (3, 72)], 18)
    head = ball(17, 12, 12, 12).moved(x=82, y=18)
    feet = [ball(16, 14, 12, 10).moved(x, 10, z) for x in (-48, 48) for z in (-44, 44)]

    def there(part: Part) -> Part:
        return Part(part.mesh.scaled(size, size, size * 0.88).turned("y", turned).moved(*at), part.material)

    shell = (
        Part(dome, _SHELL),
        cut(Part(inner, _SHELL)),
        Part(inner, _FLESH),
        Part(joined(head, *feet), _FLESH),
    )
    return [there(part) for part in shell]


def rosewood(rng: Generator) -> Body:
    """A hewn log of a protected wood, heavier than water when green, with heart cracks; 15 to 120 kg."""
    long, radius = float(rng.uniform(800, 1900)), float(rng.uniform(75, 130))
    turn = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    shape = 1 + 0.05 * np.sin(2 * turn + rng.uniform(0, 6)) + 0.04 * np.sin(3 * turn + rng.uniform(0, 6))
    rings: list[Points] = []
    for along in np.linspace(0, 1, 6):
        bow = 0.03 * long * np.sin(np.pi * along)
        r = radius * (1.06 - 0.14 * along) * shape * (1 + 0.01 * rng.standard_normal(18))
        rings.append(np.c_[np.full(18, along * long), r * np.sin(turn) + bow, r * np.cos(turn)])
    crack = bar(_ROSEWOOD, (2, long * 0.3), (-4, 4), (-radius * 0.5, radius * 0.4))
    return settled((Part(lofted(rings), _ROSEWOOD), cut(crack)))
