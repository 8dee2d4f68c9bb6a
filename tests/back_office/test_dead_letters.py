"""Jobs that failed for good are listed with their error and can be replayed or discarded."""

from collections.abc import Callable

import pytest
from django.test import Client

from serai.plumbing.db import execute, rows
from serai.plumbing.jobs.dead_letters import NotADeadLetter, count_dead_letters, discard, replay
from serai.plumbing.jobs.failures import remember_failure

pytestmark = pytest.mark.django_db


def a_job(status: str = "failed", attempts: int = 10) -> int:
    [(job_id,)] = rows(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)"
        " VALUES ('events', 'plumbing.deliver', '{}', %s, %s) RETURNING id",
        [status, attempts],
    )
    return job_id


def test_a_dead_letter_is_replayed_with_all_its_tries():
    job_id = a_job()

    replay(job_id)

    assert rows("SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", [job_id]) == [
        ("todo", 0)
    ]
    assert count_dead_letters() == 0


def test_only_a_dead_letter_can_be_replayed():
    job_id = a_job(status="doing", attempts=1)

    with pytest.raises(NotADeadLetter):
        replay(job_id)

    assert rows("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id]) == [("doing",)]


def test_a_discarded_dead_letter_leaves_nothing():
    job_id = a_job()
    remember_failure(job_id, ValueError("no such thing"))

    discard(job_id)

    assert rows("SELECT count(*) FROM procrastinate_jobs WHERE id = %s", [job_id]) == [(0,)]
    assert rows("SELECT count(*) FROM plumbing_job_failure") == [(0,)]
    with pytest.raises(NotADeadLetter):
        discard(job_id)


def test_the_newest_error_is_kept():
    job_id = a_job()

    remember_failure(job_id, ValueError("first"))
    remember_failure(job_id, ValueError("second"))

    [(error,)] = rows("SELECT error FROM plumbing_job_failure WHERE job_id = %s", [job_id])
    assert "second" in error
    assert "first" not in error


def test_the_list_shows_the_error_and_replays(owner: Client):
    job_id = a_job()
    remember_failure(job_id, ValueError("the printer is on fire"))

    page = owner.get("/admin/plumbing/deadletter/")
    assert "the printer is on fire" in page.content.decode()

    answer = owner.post(
        "/admin/plumbing/deadletter/",
        {"action": "replay_selected", "_selected_action": [job_id], "index": 0},
        follow=True,
    )

    assert "1 replayed" in answer.content.decode()
    assert rows("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id]) == [("todo",)]


def test_who_may_only_look_cannot_replay(clerk: Callable[..., Client]):
    job_id = a_job()
    client = clerk("plumbing.view_deadletter")

    page = client.get("/admin/plumbing/deadletter/")
    assert "replay_selected" not in page.content.decode()
    client.post(
        "/admin/plumbing/deadletter/",
        {"action": "replay_selected", "_selected_action": [job_id], "index": 0},
    )

    assert rows("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id]) == [("failed",)]


def test_nothing_is_edited_by_hand(owner: Client):
    job_id = a_job()

    for address in ("add/", f"{job_id}/delete/"):
        assert owner.get(f"/admin/plumbing/deadletter/{address}").status_code == 403
    assert execute("SELECT 1 FROM procrastinate_jobs WHERE id = %s", [job_id]) == 1
