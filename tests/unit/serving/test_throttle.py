"""The brake on guessing, on a clock of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from serving.audit import Viewings
from serving.problems import TooManyAttempts
from serving.throttle import Throttle


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def attempts(throttle: Throttle, count: int, limits: dict[str, int]) -> Callable[[], None]:
    for _ in range(count):
        throttle.begin(limits)
    return lambda: throttle.begin(limits)


def test_too_many_must_wait_until_the_first_is_forgotten():
    clock = Clock()
    throttle = Throttle(seconds=300, clock=clock)
    once_more = attempts(throttle, 5, {"wang@1": 5})
    clock.seconds += 100
    with pytest.raises(TooManyAttempts) as refused:
        once_more()
    assert refused.value.details["retry_after"] == 201
    clock.seconds += refused.value.details["retry_after"]
    once_more()


def test_a_success_forgives():
    throttle = Throttle(clock=Clock())
    once_more = attempts(throttle, 5, {"wang@1": 5})
    throttle.forgive("wang@1")
    once_more()


def test_a_refused_attempt_counts_under_no_key():
    throttle = Throttle(clock=Clock())
    attempts(throttle, 1, {"a": 1})
    with pytest.raises(TooManyAttempts):
        throttle.begin({"b": 1, "a": 1})
    throttle.begin({"b": 1})


def test_many_at_once_cannot_slip_through():
    throttle = Throttle(clock=Clock())

    def attempt(_: int) -> bool:
        try:
            throttle.begin({"wang@1": 5})
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(attempt, range(200))) == 5


def test_memory_is_bounded_and_the_oldest_go_first():
    throttle = Throttle(keys=10, clock=Clock())
    for number in range(100):
        throttle.begin({f"key {number}": 1})
    throttle.begin({"key 0": 1})
    with pytest.raises(TooManyAttempts):
        throttle.begin({"key 99": 1})


def test_a_look_is_recorded_once_in_ten_minutes():
    clock = Clock()
    viewings = Viewings(clock=clock)
    assert viewings.first("wang", "scan", "assessment 1")
    assert not viewings.first("wang", "scan", "assessment 1")
    assert viewings.first("wang", "scan", "assessment 2")
    assert viewings.first("li", "scan", "assessment 1")
    clock.seconds += 600
    assert viewings.first("wang", "scan", "assessment 1")
