"""Letters about changes are written many at a time: each is sent once, and one that cannot stops no other."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from ordering.changes.makers import a_bought_order

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.ordering.jobs import send_change_job
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.send_letters import change_letters
from serai.plumbing.db import rows
from serai.plumbing.jobs.do_together import do_together
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bind, bound


class Box:
    """Keeps letters."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)


@pytest.fixture
def box() -> Iterator[Box]:
    before, made = bound(Mailer), Box()
    bind(Mailer, made)
    yield made
    bind(Mailer, before)


@pytest.mark.django_db
def test_letters_of_many_changes_are_read_together(shop, box, django_assert_num_queries):
    asked = [_changed(n) for n in range(3)]

    with django_assert_num_queries(4):
        sending = change_letters(asked)
    for send in sending:
        send()

    assert [letter.key for letter in box.letters] == [
        f"change-{change_id}-in_force" for _, change_id in asked
    ]


@pytest.mark.django_db(transaction=True)
def test_one_letter_that_cannot_be_written_holds_up_no_other(shop, box):
    asked = [_changed(n) for n in range(2)]
    for order_id, change_id in [(asked[0][0], uuid7()), *asked]:
        send_change_job.later(order_id=order_id, change_id=change_id)
    [(worker,)] = rows("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")

    first, second = do_together(send_change_job, worker), do_together(send_change_job, worker)

    assert (first, second) == (3, 0)
    assert {letter.key for letter in box.letters} == {
        f"change-{change_id}-in_force" for _, change_id in asked
    }


def _changed(number: int) -> tuple[UUID, UUID]:
    _, order_id, _ = a_bought_order(MILK=2)
    change = cancel_lines(
        CancelLines(order_id, f"call {number}", {1: 1}, "less"), now=clock.now()
    ).change
    assert change is not None
    return order_id, change.id
