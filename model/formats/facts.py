"""Facts of a view: what the file told, completed by what the sender told; the rest is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from model.domain import Polarity, ViewFacts, ViewNote, ViewRole
from model.view import Samples, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a file says of one view; None where it says nothing.

    ``bits`` counts the significant bits of a sample; ``pixel_pitch_mm`` is (along x, along y).
    """

    bits: int | None = None
    role: ViewRole | None = None
    polarity: Polarity | None = None
    energy_kv: float | None = None
    pixel_pitch_mm: tuple[float, float] | None = None
    slice_pitch_mm: float | None = None
    notes: tuple[str, ...] = ()


def facts_of(file: str, form: str, samples: Samples, told: Told) -> ViewFacts:
    """Return the facts of ``samples`` read from ``file`` in the format ``form``."""
    *depth, height, width = samples.shape
    facts = ViewFacts(
        file=file,
        format=form,
        width=width,
        height=height,
        slices=depth[0] if depth else 1,
        bits=told.bits or samples.dtype.itemsize * 8,
        role=told.role or "single",
        polarity=told.polarity,
        energy_kv=told.energy_kv,
        pixel_pitch_mm=told.pixel_pitch_mm,
        slice_pitch_mm=told.slice_pitch_mm,
        notes=told.notes,
    )
    return replace(facts, unknown=_unknown(facts, bits_known=told.bits is not None))


def complete(views: Sequence[View], notes: Sequence[ViewNote]) -> list[View]:
    """Complete each view by the sender's note on its file; the sender knows better than the file.

    A note is for the file whose name it gives, or else for the one whose last part of the name
    it gives. Where a file has several views and several notes, they go together in order.
    """
    used = dict.fromkeys(range(len(notes)), False)
    seen: dict[str, int] = {}
    done: list[View] = []
    for view in views:
        place = seen[view.facts.file] = seen.get(view.facts.file, -1) + 1
        fitting = _notes_for(view.facts.file, notes)
        if not fitting:
            done.append(view)
            continue
        index = fitting[min(place, len(fitting) - 1)]
        used[index] = True
        done.append(replace(view, facts=_with(view.facts, notes[index])))
    lost = [f"a note was sent for {notes[i].file}, no such view" for i, hit in used.items() if not hit]
    if lost and done:
        first = done[0]
        done[0] = replace(first, facts=replace(first.facts, notes=(*first.facts.notes, *lost)))
    return done


def _notes_for(file: str, notes: Sequence[ViewNote]) -> list[int]:
    exact = [i for i, note in enumerate(notes) if note.file == file]
    return exact or [i for i, note in enumerate(notes) if _last(note.file) == _last(file)]


def _last(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _with(facts: ViewFacts, note: ViewNote) -> ViewFacts:
    remarks = list(facts.notes)
    if note.polarity and facts.polarity and note.polarity != facts.polarity:
        remarks.append(f"the file says polarity {facts.polarity}, the sender {note.polarity}")
    if note.pixel_pitch_mm and facts.pixel_pitch_mm and note.pixel_pitch_mm != facts.pixel_pitch_mm:
        remarks.append(f"the file says pixel pitch {facts.pixel_pitch_mm} mm, the sender another")
    told = replace(
        facts,
        role=note.role or facts.role,
        polarity=note.polarity or facts.polarity,
        pixel_pitch_mm=note.pixel_pitch_mm or facts.pixel_pitch_mm,
        notes=tuple(remarks),
    )
    return replace(told, unknown=_unknown(told, bits_known="bits" not in facts.unknown))


def _unknown(facts: ViewFacts, *, bits_known: bool) -> tuple[str, ...]:
    missing = {
        "polarity": facts.polarity is None,
        "bits": not bits_known,
        "energy": facts.energy_kv is None,
        "pixel_pitch_mm": facts.pixel_pitch_mm is None,
    }
    return tuple(name for name, lacks in missing.items() if lacks)
