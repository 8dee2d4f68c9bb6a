"""One transaction, one closing statement."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from serai.kernel.ids import uuid7
from serai.plumbing.db import forget_with_work, rows, unit_of_work
from serai.plumbing.events import Event, publish, subscribe
from serai.plumbing.idempotency import IdempotencyKey, KeyReused, answer_once, write_once
from serai.plumbing.models import ApiKey, EventRecord, Receipt

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class BellRung(Event):
    bell: UUID
    times: int


heard: list[BellRung] = []


@subscribe(BellRung, name="tests.listen")
def listen(event: BellRung) -> None:
    heard.append(event)


@pytest.fixture(autouse=True)
def _silence():
    heard.clear()


def test_events_and_their_jobs_are_one_statement(django_assert_num_queries):
    with django_assert_num_queries(3), unit_of_work():  # savepoint of the test, closing, release
        publish(BellRung(uuid7(), 1))
        publish(BellRung(uuid7(), 2))

    assert EventRecord.objects.count() == 2
    assert rows("SELECT count(*) FROM procrastinate_jobs") == [(2,)]


def test_a_failure_leaves_no_event():
    with pytest.raises(ZeroDivisionError), unit_of_work():
        publish(BellRung(uuid7(), 1))
        1 / 0  # noqa: B018

    assert EventRecord.objects.count() == 0


def test_an_inner_failure_that_is_swallowed_still_undoes_the_whole():
    def swallow():
        with unit_of_work():
            publish(BellRung(uuid7(), 1))
            try:
                with unit_of_work():
                    raise ZeroDivisionError
            except ZeroDivisionError:
                pass

    with pytest.raises(Exception, match="atomic"):
        swallow()

    assert EventRecord.objects.count() == 0


def test_publishing_outside_a_unit_of_work_is_a_bug():
    with pytest.raises(RuntimeError, match="unit_of_work"):
        publish(BellRung(uuid7(), 1))


def test_a_handler_takes_effect_once_however_often_it_is_delivered(deliver):
    from serai.plumbing.events import deliver as hand_over

    bell = uuid7()
    with unit_of_work():
        publish(BellRung(bell, 3))
    deliver()
    hand_over(EventRecord.objects.get().pk, "tests.listen")

    assert heard == [BellRung(bell, 3)]
    assert Receipt.objects.count() == 1


def a_key(body: bytes = b"body") -> IdempotencyKey:
    return IdempotencyKey.of(scope="ring:someone", key="k-1", body=body)


def test_a_repeated_request_gets_the_first_answer_and_has_one_effect():
    def ring() -> dict:
        publish(BellRung(uuid7(), 1))
        return {"id": uuid7()}

    first = answer_once(a_key(), ring)

    assert answer_once(a_key(), ring) == first
    assert EventRecord.objects.count() == 1


def test_a_key_with_another_body_is_refused_and_has_no_effect():
    answer_once(a_key(), lambda: {"n": 1})

    with pytest.raises(KeyReused):
        answer_once(a_key(b"other"), lambda: publish(BellRung(uuid7(), 1)))

    assert EventRecord.objects.count() == 0


INSERT_KEY = (
    "INSERT INTO plumbing_api_key (id, label, digest, hint, scopes, channel_code, created_at)"
    " VALUES (%s, %s, %s, 'x', '{}', 'web', now()) RETURNING id, label"
)


def test_write_once_is_one_statement_and_replays_its_row(django_assert_num_queries):
    key_id = uuid7()
    with django_assert_num_queries(3):  # savepoint of the test, the statement, release
        first = write_once(INSERT_KEY, [key_id, "a", b"1"], key=a_key())
    again = write_once(INSERT_KEY, [uuid7(), "b", b"2"], key=a_key())

    assert first == again == {"id": str(key_id), "label": "a"}
    assert ApiKey.objects.count() == 1


def test_what_is_kept_is_forgotten_at_once_and_when_the_outermost_work_is_over():
    forgotten: list[str] = []

    def forget() -> None:
        forgotten.append("all")

    with unit_of_work():
        with unit_of_work():
            forget_with_work(forget)
            forget_with_work(forget)
        assert forgotten == ["all"] * 2
    assert forgotten == ["all"] * 3

    forget_with_work(forget)
    assert forgotten == ["all"] * 4


def test_what_is_kept_is_forgotten_when_the_work_is_undone():
    forgotten: list[str] = []

    with pytest.raises(ZeroDivisionError), unit_of_work():
        forget_with_work(lambda: forgotten.append("all"))
        1 / 0  # noqa: B018

    assert forgotten == ["all"] * 2
