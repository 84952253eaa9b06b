"""A page with everything that the simulator can make: goods, containers, carriers, concealment, bags."""

import html
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from training.simulator.gallery_tiles import Tile, picture_of, tiles
from training.simulator.parallel import ordered

_HEIGHT, _WIDEST = 260, 900
_STYLE = """
body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1c2126;background:#f6f7f8}
section{display:flex;flex-wrap:wrap;gap:14px}
figure{margin:0;background:#fff;border:1px solid #d6dadd;border-radius:4px;overflow:hidden}
figcaption{padding:6px 10px;max-width:900px}
img{display:block;height:240px;max-width:900px;object-fit:contain}
b{font-variant-numeric:tabular-nums}
"""


def write_gallery(
    out: Path, seed: int = 0, processes: int = 0, told: Callable[[int], None] | None = None
) -> Path:
    """Write the page and its pictures; returns the path of the page.

    Parameters
    ----------
    out
        A folder; what lies in it under the same names is replaced.
    told
        Called with the number of pictures done.
    """
    (out / "pictures").mkdir(parents=True, exist_ok=True)
    planned = tiles(seed)
    work = partial(_draw, out / "pictures")
    for done, _ in enumerate(ordered(work, enumerate(planned), processes), 1):
        if told:
            told(done)
    page = out / "gallery.html"
    page.write_text(_page(planned), "utf-8")
    return page


def _draw(folder: Path, numbered: tuple[int, Tile]) -> None:
    number, tile = numbered
    picture = _fitted(picture_of(tile))
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 88])
    if not done:
        raise ValueError(f"a picture of shape {picture.shape} cannot be written as JPEG")
    (folder / f"{number:03d}.jpg").write_bytes(data.tobytes())


def _fitted(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture no taller and no wider than a tile, uint8 (rows, columns, 3)."""
    scale = min(1.0, _HEIGHT / picture.shape[0], _WIDEST / picture.shape[1])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _page(planned: Iterable[Tile]) -> str:
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'>",
        "<title>What the simulator makes</title>",
        f"<style>{_STYLE}</style><h1>What the simulator makes</h1>",
        "<p>All of it is computed; nothing was photographed. Grey is the transmission to the power 0.4,",
        "frames show what is hidden.</p>",
    ]
    numbered = enumerate(planned)
    for section, group in groupby(numbered, key=lambda each: each[1].section):
        parts.append(f"<h2>{html.escape(section)}</h2><section>")
        for number, tile in group:
            code, text = html.escape(tile.code), html.escape(tile.caption)
            parts.append(
                f"<figure><img loading='lazy' src='pictures/{number:03d}.jpg' alt='{code} {text}'>"
                f"<figcaption><b>{code}</b> {text}</figcaption></figure>"
            )
        parts.append("</section>")
    return "\n".join([*parts, "</html>\n"])
