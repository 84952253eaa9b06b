"""A shipment made: files, metadata and card of each scan, and the declaration over them."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.random import default_rng

from training.simulator.declare import Declared, Fraud, declare_bill, possible
from training.simulator.draw import BagScan, Shipment
from training.simulator.outputs.card import card
from training.simulator.outputs.encode import Form, Written, encode
from training.simulator.plan import ScanPlan
from training.simulator.produce_bag import ScanProduct, produce_bag
from training.simulator.scan import SimulatedScan, simulate
from training.simulator.scenario import Scenario

_BEGIN = datetime(2026, 1, 5, 6, tzinfo=UTC)
_EVERY = timedelta(minutes=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A shipment as files, and how it comes to a service (see ``Shipment``); bags are not declared."""

    shipment: Shipment
    scans: tuple[ScanProduct, ...]
    declared: Declared | None


def names(shipment: Shipment) -> list[str]:
    """Names of the scans of a shipment."""
    return [f"S{shipment.number:06d}-{place + 1}" for place in range(len(shipment.scans))]


def produce(shipment: Shipment, scenario: Scenario) -> Product:
    """Make all of a shipment; the same shipment gives the same bytes."""
    bags = [scan for scan in shipment.scans if isinstance(scan, BagScan)]
    if bags:
        scans = tuple(
            produce_bag(name, bag, scenario, _captured(shipment, place))
            for place, (name, bag) in enumerate(zip(names(shipment), bags, strict=True))
        )
        return Product(shipment=shipment, scans=scans, declared=None)
    plans = [scan for scan in shipment.scans if isinstance(scan, ScanPlan)]
    made = [simulate(plan, masses=scenario.maps) for plan in plans]
    truths = [each.truth for each in made]
    fraud: Fraud = shipment.fraud if shipment.fraud in possible(truths) else "none"
    declared = declare_bill(truths, fraud, default_rng([shipment.seed, shipment.number, 1]))
    scans = tuple(
        _cargo(names(shipment)[place], scan, scenario, shipment, declared, _captured(shipment, place))
        for place, scan in enumerate(made)
    )
    return Product(shipment=shipment, scans=scans, declared=declared)


def _captured(shipment: Shipment, place: int) -> str:
    time = _BEGIN + shipment.number * _EVERY + place * timedelta(seconds=75)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _cargo(
    name: str,
    scan: SimulatedScan,
    scenario: Scenario,
    shipment: Shipment,
    declared: Declared,
    captured_at: str,
) -> ScanProduct:
    rng = default_rng([scan.truth.seed, 2])
    written: dict[Form, Written] = {
        form: encode(scan.exposure, scan.scanner, form, name, rng) for form in scenario.forms
    }
    posted = written[scenario.forms[0]]
    metadata: dict[str, Any] = {
        "station": scenario.flow.station,
        "device": f"simulated-{scan.truth.site}",
        "external_id": f"{shipment.seed}-{name}",
        "modality": "radiograph",
        "captured_at": captured_at,
        "containers": [each.number for each in scan.truth.containers],
        "plate": f"SIM {scan.truth.seed % 9000 + 1000}",
        "views": list(posted.views),
    }
    return ScanProduct(
        name=name,
        files=(*(file for each in written.values() for file in each.files), *_maps(name, scan)),
        posted=posted.files,
        metadata=metadata if shipment.missing else metadata | {"declaration": declared.number},
        card=card(name, scan.truth, scan.scanner, written, declared.body, declared.fraud),
    )


def _maps(name: str, scan: SimulatedScan) -> tuple[tuple[str, bytes], ...]:
    """Areal mass in g/cm2 by composition, float16 (rows, columns) each, as a NumPy archive."""
    if not scan.masses:
        return ()
    data = io.BytesIO()
    maps = {each: plane.astype(np.float16) for each, plane in scan.masses.items()}
    np.savez_compressed(data, allow_pickle=False, **maps)
    return ((f"{name}_masses.npz", data.getvalue()),)
