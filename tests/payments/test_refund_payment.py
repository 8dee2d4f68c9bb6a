"""Money goes back once for each key, and never more than was taken."""

from contextlib import suppress

import pytest
from payments.makers import CHALLENGE, DECLINED, NOW, OK, PRICE, charges_of

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.events import PaymentRefunded, RefundRefused
from serai.payments.models import Refund
from serai.payments.ports import RefundResult, RefundStatus
from serai.payments.public import (
    PaymentNotFound,
    ProcessorUnavailable,
    RefundInOtherCurrency,
    RefundKeyReused,
    RefundPayment,
    RefundState,
    RefundTooLarge,
    payment,
    refund_payment,
    refunds_of_payment,
)
from serai.payments.usecases.confirm_refund import RefundNotFound, confirm_refund, settle_refund
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db


class Crash(Exception):
    """The process dies here."""


def dollars(minor: int) -> Money:
    return Money(minor, "USD")


def test_a_refund_is_requested_at_once_and_confirmed_by_a_job(
    a_charged_payment, processor, deliver, published
):
    paid = a_charged_payment()

    refund = refund_payment(RefundPayment(paid.id, "r1", "Damaged", dollars(1000)), now=NOW)

    assert (refund.state, refund.amount) == (RefundState.REQUESTED, dollars(1000))
    assert payment(paid.id).refunding == dollars(1000)
    assert payment(paid.id).refunded == dollars(0)
    assert charges_of(processor) == [(str(paid.id), "captured", 1234, 0)]

    deliver()

    after = payment(paid.id)
    assert (after.refunding, after.refunded, after.captured) == (dollars(0), dollars(1000), PRICE)
    assert charges_of(processor) == [(str(paid.id), "captured", 1234, 1000)]
    [confirmed] = refunds_of_payment(paid.id)
    assert (confirmed.id, confirmed.state) == (refund.id, RefundState.CONFIRMED)
    told = published()[-1]
    assert told == PaymentRefunded(
        payment_id=paid.id,
        refund_id=refund.id,
        refund_key="r1",
        order_id=paid.order_id,
        channel_code="web",
        purpose="order",
        amount_minor=1234,
        captured_minor=1234,
        refund_minor=1000,
        refunded_minor=1000,
        currency="USD",
        reason="Damaged",
        processor="local",
        processor_reference=told.processor_reference,
    )


def test_without_an_amount_all_that_is_left_goes_back(a_charged_payment, deliver):
    paid = a_charged_payment()
    refund_payment(RefundPayment(paid.id, "r1", "Damaged", dollars(1000)), now=NOW)

    rest = refund_payment(RefundPayment(paid.id, "r2", "Cancelled"), now=NOW)
    deliver()

    assert rest.amount == dollars(234)
    assert payment(paid.id).refunded == PRICE


def test_a_repeated_key_refunds_once(a_charged_payment, processor, deliver, published):
    paid = a_charged_payment()
    command = RefundPayment(paid.id, "r1", "Damaged", dollars(1000))

    first = refund_payment(command, now=NOW)
    second = refund_payment(command, now=NOW)
    deliver()
    third = refund_payment(command, now=NOW)
    deliver()

    assert first == second
    assert third.id == first.id
    assert charges_of(processor) == [(str(paid.id), "captured", 1234, 1000)]
    assert len([event for event in published() if isinstance(event, PaymentRefunded)]) == 1


def test_a_repeated_key_for_all_that_is_left_refunds_once(a_charged_payment, deliver):
    paid = a_charged_payment()
    command = RefundPayment(paid.id, "all", "Cancelled")
    refund_payment(command, now=NOW)
    deliver()

    again = refund_payment(command, now=NOW)

    assert (again.amount, again.state) == (PRICE, RefundState.CONFIRMED)


def test_a_key_is_not_taken_for_another_amount(a_charged_payment):
    paid = a_charged_payment()
    refund_payment(RefundPayment(paid.id, "r1", "Damaged", dollars(1000)), now=NOW)

    with pytest.raises(RefundKeyReused):
        refund_payment(RefundPayment(paid.id, "r1", "Damaged", dollars(10)), now=NOW)

    assert payment(paid.id).refunding == dollars(1000)


def test_requested_refunds_count_before_they_are_confirmed(a_charged_payment):
    paid = a_charged_payment()
    refund_payment(RefundPayment(paid.id, "r1", "Damaged", dollars(1000)), now=NOW)

    with pytest.raises(RefundTooLarge) as refusal:
        refund_payment(RefundPayment(paid.id, "r2", "Damaged", dollars(235)), now=NOW)

    assert refusal.value.left == dollars(234)
    assert Refund.objects.count() == 1


@pytest.mark.parametrize("amount", [dollars(0), dollars(-1), dollars(1235), dollars(2**62)])
def test_an_amount_that_does_not_fit_is_refused(a_charged_payment, amount: Money):
    paid = a_charged_payment()

    with pytest.raises(RefundTooLarge):
        refund_payment(RefundPayment(paid.id, "r1", "Damaged", amount), now=NOW)

    assert payment(paid.id) == paid


def test_another_currency_is_refused(a_charged_payment):
    paid = a_charged_payment()

    with pytest.raises(RefundInOtherCurrency):
        refund_payment(RefundPayment(paid.id, "r1", "Damaged", Money(1, "EUR")), now=NOW)

    assert payment(paid.id) == paid


@pytest.mark.parametrize("number", [DECLINED, CHALLENGE])
def test_money_that_was_not_taken_is_not_given_back(a_charged_payment, number: str):
    unpaid = a_charged_payment(number)

    for amount in (None, dollars(1)):
        with pytest.raises(RefundTooLarge):
            refund_payment(RefundPayment(unpaid.id, "r1", "Damaged", amount), now=NOW)

    assert payment(unpaid.id) == unpaid


def test_an_unknown_payment_is_not_refunded(db):
    with pytest.raises(PaymentNotFound):
        refund_payment(RefundPayment(uuid7(), "r1", "Damaged"), now=NOW)


def test_a_refund_is_part_of_its_callers_transaction(a_charged_payment, deliver):
    paid = a_charged_payment()

    with suppress(Crash), unit_of_work():
        refund_payment(RefundPayment(paid.id, "r1", "Damaged"), now=NOW)
        raise Crash

    assert payment(paid.id) == paid
    assert deliver() == 0


def test_a_refund_that_the_processor_refuses_is_free_again(a_charged_payment, deliver, published):
    paid = a_charged_payment()
    refund = refund_payment(RefundPayment(paid.id, "r1", "Damaged"), now=NOW)

    settle_refund(
        RefundResult(str(refund.id), RefundStatus.REFUSED, PRICE, "re_1", "account_closed"), now=NOW
    )
    deliver()

    assert payment(paid.id) == paid
    [refused] = refunds_of_payment(paid.id)
    assert (refused.state, refused.failure_code) == (RefundState.REFUSED, "account_closed")
    assert isinstance(published()[-1], RefundRefused)


def test_a_processor_out_of_reach_leaves_the_refund_requested(a_charged_payment, processor):
    paid = a_charged_payment()
    refund = refund_payment(RefundPayment(paid.id, "r1", "Damaged"), now=NOW)
    held = processor.book.path.with_suffix(".held")
    processor.book.close()
    processor.book.path.rename(held)
    processor.book.path.mkdir()

    with pytest.raises(ProcessorUnavailable):
        confirm_refund(refund.id, now=NOW)

    processor.book.path.rmdir()
    held.rename(processor.book.path)
    assert payment(paid.id).refunding == PRICE
    assert confirm_refund(refund.id, now=NOW).state is RefundState.CONFIRMED
    assert payment(paid.id).refunded == PRICE


def test_an_unknown_refund_is_not_confirmed(db, processor):
    with pytest.raises(RefundNotFound):
        confirm_refund(uuid7(), now=NOW)
    with pytest.raises(RefundNotFound):
        settle_refund(RefundResult("r1", RefundStatus.CONFIRMED, PRICE), now=NOW)


def test_two_payments_may_use_the_same_key(a_charged_payment):
    for _ in range(2):
        refund_payment(RefundPayment(a_charged_payment(OK).id, "cancelled", "Cancelled"), now=NOW)

    assert Refund.objects.count() == 2
