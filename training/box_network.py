"""A small network that finds containers in whole pictures, trained on simulated scans.

An encoder and decoder (Ronneberger, Fischer and Brox, "U-Net", MICCAI 2015) of 76,000 weights gives, for
each cell of a coarse grid, the share of it that containers cover, and the same for containers drawn in on
all sides, which keeps two on one trailer apart. Edges lie where the covered share falls to half beside a
core, which is finer than a cell.
"""

from typing import cast

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from model.domain import Box

Floats = NDArray[np.float32]

ROWS = 128
"""Rows of the picture as the network sees it; the grid of its answer has half as many."""

WIDEST = 640
DRAWN_IN = 4.0
"""Cells of the grid by which a core is smaller than its container on each side, about 0.3 m."""

_REACH = 10
_LEAST_CORE = 30
_CHANNELS = (8, 16, 24, 32)
_STEEPNESS = (2.0, 0.3)


class BoxNetwork(nn.Module):
    """Attenuation (n, 1, rows, columns), sides divisible by 16, to logits (n, 2, rows / 2, columns / 2)."""

    def __init__(self) -> None:
        super().__init__()
        first, *deeper = _CHANNELS
        self.stem = _layer(len(_STEEPNESS) + 1, first, 2)
        self.down = nn.ModuleList(
            nn.Sequential(_layer(a, b, 2), _layer(b, b, 1)) for a, b in zip(_CHANNELS, deeper, strict=False)
        )
        self.wide = nn.Sequential(*(_layer(deeper[-1], deeper[-1], 1, d) for d in (2, 4, 8)))
        self.up = nn.ModuleList(
            _layer(a + b, b, 1) for a, b in zip(_CHANNELS[:0:-1], _CHANNELS[-2::-1], strict=True)
        )
        self.out = nn.Conv2d(first, 2, 1)

    def forward(self, attenuation: Tensor) -> Tensor:
        """Return logits of how much of each cell is container, and core of one."""
        height = torch.linspace(-1, 1, attenuation.shape[2])[None, None, :, None].expand_as(attenuation)
        tones = [torch.exp(-steep * attenuation) for steep in _STEEPNESS]
        x = self.stem(torch.cat([*tones, height], dim=1))
        levels = [x]
        for down in self.down:
            x = down(x)
            levels.append(x)
        x = x + self.wide(x)
        for up, beside in zip(self.up, levels[-2::-1], strict=True):
            x = up(torch.cat([functional.interpolate(x, scale_factor=2.0), beside], dim=1))
        return self.out(x)


def small(attenuation: Floats) -> Floats:
    """A picture as the network sees it: 128 rows, the aspect kept, attenuation up to 6."""
    height, width = attenuation.shape
    columns = min(max(16, round(width * ROWS / height / 16) * 16), WIDEST)
    shrunk = cv2.resize(attenuation, (columns, ROWS), interpolation=cv2.INTER_AREA)
    return np.clip(shrunk, 0, 6).astype(np.float32)


def find(network: BoxNetwork, attenuation: Floats) -> list[Box]:
    """Find the containers of a picture in attenuation, (rows, columns); boxes from left to right."""
    seen = small(attenuation)
    with torch.inference_mode():
        shares = torch.sigmoid(network(torch.from_numpy(seen)[None, None]))[0].numpy()
    across, down = (
        2 * whole / part for whole, part in zip(attenuation.shape[::-1], seen.shape[::-1], strict=True)
    )
    return [
        (x0 * across, y0 * down, x1 * across, y1 * down)
        for x0, y0, x1, y1 in boxes_of(cast("Floats", shares))
    ]


def boxes_of(shares: Floats) -> list[Box]:
    """Read boxes, in cells, from covered shares (2, rows, columns): containers, and their cores."""
    covered, core = shares
    count, _, stats, _ = cv2.connectedComponentsWithStats((core > 0.5).astype(np.uint8), connectivity=4)
    spans = sorted(tuple(int(v) for v in stats[at]) for at in range(1, count))
    spans = [(x, y, x + w, y + h) for x, y, w, h, area in spans if area >= _LEAST_CORE]
    boxes: list[Box] = []
    for at, (x0, y0, x1, y1) in enumerate(spans):
        left = (spans[at - 1][2] + x0) // 2 if at else 0
        right = (x1 + spans[at + 1][0]) // 2 if at + 1 < len(spans) else covered.shape[1]
        along = covered[y0:y1].mean(axis=0)
        upright = covered[:, x0:x1].mean(axis=1)
        boxes.append(
            (
                x0 - _extent(along[max(left, x0 - _REACH) : x0][::-1]),
                y0 - _extent(upright[max(0, y0 - _REACH) : y0][::-1]),
                x1 + _extent(along[x1 : min(right, x1 + _REACH)]),
                y1 + _extent(upright[y1 : y1 + _REACH]),
            )
        )
    return boxes


def _extent(outwards: Floats) -> float:
    """Cells from the edge of a core to where the covered share, between middles of cells, falls to half."""
    below = np.flatnonzero(outwards < 0.5)
    if not below.size:
        return float(outwards.size)
    at = int(below[0])
    inner, outer = (float(outwards[at - 1]) if at else 1.0), float(outwards[at])
    return max(0.0, at - 0.5 + (inner - 0.5) / (inner - outer))


def targets(boxes: list[Box], shape: tuple[int, int]) -> Floats:
    """Covered shares (2, rows, columns) of a grid of cells by boxes in cells, and by their cores."""
    out = np.zeros((2, *shape), np.float32)
    for x0, y0, x1, y1 in boxes:
        for at, inside in enumerate((0.0, DRAWN_IN)):
            across = _coverage(x0 + inside, x1 - inside, shape[1])
            out[at] = np.maximum(out[at], _coverage(y0 + inside, y1 - inside, shape[0])[:, None] * across)
    return out


def _coverage(start: float, end: float, size: int) -> Floats:
    cells = np.arange(size, dtype=np.float32)
    return np.clip(np.minimum(end, cells + 1) - np.maximum(start, cells), 0, 1).astype(np.float32)


def varied(seen: Floats, boxes: list[Box], rng: np.random.Generator) -> tuple[Floats, list[Box]]:
    """A picture of the network's size and its boxes, cut, stretched, tilted, mirrored and toned anew."""
    rows, columns = seen.shape
    top, bottom = rng.uniform(0, 0.1) * rows, rows - rng.uniform(0, 0.2) * rows
    top = min(top, *(box[1] for box in boxes)) if boxes else top
    bottom = max(bottom, *(box[3] for box in boxes)) if boxes else bottom
    down = ROWS / (bottom - top)
    across = down * rng.uniform(0.75, 1.3)
    tilt = rng.uniform(-0.02, 0.02)
    width = int(np.clip(round(columns * across / 16) * 16, 64, WIDEST))
    across = width / columns
    # y moves with x: the end of what is scanned stands lower than its front.
    move = np.array([[across, 0, 0], [tilt * across, down, -top * down - tilt * width / 2]], np.float64)
    picture = cv2.warpAffine(
        seen, move, (width, ROWS), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    moved = [_tilted(box, move) for box in boxes]
    if rng.random() < 0.5:
        picture = picture[:, ::-1]
        moved = [(width - x1, y0, width - x0, y1) for x0, y0, x1, y1 in moved]
    return np.ascontiguousarray(picture * rng.uniform(0.7, 1.4), np.float32), moved


def _tilted(box: Box, move: NDArray[np.float64]) -> Box:
    x0, y0, x1, y1 = box
    corners = np.array([[x, y, 1] for x in (x0, x1) for y in (y0, y1)]) @ move.T
    (a, b), (c, d) = corners.min(axis=0), corners.max(axis=0)
    return float(a), float(b), float(c), float(d)


def batch_of(
    seen: list[Floats], boxes: list[list[Box]], rng: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Varied pictures side by side, padded with air; their targets; and which cells are picture."""
    made = [varied(picture, truth, rng) for picture, truth in zip(seen, boxes, strict=True)]
    widest = max(picture.shape[1] for picture, _ in made)
    pictures = np.zeros((len(made), 1, ROWS, widest), np.float32)
    wanted = np.zeros((len(made), 2, ROWS // 2, widest // 2), np.float32)
    real = np.zeros((len(made), 1, 1, widest // 2), np.float32)
    for at, (picture, truth) in enumerate(made):
        width = picture.shape[1]
        pictures[at, 0, :, :width] = picture
        halves: list[Box] = [(a / 2, b / 2, c / 2, d / 2) for a, b, c, d in truth]
        wanted[at, :, :, : width // 2] = targets(halves, (ROWS // 2, width // 2))
        real[at, ..., : width // 2] = 1
    return torch.from_numpy(pictures), torch.from_numpy(wanted), torch.from_numpy(real)


def _layer(before: int, after: int, stride: int, dilation: int = 1) -> nn.Sequential:
    conv = nn.Conv2d(before, after, 3, stride, dilation, dilation, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(after), nn.ReLU())
