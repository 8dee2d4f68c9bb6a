"""Jobs that are prepared together and then act one by one, outside any transaction."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import Any

import structlog

from serai.plumbing.db import execute, rows
from serai.plumbing.jobs.batches import MOST, Batch, leave_alone
from serai.plumbing.jobs.job import Job, jobs

AT_ONCE = 4
"""Threads that act: while one waits for somebody outside, the others go on."""

Act = Callable[[], object]
log = structlog.get_logger("serai.jobs")


def job_batches() -> list[Batch]:
    """Return a batch for each job that is prepared together with others."""
    prepared = [each for each in jobs().values() if each.prepare]
    return [Batch(each.name, partial(do_together, each)) for each in prepared]


def do_together(each: Job[..., Any], worker_id: int) -> int:
    """
    Do up to `MOST` waiting jobs of one kind; return how many were taken.

    They belong to the worker from one statement to one other, so a worker that dies leaves them to
    `resume_jobs`. When they cannot be prepared together each is done from its beginning.
    """
    taken = sorted(rows(_TAKE, [each.name, MOST, worker_id]))
    if not taken:
        return 0
    ids = [job_id for job_id, _ in taken]
    failures = dict(zip(ids, _outcomes(_acts(each, [args for _, args in taken])), strict=True))
    for job_id, failure in failures.items():
        if failure:
            leave_alone(job_id, failure, queue=each.queue)
    execute(_FINISH, [[job_id for job_id in ids if not failures[job_id]]])
    return len(ids)


def _acts(each: Job[..., Any], args: list[dict[str, Any]]) -> Sequence[Act]:
    assert each.prepare is not None
    try:
        return each.prepare([each.typed(one) for one in args])
    except Exception as error:  # noqa: BLE001 - whose fault it is shows when they are done alone
        log.warning("jobs are done one by one", job=each.name, error=repr(error))
        return [partial(each.run, one) for one in args]


def _outcomes(acts: Sequence[Act]) -> list[Exception | None]:
    """Return what each act raised, in their order."""
    share = -(-len(acts) // AT_ONCE)
    shares = [acts[start : start + share] for start in range(0, len(acts), share)]
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="together") as pool:
        return list(chain.from_iterable(pool.map(_act_in_turn, shares)))


def _act_in_turn(acts: Sequence[Act]) -> list[Exception | None]:
    return [_failure(act) for act in acts]


def _failure(act: Act) -> Exception | None:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - it is kept, and the job is tried again
        return error
    return None


_TAKE = """
WITH waiting AS MATERIALIZED (  -- once: asked again for each row it would go on to the next ones
  SELECT id FROM procrastinate_jobs
  WHERE queue_name = %s AND status = 'todo' AND coalesce(scheduled_at <= now(), true)
  ORDER BY id LIMIT %s
  FOR UPDATE SKIP LOCKED)
UPDATE procrastinate_jobs AS job SET status = 'doing', worker_id = %s
FROM waiting WHERE job.id = waiting.id
RETURNING job.id, job.args"""

_FINISH = "DELETE FROM procrastinate_jobs WHERE id = ANY(%s)"
