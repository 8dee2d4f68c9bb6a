"""A payment is given up so that it can never take money."""

import pytest
from payments.makers import CHALLENGE, DECLINED, NOW, OK, TIME_OUT

from serai.kernel.ids import uuid7
from serai.payments.events import PaymentCaptured, PaymentFailed
from serai.payments.public import (
    ChargeStatus,
    PaymentIsCaptured,
    PaymentNotFound,
    PaymentState,
    charge_payment,
    payment,
    void_payment,
)

pytestmark = pytest.mark.django_db


def test_a_challenge_is_given_up(a_charged_payment, processor, published):
    waiting = a_charged_payment(CHALLENGE)

    voided = void_payment(waiting.id, now=NOW)

    assert (voided.state, voided.action_url) == (PaymentState.VOIDED, "")
    challenge = waiting.action_url.rpartition("/")[2]
    processor.answer_challenge(challenge, approved=True, now=NOW)
    assert processor.status_of(str(waiting.id)).status is ChargeStatus.VOIDED
    [event] = published()
    assert isinstance(event, PaymentFailed)
    assert event.state == "voided"


def test_a_payment_whose_call_has_yet_to_arrive_is_given_up(a_started_payment):
    request = a_started_payment()

    voided = void_payment(request.payment_id, now=NOW)
    late = charge_payment(request, now=NOW)

    assert voided.state is PaymentState.VOIDED
    assert late.status is ChargeStatus.VOIDED


def test_it_can_be_too_late(a_charged_payment):
    paid = a_charged_payment()

    with pytest.raises(PaymentIsCaptured):
        void_payment(paid.id, now=NOW)

    assert payment(paid.id) == paid


def test_too_late_is_learnt_from_the_processor(a_started_payment, published):
    request = a_started_payment(TIME_OUT)
    charge_payment(request, now=NOW)

    with pytest.raises(PaymentIsCaptured):
        void_payment(request.payment_id, now=NOW)

    assert payment(request.payment_id).state is PaymentState.CAPTURED
    assert [type(event) for event in published()] == [PaymentCaptured]


def test_what_failed_is_left_as_it_is(a_charged_payment, published):
    declined = a_charged_payment(DECLINED)

    assert void_payment(declined.id, now=NOW) == declined
    assert len(published()) == 1


def test_giving_up_twice_is_giving_up_once(a_charged_payment, published):
    waiting = a_charged_payment(CHALLENGE)

    assert void_payment(waiting.id, now=NOW) == void_payment(waiting.id, now=NOW)
    assert len(published()) == 1


def test_the_order_can_then_be_paid_by_another_payment(a_charged_payment):
    order_id = uuid7()
    void_payment(a_charged_payment(CHALLENGE, order_id=order_id).id, now=NOW)

    paid = a_charged_payment(OK, order_id=order_id)

    assert paid.state is PaymentState.CAPTURED


def test_an_unknown_payment_is_not_given_up(db, processor):
    with pytest.raises(PaymentNotFound):
        void_payment(uuid7(), now=NOW)
