"""Webhooks: before, after, twice and instead of the browser's return, always the same end."""

from collections.abc import Callable

import httpx
import msgspec
import pytest
from django.test import Client
from payments.makers import CHALLENGE, DECLINED, NOW, OK, PRICE, TIME_OUT, TWICE

from serai.kernel import clock
from serai.payments.adapters.local.courier import FIRST_WAIT, MOST_ATTEMPTS, Courier
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.events import PaymentCaptured, PaymentRefunded
from serai.payments.models import ReceivedWebhook
from serai.payments.public import (
    PaymentState,
    RefundPayment,
    Source,
    charge_payment,
    charge_status,
    payment,
    refund_payment,
    settle_from_processor,
)
from serai.payments.usecases.forget_webhooks import forget_webhooks

pytestmark = pytest.mark.django_db
ADDRESS = "/api/webhooks/payments/local"

Answer = Callable[[httpx.Request], httpx.Response]


def our_endpoint(request: httpx.Request) -> httpx.Response:
    """Pass what the courier sends to our own address."""
    headers = {name: value for name, value in request.headers.items() if name.startswith("webhook")}
    response = Client().generic(
        "POST", request.url.path, request.content, "application/json", headers=headers
    )
    return httpx.Response(response.status_code, content=response.content)


def a_courier(processor: LocalProcessor, answer: Answer = our_endpoint) -> Courier:
    client = httpx.Client(transport=httpx.MockTransport(answer))
    address = f"http://testserver{ADDRESS}"
    return Courier(processor.book, address, processor.webhook_secret, client)


def answers_of(processor: LocalProcessor) -> list[tuple[object, ...]]:
    found = processor.book.connection().execute(
        "SELECT attempts, delivered_at IS NOT NULL, last_answer FROM webhook ORDER BY number"
    )
    return [tuple(row) for row in found]


def approve(processor: LocalProcessor, action_url: str) -> None:
    processor.answer_challenge(action_url.rpartition("/")[2], approved=True, now=NOW)


def test_a_webhook_instead_of_the_answer_settles(a_started_payment, processor, published):
    request = a_started_payment(TIME_OUT)
    charge_payment(request, now=NOW)

    delivered = a_courier(processor).deliver(now=clock.now())

    assert delivered == 1
    assert payment(request.payment_id).state is PaymentState.CAPTURED
    assert [type(event) for event in published()] == [PaymentCaptured]


@pytest.mark.parametrize(
    "order", ["webhook only", "webhook return", "return webhook", "webhook webhook return webhook"]
)
def test_the_end_is_the_same_in_whatever_order(a_charged_payment, processor, published, order: str):
    waiting = a_charged_payment(CHALLENGE)
    approve(processor, waiting.action_url)
    [(body, webhook_id)] = processor.book.connection().execute("SELECT body, id FROM webhook")

    for way in order.split():
        if way == "webhook":
            now = clock.now()
            headers = signed_headers(webhook_id, body, secret=processor.webhook_secret, now=now)
            response = Client().generic("POST", ADDRESS, body, "application/json", headers=headers)
            assert response.status_code == 200
        elif way == "return":
            result = charge_status(waiting.id)
            settle_from_processor(result, source=Source.RETURN, now=NOW)

    settled = payment(waiting.id)
    assert (settled.state, settled.captured, settled.action_url) == (
        PaymentState.CAPTURED,
        PRICE,
        "",
    )
    assert [type(event) for event in published()] == [PaymentCaptured]


def test_the_card_that_answers_twice_is_settled_once(a_charged_payment, processor, published):
    paid = a_charged_payment(TWICE)

    delivered = a_courier(processor).deliver(now=clock.now())

    assert delivered == 2
    assert payment(paid.id) == paid
    assert ReceivedWebhook.objects.count() == 1
    assert [type(event) for event in published()] == [PaymentCaptured]


@pytest.mark.parametrize("number", [OK, DECLINED])
def test_what_the_call_has_answered_is_not_told_again(a_charged_payment, processor, number: str):
    a_charged_payment(number)

    assert answers_of(processor) == []


def test_a_repeated_webhook_says_that_it_was_known(a_charged_payment, processor):
    a_charged_payment(TIME_OUT)
    [(body, webhook_id)] = processor.book.connection().execute("SELECT body, id FROM webhook")
    headers = signed_headers(webhook_id, body, secret=processor.webhook_secret, now=clock.now())

    answers = [
        Client().generic("POST", ADDRESS, body, "application/json", headers=headers).json()
        for _ in range(2)
    ]

    assert answers == [{"first": True}, {"first": False}]


def test_a_refund_is_confirmed_by_its_webhook_too(a_charged_payment, processor, deliver, published):
    paid = a_charged_payment()
    refund = refund_payment(RefundPayment(paid.id, "r1", "Damaged"), now=NOW)
    processor.refund(paid.processor_reference, PRICE, key=str(refund.id), now=NOW)

    a_courier(processor).deliver(now=clock.now())
    deliver()

    assert payment(paid.id).refunded == PRICE
    assert len([event for event in published() if isinstance(event, PaymentRefunded)]) == 1


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, "header_missing"),
        ({"webhook-signature": "v1,bm8="}, "signature_wrong"),
        ({"webhook-timestamp": "12"}, "timestamp_too_far"),
        ({"webhook-timestamp": "now"}, "timestamp_malformed"),
    ],
)
def test_a_bad_signature_is_a_clear_problem_and_leaves_no_trace(
    a_started_payment, processor, published, headers: dict[str, str], reason: str
):
    request = a_started_payment(TIME_OUT)
    charge_payment(request, now=NOW)
    [(body, webhook_id)] = processor.book.connection().execute("SELECT body, id FROM webhook")
    good = signed_headers(webhook_id, body, secret=processor.webhook_secret, now=clock.now())
    sent = good | headers if headers else {}

    response = Client().generic("POST", ADDRESS, body, "application/json", headers=sent)

    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["code"], problem["facts"]) == ("payments.webhook_refused", {"reason": reason})
    assert payment(request.payment_id).state is PaymentState.PROCESSING
    assert ReceivedWebhook.objects.count() == 0
    assert published() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"type":"charge","timestamp":"2027-01-01T00:00:00Z","key":"k","status":"happy",'
        b'"amount_minor":1,"currency":"USD","reference":"ch_1"}',
    ],
)
def test_a_signed_body_that_is_no_news_is_refused(db, processor, body: bytes):
    headers = signed_headers("msg_1", body, secret=processor.webhook_secret, now=clock.now())

    response = Client().generic("POST", ADDRESS, body, "application/json", headers=headers)

    assert response.status_code == 401
    assert response.json()["facts"] == {"reason": "body_unreadable"}


def test_news_of_a_strangers_payment_is_not_found_and_may_come_again(db, processor):
    body = msgspec.json.encode(
        {
            "type": "charge",
            "timestamp": NOW,
            "key": "0198c0de-0000-7000-8000-000000000000",
            "status": "captured",
            "amount_minor": 1,
            "currency": "USD",
            "reference": "ch_1",
        }
    )
    headers = signed_headers("msg_1", body, secret=processor.webhook_secret, now=clock.now())

    response = Client().generic("POST", ADDRESS, body, "application/json", headers=headers)

    assert response.status_code == 404
    assert response.json()["code"] == "payments.payment_not_found"
    assert ReceivedWebhook.objects.count() == 0


def test_an_unknown_processor_is_not_found(db, processor):
    response = Client().post("/api/webhooks/payments/acme", {}, "application/json")

    assert response.status_code == 404
    assert response.json()["code"] == "payments.unknown_processor"


def test_an_endpoint_that_fails_is_tried_again_with_growing_waits(a_charged_payment, processor):
    a_charged_payment(TIME_OUT)
    start = clock.now()
    courier = a_courier(processor, lambda _: httpx.Response(503))

    assert courier.deliver(now=start) == 0
    assert courier.deliver(now=start) == 0
    assert courier.deliver(now=start + FIRST_WAIT) == 0

    assert answers_of(processor) == [(2, 0, "503")]
    assert a_courier(processor).deliver(now=start + 2 * FIRST_WAIT) == 0
    assert a_courier(processor).deliver(now=start + 3 * FIRST_WAIT) == 1
    assert answers_of(processor) == [(3, 1, "200")]


def test_an_endpoint_out_of_reach_is_tried_again_and_given_up_in_the_end(
    a_charged_payment, processor
):
    def gone(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there", request=request)

    a_charged_payment(TIME_OUT)
    now = clock.now()

    for attempt in range(MOST_ATTEMPTS + 3):
        a_courier(processor, gone).deliver(now=now)
        now += FIRST_WAIT * 2**attempt

    assert answers_of(processor) == [(MOST_ATTEMPTS, 0, "ConnectError")]


def test_one_courier_at_a_time_holds_a_webhook(a_charged_payment, processor):
    a_charged_payment(TIME_OUT)
    seen: list[int] = []

    def nested(request: httpx.Request) -> httpx.Response:
        seen.append(a_courier(processor).deliver(now=clock.now()))
        return our_endpoint(request)

    assert a_courier(processor, nested).deliver(now=clock.now()) == 1
    assert seen == [0]


def test_old_ids_are_forgotten(db):
    from datetime import timedelta

    for days in (29, 31):
        ReceivedWebhook.objects.create(
            processor="local", webhook_id=f"msg_{days}", received_at=NOW - timedelta(days=days)
        )

    assert forget_webhooks(older_than=timedelta(days=30), now=NOW) == 1
    assert ReceivedWebhook.objects.get().webhook_id == "msg_29"
