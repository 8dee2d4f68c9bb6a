"""Keep why a job failed, for whoever must mend it."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import InterfaceError, OperationalError
from procrastinate.jobs import Job as ProcrastinateJob

from serai.kernel.clock import now
from serai.plumbing.db import execute

_LONGEST = 8_000


@contextmanager
def remembered(job: ProcrastinateJob) -> Iterator[None]:
    """Keep the error of a job that fails, and forget it when a later try succeeds."""
    try:
        yield
    except Exception as error:
        remember_failure(job.id or 0, error)
        raise
    if job.attempts:
        execute("DELETE FROM plumbing_job_failure WHERE job_id = %s", [job.id])


def remember_failure(job_id: int, error: Exception) -> None:
    """Keep the error of a job, outside the transaction that it undid; the newest one counts."""
    text = "".join(traceback.format_exception(error))[-_LONGEST:]
    with suppress(OperationalError, InterfaceError):
        execute(
            "INSERT INTO plumbing_job_failure (job_id, error, failed_at) VALUES (%s, %s, %s)"
            " ON CONFLICT (job_id) DO UPDATE"
            " SET error = excluded.error, failed_at = excluded.failed_at",
            [job_id, text.replace("\x00", ""), now()],
        )
