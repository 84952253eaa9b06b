"""The one place that knows which adapters stand behind the addresses in the settings."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from image_library.blobs import Blobs
from image_library.catalogue import Library
from model.detector import Detector
from model.formats.sandbox import Sandbox
from model.ocr import NumberReader
from model.ort import OrtDetector
from serving import logs
from serving.settings import Settings
from serving.store.engine import make_engine, migrate

_log = logs.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Service:
    """Everything that routes and workers share; made once a process."""

    settings: Settings
    engine: sa.Engine
    blobs: Blobs
    detector: Detector
    library: Library
    reader: Sandbox
    number_reader: NumberReader | None = None
    work: threading.Event = field(default_factory=threading.Event)

    def wake(self) -> None:
        """Tell the worker threads of this process that there is work."""
        self.work.set()

    def close(self) -> None:
        """Give back processes and connections."""
        self.reader.close()
        self.engine.dispose()


def build(settings: Settings) -> Service:
    """Make a service of its settings, with the tables at their newest revision.

    Raises ``ModelRefused`` when the model does not match its card.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database)
    migrate(engine)
    blobs = Blobs(settings.blobs)
    if left := blobs.clean():
        _log.info("cleaned", half_written=left)
    detector = OrtDetector(Path(settings.model))
    return Service(
        settings=settings,
        engine=engine,
        blobs=blobs,
        detector=detector,
        library=Library(engine, blobs, detector.card.id),
        reader=Sandbox(workers=max(1, settings.workers)),
        number_reader=NumberReader() if NumberReader.available() else None,
    )
