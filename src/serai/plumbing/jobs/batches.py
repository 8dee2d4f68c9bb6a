"""
Many small jobs at a time: what follows every order costs less when fifty orders are followed at once.

A batch has a queue of its own, which the queue's own worker leaves alone. A thread beside it looks several
times a second which of these queues have something, and does as many as there are. What fails is done alone,
and what fails alone waits in an ordinary queue, to be tried again like any other job.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event as Flag
from threading import Thread

import structlog
from django.db import Error, close_old_connections, connection

from serai.plumbing.db import execute, rows
from serai.plumbing.jobs.failures import remember_failure

LOOK_EVERY = 0.25
"""Seconds between two looks; what comes within them is done together."""
MOST = 50
"""So many at a time: what they lock is locked until the last of them is done."""

_AFTER_A_FAULT = 2.0
log = structlog.get_logger("serai.batches")


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Jobs of one queue, done many at a time.

    `run` takes up to `MOST` of them in the name of a worker, does them and returns how many it took.
    """

    queue: str
    run: Callable[[int], int]


class BatchWorker:
    """
    Does batches until it is stopped; several may work beside each other, in several processes.

    Args:
        batches: what there is to do.
        worker_id: tells in whose name; `None` while the worker is not known to the database.
    """

    def __init__(self, batches: Sequence[Batch], worker_id: Callable[[], int | None]) -> None:
        self._batches, self._worker_id = batches, worker_id
        self._queues = [batch.queue for batch in batches]
        self._stopping = Flag()

    def start(self) -> Thread:
        """Work in a thread of its own."""
        thread = Thread(target=self.run, name="batches", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Begin no further batch."""
        self._stopping.set()

    def run(self) -> None:
        """Work until stopped; a fault of the database is waited out."""
        while not self._stopping.is_set():
            try:
                close_old_connections()
                wait = 0.0 if self.look() else LOOK_EVERY
            except Error as fault:
                log.warning("batches wait", fault=str(fault).strip())
                wait = _AFTER_A_FAULT
            self._stopping.wait(wait)
        connection.close()

    def look(self) -> bool:
        """Do one batch of each queue that has something; return whether one of them may have more."""
        worker_id = self._worker_id()
        if worker_id is None:
            return False
        waiting = {queue for (queue,) in rows(_WAITING, [self._queues])}
        taken = [
            batch.run(worker_id)
            for batch in self._batches
            if batch.queue in waiting and not self._stopping.is_set()
        ]
        return max(taken, default=0) >= MOST


def leave_alone(job_id: int, error: Exception, *, queue: str) -> None:
    """Let a job of a batch be tried again like any other, in `queue`, and keep why it failed."""
    remember_failure(job_id, error)
    execute(_ALONE, [queue, job_id])


_WAITING = """
SELECT DISTINCT queue_name FROM procrastinate_jobs
WHERE queue_name = ANY(%s) AND status = 'todo' AND coalesce(scheduled_at <= now(), true)"""

_ALONE = """
UPDATE procrastinate_jobs
SET status = 'todo', worker_id = NULL, queue_name = %s, attempts = attempts + 1,
  scheduled_at = now() + interval '1 second'
WHERE id = %s"""
