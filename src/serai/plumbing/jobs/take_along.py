"""One fetch for many small jobs: whoever has begun one takes along others of its kind."""

from collections.abc import Callable
from typing import Any

from procrastinate.jobs import Job as ProcrastinateJob

from serai.plumbing.db import rows
from serai.plumbing.jobs.failures import remember_failure


def take_along(job: ProcrastinateJob, run: Callable[[dict[str, Any]], object], most: int) -> int:
    """
    Run up to `most` waiting jobs of the same kind as `job`, one after the other; return how many were taken.

    They belong to the worker of `job` from one statement to one other, so a worker that dies leaves them to
    `resume_jobs`. Only first tries without a lock are taken along: what fails here waits and runs alone.
    """
    taken = sorted(rows(_TAKE, [job.id, job.task_name, job.queue, most]))
    if not taken:
        return 0
    failed = []
    for job_id, args in taken:
        try:
            run(args)
        except Exception as error:  # noqa: BLE001 - it is kept, and the job is tried again
            remember_failure(job_id, error)
            failed.append(job_id)
    rows(_FINISH, [[job_id for job_id, _ in taken], failed])
    return len(taken)


_TAKE = """
WITH worker AS (SELECT worker_id FROM procrastinate_jobs WHERE id = %s),
waiting AS MATERIALIZED (  -- once: asked again for each row it would go on to the next ones
  SELECT id FROM procrastinate_jobs
  WHERE task_name = %s AND queue_name = %s AND status = 'todo' AND attempts = 0
    AND lock IS NULL AND queueing_lock IS NULL AND coalesce(scheduled_at <= now(), true)
  ORDER BY id LIMIT %s
  FOR UPDATE SKIP LOCKED)
UPDATE procrastinate_jobs AS job
SET status = 'doing', worker_id = (SELECT worker_id FROM worker)
FROM waiting WHERE job.id = waiting.id
RETURNING job.id, job.args"""

_FINISH = """
WITH over AS (SELECT unnest(%s::bigint[]) AS id), failed AS (SELECT unnest(%s::bigint[]) AS id),
done AS (DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM over EXCEPT SELECT id FROM failed))
SELECT procrastinate_retry_job_v2(id, now() + interval '1 second', NULL, NULL, NULL) FROM failed"""
