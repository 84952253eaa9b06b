"""The standard image library: references by HS code, enrolled, searched, removed, compared with."""

import threading
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from image_library import nomenclature
from image_library.blobs import Blobs, digest_of
from image_library.embedding import pack, unpack
from image_library.records import References
from image_library.snapshot import Snapshot
from image_library.summary import summarise
from model.detector import Piece
from model.domain import Box, Reference
from model.errors import InvalidInput


class Library:
    """References with their embeddings by one model, in a database and a blob store.

    Safe to call from several threads; sees what other processes enrol and remove.

    Parameters
    ----------
    engine
        Where the tables of ``image_library.tables`` are.
    blobs
        Where pictures and embeddings are.
    model
        Id of the model whose embeddings are compared; those of others are kept but not mixed in.
    """

    def __init__(self, engine: sa.Engine, blobs: Blobs, model: str) -> None:
        self.model = model
        self._records = References(engine, model)
        self._blobs = blobs
        self._lock = threading.Lock()
        self._snapshot = Snapshot((), {}, ())
        self._stamp: tuple[Any, ...] | None = None

    def enrol(
        self,
        *,
        hs_code: str,
        hs_edition: str = nomenclature.EDITION,
        description: str = "",
        box: Box | None = None,
        picture: bytes,
        pieces: Sequence[Piece],
        preview: bytes | None = None,
    ) -> tuple[Reference, bool]:
        """Enrol a picture of goods known to be of a code.

        Parameters
        ----------
        hs_code
            A heading, a subheading or a national line.
        box
            The part of the picture that shows the goods; without it all of it.
        picture
            The bytes of the file, kept as they are.
        pieces
            What the current model saw.
        preview
            A PNG to show to people, so that the file need not be read again.

        Returns
        -------
        tuple of Reference and bool
            The reference, and whether it is new; the same bytes, code and box are not enrolled twice.

        Raises
        ------
        UnknownCode
            When the nomenclature has no such code.
        InvalidInput
            When the code or edition does not have the form of one, or there is nothing to enrol.
        """
        code = _enrollable(hs_code, hs_edition)
        if not pieces:
            raise InvalidInput("The picture cannot be compared: nothing was seen in it.")
        known = self._records.find(digest_of(picture), code, box)
        if known and known.model == self.model:
            return known, False
        digest, kept = self._blobs.put(picture), self._blobs.put(pack(pieces))
        fresh = Reference(
            reference_id=uuid.uuid4().hex,
            hs_code=code,
            hs_edition=hs_edition,
            description=description,
            box=box,
            digest=digest,
            model=self.model,
            created_at=datetime.now(UTC),
        )
        return self._records.add(fresh, kept, self._blobs.put(preview) if preview else None)

    def find(self, *, hs_code: str, box: Box | None = None, picture: bytes) -> Reference | None:
        """Return the reference with these bytes, code and box under the current model, if there is one."""
        known = self._records.find(digest_of(picture), nomenclature.normalise(hs_code), box)
        return known if known and known.model == self.model else None

    def get(self, reference_id: str) -> Reference:
        """Return a reference; raises ``NotFound``, also for a removed one."""
        return self._records.get(reference_id)

    def picture(self, reference_id: str) -> bytes:
        """Return the bytes of a reference's file; raises ``NotFound``."""
        return self._blobs.get(self.get(reference_id).digest)

    def preview(self, reference_id: str) -> bytes | None:
        """Return the PNG that was enrolled with a reference, if there is one; raises ``NotFound``."""
        digest = self._records.preview(reference_id)
        return self._blobs.get(digest) if digest else None

    def list(
        self, hs_code: str | None = None, limit: int = 100, before: str | None = None
    ) -> tuple[Reference, ...]:
        """Return references whose code starts with ``hs_code``, newest first, those before one of them."""
        return self._records.list(nomenclature.normalise(hs_code) if hs_code else "", limit, before)

    def remove(self, reference_id: str) -> None:
        """Mark a reference as removed: it is no longer compared with; raises ``NotFound``."""
        self._records.remove(reference_id)

    def counts(self) -> dict[str, int]:
        """Return how many references each code has."""
        return self._records.counts()

    def stale(self) -> tuple[Reference, ...]:
        """Return the references that the current model has not embedded."""
        return tuple(r for r in self._records.list("", None, None) if r.model != self.model)

    def reembed(self, reference_id: str, pieces: Sequence[Piece]) -> None:
        """Keep what the current model saw in a reference's picture; raises ``NotFound``."""
        self._records.embedded(self.get(reference_id).reference_id, self._blobs.put(pack(pieces)))

    def snapshot(self) -> Snapshot:
        """Return the library as it is now, to compare with; what is enrolled later is not in it."""
        stamp = self._records.stamp()
        with self._lock:
            if stamp != self._stamp:
                self._snapshot = self._loaded()
                self._stamp = stamp
            return self._snapshot

    def _loaded(self) -> Snapshot:
        known = self._snapshot.summaries
        current, waiting = self._records.with_embeddings()
        summaries = {
            r.reference_id: known.get(r.reference_id) or summarise(unpack(self._blobs.get(kept)))
            for r, kept in current
        }
        return Snapshot(tuple(r for r, _ in current), summaries, waiting)


def _enrollable(hs_code: str, hs_edition: str) -> str:
    if hs_edition not in nomenclature.EDITIONS:
        raise InvalidInput(f"{hs_edition!r} is not an edition of the Harmonized System that is known here.")
    code = nomenclature.normalise(hs_code)
    if len(code) < 4:
        raise InvalidInput("A reference is enrolled under a heading or a subheading, not under a chapter.")
    nomenclature.lookup(code)
    return code
