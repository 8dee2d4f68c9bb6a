"""Jobs that have failed as often as they may."""

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import execute, rows


class NotADeadLetter(DomainError):
    """The job is not waiting for a decision: it is gone, or runs again already."""

    code = "jobs.not_a_dead_letter"
    kind = Kind.CONFLICT

    def __init__(self, job_id: int) -> None:
        self.job_id = job_id
        super().__init__(f"Job {job_id} is not a dead letter any more.")


def count_dead_letters() -> int:
    """Return how many jobs wait for a decision."""
    [(count,)] = rows("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
    return int(count)


def replay(job_id: int) -> None:
    """
    Let a dead letter run again, with all its tries.

    Raises:
        NotADeadLetter: someone was faster.
    """
    replayed = execute(
        "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL"
        " WHERE id = %s AND status = 'failed'",
        [job_id],
    )
    if not replayed:
        raise NotADeadLetter(job_id)


def discard(job_id: int) -> None:
    """
    Give a dead letter up for good.

    Raises:
        NotADeadLetter: someone was faster.
    """
    gone = rows(
        "WITH gone AS ("
        " DELETE FROM procrastinate_jobs WHERE id = %s AND status = 'failed' RETURNING id),"
        " forgotten AS (DELETE FROM plumbing_job_failure USING gone WHERE job_id = gone.id)"
        " SELECT id FROM gone",
        [job_id],
    )
    if not gone:
        raise NotADeadLetter(job_id)
