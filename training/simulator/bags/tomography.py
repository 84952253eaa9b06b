"""Computed tomography at two energies: what the detectors count, and what is made of it.

The fan of the gantry as it is measured: the spectrum, the noise of the quanta and of the amplifier, some
scatter, and what calibration leaves of the gains of the detectors; each channel put right for the
hardening of the beam in water alone, as scanners do, so that metal casts its streaks and shadows. Of
parallel rays over half a turn filtered back projection (A. C. Kak and M. Slaney, Principles of
Computerized Tomographic Imaging, 1988, chapter 3).
"""

from functools import cache

import cv2
import numpy as np
from numba import njit
from numpy.random import Generator
from numpy.typing import NDArray

from training.simulator.physics.beam import beam, material_line, transmission
from training.simulator.physics.compositions import WATER
from training.simulator.physics.material import ATOMIC_NUMBER, Composition, formula

Float = NDArray[np.float32]
Float64 = NDArray[np.float64]
MODE = "160kv"
QUANTA = 1.5e5
ELECTRONIC = 3e-5
SCATTER = 0.004
# Standard deviation of what calibration leaves of the gain of a detector: faint rings about the axis.
GAIN = 8e-4
_SCATTER_RAYS = 24.0
RAYS_EACH = 2
# Attenuation in the high channel of the pieces that atomic numbers are calibrated with.
_PIECE = 0.4
# Steps between two rays, and bits of the fraction of a step, in back projection.
_FINE, _BITS = 4, 18
# Elements that effective atomic numbers are read from.
_SCALE = (
    "H", "C", "N", "O", "F", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "K", "Ca", "Ti", "Cr", "Fe", "Ni",
    "Cu", "Zn",
)  # fmt: skip


def gains(detectors: int, rng: Generator) -> Float:
    """Gain of each detector against its calibration, float32 (channels, 1, detectors)."""
    channels = len(beam(MODE).channels)
    return 1 + np.float32(GAIN) * rng.standard_normal((channels, 1, detectors), np.float32)


def measure(planes: dict[Composition, Float], gain: Float, rng: Generator) -> Float:
    """What a scan of one slice reads, as centimetres of water.

    Parameters
    ----------
    planes
        Areal mass by composition in g/cm2, float32 (views, 2 * detectors): two rays a detector.
    gain
        Of `gains`.

    Returns
    -------
    float32 (channels, views, detectors), high energy first.
    """
    mean, second = (_pairs(each) for each in _through(planes))
    out = np.empty_like(mean)
    for channel in range(mean.shape[0]):
        signal = mean[channel] * (1 - SCATTER)
        signal += SCATTER * cv2.blur(mean[channel], (int(2 * _SCATTER_RAYS) + 1, 1))
        spread = np.sqrt(np.maximum(second[channel], 0) / QUANTA + ELECTRONIC**2)
        signal += spread * rng.standard_normal(signal.shape, np.float32)
        signal *= gain[channel]
        depth, masses = _water()
        out[channel] = np.interp(-np.log(np.maximum(signal, ELECTRONIC)), depth[channel], masses)
    return out


def _through(planes: dict[Composition, Float]) -> tuple[Float, Float]:
    """Mean signal and its variance behind a slice; rays that meet nothing are not looked at twice."""
    source = beam(MODE)
    shape = next(iter(planes.values())).shape
    met = np.zeros(shape, np.bool_)
    for plane in planes.values():
        met |= plane != 0
    mean = np.ones((len(source.channels), *shape), np.float32)
    second = mean * source.second.sum(1).astype(np.float32)[:, None, None]
    if met.any():
        some = transmission({each: plane[met] for each, plane in planes.items()}, source)
        mean[:, met], second[:, met] = some
    return mean, second


def _pairs(rays: Float) -> Float:
    return 0.5 * (rays[..., 0::RAYS_EACH] + rays[..., 1::RAYS_EACH])


@cache
def _water() -> tuple[Float64, Float64]:
    """Attenuation of each channel, float64 (channels, N), behind centimetres of water (N,), from below 0."""
    masses = np.concatenate([[-1.0, 0.0], np.geomspace(0.01, 120, 600)])
    line = material_line(beam(MODE), WATER, masses[1:])
    return np.concatenate([-line[:, 2:3] / masses[2], line], 1), masses


def reconstruct(rays: Float, pixel_cm: float) -> Float:
    """Back-project what was measured.

    Parameters
    ----------
    rays
        float32 (channels, views, n), n detectors one pixel wide.

    Returns
    -------
    Attenuation against water, float32 (channels, n, n), zero outside the inscribed circle.
    """
    n = rays.shape[-1]
    length = 2 << int(np.ceil(np.log2(n)))
    gain = _ramp(length)
    filtered = np.fft.irfft(np.fft.rfft(rays, length, axis=-1) * gain, length, axis=-1)[..., :n]
    fine = np.zeros((*rays.shape[:-1], (n + 2) * _FINE), np.float32)
    for step in range(_FINE):
        share = step / _FINE
        fine[..., _FINE + step : n * _FINE + step : _FINE] = (
            filtered[..., :-1] * (1 - share) + filtered[..., 1:] * share
        )
    image = np.zeros((rays.shape[0], n, n), np.float32)
    _smear(fine[0], fine[1], image)
    image *= np.float32(np.pi / rays.shape[1] / pixel_cm)
    return image


@cache
def _ramp(length: int) -> Float64:
    """Ramp of a band-limited kernel with a raised cosine, float64 (length / 2 + 1,), for a pitch of one."""
    at = np.fft.fftfreq(length, 1 / length)
    kernel = np.where(at % 2 == 1, -1 / (np.pi * np.where(at == 0, 1, at)) ** 2, 0) + 0.25 * (at == 0)
    return np.fft.rfft(kernel).real * (0.6 + 0.4 * np.cos(2 * np.pi * np.fft.rfftfreq(length)))


@njit(cache=True)
def _smear(high: Float, low: Float, image: Float) -> None:
    """Add to each pixel inside the circle what the rays through it read.

    ``high`` and ``low`` are float32 (views, fine rays), the first ray a pixel before the detectors;
    places on them count in integers of 2^-18, whose steps a processor adds many at a time.
    """
    views, n = high.shape[0], image.shape[1]
    middle = n / 2 - 0.5
    scale = float(_FINE << _BITS)
    for row in range(n):
        y = middle - row
        half = np.sqrt(max(0.0, middle * middle - y * y))
        first, last = int(np.ceil(middle - half)), int(middle + half) + 1
        out_high, out_low = image[0, row], image[1, row]
        for view in range(views):
            angle = np.pi * view / views
            cos = np.cos(angle)
            start = np.int32((middle + 1 + y * np.sin(angle) - middle * cos) * scale + (1 << (_BITS - 1)))
            step = np.int32(cos * scale)
            from_high, from_low = high[view], low[view]
            for column in range(first, last):
                at = np.uint32((start + np.int32(column) * step) >> np.int32(_BITS))
                out_high[column] += from_high[at]
                out_low[column] += from_low[at]


@cache
def _scale() -> tuple[Float64, Float64]:
    """Quotient of low and high attenuation against water, rising, and the atomic number that has it.

    Read, as scanners are calibrated, from pieces that harden the beam: each as thick as gives the high
    channel the same attenuation. Thinner things read a little high, thicker ones low.
    """
    source = beam(MODE)
    depth, water = _water()
    masses = np.geomspace(1e-3, 100, 2000)

    def against_water(composition: Composition) -> float:
        line = material_line(source, composition, masses)
        piece = [float(np.interp(_PIECE, line[0], channel)) for channel in line]
        high, low = (np.interp(a, d, water) for a, d in zip(piece, depth, strict=True))
        return float(low / high)

    quotient = np.array([against_water(formula(symbol, **{symbol: 1})) for symbol in _SCALE])
    number = np.array([ATOMIC_NUMBER[symbol] for symbol in _SCALE], np.float64)
    return np.maximum.accumulate(quotient), number


def effective_z(image: Float, least: float = 0.12) -> NDArray[np.uint8]:
    """Effective atomic number from both channels.

    Parameters
    ----------
    image
        Attenuation against water, float32 (2, n, n), high energy first.
    least
        Where less attenuates than this, the noise leaves no number: zero.

    Returns
    -------
    Tenths, uint8 (n, n), at most 255.
    """
    calm = np.stack([cv2.blur(channel, (3, 3)) for channel in image])
    known = np.minimum(calm[0], calm[1]) > least
    quotient = calm[1] / np.where(known, calm[0], 1)
    number = np.interp(quotient, *_scale())
    return np.where(known, np.clip(number * 10 + 0.5, 0, 255), 0).astype(np.uint8)
