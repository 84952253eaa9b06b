import numpy as np
import pytest

from training.simulator.bags import (
    Bag,
    BagPlan,
    CtSettings,
    Grid,
    Placed,
    ct_slices,
    grid_of,
    pack,
    simulate_bag,
    voxels,
)
from training.simulator.bags.sections import Solids, shadow
from training.simulator.bags.tomography import effective_z, measure, reconstruct
from training.simulator.materials import ALUMINIUM, PLASTIC, STEEL, WATER
from training.simulator.mesh import Body, Part, ball, box, cylinder
from training.simulator.physics.compositions import WATER as WATER_ONLY
from training.simulator.physics.material import Material

COARSE = CtSettings(size=96, field_mm=480, slice_mm=12, most_slices=60, views=60)
PLAN = BagPlan(kind="handbag", seed=2, threats=("straight knife",))


def one(*bodies: Body) -> Bag:
    return Bag(
        BagPlan(kind="tray", seed=0),
        tuple(Placed(f"thing {i}", "item", body) for i, body in enumerate(bodies)),
    )


def rod(material: Material, radius: float = 80.0, y: float = 0.0, z: float = 0.0) -> Body:
    return (Part(cylinder(radius, 40, "x", 48).moved(-20, y, z), material),)


def slices(bag: Bag, settings: CtSettings = COARSE, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    made = list(ct_slices(bag, settings, seed))
    middle = len(made) // 2
    return made[middle]


def test_the_shadow_of_a_rod_is_its_chords_from_all_sides() -> None:
    solids = Solids.of(one(rod(WATER)))
    edges, part = solids.cut(0.0)
    out = np.zeros((1, 8, 400), np.float32)
    shadow(edges, np.zeros(len(part), np.int32), np.full(len(part), 0.1), (0.0, 0.0), 1.0, out)
    at = np.arange(400) - 199.5
    chords = 0.2 * np.sqrt(np.maximum(80.0**2 - at**2, 0))
    assert np.abs(out[0] - chords).max() < 0.5
    assert out[0].sum(1) == pytest.approx(np.pi * 80**2 * 0.1, rel=0.005)


def test_what_is_cut_away_is_not_in_the_shadow() -> None:
    hollow = (*rod(WATER), *rod(WATER.at(-1.0), 79.0))
    solids = Solids.of(one(hollow))
    edges, part = solids.cut(0.0)
    density = np.array([material.density for material in solids.materials])
    out = np.zeros((1, 4, 400), np.float32)
    shadow(edges, np.zeros(len(part), np.int32), density[part] * 0.1, (0.0, 0.0), 1.0, out)
    assert out.min() > -1e-4
    assert out[0].sum(1) == pytest.approx(np.pi * (80**2 - 79**2) * 0.1, rel=0.03)


@pytest.mark.parametrize(
    ("material", "radius", "number", "z"),
    [(WATER, 30, 0, 7.4), (PLASTIC, 30, -55, 5.4), (ALUMINIUM, 4, 1850, 13.0)],
)
def test_numbers_of_known_matter(material: Material, radius: float, number: float, z: float) -> None:
    fine = CtSettings(size=96, field_mm=6 * radius, slice_mm=12, most_slices=60, views=60)
    numbers, tenths = slices(one(rod(material, radius)), fine)
    away = np.hypot(*(np.mgrid[:96, :96] - 47.5)) * fine.field_mm / 96
    assert numbers[away < 0.6 * radius].mean() == pytest.approx(number, abs=25 + 0.05 * number)
    assert tenths[away < 0.6 * radius].mean() / 10 == pytest.approx(z, abs=0.9)
    outside = (away > 1.5 * radius) & (away < 2.8 * radius)
    assert numbers[outside].mean() == pytest.approx(-1000, abs=15)
    assert (tenths[outside] == 0).mean() > 0.99


def test_metal_casts_streaks_and_shadows() -> None:
    water = rod(WATER)
    holes = tuple(Part(cylinder(8, 40, "x").moved(-20, 0, z), WATER.at(-1.0)) for z in (-45, 45))
    bars = tuple(Part(cylinder(8, 40, "x").moved(-20, 0, z), STEEL) for z in (-45, 45))
    clean, _ = slices(one(water))
    streaked, _ = slices(one((*water, *holes, *bars)))
    between = (slice(45, 51), slice(44, 52))
    assert clean[between].mean() == pytest.approx(0, abs=25)
    assert streaked[between].mean() < clean[between].mean() - 60


def test_noise_falls_where_less_matter_is() -> None:
    thick, _ = slices(one(rod(WATER, 150.0)))
    thin, _ = slices(one(rod(WATER, 40.0)))
    middle = (slice(44, 52), slice(44, 52))
    assert thick[middle].std() > 1.5 * thin[middle].std()


def test_an_empty_slice_is_air() -> None:
    rays = np.zeros((40, 128), np.float32)
    image = reconstruct(measure({WATER_ONLY: rays}, np.random.default_rng(0)), 0.5)
    assert image.shape == (2, 64, 64)
    assert abs(image.mean()) < 0.005
    assert (effective_z(image) == 0).all()


def test_voxels_hold_the_volume_of_a_ball_and_its_hole() -> None:
    body = (Part(ball(50, 50, 50, 40), WATER), Part(ball(20, 20, 20, 40), WATER.at(-1.0)))
    other = (Part(box((60, 80), (-40, 40), (-40, 40)), STEEL),)
    grid = Grid(slices=90, size=80, slice_mm=2, pixel_mm=2, x0=-90, y=0)
    made = voxels(one(body, other), grid)
    assert (made.things == 1).sum() * 8 == pytest.approx(4 / 3 * np.pi * (50**3 - 20**3), rel=0.02)
    assert (made.things == 2).sum() * 8 == pytest.approx(20 * 80 * 80, rel=0.01)
    assert made.things[45, 40, 40] == 0
    density = made.density[made.materials]
    assert density.sum() * 8e-3 == pytest.approx((500_000 * 0.979 + 128_000 * 7.85) * 1e-3, rel=0.03)
    assert made.effective_z[made.materials[75, 40, 40]] == pytest.approx(26, abs=0.1)
    first, last = grid.box(((60.0, 80.0), (-40.0, 40.0), (-40.0, 40.0)))[2::3]
    assert set(np.flatnonzero((made.things == 2).any((1, 2)))) == set(range(first, last))


def test_rows_go_down_and_columns_away() -> None:
    high = (Part(box((-10, 10), (30, 50), (-50, -30)), WATER),)
    grid = Grid(slices=1, size=60, slice_mm=20, pixel_mm=2, x0=-10, y=0)
    rows, columns = np.nonzero(voxels(one(high), grid).things[0])
    assert rows.max() < 20
    assert columns.max() < 20
    assert grid.box(((-10, 10), (30, 50), (-50, -30))) == (5, 5, 0, 15, 15, 1)


def test_a_scanned_bag_is_the_same_again_and_knows_what_is_in_it() -> None:
    calls: list[tuple[int, int]] = []
    bag = simulate_bag(PLAN, COARSE, lambda done, of: calls.append((done, of)))
    again = simulate_bag(PLAN, COARSE)
    assert np.array_equal(bag.samples, again.samples)
    assert np.array_equal(bag.effective_z, again.effective_z)
    assert bag.samples.dtype == np.int16
    assert bag.samples.shape == bag.effective_z.shape
    assert calls == [(i + 1, len(bag.samples)) for i in range(len(bag.samples))]
    assert bag.objects[0].role == "shell"
    knife = next(each for each in bag.objects if each.role == "threat")
    x0, y0, z0, x1, y1, z1 = knife.box
    assert bag.samples[z0:z1, y0:y1, x0:x1].max() > 1500
    for each in bag.objects:
        x0, y0, z0, x1, y1, z1 = each.box
        assert 0 <= x0 < x1 <= 96
        assert 0 <= y0 < y1 <= 96
        assert 0 <= z0 < z1 <= len(bag.samples)
        assert each.mass_g > 0


def test_a_long_bag_is_cut_at_both_ends() -> None:
    bag = pack(PLAN)
    short = CtSettings(size=96, field_mm=480, slice_mm=5, most_slices=20, views=60)
    grid = grid_of(bag, short)
    (x0, x1), _, _ = bag.bounds
    assert grid.slices == 20
    assert grid.x0 + 50 == pytest.approx((x0 + x1) / 2)
