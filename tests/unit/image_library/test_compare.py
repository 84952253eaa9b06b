"""Verification of declared headings: order, bounds, places, small libraries."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from image_library.compare import Comparer, Enrolled
from image_library.judging import Known, judge
from image_library.summary import Summary, summarise
from model.domain import GoodsLine
from tests.unit.image_library.goods_drawn import plain_piece

CHANNELS = 24
HEADINGS = ("0202", "0901", "5201")


def load(heading: str, seed: int, parts: tuple[str, ...] = ()) -> Summary:
    """A load whose cells lie about a point of their heading; ``parts`` fill it from left to right."""
    rng = np.random.default_rng([int(heading), seed])
    cells = np.empty((10, 24, CHANNELS))
    stretches = np.array_split(np.arange(24), max(1, len(parts)))
    for stretch, name in zip(stretches, parts or (heading,), strict=True):
        centre = np.random.default_rng(int(name)).normal(0, 1.0, CHANNELS)
        cells[:, stretch] = (
            centre + rng.normal(0, 0.3, CHANNELS) + rng.normal(0, 1, (10, len(stretch), CHANNELS))
        )
    return summarise([plain_piece(cells)])


def enrolled(each: int, headings: tuple[str, ...] = HEADINGS) -> list[Enrolled]:
    return [
        Enrolled(reference_id=f"{heading}-{at}", hs_code=heading, summary=load(heading, at))
        for heading in headings
        for at in range(each)
    ]


def known(references: list[Enrolled]) -> Known:
    headings = {e.hs_code[:4] for e in references}
    return Known(
        comparer=Comparer(references) if len(headings) > 1 else None,
        codes=frozenset(e.hs_code for e in references),
        waiting=frozenset(),
        nearest=lambda summary, prefix: tuple(
            e.reference_id for e in references if e.hs_code.startswith(prefix)
        )[:5],
    )


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer(enrolled(10))


def test_a_load_fits_its_own_heading_and_no_other(comparer: Comparer) -> None:
    for heading in HEADINGS:
        scores = {other: comparer.fit(load(heading, 99), other).score for other in HEADINGS}
        assert scores.pop(heading) > 1.0
        assert max(scores.values()) < -1.0


def test_goods_that_nobody_enrolled_fit_nothing(comparer: Comparer) -> None:
    stranger = load("9999", 1)
    assert max(comparer.fit(stranger, heading).score for heading in HEADINGS) < 0


@given(order=st.permutations(range(12)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_enrolment_makes_no_difference(order: list[int]) -> None:
    references = enrolled(4)
    query = load("0901", 50)
    straight = [Comparer(references).fit(query, h).score for h in HEADINGS]
    shuffled = [Comparer([references[at] for at in order]).fit(query, h).score for h in HEADINGS]
    assert shuffled == straight


@given(each=st.integers(1, 6), count=st.integers(2, 3), scale=st.sampled_from([1e-3, 1.0, 1e3]))
@settings(max_examples=20, deadline=None)
def test_any_small_library_gives_finite_scores_in_the_right_order(
    each: int, count: int, scale: float
) -> None:
    def scaled(summary: Summary) -> Summary:
        return Summary(
            features=summary.features * np.float32(scale),
            boxes=summary.boxes,
            small=summary.small,
            goods=summary.goods,
        )

    references = [
        Enrolled(reference_id=e.reference_id, hs_code=e.hs_code, summary=scaled(e.summary))
        for e in enrolled(each, HEADINGS[:count])
    ]
    comparer = Comparer(references)
    own, other = (comparer.fit(scaled(load(HEADINGS[0], 77)), h).score for h in HEADINGS[:2])
    assert np.isfinite([own, other]).all()
    assert own > other
    assert abs(own) <= comparer.calibration.limit


def test_identical_references_do_no_harm() -> None:
    same = load("0202", 1)
    references = [Enrolled(reference_id=str(at), hs_code="0202", summary=same) for at in range(5)]
    references += [
        Enrolled(reference_id=f"b{at}", hs_code="0901", summary=load("0901", at)) for at in range(5)
    ]
    score = Comparer(references).fit(same, "0202").score
    assert np.isfinite(score)
    assert score > 0


def test_references_of_the_subheading_come_before_those_of_the_heading() -> None:
    references = enrolled(4)
    references += [
        Enrolled(reference_id=f"s{at}", hs_code="090121", summary=load("0905", at)) for at in range(3)
    ]
    comparer = Comparer(references)
    assert len(comparer.members("09012100")) == 3
    assert len(comparer.members("0901")) == 7
    assert len(comparer.members("090190")) == 7
    assert comparer.fit(load("0905", 9), "090121").score > comparer.fit(load("0901", 9), "090121").score


def test_a_strange_quarter_is_the_worst_region(comparer: Comparer) -> None:
    mixed = load("0202", 5, ("0202", "0202", "0202", "5201"))
    box, score = comparer.worst_window(mixed, [comparer.fit(mixed, "0202")]) or ((0, 0, 0, 0), 0)
    assert box[0] >= 32 * 24 * 0.6
    assert score < 0


def test_two_lines_explain_a_mixed_load_and_one_leaves_a_region_unexplained() -> None:
    library = known(enrolled(10))
    mixed = load("0202", 5, ("0202", "0901"))
    both = judge(library, mixed, [GoodsLine(line=1, hs_code="0202"), GoodsLine(line=2, hs_code="0901")])
    assert [line.verdict for line in both.lines] == ["consistent", "consistent"]
    assert both.evidence == ()
    missing = judge(library, mixed, [GoodsLine(line=1, hs_code="0202"), GoodsLine(line=2, hs_code="5201")])
    assert [line.verdict for line in missing.lines] == ["consistent", "inconsistent"]
    (evidence,) = missing.evidence
    assert evidence.kind == "unexplained-region"
    assert evidence.region is not None
    assert evidence.region[0] >= 32 * 24 * 0.4
    assert evidence.details["score"] < evidence.details["limit"]


@pytest.mark.parametrize(
    ("code", "verdict", "words"),
    [
        ("0303", "no-reference", "0303"),
        ("1234567", "cannot-say", "1234567"),
        ("beef", "cannot-say", "beef"),
        ("02", "cannot-say", "02"),
        ("0202", "consistent", "more like"),
    ],
)
def test_every_line_gets_an_answer_with_its_reason(code: str, verdict: str, words: str) -> None:
    line = judge(known(enrolled(4)), load("0202", 9), [GoodsLine(line=7, hs_code=code)]).lines[0]
    assert (line.line, line.verdict) == (7, verdict)
    assert words in line.reason
    assert (line.score is None) == (verdict != "consistent")


def test_one_heading_alone_and_an_empty_picture_cannot_be_judged() -> None:
    item = GoodsLine(line=1, hs_code="0202")
    alone = judge(known(enrolled(4, ("0202",))), load("0202", 9), [item])
    assert alone.lines[0].verdict == "cannot-say"
    blank = summarise([plain_piece(np.zeros((10, 24, CHANNELS)), attenuation=0.01)])
    assert judge(known(enrolled(4)), blank, [item]).lines[0].verdict == "cannot-say"


def test_headings_that_look_the_same_are_not_told_apart() -> None:
    rng = np.random.default_rng(3)
    references = [
        Enrolled(
            reference_id=f"{at:02}",
            hs_code=HEADINGS[at % 2],
            summary=load("0202", int(rng.integers(1 << 20))),
        )
        for at in range(40)
    ]
    score = Comparer(references).fit(load("0202", 9), "0202").score
    assert abs(score) < 1.0
