"""What every adapter of the port `PaymentProcessor` must do."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest
from payments.makers import (
    CHALLENGE,
    DECLINED,
    NOW,
    OK,
    PRICE,
    RETURN_URL,
    TIME_OUT,
    a_card,
    a_processor,
)
from payments.stripe_vendor import a_fresh_vendor

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.ports import (
    Card,
    CardRefused,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    PaymentProcessor,
    ProcessorUnavailable,
    RefundStatus,
    WebhookRefused,
)

Webhook = tuple[dict[str, str], bytes]


class Vendor(Protocol):
    """An adapter under test, and the levers on the vendor's side that the suite needs."""

    processor: PaymentProcessor

    def token(self, number: str = OK) -> str:
        """Make a token of a test card: one that is charged, declined, challenged, or times out."""

    def answer_challenge(self, result: ChargeResult, *, approved: bool) -> None:
        """Do what the shopper does on the vendor's page."""

    def webhooks(self) -> list[Webhook]:
        """Return the webhooks that the vendor has sent, signed just now."""

    def open_dispute(self, reference: str, minor: int) -> str:
        """Do what a shopper's bank does: take an amount of a charge back; return the dispute's name."""

    def unplug(self) -> None:
        """Make the vendor unreachable."""


@dataclass
class LocalVendor:
    processor: LocalProcessor

    def token(self, number: str = OK) -> str:
        return self.processor.tokenise(a_card(number), now=NOW).token

    def answer_challenge(self, result: ChargeResult, *, approved: bool) -> None:
        challenge = result.action_url.rpartition("/")[2]
        self.processor.answer_challenge(challenge, approved=approved, now=NOW)

    def webhooks(self) -> list[Webhook]:
        rows = self.processor.book.connection().execute("SELECT id, body FROM webhook")
        secret = self.processor.webhook_secret
        return [(signed_headers(i, body, secret=secret, now=NOW), body) for i, body in rows]

    def open_dispute(self, reference: str, minor: int) -> str:
        amount = Money(minor, "USD")
        opened = self.processor.open_dispute(reference, amount, reason="fraudulent", now=NOW)
        assert opened is not None
        return opened.reference

    def unplug(self) -> None:
        self.processor.book.close()
        self.processor.book.path.unlink()
        self.processor.book.path.mkdir()


def _local(folder: Path) -> Iterator[LocalVendor]:
    processor = a_processor(folder)
    yield LocalVendor(processor)
    processor.book.close()


VENDORS: dict[str, Callable[[Path], Iterator[Vendor]]] = {
    "local": _local,
    "stripe": a_fresh_vendor,
}
SIGNED_BY_THE_STANDARD = ("local",)
"""Whose webhooks are signed as Standard Webhooks are; the others' headers have tests of their own."""


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest, a_folder: Path) -> Iterator[Vendor]:
    yield from VENDORS[request.param](a_folder)


@pytest.fixture(params=SIGNED_BY_THE_STANDARD)
def standard_vendor(request: pytest.FixtureRequest, a_folder: Path) -> Iterator[Vendor]:
    yield from VENDORS[request.param](a_folder)


def a_request(vendor: Vendor, number: str = OK, amount: Money = PRICE) -> ChargeRequest:
    return ChargeRequest(uuid7(), amount, vendor.token(number), RETURN_URL)


def a_confirmed_charge(vendor: Vendor, *, approved: bool) -> ChargeResult:
    """Return a charge whose outcome no call has answered: its shopper was asked first."""
    asked = vendor.processor.charge(a_request(vendor, CHALLENGE), now=NOW)
    vendor.answer_challenge(asked, approved=approved)
    decided = vendor.processor.status_of(asked.key)
    assert decided is not None
    return decided


def test_a_charge_says_where_its_card_is_from_and_which_it_is_without_its_number(vendor: Vendor):
    once, again = (vendor.processor.charge(a_request(vendor), now=NOW) for _ in range(2))

    assert (once.card_country, once.card_fingerprint) == ("US", again.card_fingerprint)
    assert once.card_fingerprint
    assert OK not in once.card_fingerprint


def test_a_charge_takes_the_amount_and_names_itself(vendor: Vendor):
    request = a_request(vendor)

    result = vendor.processor.charge(request, now=NOW)

    assert (result.key, result.status) == (request.key, ChargeStatus.CAPTURED)
    assert (result.amount, result.taken, result.given_up) == (PRICE, PRICE, Money(0, "USD"))
    assert (result.label, result.failure_code) == ("Visa •••• 4242", "")
    assert result.reference
    assert vendor.processor.status_of(request.key) == result


@pytest.mark.parametrize("number", [OK, DECLINED, CHALLENGE])
def test_a_repeated_key_gets_the_first_answer(vendor: Vendor, number: str):
    request = a_request(vendor, number)

    results = [vendor.processor.charge(request, now=NOW) for _ in range(3)]

    assert results[0] == results[1] == results[2]


def test_a_key_charges_once_however_many_ask_at_once(vendor: Vendor):
    request = a_request(vendor)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: vendor.processor.charge(request, now=NOW), range(16)))

    assert {result.reference for result in results} == {results[0].reference}


@pytest.mark.parametrize(
    "other",
    [{"amount": Money(1235, "USD")}, {"amount": Money(1234, "EUR")}, {"token": "tok_other"}],
)
def test_a_key_is_not_taken_for_another_charge(vendor: Vendor, other: dict[str, object]):
    request = a_request(vendor)
    first = vendor.processor.charge(request, now=NOW)

    with pytest.raises(ChargeRefused):
        vendor.processor.charge(replace(request, **other), now=NOW)

    assert vendor.processor.status_of(request.key) == first


def test_an_unknown_token_is_refused_and_nothing_is_booked(vendor: Vendor):
    request = replace(a_request(vendor), token="tok_unknown")

    with pytest.raises(ChargeRefused):
        vendor.processor.charge(request, now=NOW)

    assert vendor.processor.status_of(request.key) is None


def test_a_token_pays_once(vendor: Vendor):
    request = a_request(vendor)
    vendor.processor.charge(request, now=NOW)
    second = replace(request, payment_id=uuid7())

    with pytest.raises(ChargeRefused):
        vendor.processor.charge(second, now=NOW)

    assert vendor.processor.status_of(second.key) is None


def test_a_decline_is_a_result_with_a_reason(vendor: Vendor):
    request = a_request(vendor, DECLINED)

    result = vendor.processor.charge(request, now=NOW)

    assert (result.status, result.failure_code) == (ChargeStatus.FAILED, "card_declined")
    assert vendor.processor.status_of(request.key) == result


def test_a_key_that_never_arrived_is_unknown(vendor: Vendor):
    assert vendor.processor.status_of(str(uuid7())) is None


def test_a_charge_without_an_answer_is_found_by_its_key(vendor: Vendor):
    request = a_request(vendor, TIME_OUT)

    with pytest.raises(ProcessorUnavailable):
        vendor.processor.charge(request, now=NOW)

    found = vendor.processor.status_of(request.key)
    assert found is not None
    assert found.status is ChargeStatus.CAPTURED
    assert vendor.processor.charge(request, now=NOW) == found


@pytest.mark.parametrize(
    ("approved", "status", "reason"),
    [
        (True, ChargeStatus.CAPTURED, ""),
        (False, ChargeStatus.FAILED, "authentication_failed"),
    ],
)
def test_a_challenge_is_decided_by_the_shopper_once(
    vendor: Vendor, approved: bool, status: ChargeStatus, reason: str
):
    request = a_request(vendor, CHALLENGE)
    waiting = vendor.processor.charge(request, now=NOW)

    vendor.answer_challenge(waiting, approved=approved)
    vendor.answer_challenge(waiting, approved=not approved)

    decided = vendor.processor.status_of(request.key)
    assert waiting.status is ChargeStatus.REQUIRES_ACTION
    assert waiting.action_url.startswith("http")
    assert decided is not None
    assert (decided.status, decided.failure_code, decided.action_url) == (status, reason, "")


def test_a_closed_key_never_takes_money_even_if_its_charge_arrives_later(vendor: Vendor):
    request = a_request(vendor)

    assert vendor.processor.void(request.key, now=NOW) is None
    assert vendor.processor.void(request.key, now=NOW) is None

    late = vendor.processor.charge(request, now=NOW)
    assert (late.status, late.amount) == (ChargeStatus.VOIDED, PRICE)


def test_a_voided_challenge_can_no_longer_be_approved(vendor: Vendor):
    request = a_request(vendor, CHALLENGE)
    waiting = vendor.processor.charge(request, now=NOW)

    closed = vendor.processor.void(request.key, now=NOW)
    vendor.answer_challenge(waiting, approved=True)

    assert closed is not None
    assert closed.status is ChargeStatus.VOIDED
    assert vendor.processor.status_of(request.key) == closed


@pytest.mark.parametrize("number", [OK, DECLINED])
def test_a_void_that_comes_too_late_says_what_happened(vendor: Vendor, number: str):
    request = a_request(vendor, number)
    result = vendor.processor.charge(request, now=NOW)

    assert vendor.processor.void(request.key, now=NOW) == result


def test_a_refund_gives_back_once_per_key(vendor: Vendor):
    charge = vendor.processor.charge(a_request(vendor), now=NOW)

    refunds = [
        vendor.processor.refund(charge.reference, Money(1000, "USD"), key="r1", now=NOW)
        for _ in range(3)
    ]

    assert refunds[0].status is RefundStatus.CONFIRMED
    assert refunds[0].amount == Money(1000, "USD")
    assert refunds[0] == refunds[1] == refunds[2]
    rest = vendor.processor.refund(charge.reference, Money(234, "USD"), key="r2", now=NOW)
    assert rest.status is RefundStatus.CONFIRMED


@pytest.mark.parametrize(
    "amount", [Money(1235, "USD"), Money(0, "USD"), Money(-1, "USD"), Money(1, "EUR")]
)
def test_a_refund_that_does_not_fit_its_charge_is_refused(vendor: Vendor, amount: Money):
    charge = vendor.processor.charge(a_request(vendor), now=NOW)

    refund = vendor.processor.refund(charge.reference, amount, key="r1", now=NOW)

    assert refund.status is RefundStatus.REFUSED
    assert refund.failure_code


@pytest.mark.parametrize("number", [DECLINED, CHALLENGE])
def test_money_that_was_not_taken_is_not_given_back(vendor: Vendor, number: str):
    charge = vendor.processor.charge(a_request(vendor, number), now=NOW)

    refund = vendor.processor.refund(charge.reference, PRICE, key="r1", now=NOW)

    assert refund.status is RefundStatus.REFUSED


def test_refunds_at_once_never_exceed_the_charge(vendor: Vendor):
    charge = vendor.processor.charge(a_request(vendor, amount=Money(1000, "USD")), now=NOW)

    def refund(number: int) -> RefundStatus:
        amount = Money(300, "USD")
        key = f"r{number}"
        return vendor.processor.refund(charge.reference, amount, key=key, now=NOW).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(refund, range(8)))

    assert statuses.count(RefundStatus.CONFIRMED) == 3


def test_webhooks_say_what_the_book_says(vendor: Vendor):
    captured = a_confirmed_charge(vendor, approved=True)
    declined = a_confirmed_charge(vendor, approved=False)
    refund = vendor.processor.refund(captured.reference, Money(5, "USD"), key="r1", now=NOW)

    news = [vendor.processor.verify_webhook(*hook, now=NOW) for hook in vendor.webhooks()]

    told = [_without_label(item.result) for item in news]
    assert told == [_without_label(captured), _without_label(declined), refund]
    assert len({item.event_id for item in news}) == 3


def _without_label(result: object) -> object:
    """Not every vendor's news repeats which card it was."""
    bare = {"label": "", "card_country": "", "card_fingerprint": ""}
    return replace(result, **bare) if isinstance(result, ChargeResult) else result


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda headers, body: ({}, body), "header_missing"),
        (lambda headers, body: (headers, body + b" "), "signature_wrong"),
        (lambda headers, body: (headers, body.replace(b"1234", b"1")), "signature_wrong"),
    ],
)
def test_a_webhook_that_was_tampered_with_is_refused(
    vendor: Vendor, change: Callable[[dict[str, str], bytes], Webhook], reason: str
):
    a_confirmed_charge(vendor, approved=True)
    [webhook] = vendor.webhooks()

    with pytest.raises(WebhookRefused) as refusal:
        vendor.processor.verify_webhook(*change(*webhook), now=NOW)

    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda headers, body: (headers | {"webhook-timestamp": "soon"}, body),
            "timestamp_malformed",
        ),
        (lambda headers, body: (headers | {"webhook-timestamp": "²"}, body), "timestamp_malformed"),
        (lambda headers, body: (headers | {"webhook-timestamp": "1"}, body), "timestamp_too_far"),
        (lambda headers, body: (headers | {"webhook-id": "msg_other"}, body), "signature_wrong"),
        (lambda headers, body: (headers | {"webhook-signature": "v1,"}, body), "signature_wrong"),
        (lambda headers, body: (headers | {"webhook-signature": ""}, body), "signature_wrong"),
        (lambda headers, body: (headers | {"webhook-signature": "v1,é"}, body), "signature_wrong"),
    ],
)
def test_headers_of_the_standard_that_were_tampered_with_are_refused(
    standard_vendor: Vendor, change: Callable[[dict[str, str], bytes], Webhook], reason: str
):
    a_confirmed_charge(standard_vendor, approved=True)
    [webhook] = standard_vendor.webhooks()

    with pytest.raises(WebhookRefused) as refusal:
        standard_vendor.processor.verify_webhook(*change(*webhook), now=NOW)

    assert refusal.value.reason == reason


@pytest.mark.parametrize("late", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_a_webhook_is_believed_only_while_it_is_fresh(vendor: Vendor, late: timedelta):
    a_confirmed_charge(vendor, approved=True)
    [webhook] = vendor.webhooks()

    with pytest.raises(WebhookRefused) as refusal:
        vendor.processor.verify_webhook(*webhook, now=NOW + late)

    assert refusal.value.reason == "timestamp_too_far"


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (Card("4242424242424241", "12/30", "123"), "number"),
        (Card("", "12/30", "123"), "number"),
        (Card("4242 4242 4242 424x", "12/30", "123"), "number"),
        (Card(OK, "02/26", "123"), "expiry"),
        (Card(OK, "13/30", "123"), "expiry"),
        (Card(OK, "soon", "123"), "expiry"),
        (Card(OK, "12/30", "12"), "cvc"),
        (Card(OK, "12/30", "1234"), "cvc"),
    ],
)
def test_what_is_no_card_is_refused_by_field(vendor: Vendor, card: Card, field: str):
    with pytest.raises(CardRefused) as refusal:
        vendor.processor.tokenise(card, now=NOW)

    assert refusal.value.field == field


def test_a_token_shows_brand_and_last_four(vendor: Vendor):
    token = vendor.processor.tokenise(Card("4242 4242-4242 4242", "3/26", "123"), now=NOW)

    assert (token.brand, token.last4) == ("Visa", "4242")
    assert OK not in repr(token) + repr(Card(OK, "12/30", "987"))
    assert "987" not in repr(Card(OK, "12/30", "987"))


def test_a_processor_out_of_reach_is_unavailable_and_nothing_else(vendor: Vendor):
    request = a_request(vendor)
    vendor.unplug()

    calls: list[Callable[[], object]] = [
        lambda: vendor.processor.tokenise(a_card(), now=NOW),
        lambda: vendor.processor.charge(request, now=NOW),
        lambda: vendor.processor.status_of(request.key),
        lambda: vendor.processor.void(request.key, now=NOW),
        lambda: vendor.processor.refund("ch_1", PRICE, key="r1", now=NOW),
    ]
    for call in calls:
        with pytest.raises(ProcessorUnavailable):
            call()


def test_the_front_says_where_tokens_are_made(vendor: Vendor):
    front = vendor.processor.front()

    assert front.name == vendor.processor.name
    assert front.public_key
    assert front.tokenise_url.startswith("http")
