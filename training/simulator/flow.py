"""Simulated scans posted to a running service, as a port would: declarations, sister containers of
one bill, declarations that come late or never, scans that the scanner sends twice.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from model.errors import InvalidInput
from training.http_client import CallFailed, Client
from training.simulator.declare import Declared
from training.simulator.draw import shipments
from training.simulator.parallel import ordered
from training.simulator.produce import Product, produce
from training.simulator.produce_bag import ScanProduct
from training.simulator.scenario import Scenario

_API = "/api/v1"
_LATE_BY = 3
_TRIES = 5


@dataclass(slots=True)
class Sent:
    """How many scans and declarations were posted."""

    scans: int = 0
    declarations: int = 0


def post_flow(
    client: Client,
    scenario: Scenario,
    seed: int,
    count: int,
    processes: int = 0,
    interval_s: float = 0.0,
    told: Callable[[Sent], None] | None = None,
) -> Sent:
    """Make scans and post them with their declarations; a stopped flow may be posted again.

    Parameters
    ----------
    interval_s
        Seconds from one scan to the next, 0 for as fast as they are made.

    Raises
    ------
    CallFailed
        The service refused something, or did not answer five times in a row.
    """
    sent, late = Sent(), deque[tuple[int, Declared]]()
    planned = shipments(scenario, seed, count)
    for place, product in enumerate(ordered(partial(produce, scenario=scenario), planned, processes)):
        declared = None if product.shipment.missing else product.declared
        if declared and product.shipment.late:
            late.append((place + _LATE_BY, declared))
        elif declared:
            _declare(client, declared, sent)
        for scan in product.scans:
            _post(client, product, scan, sent)
            if told:
                told(sent)
            time.sleep(interval_s)
        while late and late[0][0] <= place:
            _declare(client, late.popleft()[1], sent)
    for _, declared in late:
        _declare(client, declared, sent)
    return sent


def _post(client: Client, product: Product, scan: ScanProduct, sent: Sent) -> None:
    for _ in range(1 + product.shipment.repeated):
        answer = _patiently(lambda: client.upload(f"{_API}/scans", scan.metadata, scan.posted))
        if not answer.get("scan_id"):
            raise InvalidInput("what answers at the address is not this service")
    sent.scans += 1


def _declare(client: Client, declared: Declared, sent: Sent) -> None:
    _patiently(lambda: client.put(f"{_API}/declarations/{declared.number}", declared.body))
    sent.declarations += 1


def _patiently(call: Callable[[], Any]) -> Any:
    """Try again while the service does not answer or asks to wait."""
    for left in reversed(range(_TRIES)):
        try:
            return call()
        except CallFailed as error:
            if not left or error.status not in (0, 429, 503):
                raise
            time.sleep(4)
    raise AssertionError
