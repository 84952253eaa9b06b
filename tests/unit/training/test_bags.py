import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.simulator.bags import (
    ITEMS,
    SHELLS,
    THREATS,
    Bag,
    BagKind,
    BagPlan,
    Grid,
    Placed,
    pack,
    scan_bag,
    voxels,
)
from training.simulator.bags.clothes import CLOTHS, drape, sheet
from training.simulator.bags.colours import display, material_index
from training.simulator.bags.packing import Room
from training.simulator.canvas import Canvas
from training.simulator.geometry import Readout, Scanner
from training.simulator.materials import STEEL, WATER
from training.simulator.mesh import Part, box, cylinder, placed
from training.simulator.physics.beam import beam, transmission
from training.simulator.physics.compositions import ALUMINIUM, IRON, POLYETHYLENE

COARSE = Scanner(
    rows=200, pitch_mm=5.0, distance_mm=340, depth_mm=430, source_mm=0, top=0.92, bottom=-0.92, mode="160kv",
    readout=Readout(quanta=6e4),
)  # fmt: skip
MAKERS = {**ITEMS, **THREATS}
KINDS: tuple[BagKind, ...] = tuple(SHELLS)


@pytest.fixture(scope="module")
def bag() -> Bag:
    return pack(BagPlan(kind="cabin-bag", seed=3, threats=("straight knife", "pistol")))


@pytest.mark.parametrize("name", MAKERS)
def test_a_thing_is_sound_and_weighs_what_such_things_weigh(name: str) -> None:
    for seed in range(2):
        body = MAKERS[name](np.random.default_rng(seed))
        assert all(part.mesh.volume_mm3 > 0 for part in body)
        assert 5 < Placed(name, "item", body).mass_g < 5000
        bounds = np.array(Placed(name, "item", body).bounds)
        assert 20 < np.ptp(bounds, axis=1).max() < 460


@pytest.mark.parametrize("name", [*MAKERS, *SHELLS])
def test_what_is_cut_away_was_there_before(name: str) -> None:
    rng = np.random.default_rng(7)
    body = MAKERS[name](rng) if name in MAKERS else next(SHELLS[k] for k in KINDS if k == name)(rng).body
    for turn in ((), (("x", 90.0),)):
        canvas = Canvas(
            Scanner(rows=300, pitch_mm=2.0, distance_mm=500, source_mm=0, top=0.7, bottom=-0.7), 480
        )
        canvas.body(placed(body, 480, 0, 0, turn))
        assert all(lines.min() > -0.02 for lines in canvas.lines.values())


def test_the_same_thing_differs_from_seed_to_seed() -> None:
    for name, make in ITEMS.items():
        masses = (Placed(name, "item", make(np.random.default_rng(seed))).mass_g for seed in range(4))
        first = next(masses)
        assert any(abs(mass - first) > 1e-3 for mass in masses), name


@pytest.mark.parametrize("kind", KINDS)
def test_a_bag_holds_what_was_asked(kind: BagKind) -> None:
    bag = pack(BagPlan(kind=kind, seed=5, threats=("folding knife",)))
    assert bag.things[0].role == "shell"
    assert [t.label for t in bag.things if t.role == "threat"] == ["folding knife"]
    assert len(bag.things) >= 5


def test_a_bag_is_the_same_again() -> None:
    plan = BagPlan(kind="backpack", seed=5, threats=("scissors",))
    bag, again, other = pack(plan), pack(plan), pack(BagPlan(kind="backpack", seed=6))
    assert [t.label for t in bag.things] == [t.label for t in again.things]
    for one, two in zip(bag.things, again.things, strict=True):
        for part, same in zip(one.body, two.body, strict=True):
            assert np.array_equal(part.mesh.points, same.mesh.points)
    assert not np.array_equal(other.things[0].body[0].mesh.points, bag.things[0].body[0].mesh.points)


def test_things_lie_inside_the_bag_and_not_in_one_another(bag: Bag) -> None:
    shell = np.array(bag.things[0].bounds)
    (x0, x1), (y0, y1), _ = shell
    grid = Grid(slices=60, size=110, slice_mm=(x1 - x0) / 60, pixel_mm=4.5, x0=x0, y=(y0 + y1) / 2)
    filled = 0
    whole = np.zeros((60, 110, 110), bool)
    for thing in bag.things[1:]:
        ends = np.array(thing.bounds)
        assert (ends[:, 0] >= shell[:, 0]).all()
        assert (ends[:, 1] <= shell[:, 1]).all()
        own = voxels(Bag(bag.plan, (thing,)), grid).things > 0
        filled += int(own.sum())
        whole |= own
    assert filled > 20_000
    assert filled - whole.sum() < 0.01 * filled


def test_no_room_for_a_threat_is_said() -> None:
    with pytest.raises(ValueError, match="no room"):
        pack(BagPlan(kind="handbag", seed=1, threats=("explosive sheet",) * 2))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_dropped_thing_rests_on_what_is_there(seed: int) -> None:
    rng = np.random.default_rng(seed)
    room = Room.inside(box((-100, 100), (0, 150), (-80, 80)))
    tops: list[tuple[float, float]] = []
    for _ in range(6):
        size = rng.uniform(20, 70, 3)
        rest = room.drop((Part(box((0, size[0]), (0, size[1]), (0, size[2])), WATER),), rng)
        if rest is not None:
            (x0, x1), (y0, y1), (z0, z1) = rest[0].mesh.bounds
            assert x0 >= -101
            assert x1 <= 101
            assert z0 >= -81
            assert z1 <= 81
            assert -0.01 <= y0 <= y1 <= 150.5
            tops.append((y0, y1))
    assert tops
    assert tops[0][0] < 1
    assert all(any(abs(y0 - top) < 1 for _, top in [(0, 0), *tops]) for y0, _ in tops)


def test_cloth_lies_on_what_is_under_it() -> None:
    rng = np.random.default_rng(2)
    room = Room.inside(box((0, 300), (0, 200), (0, 300)))
    block = room.drop((Part(box((0, 100), (0, 60), (0, 100)), STEEL),), rng)
    assert block is not None
    before = room.floor.copy()
    cloth = drape(room, rng, (280, 280), 30, CLOTHS[0])
    assert cloth is not None
    raised = room.floor - before
    assert (raised >= 0).all()
    assert 10 < np.median(raised) < 60
    assert room.floor.max() > 80


def test_a_sheet_is_closed() -> None:
    x, z = np.meshgrid(np.linspace(0, 90, 4), np.linspace(0, 50, 6), indexing="ij")
    low = np.stack([x, np.zeros_like(x), z], -1)
    assert sheet(low, low + np.array([0, 2, 0])).volume_mm3 == pytest.approx(90 * 50 * 2)


def test_a_view_is_the_same_again_and_its_shadows_are_where_things_are(bag: Bag) -> None:
    view = scan_bag(bag, "top", np.random.default_rng(1), COARSE)
    again = scan_bag(bag, "top", np.random.default_rng(1), COARSE)
    assert view.samples.dtype == np.uint16
    assert np.array_equal(view.samples, again.samples)
    assert view.channels == ("high", "low")
    assert view.picture.shape == (*view.samples.shape[1:], 3)
    assert {shadow.thing.label for shadow in view.shadows} >= {"straight knife", "pistol", "cabin-bag"}
    for shadow in view.shadows:
        x0, y0, x1, y1 = shadow.box
        assert shadow.mask[y0:y1, x0:x1].sum() == shadow.mask.sum() > 0
    pistol = next(shadow for shadow in view.shadows if shadow.thing.label == "pistol")
    clear = ~view.shadows[0].mask & ~pistol.mask
    assert np.median(view.samples[0][pistol.mask]) < 0.5 * np.median(view.samples[0][view.shadows[0].mask])
    assert np.median(view.samples[:, clear]) == pytest.approx(view.air_level, rel=0.01)


def test_the_side_view_sees_height(bag: Bag) -> None:
    side = Scanner(
        rows=100,
        pitch_mm=5.0,
        distance_mm=690,
        depth_mm=620,
        source_mm=60,
        top=0.52,
        bottom=-0.12,
        mode="160kv",
    )
    view = scan_bag(bag, "side", np.random.default_rng(1), side)
    top = scan_bag(bag, "top", np.random.default_rng(1), COARSE)
    tall = next(s for s in view.shadows if s.thing.role == "shell").mask.any(1).sum() * view.pixel_pitch_mm[1]
    deep = next(s for s in top.shadows if s.thing.role == "shell").mask.any(1).sum() * top.pixel_pitch_mm[1]
    assert tall < deep


@pytest.mark.parametrize(
    ("composition", "g_cm2", "index", "hue"),
    [(POLYETHYLENE, 4.0, 0, 0), (ALUMINIUM, 2.0, 1, 1), (IRON, 1.2, 2, 2)],
)
def test_hue_tells_the_material(composition, g_cm2: float, index: float, hue: int) -> None:
    plane = np.full((12, 12), g_cm2, np.float32)
    mean, _ = transmission({composition: plane}, beam("160kv"))
    high, low = -np.log(mean)
    assert material_index(high, low) == pytest.approx(index, abs=0.05)
    assert int(display(mean)[6, 6].argmax()) == hue


def test_air_is_white_and_what_nothing_penetrates_black() -> None:
    assert (display(np.ones((2, 9, 9), np.float32)) == 255).all()
    assert (display(np.full((2, 9, 9), 1e-4, np.float32)) < 5).all()


def test_a_cylinder_of_steel_has_its_mass_in_the_view() -> None:
    bar = Placed("bar", "item", placed((Part(cylinder(30, 200, "x"), STEEL),), -100, 100))
    bag = Bag(BagPlan(kind="tray", seed=0), (bar,))
    view = scan_bag(bag, "top", np.random.default_rng(0), COARSE)
    assert view.shadows[0].mask.sum() * np.prod(view.pixel_pitch_mm) > 200 * 60
    assert bar.mass_g == pytest.approx(np.pi * 30**2 * 200 * 7.85e-3, rel=0.02)
