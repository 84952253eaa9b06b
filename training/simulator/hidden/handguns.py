"""Pistols and revolvers, seen from the right: muzzle towards high x, grip down."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, bored, cut, grown, plate, rod, settled
from training.simulator.materials import BRASS, LEAD, PLASTIC, STEEL, WOOD
from training.simulator.mesh import Body, Part, cylinder, joined, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_POLYMER = Material("glass-filled nylon", 1.25, of.NYLON)
_SPRING = STEEL.at(2.6)
_GRIP = [(32, 106), (82, 106), (56, 4), (52, 0), (8, 0), (2, 8), (28, 92)]
_WELL = [(36, 104), (74, 104), (52, 3), (12, 3)]


def pistol(rng: Generator) -> Body:
    """A self-loading pistol with a polymer frame, empty or loaded; 0.7 to 1.1 kg."""
    body = (*_slide(), *_polymer_frame(), *_guard(), *_magazine(bool(rng.random() < 0.5)))
    return _sized(body, rng)


def steel_pistol(rng: Generator) -> Body:
    """A self-loading pistol with a steel frame, a hammer, and grip panels of wood."""
    frame = [
        (26, 106),
        (194, 106),
        (194, 97),
        (100, 95),
        (84, 96),
        (60, 4),
        (12, 4),
        (30, 88),
        (8, 96),
        (10, 100),
    ]
    parts: list[Part] = [
        plate(STEEL, frame, (6.5, 23.5)),
        cut(bar(STEEL, (92, 190), (98, 106), (8, 22))),
        cut(plate(STEEL, [(36, 104), (74, 104), (54, 5), (16, 5)], (8.0, 22.0))),
        plate(STEEL, [(14, 108), (28, 108), (22, 124), (10, 128)], (11, 19)),
    ]
    panel = [(38, 88), (74, 88), (56, 12), (18, 12)]
    parts += [plate(WOOD.at(0.8), panel, edges) for edges in ((0.0, 6.0), (24.0, 30.0))]
    body = (*_slide(), *parts, *_guard(), *_magazine(bool(rng.random() < 0.3), thin=True))
    return _sized(body, rng)


def compact_pistol(rng: Generator) -> Body:
    """A short pistol for a pocket; slide and barrel shorter, grip cut down."""
    return settled(grown(pistol(rng), 0.84, 0.90, 0.97))


def revolver(rng: Generator) -> Body:
    """A revolver: barrel with rib, cylinder of six chambers, open frame, grip of wood."""
    long = float(rng.choice([62.0, 102.0, 153.0]))
    frame = [
        (22, 92), (30, 118), (96, 118), (100, 82), (92, 66), (50, 62), (36, 40), (18, 48),
    ]  # fmt: skip
    parts: list[Part] = [plate(STEEL, frame, (9, 23)), cut(bar(STEEL, (50, 91), (70, 110), (9, 23)))]
    parts += bored(STEEL, (96, 96 + long), (105, 16), 8.5, 4.6)
    parts += [
        bar(STEEL, (98, 94 + long), (112, 118), (12, 20)),
        rod(STEEL, (97, 90 + long * 0.7), (90, 16), 3.5),
    ]
    parts.append(plate(STEEL, [(84 + long, 118), (94 + long, 118), (92 + long, 127)], (14.5, 17.5)))
    parts += _cylinder(bool(rng.random() < 0.6))
    grip = [(20, 90), (38, 62), (40, 44), (22, 4), (-2, 0), (-16, 10), (2, 44), (8, 78)]
    parts += [plate(WOOD.at(0.75), grip, edges) for edges in ((3.0, 13.0), (19.0, 29.0))]
    parts += [
        plate(STEEL, grip, (13, 19)),
        plate(STEEL, [(18, 96), (30, 100), (14, 122), (4, 120)], (13, 19)),
    ]
    return _sized((*parts, *_guard(x=68, y=62)), rng)


def _cylinder(loaded: bool) -> list[Part]:
    parts = [rod(STEEL, (51, 90), (90, 16), 19, 24)]
    turn = np.arange(6) * np.pi / 3 + np.pi / 6
    at = [(90 + 12 * np.cos(a), 16 + 12 * np.sin(a)) for a in turn]
    for centre in at:
        parts.append(cut(rod(STEEL, (51, 90), centre, 4.9, 10)))
        if loaded:
            parts += [rod(BRASS.at(3.2), (51, 80), centre, 4.8, 10), rod(LEAD, (76, 87), centre, 4.4, 10)]
    return parts


def _slide() -> tuple[Part, ...]:
    """Slide with its channel and ejection port, barrel with bore, recoil spring."""
    outline = [(28, 106), (196, 106), (200, 110), (200, 126), (196, 131), (30, 131), (27, 128)]
    parts: list[Part] = [
        plate(STEEL, outline, (2.3, 27.7)),
        cut(bar(STEEL, (92, 195.5), (106, 126), (5.5, 24.5))),
        cut(bar(STEEL, (34, 88), (106, 118), (8, 22))),
        cut(bar(STEEL, (92, 126), (126, 131), (6, 27.7))),
        *bored(STEEL, (92, 203), (119, 15), 6.8, 4.5),
        bar(STEEL, (92, 122), (112, 130), (7, 23)),
        cut(rod(STEEL, (92, 122), (119, 15), 6.8)),
        rod(_SPRING, (100, 197), (110.5, 15), 4.2),
        bar(STEEL, (190, 195), (131, 135), (13.5, 16.5)),
        bar(STEEL, (32, 40), (131, 135.5), (8, 22)),
    ]
    return tuple(parts)


def _polymer_frame() -> tuple[Part, ...]:
    dust = [(30, 106), (196, 106), (194, 96), (84, 92), (60, 92)]
    return (
        plate(_POLYMER, dust, (1.5, 28.5)),
        cut(bar(_POLYMER, (92, 192), (98, 106), (6, 24))),
        plate(_POLYMER, _GRIP, (0, 30)),
        cut(plate(_POLYMER, _WELL, (3.5, 26.5))),
        bar(STEEL, (84, 112), (96, 105), (8, 22)),
        bar(STEEL, (34, 70), (104.5, 106), (4, 26)),
    )


def _guard(x: float = 104, y: float = 94) -> tuple[Part, ...]:
    """Trigger guard and trigger under a height."""
    turn = np.linspace(np.pi * 1.02, 2 * np.pi, 9)
    path = np.c_[x + 24 * np.cos(turn), y + 30 * np.sin(turn), np.full(9, 15.0)]
    trigger = [(x - 8, y), (x, y), (x + 4, y - 22), (x, y - 23)]
    return Part(tube(path, 3.4, 8), STEEL.at(5.0)), plate(STEEL, trigger, (12.0, 18.0))


def _magazine(loaded: bool, thin: bool = False) -> tuple[Part, ...]:
    """A magazine in the grip: sheet, base plate, spring or cartridges in two columns."""
    near, far = (8.6, 21.4) if thin else (4.0, 26.0)
    outer = [(38, 100), (72, 100), (52, -4), (12, -4)]
    inner = [(39.5, 99), (70.5, 99), (51, -3), (13.5, -3)]
    parts = [
        plate(STEEL, outer, (near, far)),
        cut(plate(STEEL, inner, (near + 1, far - 1))),
        plate(PLASTIC, [(6, -10), (60, -10), (58, -1), (8, -1)], (1.5, 28.5)),
    ]
    middle = (near + far) / 2
    broad = (far - near - 2.4) / 2 / 4.6
    rows = [(8 + 10.6 * i, 13 + 10.6 * i * 0.235) for i in range(9 if loaded else 0)]
    case = cylinder(4.6, 19, "x", 10).scaled(1, 1, broad)
    tip = cylinder(4.3, 11, "x", 10).scaled(1, 1, broad)
    if loaded:
        cases = joined(*(case.turned("z", -8).moved(x + 1, y, middle) for y, x in rows))
        tips = joined(*(tip.turned("z", -8).moved(x + 20, y - 2.7, middle) for y, x in rows))
        parts += [Part(cases, BRASS.at(3.0)), Part(tips, LEAD.at(8.5))]
    else:
        parts.append(plate(_SPRING.at(0.6), inner, (near + 2, far - 2)))
    return tuple(parts)


def _sized(body: Body, rng: Generator) -> Body:
    x, y, z = rng.uniform(0.96, 1.03, 3)
    return settled(grown(body, float(x), float(y), float(z)))
