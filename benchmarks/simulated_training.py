"""What training on simulated scans alone brings on real ones, with and without, one JSON object.

Heading trials with adapted features, empty or loaded, container boxes. Everything is made again from seeds
into ``--cache``, which lets a run that was stopped go on; the real scans are found through
``CARGOLENS_REAL_DATA``, are only measured, and nothing learnt from them is kept.

Run: ``python -m benchmarks.simulated_training --cache FOLDER``; ``--small`` for a quick look.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2

from benchmarks import simulated_boxes, simulated_headings, simulated_loading, simulated_scans
from benchmarks.heading_trials import DATA
from benchmarks.simulated_headings import FEW, SHARES, Adapt, frozen, projected
from benchmarks.simulated_scans import SEED, Scan, told
from training import finetune

EMPTY = "empty"
"""Label of an empty container beside the headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many simulated scans are looked at for headings and loads, and for boxes, and how often."""

    scans: int
    epochs: int
    box_scans: int
    box_epochs: int


WHOLE = Size(scans=500, epochs=3, box_scans=700, box_epochs=6)
SMALL = Size(scans=150, epochs=1, box_scans=60, box_epochs=1)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--cache", type=Path, required=True, help="a folder of its own, of a few GB")
    ask.add_argument("--small", action="store_true", help="a few scans and one epoch, to try the way")
    ask.add_argument("--only", choices=("headings", "loading", "boxes"), help="one of the three")
    arguments = ask.parse_args()
    if not (DATA / "labels.csv").exists():
        sys.exit(f"skipped: no real scans in {DATA}; set CARGOLENS_REAL_DATA")
    cv2.setNumThreads(1)
    size = SMALL if arguments.small else WHOLE
    simulated_scans.make(arguments.cache, max(size.scans, size.box_scans))
    parts: dict[str, Callable[[], dict[str, Any]]] = {}
    if arguments.only != "boxes":
        simulated = simulated_scans.simulated(arguments.cache, size.scans)
        real = simulated_scans.real(arguments.cache)
        adapts = adapted(arguments.cache, simulated, size)
        parts["headings"] = lambda: headings(simulated, real, adapts)
        parts["loading"] = lambda: simulated_loading.compared(simulated, real, _without_projections(adapts))
    parts["boxes"] = lambda: simulated_boxes.compared(arguments.cache, size.box_scans, size.box_epochs)
    result: dict[str, Any] = {"simulated": asdict(size), "seed": SEED}
    for name in [arguments.only] if arguments.only else parts:
        begun = time.monotonic()
        result[name] = parts[name]() | {"seconds": round(time.monotonic() - begun)}
    print(json.dumps(result, indent=1))


def adapted(cache: Path, simulated: Sequence[Scan], size: Size) -> dict[str, Adapt]:
    """Frozen features; the same projected; those of last stages trained on simulated scans; both."""
    seen = [(kept, scan.heading or EMPTY) for scan in simulated for kept in scan.kept]
    network = finetune.train(
        [kept for kept, _ in seen],
        [label for _, label in seen],
        cache / f"network-{len(simulated)}-{size.epochs}",
        epochs=size.epochs,
        seed=SEED,
        told=lambda line: told(
            f"epochs of the network, {line['right']:.2f} right", line["epoch"], size.epochs, 1
        ),
    )
    known = {scan.name: tuple(finetune.again(network, kept) for kept in scan.kept) for scan in simulated}

    def trained(scan: Scan) -> tuple[Any, ...]:
        return known.get(scan.name) or tuple(finetune.again(network, kept) for kept in scan.kept)

    return {
        "frozen": frozen,
        "frozen, projected": projected(simulated, frozen),
        "trained": trained,
        "trained, projected": projected(simulated, trained),
    }


def headings(simulated: Sequence[Scan], real: Sequence[Scan], adapts: dict[str, Adapt]) -> dict[str, Any]:
    """Heading trials under each kind of features: real references, few of them, none."""
    return {
        name: {
            "real_references": simulated_headings.enrolled_real(real, adapt, SHARES),
            "few_real_references": simulated_headings.enrolled_real(real, adapt, FEW),
            "simulated_references": simulated_headings.enrolled_simulated(simulated, real, adapt),
        }
        for name, adapt in adapts.items()
    }


def _without_projections(adapts: dict[str, Adapt]) -> dict[str, Adapt]:
    """A regression on all channels undoes a linear map, so only features themselves are compared."""
    return {name: adapt for name, adapt in adapts.items() if "projected" not in name}


if __name__ == "__main__":
    main()
