"""Tables of the library, on the one ``MetaData`` that the whole database shares."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class UtcTime(sa.TypeDecorator[datetime]):
    """An aware time in UTC; SQLite, which knows no zones, keeps it as UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Turn an aware time into UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        """Give back an aware time in UTC."""
        return (
            value if value is None else (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))
        )


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

references = sa.Table(
    "library_reference",
    metadata,
    sa.Column("reference_id", sa.Text, primary_key=True),
    sa.Column("hs_code", sa.Text, nullable=False, index=True),
    sa.Column("hs_edition", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False, server_default=""),
    sa.Column("box", sa.JSON(none_as_null=True)),
    sa.Column("digest", sa.Text, nullable=False, index=True),
    sa.Column("preview", sa.Text),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("removed_at", UtcTime),
)

embeddings = sa.Table(
    "library_embedding",
    metadata,
    sa.Column("reference_id", sa.ForeignKey("library_reference.reference_id"), primary_key=True),
    sa.Column("model", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
)
