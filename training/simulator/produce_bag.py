"""A bag made: files, metadata and card of its line scan or its CT."""

import io
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from training.simulator.bags import DEMO, BagView, pack, scan_bag, simulate_bag
from training.simulator.draw import BagScan
from training.simulator.outputs.bag_card import line_scan_card, volume_card
from training.simulator.outputs.dicos import encode_ct
from training.simulator.scenario import Scenario

_VIEWS = ("top", "side")
_KILOVOLTS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanProduct:
    """A scan as it is kept (``files``) and posted (``metadata`` and the files in the first form).

    ``card`` is all that is known of it.
    """

    name: str
    files: tuple[tuple[str, bytes], ...]
    posted: tuple[tuple[str, bytes], ...]
    metadata: dict[str, Any]
    card: dict[str, Any]


def produce_bag(name: str, scan: BagScan, scenario: Scenario, basics: dict[str, Any]) -> ScanProduct:
    """Make the scan of a bag; the same plan gives the same bytes. ``basics`` begin its metadata."""
    modality = "ct" if scan.modality == "ct" else "radiograph"
    metadata = basics | {"device": f"simulated-{scan.modality}", "modality": modality}
    made = _volume(name, scan, scenario) if scan.modality == "ct" else _line_scan(name, scan)
    known = {"scan": name, "metadata": metadata | made.metadata, "files": [file for file, _ in made.files]}
    return replace(made, metadata=known["metadata"], card=known | made.card)


def _line_scan(name: str, scan: BagScan) -> ScanProduct:
    """Two views of two energies, 16 bits, and the pseudo-colour picture that archives hold."""
    bag, rng = pack(scan.bag), default_rng([scan.bag.seed, 3])
    files: list[tuple[str, bytes]] = []
    posted: list[tuple[str, bytes]] = []
    seen: list[tuple[str, BagView]] = []
    for which in _VIEWS:
        view = scan_bag(bag, which, rng)
        for channel, samples in zip(view.channels, view.samples, strict=True):
            files.append((f"{name}_{which}_{channel}.png", _png(samples)))
        colour = f"{name}_{which}_colour.png"
        files.append((colour, _png(np.ascontiguousarray(view.picture[..., ::-1]))))
        posted.append(files[-1 - len(view.channels)])
        seen += [(file, view) for file in (posted[-1][0], colour)]
    views = [
        {
            "file": file,
            "role": view.name,
            "pixel_pitch_mm": list(view.pixel_pitch_mm),
            "polarity": "transmission",
        }
        for file, view in seen[::2]
    ]
    card = line_scan_card(scan.bag, seen)
    return ScanProduct(
        name=name,
        files=tuple(files),
        posted=tuple(posted),
        metadata={"views": views},
        card=card,
    )


def _volume(name: str, scan: BagScan, scenario: Scenario) -> ScanProduct:
    """CT numbers as DICOS, and the effective atomic number in tenths as a NumPy archive."""
    finer = DEMO.size / scenario.slice_px
    settings = replace(
        DEMO,
        size=scenario.slice_px,
        slice_mm=DEMO.slice_mm * DEMO.most_slices / scenario.slices,
        most_slices=scenario.slices,
        views=round(DEMO.views / finer),
    )
    bag = simulate_bag(scan.bag, settings)
    file = (f"{name}.dcs", encode_ct(bag.samples, bag.pixel_mm, bag.slice_mm, _KILOVOLTS, name))
    numbers = io.BytesIO()
    np.savez_compressed(numbers, effective_z=bag.effective_z)
    return ScanProduct(
        name=name,
        files=(file, (f"{name}_effective_z.npz", numbers.getvalue())),
        posted=(file,),
        metadata={},
        card=volume_card(scan.bag, file[0], bag),
    )


def _png(samples: NDArray[np.uint16] | NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(".png", samples, [cv2.IMWRITE_PNG_COMPRESSION, 3])
    if not done:
        raise ValueError(f"a picture of shape {samples.shape} cannot be written as PNG")
    return data.tobytes()
