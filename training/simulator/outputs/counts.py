"""Counts before calibration, with what calibrates them.

A file of samples begins with three runs of float32, little-endian: the dark and the air level of
each row in counts, and the dose of each pulse as the reference detector measured it. The counts
follow, uint16 little-endian, row by row from the top left. A side file in JSON has what
`model.formats.raw` reads and, under ``calibration``, the byte at which each run begins, the level
that air gets, and what is done about rows that do not count. Calibrated, a count is
``(count - dark) / (air - dark) / reference * air_level``, rounded.
"""

import json

import numpy as np

from training.simulator.detector import Exposure
from training.simulator.geometry import Scanner


def write(
    exposure: Exposure, scanner: Scanner, channel: int, file: str, kilovolts: float
) -> tuple[bytes, bytes]:
    """The side file and the samples of one channel; ``file`` is the name that the samples will have."""
    calibration = exposure.calibration
    runs = (calibration.dark[channel], calibration.air[channel], calibration.reference[channel])
    samples = np.ascontiguousarray(exposure.raw[channel].T).astype("<u2", copy=False)
    rows, columns = samples.shape
    side = {
        "file": file,
        "width": columns,
        "height": rows,
        "dtype": "uint16",
        "byte_order": "little",
        "offset": 4 * (2 * rows + columns),
        "bits": scanner.readout.bits,
        "polarity": "transmission",
        "role": exposure.channels[channel],
        "energy_kv": kilovolts,
        "pixel_pitch_mm": [round(each, 4) for each in scanner.pixel_pitch_mm],
        "calibration": {
            "dark": 0,
            "air": 4 * rows,
            "reference": 8 * rows,
            "air_level": scanner.readout.air_level,
            "repair": scanner.readout.repair,
        },
    }
    head = b"".join(run.astype("<f4").tobytes() for run in runs)
    return json.dumps(side, indent=1).encode(), head + samples.tobytes()
