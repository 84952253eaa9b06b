"""A brake on guessing passwords: so many failures in a window, then wait."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from serving.problems import TooManyAttempts


class Throttle:
    """Counts attempts by key in a sliding window, in this process, for at most ``keys`` keys.

    An attempt counts when it begins, so that many at once cannot slip through, and is forgiven when
    it succeeds.

    Parameters
    ----------
    seconds
        Length of the window.
    keys
        How many keys are remembered; the least recently used are forgotten first.
    clock
        Returns seconds that only grow.
    """

    def __init__(
        self, seconds: float = 300.0, keys: int = 10_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds, self._keys, self._clock = seconds, keys, clock
        self._attempts: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def begin(self, limits: dict[str, int]) -> None:
        """Count an attempt under every key; raises ``TooManyAttempts`` when one has reached its limit."""
        with self._lock:
            moment = self._clock()
            for key, limit in limits.items():
                past = self._recent(key, moment)
                if len(past) >= limit:
                    wait = int(past[0] + self._seconds - moment) + 1
                    raise TooManyAttempts(retry_after=wait)
            for key in limits:
                self._attempts.setdefault(key, deque()).append(moment)
                self._attempts.move_to_end(key)
            while len(self._attempts) > self._keys:
                self._attempts.popitem(last=False)

    def forgive(self, *keys: str) -> None:
        """Forget the attempts under these keys, after a success."""
        with self._lock:
            for key in keys:
                self._attempts.pop(key, None)

    def _recent(self, key: str, moment: float) -> deque[float]:
        past = self._attempts.get(key, deque())
        while past and past[0] <= moment - self._seconds:
            past.popleft()
        return past
