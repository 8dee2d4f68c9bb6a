"""Pix: codes to the letter of the published examples, and a bank that keeps the port's promises."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from factories.catalog import a_channel
from payments.makers import NOW, RETURN_URL

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.pix.provider import Pix
from serai.payments.domain.br_code import Receiver, br_code, with_checksum
from serai.payments.ports import (
    Card,
    CardRefused,
    ChargeRefused,
    ChargeRequest,
    ChargeStatus,
    Processors,
    RefundStatus,
)
from serai.payments.queries.methods import MethodSetting
from serai.payments.usecases.set_methods import BadPaymentMethod, set_methods
from serai.plumbing import wiring

URL = "pix.example.com/8b3da2f39a4140d1a91abd93113bd441"
STATIC = (
    "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR"
    "5913Fulano de Tal6008BRASILIA62070503***63041D3D"
)
DYNAMIC = (
    "00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd93113bd441"
    "5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***630464E4"
)


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


def test_the_checksum_is_that_of_the_manuals_static_example():
    assert with_checksum(STATIC[:-8]) == STATIC


def test_a_dynamic_code_is_the_manuals_example_to_the_letter():
    assert br_code(URL, Receiver("Fulano de Tal", "BRASÍLIA")) == DYNAMIC


def test_an_amount_has_its_two_decimals_and_names_are_cut():
    code = br_code(URL, Receiver("Ã" * 30, "São José dos Campos"), Money(123, "BRL"))

    assert "54041.23" in code
    assert f"5925{'A' * 25}" in code
    assert "6015Sao Jose dos Ca" in code


@pytest.mark.parametrize("minor", [1, 99_999_999])
def test_only_reais_fit_into_a_code(minor: int):
    with pytest.raises(ValueError, match="reais only"):
        br_code(URL, Receiver("A", "B"), Money(minor, "USD"))


def test_an_address_that_is_too_long_for_a_code_is_refused():
    with pytest.raises(ValueError, match="77 characters"):
        br_code("x" * 78, Receiver("A", "B"))


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
