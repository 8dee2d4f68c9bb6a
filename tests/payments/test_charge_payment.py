"""The call to the processor always answers, and never holds a row."""

import pytest
from payments.makers import CHALLENGE, DECLINED, NOW, OK, TIME_OUT, charges_of

from serai.kernel.breaker import Breaker
from serai.payments.public import (
    ChargeResult,
    ChargeStatus,
    PaymentDeclined,
    charge_status,
    void_payment,
)
from serai.payments.usecases.charge_payment import charge_payment
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (OK, ChargeStatus.CAPTURED),
        (DECLINED, ChargeStatus.FAILED),
        (CHALLENGE, ChargeStatus.REQUIRES_ACTION),
        (TIME_OUT, ChargeStatus.PROCESSING),
    ],
)
def test_it_answers_without_touching_a_table(
    a_started_payment, django_assert_num_queries, number: str, status: ChargeStatus
):
    request = a_started_payment(number)

    with django_assert_num_queries(0):
        result = charge_payment(request, now=NOW, breaker=Breaker())

    assert result.status is status


def test_a_token_that_the_processor_refuses_is_a_failure(a_started_payment, processor):
    from dataclasses import replace

    request = replace(a_started_payment(), token="tok_unknown")

    result = charge_payment(request, now=NOW, breaker=Breaker())

    assert (result.status, result.failure_code) == (ChargeStatus.FAILED, "token_refused")
    assert charges_of(processor) == []


def test_an_open_breaker_sends_nothing_and_knows_nothing(a_started_payment, processor):
    breaker = Breaker(limit=1)
    breaker.failed(NOW)
    request = a_started_payment()

    result = charge_payment(request, now=NOW, breaker=breaker)

    assert result == ChargeResult(request.key, ChargeStatus.PROCESSING, request.amount)
    assert charges_of(processor) == []


def test_time_outs_open_the_breaker(a_started_payment):
    breaker = Breaker(limit=2)

    for _ in range(2):
        charge_payment(a_started_payment(TIME_OUT), now=NOW, breaker=breaker)

    assert not breaker.allows(NOW)


def test_the_network_is_not_called_inside_a_unit_of_work(a_started_payment, processor):
    request = a_started_payment()

    for call in (
        lambda: charge_payment(request, now=NOW),
        lambda: charge_status(request.payment_id),
        lambda: void_payment(request.payment_id, now=NOW),
    ):
        with pytest.raises(RuntimeError, match="unit of work is open"), unit_of_work():
            call()

    assert charges_of(processor) == []


@pytest.mark.parametrize("code", ["insufficient_funds", "a_word_of_tomorrow"])
def test_a_decline_tells_the_shopper_what_to_do(code: str):
    from serai.kernel.ids import uuid7

    refusal = PaymentDeclined(uuid7(), code)

    assert "Try another card." in str(refusal)
    assert refusal.facts["failure_code"] == code
