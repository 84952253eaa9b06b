from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from model.domain import Declaration
from model.numbers import fault
from training.simulator.declare import Declared, Fraud, declare, declare_bill, possible
from training.simulator.declared_lines import duty, swapped, true_lines
from training.simulator.goods import GOODS
from training.simulator.plan import ContainerTruth, GoodsTruth, ScanTruth, container_number

BOX = (0.0, 0.0, 10.0, 10.0)
FRAUDS = [fraud for fraud in get_args(Fraud) if fraud != "none"]
PAIRS = (("0901", 320, 19_200.0), ("6403", 900, 7_340.0))


def goods(heading: str, packages: int, net_kg: float) -> GoodsTruth:
    kind = GOODS[heading]
    return GoodsTruth(
        heading=heading,
        code=kind.code,
        unit=kind.unit,
        packages=packages,
        quantity=net_kg if kind.unit == "KGM" else packages * 12.0,
        net_kg=net_kg,
        gross_kg=net_kg * 1.03,
        materials={},
        areal_mass={"all": (10.0, 20.0)},
        box=BOX,
    )


def scan(*held: tuple[tuple[str, int, float], ...], serial: int = 1) -> ScanTruth:
    return ScanTruth(
        containers=tuple(
            ContainerTruth(
                number=container_number("CGL", serial + place),
                kind="40hc",
                box=BOX,
                goods=tuple(goods(*each) for each in inside),
            )
            for place, inside in enumerate(held)
        ),
        pixel_pitch_mm=(5.0, 5.0),
        shape=(700, 3000),
        penetrated=0.9,
        seed=1,
        site=0,
    )


FULL, EMPTY = scan(PAIRS), scan(())


def made(fraud: Fraud, seed: int = 3) -> Declared:
    truth = EMPTY if fraud == "declared-loaded-but-empty" else FULL
    return declare(truth, fraud, np.random.default_rng(seed))


def test_a_true_declaration_says_what_is_there() -> None:
    declared = made("none")
    assert declared.lines == ((0,), (1,))
    assert not declared.false_lines
    assert declared.body["containers"] == [FULL.containers[0].number]
    for item, (heading, packages, net_kg) in zip(declared.body["items"], PAIRS, strict=True):
        assert item["hs_code"] == GOODS[heading].code
        assert item["packages"] == packages
        assert item["net_kg"] == pytest.approx(net_kg, rel=0.02)
        assert item["gross_kg"] >= item["net_kg"]


def test_an_empty_container_is_declared_empty() -> None:
    body = declare(EMPTY, "none", np.random.default_rng(1)).body
    assert body["empty"] is True
    assert body["items"] == []


@pytest.mark.parametrize("fraud", FRAUDS)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=3, deadline=None)
def test_each_declaration_can_be_read_and_the_same_seed_gives_the_same(fraud: Fraud, seed: int) -> None:
    declared = made(fraud, seed)
    read = TypeAdapter(Declaration).validate_python(declared.body)
    assert len(read.items) == len(declared.lines)
    assert [item.line for item in read.items] == list(range(1, len(read.items) + 1))
    assert all(item.net_kg and item.gross_kg and item.net_kg <= item.gross_kg for item in read.items)
    assert declared == made(fraud, seed)
    assert declared.note


def test_a_line_left_out_stands_in_no_declared_line() -> None:
    declared = made("undeclared-line")
    assert len(declared.lines) == 1
    assert len({0, 1} - {each for line in declared.lines for each in line}) == 1


@pytest.mark.parametrize("seed", range(6))
def test_swapped_goods_pay_less_and_weigh_no_more(seed: int) -> None:
    declared = made("swapped-goods", seed)
    (false,) = declared.false_lines
    item, (heading, _, net_kg) = declared.body["items"][false - 1], PAIRS[false - 1]
    assert item["hs_code"][:4] != heading
    assert duty(item["hs_code"][:4]) < duty(heading)
    assert item["net_kg"] <= net_kg * 1.01
    assert declared.lines[false - 1] == (false - 1,)


def test_swapped_goods_keep_their_mass_where_the_others_find_room() -> None:
    light = scan((("6403", 100, 400.0),))
    line = true_lines((light,))[0]
    for seed in range(4):
        other = swapped(line, (line,), (light,), np.random.default_rng(seed))
        assert (other.net_kg, other.gross_kg) == (line.net_kg, line.gross_kg)


def test_swapped_goods_are_no_more_than_the_container_holds() -> None:
    tobacco = scan((("2401", 90, 16_500.0),))
    line = true_lines((tobacco,))[0]
    taken = tuple(replace(line, heading=heading) for heading in GOODS if heading != "8418")
    other = swapped(line, taken, (tobacco,), np.random.default_rng(3))
    assert other.heading == "8418"
    assert 20 < other.packages < 130
    assert other.net_kg < 120 * other.packages
    assert other.net_kg < other.gross_kg < 12_000


@pytest.mark.parametrize(("fraud", "low", "high"), [("short-count", 0.4, 0.9), ("over-count", 1.1, 1.6)])
def test_a_false_count_is_false_in_packages_and_mass(fraud: Fraud, low: float, high: float) -> None:
    declared = made(fraud)
    (false,) = declared.false_lines
    item, (_, packages, net_kg) = declared.body["items"][false - 1], PAIRS[false - 1]
    assert low * 0.98 <= item["packages"] / packages <= high * 1.02
    assert low * 0.98 <= item["net_kg"] / net_kg <= high * 1.02


@given(packages=st.integers(1, 6), over=st.booleans(), seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_few_packages_are_miscounted_by_at_least_one(packages: int, over: bool, seed: int) -> None:
    truth = scan((("8703", packages, 1_500.0 * packages),))
    fraud: Fraud = "over-count" if over else "short-count"
    if not over and packages == 1:
        assert fraud not in possible((truth,))
        return
    item = declare(truth, fraud, np.random.default_rng(seed)).body["items"][0]
    assert item["packages"] > packages if over else 0 < item["packages"] < packages


def test_understated_mass_leaves_the_packages() -> None:
    declared = made("understated-mass")
    (false,) = declared.false_lines
    item, (_, packages, net_kg) = declared.body["items"][false - 1], PAIRS[false - 1]
    assert item["packages"] == packages
    assert item["net_kg"] < 0.82 * net_kg


def test_empty_and_loaded_are_swapped() -> None:
    loaded = made("declared-loaded-but-empty")
    assert not loaded.body["empty"]
    assert loaded.lines == ((),)
    assert 500 < loaded.body["items"][0]["net_kg"] < 32_000
    empty = made("declared-empty-but-loaded")
    assert empty.body["empty"]
    assert empty.lines == ()


def test_a_wrong_number_differs_in_one_digit_and_is_found_by_its_check_digit() -> None:
    wrong = [made("wrong-container-number", seed).body["containers"][0] for seed in range(20)]
    right = FULL.containers[0].number
    assert all(sum(a != b for a, b in zip(each, right, strict=True)) == 1 for each in wrong)
    assert sum(fault(each) is not None for each in wrong) >= 18


def test_sister_containers_come_under_one_declaration_with_lines_together() -> None:
    sisters = (scan(PAIRS), scan(PAIRS[:1], PAIRS[1:], serial=5))
    declared = declare_bill(sisters, "none", np.random.default_rng(2))
    assert len(declared.body["containers"]) == 3
    assert declared.lines == ((0, 2), (1, 3))
    assert declared.body["items"][0]["packages"] == 640


def test_a_fraud_that_does_not_fit_is_refused() -> None:
    assert set(possible((FULL,))) == set(FRAUDS) - {"declared-loaded-but-empty"}
    assert set(possible((EMPTY,))) == {"declared-loaded-but-empty", "wrong-container-number"}
    with pytest.raises(ValueError, match="undeclared-line does not fit"):
        declare(scan(PAIRS[:1]), "undeclared-line", np.random.default_rng(1))


def test_honest_declarations_differ_from_one_another() -> None:
    bodies = [made("none", seed).body for seed in range(12)]
    assert len({body["items"][0]["description"] for body in bodies}) > 3
    assert len({body["trader"]["id"] for body in bodies}) > 8
    assert len({body["items"][0]["net_kg"] for body in bodies}) > 6
    assert true_lines((FULL,))[0].net_kg == PAIRS[0][2]
