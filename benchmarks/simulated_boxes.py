"""Container boxes by a small network that saw simulated scans alone, beside the hand-written finder.

The labelled scans are those of `container_boxes`; none of them was used to train or to choose anything.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from benchmarks.container_boxes import DATA, matches, truth_of
from benchmarks.simulated_scans import SEED, told
from model.containers import find
from model.domain import Box
from model.preprocess import Radiograph
from training import box_network, runs
from training.box_network import BoxNetwork
from training.datasets import simulated

Finder = Callable[[Radiograph], list[Box]]
BATCH = 8
_CLOSED = ("20", "40", "40hc", "reefer", "open-top")
_RATE = 3e-3


def compared(cache: Path, count: int, epochs: int) -> dict[str, Any]:
    """Recall and overlap on the real scans: hand-written, untrained weights, and trained."""
    chance = BoxNetwork().eval()
    network = trained(cache, count, epochs)
    finders: dict[str, Finder] = {
        "hand-written": lambda picture: [box for box, _ in find(picture)],
        "without training": lambda picture: box_network.find(chance, picture.attenuation),
        "simulated": lambda picture: box_network.find(network, picture.attenuation),
    }
    return measured(sorted(DATA.glob("*.jpg")), finders)


def trained(cache: Path, count: int, epochs: int) -> BoxNetwork:
    """Train on the simulated scans of closed containers; goes on from the checkpoint in the cache."""
    seen, boxes = _material(cache, count)
    torch.manual_seed(SEED)
    network = BoxNetwork()
    steps = epochs * (len(seen) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=max(steps, 1))
    parts = {"network": network, "optimiser": optimiser, "schedule": schedule}
    folder = cache / f"boxes-{count}-{epochs}"
    for epoch in range(runs.resumed(folder, parts), epochs):
        rng = np.random.default_rng([SEED, epoch])
        order = rng.permutation(len(seen))
        losses: list[float] = []
        for at in range(0, len(order) - BATCH + 1, BATCH):
            some = order[at : at + BATCH]
            pictures, wanted, real = box_network.batch_of(
                [seen[one] for one in some], [boxes[one] for one in some], rng
            )
            each = functional.binary_cross_entropy_with_logits(network(pictures), wanted, reduction="none")
            loss = (each * real).sum() / (2 * wanted.shape[2] * real.sum())
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            losses.append(float(loss.detach()))
        runs.keep(folder, parts, epoch + 1, {"epoch": epoch + 1, "loss": float(np.mean(losses))})
        told("epochs of boxes", epoch + 1, epochs, every=1)
    return network.eval()


def measured(pictures: Sequence[Path], finders: dict[str, Finder]) -> dict[str, Any]:
    """Figures of each finder on labelled pictures, each read once."""
    overlaps: dict[str, list[float]] = {name: [] for name in finders}
    extra = dict.fromkeys(finders, 0)
    for path in pictures:
        picture = simulated.decoded(path.read_bytes())
        height, width = picture.attenuation.shape
        truth = truth_of(path, width, height)
        for name, finder in finders.items():
            found = finder(picture)
            matched = matches(truth, found)
            overlaps[name] += [matched.get(at, 0.0) for at in range(len(truth))]
            extra[name] += len(found) - len(matched)
    return {name: _figures(np.array(shares), extra[name]) for name, shares in overlaps.items()}


def _figures(shares: NDArray[np.float64], extra: int) -> dict[str, Any]:
    return {
        "containers": shares.size,
        "recall_50": round(float((shares >= 0.5).mean()), 4),
        "recall_90": round(float((shares >= 0.9).mean()), 4),
        "mean_iou": round(float(shares.mean()), 4),
        "too_many": extra,
    }


def _material(cache: Path, count: int) -> tuple[list[NDArray[np.float32]], list[list[Box]]]:
    """Pictures as the network sees them, with their boxes in its pixels; kept in one file."""
    path = cache / f"small-{count}.npz"
    samples = [
        sample
        for sample in simulated.samples(cache / "scans", count)
        if all(held.kind in _CLOSED for held in sample.containers)
    ]
    if not path.exists():
        made: dict[str, NDArray[Any]] = {}
        for at, sample in enumerate(samples):
            seen = simulated.decoded(sample.picture).attenuation
            shrunk = box_network.small(seen)
            scale = np.array(shrunk.shape[::-1]) / np.array(seen.shape[::-1])
            boxes = np.array([held.box for held in sample.containers]) * np.tile(scale, 2)
            made |= {f"{sample.name}_picture": shrunk.astype(np.float16), f"{sample.name}_boxes": boxes}
            told("small pictures", at + 1, len(samples))
        np.savez(path, **cast("dict[str, Any]", made))
    with np.load(path) as kept:
        pictures = [kept[f"{sample.name}_picture"].astype(np.float32) for sample in samples]
        boxes = [
            [cast("Box", tuple(float(edge) for edge in box)) for box in kept[f"{sample.name}_boxes"]]
            for sample in samples
        ]
    return pictures, boxes
