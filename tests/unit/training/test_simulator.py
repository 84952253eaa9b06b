from dataclasses import replace

import numpy as np
import pytest

from model.numbers import fault
from training.simulator import (
    ContainerPlan,
    Contraband,
    LinePlan,
    ScanPlan,
    SimulatedScan,
    container_number,
    scanner_of,
    simulate,
)
from training.simulator.outputs.place import decoded
from training.simulator.plan import Carrier
from training.simulator.space import Kind

COARSE = replace(scanner_of(1), rows=240, pitch_mm=20.0)


def plan(
    kind: Kind = "40hc",
    headings: tuple[str, ...] = ("6403",),
    hidden: tuple[Contraband, ...] = (),
    carrier: Carrier = "none",
    seed: int = 5,
    containers: int = 1,
) -> ScanPlan:
    each = ContainerPlan(
        kind=kind,
        number=container_number("SIM", 7),
        lines=tuple(LinePlan(heading=heading) for heading in headings),
        hidden=hidden,
    )
    return ScanPlan(containers=(each,) * containers, seed=seed, carrier=carrier)


@pytest.fixture(scope="module")
def mixed() -> SimulatedScan:
    """Shoes and cotton with pistols among them, on a truck."""
    hidden = (Contraband(kind="pistols", place="inside"),)
    return simulate(plan(headings=("6403", "5201"), hidden=hidden, carrier="truck"), COARSE, masses=True)


def test_a_plan_gives_the_same_bits_and_another_seed_others(mixed: SimulatedScan) -> None:
    first, again = simulate(plan(), COARSE), simulate(plan(), COARSE)
    assert np.array_equal(first.exposure.raw, again.exposure.raw)
    assert np.array_equal(first.exposure.picture, again.exposure.picture)
    assert first.truth == again.truth
    other = simulate(plan(seed=6), COARSE)
    assert other.truth.containers[0].goods[0].net_kg != first.truth.containers[0].goods[0].net_kg


def test_boxes_lie_in_the_picture_and_hold_one_another(mixed: SimulatedScan) -> None:
    rows, columns = mixed.truth.shape
    assert mixed.samples.shape == (rows, columns)
    container = mixed.truth.containers[0]
    for box in (container.box, *(each.box for each in (*container.goods, *container.objects))):
        assert 0 <= box[0] < box[2] <= columns
        assert 0 <= box[1] < box[3] <= rows
        assert container.box[0] <= box[0] + 1
        assert box[2] <= container.box[2] + 1


def test_lines_of_a_mixed_load_stand_apart(mixed: SimulatedScan) -> None:
    first, second = sorted(mixed.truth.containers[0].goods, key=lambda goods: goods.box[0])
    assert first.box[2] <= second.box[0] + 2
    assert {first.heading, second.heading} == {"6403", "5201"}


def test_masks_are_run_lengths_of_what_their_box_bounds(mixed: SimulatedScan) -> None:
    (found,) = mixed.truth.containers[0].objects
    mask = decoded(found.mask, mixed.truth.shape)
    assert sum(found.mask) == mask.size
    columns, rows = np.flatnonzero(mask.any(0)), np.flatnonzero(mask.any(1))
    assert found.box == (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    assert 0.5 * found.pieces < found.mass_kg < 1.3 * found.pieces


def test_goods_darken_their_box_and_their_mass_is_that_of_their_materials(mixed: SimulatedScan) -> None:
    for goods in mixed.truth.containers[0].goods:
        x0, y0, x1, y1 = (round(edge) for edge in goods.box)
        inside = mixed.samples[(y0 + y1) // 2 : y1 - 10, x0:x1]
        assert np.median(inside) < 0.6 * np.median(mixed.samples[:5])
        assert sum(goods.materials.values()) == pytest.approx(goods.gross_kg, abs=0.5)
        assert 0 < goods.net_kg <= goods.gross_kg
        mean, most = goods.areal_mass["all"]
        assert 0 < mean < most
        assert sum(each for each, _ in goods.areal_mass.values()) == pytest.approx(2 * mean, rel=0.02)


def test_maps_of_areal_mass_lie_on_the_picture(mixed: SimulatedScan) -> None:
    depth = np.asarray(sum(mixed.masses.values()))
    assert depth.shape == mixed.truth.shape
    seen = mixed.samples < 0.5 * np.median(mixed.samples[:5])
    assert (depth[seen] > 2).mean() > 0.99
    reached = np.minimum(depth, 100)
    assert np.corrcoef(reached.ravel(), -np.log(mixed.samples.ravel() + 50.0))[0, 1] > 0.93


def test_hidden_things_displace_goods() -> None:
    hidden = (Contraband(kind="steel-block", place="inside"),)
    empty, full = (simulate(plan(headings=("5201",), hidden=what), COARSE) for what in ((), hidden))
    lost = empty.truth.containers[0].goods[0].net_kg - full.truth.containers[0].goods[0].net_kg
    assert 0 < lost < 500
    assert full.truth.containers[0].objects[0].category == "metal"


def test_what_has_no_room_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="machinery"):
        simulate(plan(hidden=(Contraband(kind="pistols", place="machinery"),)), COARSE)


@pytest.mark.parametrize("kind", ["20", "40", "40hc", "reefer", "tank", "flat-rack", "open-top"])
def test_every_container_is_longer_in_the_picture_than_high(kind: Kind) -> None:
    scan = simulate(plan(kind, headings=(), carrier="chassis"), COARSE)
    x0, y0, x1, y1 = scan.truth.containers[0].box
    pitch = scan.truth.pixel_pitch_mm
    assert (x1 - x0) * pitch[0] > 1.4 * (y1 - y0) * pitch[1]
    assert scan.truth.containers[0].goods == ()
    assert scan.truth.penetrated > 0.9


@pytest.mark.parametrize("carrier", ["truck", "chassis", "wagon"])
def test_two_containers_come_from_left_to_right(carrier: Carrier) -> None:
    scan = simulate(plan("20", headings=("0901",), carrier=carrier, containers=2), COARSE)
    first, second = scan.truth.containers
    assert first.box[2] <= second.box[0] + 1
    assert all(fault(each.number) is None for each in scan.truth.containers)


def test_dense_loads_are_not_penetrated_and_say_so() -> None:
    light, dense = (
        simulate(plan("20", headings=(each,)), COARSE).truth.penetrated for each in ("6403", "7403")
    )
    assert dense < light


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (plan(headings=("0000",)), "unknown heading: '0000'; known are .*6403"),
        (
            plan(hidden=(Contraband(kind="bombs"),)),
            "unknown kind of contraband: 'bombs'; known are .*powder-bricks",
        ),
        (plan(containers=0), "at least one container"),
        (plan("tank", headings=("4011",)), "goods of 4011 are not poured"),
    ],
)
def test_a_plan_that_cannot_be_simulated_is_refused_by_name(wrong: ScanPlan, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        simulate(wrong, COARSE)


def test_what_is_poured_travels_in_a_tank() -> None:
    truth = simulate(plan("tank", headings=("2905",)), COARSE).truth
    assert truth.containers[0].goods[0].net_kg > 5_000


@pytest.mark.parametrize("pair", [("7403", "7208"), ("2208", "2523")])
def test_two_heavy_lines_weigh_no_more_than_one_container_carries(pair: tuple[str, str]) -> None:
    truth = simulate(plan("40", headings=pair), replace(COARSE, rows=60, pitch_mm=40.0)).truth
    goods = truth.containers[0].goods
    assert [each.heading for each in goods] == list(pair)
    assert 10_000 < sum(each.gross_kg for each in goods) < 28_500
