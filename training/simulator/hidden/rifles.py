"""Rifles and shotguns, seen from the right: muzzle towards high x, butt at low x."""

import numpy as np
from numpy.random import Generator

from training.simulator.hidden.shapes import bar, bored, cut, grown, plate, rod, settled, vessel
from training.simulator.materials import ALUMINIUM, BRASS, LEAD, STEEL, WOOD
from training.simulator.mesh import Body, Mesh, Part, Points, box, extruded, joined, tube
from training.simulator.physics import compositions as of
from training.simulator.physics.material import Material

_POLYMER = Material("glass-filled nylon", 1.25, of.NYLON)
_ACTION = [(205, 164), (445, 164), (445, 134), (398, 125), (330, 112), (205, 121)]
_STOCK = WOOD.at(0.65)


def ak_rifle(rng: Generator) -> Body:
    """A rifle of the AK type: gas tube over the barrel, curved magazine, wooden furniture; 3 to 4.5 kg."""
    butt = [(0, 130), (0, 10), (22, 8), (235, 92), (235, 138), (60, 140)]
    grip = [(282, 96), (318, 96), (300, 8), (262, 4), (258, 14)]
    parts: list[Part] = [plate(_STOCK, butt, (4, 40)), bar(STEEL, (-3, 0), (10, 130), (4, 40))]
    parts += [plate(_STOCK.at(0.9), grip, (8, 36)), *ak_receiver(rng, at=(235.0, 92.0, 6.0))]
    parts += bored(STEEL, (495, 872), (142, 22), 8.6, 3.9)
    parts += bored(STEEL, (520, 680), (166, 22), 7.5, 6.0)
    parts += [plate(_STOCK, [(500, 126), (500, 108), (640, 116), (640, 134)], (4, 40))]
    parts += [plate(_STOCK, [(500, 174), (500, 160), (640, 160), (640, 172)], (8, 36))]
    parts += [plate(STEEL, [(680, 132), (705, 132), (690, 174), (668, 174)], (13, 31))]
    parts += [plate(STEEL, [(800, 132), (830, 132), (822, 186), (812, 186)], (17, 27))]
    parts += [rod(STEEL, (640, 850), (124, 22), 2.5, 8), bar(STEEL, (494, 512), (150, 180), (14, 30))]
    parts += [*curved_magazine(rng, at=(400.0, 96.0, 9.0)), *_guard((352, 96, 22), 28)]
    return _sized(tuple(parts), rng)


def ar_rifle(rng: Generator) -> Body:
    """A rifle of the AR type: straight stock, receivers of aluminium, raised sight, shallow magazine."""
    butt = [(0, 150), (0, 20), (26, 20), (60, 86), (170, 112), (170, 150)]
    grip = [(262, 100), (298, 100), (270, 4), (236, 8)]
    shell = [(200, 170), (455, 170), (455, 132), (400, 122), (398, 84), (330, 84), (328, 104), (200, 118)]
    parts: list[Part] = [
        plate(_POLYMER, butt, (6, 40)),
        cut(plate(_POLYMER, [(6, 118), (6, 30), (24, 30), (62, 100)], (9, 37))),
        *bored(ALUMINIUM, (30, 205), (140, 23), 15, 12.5),
        rod(STEEL.at(3.0), (60, 200), (140, 23), 11),
        plate(ALUMINIUM, shell, (6, 40)),
        cut(plate(ALUMINIUM, _ACTION, (10, 36))),
        cut(plate(ALUMINIUM, [(338, 84), (394, 84), (394, 124.2), (338, 113.5)], (10.5, 35.5))),
        rod(STEEL, (280, 425), (146, 23), 10.5),
        *bored(STEEL, (428, 885), (146, 23), 8.8, 2.9),
        plate(_POLYMER, grip, (8, 38)),
        cut(plate(_POLYMER, [(268, 96), (290, 96), (266, 12), (244, 14)], (12, 34))),
        *bored(_POLYMER, (456, 670), (146, 23), 29, 23, 16),
        *bored(STEEL, (440, 700), (166, 23), 4, 3, 8),
        plate(STEEL, [(690, 138), (716, 138), (708, 206), (700, 206)], (17, 29)),
        *bored(STEEL, (850, 895), (146, 23), 11, 3.2),
    ]
    if rng.random() < 0.5:
        handle = [
            (230, 170),
            (248, 198),
            (385, 198),
            (400, 170),
            (388, 170),
            (376, 188),
            (258, 188),
            (244, 170),
        ]
        parts.append(plate(ALUMINIUM, handle, (15, 31)))
    else:
        parts.append(bar(ALUMINIUM.at(1.8), (215, 450), (170, 178), (13, 33)))
    parts += [*straight_magazine(rng, at=(340.0, 100.0, 12.0)), *_guard((315, 102, 23), 24)]
    return _sized(tuple(parts), rng)


def shotgun(rng: Generator) -> Body:
    """A pump shotgun: barrel over a tube magazine, fore-end, receiver, stock of wood."""
    long = float(rng.uniform(470, 700))
    butt = [(0, 104), (0, 0), (24, 0), (240, 66), (330, 80), (330, 122), (250, 116)]
    parts: list[Part] = [
        plate(_STOCK, butt, (0, 38)),
        bar(_POLYMER, (-18, 0), (0, 104), (2, 36)),
        *vessel(STEEL.at(6.0), (330, 545), (80, 142), (2, 36), 5),
        rod(STEEL, (400, 500), (125, 19), 11),
        *bored(STEEL, (540, 545 + long), (130, 19), 11.6, 9.25),
        *bored(STEEL, (545, 545 + long * 0.72), (102, 19), 12.4, 11.4),
        *bored(_STOCK, (620, 800), (102, 19), 23, 12.6),
        rod(STEEL.at(1.2), (560, 545 + long * 0.7), (102, 19), 10),
        bar(STEEL, (525 + long, 533 + long), (141, 147), (17, 21)),
    ]
    return _sized((*parts, *_guard((398, 80, 19), 30)), rng)


def rifle_barrel(rng: Generator) -> Body:
    """A bare barrel with its gas block, bored through."""
    long, bore = float(rng.uniform(370, 610)), float(rng.choice([2.85, 3.9, 4.6]))
    wide = float(rng.uniform(8.2, 10.5))
    body = (
        *bored(STEEL, (0, 70), (14, 14), wide + 3, bore + 1.6),
        *bored(STEEL, (70, long), (14, 14), wide, bore),
        *bored(STEEL, (long * 0.6, long * 0.6 + 34), (14, 14), wide + 4, wide),
        bar(STEEL, (long * 0.6, long * 0.6 + 34), (14 + wide + 3, 14 + wide + 16), (8, 20)),
    )
    return settled(body)


def receiver(rng: Generator) -> Body:
    """A receiver without barrel and stock, of sheet steel or milled of aluminium."""
    if rng.random() < 0.5:
        return settled(ak_receiver(rng, at=(0.0, 0.0, 0.0)))
    shell = [(0, 66), (200, 66), (200, 30), (196, 0), (130, 0), (128, 22), (60, 26), (0, 34)]
    holes = [(8, 60), (192, 60), (192, 34), (120, 34), (110, 40), (8, 44)]
    return settled(
        (
            plate(ALUMINIUM, shell, (0, 32)),
            cut(plate(ALUMINIUM, holes, (5, 27))),
            cut(bar(ALUMINIUM, (136, 190), (0, 34), (4, 28))),
            *_guard((112, 22, 16), 24),
            rod(STEEL, (60, 66), (50, 16), 9),
            plate(STEEL, [(70, 40), (88, 40), (80, 58)], (13, 19)),
        )
    )


def magazine(rng: Generator) -> Body:
    """A magazine of a rifle, curved or straight, empty or full."""
    make = curved_magazine if rng.random() < 0.6 else straight_magazine
    return settled(make(rng, at=(0.0, 0.0, 0.0)))


def ak_receiver(rng: Generator, at: tuple[float, float, float]) -> Body:
    """The receiver of sheet with trunnions, bolt carrier and return spring inside; low corner at ``at``."""
    x, y, z = at
    cover = [(0, 44), (0, 66), (14, 76), (250, 80), (262, 60), (262, 44)]
    inner = [(4, 45), (4, 64), (16, 72), (248, 76), (258, 58), (258, 45)]
    parts: list[Part] = [
        *vessel(STEEL, (0, 262), (0, 46), (0, 32), 1.5),
        plate(STEEL, cover, (0, 32)),
        cut(plate(STEEL, inner, (1, 31))),
        bar(STEEL, (210, 262), (6, 44), (4, 28)),
        cut(rod(STEEL, (210, 262), (34, 16), 9)),
        bar(STEEL, (0, 30), (6, 44), (6, 26)),
        rod(STEEL, (110, 205), (56, 16), 11),
        rod(STEEL.at(2.0), (20, 110), (58, 16), 5, 8),
        plate(STEEL, [(95, 8), (120, 8), (112, 34), (102, 30)], (12, 20)),
        bar(STEEL, (150, 158), (40, 46), (32, 48)),
    ]
    return tuple(Part(p.mesh.moved(x, y, z), p.material) for p in parts)


def curved_magazine(rng: Generator, at: tuple[float, float, float]) -> Body:
    """A sheet magazine for 30 rounds along an arc, its mouth at the height ``at[1]``."""
    turn = np.linspace(0, np.deg2rad(rng.uniform(44, 54)), 9)
    return _boxed(rng, at, turn, 265.0, 60.0, 26.0)


def straight_magazine(rng: Generator, at: tuple[float, float, float]) -> Body:
    """A magazine with a slight bend for 20 or 30 rounds."""
    turn = np.linspace(0, np.deg2rad(rng.uniform(8, 14)), 6)
    return _boxed(rng, at, turn, float(rng.choice([600.0, 820.0])), 58.0, 22.0)


def _boxed(
    rng: Generator, at: tuple[float, float, float], turn: Points, radius: float, deep: float, wide: float
) -> Body:
    """A magazine that bends forward about a centre in front of its mouth."""

    def arc(short: float, rim: float) -> Points:
        ends = np.clip(turn, turn[0] + rim / radius, turn[-1] - rim / radius)
        outer = np.c_[
            deep + radius - (radius + deep - short) * np.cos(ends), -(radius + deep - short) * np.sin(ends)
        ]
        inner = np.c_[deep + radius - (radius + short) * np.cos(ends), -(radius + short) * np.sin(ends)]
        return np.concatenate([outer, inner[::-1]])

    parts = [
        Part(extruded(arc(0, 0), (0, wide)), STEEL),
        cut(Part(extruded(arc(1, 1), (1, wide - 1)), STEEL)),
    ]
    if rng.random() < 0.5:
        parts += _rounds(turn, radius, deep, wide)
    else:
        parts.append(Part(extruded(arc(6, 3), (6, wide - 6)), STEEL.at(0.5)))
    return tuple(Part(p.mesh.moved(*at), p.material) for p in parts)


def _rounds(turn: Points, radius: float, deep: float, wide: float) -> list[Part]:
    """Cartridges across the magazine, each pair of a double column as one."""
    number = int((turn[-1] - turn[0]) * (radius + deep / 2) / 11.5)
    cases: list[Mesh] = []
    tips: list[Mesh] = []
    for angle in turn[0] + (np.arange(number) + 0.6) * 11.5 / (radius + deep / 2):
        for low, high, half, out in ((2.0, 0.66 * deep, 4.6, cases), (0.66 * deep, deep - 3, 2.9, tips)):
            round_of = box((low - radius - deep, high - radius - deep), (-half, half), (2.5, wide - 2.5))
            out.append(round_of.turned("z", float(np.rad2deg(angle))).moved(x=radius + deep))
    return [Part(joined(*cases), BRASS.at(1.85)), Part(joined(*tips), LEAD.at(5.8))]


def _guard(at: tuple[float, float, float], half: float) -> tuple[Part, ...]:
    x, y, z = at
    turn = np.linspace(np.pi, 2 * np.pi, 8)
    path = np.c_[x + half * np.cos(turn), y + 0.85 * half * np.sin(turn), np.full(8, z)]
    trigger = [(x - 6, y), (x, y), (x + 4, y - 18), (x, y - 19)]
    return Part(tube(path, 2.6, 8), STEEL), plate(STEEL, trigger, (z - 3, z + 3))


def _sized(body: Body, rng: Generator) -> Body:
    x, y, z = rng.uniform(0.97, 1.03, 3)
    return settled(grown(body, float(x), float(y), float(z)))
