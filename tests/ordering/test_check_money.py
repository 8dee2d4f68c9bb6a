"""Orders = ledger = processors, or there is a list of what differs."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from factories.ordering import DECLINED, a_paid_order, ready_to_order, staff

from serai.kernel import clock
from serai.ledger.public import Entry, credit, debit, post
from serai.ordering.usecases.check_money import check_money
from serai.payments.adapters.local.statement import LocalStatement
from serai.payments.domain.difference import DifferenceKind
from serai.payments.domain.movement import Movement
from serai.payments.models import Payment
from serai.payments.ports import Books, ProcessorUnavailable
from serai.payments.public import MoneyCheckView
from serai.payments.queries.reconciliation.check_view import last_check
from serai.payments.queries.reconciliation.difference_view import difference_page
from serai.payments.usecases.keep_books import receivable_of, received_of
from serai.payments.usecases.refund_payment import CONFIRM_REFUND
from serai.plumbing.db import execute, rows
from serai.plumbing.jobs import jobs
from serai.plumbing.wiring import bind

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(shop):
    """Let the check read the processor's book."""
    bind(Books, Books((LocalStatement(shop.book),)))
    return shop


def tonight(days: int = 1) -> MoneyCheckView:
    return check_money(now=later(days))


def later(days: int = 1) -> datetime:
    return clock.now() + timedelta(days=days)


def found() -> list[tuple[DifferenceKind, int]]:
    return [(one.kind, one.by.minor) for one in difference_page().items]


def test_a_day_of_orders_is_proven(books, deliver):
    for number in range(3):
        a_paid_order(MILK=1 + number)
    assert ready_to_order(BREAD=1).place(DECLINED).status_code == 422
    _, cancelled = a_paid_order(BREAD=2)
    staff().post(f"/orders/{cancelled['id']}/cancellation", {"reason": "Changed my mind"})
    _, damaged = a_paid_order(BREAD=1)
    refund = {"reason": "Damaged", "amount_minor": 100}
    assert staff().post(f"/orders/{damaged['id']}/refunds", refund).status_code == 202
    deliver()

    check = tonight()

    assert [one.sentence for one in difference_page().items] == []
    assert check.proves
    assert (check.orders, check.payments, check.movements) == (6, 5, 7)
    assert last_check() == check


def test_a_check_looks_at_what_happened_since_the_last_and_two_days_before(books):
    first = tonight()

    second = tonight(2)

    assert second.since == first.until - timedelta(days=2)
    assert second.until > first.until


def test_an_order_of_another_sum_than_its_payment_is_found_and_closed_again(books):
    _, order = a_paid_order(MILK=1)
    more = "UPDATE ordering_order SET {} WHERE number = %s"
    execute(
        more.format("total_minor = total_minor + 1, delivery_minor = delivery_minor + 1"),
        [order["number"]],
    )

    tonight()

    [one] = difference_page().items
    assert (one.kind, one.by.minor, str(one.order_id)) == (DifferenceKind.ORDER, -1, order["id"])
    assert order["number"] in one.sentence
    execute(
        more.format("total_minor = total_minor - 1, delivery_minor = delivery_minor - 1"),
        [order["number"]],
    )
    tonight(2)
    assert found() == []
    [closed] = difference_page(only_open=False).items
    assert (closed.id, closed.note) == (one.id, "The books agree again.")


def test_the_same_difference_found_again_stays_one(books):
    _, order = a_paid_order(MILK=1)
    execute(
        "UPDATE ordering_order SET total_minor = total_minor + 1, delivery_minor = delivery_minor + 1"
        " WHERE number = %s",
        [order["number"]],
    )

    tonight()
    [first] = difference_page().items
    tonight(2)

    [again] = difference_page().items
    assert (again.id, again.found_at) == (first.id, first.found_at)
    assert again.seen_at > first.seen_at


def a_refund_of_which_the_order_has_not_heard(deliver) -> dict:
    """Give a part of an old order back a moment ago; the order."""
    _, order = a_paid_order(MILK=1)
    deliver()
    execute("UPDATE ordering_order SET placed_at = placed_at - interval '5 hours'")
    execute("UPDATE payments_payment SET settled_at = settled_at - interval '5 hours'")
    refund = {"reason": "Sorry", "amount_minor": 1}
    assert staff().post(f"/orders/{order['id']}/refunds", refund).status_code == 202
    [(job_id, args)] = rows(
        "SELECT id, args FROM procrastinate_jobs WHERE task_name = %s", [CONFIRM_REFUND]
    )
    jobs()[CONFIRM_REFUND].run(args)
    execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
    return order


def test_what_an_order_has_not_heard_of_yet_is_no_difference(books, deliver):
    a_refund_of_which_the_order_has_not_heard(deliver)

    check_money(now=clock.now() + timedelta(seconds=1))
    assert found() == []
    deliver()
    tonight()

    assert found() == []


def test_what_an_order_never_heard_of_is_found_and_stays_until_it_has(books, deliver):
    order = a_refund_of_which_the_order_has_not_heard(deliver)

    tonight()

    assert found() == [(DifferenceKind.ORDER, 1)]
    [one] = difference_page().items
    assert f"Order {order['number']} says 0.00 USD went back" in one.sentence
    check_money(now=clock.now() + timedelta(seconds=1))
    assert [each.id for each in difference_page().items] == [one.id]  # it moves: nothing is said
    deliver()
    check_money(now=clock.now() + timedelta(seconds=1))
    assert found() == []


def test_a_failed_order_that_kept_money_is_found(books):
    _, order = a_paid_order(MILK=1)
    execute("UPDATE ordering_order SET state = 'failed' WHERE number = %s", [order["number"]])

    tonight()

    assert found() == [(DifferenceKind.ORDER, order["totals"]["total"]["minor"])]


def test_what_was_posted_otherwise_than_paid_is_found(books):
    a_paid_order(MILK=1)
    payment = Payment.objects.get()
    accounts = (payment.pk, "USD", "local")
    post(
        Entry(
            "payments.captured",
            "by mistake",
            (debit(receivable_of(*accounts), 7), credit(received_of(*accounts), 7)),
        ),
        now=clock.now(),
    )

    tonight()

    assert found() == [(DifferenceKind.LEDGER, 7)]


def test_what_the_processor_never_told_of_is_missing(books, monkeypatch):
    _, order = a_paid_order(MILK=1)
    books.book.connection().execute("DELETE FROM charge")

    tonight()

    assert found() == [(DifferenceKind.MISSING, -order["totals"]["total"]["minor"])]


def test_what_the_processor_took_without_our_knowing_is_found(books):
    a_paid_order(MILK=1)
    books.book.connection().execute(
        "UPDATE charge SET amount_minor = amount_minor + 5, captured_minor = captured_minor + 5"
    )

    tonight()

    assert found() == [(DifferenceKind.CHARGED, 5)]


def test_a_payment_that_is_none_of_ours_is_found(books):
    a_paid_order(MILK=1)
    books.book.connection().execute("UPDATE charge SET id = 'ch_theirs', key = 'theirs'")

    tonight()

    assert sorted(kind for kind, _ in found()) == [DifferenceKind.MISSING, DifferenceKind.UNKNOWN]


def test_what_was_taken_a_moment_ago_may_be_missing_yet(books):
    a_paid_order(MILK=1)
    books.book.connection().execute("DELETE FROM charge")

    check_money(now=clock.now() + timedelta(seconds=1))

    assert found() == []


def test_a_processor_that_does_not_answer_is_named_and_proves_nothing(books):
    class Silent:
        processor = "local"

        def movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
            raise ProcessorUnavailable("local")

    a_paid_order(MILK=1)
    bind(Books, Books((Silent(),)))

    check = tonight()

    assert (check.unread, check.proves, found()) == (["local"], False, [])


def test_the_number_of_statements_does_not_grow_with_the_orders(books, django_assert_num_queries):
    a_paid_order(MILK=1)
    tonight()
    for count in range(1, 3):
        orders(count * 2)
        with django_assert_num_queries(15):  # one of them: what plans of instalments are owed
            tonight(count + 1)


def orders(count: int) -> None:
    for _ in range(count):
        a_paid_order(MILK=1)
