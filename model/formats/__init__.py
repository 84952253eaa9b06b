"""Readers for what scanners send: files in, views out, recognised by content alone.

One table lists the formats. `read` works in the calling process and trusts the decoders with
it; `model.formats.sandbox.Sandbox` does the same in a process of its own that can be ended.
"""

from collections.abc import Sequence
from dataclasses import replace

from model.domain import ViewNote
from model.errors import CorruptFile, EmptyFile, ImageTooLarge, UnknownFormat, UnreadableFile
from model.formats import archive, dicom, jpeg, png, raw, tiff
from model.formats.facts import complete
from model.formats.source import DEFAULT, Budget, Limits, Reader, SourceFile
from model.view import View

__all__ = ["DEFAULT", "READERS", "Limits", "SourceFile", "read"]

READERS: tuple[Reader, ...] = (jpeg, png, tiff, dicom, raw)


def read(files: Sequence[SourceFile], notes: Sequence[ViewNote] = (), limits: Limits = DEFAULT) -> list[View]:
    """Read the files of one scan into its views, in the order in which they were sent.

    A zip stands for the files in it; a side file and its samples are one view; the slices of a
    CT series are one volume. A file of no known format beside others that are read is left out,
    and the first view says so.

    Parameters
    ----------
    files : sequence of SourceFile
        What was sent.
    notes : sequence of ViewNote
        What the sender says of the files; completes and overrides what the files say.
    limits : Limits
        What the read may cost; processor time and memory are kept by the sandbox alone.

    Returns
    -------
    list of View
        At least one; all samples as they were stored.

    Raises
    ------
    EmptyFile, UnknownFormat, CorruptFile, ImageTooLarge
        One of the files cannot be read; no other exception comes out of a reader.
    """
    try:
        return _read(files, notes, Budget(limits))
    except UnreadableFile:
        raise
    except MemoryError as error:
        raise ImageTooLarge("the picture needs more memory than it may take") from error
    except Exception as error:
        # Decoders raise what they like on damaged input.
        raise CorruptFile(f"the file is damaged: {str(error)[:200] or type(error).__name__}") from error


def _read(files: Sequence[SourceFile], notes: Sequence[ViewNote], budget: Budget) -> list[View]:
    budget.files(len(files))
    if not files:
        raise EmptyFile("no file was sent")
    sources = raw.join(archive.unpacked(files, budget))
    groups: dict[str, list[SourceFile]] = {}
    left_out: list[str] = []
    for source in sources:
        if not len(source.data):
            raise EmptyFile(f"{source.name} holds no bytes")
        reader = next((reader for reader in READERS if reader.recognises(source.data)), None)
        if reader is None:
            left_out.append(source.name)
        else:
            groups.setdefault(reader.NAME, []).append(source)
    if not groups:
        raise UnknownFormat(f"no known format: {', '.join(left_out)[:200]}")
    views: list[View] = []
    for reader in READERS:
        if reader.NAME in groups:
            views += reader.read(groups[reader.NAME], budget)
    if len(views) > budget.limits.views:
        raise ImageTooLarge(f"{len(views)} views; at most {budget.limits.views} are read")
    return complete(_in_order(views, sources, left_out), notes)


def _in_order(views: list[View], sources: Sequence[SourceFile], left_out: list[str]) -> list[View]:
    names = [(source.companion or source).name for source in sources]
    views = sorted(views, key=lambda view: names.index(view.facts.file))
    if left_out:
        remark = f"left out, of no known format: {', '.join(left_out)[:200]}"
        facts = views[0].facts
        views[0] = replace(views[0], facts=replace(facts, notes=(*facts.notes, remark)))
    return views
