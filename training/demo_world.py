"""What the demo shows: references by heading, and scans with their declarations, all simulated.

The same names give the same bytes, so a second run finds everything there already.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from numpy.random import default_rng

from training.simulator import (
    ContainerPlan,
    Contraband,
    LinePlan,
    ScanPlan,
    ScanTruth,
    SimulatedScan,
    container_number,
    simulate,
)
from training.simulator.bags import BagPlan, simulate_bag
from training.simulator.goods import GOODS
from training.simulator.outputs import Form, Written, encode
from training.simulator.outputs.dicos import encode_ct
from training.simulator.space import Kind

HEADINGS = ("0207", "0901", "1701", "2203", "4011", "5201", "6403", "8450")
REFERENCES_EACH = 6
DEVICE, STATION = "demo-scanner-1", "Demo port"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What one upload holds: metadata and files; ``declaration`` (number, body) goes before it."""

    metadata: dict[str, Any]
    files: tuple[tuple[str, bytes], ...]
    declaration: tuple[str, dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A scan of the demo and what is the matter with it.

    ``declared`` is ``true`` for what is inside, ``none`` for no declaration yet, ``empty``, or the
    heading that the declaration gives instead.
    """

    name: str
    story: str
    loads: tuple[tuple[Kind, str | None, float], ...] = ()
    hidden: tuple[Contraband, ...] = ()
    declared: str = "true"
    aeo: bool = False


CASES = (
    Case(name="D01", story="coffee, as declared", loads=(("20", "0901", 1.0),)),
    Case(name="D02", story="shoes, as declared", loads=(("40hc", "6403", 0.95),), aeo=True),
    Case(name="D03", story="frozen poultry, part load, as declared", loads=(("reefer", "0207", 0.8),)),
    Case(name="D04", story="declared as cotton, but tyres", loads=(("40hc", "4011", 1.0),), declared="5201"),
    Case(
        name="D05",
        story="shoes with a steel block and pistols among them",
        loads=(("40hc", "6403", 1.0),),
        hidden=(Contraband(kind="steel-block"), Contraband(kind="pistols", place="behind")),
    ),
    Case(name="D06", story="declared as sugar, but empty", loads=(("20", None, 0.0),), declared="1701"),
    Case(name="D07", story="declared empty, but loaded", loads=(("20", "2203", 0.9),), declared="empty"),
    Case(
        name="D08",
        story="cotton; its declaration has not come",
        loads=(("40hc", "5201", 1.0),),
        declared="none",
    ),
    Case(
        name="D09",
        story="two 20-foot on one trailer, as declared",
        loads=(("20", "0901", 0.9), ("20", "1701", 1.0)),
    ),
    Case(name="D10", story="washing machines, as declared", loads=(("40hc", "8450", 1.0),), aeo=True),
    Case(name="D11", story="empty, as declared", loads=(("40", None, 0.0),), declared="empty"),
    Case(name="D12", story="timber; the library has no reference for it", loads=(("40", "4407", 1.0),)),
    Case(
        name="D13",
        story="tyres with a shielded box on top",
        loads=(("40hc", "4011", 0.85),),
        hidden=(Contraband(kind="shielded-box", place="above"),),
    ),
)
BAG, BROKEN = "D14", "D15"
_IN_BAG = (("847130", "Notebook computer"), ("610910", "Clothes of cotton"), ("640399", "Shoes"))
STORIES = {case.name: case.story for case in CASES} | {
    BAG: "CT of a cabin bag with a knife in it",
    BROKEN: "a file that was cut short on the way",
}


def seed_of(name: str) -> int:
    """A seed that stays the same for a name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])


def reference_names() -> list[str]:
    """Descriptions of all references, each of which makes one."""
    return [f"Simulated {heading}, example {i + 1}" for heading in HEADINGS for i in range(REFERENCES_EACH)]


def make_reference(name: str) -> Parcel:
    """Make the reference of a description: one container without its truck."""
    heading = name.split()[1].rstrip(",")
    goods, seed = GOODS[heading], seed_of(name)
    plan = ContainerPlan(
        kind=goods.kinds[seed % len(goods.kinds)],
        number=container_number("CGL", seed % 1_000_000),
        lines=(LinePlan(heading=heading),),
        fill=0.7 + (seed // 7 % 31) / 100,
    )
    scan = simulate(ScanPlan(containers=(plan,), seed=seed, site=1 + seed % 3, carrier="none"))
    metadata = {
        "hs_code": goods.code,
        "hs_edition": "2022",
        "description": name,
        "box": list(scan.truth.containers[0].box),
    }
    return Parcel(metadata=metadata, files=_files(scan, "png", heading).files[:1])


def make_scan(name: str) -> Parcel:
    """Make the scan of a name with its declaration."""
    special: dict[str, Callable[[str], Parcel]] = {BAG: _bag, BROKEN: _broken}
    return special[name](name) if name in special else _cargo(next(c for c in CASES if c.name == name))


def _cargo(case: Case) -> Parcel:
    seed = seed_of(case.name)
    containers = tuple(
        ContainerPlan(
            kind=kind,
            number=container_number("CGL", (seed + 17 * place) % 1_000_000),
            lines=(LinePlan(heading=heading),) if heading else (),
            fill=fill,
            hidden=case.hidden,
        )
        for place, (kind, heading, fill) in enumerate(case.loads)
    )
    scan = simulate(ScanPlan(containers=containers, seed=seed, site=1))
    number = f"26DEMO{seed % 10**8:08d}"
    written = _files(scan, "tiff", case.name)
    metadata = _metadata(case.name, "radiograph") | {
        "containers": [each.number for each in containers],
        "plate": f"DEM {seed % 9000 + 1000}",
        "declaration": number,
        "views": list(written.views),
    }
    declaration = None if case.declared == "none" else (number, declare(case, scan.truth))
    return Parcel(metadata=metadata, files=written.files, declaration=declaration)


def declare(case: Case, truth: ScanTruth) -> dict[str, Any]:
    """The declaration of a case, true or false on purpose; masses rounded as traders round them."""
    goods = [each for container in truth.containers for each in container.goods]
    false = case.declared if case.declared in GOODS else None
    lines = [(GOODS[false or each.heading], each.packages, each.quantity, each.net_kg) for each in goods]
    if false and not goods:
        lines = [(GOODS[false], 20, 20_000.0, 20_000.0)]
    items = [
        {
            "line": line,
            "hs_code": kind.code,
            "description": kind.description,
            "quantity": float(round(quantity)),
            "unit": kind.unit,
            "packages": packages,
            "net_kg": float(round(net_kg)),
            "gross_kg": float(round(net_kg * 1.02)),
            "origin": "BR",
        }
        for line, (kind, packages, quantity, net_kg) in enumerate(lines, 1)
    ]
    return {
        "containers": [container.number for container in truth.containers],
        "regime": "import",
        "trader": {"id": f"T-{seed_of(case.name) % 1000:03d}", "aeo": case.aeo},
        "empty": case.declared == "empty",
        "items": [] if case.declared == "empty" else items,
    }


def _files(scan: SimulatedScan, form: Form, name: str) -> Written:
    return encode(scan.exposure, scan.scanner, form, name, default_rng(scan.truth.seed))


def _metadata(name: str, modality: str) -> dict[str, Any]:
    minute = int(name[1:]) * 3
    return {
        "station": STATION,
        "device": DEVICE if modality == "radiograph" else "demo-ct-1",
        "external_id": name,
        "modality": modality,
        "captured_at": f"2026-01-15T08:{minute:02d}:00Z",
    }


def _bag(name: str) -> Parcel:
    bag = simulate_bag(BagPlan(kind="cabin-bag", seed=seed_of(name), threats=("folding knife",)))
    data = encode_ct(bag.samples, bag.pixel_mm, bag.slice_mm, 160, name)
    number = f"26DEMO{seed_of(name) % 10**8:08d}"
    items = [
        {"line": line, "hs_code": code, "description": text, "packages": 1}
        for line, (code, text) in enumerate(_IN_BAG, 1)
    ]
    return Parcel(
        metadata=_metadata(name, "ct") | {"declaration": number},
        files=((f"{name}.dcm", data),),
        declaration=(number, {"regime": "courier", "items": items}),
    )


def _broken(name: str) -> Parcel:
    whole = make_reference(reference_names()[0]).files[0][1]
    return Parcel(metadata=_metadata(name, "radiograph"), files=((f"{name}.png", whole[: len(whole) // 3]),))
