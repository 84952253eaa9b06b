"""A shipment made: files, metadata and card of each scan, and the declaration over them."""

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.random import Generator, default_rng

from training.simulator.declare import Declared, Fraud, declare_bill, possible
from training.simulator.draw import BagScan, Shipment
from training.simulator.outputs.card import card
from training.simulator.outputs.encode import Form, Written, encode
from training.simulator.plan import ScanPlan, ScanTruth
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
            produce_bag(name, bag, scenario, _basics(scenario, shipment, place))
            for place, (name, bag) in enumerate(zip(names(shipment), bags, strict=True))
        )
        return Product(shipment=shipment, scans=scans, declared=None)
    plans = [scan for scan in shipment.scans if isinstance(scan, ScanPlan)]
    made = [simulate(plan, masses=scenario.maps) for plan in plans]
    truths = [each.truth for each in made]
    rng = default_rng([shipment.seed, shipment.number, 1])
    declared = declare_bill(truths, _fitting(shipment.fraud, truths, scenario, rng), rng)
    known = {} if shipment.missing else {"declaration": declared.number}
    scans = tuple(
        _cargo(name, scan, scenario, declared, _basics(scenario, shipment, place) | known)
        for place, (name, scan) in enumerate(zip(names(shipment), made, strict=True))
    )
    return Product(shipment=shipment, scans=scans, declared=declared)


def _fitting(drawn: Fraud, truths: Sequence[ScanTruth], scenario: Scenario, rng: Generator) -> Fraud:
    """The fraud that was drawn, or where it does not fit what was loaded, another that may be drawn."""
    there = possible(truths)
    if drawn == "none" or drawn in there:
        return drawn
    weights = scenario.frauds.kinds or dict.fromkeys(there, 1.0)
    others: list[Fraud] = [kind for kind in there if weights.get(kind)]
    return others[int(rng.integers(len(others)))] if others else "none"


def _basics(scenario: Scenario, shipment: Shipment, place: int) -> dict[str, Any]:
    """What the metadata of every scan say; another scenario or seed gives other identifiers."""
    time = _BEGIN + shipment.number * _EVERY + place * timedelta(seconds=75)
    run = hashlib.sha256(json.dumps([asdict(scenario), shipment.seed]).encode()).hexdigest()[:8]
    return {
        "station": scenario.flow.station,
        "external_id": f"{run}-{names(shipment)[place]}",
        "captured_at": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def told(declared: Declared) -> dict[str, Any]:
    """A declaration with what is false in it, as folders keep it."""
    known = {"number": declared.number, "body": declared.body}
    return known | {key: getattr(declared, key) for key in ("fraud", "lines", "false_lines", "note")}


def _cargo(
    name: str, scan: SimulatedScan, scenario: Scenario, declared: Declared, basics: dict[str, Any]
) -> ScanProduct:
    rng = default_rng([scan.truth.seed, 2])
    written: dict[Form, Written] = {
        form: encode(scan.exposure, scan.scanner, form, name, rng) for form in scenario.forms
    }
    posted = written[scenario.forms[0]]
    metadata = basics | {
        "device": f"simulated-{scan.truth.site}",
        "modality": "radiograph",
        "containers": [each.number for each in scan.truth.containers],
        "plate": f"SIM {scan.truth.seed % 9000 + 1000}",
        "views": list(posted.views),
    }
    files = (*(file for each in written.values() for file in each.files), *_maps(name, scan))
    known = card(name, scan.truth, scan.scanner, written, metadata, told(declared))
    return ScanProduct(
        name=name,
        files=files,
        posted=posted.files,
        metadata=metadata,
        card=known | {"files": [file for file, _ in files]},
    )


def _maps(name: str, scan: SimulatedScan) -> tuple[tuple[str, bytes], ...]:
    """Areal mass in g/cm2 by composition, float16 (rows, columns) each, as a NumPy archive."""
    if not scan.masses:
        return ()
    data = io.BytesIO()
    maps = {each: plane.astype(np.float16) for each, plane in scan.masses.items()}
    np.savez_compressed(data, allow_pickle=False, **maps)
    return ((f"{name}_masses.npz", data.getvalue()),)
