"""The last write before the processor is called."""

import pytest
from django.db import IntegrityError, transaction
from payments.makers import DECLINED, NOW, OK, PRICE, RETURN_URL, charges_of

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.models import Payment, PaymentStep
from serai.payments.public import (
    ChargeRequest,
    NothingToPay,
    PaymentIsLive,
    PaymentState,
    RefundPayment,
    StartPayment,
    payment,
    payments_of_order,
    refund_payment,
    start_payment,
)
from serai.payments.queries.methods import methods_of_channel
from serai.payments.queries.payment_timeline import payment_timeline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("processor")]


def a_command(amount: Money = PRICE) -> StartPayment:
    return StartPayment(
        cart_id=uuid7(),
        order_id=uuid7(),
        channel_code="web",
        amount=amount,
        token="tok_1",
        return_url=RETURN_URL,
    )


def test_a_payment_is_started_by_one_statement(django_assert_num_queries):
    command = a_command()
    methods_of_channel("web")

    with django_assert_num_queries(1):
        request = start_payment(command, now=NOW)

    started = payment(request.payment_id)
    assert request == ChargeRequest(
        payment_id=started.id,
        amount=PRICE,
        token="tok_1",
        return_url=RETURN_URL,
        processor="local",
        order_id=command.order_id,
    )
    assert request.key == str(started.id)
    assert (started.cart_id, started.order_id) == (command.cart_id, command.order_id)
    assert (started.state, started.amount) == (PaymentState.PROCESSING, PRICE)
    assert started.captured == started.refunding == started.refunded == Money(0, "USD")
    assert (started.processor, started.started_at, started.settled_at) == ("local", NOW, None)
    assert payments_of_order(command.order_id) == [started]
    assert not PaymentStep.objects.exists()
    [begun] = payment_timeline(started.id)
    assert (begun.at, begun.what, begun.amount) == (NOW, "started", PRICE)


@pytest.mark.parametrize("minor", [0, -1])
def test_nothing_is_not_paid(minor: int):
    with pytest.raises(NothingToPay):
        start_payment(a_command(Money(minor, "USD")), now=NOW)

    assert Payment.objects.count() == 0


@pytest.mark.parametrize("charged", [False, True])
def test_an_order_is_not_paid_twice(a_started_payment, a_charged_payment, charged: bool):
    order_id = uuid7()
    (a_charged_payment if charged else a_started_payment)(OK, order_id=order_id)

    with pytest.raises(PaymentIsLive) as refusal:
        a_started_payment(OK, order_id=order_id)

    assert refusal.value.order_id == order_id


def test_after_a_decline_the_order_is_paid_with_another_card(a_charged_payment, processor):
    order_id = uuid7()

    declined = a_charged_payment(DECLINED, order_id=order_id)
    paid = a_charged_payment(OK, order_id=order_id)

    assert [declined.state, paid.state] == [PaymentState.FAILED, PaymentState.CAPTURED]
    assert payments_of_order(order_id) == [declined, paid]
    assert [charge[1] for charge in charges_of(processor)] == ["failed", "captured"]


def test_an_order_that_got_all_its_money_back_can_be_paid_again(a_charged_payment, deliver):
    order_id = uuid7()
    paid = a_charged_payment(OK, order_id=order_id)
    refund_payment(RefundPayment(paid.id, "all", "Changed my mind"), now=NOW)
    deliver()

    again = a_charged_payment(OK, order_id=order_id)

    assert again.state is PaymentState.CAPTURED


def test_the_database_keeps_amounts_that_can_be_true(a_charged_payment):
    paid = a_charged_payment()
    impossible = [
        {"captured_minor": 1235},
        {"captured_minor": -1},
        {"refunded_minor": 1235},
        {"refunded_minor": -1},
        {"refunded_minor": 1000, "refunding_minor": 235},
        {"amount_minor": 0},
        {"state": "failed"},
    ]

    for values in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.filter(pk=paid.id).update(**values)
