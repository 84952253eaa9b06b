"""Kilograms read off noise-free simulated pictures against those that were drawn, heading by heading.

Rays spread, so a picture magnifies what is near. A scanner a kilometre away is free of that: does the
rasteriser put the right mass into the picture? A usual one is read with one depth for all goods, at
which goods that fill the room evenly weigh what they weigh, the logarithmic mean of its near and far
side: what can be read where depth is unknown. Each is read twice: ``areal`` adds up the areal masses
themselves, which is geometry alone; ``transmission`` turns the signal of a 6 MV beam into areal mass by
the curve of the mixture that the goods are on the whole, as one who knows the goods but not where in
them each material lies.

Run: ``python -m benchmarks.simulated_masses``
"""

import argparse
import json
import zlib

import numpy as np
from numpy.typing import NDArray

from training.simulator import containers
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS, Goods
from training.simulator.physics.beam import beam, material_line, transmission
from training.simulator.physics.material import blend

SCANNERS = {
    "far": Scanner(rows=1000, pitch_mm=4.0, distance_mm=1e6, source_mm=2500, top=2.4e-3, bottom=-1.6e-3),
    "near": Scanner(rows=1000, pitch_mm=4.0),
}
READINGS = tuple(f"{scanner}_{reading}" for scanner in SCANNERS for reading in ("areal", "transmission"))
FLOOR_MM, LEFT_MM = 1250.0, 300.0
WORST = 8


def read(canvas: Canvas, depth_mm: float) -> tuple[float, float]:
    """Kilograms by the areal masses and by the transmission, all taken to lie at one depth."""
    light, slopes = beam("6"), canvas.scanner.slopes.astype(np.float64)
    mixture = blend("load", *((each, float(plane.sum())) for each, plane in canvas.lines.items()))
    areal = np.sum([*canvas.lines.values()], 0)
    masses = np.linspace(0, max(1.0, 1.3 * float(areal.max())), 4000)
    curve = material_line(light, mixture, masses)[0]
    mean, _ = transmission(canvas.lines, light)
    told = np.interp(-np.log(mean[0]), curve, masses)
    pixel = canvas.scanner.pitch_mm * canvas.scanner.step * depth_mm * 1e-5
    first, second = ((each.sum(0) / np.sqrt(1 + slopes**2)).sum() * pixel for each in (areal, told))
    return float(first), float(second)


def errors_of(goods: Goods, seed: int) -> list[float]:
    """Relative errors of the four ``READINGS`` of one load."""
    kind = goods.kinds[seed % len(goods.kinds)]
    errors: list[float] = []
    for scanner in SCANNERS.values():
        rng = np.random.default_rng([seed, zlib.crc32(goods.code.encode())])
        box = containers.outer(kind, LEFT_MM, FLOOR_MM)
        empty = Canvas(scanner, int((containers.LENGTH_MM[kind] + 2 * LEFT_MM) / scanner.pitch_mm))
        room = containers.draw(empty, kind, box, True, rng)
        canvas = Canvas(scanner, empty.columns)
        load = goods.pack(canvas, room, 1.0, rng)
        near, far = (scanner.distance_mm + edge for edge in load.space.z)
        depth = (far - near) / float(np.log(far / near))
        errors += [kilograms / canvas.kilograms - 1 for kilograms in read(canvas, depth)]
    return errors


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--headings", nargs="+", default=list(GOODS), metavar="CODE")
    ask.add_argument("--loads", type=int, default=2, help="loads of each heading")
    args = ask.parse_args()
    rows = {
        heading: np.array([errors_of(GOODS[heading], seed) for seed in range(args.loads)])
        for heading in args.headings
    }
    every = np.concatenate(list(rows.values()))
    told: dict[str, object] = {"loads": len(every)}
    for place, reading in enumerate(READINGS):
        worst = sorted(rows, key=lambda heading: -np.abs(rows[heading][:, place]).max())[:WORST]
        told[reading] = spread(np.abs(every[:, place])) | {
            "worst": {
                heading: [round(100 * float(v), 2) for v in rows[heading][:, place]] for heading in worst
            }
        }
    print(json.dumps(told, indent=1))


def spread(errors: NDArray[np.float64]) -> dict[str, object]:
    """Median, 95th percentile and most, in percent, and the share within one percent."""
    names = ("median", "p95", "most")
    values = (*np.percentile(errors, (50, 95)), errors.max())
    told: dict[str, object] = {
        name: round(100 * float(value), 3) for name, value in zip(names, values, strict=True)
    }
    return told | {"within_1_percent": round(float((errors < 0.01).mean()), 3)}


if __name__ == "__main__":
    main()
