import itertools
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from training.splits import GAP, Passage, assign, shipments

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
START = datetime(2026, 1, 1, tzinfo=UTC)


ONE = st.tuples(
    st.integers(0, 60 * 24 * 30),
    st.none() | st.integers(0, 12),
    st.sets(st.integers(0, 30), max_size=2),
    st.none() | st.integers(0, 2),
)


def passages() -> st.SearchStrategy[list[Passage]]:
    return st.lists(ONE, min_size=1, max_size=20).map(
        lambda drawn: [
            Passage(
                scan_id=f"s{index:03d}",
                time=START + timedelta(minutes=minute),
                station="north",
                declaration=None if declaration is None else f"d{declaration}",
                containers=tuple(f"c{number}" for number in sorted(containers)),
                trader=None if trader is None else f"t{trader}",
            )
            for index, (minute, declaration, containers, trader) in enumerate(drawn)
        ]
    )


@quick
@given(passages())
def test_what_belongs_together_stays_together(scans: list[Passage]) -> None:
    split = assign(scans)
    for one in scans:
        for two in scans:
            kin = (one.station, one.trader) == (two.station, two.trader)
            sisters = (
                bool(set(one.containers) & set(two.containers))
                or (one.declaration is not None and one.declaration == two.declaration)
                or (kin and abs(one.time - two.time) <= GAP)
            )
            if sisters:
                assert split[one.scan_id] == split[two.scan_id]


@quick
@given(passages(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(scans: list[Passage], random: Random) -> None:
    mixed = list(scans)
    random.shuffle(mixed)
    assert assign(mixed) == assign(scans)


@quick
@given(passages())
def test_later_splits_end_later(scans: list[Passage]) -> None:
    split = assign(scans)
    last = {name: [] for name in ("train", "validation", "test")}
    group = shipments(scans)
    for shipment in set(group.values()):
        times = [each.time for each in scans if group[each.scan_id] == shipment]
        last[split[shipment][1]].append(max(times))
    ends = [(min(times), max(times)) for times in last.values() if times]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ends))
    assert last["train"]


def test_shares_are_near_seventy_fifteen_fifteen() -> None:
    scans = [
        Passage(scan_id=f"{n:04d}", time=START + timedelta(days=n), station="s", trader="t")
        for n in range(200)
    ]
    names = [name for _, name in assign(scans).values()]
    assert [names.count(name) for name in ("train", "validation", "test")] == [140, 30, 30]


def test_no_scans_need_no_splits() -> None:
    assert assign([]) == {}
