"""What goes over the wire to Stripe, and what comes back."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
import stripe
from outbound.receivers import receiving
from payments.makers import CHALLENGE, DECLINED, NOW, PRICE, RETURN_URL
from payments.stripe_vendor import (
    PUBLIC_KEY,
    SECRET_KEY,
    WEBHOOK_SECRET,
    StripeVendor,
    a_stripe_vendor,
    signed,
)

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.stripe import news
from serai.payments.adapters.stripe.amounts import from_wire, to_wire
from serai.payments.adapters.stripe.connection import Connection
from serai.payments.adapters.stripe.form import encoded
from serai.payments.adapters.stripe.objects import charge_of, dispute_of, refund_of
from serai.payments.adapters.stripe.signature import refuse_unsigned
from serai.payments.adapters.stripe.statement import StripeStatement
from serai.payments.domain.movement import MovementKind
from serai.payments.ports import (
    CaptureAt,
    CaptureStatus,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    DisputeAnswer,
    DisputeStatus,
    ProcessorUnavailable,
    WebhookRefused,
)


@pytest.fixture(scope="module")
def vendor() -> Iterator[StripeVendor]:
    with a_stripe_vendor() as made:
        yield made


@pytest.fixture
def client(vendor: StripeVendor) -> stripe.StripeClient:
    """Return the real client, speaking to the same server."""
    return stripe.StripeClient(SECRET_KEY, base_addresses={"api": vendor.url})


def a_request(vendor: StripeVendor, **how: object) -> ChargeRequest:
    given: dict[str, object] = {
        "payment_id": uuid7(),
        "amount": PRICE,
        "token": vendor.token(),
        "return_url": RETURN_URL,
    }
    return ChargeRequest(**given | how)  # type: ignore[arg-type]


def test_a_form_writes_lists_and_maps_in_brackets():
    body = encoded({"a": 1, "b": True, "c": {"d": {"e": "x y"}}, "f": ["g", {"h": 2}]})

    assert parse_qsl(body.decode()) == [
        ("a", "1"),
        ("b", "true"),
        ("c[d][e]", "x y"),
        ("f[0]", "g"),
        ("f[1][h]", "2"),
    ]


@pytest.mark.parametrize(
    ("amount", "units"),
    [
        (Money(1234, "USD"), 1234),
        (Money(500, "JPY"), 500),
        (Money(5120, "KWD"), 5120),
        (Money(500, "ISK"), 50000),
        (Money(500, "UGX"), 50000),
        (Money(500, "MGA"), 5),
    ],
)
def test_an_amount_is_counted_as_the_api_counts_it_and_back(amount: Money, units: int):
    assert to_wire(amount) == units
    assert from_wire(units, amount.currency.lower()) == amount


@pytest.mark.parametrize("amount", [Money(5123, "KWD"), Money(512, "MGA")])
def test_an_amount_finer_than_the_api_takes_is_refused(amount: Money):
    with pytest.raises(ChargeRefused):
        to_wire(amount)


def test_our_signature_is_what_the_real_client_takes():
    body = b'{"id": "evt_1", "object": "event"}'
    header = signed(body, datetime.now(UTC))["Stripe-Signature"]

    event = stripe.Webhook.construct_event(body, header, WEBHOOK_SECRET)

    assert event["id"] == "evt_1"


def test_one_of_several_signatures_is_enough_while_secrets_change():
    body, at = b"{}", str(int(NOW.timestamp()))
    good = hmac.new(WEBHOOK_SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()

    refuse_unsigned(
        {"stripe-signature": f"t={at},v1={'0' * 64},v1={good},v0=old"},
        body,
        secret=WEBHOOK_SECRET,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, "header_missing"),
        ({"Stripe-Signature": ""}, "timestamp_malformed"),
        ({"Stripe-Signature": "t=soon,v1=0"}, "timestamp_malformed"),
        ({"Stripe-Signature": "t=²,v1=0"}, "timestamp_malformed"),
        ({"Stripe-Signature": "t=1,v1=0"}, "timestamp_too_far"),
        ({"Stripe-Signature": f"t={int(NOW.timestamp())},v1=é"}, "signature_wrong"),
        ({"Stripe-Signature": f"t={int(NOW.timestamp())}"}, "signature_wrong"),
        ({"Stripe-Signature": f"t={int(NOW.timestamp())},v0=0"}, "signature_wrong"),
    ],
)
def test_a_webhook_that_stripe_did_not_sign_is_refused(headers: dict[str, str], reason: str):
    with pytest.raises(WebhookRefused) as refusal:
        refuse_unsigned(headers, b"{}", secret=WEBHOOK_SECRET, now=NOW)

    assert refusal.value.reason == reason


@pytest.mark.parametrize("late", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_a_webhook_is_believed_only_while_it_is_fresh(late: timedelta):
    with pytest.raises(WebhookRefused) as refusal:
        refuse_unsigned(signed(b"{}", NOW), b"{}", secret=WEBHOOK_SECRET, now=NOW + late)

    assert refusal.value.reason == "timestamp_too_far"


def test_news_that_mean_nothing_here_are_taken_in_without_a_result():
    for body in (
        b'{"id": "evt_1", "type": "customer.created", "data": {"object": {}}}',
        json.dumps(
            {
                "id": "evt_1",
                "type": "payment_intent.succeeded",
                "data": {"object": {"id": "pi_1", "status": "succeeded", "metadata": {}}},
            }
        ).encode(),
    ):
        event = news.read(body)

        assert (event.event_id, event.result) == ("evt_1", None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"id": "evt_1", "type": "refund.created", "data": {"object": {"id": "re_1"}}}',
        b'{"id": "evt_1", "type": "refund.created", "data": 1}',
    ],
)
def test_a_body_that_is_no_event_is_refused(body: bytes):
    with pytest.raises(WebhookRefused):
        news.read(body)


def test_the_real_client_sees_the_payment_that_we_made(vendor, client):
    request = a_request(vendor)

    result = vendor.processor.charge(request, now=NOW)

    intent = client.v1.payment_intents.retrieve(result.reference)
    assert (intent.status, intent.amount, intent.currency) == ("succeeded", 1234, "usd")
    assert intent.metadata["serai_payment"] == request.key
    assert charge_of(intent.to_dict()).status is ChargeStatus.CAPTURED


def test_a_payment_that_the_real_client_made_reads_as_one_of_ours(vendor, client):
    key = str(uuid7())

    intent = client.v1.payment_intents.create(
        {
            "amount": 1234,
            "currency": "usd",
            "payment_method": vendor.token(),
            "confirm": True,
            "metadata": {"serai_payment": key},
        }
    )

    found = vendor.processor.status_of(key)
    assert found is not None
    assert (found.reference, found.status, found.amount) == (intent.id, "captured", PRICE)


def test_the_real_client_sees_what_we_gave_back(vendor, client):
    charge = vendor.processor.charge(a_request(vendor), now=NOW)

    ours = vendor.processor.refund(charge.reference, Money(234, "USD"), key="a key", now=NOW)

    theirs = client.v1.refunds.retrieve(ours.reference)
    assert (theirs.amount, theirs.payment_intent) == (234, charge.reference)
    assert refund_of(theirs.to_dict()) == ours


def test_an_amount_is_set_aside_and_a_part_of_it_taken(vendor):
    request = a_request(vendor, capture_at=CaptureAt.HAND_OVER)
    set_aside = vendor.processor.charge(request, now=NOW)

    taken = vendor.processor.capture(
        set_aside.reference, Money(1000, "USD"), key="c1", final=True, now=NOW
    )
    again = vendor.processor.capture(
        set_aside.reference, Money(1000, "USD"), key="c1", final=True, now=NOW
    )
    more = vendor.processor.capture(
        set_aside.reference, Money(1, "USD"), key="c2", final=True, now=NOW
    )

    assert set_aside.status is ChargeStatus.AUTHORISED
    assert taken == again
    assert (taken.status, taken.charge.taken, taken.charge.given_up) == (
        CaptureStatus.CONFIRMED,
        Money(1000, "USD"),
        Money(234, "USD"),
    )
    assert more.status is CaptureStatus.REFUSED


def test_more_than_was_set_aside_cannot_be_taken(vendor):
    set_aside = vendor.processor.charge(a_request(vendor, capture_at=CaptureAt.HAND_OVER), now=NOW)

    refused = vendor.processor.capture(
        set_aside.reference, Money(1235, "USD"), key="c3", final=True, now=NOW
    )

    assert (refused.status, refused.failure_code) == (CaptureStatus.REFUSED, "amount_too_large")
    assert refused.charge.status is ChargeStatus.AUTHORISED


def test_what_was_set_aside_is_let_go(vendor):
    request = a_request(vendor, capture_at=CaptureAt.HAND_OVER)
    vendor.processor.charge(request, now=NOW)

    closed = vendor.processor.void(request.key, now=NOW)

    assert closed is not None
    assert (closed.status, closed.given_up) == (ChargeStatus.VOIDED, PRICE)


@pytest.mark.parametrize(("how", "status"), [("won", "won"), ("lost", "lost")])
def test_a_dispute_is_contested_and_decided(vendor, how: str, status: str):
    charge = vendor.processor.charge(a_request(vendor), now=NOW)
    reference = vendor.open_dispute(charge.reference, 1000)

    contested = vendor.processor.answer_dispute(
        reference, DisputeAnswer("It was delivered."), key="d1" + how, now=NOW
    )
    vendor.decide_dispute(reference, how)
    decided = vendor.processor.answer_dispute(
        reference, DisputeAnswer("Too late."), key="d2" + how, now=NOW
    )

    assert contested.status is DisputeStatus.CONTESTED
    assert (contested.amount, contested.charge_reference) == (Money(1000, "USD"), charge.reference)
    assert decided.status == status


def test_a_dispute_that_is_accepted_is_lost(vendor):
    charge = vendor.processor.charge(a_request(vendor), now=NOW)
    reference = vendor.open_dispute(charge.reference, 1234)

    accepted = vendor.processor.answer_dispute(reference, DisputeAnswer(), key="d3", now=NOW)

    assert accepted.status is DisputeStatus.LOST


def test_an_inquiry_moves_no_money():
    inquiry = {
        "id": "dp_1",
        "status": "warning_needs_response",
        "amount": 1,
        "currency": "usd",
        "charge": "ch_1",
    }

    assert dispute_of(inquiry) is None


def test_a_wallets_token_is_charged(vendor):
    token = vendor.token().replace("pm_", "tok_")

    result = vendor.processor.charge(a_request(vendor, token=token), now=NOW)

    assert result.status is ChargeStatus.CAPTURED


def test_stripe_delivers_its_news_signed_as_we_expect(vendor):
    with receiving(status=200) as receiver:
        hook = {"url": receiver.url, "secret": WEBHOOK_SECRET}
        vendor.ask("POST", "/_config/webhooks/ours", json.dumps(hook))
        request = a_request(vendor)
        vendor.processor.charge(request, now=NOW)
        ours = request.key.encode()
        receiver.wait_for(lambda: any(ours in message.body for message in receiver.messages))

    [message] = [message for message in receiver.messages if ours in message.body]
    event = vendor.processor.verify_webhook(message.headers, message.body, now=datetime.now(UTC))
    assert isinstance(event.result, ChargeResult)
    assert (event.result.key, event.result.status) == (request.key, ChargeStatus.CAPTURED)


def test_the_statement_tells_charges_fees_and_refunds(vendor):
    began = datetime.now(UTC) - timedelta(seconds=5)
    charge = vendor.processor.charge(a_request(vendor), now=NOW)
    refund = vendor.processor.refund(charge.reference, Money(34, "USD"), key="s1", now=NOW)

    lines = StripeStatement(vendor.processor.connection).movements(
        began, datetime.now(UTC) + timedelta(seconds=5)
    )

    ours = [line for line in lines if line.charge == charge.reference]
    told = {(line.kind, line.gross.minor, line.fee.minor, line.source) for line in ours}
    assert (MovementKind.REFUND, -34, 0, refund.reference) in told
    assert {(kind, gross, fee) for kind, gross, fee, _ in told} == {
        (MovementKind.CHARGE, 1234, 30 + 1234 * 29 // 1000),
        (MovementKind.REFUND, -34, 0),
    }


@pytest.mark.parametrize("status", [401, 403, 409, 429, 500, 502])
def test_an_api_that_does_not_serve_us_is_unavailable(status: int):
    with receiving(status=status, body=b'{"error": {"type": "api_error"}}') as receiver:
        connection = Connection(SECRET_KEY, url=receiver.url, budget=timedelta(seconds=1))
        with pytest.raises(ProcessorUnavailable):
            connection.post("/v1/refunds", {})
        connection.close()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]"])
def test_an_answer_that_is_no_object_is_none(body: bytes):
    with receiving(status=200, body=body) as receiver:
        connection = Connection(SECRET_KEY, url=receiver.url, budget=timedelta(seconds=1))
        with pytest.raises(ProcessorUnavailable):
            connection.post("/v1/refunds", {})
        connection.close()


def test_secrets_are_not_shown(vendor):
    shown = repr(vendor.processor)

    assert SECRET_KEY not in shown
    assert WEBHOOK_SECRET not in shown
    assert PUBLIC_KEY in shown


def test_a_payment_is_found_without_having_been_seen(vendor):
    request = a_request(vendor, token=vendor.token(CHALLENGE))
    waiting = vendor.processor.charge(request, now=NOW)
    declined = a_request(vendor, token=vendor.token(DECLINED))
    refused = vendor.processor.charge(declined, now=NOW)

    vendor.processor.known = type(vendor.processor.known)()

    assert vendor.processor.status_of(request.key) == waiting
    assert vendor.processor.status_of(declined.key) == refused
