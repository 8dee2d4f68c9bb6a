"""What follows every order is handled many at a time, and each of it once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from serai.kernel.events import Event
from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.events import deliver, deliver_together, publish, subscribe_together
from serai.plumbing.events.subscribe import Subscription, _by_name, _by_type, subscriptions
from serai.plumbing.jobs.batches import MOST, Batch, BatchWorker
from serai.plumbing.models import JobFailure

pytestmark = pytest.mark.django_db(transaction=True)
RINGING = "tests.hear_bells"


@dataclass(frozen=True, slots=True)
class BellWasRung(Event):
    """An event of these tests."""

    number: int


@pytest.fixture
def heard() -> list[list[int]]:
    """Return the numbers of each batch that was handled."""
    return []


@pytest.fixture
def handle() -> list[Callable[[Sequence[BellWasRung]], object]]:
    """Return what the handler does besides hearing; none by default."""
    return []


@pytest.fixture
def ringing(heard, handle) -> Iterator[Subscription]:
    """Return a subscription that handles many at once."""
    execute("DELETE FROM procrastinate_jobs")

    @subscribe_together(BellWasRung, name=RINGING)
    def hear(events: Sequence[BellWasRung]) -> None:
        heard.append([event.number for event in events])
        for more in handle:
            more(events)

    yield subscriptions()[RINGING]
    del _by_name[RINGING], _by_type[BellWasRung.type]


def ring(*numbers: int) -> None:
    for number in numbers:
        with unit_of_work():
            publish(BellWasRung(number))


def left() -> list[tuple[int, str, str, int]]:
    """Return the events that wait: their numbers, queues, states and tries."""
    return rows(
        "SELECT (e.payload ->> 'number')::int, j.queue_name, j.status::text, j.attempts"
        " FROM procrastinate_jobs AS j JOIN plumbing_event AS e ON e.id::text = j.args ->> 'event_id'"
        " ORDER BY 1"
    )


def receipts() -> int:
    [(count,)] = rows("SELECT count(*) FROM plumbing_receipt WHERE subscription = %s", [RINGING])
    return int(count)


def test_many_events_are_handled_by_three_statements(ringing, heard, django_assert_num_queries):
    ring(1, 2, 3)

    with django_assert_num_queries(3):  # BEGIN, take with receipts, COMMIT
        taken = deliver_together(ringing)

    assert taken == 3
    assert heard == [[1, 2, 3]]
    assert left() == []
    assert receipts() == 3


def test_no_more_are_taken_than_may_be(ringing, heard):
    ring(*range(MOST + 1))

    assert deliver_together(ringing) == MOST
    assert deliver_together(ringing) == 1

    assert heard == [list(range(MOST)), [MOST]]


def test_one_that_cannot_be_handled_holds_up_no_other(ringing, heard, handle):
    def fail(events: Sequence[BellWasRung]) -> None:
        ring(*(event.number + 100 for event in events))
        if any(event.number == 2 for event in events):
            raise RuntimeError("The bell is broken.")

    handle.append(fail)
    ring(1, 2, 3)

    deliver_together(ringing)

    assert heard == [[1, 2, 3], [1], [2], [3]]
    assert receipts() == 2
    assert left() == [
        (2, "events", "todo", 1),
        (101, RINGING, "todo", 0),  # of what failed nothing is left
        (103, RINGING, "todo", 0),
    ]
    [failure] = JobFailure.objects.all()
    assert "The bell is broken." in failure.error


def test_what_failed_is_handled_alone_later(ringing, heard):
    ring(1)
    [(event_id,)] = rows("SELECT id FROM plumbing_event WHERE type = %s", [BellWasRung.type])

    deliver(event_id, RINGING)
    deliver_together(ringing)

    assert heard == [[1]]
    assert left() == []


def test_a_worker_that_dies_leaves_everything(ringing, handle):
    def die(events: Sequence[BellWasRung]) -> None:
        raise SystemExit(9)

    handle.append(die)
    ring(1, 2)

    with pytest.raises(SystemExit):
        deliver_together(ringing)

    assert left() == [(1, RINGING, "todo", 0), (2, RINGING, "todo", 0)]
    assert receipts() == 0


def test_an_event_that_is_told_twice_is_handled_once(ringing, heard):
    ring(1)
    execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, priority)"
        " SELECT queue_name, task_name, args, 0 FROM procrastinate_jobs"
    )

    deliver_together(ringing)

    assert heard == [[1]]
    assert left() == []


def test_a_look_does_one_batch_of_each_queue_that_has_something(ringing, heard):
    others: list[int] = []
    worker = BatchWorker(
        [
            Batch(RINGING, lambda _: deliver_together(ringing)),
            Batch("tests.silent", lambda worker_id: others.append(worker_id) or 0),
        ],
        worker_id=lambda: 7,
    )
    ring(*range(MOST + 1))

    assert worker.look()  # there may be more
    assert not worker.look()

    assert [len(batch) for batch in heard] == [MOST, 1]
    assert others == []


def test_nothing_is_done_before_the_worker_is_known(ringing, heard):
    worker = BatchWorker([Batch(RINGING, lambda _: deliver_together(ringing))], lambda: None)
    ring(1)

    assert not worker.look()

    assert heard == []
