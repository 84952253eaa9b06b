"""What Prometheus may scrape: counters kept here, and gauges read from the database at each scrape."""

from collections.abc import Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

disable_created_metrics()
REGISTRY = CollectorRegistry()

REQUESTS = Counter(
    "cargolens_requests", "Answered HTTP requests.", ["method", "route", "status"], registry=REGISTRY
)
REQUEST_SECONDS = Histogram(
    "cargolens_request_seconds",
    "Time to answer an HTTP request, in seconds.",
    ["method", "route"],
    buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60),
    registry=REGISTRY,
)
RECEIVED_BYTES = Counter("cargolens_received_bytes", "Bytes of scan files kept.", registry=REGISTRY)
ASSESS_SECONDS = Histogram(
    "cargolens_assess_seconds",
    "Time of one step of judging a scan, in seconds.",
    ["step"],
    buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 15, 60),
    registry=REGISTRY,
)
ASSESSMENTS = Counter("cargolens_assessments", "Assessments made.", ["lamp"], registry=REGISTRY)
WORKER_ERRORS = Counter(
    "cargolens_worker_errors", "Jobs that ended in an unexpected error.", registry=REGISTRY
)
EVENT_STREAMS = Gauge("cargolens_event_streams", "Open live event streams.", registry=REGISTRY)
SCANS = Gauge("cargolens_scans", "Scans by state.", ["state"], registry=REGISTRY)
JOBS_WAITING = Gauge("cargolens_jobs_waiting", "Jobs that are not done.", registry=REGISTRY)
REFERENCES = Gauge("cargolens_references", "References in the library.", registry=REGISTRY)


def exposition(scans: Mapping[str, int], jobs_waiting: int, references: int) -> bytes:
    """Return all metrics in the Prometheus text format.

    Parameters
    ----------
    scans
        Number of scans by state.
    jobs_waiting
        Number of jobs that are not done.
    references
        Number of references in the library.
    """
    SCANS.clear()
    for state, count in scans.items():
        SCANS.labels(state).set(count)
    JOBS_WAITING.set(jobs_waiting)
    REFERENCES.set(references)
    return generate_latest(REGISTRY)
