"""Real and simulated containers of the same kind, alike in form: grey, cropped to the container, one height.

Real ones lie in ``$CARGOLENS_REAL_DATA/containers`` (default ``../shared/data/containers``) with
``labels.csv``. Simulated ones are of many sites, shown in the plain linear window of that
collection (air saturates at most sites, walls do not) as JPEG, cut to the box of the truth, and
stowed over the whole length as all but a few of the real ones are.
"""

import csv
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from training.simulator import ContainerPlan, LinePlan, ScanPlan, container_number, simulate
from training.simulator.containers import LENGTH_MM
from training.simulator.goods import GOODS
from training.simulator.outputs.display import Style, render
from training.simulator.outputs.place import placed

DATA = Path(os.environ.get("CARGOLENS_REAL_DATA", "../shared/data")) / "containers"
EMPTY = "empty"
HEIGHT, CROP = 400, 128
# Trucks pass at their own speed: at this height the real collection shows 40-foot containers 600 to 1,500
# pixels long, 1,000 in the middle.
MM_A_PIXEL, SPEEDS = 12.0, 0.22
# Of the height of a container, how much air above and chassis below the real collection leaves on it.
ABOVE, BELOW = 0.03, 0.05
STYLE = Style(tone="linear", height=799, quality=85)
WHITES = (0.95, 1.05)
Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A container: grey, uint8 (400, columns), of what kind, and whether it was simulated."""

    kind: str
    name: str
    simulated: bool
    picture: Picture


def real(most: int) -> list[Sample]:
    """Real containers by kind: each heading seen loaded, and empty ones; the same few each time."""
    with (DATA / "labels.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["seen"] in ("loaded", "empty")]
    rows.sort(key=lambda row: zlib.crc32(row["file"].encode()))
    out: list[Sample] = []
    counts: dict[str, int] = {}
    for row in rows:
        kind = EMPTY if row["seen"] == "empty" else row["declared_hs4"]
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= most:
            picture = cv2.imread(str(DATA / row["file"]), cv2.IMREAD_GRAYSCALE)
            grey = np.asarray(picture, np.uint8)
            wide = round(grey.shape[1] * HEIGHT / grey.shape[0])
            out.append(Sample(kind, Path(row["file"]).stem, False, _fitted(grey, wide)))
    return [each for each in out if counts[each.kind] >= 5]


def simulated(kind: str, number: int) -> Sample:
    """A simulated container of a kind as the archive of one of thirty sites keeps it."""
    seed = zlib.crc32(f"{kind} {number}".encode())
    goods = GOODS.get(kind)
    container = ContainerPlan(
        kind=goods.kinds[seed % len(goods.kinds)] if goods else ("20", "40", "40hc")[seed % 3],
        number=container_number("SIM", seed % 1_000_000),
        lines=(LinePlan(heading=kind),) if goods else (),
    )
    plan = ScanPlan(containers=(container,), seed=seed, site=1 + seed % 30, carrier="truck")
    scan = simulate(plan)
    level = scan.scanner.readout.air_level
    style = replace(STYLE, white=float(default_rng(plan.site).uniform(*WHITES)))
    shown, place = render(scan.exposure.picture[0], level, style, kind, default_rng(seed))
    _, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, STYLE.quality])
    picture = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)
    truth = placed(scan.truth, place, shown.shape[:2])
    x0, y0, x1, y1 = (round(edge) for edge in truth.containers[0].box)
    pace = float(np.exp(SPEEDS * default_rng([seed, HEIGHT]).standard_normal()))
    wide = round(LENGTH_MM[container.kind] / (MM_A_PIXEL * pace))
    high = y1 - y0
    rows = slice(max(0, round(y0 - ABOVE * high)), round(y1 + BELOW * high))
    return Sample(kind, f"{kind}-{number}", True, _fitted(picture[rows, max(0, x0) : x1], wide))


def crops(sample: Sample) -> Iterator[Picture]:
    """Squares of 128 pixels: the walls of empty containers, the lower part of goods; at most six."""
    rows, columns = sample.picture.shape
    top = 60 if sample.kind == EMPTY else rows - 60 - CROP
    rng = default_rng(zlib.crc32(sample.name.encode()))
    for x in sorted(rng.integers(40, max(41, columns - CROP - 40), 6)):
        part = sample.picture[top : top + CROP, x : x + CROP]
        if part.shape == (CROP, CROP):
            yield part


def _fitted(picture: Picture, wide: int) -> Picture:
    way = cv2.INTER_AREA if picture.shape[0] > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, (wide, HEIGHT), interpolation=way), np.uint8)
