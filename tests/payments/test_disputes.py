"""What a bank takes back is known once, answered once, decided once, and in the books at every moment."""

from dataclasses import replace
from datetime import timedelta

import pytest
from payments.makers import DISPUTED, NOW, PRICE

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ledger.public import ledger_disagreements, trial_balance
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.events import DisputeDecided, PaymentDisputed
from serai.payments.public import (
    AmountDisagrees,
    AnswerDispute,
    DisputeIsAnswered,
    DisputeNotFound,
    DisputeState,
    PaymentNotFound,
    RefundPayment,
    RefundTooLarge,
    Source,
    answer_dispute,
    disputes_of_payment,
    payment,
    refund_payment,
    settle_from_processor,
)
from serai.payments.usecases.settle_dispute import settle_dispute
from serai.payments.usecases.take_in_webhook import take_in_webhook

pytestmark = pytest.mark.django_db

ZERO = Money(0, "USD")


def booked() -> dict[str, int]:
    assert ledger_disagreements() == []
    return {row.kind: row.debit - row.credit for row in trial_balance().rows}


def hear(processor, times: int = 1) -> None:
    """Take in every webhook of the processor, so many times, newest first."""
    rows = processor.book.connection().execute("SELECT id, body FROM webhook").fetchall()
    for _ in range(times):
        for webhook_id, body in reversed(rows):
            headers = signed_headers(webhook_id, body, secret=processor.webhook_secret, now=NOW)
            take_in_webhook("local", headers, body, now=NOW)


@pytest.fixture
def a_disputed_payment(a_charged_payment, processor):
    paid = a_charged_payment(DISPUTED)
    hear(processor)
    return paid


def test_a_dispute_takes_the_amount_back_for_now(published, a_disputed_payment):
    [dispute] = disputes_of_payment(a_disputed_payment.id)
    standing = payment(a_disputed_payment.id)

    assert (dispute.state, dispute.amount, dispute.reason) == (
        DisputeState.OPENED,
        PRICE,
        "product_not_received",
    )
    assert dispute.due_at == NOW + timedelta(days=7)
    assert (standing.captured, standing.disputed, standing.charged_back) == (PRICE, PRICE, ZERO)
    assert standing.refundable == ZERO
    assert booked() == {
        "payments.disputed": 1234,
        "payments.receivable": 0,
        "payments.received": -1234,
    }
    assert isinstance(published()[-1], PaymentDisputed)


@pytest.mark.parametrize(
    ("evidence", "state", "charged_back", "books"),
    [
        ("winning_evidence", DisputeState.WON, ZERO, (1234, -1234)),
        ("losing_evidence", DisputeState.LOST, PRICE, (0, 0)),
        ("", DisputeState.LOST, PRICE, (0, 0)),
    ],
)
def test_an_answered_dispute_is_won_or_lost(  # noqa: PLR0917
    a_disputed_payment, published, deliver, evidence, state, charged_back, books
):
    [dispute] = disputes_of_payment(a_disputed_payment.id)

    answer_dispute(AnswerDispute(dispute.id, evidence), now=NOW)
    deliver()

    [after] = disputes_of_payment(a_disputed_payment.id)
    assert after.state is state
    assert after.closed_at is not None
    standing = payment(a_disputed_payment.id)
    assert (standing.disputed, standing.charged_back) == (ZERO, charged_back)
    assert booked() == {
        "payments.disputed": 0,
        "payments.receivable": books[0],
        "payments.received": books[1],
    }
    told = published()[-1]
    assert isinstance(told, DisputeDecided)
    assert (told.outcome, told.charged_back_minor) == (state.value, charged_back.minor)


def test_evidence_waits_for_the_bank(a_disputed_payment, deliver, processor):
    [dispute] = disputes_of_payment(a_disputed_payment.id)

    answer_dispute(AnswerDispute(dispute.id, "A signed delivery note"), now=NOW)
    deliver()
    assert disputes_of_payment(a_disputed_payment.id)[0].state is DisputeState.CONTESTED
    processor.decide_dispute(dispute.processor_reference, won=True, now=NOW)
    hear(processor, times=3)

    assert disputes_of_payment(a_disputed_payment.id)[0].state is DisputeState.WON
    assert payment(a_disputed_payment.id).refundable == PRICE


def test_news_of_a_dispute_in_any_order_and_number_ends_the_same(
    a_charged_payment, processor, published
):
    paid = a_charged_payment(DISPUTED)
    [reference] = processor.book.connection().execute("SELECT id FROM dispute").fetchone()
    processor.decide_dispute(reference, won=False, now=NOW)

    hear(processor, times=2)

    assert disputes_of_payment(paid.id)[0].state is DisputeState.LOST
    assert payment(paid.id).charged_back == PRICE
    told = [type(event) for event in published()]
    assert (told.count(PaymentDisputed), told.count(DisputeDecided)) == (1, 1)
    assert booked() == {
        "payments.disputed": 0,
        "payments.receivable": 0,
        "payments.received": 0,
    }


def test_a_dispute_that_nobody_answers_is_lost(a_disputed_payment, processor):
    processor.lapse(now=NOW + timedelta(days=7, minutes=1))

    hear(processor)

    assert disputes_of_payment(a_disputed_payment.id)[0].state is DisputeState.LOST


def test_a_dispute_is_answered_once_and_in_time(a_disputed_payment):
    [dispute] = disputes_of_payment(a_disputed_payment.id)

    with pytest.raises(DisputeIsAnswered):
        answer_dispute(AnswerDispute(dispute.id, "late"), now=NOW + timedelta(days=8))
    answer_dispute(AnswerDispute(dispute.id, "A signed delivery note"), now=NOW)
    with pytest.raises(DisputeIsAnswered):
        answer_dispute(AnswerDispute(dispute.id), now=NOW)


def test_there_is_no_such_dispute(db):
    with pytest.raises(DisputeNotFound):
        answer_dispute(AnswerDispute(uuid7()), now=NOW)


def test_money_under_dispute_is_not_given_back_as_well(a_charged_payment, processor):
    paid = a_charged_payment()
    processor.open_dispute(
        paid.processor_reference, Money(1000, "USD"), reason="fraudulent", now=NOW
    )
    hear(processor)

    with pytest.raises(RefundTooLarge):
        refund_payment(RefundPayment(paid.id, "a", "x", Money(235, "USD")), now=NOW)
    assert refund_payment(RefundPayment(paid.id, "a", "x"), now=NOW).amount == Money(234, "USD")


def test_a_dispute_known_before_its_capture_is_heard_again_later(a_started_payment, processor):
    request = a_started_payment(DISPUTED)
    result = processor.charge(request, now=NOW)

    with pytest.raises(AmountDisagrees):
        hear(processor)

    settle_from_processor(result, source=Source.CALL, now=NOW)
    hear(processor)
    assert payment(request.payment_id).disputed == PRICE


def test_a_dispute_is_found_by_the_processors_name_of_the_charge(a_charged_payment, processor):
    paid = a_charged_payment()
    opened = processor.open_dispute(
        paid.processor_reference, Money(34, "USD"), reason="fraudulent", now=NOW
    )

    settle_dispute(replace(opened, charge_key=""), processor="local", now=NOW)
    assert payment(paid.id).disputed == Money(34, "USD")
    with pytest.raises(PaymentNotFound):
        settle_dispute(
            replace(opened, charge_key="", charge_reference=""), processor="local", now=NOW
        )
    with pytest.raises(PaymentNotFound):
        settle_dispute(opened, processor="another", now=NOW)
