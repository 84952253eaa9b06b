"""Suspicion: weights add up, more reason never means less suspicion, silence is said to be silence."""

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.domain import Container, Declaration, Finding, Fitness, GoodsLine, Lamp, LineAssessment
from model.suspicion import AMBER, REASSURANCE, RED, Judged, suspect

FIT = Fitness(fit=True)
LOADED = Container(box=(0, 0, 100, 40), score=1.0, loaded=0.999, fill=0.8, number="CSQU3054383")
EMPTY = replace(LOADED, loaded=0.001, fill=0.0)
COFFEE = Declaration(containers=("CSQU3054383",), items=(GoodsLine(line=1, hs_code="0901"),))
LINE = LineAssessment(line=1, hs_code="0901", verdict="consistent", score=3.0, reason="fits")
BLOCK = Finding(kind="dense-object", label="A dense object", box=(5, 30, 10, 35), score=0.8)

scores = st.floats(-30, 30)
probabilities = st.floats(0, 1)


def judged(
    lines: tuple[LineAssessment, ...] = (LINE,),
    container: Container = LOADED,
    declaration: Declaration | None = COFFEE,
    findings: tuple[Finding, ...] = (),
    fitness: Fitness = FIT,
) -> Judged:
    return suspect(fitness, [container], findings, declaration, lines)


@given(
    st.lists(scores, max_size=5),
    probabilities,
    st.lists(probabilities, max_size=4),
    st.booleans(),
    st.floats(0, 0.5),
)
def test_weights_add_up_to_the_suspicion(
    line_scores: list[float], loaded: float, found: list[float], empty: bool, opaque: float
) -> None:
    lines = tuple(replace(LINE, line=n, score=score) for n, score in enumerate(line_scores))
    declaration = replace(
        COFFEE, empty=empty, items=tuple(GoodsLine(line=n.line, hs_code="0901") for n in lines)
    )
    result = judged(
        lines,
        replace(LOADED, loaded=loaded),
        declaration,
        tuple(replace(BLOCK, score=score) for score in found),
        replace(FIT, unpenetrated=opaque),
    )
    total = sum(item.weight for item in result.evidence)
    if result.suspicion is None:
        assert result.lamp is Lamp.GREY
    else:
        assert result.suspicion == pytest.approx(1 / (1 + exp(-total)))
        expected = (
            Lamp.RED if result.suspicion >= RED else Lamp.AMBER if result.suspicion >= AMBER else Lamp.GREEN
        )
        assert result.lamp is expected


@given(scores, scores)
def test_a_worse_line_is_never_less_suspicious(a: float, b: float) -> None:
    low, high = sorted((a, b))
    worse = judged((replace(LINE, score=low),)).suspicion
    better = judged((replace(LINE, score=high),)).suspicion
    assert worse is not None
    assert better is not None
    assert worse >= better


@given(
    st.lists(st.tuples(st.sampled_from(["0901", "1701", "5201"]), st.floats(0, 30)), min_size=1, max_size=8)
)
def test_many_consistent_lines_reassure_no_more_than_one(found: list[tuple[str, float]]) -> None:
    lines = tuple(replace(LINE, line=n, hs_code=code, score=score) for n, (code, score) in enumerate(found))
    weights = [item.weight for item in judged(lines).evidence if item.kind.startswith("line")]
    assert sum(weights) >= -REASSURANCE - 1e-9


@given(st.floats(0, 30), st.integers(1, 9))
def test_a_heading_counts_once_however_many_lines_it_has(score: float, count: int) -> None:
    lines = tuple(replace(LINE, line=n, score=-score) for n in range(count))
    assert judged(lines).suspicion == judged(lines[:1]).suspicion


@given(probabilities)
def test_a_finding_never_reassures(score: float) -> None:
    plain, with_block = judged().suspicion, judged(findings=(replace(BLOCK, score=score),)).suspicion
    assert plain is not None
    assert with_block is not None
    assert with_block >= plain


def test_an_honest_load_is_green() -> None:
    assert judged().lamp is Lamp.GREEN


def test_goods_unlike_the_declared_ones_are_red_and_say_where() -> None:
    result = judged((replace(LINE, verdict="inconsistent", score=-6.0, region=(0, 0, 10, 10)),))
    assert result.lamp is Lamp.RED
    assert result.evidence[0].kind == "line-inconsistent"
    assert "left, roof" in result.evidence[0].text


@pytest.mark.parametrize(("container", "declaration"), [(EMPTY, COFFEE), (LOADED, Declaration(empty=True))])
def test_empty_against_loaded_is_red_both_ways(container: Container, declaration: Declaration) -> None:
    line = replace(LINE, score=-6.0, verdict="inconsistent")
    lines = (line,) if declaration.items else ()
    assert judged(lines, container, declaration).lamp is Lamp.RED


def test_an_empty_container_counts_once() -> None:
    result = judged((replace(LINE, score=-6.0, verdict="inconsistent"),), EMPTY)
    assert [item.kind for item in result.evidence if item.weight > 0] == ["declared-loaded"]


def test_declared_empty_and_empty_is_green() -> None:
    assert judged((), EMPTY, Declaration(empty=True)).lamp is Lamp.GREEN


def test_silence_is_grey() -> None:
    assert judged((), declaration=None).lamp is Lamp.GREY
    unknown = replace(LINE, score=None, verdict="no-reference")
    assert judged((unknown,)).lamp is Lamp.GREY
    assert judged(fitness=replace(FIT, unpenetrated=0.9)).lamp is Lamp.GREY
    unfit = judged(fitness=Fitness(fit=False, reasons=("The picture is blank.",)))
    assert (unfit.lamp, unfit.suspicion, unfit.evidence[0].text) == (Lamp.GREY, None, "The picture is blank.")


def test_a_block_speaks_even_where_goods_cannot_be_compared() -> None:
    unknown = replace(LINE, score=None, verdict="no-reference")
    result = judged((unknown,), findings=(replace(BLOCK, score=1.0),))
    assert result.lamp in (Lamp.AMBER, Lamp.RED)


def test_a_wrong_number_is_a_finding() -> None:
    result = judged(container=replace(LOADED, number="CSQU3054384"))
    kinds = {item.kind for item in result.evidence}
    assert {"number-invalid", "number-undeclared"} <= kinds
    more = suspect(
        FIT, [replace(LOADED, number=None)], (), COFFEE, (LINE,), numbers=("CSQU3054384", "CSQU3054383")
    )
    assert {"number-invalid", "number-undeclared"} <= {item.kind for item in more.evidence}
