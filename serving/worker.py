"""Worker threads: each claims jobs by lease and does them, one after another."""

import threading
import uuid

from sqlalchemy.exc import SQLAlchemyError

from serving import assess, logs, metrics
from serving.look import unfit
from serving.store import jobs
from serving.store.engine import writing
from serving.wiring import Service

JOB_SECONDS = 15.0
"""How long a worker holds a job without a heartbeat; a killed worker's job comes back after that."""

MOST_FAILURES, MOST_ATTEMPTS = 3, 20
OUTAGE_SECONDS = 10.0
_IDLE_SECONDS = 0.5
_log = logs.get_logger(__name__)


class Workers:
    """The worker threads of one process.

    Parameters
    ----------
    service
        What they work on.
    count
        How many; 0 leaves the work to other processes.
    """

    def __init__(self, service: Service, count: int) -> None:
        self._service = service
        self._stop = threading.Event()
        self._holders = [uuid.uuid4().hex for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._run, args=(holder,), name=f"worker-{n}", daemon=True)
            for n, holder in enumerate(self._holders)
        ]
        self._threads.append(threading.Thread(target=self._beat, name="worker-heartbeat", daemon=True))

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """End after the jobs in hand, waiting at most ``seconds`` for each thread."""
        self._stop.set()
        self._service.wake()
        for thread in self._threads:
            thread.join(seconds)

    @property
    def alive(self) -> bool:
        """Whether every thread runs."""
        return all(thread.is_alive() for thread in self._threads)

    def _run(self, holder: str) -> None:
        while not self._stop.is_set():
            worked = False
            try:
                worked = work_once(self._service, holder)
            except Exception:
                _log.exception("worker")
                metrics.WORKER_ERRORS.inc()
            if not worked:
                self._service.work.wait(_IDLE_SECONDS)
                self._service.work.clear()

    def _beat(self) -> None:
        while self._holders and not self._stop.wait(JOB_SECONDS / 3):
            try:
                with writing(self._service.engine) as connection:
                    jobs.renew(connection, self._holders, JOB_SECONDS)
            except Exception:
                _log.exception("heartbeat")


def work_once(service: Service, holder: str) -> bool:
    """Claim one job and do it; False when none is ready.

    A job that fails is tried again later, and after ``MOST_FAILURES`` its scan is marked unfit, so
    that no scan is lost and none stops the others. A disk or database that is away is not the fault
    of the scan and does not count.
    """
    with writing(service.engine) as connection:
        job = jobs.claim(connection, holder, JOB_SECONDS)
    if job is None:
        return False
    log = _log.bind(scan_id=job.scan_id, job_id=job.job_id, kind=job.kind)
    try:
        if job.failures >= MOST_FAILURES or job.attempts > MOST_ATTEMPTS:
            _give_up(service, job, holder)
        else:
            made = assess.perform(service, job, holder)
            metrics.ASSESSMENTS.labels(made.lamp).inc()
            for step, spent in made.timings_ms.items():
                metrics.ASSESS_SECONDS.labels(step).observe(spent / 1000)
            log.info("assessed", lamp=made.lamp, suspicion=made.suspicion, **made.timings_ms)
    except assess.LostJob:
        log.warning("job-lost")
    except Exception as error:
        metrics.WORKER_ERRORS.inc()
        log.exception("job-failed", attempt=job.attempts)
        outage = isinstance(error, OSError | SQLAlchemyError)
        delay = OUTAGE_SECONDS if outage else min(2.0**job.failures, 60.0)
        with writing(service.engine) as connection:
            jobs.retry_later(connection, job, holder, delay, repr(error), counted=not outage)
    return True


def _give_up(service: Service, job: jobs.Job, holder: str) -> None:
    reason = f"The service failed on this scan; see its log for job {job.job_id}."
    look = unfit(reason)
    assess.append(service, job, holder, assess.judge(service, job.scan_id, look.seen, None), look)
    _log.error("given-up", scan_id=job.scan_id, job_id=job.job_id)
