"""Materials and what is made of them: each heading packed as it travels."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import Goods, Load
from training.simulator.goods.matter import GOODS
from training.simulator.space import Kind, Space

_SCANNER = Scanner(rows=80, pitch_mm=25.0)
_WIDE = (43.0, 2395.0)
_ROOMS: dict[Kind, Space] = {
    "20": Space((500.0, 6398.0), (1425.0, 3796.0), _WIDE),
    "40": Space((500.0, 12532.0), (1425.0, 3796.0), _WIDE),
    "40hc": Space((500.0, 12532.0), (1425.0, 4101.0), _WIDE),
    "open-top": Space((500.0, 12532.0), (1425.0, 3746.0), _WIDE),
    "flat-rack": Space((500.0, 12130.0), (1850.0, 3800.0), (100.0, 2338.0)),
}
# Net tonnes of a full container, from a loose load of the lightest sort to a tight one of the heaviest.
_NET: dict[str, tuple[float, float]] = {
    "3915": (9, 26), "3920": (13, 24.5), "3923": (0.6, 6), "4011": (5, 13), "4202": (2, 8), "4403": (9, 28),
    "4407": (12, 27.5), "4412": (15, 28), "4703": (20, 28), "4707": (15, 27), "4802": (7, 27),
    "4804": (9, 27.5), "5201": (18, 27.5), "5208": (9, 26), "5702": (6, 21), "6109": (6, 13),
    "6203": (1.5, 6), "6309": (12, 26), "6403": (5, 13), "6802": (12, 28), "6907": (13, 28),
    "6910": (4, 15), "7005": (13, 27), "7010": (8, 23), "7204": (11, 27), "7208": (14, 27),
    "7213": (12, 27), "7216": (18, 27), "7304": (14, 28), "7318": (17, 28), "7323": (5, 17),
    "7403": (18, 27.5), "7404": (13, 26), "7601": (18, 27.5),
}  # fmt: skip
_BY_HEADING = [pytest.param(goods, id=goods.heading) for goods in GOODS]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A canvas and what the goods said about what is on it."""

    canvas: Canvas
    load: Load

    @property
    def net_tonnes(self) -> float:
        return (self.canvas.kilograms - self.canvas.packing_kg) / 1000

    @property
    def picture(self) -> np.ndarray:
        return np.sum([*self.canvas.planes.values()], axis=0)


def drawn(goods: Goods, room: Space, seed: int, fill: float = 1.0) -> Drawn:
    canvas = Canvas(_SCANNER, int((room.x[1] + 500) / _SCANNER.pitch_mm))
    return Drawn(canvas, goods.pack(canvas, room, fill, np.random.default_rng(seed)))


def stays_inside(result: Drawn, room: Space, end: float) -> bool:
    """Whether nothing is seen beside, above and below a room that is filled up to a place along x."""
    picture, pitch = result.picture.copy(), _SCANNER.pitch_mm
    top, bottom = _SCANNER.rows_of(*room.y, *room.z)
    first, last = int(room.x[0] // pitch), int(-(-end // pitch))
    picture[int(top) - 1 : int(bottom) + 2, first:last] = 0
    return float(np.abs(picture).max()) < 1e-3


def test_every_heading_is_there_once_and_has_a_mass_to_be_tried_against() -> None:
    assert sorted(goods.heading for goods in GOODS) == sorted(_NET)


@pytest.mark.parametrize("goods", _BY_HEADING)
def test_a_full_container_weighs_what_such_weigh_and_stays_inside(goods: Goods) -> None:
    for seed, kind in enumerate(goods.kinds):
        room = _ROOMS[kind]
        result = drawn(goods, room, seed)
        least, most = _NET[goods.heading]
        assert least * (0.5 if kind == "20" and len(goods.kinds) > 1 else 1) < result.net_tonnes < most, kind
        assert stays_inside(result, room, room.x[1])
        assert result.load.packages > 0
        assert (result.load.quantity is None) == (goods.unit == "KGM")
        assert result.load.space.x[1] <= room.x[1] + 1
        assert result.load.space.y[1] <= room.y[1] + 1


@pytest.mark.parametrize("goods", _BY_HEADING)
def test_the_same_seed_gives_the_same_bits_and_another_does_not(goods: Goods) -> None:
    room = replace(_ROOMS["20"], x=(500.0, 2700.0))
    first, again, other = (drawn(goods, room, seed) for seed in (7, 7, 8))
    assert first.load == again.load
    assert np.array_equal(first.picture, again.picture)
    assert not np.array_equal(first.picture, other.picture)


@pytest.mark.parametrize("goods", _BY_HEADING)
def test_a_short_room_takes_at_least_one_package_and_no_more_than_it_holds(goods: Goods) -> None:
    room = replace(_ROOMS["40"], x=(500.0, 2000.0))
    for seed in range(2):
        result = drawn(goods, room, seed)
        assert result.load.packages >= 1
        assert 0 < result.net_tonnes < 7.5
        assert stays_inside(result, room, room.x[1])


@pytest.mark.parametrize("goods", _BY_HEADING)
def test_a_share_of_the_length_is_a_share_of_the_mass(goods: Goods) -> None:
    room = _ROOMS[goods.kinds[0]]
    end = room.x[0] + 0.5 * room.size[0]
    result = drawn(goods, room, 3, fill=0.5)
    assert stays_inside(result, room, end)
    assert result.load.space.x[1] <= end + 1
    assert result.net_tonnes < 0.62 * _NET[goods.heading][1]


@pytest.mark.parametrize("heading", ["4011", "4202", "6403", "6910", "3923", "7010", "6109"])
def test_pieces_are_counted_as_they_weigh(heading: str) -> None:
    """A tyre weighs 6 to 75 kg, a suitcase or bag 0.2 to 6, a pair of shoes 0.6 to 2, and so on."""
    each = {"4011": (6, 75), "4202": (0.1, 6), "6403": (0.6, 2.2), "6910": (5, 45), "3923": (0.012, 4),
            "7010": (0.1, 0.9), "6109": (0.08, 0.4)}[heading]  # fmt: skip
    goods = next(goods for goods in GOODS if goods.heading == heading)
    for seed in range(3):
        result = drawn(goods, _ROOMS["40hc"], seed)
        assert result.load.quantity is not None
        assert each[0] < 1000 * result.net_tonnes / result.load.quantity < each[1]


@pytest.mark.parametrize(
    ("heading", "unit_kg"), [("4403", (650, 1000)), ("4407", (400, 700)), ("6907", (16, 24))]
)
def test_volumes_and_areas_follow_from_the_mass(heading: str, unit_kg: tuple[float, float]) -> None:
    goods = next(goods for goods in GOODS if goods.heading == heading)
    result = drawn(goods, _ROOMS[goods.kinds[0]], 5)
    assert result.load.quantity is not None
    assert unit_kg[0] < 1000 * result.net_tonnes / result.load.quantity < unit_kg[1]
