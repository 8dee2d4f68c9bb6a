"""A shopper's own offers: shown, and in the cart with one press."""

import pytest
from storefront.client import Client
from storefront.fake_platform import Platform
from storefront.reader import Reader

from serai_storefront.i18n.languages import LANGUAGES

OFFER = {"code": "OWNC-ODE2-4", "name": "Half off", "valid_until": "2026-12-24T22:00:00Z"}


@pytest.fixture
def invited(shopper: Reader, platform: Platform) -> Reader:
    """Return a shopper who has an offer."""
    for customer in platform.customers.values():
        customer["coupons"] = [OFFER]
    return shopper


def test_offers_need_a_log_in(reader: Reader) -> None:
    assert reader.open("/account/offers").path.startswith("/account/login")


def test_an_offer_says_what_it_is_and_until_when(invited: Reader) -> None:
    page = invited.open("/account/offers")

    assert "Half off" in page.text
    assert "OWNC-ODE2-4" in page.text
    assert "December 24" in page.text


def test_without_any_it_says_how_they_come(shopper: Reader) -> None:
    page = shopper.open("/account/offers")

    assert "There is no offer for you now." in page.text
    assert "/account/consents" in page.links


def test_one_press_puts_it_into_a_cart_that_is_not_there_yet(invited: Reader) -> None:
    invited.open("/account/offers")

    page = invited.send("/cart/codes", {"code": "OWNC-ODE2-4"})

    assert page.path == "/account/offers"
    assert "The code is in your cart." in page.text
    assert "In your cart" in page.text
    assert not [form for form in page.forms if form.action == "/cart/codes"]


def test_one_press_puts_it_into_the_cart_there_is(invited: Reader) -> None:
    invited.open("/p/whole-milk-100000")
    invited.send("/cart/lines", {"sku": "100000"}, quantity="2")
    invited.open("/account/offers")

    invited.send("/cart/codes", {"code": "OWNC-ODE2-4"})

    cart = invited.open("/cart")
    assert "OWNCODE24" in cart.text
    assert "milk" in cart.text.lower()


def test_an_offer_that_ended_meanwhile_is_told(invited: Reader, platform: Platform) -> None:
    for customer in platform.customers.values():
        customer["coupons"] = [OFFER | {"code": "TOO-LATE"}]
    invited.open("/account/offers")

    page = invited.send("/cart/codes", {"code": "TOO-LATE"})

    assert "This code cannot be used." in page.text


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_the_page_speaks_every_language(client: Client, code: str) -> None:
    reader = Reader(client, code)
    reader.open("/account/login")
    reader.send("/account/login", email="household-1@demo.example", password="demo-shopper")

    page = reader.open("/account/offers")

    assert page.status == 200
    assert "offer" not in page.text.lower()
