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
from training.simulator.bags.fan import Fan, parallel, shadow
from training.simulator.bags.sections import Solids
from training.simulator.bags.tomography import effective_z, gains, measure, reconstruct
from training.simulator.materials import ALUMINIUM, PLASTIC, STEEL, WATER
from training.simulator.mesh import Body, Part, ball, box, cylinder
from training.simulator.physics.compositions import WATER as WATER_ONLY
from training.simulator.physics.material import Material

COARSE = CtSettings(size=96, field_mm=480, slice_mm=12, most_slices=60, views=120)
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


FAN = Fan(400, 1.0, 240)


def shadow_of(body: Body) -> np.ndarray:
    """Areal mass behind a body in each ray of a turn, (views, detectors)."""
    solids = Solids.of(one(body))
    edges, part = solids.cut(0.0)
    density = np.array([material.density for material in solids.materials])
    out = np.zeros((1, FAN.views, FAN.detectors), np.float32)
    plane = np.zeros(len(part), np.int32)
    shadow(edges, plane, density[part] * 0.1, (0.0, 0.0), FAN.radius_mm, FAN.pitch, out)
    return out[0]


def chords(away: np.ndarray, radius: float = 80.0) -> np.ndarray:
    """Areal mass of water in a rod along rays that pass its axis at these distances."""
    return 0.2 * np.sqrt(np.maximum(radius**2 - away**2, 0))


def fan_distances(y: float, z: float) -> np.ndarray:
    """How far each ray of a turn passes from a place."""
    turn = 2 * np.pi * np.arange(FAN.views)[:, None] / FAN.views
    angle = (np.arange(FAN.detectors) - (FAN.detectors / 2 - 0.5)) * FAN.pitch
    across, along = z * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - z * np.sin(turn)
    return across * np.cos(angle) - (FAN.radius_mm + along) * np.sin(angle)


@pytest.mark.parametrize(("y", "z"), [(0.0, 0.0), (60.0, -50.0)])
def test_the_shadow_of_a_rod_is_its_chords_from_all_sides(y: float, z: float) -> None:
    out, true = shadow_of(rod(WATER, y=y, z=z)), chords(fan_distances(y, z))
    assert np.abs(out - true).max() < 1.1
    assert out.sum() == pytest.approx(true.sum(), rel=0.005)


def test_what_is_cut_away_is_not_in_the_shadow() -> None:
    out = shadow_of((*rod(WATER), *rod(WATER.at(-1.0), 79.0)))
    away = fan_distances(0.0, 0.0)
    assert out.min() > -1e-3
    assert out.sum() == pytest.approx((chords(away) - chords(away, 79.0)).sum(), rel=0.03)


def test_sorted_into_parallel_rays_a_rod_has_the_chords_of_its_place() -> None:
    fan = shadow_of(rod(WATER, y=60.0, z=-50.0))
    rays = parallel(np.stack([fan, 2 * fan]), FAN.size, FAN.radius_mm, FAN.pixel_mm, FAN.pitch)
    turn = np.pi * np.arange(FAN.views // 2)[:, None] / (FAN.views // 2)
    at = (np.arange(FAN.size) - (FAN.size / 2 - 0.5)) * FAN.pixel_mm
    true = chords(-50 * np.cos(turn) + 60 * np.sin(turn) - at)
    assert np.abs(rays[0] - true).mean() < 0.04
    assert np.quantile(np.abs(rays[0] - true), 0.99) < 0.5
    np.testing.assert_allclose(rays[1], 2 * rays[0], rtol=1e-5, atol=1e-5)


def test_gains_of_detectors_make_rings_about_the_axis() -> None:
    depth = 12 * np.ones((240, 2 * 128), np.float32)
    even, uneven = (
        measure({WATER_ONLY: depth}, gain, np.random.default_rng(0))[0].mean(0)
        for gain in (np.ones((2, 1, 128), np.float32), gains(128, np.random.default_rng(1)))
    )
    assert uneven.std() > 1.5 * even.std()
    assert uneven.std() < 0.02


@pytest.mark.parametrize(
    ("material", "radius", "number", "z"),
    [(WATER, 30, 0, 7.4), (PLASTIC, 30, -55, 5.4), (ALUMINIUM, 4, 1850, 13.0)],
)
def test_numbers_of_known_matter(material: Material, radius: float, number: float, z: float) -> None:
    fine = CtSettings(size=96, field_mm=6 * radius, slice_mm=12, most_slices=60, views=120)
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
    rays, rng = np.zeros((40, 128), np.float32), np.random.default_rng(0)
    image = reconstruct(measure({WATER_ONLY: rays}, gains(64, rng), rng), 0.5)
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
    short = CtSettings(size=96, field_mm=480, slice_mm=5, most_slices=20, views=120)
    grid = grid_of(bag, short)
    (x0, x1), _, _ = bag.bounds
    assert grid.slices == 20
    assert grid.x0 + 50 == pytest.approx((x0 + x1) / 2)
