"""The last stages of the network trained on simulated scans to tell headings, the first ones kept.

What the kept stages make of a crop is worked out once. Batch normalisation keeps its statistics, so that a
crop is seen alike alone and in a batch. A run writes a checkpoint and a line of its log after each epoch and
goes on from there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from image_library.summary import goods_weights
from model.detector import Piece, Sight
from model.domain import Box
from model.ort import prepared
from training import runs
from training.export import PREPROCESSING
from training.network import TAPS, CargoEmbedder

FIRST = 5
"""First stage that is trained; the kept ones end at 16 pixels a cell."""

KEPT = sum(width for stage, (width, _) in TAPS.items() if stage < FIRST)
"""Channels of the embedding that come from kept stages."""

CELLS = 12
"""Columns of embeddings in a piece to train on: about half a 20-foot container."""

_RATE, _HEAD_RATE, _DECAY, _SMOOTHING = 2e-4, 3e-3, 1e-2, 0.1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """One crop as the kept stages see it: float16 (channels, 2 rows, 2 columns), and as the whole network."""

    inner: NDArray[np.float16]
    piece: Piece


def look(network: CargoEmbedder, attenuation: NDArray[np.float32], box: Box) -> Kept:
    """Look at one crop of attenuation, prepared as the service does it."""
    inner: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: Any, out: Tensor) -> None:
        inner.append(out)

    hook = network.blocks[FIRST - 1].register_forward_hook(keep)
    with torch.inference_mode():
        embeddings, cells = network(torch.from_numpy(prepared(attenuation, PREPROCESSING)))
    hook.remove()
    sight = Sight(embeddings=embeddings[0].numpy(), attenuation=cells[0].numpy())
    return Kept(inner=inner[0][0].numpy().astype(np.float16), piece=Piece(box=box, sight=sight))


def again(network: CargoEmbedder, kept: Kept) -> Piece:
    """Return the piece as a network with other last stages sees it."""
    with torch.inference_mode():
        last = _last(network, torch.from_numpy(kept.inner.astype(np.float32))[None])
    old = kept.piece.sight.embeddings[..., :KEPT]
    embeddings = np.concatenate([old, last[0].permute(1, 2, 0).numpy()], axis=2)
    return replace(kept.piece, sight=replace(kept.piece.sight, embeddings=embeddings))


def train(
    seen: Sequence[Kept],
    labels: Sequence[str],
    folder: Path,
    *,
    epochs: int,
    seed: int,
    batch: int = 16,
    told: Callable[[dict[str, Any]], None] | None = None,
) -> CargoEmbedder:
    """Train the last stages to tell the labels from pieces of the crops.

    Parameters
    ----------
    seen, labels
        Crops, and what each holds.
    folder
        Where ``checkpoint.pt`` and ``log.jsonl`` are kept.
    told
        Called with each line of the log.
    """
    torch.manual_seed(seed)
    names = sorted(set(labels))
    targets = torch.tensor([names.index(label) for label in labels])
    network = CargoEmbedder().eval()
    head = _head([k.piece for k in seen], len(names))
    stages = network.blocks[FIRST:]
    optimiser = torch.optim.AdamW(
        [{"params": stages.parameters(), "lr": _RATE}, {"params": head.parameters(), "lr": _HEAD_RATE}],
        weight_decay=_DECAY,
    )
    parts = {"stages": stages, "head": head, "optimiser": optimiser}
    for epoch in range(runs.resumed(folder, parts), epochs):
        rng = np.random.default_rng([seed, epoch])
        losses: list[float] = []
        right = 0
        order = rng.permutation(len(seen))
        for at in range(0, len(order), batch):
            some = order[at : at + batch]
            inner, old, weights = _pieces([seen[one] for one in some], rng)
            pooled = torch.cat([old, _pooled(_last(network, inner), weights)], dim=1)
            scores = head(pooled)
            loss = functional.cross_entropy(scores, targets[some], label_smoothing=_SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(float(loss.detach()))
            right += int((scores.argmax(1) == targets[some]).sum())
        line = {"epoch": epoch + 1, "loss": round(float(np.mean(losses)), 4), "right": right / len(seen)}
        runs.keep(folder, parts, epoch + 1, line)
        if told:
            told(line)
    return network


def _last(network: CargoEmbedder, inner: Tensor) -> Tensor:
    for block in network.blocks[FIRST:]:
        inner = block(inner)
    return inner


def _pooled(cells: Tensor, weights: Tensor) -> Tensor:
    """Mean of cells (n, channels, rows, columns) by how much they look like goods (n, rows, columns)."""
    weights = weights[:, None] + 1e-3
    return (cells * weights).sum((2, 3)) / weights.sum((2, 3))


def _head(pieces: Sequence[Piece], labels: int) -> nn.Sequential:
    """A linear classifier behind features standardised as they were before training."""
    means = np.stack([piece.sight.embeddings.mean((0, 1)) for piece in pieces])
    norm = nn.BatchNorm1d(means.shape[1], affine=False).eval()
    cast("Tensor", norm.running_mean).copy_(torch.from_numpy(means.mean(0)))
    cast("Tensor", norm.running_var).copy_(torch.from_numpy(means.var(0) + 1e-6))
    return nn.Sequential(norm, nn.Linear(means.shape[1], labels))


def _pieces(some: Sequence[Kept], rng: np.random.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """A stretch of each crop, half of them mirrored: inner cells, mean of kept channels, weights."""
    inners: list[NDArray[np.float32]] = []
    weights: list[NDArray[np.float32]] = []
    olds: list[NDArray[np.float32]] = []
    for kept in some:
        columns = kept.piece.sight.attenuation.shape[1]
        # A crop that is too short is repeated: goods go on as they are.
        first = int(rng.integers(max(1, columns - CELLS + 1)))
        cells = np.arange(first, first + CELLS) % columns
        if rng.random() < 0.5:
            cells = cells[::-1]
        step = 1 if cells[1] == (cells[0] + 1) % columns else -1
        halves = np.stack([2 * cells, 2 * cells + 1], axis=1)[:, ::step].ravel()
        weight = goods_weights(kept.piece)[:, cells]
        old = kept.piece.sight.embeddings[:, cells, :KEPT]
        share = weight[..., None] + 1e-3
        inners.append(kept.inner[:, :, halves].astype(np.float32))
        weights.append(weight)
        olds.append((old * share).sum((0, 1)) / share.sum())
    arrays = (np.stack(inners), np.stack(olds), np.stack(weights))
    inner, old, weight = (torch.from_numpy(np.ascontiguousarray(a, np.float32)) for a in arrays)
    return inner, old, weight
