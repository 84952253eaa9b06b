"""CT of a volume: parallel projections, quantum noise, beam hardening, filtered back projection."""

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Float = NDArray[np.float32]
WATER_PER_CM = 0.190
_QUANTA = 1.5e5
_HARDENING = ((0.55, 1.22), (0.45, 0.73))
_TOGETHER = 4


def reconstruct(volume: Float, pixel_mm: float, angles: int, rng: Generator) -> NDArray[np.int16]:
    """What a scanner makes of a volume.

    The method is filtered back projection with a Hann window (Kak and Slaney, Principles of
    Computerized Tomographic Imaging, 1988, chapter 3); two energies stand for the spectrum, so that
    metal casts the streaks and shadows that it casts in practice.

    Parameters
    ----------
    volume
        Attenuation per centimetre, float32 (slices, n, n), nothing outside the inscribed circle.
    pixel_mm
        Size of a pixel in the slices.

    Returns
    -------
    CT numbers, int16 of the same shape: air -1000, water 0.
    """
    out = np.empty(volume.shape, np.int16)
    for first in range(0, volume.shape[0], _TOGETHER):
        part = np.moveaxis(volume[first : first + _TOGETHER], 0, -1)
        pad = [(0, 0), (0, 0), (0, _TOGETHER - part.shape[-1])]
        made = _slices(np.pad(part, pad), pixel_mm / 10, angles, rng)
        numbers = np.clip((made / WATER_PER_CM - 1) * 1000, -1024, 30000)
        count = min(_TOGETHER, volume.shape[0] - first)
        out[first : first + count] = np.moveaxis(numbers, -1, 0)[:count].astype(np.int16)
    return out


def _slices(image: Float, pixel_cm: float, angles: int, rng: Generator) -> Float:
    """Project, expose and reconstruct some slices at once, float32 (n, n, slices)."""
    size = image.shape[0]
    turns = [_turn(size, 180.0 * index / angles) for index in range(angles)]
    rays = np.stack([cv2.warpAffine(image, turn, (size, size)).sum(0) for turn in turns])
    filtered = _ramp(_expose((rays * pixel_cm).astype(np.float32), rng), pixel_cm)
    total = np.zeros_like(image)
    for turn, line in zip(turns, filtered, strict=True):
        smear = np.ascontiguousarray(np.broadcast_to(line, image.shape))
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        total += cv2.warpAffine(smear, turn, (size, size), flags=flags)
    return total * np.float32(np.pi / angles)


def _turn(size: int, degrees: float) -> NDArray[np.float64]:
    middle = (size - 1) / 2
    return np.asarray(cv2.getRotationMatrix2D((middle, middle), degrees, 1.0), np.float64)


def _expose(rays: Float, rng: Generator) -> Float:
    """Line integrals as measured with the noise of the quanta, the hardening put right for water only."""
    passed = np.zeros_like(rays)
    for share, factor in _HARDENING:
        passed += np.float32(share) * np.exp(-np.float32(factor) * rays)
    noise = rng.standard_normal(rays.shape, np.float32) * np.sqrt(passed / _QUANTA)
    measured = -np.log(np.maximum(passed + noise, 0.3 / _QUANTA))
    true = np.linspace(-1, 25, 2601)
    water = -np.log(sum(share * np.exp(-factor * true) for share, factor in _HARDENING))
    return np.interp(measured, water, true).astype(np.float32)


def _ramp(rays: Float, pixel_cm: float) -> Float:
    """Filter along the detector, float32 (angles, n, slices)."""
    size = rays.shape[1]
    length = 2 * int(2 ** np.ceil(np.log2(size)))
    at = np.fft.fftfreq(length, 1 / length)
    kernel = np.where(at % 2 == 1, -1 / (np.pi * np.where(at == 0, 1, at)) ** 2, 0) + 0.25 * (at == 0)
    gain = np.fft.rfft(kernel).real * (0.5 + 0.5 * np.cos(np.pi * np.fft.rfftfreq(length) * 2))
    spectrum = np.fft.rfft(rays, length, axis=1) * gain[None, :, None]
    return (np.fft.irfft(spectrum, length, axis=1)[:, :size] / pixel_cm).astype(np.float32)
