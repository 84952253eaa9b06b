"""Kilograms read off noise-free simulated pictures against those that were drawn, heading by heading.

Two readings of the transmission of a 6 MV beam, turned into areal mass by the curve of the mixture
that the goods are on the whole. Rays spread, so a picture magnifies what is near. The first reading
is of a scanner a kilometre away, where depth does not matter: is the rasteriser right? The second is
of a usual one and takes for all goods the depth at which goods that fill the room evenly weigh what
they weigh, the logarithmic mean of its near and far side: what can be read where depth is unknown.

Run: ``python -m benchmarks.simulated_masses``
"""

import json
import zlib

import numpy as np
from numpy.typing import NDArray

from training.simulator import containers
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS, Goods
from training.simulator.physics.beam import beam, material_line, transmission
from training.simulator.physics.material import Composition, blend

NEAR = Scanner(rows=1000, pitch_mm=4.0)
FAR = Scanner(rows=1000, pitch_mm=4.0, distance_mm=1e6, source_mm=2500, top=2.4e-3, bottom=-1.6e-3)
FLOOR_MM, LEFT_MM = 1250.0, 300.0


def read(lines: dict[Composition, NDArray[np.float32]], scanner: Scanner, depth_mm: float) -> float:
    """Kilograms read off the transmission of areal masses in g/cm2, float32 (columns, rows)."""
    light = beam("6")
    mixture = blend("load", *((each, float(plane.sum())) for each, plane in lines.items()))
    masses = np.linspace(0, max(1.0, 1.3 * float(np.sum([*lines.values()], 0).max())), 4000)
    curve = material_line(light, mixture, masses)[0]
    mean, _ = transmission(lines, light)
    areal = np.interp(-np.log(mean[0]), curve, masses)
    upright = areal.sum(0) / np.sqrt(1 + scanner.slopes.astype(np.float64) ** 2)
    return float(upright.sum()) * scanner.pitch_mm * scanner.step * depth_mm * 1e-5


def errors_of(goods: Goods, seed: int) -> tuple[float, float]:
    """Relative errors of both readings for one load."""
    kind = goods.kinds[seed % len(goods.kinds)]
    errors: list[float] = []
    for scanner in (FAR, NEAR):
        rng = np.random.default_rng([seed, zlib.crc32(goods.code.encode())])
        box = containers.outer(kind, LEFT_MM, FLOOR_MM)
        empty = Canvas(scanner, int((containers.LENGTH_MM[kind] + 2 * LEFT_MM) / scanner.pitch_mm))
        room = containers.draw(empty, kind, box, True, rng)
        canvas = Canvas(scanner, empty.columns)
        load = goods.pack(canvas, room, 1.0, rng)
        near, far = (scanner.distance_mm + edge for edge in load.space.z)
        depth = (far - near) / float(np.log(far / near))
        errors.append(read(canvas.lines, scanner, depth) / canvas.kilograms - 1)
    return errors[0], errors[1]


def main() -> None:
    rows = {
        heading: np.array([errors_of(goods, seed) for seed in range(2)]) for heading, goods in GOODS.items()
    }
    every = np.abs(np.concatenate(list(rows.values())))
    worst = sorted(rows, key=lambda heading: -np.abs(rows[heading][:, 0]).max())[:8]
    told = {
        "loads": len(every),
        "far_error_percent": spread(every[:, 0]),
        "near_error_percent": spread(every[:, 1]),
        "within_1_percent": [round(float(share), 3) for share in (every < 0.01).mean(0)],
        "worst": {heading: [round(100 * float(v), 2) for v in rows[heading][:, 0]] for heading in worst},
    }
    print(json.dumps(told, indent=1))


def spread(errors: NDArray[np.float64]) -> dict[str, float]:
    """Median, 95th percentile and most, in percent."""
    names = ("median", "p95", "most")
    values = (*np.percentile(errors, (50, 95)), errors.max())
    return {name: round(100 * float(value), 3) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
