"""Small jobs that are prepared together act one by one."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest
from procrastinate.contrib.django import app

from serai.plumbing.db import execute, rows
from serai.plumbing.jobs import Job, job, job_batches
from serai.plumbing.jobs.batches import MOST
from serai.plumbing.jobs.do_together import do_together
from serai.plumbing.jobs.job import _jobs
from serai.plumbing.jobs.queues import adopt_jobs, ordinary_queues
from serai.plumbing.models import JobFailure

pytestmark = pytest.mark.django_db
KNOCK = "tests.knock_together"


@pytest.fixture
def knocked() -> list[int]:
    """Return the numbers that were knocked, in the order in which it happened."""
    return []


@pytest.fixture
def knock(knocked) -> Iterator[Job[..., None]]:
    """Return a job that is prepared with others; the door 13 is shut, and 99 spoils every preparation."""

    def act(number: int) -> None:
        if number == 13:
            raise RuntimeError("The door is shut.")
        knocked.append(number)

    def prepare(asked: Sequence[dict[str, Any]]) -> list[Callable[[], object]]:
        if any(each["number"] == 99 for each in asked):
            raise RuntimeError("There is no such door.")
        return [partial(act, **each) for each in asked]

    execute("DELETE FROM procrastinate_jobs")
    made = job(name=KNOCK, queue="doors", prepare=prepare)(act)
    yield made
    del _jobs[KNOCK], app.tasks[KNOCK]


def a_worker() -> int:
    [(worker_id,)] = rows("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
    return int(worker_id)


def left() -> list[tuple[int, str, str, int]]:
    return rows(
        "SELECT (args ->> 'number')::int, queue_name, status::text, attempts"
        " FROM procrastinate_jobs ORDER BY 1"
    )


def test_those_that_wait_are_done_by_two_statements(knock, knocked, django_assert_num_queries):
    for number in (1, 2, 3):
        knock.later(number=number)
    worker_id = a_worker()

    with django_assert_num_queries(2):
        count = do_together(knock, worker_id)

    assert count == 3
    assert sorted(knocked) == [1, 2, 3]
    assert left() == []


def test_one_that_fails_is_tried_again_alone_and_the_others_are_done(knock, knocked):
    for number in (1, 13, 3):
        knock.later(number=number)

    do_together(knock, a_worker())

    assert sorted(knocked) == [1, 3]
    assert left() == [(13, "doors", "todo", 1)]
    [(later,)] = rows("SELECT scheduled_at > now() FROM procrastinate_jobs")
    assert later
    [failure] = JobFailure.objects.all()
    assert "The door is shut." in failure.error


def test_those_that_cannot_be_prepared_are_done_from_their_beginning(knock, knocked):
    for number in (1, 99, 13):
        knock.later(number=number)

    do_together(knock, a_worker())

    assert sorted(knocked) == [1, 99]
    assert left() == [(13, "doors", "todo", 1)]


def test_what_is_not_due_waits(knock, knocked):
    knock.later(number=1, run_at="2999-01-01T00:00:00Z")

    assert do_together(knock, a_worker()) == 0

    assert knocked == []
    assert left() == [(1, KNOCK, "todo", 0)]


def test_a_worker_that_dies_leaves_them_to_others(knock):
    def die(asked: Sequence[dict[str, Any]]) -> list[Callable[[], object]]:
        raise SystemExit(9)

    knock.prepare = die
    knock.later(number=1)
    worker_id = a_worker()

    with pytest.raises(SystemExit):
        do_together(knock, worker_id)

    assert left() == [(1, KNOCK, "doing", 0)]
    assert rows("SELECT worker_id FROM procrastinate_jobs") == [(worker_id,)]


def test_no_more_are_taken_than_may_be(knock, knocked):
    for number in range(100, 100 + MOST + 1):
        knock.later(number=number)

    assert do_together(knock, a_worker()) == MOST

    assert len(knocked) == MOST
    assert [number for number, *_ in left()] == [100 + MOST]


def test_it_has_a_queue_that_no_other_worker_serves(knock):
    assert KNOCK in {batch.queue for batch in job_batches()}
    assert KNOCK not in ordinary_queues()
    assert {"doors", "default", "events"} <= set(ordinary_queues())


def test_jobs_that_nobody_serves_any_more_become_ordinary(knock):
    knock.later(number=1)

    assert adopt_jobs([*ordinary_queues(), KNOCK]) == 0
    assert adopt_jobs(ordinary_queues()) == 1

    assert left() == [(1, "default", "todo", 0)]
