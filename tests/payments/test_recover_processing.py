"""Payments whose news was lost are finished, and nothing is charged twice on the way."""

from datetime import timedelta

import pytest
from payments.makers import CHALLENGE, DECLINED, NOW, OK, PRICE, TIME_OUT, charges_of

from serai.payments.events import PaymentCaptured, PaymentFailed
from serai.payments.models import PaymentStep
from serai.payments.public import (
    PaymentState,
    charge_payment,
    payment,
)
from serai.payments.usecases.recover_processing import Recovery, recover_processing

pytestmark = pytest.mark.django_db

SOON, LATER, LATE = (NOW + timedelta(minutes=m) for m in (0.5, 2, 11))


@pytest.mark.parametrize(
    ("number", "state", "told"),
    [
        (OK, PaymentState.CAPTURED, [PaymentCaptured]),
        (TIME_OUT, PaymentState.CAPTURED, [PaymentCaptured]),
        (DECLINED, PaymentState.FAILED, [PaymentFailed]),
        (CHALLENGE, PaymentState.REQUIRES_ACTION, []),
    ],
)
def test_a_crash_after_the_call_is_settled_by_the_processors_word(
    a_started_payment, processor, published, number: str, state: PaymentState, told: list[type]
):
    request = a_started_payment(number)
    charge_payment(request, now=NOW)

    recovery = recover_processing(now=LATER)

    assert recovery == Recovery(looked_at=1, settled=1)
    assert payment(request.payment_id).state is state
    assert [type(event) for event in published()] == told
    assert len(charges_of(processor)) == 1
    assert PaymentStep.objects.get(source="recovery").state == state


def test_a_crash_before_the_call_is_finished_by_calling(a_started_payment, processor):
    request = a_started_payment()

    recover_processing(now=LATER)
    recover_processing(now=LATER)

    assert payment(request.payment_id).state is PaymentState.CAPTURED
    assert charges_of(processor) == [(request.key, "captured", 1234, 0)]


def test_a_young_payment_is_left_to_the_call_that_is_under_way(a_started_payment, processor):
    a_started_payment()

    assert recover_processing(now=SOON) == Recovery(looked_at=0, settled=0)
    assert charges_of(processor) == []


def test_after_the_patience_an_unsent_payment_is_given_up_for_good(
    a_started_payment, processor, published
):
    request = a_started_payment()

    recover_processing(now=LATE)
    charge_payment(request, now=LATE)

    given_up = payment(request.payment_id)
    assert (given_up.state, given_up.failure_code) == (PaymentState.VOIDED, "never_received")
    assert charges_of(processor) == []
    assert [type(event) for event in published()] == [PaymentFailed]


def test_a_shopper_who_never_confirms_is_given_up(a_charged_payment, processor):
    waiting = a_charged_payment(CHALLENGE)

    assert recover_processing(now=LATER) == Recovery(looked_at=1, settled=0)
    assert recover_processing(now=LATE) == Recovery(looked_at=1, settled=1)

    given_up = payment(waiting.id)
    assert (given_up.state, given_up.failure_code) == (PaymentState.VOIDED, "abandoned")
    assert charges_of(processor) == [(str(waiting.id), "voided", 1234, 0)]


def test_a_shopper_who_confirmed_and_never_came_back_has_paid(a_charged_payment, processor):
    waiting = a_charged_payment(CHALLENGE)
    challenge = waiting.action_url.rpartition("/")[2]
    processor.answer_challenge(challenge, approved=True, now=NOW)

    recover_processing(now=LATE)

    assert payment(waiting.id).captured == PRICE


def test_a_silent_processor_is_asked_again_next_time(a_started_payment, processor):
    requests = [a_started_payment() for _ in range(3)]
    held = processor.book.path.with_suffix(".held")
    processor.book.close()
    processor.book.path.rename(held)
    processor.book.path.mkdir()

    silent = recover_processing(now=LATE)

    assert silent == Recovery(looked_at=3, settled=0)
    processor.book.path.rmdir()
    held.rename(processor.book.path)
    states = {payment(request.payment_id).state for request in requests}
    assert states == {PaymentState.PROCESSING}
    assert recover_processing(now=LATER).settled == 3


def test_what_is_settled_is_not_looked_at(a_charged_payment):
    a_charged_payment(OK)
    a_charged_payment(DECLINED)

    assert recover_processing(now=LATE) == Recovery(looked_at=0, settled=0)
