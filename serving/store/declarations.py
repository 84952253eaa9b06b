"""Declarations in versions, and which scans they speak of."""

import sqlalchemy as sa

from model.domain import Declaration, DeclarationVersion
from model.errors import NotFound
from model.numbers import tidy
from serving.store import events, jobs
from serving.store.engine import alone
from serving.store.records import dump, load, now
from serving.store.tables import declaration_containers, declarations, scan_containers, scans


def put(connection: sa.Connection, number: str, declaration: Declaration) -> tuple[DeclarationVersion, bool]:
    """Append a version and ask for a judgement of every scan it speaks of, or spoke of before.

    Returns the version and whether it is the first; the same content again changes nothing.
    """
    alone(connection, number)
    latest = find(connection, number)
    if latest is not None and latest.declaration == declaration:
        return latest, False
    version = DeclarationVersion(
        number=number,
        version=latest.version + 1 if latest else 1,
        received_at=now(),
        declaration=declaration,
    )
    key = {"number": number, "version": version.version}
    connection.execute(
        declarations.insert().values(**key, received_at=version.received_at, body=dump(declaration))
    )
    if named := sorted({tidy(name) for name in declaration.containers}):
        connection.execute(declaration_containers.insert(), [key | {"container": name} for name in named])
    before = {tidy(name) for name in latest.declaration.containers} if latest else set[str]()
    for scan_id in _scans_of(connection, number, sorted(before.union(named))):
        jobs.add(connection, scan_id, "judge")
    events.tell(connection, "declaration")
    return version, latest is None


def _scans_of(connection: sa.Connection, number: str, containers: list[str]) -> list[str]:
    by_number = sa.select(scans.c.scan_id).where(scans.c.declaration_number == number)
    by_container = (
        sa.select(scans.c.scan_id)
        .join(scan_containers, scan_containers.c.scan_id == scans.c.scan_id)
        .where(scans.c.declaration_number.is_(None), scan_containers.c.number.in_(containers))
    )
    return sorted(connection.scalars(by_number.union(by_container)))


def find(connection: sa.Connection, number: str) -> DeclarationVersion | None:
    """Return the newest version of a declaration, or None."""
    query = declarations.select().where(declarations.c.number == number)
    row = connection.execute(query.order_by(declarations.c.version.desc()).limit(1)).first()
    if row is None:
        return None
    return DeclarationVersion(
        number=row.number,
        version=row.version,
        received_at=row.received_at,
        declaration=load(Declaration, row.body),
    )


def get(connection: sa.Connection, number: str) -> DeclarationVersion:
    """Return the newest version of a declaration; raises ``NotFound``."""
    found = find(connection, number)
    if found is None:
        raise NotFound(f"There is no declaration {number}.")
    return found


def of_scan(connection: sa.Connection, scan_id: str) -> DeclarationVersion | None:
    """Return the declaration of a scan: the one it names, else the newest that names its containers."""
    named = connection.scalar(sa.select(scans.c.declaration_number).where(scans.c.scan_id == scan_id))
    if named is not None:
        return find(connection, named)
    numbers = sa.select(scan_containers.c.number).where(scan_containers.c.scan_id == scan_id)
    candidates = connection.scalars(
        sa.select(declaration_containers.c.number)
        .where(declaration_containers.c.container.in_(numbers))
        .distinct()
    )
    found = [version for number in candidates if (version := find(connection, number))]
    own = set(connection.scalars(numbers))
    still = [v for v in found if own & {tidy(name) for name in v.declaration.containers}]
    return max(still, key=lambda version: version.received_at, default=None)
