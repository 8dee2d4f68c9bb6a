"""What processors of the house must do: they are asked like any other, and nobody outside is called."""

from uuid import uuid4

import pytest
from factories.catalog import a_channel

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments import public as payments
from serai.payments.adapters.in_house.cash import CashProcessor
from serai.payments.adapters.in_house.later import LaterProcessor
from serai.payments.adapters.in_house.terminal import TerminalProcessor
from serai.payments.adapters.in_house.transfer import TransferProcessor
from serai.payments.models import Payment
from serai.payments.ports import (
    Card,
    CardRefused,
    ChargeRequest,
    ChargeStatus,
    DisputeAnswer,
    RefundStatus,
    UnknownProcessor,
    WebhookRefused,
)
from serai.plumbing.db import unit_of_work

FIVE = Money(500, "USD")


@pytest.fixture(params=[CashProcessor, TerminalProcessor, TransferProcessor])
def processor(request: pytest.FixtureRequest) -> LaterProcessor:
    return request.param()


def started(processor: LaterProcessor) -> ChargeRequest:
    if not processor.abilities.methods:
        return at_a_terminal(processor)
    a_channel()
    command = payments.StartPayment(
        cart_id=uuid7(),
        order_id=uuid7(),
        channel_code="web",
        amount=FIVE,
        token="",
        return_url="",
        method=processor.abilities.methods[0],
    )
    with unit_of_work():
        return payments.start_payment(command, now=clock.now())


def at_a_terminal(processor: LaterProcessor) -> ChargeRequest:
    """Nobody begins to pay at a terminal here: its payments begin with their money."""
    method, order_id = payments.CARD_AT_TERMINAL, uuid7()
    row = Payment.objects.create(
        cart_id=order_id,
        order_id=order_id,
        channel_code="web",
        purpose="order",
        method=method,
        state=payments.PaymentState.PROCESSING,
        amount_minor=FIVE.minor,
        currency=FIVE.currency,
        processor=processor.name,
        started_at=clock.now(),
    )
    return ChargeRequest(row.pk, FIVE, "", "", method=method, processor=processor.name)


@pytest.mark.django_db
def test_a_charge_is_believed_as_pending_and_the_same_when_asked_again(processor):
    request = started(processor)

    first, second = (processor.charge(request, now=clock.now()) for _ in range(2))

    assert first == second
    assert (first.status, first.amount, first.taken.minor) == (ChargeStatus.PENDING, FIVE, 0)
    payments.settle_from_processor(first, source=payments.Source.CALL, now=clock.now())
    assert processor.status_of(request.key) == first


@pytest.mark.django_db
def test_a_charge_that_never_arrived_is_unknown(processor):
    assert processor.status_of(str(uuid4())) is None
    assert processor.status_of("nonsense") is None
    assert processor.status_of(started(processor).key) is None
    assert processor.void(str(uuid4()), now=clock.now()) is None


@pytest.mark.django_db
def test_what_is_waited_for_no_longer_is_voided(processor):
    request = started(processor)
    charge = processor.charge(request, now=clock.now())
    payments.settle_from_processor(charge, source=payments.Source.CALL, now=clock.now())

    voided = processor.void(request.key, now=clock.now())

    assert (voided.status, voided.amount) == (ChargeStatus.VOIDED, FIVE)


def test_people_pay_refunds_out(processor):
    result = processor.refund("x", FIVE, key="k", now=clock.now())

    assert processor.abilities.refunds_by_hand
    assert (result.status, result.failure_code) == (RefundStatus.REFUSED, "paid_out_by_hand")


def test_there_are_no_cards_disputes_or_webhooks(processor):
    with pytest.raises(CardRefused):
        processor.tokenise(Card("4242424242424242", "12/30", "123"), now=clock.now())
    with pytest.raises(UnknownProcessor):
        processor.answer_dispute("x", DisputeAnswer(), key="k", now=clock.now())
    with pytest.raises(WebhookRefused):
        processor.verify_webhook({}, b"", now=clock.now())
    assert processor.front().tokenise_url == ""
