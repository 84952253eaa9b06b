import io
import itertools

import cv2
import numpy as np
import pydicom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.numbers import fault
from training.simulator import (
    ContainerPlan,
    Contraband,
    ScanPlan,
    SimulatedScan,
    container_number,
    containers,
    encode,
    encode_ct,
    simulate,
    simulate_bag,
)
from training.simulator.canvas import Canvas
from training.simulator.detector import AIR_LEVEL
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS
from training.simulator.materials import STEEL
from training.simulator.physics import bremsstrahlung, mass_attenuation, transmission
from training.simulator.space import Kind
from training.simulator.tomography import WATER_PER_CM, reconstruct

COARSE = Scanner(rows=160, pitch_mm=25.0)


def one(heading: str | None, kind: Kind = "20", **more: object) -> ScanPlan:
    plan = ContainerPlan(kind=kind, number=container_number("CGL", 7), heading=heading, **more)  # type: ignore[arg-type]
    return ScanPlan(containers=(plan,), seed=11, site=2, truck=False)


@pytest.fixture(scope="module")
def coffee() -> SimulatedScan:
    return simulate(one("0901"))


def steel(thickness_mm: float) -> tuple[float, float]:
    """Transmission and areal mass of a steel plate, on the row that looks straight ahead."""
    canvas = Canvas(Scanner(rows=101, top=0.5, bottom=-0.5), 9)
    canvas.block(STEEL, (0, 45), (1500, 2500), (800, 800 + thickness_mm))
    picture = transmission(canvas.masses, bremsstrahlung(6.0))
    return float(picture[50, 4]), float(canvas.masses["iron"][50, 4])


def test_a_steel_wedge_lets_less_and_less_through() -> None:
    passed = [steel(thickness)[0] for thickness in range(1, 301, 13)]
    assert all(thin > thick for thin, thick in itertools.pairwise(passed))


@given(st.floats(0.5, 300.0))
@settings(max_examples=40, deadline=None)
def test_steel_follows_the_integral_over_the_spectrum(thickness: float) -> None:
    beam = bremsstrahlung(6.0)
    depth = 7.85 * thickness / 10
    wanted = float(np.sum(beam.shares * np.exp(-mass_attenuation("iron", beam.energies) * depth)))
    assert steel(thickness)[0] == pytest.approx(wanted, rel=0.005)


def test_thin_steel_follows_the_effective_coefficient_and_thick_steel_hardens_the_beam() -> None:
    effective = bremsstrahlung(6.0).effective("iron")
    assert 0.03 < effective < 0.06
    thin, mass = steel(4.0)
    assert thin == pytest.approx(np.exp(-effective * mass), rel=0.002)
    thick, mass = steel(250.0)
    assert np.exp(-effective * mass) < thick < np.exp(-mass_attenuation("iron", np.array([6.0]))[0] * mass)


def test_tables_give_the_values_of_nist_at_their_energies() -> None:
    energies = np.array([1.0, 2.0, 6.0])
    assert mass_attenuation("water", energies) == pytest.approx([0.07072, 0.04942, 0.02770])
    assert mass_attenuation("lead", energies) == pytest.approx([0.07102, 0.04606, 0.04391])


def test_an_ellipsoid_has_its_chord_and_its_mass() -> None:
    canvas = Canvas(Scanner(rows=801, top=0.2, bottom=-0.2, pitch_mm=2.0), 200)
    canvas.ellipsoid(STEEL, (200.0, 2000.0, 1000.0), (50.0, 80.0, 100.0))
    assert canvas.masses["iron"].max() == pytest.approx(7.85 * 20, rel=0.002)
    square_cm = 0.2 * canvas.scanner.step * (1000 + canvas.scanner.distance_mm) / 10
    drawn = float(canvas.masses["iron"].sum()) * square_cm / 1000
    assert drawn == pytest.approx(canvas.kilograms, rel=0.01)


def test_nearer_to_the_source_is_taller_in_the_picture() -> None:
    near = COARSE.rows_of(2000, 3000, 0, 0)
    far = COARSE.rows_of(2000, 3000, 2400, 2400)
    assert near[1] - near[0] > 1.3 * (far[1] - far[0])


def test_the_same_plan_gives_the_same_bits_and_another_seed_does_not(coffee: SimulatedScan) -> None:
    again = simulate(one("0901"))
    assert np.array_equal(again.samples, coffee.samples)
    assert again.truth == coffee.truth
    plan = one("0901")
    other = simulate(ScanPlan(containers=plan.containers, seed=12, site=2, truck=False))
    size = min(other.samples.shape[1], coffee.samples.shape[1])
    assert not np.array_equal(other.samples[:, :size], coffee.samples[:, :size])


def test_samples_are_16_bit_with_air_at_its_level(coffee: SimulatedScan) -> None:
    assert coffee.samples.dtype == np.uint16
    air = coffee.samples[:40, :60]
    assert float(np.median(air)) == pytest.approx(AIR_LEVEL, rel=0.01)
    assert 20 < float(air.std()) < 1000
    assert len(np.unique(coffee.samples)) > 5000


def test_the_container_is_where_the_truth_says(coffee: SimulatedScan) -> None:
    box = coffee.truth.containers[0].box
    dark = cv2.medianBlur(coffee.samples, 5) < 0.93 * AIR_LEVEL
    columns = np.flatnonzero(dark.mean(0) > 0.2)
    rows = np.flatnonzero(dark.mean(1) > 0.5)
    assert columns[0] == pytest.approx(box[0], abs=8)
    assert columns[-1] == pytest.approx(box[2], abs=8)
    assert rows[0] == pytest.approx(box[1], abs=10)


def test_the_goods_are_where_the_truth_says(coffee: SimulatedScan) -> None:
    goods = coffee.truth.containers[0].goods[0]
    x0, y0, x1, y1 = (round(edge) for edge in goods.box)
    middle = coffee.samples[(y0 + y1) // 2, x0 + 30 : x1 - 200]
    assert float(np.median(middle)) < 0.1 * AIR_LEVEL
    assert 8_000 < goods.net_kg < 26_000
    assert goods.packages > 100


def test_a_hidden_block_is_dark_exactly_in_its_box() -> None:
    plain, hidden = one("6403", "40hc"), one("6403", "40hc", hidden=(Contraband(kind="steel-block"),))
    before, after = simulate(plain), simulate(hidden)
    truth = after.truth.containers[0].objects[0]
    ratio = cv2.blur(after.samples.astype(np.float32), (5, 5)) / cv2.blur(
        before.samples.astype(np.float32), (5, 5)
    )
    rows, columns = np.nonzero(ratio < 0.6)
    found = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert found == pytest.approx(truth.box, abs=7)
    assert truth.mass_kg == pytest.approx(7.85 * 3 * 2 * 2, rel=0.01)


@pytest.mark.parametrize("heading", sorted(GOODS))
@pytest.mark.parametrize("fill", [1.0, 0.5])
def test_goods_fit_into_their_containers_and_may_be_carried(heading: str, fill: float) -> None:
    goods = GOODS[heading]
    for seed, kind in enumerate(goods.kinds):
        rng = np.random.default_rng(seed)
        box = containers.outer(kind, 500.0, 1250.0)
        canvas = Canvas(COARSE, int((box.x[1] + 500) / COARSE.pitch_mm))
        room = containers.draw(canvas, kind, box, True, rng)
        steel_kg = canvas.kilograms
        load = goods.pack(canvas, room, fill, rng)
        assert 300 < canvas.kilograms - steel_kg < 34_000
        assert load.packages >= 1
        assert room.x[0] - 1 <= load.space.x[0] < load.space.x[1] <= room.x[1] + 1
        assert load.space.y[1] <= room.y[1] + 60
        if fill < 1 and heading != "8703":
            assert load.space.x[1] < room.x[0] + 0.62 * (room.x[1] - room.x[0])
        assert all(mass.min() > -0.05 for mass in canvas.masses.values())


def test_two_containers_stand_side_by_side() -> None:
    plans = tuple(ContainerPlan(kind="20", number=container_number("CGL", n)) for n in (1, 2))
    left, right = simulate(ScanPlan(containers=plans, seed=3, site=1)).truth.containers
    assert left.box[2] < right.box[0] < left.box[2] + 40
    assert fault(left.number) is None
    assert container_number("CSQ", 305438) == "CSQU3054383"


@pytest.mark.parametrize("form", ["tiff", "png"])
def test_files_keep_every_sample(form: str, coffee: SimulatedScan) -> None:
    data = encode(coffee.samples, form)  # type: ignore[arg-type]
    read = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(read, coffee.samples)


def test_tomography_gives_water_and_air_their_numbers() -> None:
    at = np.arange(96) - 47.5
    disc = (at[:, None] ** 2 + at**2 < 30**2).astype(np.float32) * WATER_PER_CM
    made = reconstruct(np.stack([disc]), 2.0, 90, np.random.default_rng(1))[0]
    assert float(made[40:56, 40:56].mean()) == pytest.approx(0, abs=60)
    assert float(made[5:15, 40:56].mean()) == pytest.approx(-1000, abs=60)


def test_a_bag_is_one_dicos_file_that_pydicom_reads() -> None:
    bag = simulate_bag(5, slices=16, angles=40)
    data = encode_ct(bag, "bag")
    assert data == encode_ct(simulate_bag(5, slices=16, angles=40), "bag")
    read = pydicom.dcmread(io.BytesIO(data))
    assert np.array_equal(read.pixel_array, bag.samples)
    assert read.SOPClassUID == "1.2.840.10008.5.1.4.1.1.501.1"
    assert (float(read.PixelSpacing[0]), float(read.SliceThickness)) == (bag.pixel_mm, bag.slice_mm)
    x0, y0, x1, y1 = (int(edge) for edge in bag.object_box)
    inside = bag.samples[slice(*bag.slices), y0:y1, x0:x1]
    assert inside.max() > 3000
