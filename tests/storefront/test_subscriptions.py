"""Subscribing to an article and looking after it, without JavaScript."""

import pytest
from storefront.reader import Reader

HOME = {
    "name": "Ann Example",
    "line1": "12 Oak Street",
    "city": "Dayton",
    "region": "OH",
    "postcode": "45402",
    "country": "US",
    "phone": "",
}
TYPED = {"number": "4242 4242 4242 4242", "expiry": "08/29", "cvc": "123"}
NEW = "/account/subscriptions/new"


@pytest.fixture
def at_home(shopper: Reader) -> Reader:
    """A shopper with an address and a kept card."""
    shopper.open("/account/addresses")
    shopper.send("/account/addresses", **HOME)
    shopper.open(f"{NEW}?sku=100000&quantity=2")
    shopper.send("/account/subscriptions/new-card", **TYPED)
    return shopper


@pytest.fixture
def subscriber(at_home: Reader) -> Reader:
    """A shopper who is subscribed to milk, on the page of the subscription."""
    at_home.open(f"{NEW}?sku=100000&quantity=2&interval=2w")
    at_home.send("/account/subscriptions")
    return at_home


def test_a_product_that_can_be_subscribed_says_so(reader: Reader) -> None:
    page = reader.open("/p/whole-milk-100000")

    assert "Get it regularly" in page.text
    assert f"{NEW}?sku=100000" in page.links


def test_who_is_not_logged_in_comes_back_after_logging_in(reader: Reader) -> None:
    reader.open(f"{NEW}?sku=100000")

    page = reader.send("/account/login", email="household-1@demo.example", password="demo-shopper")

    assert page.path.startswith(NEW)


def test_what_each_order_costs_is_shown_before_anything_is_agreed(at_home: Reader) -> None:
    page = at_home.open(f"{NEW}?sku=100000&quantity=2&interval=1m")

    form = page.form("/account/subscriptions")
    assert "Each order" in page.text
    assert (form.fields["quantity"], form.fields["interval"]) == ("2", "1m")
    assert "Subscribe and order now" in page.text


def test_subscribed_one_sees_what_comes_when(subscriber: Reader) -> None:
    page = subscriber.page

    assert page.path == "/account/subscriptions/s1"
    assert "Your subscription is ready." in page.text
    assert "Next order on" in page.text
    assert "Ordered" in page.text


def test_a_price_that_changed_is_shown_again_and_nothing_is_agreed(
    at_home: Reader, platform
) -> None:
    at_home.open(f"{NEW}?sku=100000&quantity=2")

    page = at_home.send("/account/subscriptions", expected="1")

    assert page.status == 409
    assert "The price has changed" in page.text
    assert at_home.open("/account/subscriptions").links.count("/account/subscriptions/s1") == 0


def test_quantity_and_interval_are_changed(subscriber: Reader) -> None:
    page = subscriber.send(
        "/account/subscriptions/s1", **{"quantity 100000": "5", "interval": "1m"}
    )

    assert "Saved." in page.text
    form = page.form("/account/subscriptions/s1")
    assert (form.fields["quantity 100000"], form.fields["interval"]) == ("5", "1m")


def test_a_day_that_has_passed_is_refused_in_words(subscriber: Reader) -> None:
    page = subscriber.send("/account/subscriptions/s1", next_on="2020-01-01")

    assert page.status == 422
    assert "Choose a day from tomorrow on" in page.text


def test_skipped_paused_resumed_and_ended(subscriber: Reader) -> None:
    assert "left out" in subscriber.send("/account/subscriptions/s1/skip").text
    assert "Paused" in subscriber.send("/account/subscriptions/s1/pause").text
    assert "Next order on" in subscriber.send("/account/subscriptions/s1/resume").text
    page = subscriber.send("/account/subscriptions/s1/cancellation")

    assert "Ended" in page.text
    assert not [form for form in page.forms if form.action.endswith("/skip")]


def test_the_list_tells_what_may_be_needed_soon(subscriber: Reader) -> None:
    page = subscriber.open("/account/subscriptions")

    assert "Every 2 weeks" in page.text
    assert "You may need soon" in page.text
    assert "About every 14 days" in page.text


def test_a_subscription_of_nobody_is_not_found(shopper: Reader) -> None:
    assert shopper.open("/account/subscriptions/s9").status == 404


def test_a_cart_says_that_it_can_be_had_regularly_and_leaves_for_the_subscription(
    at_home: Reader, platform
) -> None:
    at_home.open("/c/dairy")
    for sku in ("100000", "100001", "100002"):
        at_home.send("/cart/lines", {"sku": sku})
    page = at_home.open("/cart")
    assert f"{NEW}?cart=yes" in page.links

    page = at_home.open(f"{NEW}?cart=yes&interval=2w")
    assert "stays in your cart" in page.text
    page = at_home.send("/account/subscriptions")

    assert page.path == "/account/subscriptions/s1"
    assert len(page.form("/account/subscriptions/s1").fields) >= 2
    assert ["100002"] in [list(each["lines"]) for each in platform.carts.values()]


def test_an_empty_cart_has_nothing_to_subscribe(at_home: Reader) -> None:
    at_home.open(f"{NEW}?cart=yes")

    assert at_home.page.answer.status_code == 404


def test_it_is_collected_in_a_store_and_paid_by_a_gift_card_first(at_home: Reader) -> None:
    at_home.open(f"{NEW}?sku=100000&quantity=2&delivery=pickup%7CHARBOUR")

    page = at_home.send("/account/subscriptions", gift_card="SAVE-ZB5C")

    assert "The Harbour" in page.text
    assert "•••• ZB5C" in page.text
    assert page.form("/account/subscriptions/s1").fields["delivery"] == "pickup|HARBOUR"


def test_a_gift_card_stays_while_it_is_ticked_and_goes_when_it_is_not(at_home: Reader) -> None:
    at_home.open(f"{NEW}?sku=100000&quantity=2")
    at_home.send("/account/subscriptions", gift_card="SAVE-ZB5C")

    kept = at_home.send("/account/subscriptions/s1", interval="1m")
    assert "•••• ZB5C" in kept.text
    fields = dict(kept.form("/account/subscriptions/s1").fields)
    assert fields.pop("tender SAVE-ZB5C") == "yes"
    gone = at_home.post("/account/subscriptions/s1", fields)

    assert "•••• ZB5C" not in gone.text
