"""What comes twice in the same instant counts once, on SQLite and on PostgreSQL alike."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import sqlalchemy as sa

from model.domain import ExamResult, ReviewVerdict
from model.errors import LeaseLost
from serving.store import queue, reviews
from serving.store.engine import reading, writing
from tests.contract.test_store import judge, keep


def together(work: Callable[[int], object], count: int = 6) -> None:
    """Do the same from several threads at the same instant; raises what one of them raised."""
    start = threading.Barrier(count)

    def begin(number: int) -> None:
        start.wait()
        work(number)

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(begin, range(count)))


def test_the_same_decision_in_the_same_instant_counts_once(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        judge(connection)
        lease = queue.claim(connection, "anna", scan_id, 60)
    assert lease is not None
    decision = reviews.Decision(verdict=ReviewVerdict.NO_ANOMALY, lease=lease.token, key="k")
    result = reviews.Inspection(result=ExamResult.MATCH, key="k")
    made: list[tuple[str, bool]] = []

    def post(_: int) -> None:
        with writing(engine) as connection:
            review, new = reviews.append_review(connection, scan_id, "anna", decision)
        made.append((review.review_id, new))

    def record(_: int) -> None:
        with writing(engine) as connection:
            exam, new = reviews.append_exam(connection, scan_id, "chen", result)
        made.append((exam.exam_id, new))

    for work in (post, record):
        made.clear()
        together(work)
        assert len({key for key, _ in made}) == 1
        assert sum(new for _, new in made) == 1


def test_one_hold_gives_one_decision(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        scan_id = keep(connection)
        judge(connection)
        lease = queue.claim(connection, "anna", scan_id, 60)
    assert lease is not None
    first = reviews.Decision(verdict=ReviewVerdict.NO_ANOMALY, lease=lease.token, key="0")
    lost: list[int] = []

    def post(number: int) -> None:
        try:
            with writing(engine) as connection:
                reviews.append_review(connection, scan_id, "anna", replace(first, key=str(number)))
        except LeaseLost:
            lost.append(number)

    together(post)
    assert len(lost) == 5
    with reading(engine) as connection:
        assert len(reviews.reviews_of(connection, scan_id)) == 1
