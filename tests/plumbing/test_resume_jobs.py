"""Jobs of a worker that died are done by another."""

import pytest

from serai.plumbing.db import execute, rows
from serai.plumbing.jobs import resume_jobs

pytestmark = pytest.mark.django_db


def a_job(status: str, lock: str | None = None) -> int:
    [(job_id,)] = rows(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, queueing_lock, priority)"
        " VALUES ('default', 'tests.ring', '{}', 'todo', NULL, 0) RETURNING id"
    )
    execute(
        "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status, queueing_lock = %s"
        " WHERE id = %s",
        [status, lock, job_id],
    )
    return job_id


def waiting() -> list[int]:
    return [job_id for (job_id,) in rows("SELECT id FROM procrastinate_jobs WHERE status = 'todo'")]


def test_a_job_without_a_living_worker_waits_again():
    begun = a_job("doing")

    resume_jobs()

    assert waiting() == [begun]


def test_a_job_that_waits_again_already_is_dropped():
    first, second = a_job("doing", "clock"), a_job("doing", "clock")
    later = a_job("todo", "clock")

    resume_jobs()

    assert waiting() == [later]
    assert rows("SELECT id FROM procrastinate_jobs WHERE id IN (%s, %s)", [first, second]) == []
