"""One exposure as files, with what the scanner says of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.bags.colours import display as in_colour
from training.simulator.detector import Exposure
from training.simulator.geometry import Scanner
from training.simulator.outputs import counts, dicos, tiff
from training.simulator.outputs.display import render, style_of
from training.simulator.outputs.place import WHOLE, Place
from training.simulator.physics.beam import MODES

Counts = NDArray[np.uint16]
Form = Literal["tiff", "png", "jpeg", "dicos", "raw"]
Files = tuple[tuple[str, bytes], ...]
_PNG = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A scan as files.

    ``files`` are names and bytes; ``views`` what the metadata of the scan say of each picture in
    order: ``file``, ``role``, ``pixel_pitch_mm``, ``polarity``. ``place`` tells where the picture of
    the truth lies in the pictures of the files, ``shape`` their rows and columns.
    """

    files: Files
    views: tuple[dict[str, Any], ...]
    place: Place
    shape: tuple[int, int]


def encode(exposure: Exposure, scanner: Scanner, form: Form, name: str, rng: Generator) -> Written:
    """Write a scan in one form; the same exposure, name and generator give the same bytes.

    Parameters
    ----------
    form
        ``tiff``: 16 bits, a page a channel. ``png``: 16 bits, a file a channel. ``raw``: the counts
        before calibration with their dark and air lines (see `counts`), a channel a file with its
        side file. ``dicos``: DX for processing, a file a channel. ``jpeg``: one 8-bit picture for
        display as the archive of the site holds them, whose looks ``rng`` varies; that of a bag
        scanner is in colours.
    name
        What the names of the files begin with.
    """
    if form == "jpeg":
        return _displayed(exposure, scanner, name, rng)
    files = _WRITE[form](exposure, scanner, name)
    names = [file for file, _ in files if not file.endswith(".json")]
    views = tuple(
        _view(names[min(channel, len(names) - 1)], role, scanner.pixel_pitch_mm, "transmission")
        for channel, role in enumerate(exposure.channels)
    )
    return Written(files=files, views=views, place=WHOLE, shape=exposure.picture.shape[1:])


def _tiff(exposure: Exposure, scanner: Scanner, name: str) -> Files:
    pages = [
        tiff.Page(samples, f"{channel} energy, transmission, air at {scanner.readout.air_level}")
        for channel, samples in zip(exposure.channels, exposure.picture, strict=True)
    ]
    return ((f"{name}.tiff", tiff.write(pages)),)


def _png(exposure: Exposure, scanner: Scanner, name: str) -> Files:
    return tuple(
        (f"{each}.png", _image(".png", samples, _PNG))
        for each, samples in zip(_names(exposure, name), exposure.picture, strict=True)
    )


def _raw(exposure: Exposure, scanner: Scanner, name: str) -> Files:
    files: list[tuple[str, bytes]] = []
    for channel, each in enumerate(_names(exposure, name)):
        side, data = counts.write(exposure, scanner, channel, f"{each}.raw", _kilovolts(scanner, channel))
        files += [(f"{each}.raw", data), (f"{each}.json", side)]
    return tuple(files)


def _dicos(exposure: Exposure, scanner: Scanner, name: str) -> Files:
    files: list[tuple[str, bytes]] = []
    for channel, each in enumerate(_names(exposure, name)):
        facts = dicos.Projection(
            name=each,
            role=exposure.channels[channel],
            kilovolts=_kilovolts(scanner, channel),
            pitch_mm=scanner.pixel_pitch_mm,
            magnification=scanner.readout.detector_mm / (scanner.distance_mm + scanner.depth_mm / 2),
        )
        files.append((f"{each}.dcs", dicos.encode_dx(exposure.picture[channel], facts)))
    return tuple(files)


_WRITE: Mapping[Form, Callable[[Exposure, Scanner, str], Files]] = {
    "tiff": _tiff,
    "png": _png,
    "raw": _raw,
    "dicos": _dicos,
}


def _displayed(exposure: Exposure, scanner: Scanner, name: str, rng: Generator) -> Written:
    style = style_of(scanner.readout.serial)
    air_level = scanner.readout.air_level
    if scanner.mode == "160kv":
        place, inverted = WHOLE, False
        red_first = in_colour(exposure.picture.astype(np.float32) / np.float32(air_level))
        picture = np.ascontiguousarray(red_first[..., ::-1])
    else:
        inverted = style.inverted
        picture, place = render(exposure.picture[0], air_level, style, name, rng)
    pitch = [each / scale for each, scale in zip(scanner.pixel_pitch_mm, place.scale, strict=True)]
    view = _view(f"{name}.jpg", "single", (pitch[0], pitch[1]), "attenuation" if inverted else "transmission")
    data = _image(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, style.quality])
    rows, columns = picture.shape[:2]
    return Written(files=((f"{name}.jpg", data),), views=(view,), place=place, shape=(rows, columns))


def _view(file: str, role: str, pitch_mm: tuple[float, float], polarity: str) -> dict[str, Any]:
    pitch = [round(each, 4) for each in pitch_mm]
    return {"file": file, "role": role, "pixel_pitch_mm": pitch, "polarity": polarity}


def _names(exposure: Exposure, name: str) -> list[str]:
    if len(exposure.channels) == 1:
        return [name]
    return [f"{name}_{channel}" for channel in exposure.channels]


def _kilovolts(scanner: Scanner, channel: int) -> float:
    return MODES[scanner.mode][channel].endpoint_mv * 1000


def _image(suffix: str, samples: NDArray[np.uint8] | Counts, options: list[int]) -> bytes:
    done, data = cv2.imencode(suffix, samples, options)
    if not done:
        raise ValueError(f"a picture of shape {samples.shape} cannot be written as {suffix}")
    return data.tobytes()
