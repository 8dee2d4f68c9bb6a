"""Every way in which news comes ends in the same state, and the world hears of it once."""

from dataclasses import replace

import pytest
from payments.makers import CHALLENGE, DECLINED, NOW, OK, PRICE, TIME_OUT, charges_of

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.events import PaymentCaptured, PaymentFailed
from serai.payments.models import PaymentStep
from serai.payments.public import (
    AmountDisagrees,
    ChargeResult,
    ChargeStatus,
    PaymentNotFound,
    PaymentState,
    Source,
    charge_payment,
    charge_status,
    payment,
    settle_from_processor,
)
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db


def test_a_capture_is_settled_by_one_statement(a_started_payment, django_assert_num_queries):
    result = charge_payment(a_started_payment(), now=NOW)

    with unit_of_work(), django_assert_num_queries(1):
        settlement = settle_from_processor(result, source=Source.CALL, now=NOW)

    assert settlement.changed
    assert settlement.payment == payment(settlement.payment.id)
    assert settlement.payment.state is PaymentState.CAPTURED
    assert settlement.payment.captured == PRICE
    assert settlement.payment.label == "Visa •••• 4242"
    assert settlement.payment.processor_reference == result.reference
    assert settlement.payment.settled_at == NOW


def test_a_capture_is_told_with_every_amount(a_started_payment, published):
    request = a_started_payment()
    result = charge_payment(request, now=NOW)

    settled = settle_from_processor(result, source=Source.CALL, now=NOW).payment

    assert published() == [
        PaymentCaptured(
            payment_id=request.payment_id,
            order_id=settled.order_id,
            cart_id=settled.cart_id,
            channel_code="web",
            purpose="order",
            amount_minor=1234,
            captured_minor=1234,
            refunded_minor=0,
            currency="USD",
            method="card",
            processor="local",
            processor_reference=result.reference,
            capture_minor=1234,
        )
    ]


def test_a_decline_is_told_with_its_reason(a_charged_payment, published):
    declined = a_charged_payment(DECLINED)

    assert (declined.state, declined.failure_code) == (PaymentState.FAILED, "card_declined")
    assert declined.captured == Money(0, "USD")
    [event] = published()
    assert isinstance(event, PaymentFailed)
    assert (event.payment_id, event.state, event.failure_code) == (
        declined.id,
        "failed",
        "card_declined",
    )


def test_a_challenge_sends_the_shopper_on_and_tells_nobody(a_charged_payment, published):
    waiting = a_charged_payment(CHALLENGE)

    assert waiting.state is PaymentState.REQUIRES_ACTION
    assert waiting.action_url.startswith("http://testserver/local-processor/challenge/")
    assert waiting.settled_at is None
    assert published() == []


def test_no_answer_changes_nothing(a_started_payment, published):
    request = a_started_payment(TIME_OUT)
    before = payment(request.payment_id)
    result = charge_payment(request, now=NOW)

    settlement = settle_from_processor(result, source=Source.CALL, now=NOW)

    assert settlement.payment == before
    assert not settlement.changed
    assert published() == []


@pytest.mark.parametrize("number", [OK, DECLINED])
def test_repeated_news_changes_nothing_and_is_told_once(a_started_payment, published, number):
    result = charge_payment(a_started_payment(number), now=NOW)
    sources = [Source.WEBHOOK, Source.CALL, Source.RETURN, Source.RECOVERY]

    settlements = [settle_from_processor(result, source=source, now=NOW) for source in sources]

    assert [settlement.changed for settlement in settlements] == [True, False, False, False]
    assert len({settlement.payment for settlement in settlements}) == 1
    assert len(published()) == 1
    assert PaymentStep.objects.filter(source="webhook").count() == 1


def test_older_news_does_not_undo_newer(a_started_payment, processor, published):
    request = a_started_payment(CHALLENGE)
    waiting = charge_payment(request, now=NOW)
    challenge = waiting.action_url.rpartition("/")[2]
    processor.answer_challenge(challenge, approved=True, now=NOW)
    captured = charge_status(request.payment_id)

    settle_from_processor(captured, source=Source.WEBHOOK, now=NOW)
    late = settle_from_processor(waiting, source=Source.CALL, now=NOW)

    assert (late.payment.state, late.changed) == (PaymentState.CAPTURED, False)
    assert late.payment.action_url == ""
    assert len(published()) == 1


@pytest.mark.parametrize("ended", [ChargeStatus.FAILED, ChargeStatus.VOIDED])
def test_a_capture_is_believed_even_after_the_payment_was_given_up(
    a_started_payment, published, ended: ChargeStatus
):
    result = charge_payment(a_started_payment(), now=NOW)
    given_up = replace(result, status=ended, failure_code="abandoned")
    settle_from_processor(given_up, source=Source.RECOVERY, now=NOW)

    late = settle_from_processor(result, source=Source.WEBHOOK, now=NOW).payment

    assert (late.state, late.captured, late.failure_code) == (PaymentState.CAPTURED, PRICE, "")
    assert [type(event) for event in published()] == [PaymentFailed, PaymentCaptured]


def test_a_late_capture_is_recorded_even_when_another_payment_took_its_place(
    a_started_payment, a_charged_payment
):
    order_id = uuid7()
    result = charge_payment(a_started_payment(order_id=order_id), now=NOW)
    lost = replace(result, status=ChargeStatus.VOIDED)
    settle_from_processor(lost, source=Source.RECOVERY, now=NOW)
    second = a_charged_payment(OK, order_id=order_id)

    late = settle_from_processor(result, source=Source.WEBHOOK, now=NOW).payment

    assert [late.state, second.state] == [PaymentState.CAPTURED, PaymentState.CAPTURED]


@pytest.mark.parametrize("amount", [Money(1, "USD"), Money(1234, "EUR"), Money(99999, "USD")])
def test_an_amount_that_is_not_ours_changes_nothing(a_started_payment, published, amount: Money):
    request = a_started_payment()
    before = payment(request.payment_id)
    result = ChargeResult(request.key, ChargeStatus.CAPTURED, amount, "ch_1")

    with pytest.raises(AmountDisagrees):
        settle_from_processor(result, source=Source.WEBHOOK, now=NOW)

    assert payment(request.payment_id) == before
    assert published() == []


@pytest.mark.parametrize("key", ["", "not a uuid", "0198c0de-0000-7000-8000-000000000000"])
def test_news_of_a_payment_that_is_not_ours_is_refused(db, processor, key: str):
    result = ChargeResult(key, ChargeStatus.CAPTURED, PRICE, "ch_1")

    with pytest.raises(PaymentNotFound):
        settle_from_processor(result, source=Source.WEBHOOK, now=NOW)


def test_the_processor_charged_what_we_say(a_charged_payment, processor):
    paid = a_charged_payment()

    assert charges_of(processor) == [(str(paid.id), "captured", 1234, 0)]
