"""From DICOM files to views: frames become views or slices, and slices become a volume."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.errors import CorruptFile, ImageTooLarge, UnknownFormat
from model.formats import colour
from model.formats.dicom_facts import form_of, is_ct, measures, positive, told
from model.formats.dicom_header import Header, number, read_header
from model.formats.dicom_pixels import check, frames
from model.formats.facts import facts_of
from model.formats.source import Budget, SourceFile
from model.view import Samples, View

_EVEN = 0.01


def views_of(sources: Sequence[SourceFile], budget: Budget) -> list[View]:
    """Return the views of all DICOM files of a scan; raises `UnreadableFile`."""
    views: list[View] = []
    series: dict[tuple[str, ...], list[Header]] = {}
    for source in sources:
        header = read_header(source, budget)
        _account(header, budget)
        if is_ct(header):
            series.setdefault(_series(header), []).append(header)
        else:
            views += _radiographs(header, budget)
    views += [_volume(headers) for headers in series.values()]
    return views


def _account(header: Header, budget: Budget) -> None:
    check(header)
    tags = header.tags
    itemsize = number(tags, "BitsAllocated") // 8 * number(tags, "SamplesPerPixel", 1)
    count = number(tags, "NumberOfFrames", 1)
    budget.picture(number(tags, "Columns"), number(tags, "Rows"), slices=count, itemsize=itemsize)
    if count > budget.limits.views and not is_ct(header):
        raise ImageTooLarge(f"{count} frames that are no slices; at most {budget.limits.views} are read")


def _radiographs(header: Header, budget: Budget) -> list[View]:
    views: list[View] = []
    count = number(header.tags, "NumberOfFrames", 1)
    for k, frame in enumerate(frames(header)):
        place = (f"frame {k + 1} of {count}",) if count > 1 else ()
        samples, rgb, found = _unsigned(frame)
        facts = facts_of(header.name, form_of(header), samples, told(header, *place, *found))
        views.append(View(facts=facts, samples=samples, colour=rgb))
    return views


def _unsigned(frame: NDArray[Any]) -> tuple[Samples, NDArray[np.uint8] | None, tuple[str, ...]]:
    if frame.ndim == 3:
        return colour.split(frame)
    if frame.dtype.kind == "u":
        return frame, None, ()
    unsigned = np.dtype(f"u{frame.dtype.itemsize}")
    if frame.min() >= 0:
        return frame.view(unsigned), None, ()
    half = 1 << (frame.dtype.itemsize * 8 - 1)
    return frame.view(unsigned) ^ unsigned.type(half), None, (f"signed samples, {half} added",)


def _series(header: Header) -> tuple[str, ...]:
    tags = header.tags
    keys = ("SeriesInstanceUID", "Rows", "Columns", "ImageOrientationPatient")
    alone = header.name if number(tags, "NumberOfFrames", 1) > 1 else ""
    return (*(str(tags.get(key, "")) for key in keys), alone)


def _volume(headers: list[Header]) -> View:
    """Stack the slices of one series along its axis."""
    ordered, places = _in_order(headers)
    first = ordered[0]
    count = sum(number(header.tags, "NumberOfFrames", 1) for header in ordered)
    signed = any(number(header.tags, "PixelRepresentation", 0) for header in ordered)
    shape = (count, number(first.tags, "Rows"), number(first.tags, "Columns"))
    samples: Any = np.empty(shape, np.int16 if signed else np.uint16)
    for k, frame in enumerate(chain.from_iterable(map(frames, ordered))):
        if frame.ndim == 3:
            raise UnknownFormat("a CT in colour")
        if signed and frame.dtype == np.uint16 and frame.max() > np.iinfo(np.int16).max:
            raise CorruptFile("CT slices of which some are signed and others too large to be")
        samples[k] = frame
    pitch, remarks = _slice_pitch(first, places)
    if len({(str(h.tags.get("RescaleSlope")), str(h.tags.get("RescaleIntercept"))) for h in ordered}) > 1:
        remarks = (*remarks, "the slices differ in their rescale")
    facts = facts_of(headers[0].name, form_of(first), samples, told(first, *remarks, slice_pitch_mm=pitch))
    return View(facts=facts, samples=samples)


def _in_order(headers: list[Header]) -> tuple[list[Header], list[float]]:
    """Return the slices sorted along the axis, or by their number, and their places in mm."""
    if len(headers) == 1:
        return headers, []
    places = [_along_axis(header) for header in headers]
    if all(place is not None for place in places):
        known = cast("list[float]", places)
        order = sorted(range(len(headers)), key=lambda i: known[i])
        return [headers[i] for i in order], [known[i] for i in order]
    return sorted(headers, key=lambda h: number(h.tags, "InstanceNumber", 0)), []


def _along_axis(header: Header) -> float | None:
    position = header.tags.get("ImagePositionPatient")
    direction = header.tags.get("ImageOrientationPatient") or (1, 0, 0, 0, 1, 0)
    if position is None or len(position) != 3 or len(direction) != 6:
        return None
    rows, columns = np.asarray(direction, float).reshape(2, 3)
    place = float(np.cross(rows, columns) @ np.asarray(position, float))
    return place if np.isfinite(place) else None


def _slice_pitch(first: Header, places: list[float]) -> tuple[float | None, tuple[str, ...]]:
    steps = np.diff(places)
    if len(steps):
        pitch = float(np.median(steps))
        even = bool(np.all(np.abs(steps - pitch) <= _EVEN * abs(pitch) + 1e-6))
        return positive(pitch), () if even else ("the slices are not evenly spaced, or some are missing",)
    between = next((b for m in measures(first.tags) if (b := m.get("SpacingBetweenSlices"))), None)
    if positive(between):
        return positive(between), ()
    thickness = next((t for m in measures(first.tags) if (t := m.get("SliceThickness"))), None)
    return None, (f"slices {thickness} mm thick",) if positive(thickness) else ()
