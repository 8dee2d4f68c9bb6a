"""Being told of an article: asked on its page, confirmed and ended by a letter's link, listed in the account."""

import pytest
from storefront.fake_alerts import LINK, alerts_of, an_alert
from storefront.fake_platform import Platform
from storefront.reader import Reader

MILK = "/p/whole-milk-100000"


def test_a_guest_names_a_price_and_an_address_and_is_asked_by_letter(
    reader: Reader, platform: Platform
) -> None:
    reader.open(MILK)

    page = reader.send("/alerts", price="2,50", email="ada@example.org")

    assert page.path == f"{MILK}?sku=100000"
    assert "we have asked whether it was you" in page.text
    assert alerts_of(platform).asked == [
        {
            "sku": "100000",
            "kind": "price",
            "text_version": "2026-11",
            "email": "ada@example.org",
            "target_minor": 250,
        }
    ]


def test_without_a_price_any_lower_one_will_do(reader: Reader, platform: Platform) -> None:
    reader.open(MILK)

    reader.send("/alerts", email="ada@example.org")

    assert "target_minor" not in alerts_of(platform).asked[0]


@pytest.mark.parametrize("price", ["cheap", "-1", "NaN", "1e99", "∞"])
def test_what_is_no_price_is_said_beside_the_form_that_keeps_what_was_typed(
    reader: Reader, platform: Platform, price: str
) -> None:
    reader.open(MILK)

    page = reader.send("/alerts", price=price, email="ada@example.org")

    assert page.status == 422
    assert "Enter a price like 9.99" in page.text
    assert page.form("/alerts").fields["email"] == "ada@example.org"
    assert alerts_of(platform).asked == []


def test_a_refusal_of_the_platform_is_said_in_the_readers_words(reader: Reader) -> None:
    reader.open(MILK)

    page = reader.send("/alerts", price="3.49", email="ada@example.org")
    after = reader.send("/alerts", price="3.00")

    assert page.status == 409
    assert "It costs no more than that already." in page.text
    assert "we have asked whether it was you" in after.text


def test_a_shopper_presses_once_and_finds_it_in_the_account(
    shopper: Reader, platform: Platform
) -> None:
    fields = shopper.open(MILK).form("/alerts").fields
    shopper.send("/alerts")

    page = shopper.open("/account/alerts")

    assert "email" not in fields
    assert "Whole Milk" in page.text
    assert "when it costs $2.50 or less" in page.text
    assert "It costs $3.49 now." in page.text
    after = shopper.send("/account/alerts/0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7a1/removal")
    assert "You wait for nothing." in after.text


def test_a_guest_has_no_list(reader: Reader) -> None:
    assert reader.open("/account/alerts").path == "/account/login?next=/account/alerts"


def test_opening_the_letters_link_confirms_nothing_and_pressing_does(
    reader: Reader, platform: Platform
) -> None:
    alerts_of(platform).of_link = an_alert()

    page = reader.open(f"/alerts/{LINK}")
    assert alerts_of(platform).of_link["state"] == "unconfirmed"
    after = reader.send(f"/alerts/{LINK}/confirmation")

    assert "Please say that it was you" in page.text
    assert "We tell you by a letter." in after.text
    assert "May 21, 2027" in after.text


def test_who_confirms_too_late_is_told_so(reader: Reader, platform: Platform) -> None:
    alerts_of(platform).of_link = an_alert()
    reader.open(f"/alerts/{LINK}")
    alerts_of(platform).of_link["state"] = "expired"

    page = reader.send(f"/alerts/{LINK}/confirmation")

    assert "This came too late." in page.text
    assert "This alert is over" in page.text


@pytest.mark.parametrize(("which", "asked"), [("this", {}), ("all", {"all": "true"})])
def test_the_link_ends_one_or_all(
    reader: Reader, platform: Platform, which: str, asked: dict[str, str]
) -> None:
    alerts_of(platform).of_link = an_alert("stock", "waiting")
    reader.open(f"/alerts/{LINK}")

    page = reader.send(f"/alerts/{LINK}/removal", which=which)

    assert alerts_of(platform).ended == [asked]
    assert "This alert is over" in page.text


def test_a_link_that_opens_nothing_is_not_found(reader: Reader) -> None:
    assert reader.open("/alerts/forged.link").status == 404
