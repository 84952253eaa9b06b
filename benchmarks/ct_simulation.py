"""How long bags take: packing, a view of the line scanner, a slice of CT; and what memory a volume takes.

Processor time of one thread. A whole volume of 600 slices is reckoned from slices spread over the bag,
unless ``--full`` makes it.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable

import numpy as np

from training.simulator.bags import BagPlan, CtSettings, ct_slices, pack, scan_bag, simulate_bag

PLAN = BagPlan(kind="hard-suitcase", seed=11, threats=("pistol", "explosive sheet", "liquid bottle"))
SPREAD = CtSettings(slice_mm=25.0)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the second run, when all is compiled."""
    work()
    start = time.process_time()
    work()
    return round(time.process_time() - start, 3)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--full", action="store_true", help="make a whole volume of 512 x 512 pixels")
    full = ask.parse_args().full
    bag = pack(PLAN)
    count = sum(1 for _ in ct_slices(bag, SPREAD, 1))
    spread = seconds(lambda: sum(1 for _ in ct_slices(bag, SPREAD, 1)))
    out: dict[str, object] = {
        "things": len(bag.things),
        "triangles": sum(len(part.mesh.faces) for thing in bag.things for part in thing.body),
        "pack_s": seconds(lambda: pack(PLAN)),
        "view_s": seconds(lambda: scan_bag(bag, "top", np.random.default_rng(1))),
        "slice_512_s": round(spread / count, 3),
        "volume_512x512x600_s": round(spread / count * 600),
        "demo_256x256x96_s": seconds(lambda: simulate_bag(BagPlan(kind="cabin-bag", seed=2))),
    }
    if full:
        start = time.process_time()
        out["full_shape"] = simulate_bag(PLAN, CtSettings()).samples.shape
        out["full_s"] = round(time.process_time() - start)
    out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(out, indent=2))


if __name__ == "__main__":
    main()
