"""What officers decided, read from the service's database by the names of its tables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from rich.progress import track
from sqlalchemy.exc import NoSuchTableError

from model.errors import NotFound

_TABLES = ("scan", "review", "exam", "assessment", "declaration")
_TRUTH_OF_EXAM = {
    "match": "clean",
    "nothing-found": "clean",
    "different-goods": "false-declaration",
    "different-quantity": "false-declaration",
    "undeclared-goods": "concealment",
    "prohibited-goods": "prohibited",
}
_TRUTH_OF_REVIEW = {
    "no-anomaly": "clean",
    "suspected-false-declaration": "false-declaration",
    "suspected-concealment": "concealment",
    "prohibited-goods": "prohibited",
}

Row = dict[str, Any]


def read(database: str, since: datetime | None = None) -> list[Row]:
    """Return one row for each scan with a review or an exam, in order of arrival.

    Officers' names are left out. Raises ``NotFound`` when the database is not one of the service.

    Parameters
    ----------
    database
        An SQLAlchemy address.
    since
        Leave out scans received before; without a zone it is UTC.
    """
    engine = sa.create_engine(database)
    try:
        with engine.connect() as connection:
            tables = _tables(connection)
            scans = _scans(connection, tables, since)
            wanted = {scan["scan_id"] for scan in scans}
            bodies = {
                name: _by_scan(connection, tables[name], wanted) for name in ("review", "exam", "assessment")
            }
            versions = _declarations(connection, tables["declaration"])
    finally:
        engine.dispose()
    told = track(scans, "reading", transient=True)
    return [
        _row(scan, {name: each[scan["scan_id"]] for name, each in bodies.items()}, versions) for scan in told
    ]


def _tables(connection: sa.Connection) -> dict[str, sa.Table]:
    metadata = sa.MetaData()
    try:
        return {name: sa.Table(name, metadata, autoload_with=connection) for name in _TABLES}
    except NoSuchTableError as error:
        raise NotFound(f"The database has no table {error}; is it the service's?") from None


def _scans(connection: sa.Connection, tables: dict[str, sa.Table], since: datetime | None) -> list[Row]:
    scan, review, exam = tables["scan"], tables["review"], tables["exam"]
    decided = sa.union(sa.select(review.c.scan_id), sa.select(exam.c.scan_id))
    names = ("scan_id", "device", "external_id", "station", "metadata", "files", "pictures", "received_at")
    query = sa.select(*(scan.c[name] for name in names)).where(scan.c.scan_id.in_(decided))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    for row in rows:
        row["received_at"] = _utc(row["received_at"])
    start = _utc(since) if since else None
    kept = [row for row in rows if start is None or row["received_at"] >= start]
    return sorted(kept, key=lambda row: (row["received_at"], row["scan_id"]))


def _by_scan(connection: sa.Connection, table: sa.Table, wanted: set[str]) -> dict[str, list[Row]]:
    """Bodies by scan, oldest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    key = next(iter(table.primary_key.columns))
    query = sa.select(table.c.scan_id, table.c.body).order_by(table.c.created_at, key)
    for scan_id, body in connection.execute(query):
        if scan_id in wanted:
            found[scan_id].append(body)
    return found


def _declarations(connection: sa.Connection, table: sa.Table) -> dict[str, Row]:
    query = sa.select(table.c.number, table.c.version, table.c.body)
    return {
        f"{number}@{version}": {"number": number, "version": version, **body}
        for number, version, body in connection.execute(query)
    }


def _row(scan: Row, bodies: dict[str, list[Row]], versions: dict[str, Row]) -> Row:
    """One line of the manifest, but for its shipment and split."""
    told, reviews, exams = scan["metadata"], bodies["review"], bodies["exam"]
    last = bodies["assessment"][-1] if bodies["assessment"] else None
    judged = next((each for each in reversed(reviews) if each["assessment_id"]), None)
    seen = _named(bodies["assessment"], judged["assessment_id"]) if judged else last
    declaration = versions.get(seen["declaration"]) if seen and seen["declaration"] else None
    return {
        "scan_id": scan["scan_id"],
        "device": scan["device"],
        "external_id": scan["external_id"],
        "station": scan["station"],
        "modality": told["modality"],
        "captured_at": told["captured_at"],
        "received_at": scan["received_at"].isoformat().replace("+00:00", "Z"),
        "containers": told["containers"],
        "files": [{"name": f["name"], "sha256": f["blob"], "size": f["size"]} for f in scan["files"]],
        "pictures": [
            {"file": picture["file"], "width": picture["width"], "height": picture["height"]}
            for picture in scan["pictures"]
        ],
        "declaration": declaration,
        "reviews": [_without_names(each) for each in reviews],
        "exams": [_without_names(each) for each in exams],
        "truth": truth(reviews, exams),
        "assessment": _summary(seen),
    }


def _named(assessments: Sequence[Row], assessment_id: str) -> Row | None:
    return next((each for each in assessments if each["assessment_id"] == assessment_id), None)


def _without_names(body: Row) -> Row:
    return {name: value for name, value in body.items() if name not in ("officer", "scan_id")}


def _summary(body: Row | None) -> Row | None:
    names = ("assessment_id", "declaration", "model", "library", "created_at", "lamp", "suspicion")
    return body and {name: body[name] for name in names} | {
        "containers": [{"box": each["box"], "score": each["score"]} for each in body["containers"]]
    }


def truth(reviews: Iterable[Row], exams: Iterable[Row]) -> Row | None:
    """What is held to be true: the last inspection if there is one, else the last verdict that decides.

    Parameters
    ----------
    reviews, exams
        Bodies, oldest first.

    Returns
    -------
    ``source`` (``exam`` or ``review``) and ``label``: ``clean``, ``false-declaration``,
    ``concealment`` or ``prohibited``; None while nobody could say.
    """
    if results := [exam["result"] for exam in exams]:
        return {"source": "exam", "label": _TRUTH_OF_EXAM[results[-1]]}
    verdicts = [review["verdict"] for review in reviews if review["verdict"] in _TRUTH_OF_REVIEW]
    return {"source": "review", "label": _TRUTH_OF_REVIEW[verdicts[-1]]} if verdicts else None


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
