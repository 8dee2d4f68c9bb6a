"""Every captured and refunded minor unit is in the ledger."""

from collections.abc import Callable

import pytest
from payments.makers import DECLINED, NOW, OK

from serai.config.checks import run_checks
from serai.kernel.money import Money
from serai.ledger.public import account_page, entry_page, ledger_disagreements, trial_balance
from serai.payments.public import (
    ChargeResult,
    ChargeStatus,
    RefundPayment,
    Source,
    refund_payment,
    settle_from_processor,
)
from serai.payments.usecases.book_earlier_payments import book_earlier_payments
from serai.plumbing.db import execute, unit_of_work

pytestmark = pytest.mark.django_db


def sums() -> dict[str, tuple[int, int]]:
    assert ledger_disagreements() == []
    return {row.kind: (row.debit, row.credit) for row in trial_balance().rows}


def booked_differently() -> list[str]:
    return [fault for fault in run_checks() if fault.startswith("Payment")]


def test_a_capture_is_owed_by_the_processor_and_received_from_the_shopper(a_charged_payment):
    payment = a_charged_payment()

    [entry] = entry_page().items
    assert (entry.kind, entry.reference) == (
        "payments.captured", f"payments.captured {payment.id}",
    )  # fmt: skip
    lane = f"local/{payment.id.int & 0xF:x}"
    assert [(p.kind, p.owner, p.unit, p.amount) for p in entry.postings] == [
        ("payments.receivable", lane, "USD", 1234),
        ("payments.received", lane, "USD", -1234),
    ]
    assert booked_differently() == []


def test_a_capture_costs_no_statement_more(a_started_payment, django_assert_num_queries):
    settle(a_started_payment())  # opens every lane
    request = a_started_payment()

    with django_assert_num_queries(4):  # savepoint, settle, close, release
        settle(request)


def test_news_that_comes_twice_is_booked_once(a_started_payment):
    request = a_started_payment()

    settle(request)
    settle(request, source=Source.WEBHOOK)

    assert sums() == {"payments.receivable": (1234, 0), "payments.received": (0, 1234)}


def test_what_failed_is_not_booked(a_charged_payment):
    a_charged_payment(DECLINED)

    assert account_page().items == []


def test_a_refund_is_the_opposite(a_charged_payment, deliver: Callable[[], int]):
    payment = a_charged_payment(OK)
    for key, minor in (("a", 200), ("b", 34)):
        refund_payment(RefundPayment(payment.id, key, "Broken", Money(minor, "USD")), now=NOW)

    deliver()

    assert sums() == {"payments.receivable": (1000, 0), "payments.received": (0, 1000)}
    assert booked_differently() == []


def test_a_unit_of_work_that_fails_books_nothing(a_started_payment):
    request = a_started_payment()

    with pytest.raises(ZeroDivisionError), unit_of_work():
        settle(request)
        raise ZeroDivisionError

    assert entry_page().items == []


def test_two_captures_of_one_unit_of_work_are_both_booked(a_started_payment):
    with unit_of_work():
        settle(a_started_payment())
        settle(a_started_payment(amount=Money(66, "USD")))

    assert sums()["payments.received"] == (0, 1300)


def test_what_was_settled_before_there_was_a_ledger_is_booked_once(
    a_charged_payment, deliver: Callable[[], int]
):
    payment = a_charged_payment()
    refund_payment(RefundPayment(payment.id, "a", "Broken", Money(34, "USD")), now=NOW)
    deliver()
    forget_the_books()
    assert len(booked_differently()) == 1

    assert book_earlier_payments(now=NOW) == 2
    assert book_earlier_payments(now=NOW) == 0

    assert sums()["payments.receivable"] == (1200, 0)
    assert booked_differently() == []


def test_a_payment_that_was_tampered_with_is_found(a_charged_payment):
    payment = a_charged_payment()

    execute("UPDATE payments_payment SET captured_minor = 1000 WHERE id = %s", [payment.id])

    assert booked_differently() == [
        f"Payment {payment.id}: 1000 USD captured less refunded, but 1234 in the ledger (minor units)."
    ]


def settle(request, source: Source = Source.CALL) -> None:
    result = ChargeResult(request.key, ChargeStatus.CAPTURED, request.amount, reference="ch_1")
    settle_from_processor(result, source=source, now=NOW)


def forget_the_books() -> None:
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute(
        "TRUNCATE ledger_account, ledger_entry, ledger_posting, ledger_hold, ledger_lot, ledger_lot_use"
    )
