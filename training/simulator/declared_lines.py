"""Lines of a declaration: true ones out of what a scan holds, swapped and invented ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.random import Generator

from training.simulator import containers
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS
from training.simulator.goods.base import Goods
from training.simulator.plan import ScanTruth
from training.simulator.space import Kind, Space

# Usual import duty in per cent by chapter, from its first to the next; hand-set after the averages by
# product group in the World Tariff Profiles of the WTO, only to know which heading pays less.
_DUTY: Mapping[int, float] = {
    1: 15, 3: 10, 4: 25, 5: 8, 6: 12, 9: 9, 10: 14, 12: 6, 13: 8, 15: 12, 16: 15, 17: 20, 18: 12, 20: 16,
    22: 28, 23: 5, 24: 35, 25: 2, 28: 3, 31: 2, 33: 6, 39: 6, 41: 4, 42: 10, 44: 4, 47: 1, 48: 4, 50: 7,
    52: 6, 57: 12, 61: 16, 63: 12, 64: 14, 68: 5, 70: 8, 72: 2, 73: 5, 76: 4, 84: 3, 85: 5, 87: 10, 88: 3,
    94: 8, 95: 6, 96: 7,
}  # fmt: skip
_ORIGINS: Mapping[int, tuple[str, ...]] = {
    2: ("BR", "AR", "AU", "US", "NZ"), 3: ("NO", "CL", "CN", "VN"), 4: ("NZ", "NL", "DE"),
    8: ("ZA", "ES", "EC", "CL", "EG"), 9: ("BR", "CO", "VN", "ET", "KE"), 10: ("US", "TH", "IN", "UA"),
    12: ("BR", "AR", "US"), 15: ("ID", "MY", "UA"), 17: ("BR", "IN", "TH"), 22: ("FR", "GB", "DE", "MX"),
    40: ("CN", "TH", "KR", "JP"), 44: ("FI", "SE", "CA", "GA", "MY"), 52: ("US", "IN", "BR", "PK"),
    61: ("BD", "CN", "TR", "VN"), 62: ("BD", "CN", "TR", "VN"), 64: ("CN", "VN", "ID", "IT"),
    87: ("DE", "JP", "KR", "US"),
}  # fmt: skip
_ANYWHERE = ("CN", "CN", "CN", "IN", "DE", "TR", "US", "VN", "IT", "KR")
_COARSE = Scanner(rows=16, pitch_mm=80.0)
_SAMPLE_MM, _PAYLOAD_KG = 2500.0, 26_500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Goods of one code, exact; ``stands_for`` are the true lines in it."""

    heading: str
    code: str
    unit: str
    packages: int
    quantity: float
    net_kg: float
    gross_kg: float
    stands_for: tuple[int, ...] = ()

    def scaled(self, share: float) -> "Line":
        """More or less of the same goods."""
        packages = max(1, round(self.packages * share))
        less = self.lighter(share)
        return replace(less, packages=packages, quantity=self.quantity * share)

    def lighter(self, share: float) -> "Line":
        """The same packages, declared with another mass."""
        quantity = self.quantity * share if self.unit == "KGM" else self.quantity
        return replace(self, net_kg=self.net_kg * share, gross_kg=self.gross_kg * share, quantity=quantity)

    def item(self, number: int, step: float, rng: Generator) -> dict[str, Any]:
        """The line as a trader writes it: weighed within half a per cent, rounded to ``step`` kg."""
        scale = 1 + float(np.clip(rng.normal(0, 0.002), -0.005, 0.005))
        step = min(step, 10.0 ** np.floor(np.log10(max(self.net_kg, 1.0) / 50)))
        net = _rounded(self.net_kg * scale, step)
        gross = max(net, _rounded(self.gross_kg * scale, step))
        return {
            "line": number,
            "hs_code": self.code,
            "description": _described(self, rng),
            "quantity": net if self.unit == "KGM" else max(1.0, float(round(self.quantity))),
            "unit": self.unit,
            "packages": self.packages,
            "net_kg": net,
            "gross_kg": gross,
            "origin": str(rng.choice(_ORIGINS.get(int(self.heading[:2]), _ANYWHERE))),
        }


def true_lines(truths: Sequence[ScanTruth]) -> tuple[Line, ...]:
    """What containers hold, one line a code, in the order in which codes first come."""
    goods = [each for truth in truths for container in truth.containers for each in container.goods]
    out: dict[str, Line] = {}
    for place, each in enumerate(goods):
        before = out.get(each.code)
        out[each.code] = Line(
            heading=each.heading,
            code=each.code,
            unit=each.unit,
            packages=each.packages + (before.packages if before else 0),
            quantity=each.quantity + (before.quantity if before else 0.0),
            net_kg=each.net_kg + (before.net_kg if before else 0.0),
            gross_kg=each.gross_kg + (before.gross_kg if before else 0.0),
            stands_for=(*(before.stands_for if before else ()), place),
        )
    return tuple(out.values())


def candidates(line: Line, lines: Sequence[Line]) -> tuple[str, ...]:
    """Headings that pay less duty than a line and are none of the lines."""
    there = {each.heading for each in lines}
    return tuple(
        heading
        for heading, goods in sorted(GOODS.items())
        if heading not in there and goods.mixes and duty(heading) < duty(line.heading)
    )


def swapped(line: Line, lines: Sequence[Line], truths: Sequence[ScanTruth], rng: Generator) -> Line:
    """The line under another heading, which pays less, for goods that could lie where these do.

    Its mass is kept, packages and quantity are as that heading has them; where so much of the other
    goods would not find room, all three are what would.
    """
    kind = truths[0].containers[0].kind
    names = candidates(line, lines)
    usual = [name for name in names if kind in GOODS[name].kinds] or list(names)
    goods = GOODS[usual[int(rng.integers(len(usual)))]]
    like = _packed(goods, kind if kind in goods.kinds else goods.kinds[0], rng)
    by_mass, by_room = line.net_kg / like.net_kg, _length_mm(line, truths) / _SAMPLE_MM
    other = replace(like.scaled(min(by_mass, by_room)), stands_for=line.stands_for)
    return other if by_room < by_mass else replace(other, net_kg=line.net_kg, gross_kg=line.gross_kg)


def _length_mm(line: Line, truths: Sequence[ScanTruth]) -> float:
    """Length of the containers that the goods of a line take, in all."""
    held = [(goods, each) for truth in truths for each in truth.containers for goods in each.goods]
    out = 0.0
    for goods, container in (held[place] for place in line.stands_for):
        shown = (goods.box[2] - goods.box[0]) / (container.box[2] - container.box[0])
        out += min(1.0, shown) * containers.LENGTH_MM[container.kind]
    return out


def imagined(kind: Kind, rng: Generator) -> Line:
    """Goods that a container of a kind could well hold, but does not: filled, or to its payload."""
    fitting = [name for name, goods in sorted(GOODS.items()) if kind in goods.kinds] or sorted(GOODS)
    goods = GOODS[fitting[int(rng.integers(len(fitting)))]]
    sample = _packed(goods, kind if kind in goods.kinds else goods.kinds[0], rng)
    full = containers.LENGTH_MM[kind] / _SAMPLE_MM if goods.mixes else 1.0
    return sample.scaled(min(full, _PAYLOAD_KG / sample.gross_kg) * float(rng.uniform(0.7, 0.95)))


def duty(heading: str) -> float:
    """Usual import duty on a heading in per cent."""
    chapter = int(heading[:2])
    return _DUTY[max(first for first in _DUTY if first <= chapter)]


def _packed(goods: Goods, kind: Kind, rng: Generator) -> Line:
    """Goods that mix packed into a short piece of a container, others into all of it.

    The picture is so coarse that only the books count.
    """
    canvas = Canvas(_COARSE, int((containers.LENGTH_MM[kind] + 800) / _COARSE.pitch_mm))
    room = containers.draw(canvas, kind, containers.outer(kind, 400.0, 1250.0), True, rng)
    if goods.mixes:
        room = Space((room.x[0], min(room.x[1], room.x[0] + _SAMPLE_MM)), room.y, room.z)
    stock = canvas.window(*room.x)
    load = goods.pack(stock, room, 1.0, rng)
    net = stock.kilograms - stock.packing_kg
    return Line(
        heading=goods.heading,
        code=goods.code,
        unit=goods.unit,
        packages=load.packages,
        quantity=net if load.quantity is None else load.quantity,
        net_kg=net,
        gross_kg=stock.kilograms,
    )


def _described(line: Line, rng: Generator) -> str:
    """The description as one trader or another puts it."""
    text = GOODS[line.heading].description
    packages = f"{line.packages} package{'s' if line.packages != 1 else ''}"
    forms = (
        text,
        text,
        text.upper(),
        f"{text} ({packages})",
        f"STC {packages} {text}".upper(),
        f"{text}, as per invoice",
        f"{line.code[:4]}.{line.code[4:]} {text}",
    )
    return forms[int(rng.integers(len(forms)))]


def _rounded(value: float, step: float) -> float:
    return round(max(step, round(value / step) * step), 3)
