"""A payment tells what happened to its money, in the order in which it happened."""

from datetime import timedelta

import pytest
from payments.makers import DISPUTED, NOW

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.public import (
    CapturePayment,
    DisputeState,
    PaymentNotFound,
    RefundPayment,
    capture_payment,
    disputes_of_payment,
    refund_payment,
)
from serai.payments.queries.payment_timeline import payment_timeline
from serai.payments.usecases.release_payment import release_payment
from serai.payments.usecases.settle_dispute import settle_dispute

pytestmark = pytest.mark.django_db


def told(payment_id) -> list[tuple[str, int | None, str]]:
    return [
        (h.what, None if h.amount is None else h.amount.minor, h.note)
        for h in payment_timeline(payment_id)
    ]


def test_parts_taken_a_rest_let_go_and_money_given_back(an_authorised_payment, deliver):
    standing = an_authorised_payment()
    usd = Money(1000, "USD")
    capture_payment(CapturePayment(standing.id, "a", "First parcel", usd), now=NOW)
    deliver()
    release_payment(standing.id, now=NOW + timedelta(hours=1))
    refund_payment(RefundPayment(standing.id, "r", "Broken"), now=NOW + timedelta(hours=2))

    assert told(standing.id) == [
        ("started", 1234, ""),
        ("authorised", 1234, ""),
        ("captured", 1000, ""),
        ("capture_requested", 1000, "First parcel"),
        ("released", 234, ""),
        ("refund_requested", 1000, "Broken"),
    ]


def test_a_dispute_and_how_it_ended(a_charged_payment, processor, deliver):
    paid = a_charged_payment(DISPUTED)
    reference = processor.book.connection().execute("SELECT id FROM dispute").fetchone()[0]
    later = NOW + timedelta(hours=1)
    settle_dispute(
        processor.decide_dispute(reference, won=True, now=later),
        processor="local",
        now=later,
    )

    assert told(paid.id)[-2:] == [
        ("disputed", 1234, "product_not_received"),
        ("dispute_won", 1234, ""),
    ]
    assert disputes_of_payment(paid.id)[0].state is DisputeState.WON


def test_it_costs_the_same_however_much_happened(
    an_authorised_payment, deliver, django_assert_num_queries
):
    standing = an_authorised_payment()
    for key in "abc":
        capture_payment(CapturePayment(standing.id, key, "x", Money(100, "USD")), now=NOW)
        deliver()

    with django_assert_num_queries(5):
        payment_timeline(standing.id)


def test_there_is_no_such_payment(db, processor):
    with pytest.raises(PaymentNotFound):
        payment_timeline(uuid7())
