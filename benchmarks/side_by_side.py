"""Simulated containers beside real ones of the same kind: a page, plots, and a classifier that tells them.

Writes ``side_by_side.html`` with pairs and plots into a folder outside of the repository (real scans
must not get into it), and prints how well a linear classifier of plain texture measures tells
simulated crops from real ones, kind by kind (AUROC, 0.5 is not at all), and by what.

Run: ``python -m benchmarks.side_by_side --out DIR``
"""

import argparse
import html
import json
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray

from benchmarks.side_by_side_crops import DATA, EMPTY, Sample, crops, real, simulated
from benchmarks.side_by_side_texture import measures, spectrum, tell_apart
from training.simulator.parallel import ordered

mpl.use("Agg")
import matplotlib.pyplot as plt

ROOT = Path(__file__).resolve().parent.parent


def kinds_of(samples: Sequence[Sample]) -> dict[str, list[Sample]]:
    """Samples by kind."""
    key = lambda each: each.kind  # noqa: E731
    return {kind: list(group) for kind, group in groupby(sorted(samples, key=key), key)}


def judged(samples: Sequence[Sample]) -> dict[str, object]:
    """AUROC of telling simulated from real, and the three measures that tell most."""
    rows: list[list[float]] = []
    labels: list[bool] = []
    groups: list[int] = []
    names: list[str] = []
    for number, sample in enumerate(samples):
        for crop in crops(sample):
            found = measures(crop)
            names = list(found)
            rows.append(list(found.values()))
            labels.append(sample.simulated)
            groups.append(number)
    area, weights = tell_apart(np.array(rows), np.array(labels), np.array(groups))
    most = np.argsort(-np.abs(weights))[:3]
    told = [f"{names[i]} {'higher' if weights[i] > 0 else 'lower'} in simulated" for i in most]
    return {"auroc": round(area, 3), "crops": len(rows), "told_by": told}


def pages(out: Path, kinds: dict[str, list[Sample]]) -> None:
    """Pairs of pictures, real above simulated."""
    parts = ["<!doctype html><meta charset='utf-8'><title>Real above, simulated below</title>"]
    for kind, samples in kinds.items():
        parts.append(f"<h2>{html.escape(kind)}</h2>")
        halves = [[each for each in samples if each.simulated is made][:4] for made in (False, True)]
        for group in halves:
            for sample in group:
                name = f"{kind}-{sample.name}.jpg"
                cv2.imwrite(str(out / name), sample.picture)
                parts.append(f"<img height=170 src='{html.escape(name)}'>")
            parts.append("<br>")
    parts.append("<img src='measures.png'>")
    (out / "side_by_side.html").write_text("\n".join(parts), "utf-8")


def noise(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Robust grain by grey level, sixteen levels, NaN where a picture has too little of one."""
    grey = picture.astype(np.float32)
    fine, level = np.abs(cv2.Laplacian(grey, cv2.CV_32F)), cv2.GaussianBlur(grey, (0, 0), 2)
    bins = np.clip(level / 16, 0, 15).astype(int)
    counts = np.bincount(bins.ravel(), minlength=16)
    return np.array([np.median(fine[bins == i]) if counts[i] > 400 else np.nan for i in range(16)])


def plots(out: Path, kinds: dict[str, list[Sample]]) -> None:
    """Histograms, spectra along and upright, and grain by grey level, real against simulated."""
    figure, axes = plt.subplots(len(kinds), 4, figsize=(15, 2.5 * len(kinds)), squeeze=False)
    for row, (kind, samples) in zip(axes, kinds.items(), strict=True):
        for made, colour in ((False, "black"), (True, "tab:red")):
            some = [each for each in samples if each.simulated is made]
            parts = [crop for each in some for crop in crops(each)]
            grey = np.mean([np.bincount(p.ravel() // 4, minlength=64) / p.size for p in parts], 0)
            row[0].plot(grey, color=colour)
            for axis in (1, 0):
                power = np.median([spectrum(p.astype(np.float32), axis) for p in parts], 0)
                row[2 - axis].loglog(np.arange(1, power.size + 1) / 128, power, color=colour)
            row[3].plot(np.nanmedian([noise(each.picture) for each in some], 0), color=colour)
        row[0].set_ylabel(kind)
    titles = (
        "grey levels of crops",
        "power along, per pixel",
        "power upright, per pixel",
        "grain by grey / 16",
    )
    for axis, title in zip(axes[0], titles, strict=True):
        axis.set_title(title)
    figure.suptitle("black: real, red: simulated")
    figure.tight_layout()
    figure.savefig(out / "measures.png", dpi=60)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--out", type=Path, required=True, help="a folder outside of the repository")
    ask.add_argument("--each", type=int, default=16, help="containers of each kind")
    given = ask.parse_args()
    if ROOT in (given.out.resolve(), *given.out.resolve().parents):
        ask.error("real scans must not get into the repository: choose another folder")
    if not DATA.exists():
        print(f"skipped: no containers in {DATA}; set CARGOLENS_REAL_DATA")
        return
    given.out.mkdir(parents=True, exist_ok=True)
    samples = real(given.each)
    for kind in sorted({each.kind for each in samples}):
        samples += ordered(partial(simulated, kind), range(given.each), 1)
    kinds = kinds_of(samples)
    pages(given.out, kinds)
    plots(given.out, kinds)
    told = {kind: judged(some) for kind, some in kinds.items()}
    loaded = [each for each in samples if each.kind != EMPTY]
    print(json.dumps(told | {"all loads": judged(loaded)}, indent=1))


if __name__ == "__main__":
    main()
