"""Tables of the service, on the ``MetaData`` that it shares with the library."""

import sqlalchemy as sa

from image_library.tables import UtcTime, metadata

scans = sa.Table(
    "scan",
    metadata,
    sa.Column("scan_id", sa.Text, primary_key=True),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("external_id", sa.Text, nullable=False),
    sa.Column("station", sa.Text, nullable=False),
    sa.Column("declaration_number", sa.Text, index=True),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("metadata", sa.JSON, nullable=False),
    sa.Column("files", sa.JSON, nullable=False),
    sa.Column("received_at", UtcTime, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("urgency", sa.Float, nullable=False, server_default="0"),
    sa.Column("pictures", sa.JSON, nullable=False),
    sa.Column("pixels", sa.JSON, nullable=False),
    sa.Column("seen", sa.JSON(none_as_null=True)),
    sa.Column("assessment_id", sa.Text),
    sa.UniqueConstraint("device", "external_id"),
    sa.Index("ix_scan_queue", "state", "urgency"),
)

scan_containers = sa.Table(
    "scan_container",
    metadata,
    sa.Column("scan_id", sa.ForeignKey("scan.scan_id"), primary_key=True),
    sa.Column("number", sa.Text, primary_key=True, index=True),
)

jobs = sa.Table(
    "job",
    metadata,
    sa.Column("job_id", sa.Text, primary_key=True),
    sa.Column("scan_id", sa.ForeignKey("scan.scan_id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("ready_at", UtcTime, nullable=False),
    sa.Column("holder", sa.Text),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
    sa.Column("turn", sa.Integer, nullable=False, server_default="0"),
    sa.Column("done_at", UtcTime),
    sa.Column("error", sa.Text),
    sa.Index("ix_job_ready", "done_at", "ready_at"),
)

assessments = sa.Table(
    "assessment",
    metadata,
    sa.Column("assessment_id", sa.Text, primary_key=True),
    sa.Column("scan_id", sa.ForeignKey("scan.scan_id"), nullable=False, index=True),
    sa.Column("job_id", sa.ForeignKey("job.job_id"), nullable=False, unique=True),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("lamp", sa.Text, nullable=False),
    sa.Column("suspicion", sa.Float),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("library", sa.Text, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)

declarations = sa.Table(
    "declaration",
    metadata,
    sa.Column("number", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("received_at", UtcTime, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)

declaration_containers = sa.Table(
    "declaration_container",
    metadata,
    sa.Column("number", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("container", sa.Text, primary_key=True, index=True),
    sa.ForeignKeyConstraint(["number", "version"], ["declaration.number", "declaration.version"]),
)

leases = sa.Table(
    "lease",
    metadata,
    sa.Column("scan_id", sa.ForeignKey("scan.scan_id"), primary_key=True),
    sa.Column("holder", sa.Text, nullable=False),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Column("desk", sa.Text),
)

reviews = sa.Table(
    "review",
    metadata,
    sa.Column("review_id", sa.Text, primary_key=True),
    sa.Column("scan_id", sa.ForeignKey("scan.scan_id"), nullable=False, index=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("officer", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)

exams = sa.Table(
    "exam",
    metadata,
    sa.Column("exam_id", sa.Text, primary_key=True),
    sa.Column("scan_id", sa.ForeignKey("scan.scan_id"), nullable=False, index=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("officer", sa.Text, nullable=False),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)

events = sa.Table(
    "event",
    metadata,
    sa.Column(
        "seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
    ),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("scan_id", sa.Text),
    sa.Column("state", sa.Text),
    sa.Column("at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

tokens = sa.Table(
    "token",
    metadata,
    sa.Column("token_hash", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("revoked_at", UtcTime),
)

users = sa.Table(
    "user",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("disabled_at", UtcTime),
)

sessions = sa.Table(
    "session",
    metadata,
    sa.Column("session_hash", sa.Text, primary_key=True),
    sa.Column("user_name", sa.ForeignKey("user.name"), nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
)

audit_log = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("at", UtcTime, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("details", sa.JSON, nullable=False),
    sqlite_autoincrement=True,
)
