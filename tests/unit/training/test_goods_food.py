"""Foods, drinks, tobacco and what is poured: each heading packed as it travels."""

from dataclasses import dataclass

import numpy as np
import pytest

from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import Goods, Load
from training.simulator.goods.food import GOODS
from training.simulator.goods.food.fillings import solid
from training.simulator.goods.food.hand import Piling, by_hand
from training.simulator.goods.food.stow import Package, weighed
from training.simulator.materials import WATER
from training.simulator.physics.material import Material
from training.simulator.space import Kind, Range, Space

_SCANNER = Scanner(rows=90, pitch_mm=25.0)
_ROOMS: dict[Kind, Space] = {
    "20": Space((480.0, 6378.0), (1425.0, 3796.0), (43.0, 2395.0)),
    "40": Space((480.0, 12512.0), (1425.0, 3796.0), (43.0, 2395.0)),
    "40hc": Space((480.0, 12512.0), (1425.0, 4101.0), (43.0, 2395.0)),
    "reefer": Space((840.0, 12482.0), (1445.0, 4026.0), (75.0, 2363.0)),
    "tank": Space((500.0, 6300.0), (1400.0, 3700.0), (69.0, 2369.0)),
}
# Net kilograms of full containers, the least of a loose load and the most of a tight one.
_NET: dict[str, tuple[float, float]] = {
    "0202": (17_000, 28_500), "0207": (17_000, 28_500), "0303": (17_000, 28_500), "0402": (9_000, 27_500),
    "0803": (13_500, 22_000), "0805": (17_500, 27_500), "0901": (15_000, 23_000), "0902": (3_000, 25_000),
    "1001": (18_000, 27_500), "1006": (19_000, 28_000), "1201": (18_000, 27_500), "1202": (8_500, 27_500),
    "1511": (12_000, 24_000), "1701": (14_000, 28_000), "2008": (4_500, 26_500), "2009": (14_000, 27_800),
    "2203": (5_000, 27_500), "2204": (2_800, 21_000), "2207": (8_500, 25_000), "2208": (2_800, 21_000),
    "2304": (13_500, 28_000), "2309": (4_500, 27_500), "2401": (11_000, 22_500), "2402": (5_500, 13_000),
    "2501": (12_500, 28_500), "2523": (9_500, 28_500), "2710": (6_500, 26_000), "2815": (10_000, 31_000),
    "2905": (8_000, 24_500), "3004": (2_000, 15_000), "3102": (12_000, 28_000), "3402": (4_500, 27_000),
    "3901": (8_000, 28_500),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A canvas, what is on it, and its net mass."""

    canvas: Canvas
    load: Load

    @property
    def net(self) -> float:
        return self.canvas.kilograms - self.canvas.packing_kg

    @property
    def picture(self) -> np.ndarray:
        planes = self.canvas.planes.values()
        return sum(planes, np.zeros((_SCANNER.rows, self.canvas.columns), np.float32))


def drawn(goods: Goods, room: Space, seed: int = 1, fill: float = 1.0) -> Drawn:
    canvas = Canvas(_SCANNER, int((room.x[1] + 500) / _SCANNER.pitch_mm))
    load = goods.pack(canvas, room, fill, np.random.default_rng(seed))
    return Drawn(canvas, load)


def outside(result: Drawn, x: Range, room: Space) -> float:
    """The most areal mass beside, above and below a room."""
    picture, pitch = result.picture, _SCANNER.pitch_mm
    top, bottom = _SCANNER.rows_of(*room.y, *room.z)
    picture = picture.copy()
    first, last = int(x[0] // pitch), int(-(-x[1] // pitch))
    picture[max(0, int(top) - 1) : int(bottom) + 2, first:last] = 0
    return float(np.abs(picture).max())


CASES = [pytest.param(goods, kind, id=f"{goods.heading}-{kind}") for goods in GOODS for kind in goods.kinds]


def each(*chosen: Goods) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("goods", chosen, ids=[goods.heading for goods in chosen])


def test_every_heading_has_a_plausible_mass_and_is_there_once() -> None:
    assert sorted(goods.heading for goods in GOODS) == sorted(_NET)


@pytest.mark.parametrize(("goods", "kind"), CASES)
def test_a_full_container_weighs_what_such_weigh_and_stays_inside(goods: Goods, kind: Kind) -> None:
    room = _ROOMS[kind]
    for seed in (1, 2):
        result = drawn(goods, room, seed)
        least, most = _NET[goods.heading]
        short = 0.45 if kind == "20" and len(goods.kinds) > 1 and goods.kinds[0] != "20" else 1.0
        assert least * short <= result.net <= most
        assert result.load.packages > 0
        assert outside(result, room.x, room) < 1e-3
        assert room.x[0] <= result.load.space.x[0] < result.load.space.x[1] <= room.x[1] + 1e-3
        assert result.load.space.y[1] <= room.y[1] + 1e-3


@each(*GOODS)
def test_the_same_seed_gives_the_same_bits_and_another_seed_others(goods: Goods) -> None:
    room = _ROOMS[goods.kinds[0]]
    one, again, other = (drawn(goods, room, seed) for seed in (5, 5, 6))
    assert one.load == again.load
    assert one.canvas.lines.keys() == again.canvas.lines.keys()
    for composition, lines in one.canvas.lines.items():
        assert np.array_equal(lines, again.canvas.lines[composition])
    assert not np.array_equal(one.picture, other.picture)


@each(*(goods for goods in GOODS if goods.kinds[0] != "tank"))
@pytest.mark.parametrize("length", [1500.0, 2600.0])
def test_a_short_piece_of_a_container_holds_at_least_one_package(goods: Goods, length: float) -> None:
    whole = _ROOMS[goods.kinds[0]]
    room = Space((2000.0, 2000.0 + length), whole.y, whole.z)
    result = drawn(goods, room, int(length))
    assert result.load.packages > 0
    assert result.net > 0
    assert outside(result, room.x, room) < 1e-3


@each(*GOODS)
def test_half_filled_stays_in_its_half_or_holds_less(goods: Goods) -> None:
    room = _ROOMS[goods.kinds[0]]
    full, half = drawn(goods, room, 3), drawn(goods, room, 3, 0.5)
    assert 0 < half.net < 0.97 * full.net or half.load.space.x[1] <= sum(room.x) / 2 + 1
    if goods.mixes:
        assert outside(half, (room.x[0], sum(room.x) / 2 + 1), room) < 1e-3


@each(*GOODS)
def test_hardly_any_fill_draws_nothing_that_is_not_counted(goods: Goods) -> None:
    result = drawn(goods, _ROOMS[goods.kinds[0]], 4, 0.004)
    assert (result.load.packages > 0) == (result.net > 0)
    assert result.net < 600


@each(*(goods for goods in GOODS if goods.unit != "KGM"))
def test_quantities_follow_what_is_drawn(goods: Goods) -> None:
    result = drawn(goods, _ROOMS[goods.kinds[0]], 2)
    assert result.load.quantity is not None
    if goods.unit == "LTR":
        assert 0.7 < result.net / result.load.quantity < 1.1
    else:
        assert 0.6e-3 < result.net / result.load.quantity < 1.3e-3


def test_the_liquid_in_a_vessel_is_a_cylinder_with_dished_ends() -> None:
    methanol = next(goods for goods in GOODS if goods.heading == "2905")
    result = drawn(methanol, _ROOMS["tank"], 1, 10.0)
    radius, length = 1150.0, 5800.0
    litres = (np.pi * radius**2 * (length - radius) + 4 / 3 * np.pi * radius**2 * radius / 2) * 1e-6
    assert result.net == pytest.approx(litres * 0.79, rel=0.01)


def test_grain_lies_under_a_surface_that_is_as_low_as_its_mass_asks() -> None:
    wheat = next(goods for goods in GOODS if goods.heading == "1001")
    full, third = drawn(wheat, _ROOMS["20"], 2), drawn(wheat, _ROOMS["20"], 2, 0.33)
    assert third.net == pytest.approx(0.33 * full.net, rel=0.12)
    assert third.load.space.y[1] < full.load.space.y[1] - 500


@pytest.mark.parametrize(("goods", "kind"), CASES)
def test_no_full_container_is_heavier_than_a_lorry_may_carry(goods: Goods, kind: Kind) -> None:
    room, scanner = _ROOMS[kind], Scanner(rows=8, pitch_mm=80.0)
    for seed in range(20, 26):
        canvas = Canvas(scanner, int((room.x[1] + 500) / scanner.pitch_mm))
        goods.pack(canvas, room, 1.0, np.random.default_rng(seed))
        assert canvas.kilograms <= (31_000 if kind == "tank" else 28_000)


def test_files_that_stray_cover_the_slits_of_one_another() -> None:
    room, scanner = _ROOMS["reefer"], Scanner(rows=60, pitch_mm=4.0)
    ice, package = (
        solid(Material("ice", 0.9, WATER.composition), 0.0, 0.0),
        Package((400.0, 250.0, 440.0), 40.0),
    )

    def lightest(stray: float) -> float:
        canvas = Canvas(scanner, int((room.x[1] + 500) / scanner.pitch_mm))
        piling = Piling(head=900, gap=16, wide=0.0, waver=0.0, uneven=0.0, tail=0.0, soft=0.0, stray=stray)
        load = by_hand(canvas, room, package, ice, piling, np.random.default_rng(5))
        rows = slice(*(round(scanner.row(y, 1200.0)) for y in (1900.0, 1600.0)))
        inside = canvas.span(load.space.x[0] + 500, load.space.x[1] - 500)
        depth = np.asarray(sum(canvas.lines.values()))[inside.first : inside.first + inside.x.size, rows]
        return float(np.percentile(depth.mean(1), 2))

    assert lightest(20.0) > 3 * lightest(0.0)


def test_a_package_is_weighed_as_it_is_drawn() -> None:
    size, rng = (400.0, 250.0, 300.0), np.random.default_rng(1)
    package = weighed(size, solid(Material("ice", 0.9, WATER.composition), 0.0, 0.0), rng)
    assert package.size == size
    assert package.kg == pytest.approx(0.9 * 30 + 0.5, abs=0.9)
