"""A processor whose every charge waits for its shopper: over the wire, and inside the house."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from outbound.receivers import receiving
from payments.makers import NOW, PRICE, RETURN_URL, a_card
from payments.stripe_vendor import nobody

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.adapters.pay_later.provider import PayLater
from serai.payments.adapters.redirect.processor import RedirectProcessor
from serai.payments.ports import (
    CaptureAt,
    CaptureStatus,
    CardRefused,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    DisputeAnswer,
    PaymentProcessor,
    ProcessorUnavailable,
    RefundStatus,
)
from serai.plumbing import wiring
from serai.plumbing.outbound import Line

SECRET = b"a webhook secret of tests"


@dataclass
class Vendor:
    """An adapter, and the provider behind it."""

    processor: PaymentProcessor
    provider: PayLater

    def approve(self, result: ChargeResult, *, approved: bool = True) -> None:
        challenge = result.action_url.rpartition("/")[2]
        self.provider.answer_challenge(challenge, approved=approved, now=clock.now())


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def _serving() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Threads, _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/pay-later"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def provider(a_folder: Path) -> Iterator[PayLater]:
    book = Book(a_folder / "pay-later.sqlite3", patience=timedelta(seconds=5))
    made = PayLater(book, "http://testserver/pay-later", "key", SECRET)
    before = dict(wiring._bound)
    wiring.bind(PayLater, made)
    yield made
    wiring._bound.clear()
    wiring._bound.update(before)
    made.book.close()


@pytest.fixture(params=["inside", "over the wire"])
def vendor(request: pytest.FixtureRequest, provider: PayLater) -> Iterator[Vendor]:
    if request.param == "inside":
        yield Vendor(provider, provider)
        return
    with _serving() as url:
        line = Line(url, headers={"Authorization": "Bearer key"})
        yield Vendor(RedirectProcessor(line, SECRET, "pay_later"), provider)
        line.close()


def a_request(**how: object) -> ChargeRequest:
    given = {"payment_id": uuid7(), "amount": PRICE, "token": "", "return_url": RETURN_URL}
    return ChargeRequest(**given | how)  # type: ignore[arg-type]


def an_approved(vendor: Vendor, **how: object) -> ChargeResult:
    asked = vendor.processor.charge(a_request(**how), now=NOW)
    vendor.approve(asked)
    decided = vendor.processor.status_of(asked.key)
    assert decided is not None
    return decided


def test_a_charge_waits_for_the_shopper_on_a_page(vendor: Vendor):
    request = a_request()

    results = [vendor.processor.charge(request, now=NOW) for _ in range(3)]

    assert results[0] == results[1] == results[2] == vendor.processor.status_of(request.key)
    assert (results[0].status, results[0].amount) == (ChargeStatus.REQUIRES_ACTION, PRICE)
    assert results[0].action_url.startswith("http://testserver/pay-later/challenge/")


@pytest.mark.parametrize(
    ("approved", "status", "taken"),
    [(True, ChargeStatus.CAPTURED, 1234), (False, ChargeStatus.FAILED, 0)],
)
def test_the_shopper_decides_once(vendor: Vendor, approved: bool, status: ChargeStatus, taken: int):
    asked = vendor.processor.charge(a_request(), now=NOW)

    vendor.approve(asked, approved=approved)
    vendor.approve(asked, approved=not approved)

    decided = vendor.processor.status_of(asked.key)
    assert decided is not None
    assert (decided.status, decided.taken.minor, decided.label) == (status, taken, "3 ×")


def test_a_key_is_not_taken_for_another_amount(vendor: Vendor):
    request = a_request()
    vendor.processor.charge(request, now=NOW)

    with pytest.raises(ChargeRefused):
        vendor.processor.charge(replace(request, amount=Money(1, "USD")), now=NOW)


def test_an_amount_is_set_aside_taken_in_parts_and_let_go(vendor: Vendor):
    held = an_approved(vendor, capture_at=CaptureAt.HAND_OVER)

    part = vendor.processor.capture(
        held.reference, Money(1000, "USD"), key="c1", final=False, now=NOW
    )
    again = vendor.processor.capture(
        held.reference, Money(1000, "USD"), key="c1", final=False, now=NOW
    )
    more = vendor.processor.capture(
        held.reference, Money(235, "USD"), key="c2", final=True, now=NOW
    )
    rest = vendor.processor.void(held.key, now=NOW)

    assert held.status is ChargeStatus.AUTHORISED
    assert (part.status, part.charge.taken) == (CaptureStatus.CONFIRMED, Money(1000, "USD"))
    assert again == part
    assert more.status is CaptureStatus.REFUSED
    assert rest is not None
    assert (rest.taken, rest.given_up) == (Money(1000, "USD"), Money(234, "USD"))


def test_a_charge_that_does_not_exist_is_not_captured(vendor: Vendor):
    with pytest.raises(ChargeRefused):
        vendor.processor.capture("ch_none", PRICE, key="c", final=True, now=NOW)


def test_money_goes_back_once_per_key_and_never_too_much(vendor: Vendor):
    paid = an_approved(vendor)

    def refund(minor: int, key: str) -> RefundStatus:
        amount = Money(minor, "USD")
        return vendor.processor.refund(paid.reference, amount, key=key, now=NOW).status

    assert [refund(1000, "r1"), refund(1000, "r1"), refund(235, "r2"), refund(234, "r3")] == [
        RefundStatus.CONFIRMED,
        RefundStatus.CONFIRMED,
        RefundStatus.REFUSED,
        RefundStatus.CONFIRMED,
    ]


def test_a_closed_key_never_takes_money(vendor: Vendor):
    request = a_request()

    assert vendor.processor.void(request.key, now=NOW) is None
    late = vendor.processor.charge(request, now=NOW)

    assert (late.status, late.taken) == (ChargeStatus.VOIDED, Money(0, "USD"))
    assert vendor.processor.status_of(str(uuid7())) is None


def test_a_session_that_was_cancelled_cannot_be_approved(vendor: Vendor):
    asked = vendor.processor.charge(a_request(), now=NOW)

    vendor.processor.void(asked.key, now=NOW)
    vendor.approve(asked)

    closed = vendor.processor.status_of(asked.key)
    assert closed is not None
    assert closed.status is ChargeStatus.VOIDED


def test_its_webhooks_say_what_its_book_says(vendor: Vendor):
    paid = an_approved(vendor)

    found = vendor.provider.book.connection().execute("SELECT id, body FROM webhook")
    news = [
        vendor.processor.verify_webhook(
            signed_headers(name, body, secret=SECRET, now=NOW), body, now=NOW
        )
        for name, body in found
    ]

    assert [item.result for item in news] == [paid]


def test_cards_are_refused_and_there_is_nowhere_to_send_them(vendor: Vendor):
    with pytest.raises(CardRefused):
        vendor.processor.tokenise(a_card(), now=NOW)

    assert vendor.processor.front().tokenise_url == ""


# --- only over the wire -------------------------------------------------------------------------


def calls(processor: RedirectProcessor) -> list[Callable[[], object]]:
    return [
        lambda: processor.charge(a_request(), now=NOW),
        lambda: processor.status_of("x"),
        lambda: processor.void("x", now=NOW),
        lambda: processor.refund("x", PRICE, key="r", now=NOW),
        lambda: processor.capture("x", PRICE, key="c", final=True, now=NOW),
    ]


@contextmanager
def a_processor_at(url: str) -> Iterator[RedirectProcessor]:
    line = Line(url)
    yield RedirectProcessor(line, SECRET)
    line.close()


def test_a_provider_out_of_reach_is_unavailable():
    with a_processor_at(nobody()) as processor:
        for call in calls(processor):
            with pytest.raises(ProcessorUnavailable):
                call()


@pytest.mark.parametrize(("status", "body"), [(401, b"{}"), (500, b"{}"), (200, b"<html>")])
def test_an_answer_that_means_nothing_is_none(status: int, body: bytes):
    with (
        receiving(status=status, body=body) as receiver,
        a_processor_at(receiver.url) as processor,
        pytest.raises(ProcessorUnavailable),
    ):
        processor.charge(a_request(), now=NOW)


def test_disputes_are_the_providers_own():
    with a_processor_at(nobody()) as processor, pytest.raises(ChargeRefused):
        processor.answer_dispute("x", DisputeAnswer(), key="d", now=NOW)


def test_the_providers_api_asks_for_its_key(provider: PayLater, client):
    for headers in ({}, {"Authorization": "Bearer other"}):
        answer = client.get("/pay-later/v1/sessions/x", headers=headers)
        assert (answer.status_code, answer.json()["reason"]) == (401, "key_wrong")


@pytest.mark.parametrize("body", [b"", b"[]", b'{"reference": "x"}'])
def test_a_malformed_request_is_refused(provider: PayLater, client, body: bytes):
    answer = client.generic(
        "POST", "/pay-later/v1/sessions", body, headers={"Authorization": "Bearer key"}
    )

    assert (answer.status_code, answer.json()["reason"]) == (400, "malformed")
