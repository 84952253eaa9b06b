"""Receiving a scan: nothing is acknowledged before its bytes and its row are durable."""

import hashlib

from model.domain import Scan, ScanMetadata
from model.errors import InvalidInput
from model.numbers import tidy
from serving.bounds import parse
from serving.multipart import Upload
from serving.store import scans
from serving.store.engine import reading, writing
from serving.wiring import Service


def receive(service: Service, upload: Upload, sender: str) -> tuple[Scan, bool]:
    """Keep an upload that was read whole; return the scan and whether it is new.

    The digest of a scan is that of its files' digests in order, so names do not count. What was sent
    before, or is refused, leaves no bytes behind; only of two that come in the same instant with other
    bytes the refused one may. Raises ``InvalidInput`` or ``ScanConflict``.
    """
    metadata = parse(ScanMetadata, upload.field("metadata"), "metadata")
    named = upload.files
    if not named:
        raise InvalidInput("Send at least one part file.", field="file")
    _check(metadata)
    digest = hashlib.sha256("\n".join(writer.digest for _, writer in named).encode()).hexdigest()
    with reading(service.engine) as connection:
        known = scans.find(connection, metadata, digest)
        if known is not None:
            return scans.get(connection, known), False
    files = [
        scans.KeptFile(name=name, blob=writer.commit(), size=writer.size) for name, writer in upload.files
    ]
    with writing(service.engine) as connection:
        scan_id, new = scans.add(connection, metadata, files, digest, sender)
    service.wake()
    with reading(service.engine) as connection:
        return scans.get(connection, scan_id), new


def _check(metadata: ScanMetadata) -> None:
    for name in ("station", "device", "external_id"):
        if not getattr(metadata, name).strip():
            raise InvalidInput(f"{name} is empty.", field=name)
    if metadata.captured_at is not None and metadata.captured_at.tzinfo is None:
        raise InvalidInput("captured_at has no time zone.", field="captured_at")
    for view in metadata.views:
        if view.pixel_pitch_mm is not None and not all(0.05 <= pitch <= 100 for pitch in view.pixel_pitch_mm):
            raise InvalidInput("pixel_pitch_mm is not between 0.05 and 100.", field="views")
    for number in metadata.containers:
        if not tidy(number):
            raise InvalidInput("A container number is empty.", field="containers")
