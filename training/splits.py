"""Train, validation and test by time and shipment.

Pictures of one shipment look alike, so a random split would test on what was trained on. Scans that
share a declaration or a container number, and scans of one trader that pass the same station within
two hours, are one shipment and stay together; shipments are then cut by time, the newest for the
test. (Kaufman et al., Leakage in data mining, ACM TKDD 2012.)
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Split = Literal["train", "validation", "test"]
GAP = timedelta(hours=2)
_TRAIN, _VALIDATION = 0.70, 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What of a scan tells its shipment; ``trader`` is None while nobody declared."""

    scan_id: str
    time: datetime
    station: str
    declaration: str | None = None
    containers: tuple[str, ...] = ()
    trader: str | None = None


def shipments(passages: Sequence[Passage]) -> dict[str, str]:
    """Name the shipment of each scan: the least scan id in it.

    Returns
    -------
    Shipment by scan id; it does not depend on the order of the passages.
    """
    head = {each.scan_id: each.scan_id for each in passages}

    def root(scan: str) -> str:
        while head[scan] != scan:
            head[scan] = head[head[scan]]
            scan = head[scan]
        return scan

    def join(one: str, two: str) -> None:
        first, second = sorted((root(one), root(two)))
        head[second] = first

    by_mark: dict[Hashable, str] = {}
    for each in passages:
        marks: list[Hashable] = [("container", number) for number in each.containers]
        if each.declaration:
            marks.append(("declaration", each.declaration))
        for mark in marks:
            join(each.scan_id, by_mark.setdefault(mark, each.scan_id))
    before: dict[Hashable, Passage] = {}
    for each in sorted(passages, key=lambda passage: (passage.time, passage.scan_id)):
        kin = (each.station, each.trader)
        if kin in before and each.time - before[kin].time <= GAP:
            join(each.scan_id, before[kin].scan_id)
        before[kin] = each
    return {each.scan_id: root(each.scan_id) for each in passages}


def assign(passages: Sequence[Passage]) -> dict[str, tuple[str, Split]]:
    """Give each scan its shipment and its split.

    Shipments go by the time of their last scan: the oldest 70% of scans train, the next 15%
    validate, the newest test; a shipment is never divided, so that shares are approximate.
    """
    group = shipments(passages)
    members: dict[str, list[Passage]] = {}
    for each in passages:
        members.setdefault(group[each.scan_id], []).append(each)
    order = sorted(members, key=lambda name: (max(each.time for each in members[name]), name))
    out: dict[str, tuple[str, Split]] = {}
    done = 0
    for name in order:
        share = done / len(passages)
        split: Split = "train" if share < _TRAIN else "validation" if share < _VALIDATION else "test"
        out |= {each.scan_id: (name, split) for each in members[name]}
        done += len(members[name])
    return out
