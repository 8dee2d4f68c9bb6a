"""Real threads on real connections: together they do what one would have done."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from payments.makers import CHALLENGE, NOW, OK, PRICE, TIME_OUT, charges_of

from serai.kernel.errors import DomainError
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.models import PaymentStep, ReceivedWebhook, Refund
from serai.payments.public import (
    PaymentIsLive,
    PaymentState,
    RefundPayment,
    RefundTooLarge,
    Source,
    charge_payment,
    charge_status,
    payment,
    refund_payment,
    settle_from_processor,
    void_payment,
)
from serai.payments.usecases.confirm_refund import confirm_refund
from serai.payments.usecases.recover_processing import recover_processing
from serai.payments.usecases.take_in_webhook import take_in_webhook
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.models import EventRecord

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _leaves_no_jobs(transactional_db: None) -> Iterator[None]:
    yield
    execute("TRUNCATE procrastinate_jobs CASCADE")


def together(*acts: Callable[[], object]) -> list[object]:
    """Run every act in its own thread, at once; return what each returned or refused."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            gate.wait(timeout=120)
            return act()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def told(event: str) -> int:
    return EventRecord.objects.filter(type=f"payments.{event}").count()


def test_news_by_every_way_at_once_settles_once(a_started_payment, processor):
    request = a_started_payment()
    result = charge_payment(request, now=NOW)

    settlements = together(
        *(
            lambda source=source: settle_from_processor(result, source=source, now=NOW)
            for source in [*Source, *Source]
        )
    )

    assert Counter(settlement.changed for settlement in settlements) == {True: 1, False: 11}
    assert {settlement.payment for settlement in settlements} == {payment(request.payment_id)}
    assert PaymentStep.objects.filter(state="captured").count() == 1
    assert told("PaymentCaptured") == 1


def test_one_webhook_delivered_many_times_at_once_is_taken_in_once(a_started_payment, processor):
    charge_payment(a_started_payment(TIME_OUT), now=NOW)
    [(webhook_id, body)] = processor.book.connection().execute("SELECT id, body FROM webhook")
    headers = signed_headers(webhook_id, body, secret=processor.webhook_secret, now=NOW)

    firsts = together(*[lambda: take_in_webhook("local", headers, body, now=NOW)] * 8)

    assert Counter(firsts) == {True: 1, False: 7}
    assert ReceivedWebhook.objects.count() == 1
    assert told("PaymentCaptured") == 1


def test_many_calls_of_one_charge_charge_once(a_started_payment, processor):
    request = a_started_payment()

    results = together(*[lambda: charge_payment(request, now=NOW)] * 8)

    assert len({result.reference for result in results}) == 1
    assert charges_of(processor) == [(request.key, "captured", 1234, 0)]


def test_recovery_beside_the_call_charges_once(a_started_payment, processor):
    from datetime import timedelta

    request = a_started_payment()
    later = NOW + timedelta(minutes=2)

    def call() -> None:
        result = charge_payment(request, now=NOW)
        settle_from_processor(result, source=Source.CALL, now=NOW)

    together(call, lambda: recover_processing(now=later), lambda: recover_processing(now=later))

    assert payment(request.payment_id).state is PaymentState.CAPTURED
    assert charges_of(processor) == [(request.key, "captured", 1234, 0)]
    assert told("PaymentCaptured") == 1


def test_giving_up_beside_the_call_ends_one_way(a_started_payment, processor):
    for _ in range(10):
        request = a_started_payment()

        def call(request=request) -> None:
            result = charge_payment(request, now=NOW)
            settle_from_processor(result, source=Source.CALL, now=NOW)

        together(call, lambda request=request: void_payment(request.payment_id, now=NOW))

        ours = payment(request.payment_id).state
        theirs = processor.status_of(request.key)
        assert (ours, theirs and theirs.status.value) in (
            (PaymentState.CAPTURED, "captured"),
            (PaymentState.VOIDED, None),
        )


def test_approving_beside_giving_up_ends_one_way(a_charged_payment, processor):
    for _ in range(10):
        waiting = a_charged_payment(CHALLENGE)
        challenge = waiting.action_url.rpartition("/")[2]

        def approve(waiting=waiting, challenge=challenge) -> None:
            processor.answer_challenge(challenge, approved=True, now=NOW)
            settle_from_processor(charge_status(waiting.id), source=Source.RETURN, now=NOW)

        together(approve, lambda waiting=waiting: void_payment(waiting.id, now=NOW))

        theirs = processor.status_of(str(waiting.id))
        assert payment(waiting.id).state.value == theirs.status.value


def test_an_order_started_many_times_at_once_is_started_once(a_started_payment, processor):
    order_id = uuid7()

    def start() -> object:
        with unit_of_work():
            return a_started_payment(OK, order_id=order_id)

    outcomes = together(*[start] * 8)

    assert Counter(type(outcome) for outcome in outcomes)[PaymentIsLive] == 7


def test_refunds_at_once_never_exceed_what_was_taken(a_charged_payment, processor):
    paid = a_charged_payment()

    outcomes = together(
        *(
            lambda key=key: refund_payment(
                RefundPayment(paid.id, f"r{key}", "Damaged", Money(300, "USD")), now=NOW
            )
            for key in range(8)
        )
    )
    together(
        *(
            lambda pk=pk: confirm_refund(pk, now=NOW)
            for pk in Refund.objects.values_list("pk", flat=True)
        )
    )

    assert Counter(type(outcome) for outcome in outcomes)[RefundTooLarge] == 4
    after = payment(paid.id)
    assert (after.refunded, after.refunding) == (Money(1200, "USD"), Money(0, "USD"))
    assert charges_of(processor) == [(str(paid.id), "captured", 1234, 1200)]
    assert told("PaymentRefunded") == 4


def test_one_refund_asked_for_many_times_at_once_is_made_once(a_charged_payment, processor):
    paid = a_charged_payment()
    command = RefundPayment(paid.id, "cancelled", "Cancelled")

    refunds = together(*[lambda: refund_payment(command, now=NOW)] * 8)
    refund_ids = {refund.id for refund in refunds}
    together(*[lambda: confirm_refund(next(iter(refund_ids)), now=NOW)] * 8)

    assert len(refund_ids) == 1
    assert payment(paid.id).refunded == PRICE
    assert charges_of(processor) == [(str(paid.id), "captured", 1234, 1234)]
    assert told("PaymentRefunded") == 1
