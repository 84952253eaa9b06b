"""Simulated scans as a folder: pictures, cards, declarations, and the truth in COCO form.

``scans/`` holds the pictures, ``cards/`` one JSON a scan with all that is known of it,
``declarations/`` one a shipment, ``truth.json`` the boxes and masks of all of them. The same seed,
scenario and count give the same bytes. A card is written last, so a run that was stopped goes on
where it was.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from model.errors import InvalidInput
from training.simulator.draw import Shipment, shipments
from training.simulator.outputs.card import text
from training.simulator.outputs.coco import coco
from training.simulator.parallel import ordered
from training.simulator.produce import names, produce
from training.simulator.produce import told as told_of
from training.simulator.scenario import Scenario

_ABOUT = "simulation.json"


def write_folder(
    out: Path,
    scenario: Scenario,
    seed: int,
    count: int,
    processes: int = 0,
    told: Callable[[int], None] | None = None,
) -> int:
    """Write scans with their truth; those that are there already are kept.

    Parameters
    ----------
    out
        The folder; it may hold an earlier, shorter or stopped run of the same seed and scenario.
    told
        Called with the number of scans done, now and then.

    Returns
    -------
    The number of scans made now.

    Raises
    ------
    InvalidInput
        The folder holds something else.
    """
    planned = shipments(scenario, seed, count)
    _claim(out, scenario, seed, count)
    todo = [each for each in planned if not _is_done(out, each)]
    done = count - sum(len(each.scans) for each in todo)
    made = 0
    if told:
        told(done)
    for number in ordered(partial(_write, out, scenario), todo, processes):
        made += number
        if told:
            told(done + made)
    cards = [_read(out / "cards" / f"{name}.json") for each in planned for name in names(each)]
    truth = coco(cards)
    for image in truth["images"]:
        image["file_name"], image["card"] = f"scans/{image['file_name']}", f"cards/{image['card']}"
    _put(out / "truth.json", json.dumps(truth, separators=(",", ":")).encode())
    return made


def _claim(out: Path, scenario: Scenario, seed: int, count: int) -> None:
    """Make the folder this run's, or see that it is, and not a longer one."""
    about = {"cargolens": version("cargolens"), "seed": seed, "scenario": asdict(scenario)}
    before = _read(out / _ABOUT) if (out / _ABOUT).exists() else None
    if before is None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InvalidInput(f"{out} is not an empty folder; choose another")
    if before is not None and {key: before.get(key) for key in about} != json.loads(json.dumps(about)):
        raise InvalidInput(
            f"{out} holds scans of another seed, scenario or version (its {_ABOUT} says); choose another"
        )
    if before is not None and int(before["count"]) > count:
        raise InvalidInput(f"{out} holds {before['count']} scans already; ask for no fewer")
    out.mkdir(parents=True, exist_ok=True)
    _put(out / _ABOUT, json.dumps(about | {"count": count}, indent=1, sort_keys=True).encode())
    for room in ("scans", "cards", "declarations"):
        (out / room).mkdir(exist_ok=True)


def _write(out: Path, scenario: Scenario, shipment: Shipment) -> int:
    product = produce(shipment, scenario)
    if product.declared:
        kept = json.dumps(told_of(product.declared), indent=1)
        _put(out / "declarations" / f"{product.declared.number}.json", kept.encode())
    for scan in product.scans:
        for name, data in scan.files:
            _put(out / "scans" / name, data)
    for scan in product.scans:
        _put(out / "cards" / f"{scan.name}.json", text(scan.card).encode())
    return len(product.scans)


def _is_done(out: Path, shipment: Shipment) -> bool:
    """Whether all of a shipment is there: its cards, and the files that they name."""
    for name in names(shipment):
        try:
            card = _read(out / "cards" / f"{name}.json")
        except (OSError, ValueError):
            return False
        declaration = card.get("declaration")
        needed = [out / "scans" / file for file in card["files"]]
        needed += [out / "declarations" / f"{declaration['number']}.json"] if declaration else []
        if not all(path.exists() for path in needed):
            return False
    return True


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_bytes())


def _put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
