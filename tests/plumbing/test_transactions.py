"""A unit of work's own transaction: committed, undone and refused as Django's is."""

from threading import Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.models import EventRecord

pytestmark = pytest.mark.django_db(transaction=True)

_WRITE = "INSERT INTO plumbing_event (id, type, payload, occurred_at) VALUES (%s, 'tests.x', '{}', now())"


def write() -> None:
    execute(_WRITE, [uuid7()])


def seen_by_others() -> int:
    """Return how many events another connection sees."""
    found: list[int] = []

    def look() -> None:
        found.append(EventRecord.objects.count())
        connection.close()

    thread = Thread(target=look)
    thread.start()
    thread.join()
    return found[0]


def is_as_before() -> bool:
    """Return whether this thread's connection is ready for the next unit of work."""
    return (
        not connection.in_atomic_block
        and connection.get_autocommit()
        and connection.connection.autocommit
        and not connection.atomic_blocks
        and not connection.needs_rollback
    )


def test_what_is_written_is_seen_by_others_after_the_end_and_not_before():
    with unit_of_work():
        write()
        before = seen_by_others()

    assert (before, seen_by_others()) == (0, 1)
    assert is_as_before()


def test_models_written_first_are_in_it_as_well():
    with pytest.raises(ZeroDivisionError), unit_of_work():
        EventRecord.objects.create(
            id=uuid7(), type="tests.x", payload={}, occurred_at="2026-11-22T00:00Z"
        )
        write()
        1 / 0  # noqa: B018

    assert seen_by_others() == 0
    assert is_as_before()


def test_a_failure_that_django_has_noted_undoes_it():
    with unit_of_work():
        write()
        transaction.set_rollback(True)

    assert seen_by_others() == 0
    assert is_as_before()


def test_a_statement_that_fails_and_is_swallowed_does_not_pass_for_a_commit():
    with unit_of_work():
        write()
        with pytest.raises(IntegrityError):
            execute(_WRITE, [None])

    assert seen_by_others() == 0
    assert is_as_before()


def test_what_the_database_refuses_at_the_commit_is_raised_and_undone():
    execute("CREATE TABLE tests_late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    try:
        with pytest.raises(IntegrityError), unit_of_work():
            write()
            execute("INSERT INTO tests_late VALUES (1), (1)")

        assert rows("SELECT count(*) FROM tests_late") == [(0,)]
        assert seen_by_others() == 0
        assert is_as_before()
    finally:
        execute("DROP TABLE tests_late")


def test_what_waits_for_the_commit_runs_once_and_after_it():
    told: list[int] = []

    with unit_of_work():
        transaction.on_commit(lambda: told.append(seen_by_others()))
        write()

    assert told == [1]


def test_a_savepoint_inside_is_let_go_of_alone():
    with unit_of_work():
        write()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            write()
            1 / 0  # noqa: B018

    assert seen_by_others() == 1


def test_an_empty_one_asks_nothing_of_the_database():
    with unit_of_work():
        pass

    assert is_as_before()


def test_a_connection_that_dies_before_the_commit_is_told_and_made_anew():
    with pytest.raises(OperationalError), unit_of_work():
        write()
        [(mine,)] = rows("SELECT pg_backend_pid()")
        kill = Thread(target=_kill, args=[mine])
        kill.start()
        kill.join()
    connection.close_if_unusable_or_obsolete()

    with unit_of_work():
        write()

    assert seen_by_others() == 1


def _kill(backend: int) -> None:
    rows("SELECT pg_terminate_backend(%s, 5000)", [backend])
    connection.close()
