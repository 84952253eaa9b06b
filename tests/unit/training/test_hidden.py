import gzip
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import image_library
from training.simulator import containers
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS
from training.simulator.hidden import HIDDEN, Hiding, Stock, displace, hide, places_of
from training.simulator.hidden.displace import meet
from training.simulator.hidden.shapes import bounds_of, kilograms
from training.simulator.hidden.stow import stow
from training.simulator.materials import CARTON, COFFEE, WOOD
from training.simulator.mesh import body_bounds, placed
from training.simulator.plan import Contraband, Place
from training.simulator.space import Kind, Space

COARSE = Scanner(rows=300, pitch_mm=20.0, top=0.66, bottom=-0.32)
FINE = Scanner(rows=160, pitch_mm=5.0, distance_mm=20_000.0, source_mm=0.0, top=0.07, bottom=-0.0005)
# Kilograms of one piece: from what makers, museums and customs services publish of such things.
MASSES = {
    "pistols": (0.7, 1.1), "steel-pistols": (0.9, 1.3), "compact-pistols": (0.5, 0.9),
    "revolvers": (0.6, 1.2),
    "ak-rifles": (3.0, 4.5), "ar-rifles": (2.8, 4.2), "shotguns": (2.7, 4.0), "barrels": (0.4, 1.8),
    "receivers": (0.3, 2.0), "magazines": (0.1, 1.1), "knives": (0.1, 0.8), "grenades": (0.4, 1.0),
    "mortar-bombs": (2.8, 4.0), "rocket-launchers": (4.0, 7.5), "cartridges": (0.25, 0.8),
    "ammunition-cans": (8, 22), "cartridge-belts": (1.0, 6.0), "powder-bricks": (1.0, 1.2),
    "drug-bags": (15, 50), "powder-tins": (0.6, 3.5), "tablets": (0.5, 2.5), "cash-bricks": (0.8, 1.4),
    "cigarette-cartons": (0.18, 0.28), "cigarette-cases": (10, 16), "liquor-bottles": (1.0, 1.45),
    "liquor-cases": (13, 19), "phones": (1.5, 14), "ivory-tusks": (1, 35), "ivory-carvings": (0.8, 8),
    "rhino-horns": (1, 6), "scales": (10, 30), "tortoises": (6, 45), "rosewood": (10, 130),
    "firework-shells": (0.15, 2.5), "mortar-racks": (3, 25), "firework-cakes": (1, 14), "explosives": (1, 9),
    "gold-bars": (0.95, 13), "steel-block": (25, 120), "shielded-box": (60, 200),
    "source-container": (12, 80),
    "statue": (3, 45), "stowaway": (45, 100),
}  # fmt: skip
TYRE = Space((0.0, 256.0), (0.0, 148.0), (0.0, 330.0))
KINDS: tuple[Kind, ...] = ("20", "40hc", "reefer", "tank", "flat-rack", "open-top")


@cache
def scene(kind: Kind) -> tuple[Canvas, Space, dict[Place, Space]]:
    canvas = Canvas(COARSE, int((containers.LENGTH_MM[kind] + 800) / COARSE.pitch_mm))
    box = containers.outer(kind, 400.0, 1250.0)
    room = containers.draw(canvas, kind, box, True, np.random.default_rng(1))
    return canvas, room, containers.hollows(kind, box, room, True)


def hidden_in(
    heading: str | None, kind: Kind, what: str, place: Place, seed: int = 4
) -> tuple[Hiding, Stock]:
    whole, room, hollows = scene(kind)
    canvas, rng = whole.window(0, whole.columns * COARSE.pitch_mm), np.random.default_rng(seed)
    stock = Stock(canvas.window(*room.x), room)
    if heading:
        stock = Stock(stock.canvas, GOODS[heading].pack(stock.canvas, room, 0.9, rng).space)
    return hide(canvas, Contraband(kind=what, place=place), (stock,), room, hollows, rng), stock


def inside(inner: Space, outer: Space, slack: float = 1.0) -> bool:
    pairs = zip((inner.x, inner.y, inner.z), (outer.x, outer.y, outer.z), strict=True)
    return all(low[0] >= high[0] - slack and low[1] <= high[1] + slack for low, high in pairs)


def test_there_is_much_to_hide_and_its_codes_are_in_the_harmonized_system() -> None:
    with gzip.open(Path(image_library.__file__).parent / "data" / "hs2022.tsv.gz", "rt") as lines:
        known = {line.split("\t")[1] for line in lines}
    assert set(HIDDEN) == set(MASSES)
    assert {hidden.code for hidden in HIDDEN.values() if hidden.code} <= known
    assert len({hidden.category for hidden in HIDDEN.values()}) > 10


@pytest.mark.parametrize("kind", sorted(HIDDEN))
def test_a_piece_weighs_what_such_things_weigh_and_nowhere_less_than_nothing(kind: str) -> None:
    for seed in range(3):
        body = HIDDEN[kind].make(np.random.default_rng(seed))
        assert MASSES[kind][0] <= kilograms(body) <= MASSES[kind][1]
        bounds = body_bounds(body)
        assert [low for low, _ in bounds] == pytest.approx([0, 0, 0], abs=1e-6)
        canvas = Canvas(FINE, int(bounds[0][1] / FINE.pitch_mm) + 8)
        canvas.body(placed(body, 10.0, 5.0))
        assert min(float(plane.min()) for plane in canvas.planes.values()) > -0.3
        assert canvas.kilograms == pytest.approx(kilograms(body))


@pytest.mark.parametrize("kind", ["pistols", "knives", "tablets", "tortoises"])
def test_the_same_seed_makes_the_same_piece_and_another_seed_another(kind: str) -> None:
    one, again, other = (HIDDEN[kind].make(np.random.default_rng(seed)) for seed in (5, 5, 6))
    assert all(np.array_equal(a.mesh.points, b.mesh.points) for a, b in zip(one, again, strict=True))
    assert body_bounds(one) != body_bounds(other)


@pytest.mark.parametrize("container", KINDS)
def test_what_may_be_hidden_in_a_hollow_fits_into_it(container: Kind) -> None:
    hollows = scene(container)[2] | {"tyre": TYRE}
    for kind in HIDDEN:
        for place in places_of(kind, container, loaded=False, carrier="truck"):
            stack = stow(HIDDEN[kind], 1, hollows[place], ("any", "low", "any"), np.random.default_rng(9))
            assert inside(stack.space, hollows[place]), (kind, place)


@pytest.mark.parametrize("kind", ["powder-bricks", "pistols", "liquor-cases", "ivory-tusks"])
@given(count=st.integers(1, 40), seed=st.integers(0, 2**32))
@settings(max_examples=5, deadline=None)
def test_pieces_lie_beside_each_other_in_their_room(kind: str, count: int, seed: int) -> None:
    room = Space((100.0, 2400.0), (0.0, 900.0), (50.0, 1400.0))
    stack = stow(HIDDEN[kind], count, room, ("any", "low", "high"), np.random.default_rng(seed))
    assert 1 <= len(stack.bodies) <= count
    assert inside(stack.space, room)
    boxes = [np.array(bounds_of(body)) for body in stack.bodies]
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            shared = np.minimum(one[:, 1], other[:, 1]) - np.maximum(one[:, 0], other[:, 0])
            assert shared.min() < 1e-6


@pytest.mark.parametrize("place", ["inside", "behind", "above", "doors"])
@pytest.mark.parametrize("kind", ["ak-rifles", "powder-bricks", "gold-bars", "drug-bags"])
def test_goods_make_room_and_everything_stays_in_the_container(kind: str, place: Place) -> None:
    hiding, stock = hidden_in("0901", "20", kind, place)
    _, room, _ = scene("20")
    assert inside(hiding.space, room)
    assert all(float(plane.min()) > -1e-3 for plane in stock.canvas.planes.values())
    if place in ("inside", "behind"):
        assert hiding.displaced_kg[0] > 0


@given(x=st.floats(0, 850), y=st.floats(1300, 2500), z=st.floats(100, 1750), size=st.floats(250, 600))
@settings(max_examples=25, deadline=None)
def test_what_is_displaced_is_the_mass_that_filled_the_cavity(
    x: float, y: float, z: float, size: float
) -> None:
    scanner = Scanner(rows=700, pitch_mm=5.0, top=0.66, bottom=-0.32)
    stands = Space((0.0, 1500.0), (1200.0, 3200.0), (50.0, 2400.0))
    goods = Canvas(scanner, 300)
    goods.block(COFFEE, stands.x, stands.y, stands.z)
    with goods.packing():
        goods.block(CARTON.at(0.05), stands.x, stands.y, stands.z)
    gross, net = goods.kilograms, goods.kilograms - goods.packing_kg
    cavity = Space((x, x + size), (y, y + size), (z, z + size))
    lost = displace(goods, stands, [cavity])
    assert lost == pytest.approx(cavity.volume_m3 * 735, rel=0.05)
    assert gross - goods.kilograms == pytest.approx(lost)
    assert net - (goods.kilograms - goods.packing_kg) == pytest.approx(lost * net / gross)


def test_only_what_lies_at_the_cavity_is_displaced() -> None:
    stands = Space((0.0, 1000.0), (1200.0, 2200.0), (50.0, 2400.0))
    goods = Canvas(COARSE, 60)
    goods.block(WOOD, stands.x, (1200.0, 1344.0), stands.z)
    goods.block(COFFEE, stands.x, (1400.0, 2200.0), stands.z)
    before = dict(goods.by_material)
    displace(goods, stands, [Space((400.0, 600.0), (1800.0, 2000.0), (2100.0, 2350.0))])
    assert goods.by_material[WOOD.name] == before[WOOD.name]
    assert goods.by_material[COFFEE.name] < before[COFFEE.name]
    outside = goods.planes[COFFEE.composition][:, 31:]
    assert np.array_equal(outside[:, 0], outside[:, -15])


def test_a_dense_thing_among_light_goods_is_dark_and_a_hollow_one_lets_light_through() -> None:
    dark, stock = hidden_in("6403", "40hc", "gold-bars", "inside")
    assert max(float(plane.max()) for plane in dark.picture.planes.values()) > 100
    assert dark.displaced_kg[0] < 0.05 * dark.picture.kilograms
    light, _ = hidden_in("0901", "20", "cigarette-cases", "inside")
    assert light.displaced_kg[0] > light.picture.kilograms
    assert stock.canvas.kilograms > 0


def test_a_wall_holds_a_row_of_flat_bricks() -> None:
    hiding, _ = hidden_in(None, "20", "powder-bricks", "wall")
    assert hiding.pieces > 8
    assert hiding.space.size[2] < 60 < hiding.space.size[0]


def test_what_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"no hollow in its machinery"):
        hidden_in(None, "20", "pistols", "machinery")
    with pytest.raises(ValueError, match=r"steel-block: a piece of .* mm does not fit .* \(wall\)"):
        hidden_in(None, "20", "steel-block", "wall")


def test_places_depend_on_the_container_its_load_and_what_carries_it() -> None:
    assert "machinery" in places_of("pistols", "reefer", loaded=True, carrier="truck")
    assert "tyre" in places_of("pistols", "20", loaded=False, carrier="chassis")
    assert "tyre" not in places_of("pistols", "20", loaded=False, carrier="wagon")
    assert "inside" not in places_of("pistols", "20", loaded=False, carrier="truck")
    assert places_of("stowaway", "tank", loaded=True, carrier="truck") == ()
    assert places_of("ivory-tusks", "tank", loaded=True, carrier="none") == ("baffle",)


def test_logs_of_a_hidden_stack_rest_on_one_another() -> None:
    envelope = Space((0.0, 2600.0), (0.0, 1500.0), (0.0, 2200.0))
    for seed in range(5):
        stack = stow(HIDDEN["rosewood"], 9, envelope, ("any", "low", "any"), np.random.default_rng(seed))
        lowest = min(room.y[0] for room in stack.rooms)
        for room in stack.rooms:
            flat = Space(room.x, (0.0, 1.0), room.z)
            below = [
                other.y[1]
                for other in stack.rooms
                if other is not room and all(meet(Space(other.x, (0.0, 1.0), other.z), flat).size)
            ]
            gaps = [room.y[0] - top for top in below if top <= room.y[0] + 1e-6]
            assert room.y[0] < lowest + 1 or min(gaps) < 1
