"""Money that is set aside is taken in parts, once per key, never above what was set aside."""

from datetime import timedelta

import pytest
from payments.makers import CHALLENGE, NOW, OK, PRICE

from serai.kernel.money import Money
from serai.ledger.public import ledger_disagreements, trial_balance
from serai.payments.events import (
    CaptureRefused,
    PaymentAuthorised,
    PaymentCaptured,
    PaymentFailed,
    PaymentReleased,
)
from serai.payments.public import (
    CaptureInOtherCurrency,
    CaptureKeyReused,
    CapturePayment,
    CaptureState,
    CaptureTooLarge,
    PaymentIsCaptured,
    PaymentState,
    RefundPayment,
    RefundTooLarge,
    Source,
    capture_payment,
    captures_of_payment,
    charge_status,
    payment,
    refund_payment,
    release_payment_later,
    settle_from_processor,
    void_payment,
)
from serai.payments.usecases.recover_processing import recover_processing
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def taking(payment_id, minor: int | None = None, *, key: str = "a", final: bool = False):
    amount = None if minor is None else usd(minor)
    return CapturePayment(payment_id, key, "Handed over", amount, is_final=final)


def booked() -> dict[str, tuple[int, int]]:
    assert ledger_disagreements() == []
    return {row.kind: (row.debit, row.credit) for row in trial_balance().rows}


def test_an_authorised_payment_sets_aside_and_takes_nothing(an_authorised_payment, published):
    standing = an_authorised_payment()

    assert standing.state is PaymentState.AUTHORISED
    assert (standing.authorised, standing.captured, standing.capturable) == (PRICE, usd(0), PRICE)
    assert standing.expires_at == NOW + timedelta(days=7)
    assert standing.settled_at is None
    assert booked() == {}
    [told] = published()
    assert isinstance(told, PaymentAuthorised)
    assert (told.authorised_minor, told.expires_at) == (1234, standing.expires_at)


def test_a_shopper_who_confirms_sets_the_amount_aside(an_authorised_payment, processor):
    waiting = an_authorised_payment(CHALLENGE)
    assert waiting.state is PaymentState.REQUIRES_ACTION

    processor.answer_challenge(waiting.action_url.rpartition("/")[2], approved=True, now=NOW)
    settle_from_processor(charge_status(waiting.id), source=Source.RETURN, now=NOW)

    assert payment(waiting.id).state is PaymentState.AUTHORISED


def test_parts_are_taken_and_each_is_told_and_booked_once(
    an_authorised_payment, published, deliver, processor
):
    standing = an_authorised_payment()
    capture_payment(taking(standing.id, 500), now=NOW)
    deliver()
    capture_payment(taking(standing.id, 234, key="b"), now=NOW)
    deliver()
    settle_from_processor(processor.status_of(str(standing.id)), source=Source.WEBHOOK, now=NOW)

    after = payment(standing.id)
    assert after.state is PaymentState.CAPTURED
    assert (after.captured, after.capturing, after.capturable) == (usd(734), usd(0), usd(500))
    captured = [event for event in published() if isinstance(event, PaymentCaptured)]
    assert [(event.capture_minor, event.captured_minor) for event in captured] == [
        (500, 500),
        (234, 734),
    ]
    assert booked() == {"payments.receivable": (734, 0), "payments.received": (0, 734)}
    assert [c.state for c in captures_of_payment(standing.id)] == [CaptureState.CONFIRMED] * 2


def test_the_rest_is_taken_without_naming_it(an_authorised_payment, deliver):
    standing = an_authorised_payment()
    capture_payment(taking(standing.id, 1000), now=NOW)

    rest = capture_payment(taking(standing.id, key="b"), now=NOW)
    deliver()

    assert rest.amount == usd(234)
    after = payment(standing.id)
    assert (after.captured, after.expires_at) == (PRICE, None)


@pytest.mark.parametrize("minor", [1235, 0, -1])
def test_no_more_than_what_is_set_aside_is_spoken_for(an_authorised_payment, minor: int):
    standing = an_authorised_payment()

    with pytest.raises(CaptureTooLarge):
        capture_payment(taking(standing.id, minor), now=NOW)

    assert captures_of_payment(standing.id) == []


def test_what_is_being_taken_cannot_be_taken_again(an_authorised_payment):
    standing = an_authorised_payment()
    capture_payment(taking(standing.id, 1000), now=NOW)

    with pytest.raises(CaptureTooLarge) as refusal:
        capture_payment(taking(standing.id, 235, key="b"), now=NOW)

    assert refusal.value.left == usd(234)


def test_a_payment_taken_at_once_has_nothing_set_aside(a_charged_payment):
    with pytest.raises(CaptureTooLarge):
        capture_payment(taking(a_charged_payment(OK).id, 1), now=NOW)


def test_a_key_takes_once(an_authorised_payment, deliver):
    standing = an_authorised_payment()

    first = capture_payment(taking(standing.id, 500), now=NOW)
    assert capture_payment(taking(standing.id, 500), now=NOW) == first
    with pytest.raises(CaptureKeyReused):
        capture_payment(taking(standing.id, 501), now=NOW)
    deliver()
    capture_payment(taking(standing.id, 500), now=NOW)
    deliver()

    assert payment(standing.id).captured == usd(500)


def test_a_capture_is_in_the_payments_currency(an_authorised_payment):
    command = CapturePayment(an_authorised_payment().id, "a", "x", Money(5, "EUR"))

    with pytest.raises(CaptureInOtherCurrency):
        capture_payment(command, now=NOW)


def test_a_last_capture_lets_the_rest_go(an_authorised_payment, published, deliver, processor):
    standing = an_authorised_payment()

    capture_payment(taking(standing.id, 1000, final=True), now=NOW)
    deliver()

    after = payment(standing.id)
    assert (after.captured, after.released, after.capturable) == (usd(1000), usd(234), usd(0))
    assert after.expires_at is None
    assert processor.status_of(str(standing.id)).given_up == usd(234)


def test_a_processor_that_takes_once_takes_and_lets_the_rest_go(
    an_authorised_payment, deliver, processor
):
    from dataclasses import replace

    processor.abilities = replace(processor.abilities, captures_in_parts=False)
    standing = an_authorised_payment()

    capture_payment(taking(standing.id, 1000), now=NOW)
    deliver()

    assert payment(standing.id).released == usd(234)


def test_an_authorised_payment_that_is_given_up_takes_nothing(
    an_authorised_payment, published, processor
):
    standing = an_authorised_payment()

    voided = void_payment(standing.id, now=NOW)

    assert (voided.state, voided.released) == (PaymentState.VOIDED, PRICE)
    assert isinstance(published()[-1], PaymentFailed)
    with pytest.raises(CaptureTooLarge):
        capture_payment(taking(standing.id, 1), now=NOW)


def test_the_rest_of_a_partly_taken_payment_is_let_go(an_authorised_payment, published, deliver):
    standing = an_authorised_payment()
    capture_payment(taking(standing.id, 1000), now=NOW)
    deliver()

    with unit_of_work():
        release_payment_later(standing.id)
    deliver()

    after = payment(standing.id)
    assert (after.state, after.captured, after.released) == (
        PaymentState.CAPTURED,
        usd(1000),
        usd(234),
    )
    told = published()[-1]
    assert isinstance(told, PaymentReleased)
    assert (told.release_minor, told.captured_minor) == (234, 1000)
    with pytest.raises(PaymentIsCaptured):
        void_payment(standing.id, now=NOW)


def test_a_capture_that_comes_after_the_rest_was_let_go_is_refused(
    an_authorised_payment, published, deliver, processor
):
    standing = an_authorised_payment()
    capture_payment(taking(standing.id, 1000), now=NOW)
    processor.void(str(standing.id), now=NOW)

    deliver()

    [capture] = captures_of_payment(standing.id)
    assert (capture.state, capture.failure_code) == (
        CaptureState.REFUSED,
        "exceeds_authorisation",
    )
    after = payment(standing.id)
    assert (after.state, after.captured, after.capturing) == (
        PaymentState.VOIDED,
        usd(0),
        usd(0),
    )
    assert CaptureRefused in {type(event) for event in published()}


def test_what_was_set_aside_for_too_long_is_let_go(an_authorised_payment, processor):
    standing = an_authorised_payment()
    late = NOW + timedelta(days=7, minutes=2)

    assert processor.lapse(now=late) == 1
    recover_processing(now=late)

    after = payment(standing.id)
    assert (after.state, after.failure_code) == (PaymentState.VOIDED, "authorisation_expired")
    assert recover_processing(now=late).looked_at == 0


def test_an_authorisation_whose_end_nobody_told_is_ended_by_us(an_authorised_payment, processor):
    standing = an_authorised_payment()

    recover_processing(now=NOW + timedelta(days=7, minutes=2))

    after = payment(standing.id)
    assert (after.state, after.failure_code) == (PaymentState.VOIDED, "authorisation_expired")
    assert processor.status_of(str(standing.id)).given_up == PRICE


def test_only_what_was_taken_can_be_given_back(an_authorised_payment, deliver):
    standing = an_authorised_payment()
    capture_payment(taking(standing.id, 500), now=NOW)
    deliver()

    with pytest.raises(RefundTooLarge):
        refund_payment(RefundPayment(standing.id, "r", "Broken", usd(501)), now=NOW)
    refund_payment(RefundPayment(standing.id, "r", "Broken"), now=NOW)
    deliver()

    assert payment(standing.id).refunded == usd(500)
    assert booked()["payments.received"] == (0, 0)
