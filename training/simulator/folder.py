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
from pathlib import Path
from typing import Any

from model.errors import InvalidInput
from training.simulator.declare import Declared
from training.simulator.draw import Shipment, shipments
from training.simulator.outputs.card import text
from training.simulator.outputs.coco import coco
from training.simulator.parallel import ordered
from training.simulator.produce import names, produce
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
    _claim(out, scenario, seed)
    planned = shipments(scenario, seed, count)
    todo = [each for each in planned if not _is_done(out, each)]
    done = count - sum(len(each.scans) for each in todo)
    made = 0
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


def _claim(out: Path, scenario: Scenario, seed: int) -> None:
    about = {"simulator": "cargolens", "seed": seed, "scenario": asdict(scenario)}
    wanted = json.dumps(about, indent=1, sort_keys=True)
    if (out / _ABOUT).exists():
        if (out / _ABOUT).read_text("utf-8") != wanted:
            raise InvalidInput(
                f"{out} holds scans of another seed or scenario (see its {_ABOUT}); choose another folder"
            )
        return
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InvalidInput(f"{out} is not an empty folder; choose another")
    for room in ("scans", "cards", "declarations"):
        (out / room).mkdir(parents=True, exist_ok=True)
    _put(out / _ABOUT, wanted.encode())


def _write(out: Path, scenario: Scenario, shipment: Shipment) -> int:
    product = produce(shipment, scenario)
    if product.declared:
        _put_declaration(out, product.declared)
    for scan in product.scans:
        for name, data in scan.files:
            _put(out / "scans" / name, data)
    for scan in product.scans:
        _put(out / "cards" / f"{scan.name}.json", text(scan.card).encode())
    return len(product.scans)


def _put_declaration(out: Path, declared: Declared) -> None:
    told = {"number": declared.number, "body": declared.body} | {
        key: getattr(declared, key) for key in ("fraud", "lines", "false_lines", "note")
    }
    _put(out / "declarations" / f"{declared.number}.json", json.dumps(told, indent=1).encode())


def _is_done(out: Path, shipment: Shipment) -> bool:
    return all((out / "cards" / f"{name}.json").exists() for name in names(shipment))


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_bytes())


def _put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
