"""Random lives of an order's payments: crashes, lost, doubled and reordered news; the books agree."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from factories.lives import lives
from hypothesis import given
from hypothesis import strategies as st
from payments.makers import CHALLENGE, DECLINED, NOW, OK, PRICE, RETURN_URL, TIME_OUT, TWICE, a_card

from serai.kernel.errors import DomainError
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.models import PaymentStep
from serai.payments.public import (
    ChargeRequest,
    PaymentState,
    PaymentView,
    RefundPayment,
    RefundState,
    Source,
    StartPayment,
    charge_payment,
    charge_status,
    payment,
    payments_of_order,
    refund_payment,
    refunds_of_payment,
    settle_from_processor,
    start_payment,
    void_payment,
)
from serai.payments.usecases.confirm_refund import confirm_refund
from serai.payments.usecases.recover_processing import recover_processing
from serai.payments.usecases.take_in_webhook import take_in_webhook
from serai.plumbing.db import unit_of_work
from serai.plumbing.models import EventRecord

CARDS = [OK, DECLINED, CHALLENGE, TIME_OUT, TWICE]


class Crash(Exception):
    """The process dies here."""


class Order:
    """One order, its payments, and everything that can happen to them."""

    def __init__(self, processor: LocalProcessor) -> None:
        self.processor, self.id = processor, uuid7()
        self.requests: list[ChargeRequest] = []
        self.webhooks: list[tuple[str, bytes]] = []
        self.now = NOW

    def start(self, pick: int) -> None:
        command = StartPayment(
            cart_id=uuid7(),
            order_id=self.id,
            channel_code="web",
            amount=PRICE,
            token=self.processor.tokenise(a_card(CARDS[pick % len(CARDS)]), now=self.now).token,
            return_url=RETURN_URL,
        )
        with unit_of_work():
            request = start_payment(command, now=self.now)
        self.requests.append(request)

    def crash_while_starting(self, pick: int) -> None:
        before = list(self.requests)
        with unit_of_work():
            self.start(pick)
            self.requests = before
            raise Crash

    def call(self, pick: int) -> None:
        self._settle(charge_payment(self._request(pick), now=self.now), Source.CALL)

    def call_and_crash(self, pick: int) -> None:
        charge_payment(self._request(pick), now=self.now)

    def call_and_crash_while_settling(self, pick: int) -> None:
        result = charge_payment(self._request(pick), now=self.now)
        with unit_of_work():
            self._settle(result, Source.CALL)
            raise Crash

    def come_back(self, pick: int) -> None:
        result = charge_status(self._request(pick).payment_id)
        if result is not None:
            self._settle(result, Source.RETURN)

    def answer(self, pick: int) -> None:
        result = self.processor.status_of(self._request(pick).key)
        if result is not None and result.action_url:
            challenge = result.action_url.rpartition("/")[2]
            self.processor.answer_challenge(challenge, approved=pick % 3 > 0, now=self.now)

    def webhook(self, pick: int) -> None:
        news = self._news()
        if not news:
            return
        webhook_id, body = news[pick % len(news)]
        headers = signed_headers(
            webhook_id, body, secret=self.processor.webhook_secret, now=self.now
        )
        take_in_webhook("local", headers, body, now=self.now)

    def webhook_and_crash(self, pick: int) -> None:
        with unit_of_work():
            self.webhook(pick)
            raise Crash

    def recover(self, pick: int) -> None:
        self.now += timedelta(minutes=pick)
        recover_processing(now=self.now)

    def void(self, pick: int) -> None:
        void_payment(self._request(pick).payment_id, now=self.now)

    def refund(self, pick: int) -> None:
        amount = Money(pick * 200, "USD") if pick else None
        command = RefundPayment(self._request(pick).payment_id, f"r{pick % 4}", "Damaged", amount)
        refund_payment(command, now=self.now)

    def refund_and_crash(self, pick: int) -> None:
        with unit_of_work():
            self.refund(pick)
            raise Crash

    def confirm(self, pick: int) -> None:
        for refund_id in self._requested():
            confirm_refund(refund_id, now=self.now)

    def confirm_and_crash(self, pick: int) -> None:
        for request in self.requests:
            for refund in refunds_of_payment(request.payment_id):
                if refund.state is RefundState.REQUESTED:
                    reference = payment(request.payment_id).processor_reference
                    self.processor.refund(
                        reference, refund.amount, key=str(refund.id), now=self.now
                    )

    def come_to_rest(self) -> None:
        """Let everything arrive that is still under way, and all the news once more."""
        self.recover(0)
        for pick in range(len(self._news())):
            self.webhook(pick)
        self.confirm(0)
        self.now += timedelta(minutes=30)
        self.recover(0)

    def taken(self) -> int:
        """Return how much the processor's book holds for this order, refunds taken off."""
        charges = self._book("SELECT key, status, amount_minor - refunded_minor FROM charge")
        ours = {request.key for request in self.requests}
        return sum(left for key, status, left in charges if status == "captured" and key in ours)

    def _settle(self, result, source: Source) -> PaymentView:
        return settle_from_processor(result, source=source, now=self.now).payment

    def _request(self, pick: int) -> ChargeRequest:
        return self.requests[pick % len(self.requests)]

    def _requested(self) -> list[UUID]:
        return [
            refund.id
            for request in self.requests
            for refund in refunds_of_payment(request.payment_id)
            if refund.state is RefundState.REQUESTED
        ]

    def _news(self) -> list[tuple[str, bytes]]:
        ours = {request.key for request in self.requests}
        ours |= {
            str(refund.id)
            for request in self.requests
            for refund in refunds_of_payment(request.payment_id)
        }
        found = self._book("SELECT id, body FROM webhook")
        return [(i, body) for i, body in found if any(key.encode() in body for key in ours)]

    def _book(self, query: str) -> list:
        return self.processor.book.connection().execute(query).fetchall()


ACTIONS: list[Callable[[Order, int], None]] = [
    Order.start,
    Order.crash_while_starting,
    Order.call,
    Order.call_and_crash,
    Order.call_and_crash_while_settling,
    Order.come_back,
    Order.answer,
    Order.webhook,
    Order.webhook_and_crash,
    Order.recover,
    Order.void,
    Order.refund,
    Order.refund_and_crash,
    Order.confirm,
    Order.confirm_and_crash,
]
LIVES = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 7)), max_size=20)


@pytest.mark.django_db
@lives(120)
@given(LIVES)
def test_whatever_happens_money_is_taken_once_and_the_books_agree(processor, life):
    order = Order(processor)

    for action, pick in [(Order.start, 0), *life]:
        with suppress(Crash, DomainError):
            action(order, pick)
        assert 0 <= order.taken() <= PRICE.minor
        for standing in payments_of_order(order.id):
            given_back = standing.refunded + standing.refunding
            assert given_back <= standing.captured <= standing.amount
    order.come_to_rest()

    for request in order.requests:
        standing = payment(request.payment_id)
        assert standing.state not in (PaymentState.PROCESSING, PaymentState.REQUIRES_ACTION)
        _agrees_with_the_processor(standing, processor)
        _was_told_once(standing)
        _never_went_back(standing)


def _agrees_with_the_processor(standing: PaymentView, processor: LocalProcessor) -> None:
    booked = processor.status_of(str(standing.id))
    if booked is None:
        assert (standing.state, standing.failure_code) in (
            (PaymentState.VOIDED, "never_received"),
            (PaymentState.VOIDED, ""),
        )
        return
    assert standing.state.value == booked.status.value
    [(refunded,)] = processor.book.connection().execute(
        "SELECT refunded_minor FROM charge WHERE key = ?", (str(standing.id),)
    )
    assert standing.refunded.minor == refunded
    assert not standing.refunding


def _was_told_once(standing: PaymentView) -> None:
    told = EventRecord.objects.filter(payload__payment_id=str(standing.id))
    captured = told.filter(type="payments.PaymentCaptured").count()
    failed = told.filter(type="payments.PaymentFailed").count()
    refunded = sum(
        payload["refund_minor"]
        for payload in told.filter(type="payments.PaymentRefunded").values_list(
            "payload", flat=True
        )
    )
    assert captured == (standing.state is PaymentState.CAPTURED)
    assert failed == (standing.state is not PaymentState.CAPTURED)
    assert refunded == standing.refunded.minor


def _never_went_back(standing: PaymentView) -> None:
    ranks = {"processing": 0, "requires_action": 1, "failed": 2, "voided": 2, "captured": 3}
    steps = PaymentStep.objects.filter(payment_id=standing.id).order_by("pk")
    walked = [ranks[state] for state in steps.values_list("state", flat=True)]
    assert walked == sorted(set(walked))
