"""What the port `PaymentProcessor` asks of Pix, whose every charge waits to be paid by its code."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from factories.catalog import a_channel
from payments.makers import NOW, RETURN_URL

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.adapters.pix.provider import Pix
from serai.payments.ports import (
    Card,
    CardRefused,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    Processors,
    ProcessorUnavailable,
    RefundStatus,
    WebhookRefused,
)
from serai.payments.queries.methods import MethodSetting
from serai.payments.usecases.set_methods import BadPaymentMethod, set_methods
from serai.plumbing import wiring


@pytest.fixture
def bank(a_folder: Path) -> Iterator[Pix]:
    made = Pix(
        Book(a_folder / "pix.sqlite3", patience=timedelta(seconds=5)),
        "http://testserver/pix",
        "",
        b"secret",
    )
    before = dict(wiring._bound)
    wiring.bind(Processors, Processors(made))
    yield made
    wiring._bound.clear()
    wiring._bound.update(before)
    made.book.close()


def a_request(minor: int = 1000, currency: str = "BRL") -> ChargeRequest:
    return ChargeRequest(uuid7(), Money(minor, currency), "", RETURN_URL, "pix")


def paid(bank: Pix, minor: int = 1000) -> str:
    """Return the reference of a charge that is paid."""
    charge = bank.charge(a_request(minor), now=NOW)
    bank.answer_challenge(charge.action_url.rpartition("/")[2], approved=True, now=NOW)
    return charge.reference


def test_a_repeated_charge_is_the_same_code_and_another_amount_is_refused(bank: Pix):
    request = a_request()
    first, again = bank.charge(request, now=NOW), bank.charge(request, now=NOW)

    assert first == again
    assert bank.code(first) == bank.code(again)
    with pytest.raises(ChargeRefused):
        bank.charge(ChargeRequest(request.payment_id, Money(1, "BRL"), "", RETURN_URL), now=NOW)


def test_dollars_and_cards_are_refused(bank: Pix):
    with pytest.raises(ChargeRefused):
        bank.charge(a_request(currency="USD"), now=NOW)
    with pytest.raises(CardRefused):
        bank.tokenise(Card("4242424242424242", "12/30", "123"), now=NOW)


def test_a_payment_that_was_given_up_makes_no_code(bank: Pix):
    request = a_request()
    bank.void(request.key, now=NOW)

    assert bank.charge(request, now=NOW).status is ChargeStatus.VOIDED


def test_parts_go_back_until_nothing_is_left(bank: Pix):
    reference = paid(bank)

    parts = [
        bank.refund(reference, Money(minor, "BRL"), key=f"part {minor}", now=NOW).status
        for minor in (400, 600, 1)
    ]

    assert parts == [RefundStatus.CONFIRMED, RefundStatus.CONFIRMED, RefundStatus.REFUSED]


@pytest.mark.django_db
def test_a_channel_that_sells_in_dollars_cannot_take_it(bank: Pix):
    a_channel()

    with pytest.raises(BadPaymentMethod, match="does not move USD"):
        set_methods("web", [MethodSetting("pix", "pix")])


@pytest.mark.parametrize(
    ("approved", "status", "taken"),
    [(True, ChargeStatus.CAPTURED, 1000), (False, ChargeStatus.FAILED, 0)],
)
def test_the_shopper_decides_once(bank: Pix, approved: bool, status: ChargeStatus, taken: int):
    asked = bank.charge(a_request(), now=NOW)
    page = asked.action_url.rpartition("/")[2]

    bank.answer_challenge(page, approved=approved, now=NOW)
    bank.answer_challenge(page, approved=not approved, now=NOW)

    decided = bank.status_of(asked.key)
    assert decided is not None
    assert (decided.status, decided.taken.minor, decided.label) == (status, taken, "Pix")


def test_news_are_believed_for_their_signature_alone(bank: Pix):
    paid(bank)
    [(webhook_id, body)] = bank.book.connection().execute("SELECT id, body FROM webhook")

    told = bank.verify_webhook(
        signed_headers(webhook_id, body, secret=b"secret", now=NOW), body, now=NOW
    )

    assert isinstance(told.result, ChargeResult)
    assert told.result.status is ChargeStatus.CAPTURED
    with pytest.raises(WebhookRefused):
        bank.verify_webhook(
            signed_headers(webhook_id, body, secret=b"another", now=NOW), body, now=NOW
        )


def test_a_bank_that_is_not_there_is_told_as_such(bank: Pix):
    bank.charge(a_request(), now=NOW)
    bank.book.close()
    bank.book.path.unlink()
    bank.book.path.mkdir()

    with pytest.raises(ProcessorUnavailable):
        bank.charge(a_request(), now=NOW)
