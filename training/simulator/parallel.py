"""Work shared out among processes, its results in order, with little in memory at a time."""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def ordered(work: Callable[[Item], Result], items: Iterable[Item], processes: int = 1) -> Generator[Result]:
    """Do work for each item and yield the results in the order of the items.

    Parameters
    ----------
    work
        A function that another process can import, or a partial of one.
    items
        May be without end: at most two items a process are under way or waiting to be taken.
    processes
        1 works in this process; 0 takes one for each core.

    Raises
    ------
    What ``work`` raises, and ``BrokenProcessPool`` when a process is killed.
    """
    processes = processes or os.cpu_count() or 1
    if processes == 1:
        yield from map(work, items)
        return
    # NumPy reads it when a process loads it, which is before an initializer can run.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_alone)
    left = iter(items)
    under_way: deque[Future[Result]] = deque(pool.submit(work, item) for item in islice(left, 2 * processes))
    try:
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(pool.submit(work, item) for item in islice(left, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def _alone() -> None:
    """One thread a process; Ctrl-C is for the parent."""
    import cv2

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
