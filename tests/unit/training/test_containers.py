from typing import get_args

import numpy as np
import pytest

from training.simulator import containers, vehicles
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS
from training.simulator.materials import WATER
from training.simulator.plan import Carrier, Place
from training.simulator.space import Kind, Space

COARSE = Scanner(rows=150, pitch_mm=20.0, bottom=-0.6)
KINDS = get_args(Kind)
TARE_KG: dict[Kind, float] = {
    "20": 2250, "40": 3750, "40hc": 3950, "reefer": 4600, "tank": 3700, "flat-rack": 4900, "open-top": 3900,
}  # fmt: skip
CARRIER_KG: dict[Carrier, tuple[float, float]] = {
    "truck": (11_400, 15_500), "chassis": (4_600, 7_200), "wagon": (15_500, 22_000),
}  # fmt: skip


def empty(kind: Kind, seed: int = 1, doors_right: bool = True) -> tuple[Canvas, Space, Space]:
    box = containers.outer(kind, 400.0, 1250.0)
    canvas = Canvas(COARSE, int((box.x[1] + 400) / COARSE.pitch_mm))
    return canvas, box, containers.draw(canvas, kind, box, doors_right, np.random.default_rng(seed))


def carried(carrier: Carrier, seed: int, length: float = 12192.0) -> tuple[Canvas, dict[Place, Space]]:
    rng = np.random.default_rng(seed)
    canvas = Canvas(COARSE, 1400)
    start = 11_000.0
    return canvas, vehicles.carry(
        canvas, carrier, (start, start + length), vehicles.floor_of(carrier, rng), rng
    )


def within(inner: Space, outer: Space) -> bool:
    pairs = zip((inner.x, inner.y, inner.z), (outer.x, outer.y, outer.z), strict=True)
    return all(a[0] >= b[0] and b[1] >= a[1] > a[0] for a, b in pairs)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_containers_weigh_what_such_containers_weigh(kind: Kind, seed: int) -> None:
    assert empty(kind, seed)[0].kilograms == pytest.approx(TARE_KG[kind], rel=0.1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("doors_right", [True, False])
def test_rooms_and_hollows_lie_inside(kind: Kind, doors_right: bool) -> None:
    _, box, room = empty(kind, doors_right=doors_right)
    assert within(room, box)
    assert room.volume_m3 > 0.75 * box.volume_m3 or kind in ("tank", "flat-rack", "reefer")
    hollows = containers.hollows(kind, box, room, doors_right)
    assert hollows
    assert all(within(hollow, box) for hollow in hollows.values())


def test_doors_and_machinery_are_at_opposite_ends() -> None:
    for doors_right in (True, False):
        _, box, room = empty("reefer", doors_right=doors_right)
        hollows = containers.hollows("reefer", box, room, doors_right)
        doors, machinery = hollows["doors"].x[0], hollows["machinery"].x[0]
        assert (doors > machinery) == doors_right


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_container_is_drawn_inside_its_box_and_leaves_its_room_light(kind: Kind) -> None:
    canvas, box, room = empty(kind)
    total = np.sum([*canvas.planes.values()], axis=0)
    assert total.min() > -0.05
    columns = np.flatnonzero(total.max(0) > 0.5)
    assert columns[0] == pytest.approx(box.x[0] / COARSE.pitch_mm, abs=1)
    assert columns[-1] + 1 == pytest.approx(box.x[1] / COARSE.pitch_mm, abs=1)
    top = COARSE.rows_of(*box.y, *box.z)[0]
    assert np.flatnonzero(total.max(1) > 0.5)[0] == pytest.approx(top, abs=1.5)
    middle = round(COARSE.row(room.y[0] + 0.35 * room.size[1], room.z[1]))
    assert np.median(total[middle, columns]) < 12


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_container_and_another_one_another(kind: Kind) -> None:
    first, again, other = (empty(kind, seed)[0] for seed in (5, 5, 6))
    for composition, lines in first.lines.items():
        assert np.array_equal(lines, again.lines[composition])
    assert any(
        c not in other.lines or not np.array_equal(lines, other.lines[c]) for c, lines in first.lines.items()
    )


def test_a_tank_holds_what_its_vessel_holds() -> None:
    canvas, _, room = empty("tank")
    radius = room.size[1] / 2
    assert room.size[2] == pytest.approx(2 * radius)
    litres = np.pi * radius**2 * (room.size[0] - radius / 3) * 1e-6
    assert 19_000 < litres < 27_000
    before = canvas.kilograms
    GOODS["2207"].pack(canvas, room, 1.0, np.random.default_rng(0))
    assert 0.6 * litres < canvas.kilograms - before < litres


def test_what_lies_in_a_floor_or_wall_hollow_is_seen_between_the_steel() -> None:
    canvas, box, room = empty("40")
    hollow = containers.hollows("40", box, room, True)["wall"]
    before = canvas.planes[WATER.composition].copy() if WATER.composition in canvas.lines else 0.0
    canvas.block(WATER, (hollow.x[0], hollow.x[0] + 600), (2000, 2300), hollow.z)
    added = canvas.planes[WATER.composition] - before
    assert added.max() == pytest.approx((hollow.z[1] - hollow.z[0]) / 10, rel=0.05)


@pytest.mark.parametrize("carrier", sorted(CARRIER_KG))
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_carriers_weigh_what_such_vehicles_weigh(carrier: Carrier, seed: int) -> None:
    low, high = CARRIER_KG[carrier]
    assert low < carried(carrier, seed)[0].kilograms < high


@pytest.mark.parametrize("carrier", get_args(Carrier))
@pytest.mark.parametrize("length", [6058.0, 12192.0])
def test_carriers_stay_below_the_containers_and_repeat(carrier: Carrier, length: float) -> None:
    canvas, hollows = carried(carrier, 9, length)
    again, same = carried(carrier, 9, length)
    assert hollows == same
    assert all(np.array_equal(lines, again.lines[c]) for c, lines in canvas.lines.items())
    assert set(hollows) == ({"tyre"} if carrier in ("truck", "chassis") else set())
    if canvas.lines:
        total = np.sum([*canvas.planes.values()], axis=0)
        span = canvas.span(11_000 + 900, 11_000 + length - 900)
        deck = int(COARSE.rows_of(0, 1440, 0, 2438)[0])
        assert total[:deck, span.first : span.first + span.x.size].max() < 0.5
        assert total.min() > -0.05


@pytest.mark.parametrize("carrier", ["truck", "chassis"])
def test_the_hollow_of_a_tyre_is_empty_and_has_rubber_round_it(carrier: Carrier) -> None:
    for seed in range(4):
        canvas, hollows = carried(carrier, seed)
        tyre = hollows["tyre"]
        assert tyre.size[0] > 200
        assert min(tyre.size) > 120
        span = canvas.span(*tyre.x)
        tyres = next(lines for c, lines in canvas.planes.items() if c.name == "tyre")
        assert tyres[:, span.first : span.first + span.x.size].max() > 1.0
