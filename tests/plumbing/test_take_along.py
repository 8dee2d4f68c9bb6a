"""A worker that has begun a small job takes along others of its kind."""

import pytest
from procrastinate.jobs import Job as ProcrastinateJob

from serai.plumbing.db import execute, rows
from serai.plumbing.jobs.take_along import take_along
from serai.plumbing.models import JobFailure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_jobs_of_other_tests(db: None) -> None:
    execute("DELETE FROM procrastinate_jobs")


def a_job(number: int, **differs: object) -> int:
    row = {
        "queue_name": "default",
        "task_name": "tests.ring",
        "priority": 0,
        "args": f'{{"number": {number}}}',
        **differs,
    }
    places = ", ".join(["%s"] * len(row))
    [(job_id,)] = rows(
        f"INSERT INTO procrastinate_jobs ({', '.join(row)}) VALUES ({places}) RETURNING id",
        list(row.values()),
    )
    return int(job_id)


def begun() -> ProcrastinateJob:
    """Return a job that a worker has begun."""
    [(worker,)] = rows("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
    job_id = a_job(0)
    execute(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
        [worker, job_id],
    )
    return ProcrastinateJob(
        id=job_id, queue="default", lock=None, queueing_lock=None, task_name="tests.ring"
    )


def left() -> dict[int, tuple[str, int]]:
    found = rows("SELECT args, status::text, attempts FROM procrastinate_jobs")
    return {args["number"]: (status, attempts) for args, status, attempts in found}


def test_others_of_its_kind_are_run_and_gone_in_two_statements(django_assert_num_queries):
    job, rung = begun(), []
    for number in (1, 2, 3):
        a_job(number)

    with django_assert_num_queries(2):
        count = take_along(job, rung.append, 10)

    assert count == 3
    assert rung == [{"number": 1}, {"number": 2}, {"number": 3}]
    assert left() == {0: ("doing", 0)}


def test_no_more_are_taken_than_may_be():
    job, rung = begun(), []
    for number in (1, 2, 3):
        a_job(number)

    assert take_along(job, rung.append, 2) == 2

    assert rung == [{"number": 1}, {"number": 2}]
    assert left() == {0: ("doing", 0), 3: ("todo", 0)}


@pytest.mark.parametrize(
    "differs",
    [
        {"task_name": "tests.knock"},
        {"queue_name": "slow"},
        {"lock": "door"},
        {"queueing_lock": "door"},
        {"attempts": 1},
        {"scheduled_at": "2999-01-01"},
    ],
    ids=lambda differs: next(iter(differs)),
)
def test_what_is_of_another_kind_or_must_wait_is_left(differs: dict[str, object]):
    job, rung = begun(), []
    a_job(1, **differs)

    assert take_along(job, rung.append, 10) == 0

    assert rung == []
    assert left()[1][0] == "todo"


def test_what_fails_is_kept_and_tried_again_alone():
    def ring(args: dict[str, int]) -> None:
        if args["number"] == 2:
            raise RuntimeError("The bell is broken.")

    job = begun()
    for number in (1, 2, 3):
        a_job(number)

    take_along(job, ring, 10)

    assert left() == {0: ("doing", 0), 2: ("todo", 1)}
    [(later,)] = rows("SELECT scheduled_at > now() FROM procrastinate_jobs WHERE status = 'todo'")
    assert later
    [failure] = JobFailure.objects.all()
    assert "The bell is broken." in failure.error


def test_a_worker_that_dies_leaves_them_to_others():
    def die(args: dict[str, int]) -> None:
        raise SystemExit(9)

    job = begun()
    a_job(1)

    with pytest.raises(SystemExit):
        take_along(job, die, 10)

    assert left() == {0: ("doing", 0), 1: ("doing", 0)}
    [(workers,)] = rows("SELECT count(DISTINCT worker_id) FROM procrastinate_jobs")
    assert workers == 1
