"""When the clock starts jobs."""

from itertools import pairwise

import pytest
from procrastinate.contrib.django import app

_MIDNIGHT = 1_750_000_000 - 1_750_000_000 % 86_400


def _ticks(task, count: int) -> list[float]:
    ticks = task.croniter
    ticks.set_current(_MIDNIGHT)
    return [ticks.get_next() for _ in range(count)]


def _tasks():
    return list(app.periodic_registry.periodic_tasks.values())


@pytest.mark.parametrize("task", _tasks(), ids=lambda task: task.task.name)
def test_no_job_is_started_more_often_than_every_five_seconds(task):
    ticks = _ticks(task, 200)

    assert min(after - before for before, after in pairwise([_MIDNIGHT, *ticks])) >= 5


def test_jobs_of_a_dead_worker_are_looked_for_every_ten_seconds():
    [resume] = [task for task in _tasks() if task.task.name == "plumbing.resume_jobs"]

    assert _ticks(resume, 3) == [_MIDNIGHT + 10, _MIDNIGHT + 20, _MIDNIGHT + 30]
