"""From the cart to an order, and everything that can come between."""

from collections.abc import Callable

import pytest
from storefront.conftest import CARD, TYPED
from storefront.fake_platform import Platform, money
from storefront.reader import Reader

from serai_storefront.shop_api.tenders import later_of

Pay = Callable[..., Reader]


def orders_of_guests(platform: Platform) -> list[dict]:
    return [order for order in platform.orders.values() if order["_owner"] is None]


def test_a_guest_buys_without_javascript(pay: Pay, platform: Platform) -> None:
    page = pay().page

    [order] = orders_of_guests(platform)
    assert page.path == f"/orders/{order['id']}"
    assert "Thank you! Your order has been placed." in page.text
    for words in (
        order["number"],
        "Whole Milk",
        "Visa •••• 4242",
        "Ada Lovelace",
        "Springfield, OH 45501",
    ):
        assert words in page.text
    assert platform.stock["100000"] == 98


def test_the_cart_is_empty_afterwards_and_the_order_stays_open(
    pay: Pay, platform: Platform
) -> None:
    reader = pay()
    [order] = orders_of_guests(platform)

    assert "There is nothing in it yet" in reader.open("/cart").text
    assert reader.open(f"/orders/{order['id']}").status == 200


def test_nobody_else_sees_the_order(pay: Pay, platform: Platform, reader: Reader) -> None:
    pay()
    [order] = orders_of_guests(platform)
    reader.client.cookies.clear()

    page = reader.open(f"/orders/{order['id']}")

    assert page.path.startswith("/account/login")
    assert order["number"] not in page.text


def test_pressing_twice_makes_one_order(at_payment: Reader, platform: Platform) -> None:
    fields = {**at_payment.page.form("/checkout/payment").fields, **CARD}
    kept = dict(at_payment.client.cookies)

    first = at_payment.post("/checkout/payment", fields)
    for name, value in kept.items():
        at_payment.client.cookies.set(name, value, domain="testserver.local", path="/")
    second = at_payment.post("/checkout/payment", fields)

    assert len(orders_of_guests(platform)) == 1
    assert first.path == second.path


def test_missing_fields_are_named_with_links_to_them(with_cart: Reader) -> None:
    with_cart.open("/checkout")

    page = with_cart.send("/checkout", email="no address", name="Ada")

    assert page.status == 422
    assert "There is a problem" in page.text
    assert {"#email", "#line1", "#city", "#postcode"} <= set(page.links)
    assert page.form("/checkout").fields["name"] == "Ada"


def test_what_the_platform_refuses_lands_at_its_field(with_cart: Reader) -> None:
    with_cart.open("/checkout")

    page = with_cart.send("/checkout", **{**TYPED, "postcode": "nonsense"})

    assert page.status == 422
    assert "#postcode" in page.links
    assert "Enter a postcode of this country" in page.text


def test_steps_cannot_be_skipped(with_cart: Reader, reader: Reader) -> None:
    assert with_cart.open("/checkout/payment").path == "/checkout"
    assert with_cart.open("/checkout/delivery").path == "/checkout"
    with_cart.client.cookies.clear()
    assert reader.open("/checkout").path == "/cart"


def test_a_way_of_delivery_must_be_chosen(with_cart: Reader) -> None:
    with_cart.open("/checkout")
    with_cart.send("/checkout", **TYPED)

    page = with_cart.send("/checkout/delivery", option="")

    assert page.status == 422
    assert "Choose how to get your order" in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": "4242 4242 4242 4241"}, "Enter the long number on your card"),
        ({"expiry": "13/29"}, "Enter the expiry date like 08/29"),
        ({"cvc": "12"}, "Enter the 3 or 4 digits of the security code"),
    ],
)
def test_slips_in_the_card_are_found_before_anybody_is_asked(
    pay: Pay, platform: Platform, typed: dict[str, str], sentence: str
) -> None:
    page = pay(**typed).page

    assert page.status == 422
    assert sentence in page.text
    assert not any(path.endswith("/order") for _, path, _ in platform.seen)


def test_a_declined_card_can_be_followed_by_another(pay: Pay, platform: Platform) -> None:
    reader = pay(number="4000000000000002")
    assert reader.page.status == 422
    assert "Your card was declined. Nothing has been charged." in reader.page.text
    assert "4000000000000002" not in reader.page.answer.text

    page = reader.send("/checkout/payment", **CARD)

    assert "Thank you!" in page.text
    assert len(orders_of_guests(platform)) == 1


def test_a_changed_price_is_shown_and_asked_again(
    pay: Pay, at_payment: Reader, platform: Platform
) -> None:
    platform.by_sku["100000"]["price"] = money(399)

    page = pay().page

    assert page.status == 409
    assert "The total has changed since you last saw it." in page.text
    assert "New total: $13.29" in page.text
    assert "Thank you!" in at_payment.send("/checkout/payment", **CARD).text


def test_a_shortage_offers_what_is_left(pay: Pay, at_payment: Reader, platform: Platform) -> None:
    platform.stock["100000"] = 1

    page = pay().page
    assert page.status == 409
    assert "Only 1 of “Whole Milk” is left." in page.text

    page = at_payment.send("/cart/lines/100000", {"next": "/checkout/payment"}, quantity="1")
    assert page.path == "/checkout/payment"
    assert "Thank you!" in at_payment.send("/checkout/payment", **CARD).text


def test_what_is_sold_out_can_be_removed_on_the_spot(
    pay: Pay, at_payment: Reader, platform: Platform
) -> None:
    platform.stock["100000"] = 0

    assert "“Whole Milk” has just sold out." in pay().page.text

    page = at_payment.send("/cart/lines/100000", {"next": "/checkout/payment"}, quantity="0")
    assert "There is nothing in it yet" in page.text


def test_silence_of_the_processor_keeps_the_key(pay: Pay, at_payment: Reader) -> None:
    before = at_payment.page.form("/checkout/payment").fields["key"]

    page = pay(number="4000000000000119").page

    assert page.status == 503
    assert "you are never charged twice" in page.text
    assert page.form("/checkout/payment").fields["key"] == before


def test_three_d_secure_goes_to_the_bank_and_comes_back(pay: Pay, platform: Platform) -> None:
    reader = pay(number="4000000000003220")
    [order] = orders_of_guests(platform)
    bank = order["action"]["url"]
    assert reader.page.answer.headers["Refresh"] == f"0; url={bank}"
    assert bank in reader.page.links

    page = reader.open(f"/orders/{order['id']}/payment-return?result=confirmed")

    assert page.path == f"/orders/{order['id']}"
    assert "Thank you!" in page.text
    assert "Paid" in page.text


def test_the_bank_is_opened_by_itself_only_once(pay: Pay, platform: Platform) -> None:
    reader = pay(number="4000000000003220")
    [order] = orders_of_guests(platform)

    page = reader.open(f"/orders/{order['id']}")

    assert "Refresh" not in page.answer.headers
    assert "Go to your bank" in page.text


def test_a_refusal_at_the_bank_leaves_nothing_charged(pay: Pay, platform: Platform) -> None:
    reader = pay(number="4000000000003220")
    [order] = orders_of_guests(platform)

    page = reader.open(f"/orders/{order['id']}/payment-return?result=refused")

    assert "Nothing has been charged" in page.text


def test_an_order_can_be_cancelled_once(pay: Pay, platform: Platform) -> None:
    reader = pay()
    [order] = orders_of_guests(platform)
    action = f"/orders/{order['id']}/cancellation"
    fields = reader.page.form(action).fields

    page = reader.post(action, fields)
    assert "Your order has been cancelled." in page.text

    page = reader.post(action, {**fields, "key": "another"})
    assert page.status == 409
    assert "This is no longer possible." in page.text


def test_the_card_is_never_written_into_a_page_or_a_cookie(pay: Pay) -> None:
    reader = pay(number="4000000000000002", cvc="987")

    assert "987" not in reader.page.form("/checkout/payment").fields.values()
    assert not any("4000" in value for value in reader.client.cookies.values())


def test_nothing_of_the_checkout_is_kept_by_caches(at_payment: Reader) -> None:
    assert at_payment.open("/checkout/payment").answer.headers["Cache-Control"] == "no-store"


def test_the_payment_page_may_reach_the_processor_and_nobody_else(at_payment: Reader) -> None:
    page = at_payment.open("/checkout/payment")

    policy = page.answer.headers["Content-Security-Policy"]
    assert "connect-src 'self' http://platform.test;" in policy
    assert "form-action 'self'" in policy
    assert (
        "connect-src 'self';" in at_payment.open("/cart").answer.headers["Content-Security-Policy"]
    )


def test_a_token_pays_and_no_card_is_asked_for(at_payment: Reader, platform: Platform) -> None:
    platform.tokens_of_cards["tok_12345678"] = "4242424242424242"

    page = at_payment.send("/checkout/payment", token="tok_12345678")

    assert "Thank you! Your order has been placed." in page.text


def test_a_token_that_the_processor_does_not_know_pays_nothing(
    at_payment: Reader, platform: Platform
) -> None:
    page = at_payment.send("/checkout/payment", token="tok_made_up_by_somebody")

    assert page.status == 422
    assert orders_of_guests(platform) == []


@pytest.mark.parametrize("token", ["short", "tok_1234 5678", "tok_<script>alert", "x" * 201])
def test_what_is_no_token_counts_as_none(at_payment: Reader, token: str) -> None:
    page = at_payment.send("/checkout/payment", token=token)

    assert page.status == 422
    assert "Enter the long number on your card" in page.text


def test_after_silence_the_same_token_is_sent_again(at_payment: Reader, platform: Platform) -> None:
    platform.tokens_of_cards["tok_12345678"] = "4242424242424242"
    platform.silent_at = "/order"

    page = at_payment.send("/checkout/payment", token="tok_12345678")

    form = page.form("/checkout/payment")
    assert form.fields["token"] == "tok_12345678"
    assert "number" not in form.fields
    again = at_payment.send("/checkout/payment")
    assert "Thank you! Your order has been placed." in again.text
    assert len(orders_of_guests(platform)) == 1


def test_taxes_are_told_by_rate(with_cart: Reader) -> None:
    text = with_cart.open("/cart").text

    assert "Ohio sales tax" in text
    assert "4%" in text


def test_a_business_buys_with_its_tax_id_and_can_take_it_back(
    with_cart: Reader, platform: Platform
) -> None:
    with_cart.open("/checkout")
    page = with_cart.send("/checkout", **TYPED, tax_id="FR40303265045")
    [cart] = [cart for cart in platform.carts.values() if cart.get("tax_id")]
    there = with_cart.open("/cart").text

    again = with_cart.open("/checkout").form("/checkout")
    with_cart.send("/checkout", tax_id="")

    assert page.path == "/checkout/delivery"
    assert "Reverse charge" in there
    assert again.fields["tax_id"] == "FR40303265045"
    assert cart["tax_id"] is None


@pytest.mark.parametrize(
    ("number", "told"),
    [("12345", "This is no tax id."), ("DE000", "The register of tax ids does not know")],
)
def test_a_tax_id_that_is_none_is_told_at_its_field(
    with_cart: Reader, number: str, told: str
) -> None:
    with_cart.open("/checkout")

    page = with_cart.send("/checkout", **TYPED, tax_id=number)

    assert page.status == 422
    assert told in page.text
    assert page.form("/checkout").fields["tax_id"] == number


def test_ways_to_pay_without_a_card_have_buttons_of_their_own() -> None:
    offered = ["card", "pay_later", "stablecoin", "bank_transfer", "cash_at_store", "unheard_of"]

    assert later_of(offered, "delivery") == ["pay_later", "stablecoin", "bank_transfer"]
    assert later_of(offered, "pickup")[-1] == "cash_at_store"
