"""Containers drawn from physics for tests: sheet steel, floor, posts, goods, and counting noise."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

AIR_COUNTS = 20_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of goods; place and size are shares of the container, attenuation is added along the ray."""

    x: float
    y: float
    width: float
    height: float
    attenuation: float


def container(*blocks: Block, height: int = 300, width: int = 720, seed: int = 0) -> np.ndarray:
    """Attenuation float32 (height, width) of a dry container on a chassis, seen from the side.

    Two corrugated walls of 1.6 mm steel take 0.12; the roof's far edge throws a shadow on the upper third;
    the floor (wood on cross members) begins at 0.84 of the height; air over the roof takes 3%.
    """
    x = (np.arange(width) + 0.5) / width
    y = ((np.arange(height) + 0.5) / height)[:, None]
    level = np.zeros((height, width))
    inside = (y > 0.03) & (y < 0.92)
    level += inside * (0.12 + 0.03 * (np.sin(2 * np.pi * 42 * x) > 0))
    level += inside * (y < 0.36) * 0.06
    level += (abs(y - 0.36) < 0.006) * 0.25
    level += (abs(y - 0.035) < 0.008) * 0.5
    level += (y > 0.84) * (y < 0.92) * 0.6
    level += (y > 0.86) * (y < 0.97) * ((x * 30 % 1) < 0.15) * 1.2
    level += inside * ((x < 0.015) | (x > 0.985)) * 3.0
    for block in blocks:
        over = (x >= block.x) & (x < block.x + block.width)
        down = (y >= block.y) & (y < block.y + block.height)
        level += over * down * block.attenuation
    counts = AIR_COUNTS * np.exp(-level.astype(np.float32))
    counts += np.sqrt(counts) * noise(height, width, seed)
    return -np.log(np.maximum(counts, 1) / AIR_COUNTS).clip(max=7).astype(np.float32)


@lru_cache(maxsize=8)
def noise(height: int, width: int, seed: int) -> np.ndarray:
    """Counting noise in units of its standard deviation (Poisson of many counts is close to normal)."""
    return np.random.default_rng(seed).standard_normal((height, width), np.float32)


FULL = Block(x=0.03, y=0.2, width=0.94, height=0.64, attenuation=3.0)
HALF = Block(x=0.03, y=0.5, width=0.94, height=0.34, attenuation=2.0)
LIGHT = Block(x=0.03, y=0.3, width=0.94, height=0.54, attenuation=0.35)
ONE_PALLET = Block(x=0.6, y=0.48, width=0.12, height=0.36, attenuation=1.5)
EMPTY_PALLETS = Block(x=0.1, y=0.80, width=0.3, height=0.04, attenuation=0.3)
