"""A shipment made: files, metadata and card of each scan, and the declaration over them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from numpy.random import default_rng

from training.simulator.declare import Declared, Fraud, declare_bill, possible
from training.simulator.draw import Shipment
from training.simulator.outputs.card import card
from training.simulator.outputs.encode import Form, Written, encode
from training.simulator.scan import SimulatedScan, simulate
from training.simulator.scenario import Scenario

_BEGIN = datetime(2026, 1, 5, 6, tzinfo=UTC)
_EVERY = timedelta(minutes=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanProduct:
    """A scan as it is kept (``files``) and posted (``metadata`` and the files in the first form).

    ``card`` is all that is known of it.
    """

    name: str
    files: tuple[tuple[str, bytes], ...]
    posted: tuple[tuple[str, bytes], ...]
    metadata: dict[str, Any]
    card: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A shipment as files, and how it comes to a service (see ``Shipment``)."""

    shipment: Shipment
    scans: tuple[ScanProduct, ...]
    declared: Declared


def names(shipment: Shipment) -> list[str]:
    """Names of the scans of a shipment."""
    return [f"S{shipment.number:06d}-{place + 1}" for place in range(len(shipment.scans))]


def produce(shipment: Shipment, scenario: Scenario) -> Product:
    """Make all of a shipment; the same shipment gives the same bytes."""
    rng = default_rng([shipment.seed, shipment.number, 1])
    made = [simulate(plan) for plan in shipment.scans]
    truths = [each.truth for each in made]
    fraud: Fraud = shipment.fraud if shipment.fraud in possible(truths) else "none"
    declared = declare_bill(truths, fraud, rng)
    scans = [
        _product(name, scan, scenario, shipment, declared)
        for name, scan in zip(names(shipment), made, strict=True)
    ]
    return Product(shipment=shipment, scans=tuple(scans), declared=declared)


def _product(
    name: str, scan: SimulatedScan, scenario: Scenario, shipment: Shipment, declared: Declared
) -> ScanProduct:
    rng = default_rng([scan.truth.seed, 2])
    written: dict[Form, Written] = {
        form: encode(scan.exposure, scan.scanner, form, name, rng) for form in scenario.forms
    }
    return ScanProduct(
        name=name,
        files=tuple(file for each in written.values() for file in each.files),
        posted=written[scenario.forms[0]].files,
        metadata=_metadata(name, scan, scenario, shipment, declared, written[scenario.forms[0]]),
        card=card(name, scan.truth, scan.scanner, written, declared.body, declared.fraud),
    )


def _metadata(
    name: str,
    scan: SimulatedScan,
    scenario: Scenario,
    shipment: Shipment,
    declared: Declared,
    written: Written,
) -> dict[str, Any]:
    captured = _BEGIN + (shipment.number * _EVERY) + int(name[-1]) * timedelta(seconds=75)
    metadata: dict[str, Any] = {
        "station": scenario.flow.station,
        "device": f"simulated-{scan.truth.site}",
        "external_id": f"{shipment.seed}-{name}",
        "modality": "radiograph",
        "captured_at": captured.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "containers": [each.number for each in scan.truth.containers],
        "plate": f"SIM {scan.truth.seed % 9000 + 1000}",
        "views": list(written.views),
    }
    return metadata | ({} if shipment.missing else {"declaration": declared.number})
