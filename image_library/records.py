"""The rows of the library: nothing is overwritten, a removal is a mark."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from image_library.tables import embeddings, references
from model.domain import Box, Reference
from model.errors import NotFound

_LIVE = references.c.removed_at.is_(None)


class References:
    """References in the database, seen from one model.

    A reference's ``model`` is the current one when that has embedded it, else one that has, else empty.
    """

    def __init__(self, engine: sa.Engine, model: str) -> None:
        self._engine, self._model = engine, model

    def stamp(self) -> tuple[Any, ...]:
        """Return what changes whenever a reference is added, embedded or removed; cheap."""
        with self._engine.connect() as connection:
            row = connection.execute(
                sa.select(
                    sa.func.count(),
                    sa.func.count(references.c.removed_at),
                    sa.select(sa.func.count())
                    .select_from(embeddings)
                    .where(embeddings.c.model == self._model)
                    .scalar_subquery(),
                ).select_from(references)
            ).one()
        return tuple(row)

    def find(self, digest: str, code: str, box: Box | None) -> Reference | None:
        """Return the live reference with these bytes, code and box."""
        with self._engine.connect() as connection:
            return self._find(connection, digest, code, box)

    def add(self, reference: Reference, kept: str, preview: str | None) -> tuple[Reference, bool]:
        """Add a reference with the digests of embeddings and preview, unless its like is there; say which."""
        with self._writing() as connection:
            known = self._find(connection, reference.digest, reference.hs_code, reference.box)
            if known is None:
                connection.execute(references.insert().values(**_row(reference), preview=preview))
                self._embed(connection, reference.reference_id, kept)
                return reference, True
            if known.model != self._model:
                self._embed(connection, known.reference_id, kept)
        return replace(known, model=self._model), False

    def embedded(self, reference_id: str, kept: str) -> None:
        """Add the current model's embeddings of a reference that has none."""
        with self._writing() as connection:
            known = sa.select(embeddings.c.digest).where(
                embeddings.c.reference_id == reference_id, embeddings.c.model == self._model
            )
            if connection.execute(known).first() is None:
                self._embed(connection, reference_id, kept)

    def get(self, reference_id: str) -> Reference:
        """Return a live reference; raises ``NotFound``."""
        with self._engine.connect() as connection:
            row = connection.execute(self._select().where(references.c.reference_id == reference_id)).first()
        if row is None:
            raise NotFound(f"There is no reference {reference_id}.")
        return self._reference(row)

    def preview(self, reference_id: str) -> str | None:
        """Return the digest of a live reference's preview, if it has one; raises ``NotFound``."""
        self.get(reference_id)
        query = sa.select(references.c.preview).where(references.c.reference_id == reference_id)
        with self._engine.connect() as connection:
            return connection.scalar(query)

    def list(self, prefix: str, limit: int | None, before: str | None) -> tuple[Reference, ...]:
        """Return live references whose code starts with a prefix, newest first."""
        query = self._select().where(references.c.hs_code.startswith(prefix, autoescape=True))
        order = (references.c.created_at, references.c.reference_id)
        if before is not None:
            last = self.get(before)
            query = query.where(sa.tuple_(*order) < sa.tuple_(*_literals(last)))
        query = query.order_by(*(column.desc() for column in order)).limit(limit)
        with self._engine.connect() as connection:
            return tuple(self._reference(row) for row in connection.execute(query))

    def remove(self, reference_id: str) -> None:
        """Mark a live reference as removed; raises ``NotFound``."""
        with self._writing() as connection:
            done = connection.execute(
                references.update()
                .where(references.c.reference_id == reference_id, _LIVE)
                .values(removed_at=datetime.now(UTC))
            )
        if not done.rowcount:
            raise NotFound(f"There is no reference {reference_id}.")

    def counts(self) -> dict[str, int]:
        """Return how many live references each code has."""
        query = sa.select(references.c.hs_code, sa.func.count()).where(_LIVE).group_by(references.c.hs_code)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(references.c.hs_code)).all()
        return {row[0]: row[1] for row in rows}

    def with_embeddings(self) -> tuple[tuple[tuple[Reference, str], ...], tuple[Reference, ...]]:
        """Return live references with the digest of their embeddings, and those that wait for them."""
        with self._engine.connect() as connection:
            rows = connection.execute(self._select().order_by(references.c.reference_id)).all()
        found = [(self._reference(row), row.kept) for row in rows]
        return tuple((r, kept) for r, kept in found if kept), tuple(r for r, kept in found if not kept)

    def _select(self) -> sa.Select[Any]:
        current = sa.and_(
            embeddings.c.reference_id == references.c.reference_id, embeddings.c.model == self._model
        )
        other = embeddings.alias("other")
        another = (
            sa.select(sa.func.max(other.c.model))
            .where(other.c.reference_id == references.c.reference_id)
            .scalar_subquery()
        )
        return (
            sa.select(references, embeddings.c.digest.label("kept"), another.label("another"))
            .select_from(references.outerjoin(embeddings, current))
            .where(_LIVE)
        )

    def _find(self, connection: sa.Connection, digest: str, code: str, box: Box | None) -> Reference | None:
        query = self._select().where(references.c.digest == digest, references.c.hs_code == code)
        found = (self._reference(row) for row in connection.execute(query.order_by(references.c.created_at)))
        return next((reference for reference in found if reference.box == box), None)

    def _embed(self, connection: sa.Connection, reference_id: str, kept: str) -> None:
        connection.execute(
            embeddings.insert().values(reference_id=reference_id, model=self._model, digest=kept)
        )

    def _reference(self, row: sa.Row[Any]) -> Reference:
        return Reference(
            reference_id=row.reference_id,
            hs_code=row.hs_code,
            hs_edition=row.hs_edition,
            description=row.description,
            box=_box(row.box),
            digest=row.digest,
            model=self._model if row.kept else row.another or "",
            created_at=row.created_at,
        )

    @contextmanager
    def _writing(self) -> Generator[sa.Connection]:
        # The store's engine takes SQLite's write lock at once for connections with this option.
        with self._engine.execution_options(cargolens_write=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                # One enrolment at a time, so that the same picture does not come in twice.
                connection.execute(sa.text(f"LOCK TABLE {references.name} IN SHARE ROW EXCLUSIVE MODE"))
            yield connection


def _row(reference: Reference) -> dict[str, Any]:
    return {
        "reference_id": reference.reference_id,
        "hs_code": reference.hs_code,
        "hs_edition": reference.hs_edition,
        "description": reference.description,
        "box": list(reference.box) if reference.box else None,
        "digest": reference.digest,
        "created_at": reference.created_at,
    }


def _box(raw: Any) -> Box | None:
    if raw is None:
        return None
    x0, y0, x1, y1 = (float(edge) for edge in raw)
    return x0, y0, x1, y1


def _literals(reference: Reference) -> tuple[Any, Any]:
    return (
        sa.literal(reference.created_at, references.c.created_at.type),
        sa.literal(reference.reference_id, references.c.reference_id.type),
    )
