"""Gift cards and credit: what is left, and keeping a card."""

import pytest
from storefront.reader import Reader

from serai_storefront.i18n.languages import LANGUAGES


def test_whoever_knows_the_code_sees_what_is_left(reader: Reader) -> None:
    reader.open("/gift-cards")

    page = reader.send("/gift-cards", gift_card=" GIFT-7XQ2 ")

    assert (page.status, page.path) == (200, "/gift-cards")
    assert "•••• 7XQ2" in page.text
    assert "$25.00" in page.text
    assert "GIFT-7XQ2" not in page.text


@pytest.mark.parametrize(
    ("code", "status", "sentence"),
    [
        ("NOSUCH", 404, "There is no gift card with this code."),
        ("TOO-OFTEN", 429, "You have asked very often."),
    ],
)
def test_a_code_that_tells_nothing_is_refused(
    reader: Reader, code: str, status: int, sentence: str
) -> None:
    reader.open("/gift-cards")

    page = reader.send("/gift-cards", gift_card=code)

    assert page.status == status
    assert sentence in page.text


def test_gift_cards_and_credit_of_an_account_need_a_log_in(reader: Reader) -> None:
    assert reader.open("/account/gift-cards").path.startswith("/account/login")


def test_a_gift_card_is_kept_in_the_account(shopper: Reader) -> None:
    page = shopper.open("/account/gift-cards")
    assert "No gift card is kept here." in page.text

    page = shopper.send("/account/gift-cards", gift_card="GIFT-7XQ2")

    assert "The gift card is in your account." in page.text
    assert "•••• 7XQ2" in page.text


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("NOSUCH", "There is no gift card with this code."),
        ("SOMEBODYS", "somebody else's account"),
    ],
)
def test_a_card_that_cannot_be_kept_is_refused(shopper: Reader, code: str, sentence: str) -> None:
    shopper.open("/account/gift-cards")

    page = shopper.send("/account/gift-cards", gift_card=code)

    assert sentence in page.text
    assert "No gift card is kept here." in page.text


def test_store_credit_tells_how_it_came_about(shopper: Reader) -> None:
    page = shopper.open("/account/gift-cards")

    for said in ("$3.00", "Paid for an order", "-$2.00", "Given to you", "$5.00"):
        assert said in page.text


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_the_pages_speak_every_language(client, code: str) -> None:
    page = Reader(client, code).open("/gift-cards")

    assert page.status == 200
    assert "What is left" not in page.text
