"""A browser buys: with scripts, without them, through the bank, and with an impatient finger."""

import re
from collections.abc import Callable

import pytest
from browser.conftest import PHONE, Visitor
from playwright.sync_api import Page, expect

Visit = Callable[..., Visitor]


def fill_in_address(page: Page) -> None:
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Full name").fill("Ada Lovelace")
    page.get_by_label("Street and number").fill("12 Orchard Lane")
    page.get_by_label("Postcode").fill("45501")
    page.get_by_label("Town or city").fill("Springfield")
    page.get_by_label("State or region").fill("OH")
    page.get_by_role("button", name="Continue to delivery").click()


def fill_in_card(page: Page, number: str = "4242 4242 4242 4242") -> None:
    page.get_by_label("Card number").fill(number)
    page.get_by_label("Expiry date").fill("08/29")
    page.get_by_label("Security code").fill("123")


def to_payment(visitor: Visitor, path: str = "/p/ground-coffee-dark-roast-100029") -> Page:
    page = visitor.open(path)
    page.get_by_role("button", name="Add to cart", exact=True).click()
    visitor.page.wait_for_load_state("networkidle")
    visitor.open("/checkout")
    fill_in_address(page)
    page.get_by_role("radio", name=re.compile("Standard delivery")).check()
    page.get_by_role("button", name="Continue to payment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and pay")
    return page


def _take_more(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Whole Milk").click()
    visitor.photograph("product")
    page.get_by_role("button", name="One more").click()
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.get_by_text("In your cart: 3")).to_be_visible()
    page.get_by_role("link", name="See the cart").click()

    page.get_by_label("Quantity of Whole Milk").fill("4")
    page.get_by_label("Quantity of Whole Milk").press("Tab")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(
        "Your cart has been updated."
    )
    expect(page.get_by_label("Quantity of Whole Milk")).to_have_value("4")
    visitor.photograph("cart")


def _check_out_with_slips(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Go to checkout").click()
    page.get_by_role("button", name="Continue to delivery").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.photograph("checkout-errors")
    page.get_by_role("alert").get_by_role("link", name=re.compile("e-mail")).click()
    expect(page.get_by_label("E-mail address")).to_be_focused()
    fill_in_address(page)
    visitor.photograph("checkout-delivery")
    page.get_by_role("button", name="Continue to payment").click()
    visitor.photograph("checkout-payment")

    fill_in_card(page, "4000 0000 0000 0002")
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_role("alert")).to_contain_text("Your card was declined.")
    fill_in_card(page)
    page.get_by_role("button", name="Place the order").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Order ")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Thank you!")
    expect(page.get_by_role("link", name="Cart, 0 items")).to_be_visible()
    visitor.photograph("order")


def test_buying_with_scripts(visit: Visit) -> None:
    visitor = visit(decided=False)
    page = visitor.open("/")
    visitor.photograph("home-first-visit", whole=False)
    page.get_by_role("region", name="May we suggest").get_by_role(
        "button", name="No, thank you"
    ).click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(
        "Your choice has been saved."
    )
    visitor.open("/")
    visitor.photograph("home")

    search = page.get_by_role("combobox", name="Search for products")
    search.fill("chedd")
    expect(page.get_by_role("listbox")).to_be_visible()
    visitor.photograph("search-completions", whole=False)
    search.fill("milk")
    search.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("milk")
    visitor.photograph("search")

    page.get_by_role("button", name="Add to cart: Whole Milk").click()
    expect(page.locator("#toast")).to_have_text("Added to your cart.")
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_visible()
    assert page.url.endswith("/search?q=milk")

    _take_more(visitor)
    _check_out_with_slips(visitor)


def test_buying_without_scripts(visit: Visit) -> None:
    visitor = visit(java_script_enabled=False, decided=False)
    page = visitor.open("/")
    page.get_by_role("button", name="No, thank you").click()
    page.get_by_role("searchbox", name="Search for products").fill("bread")
    page.get_by_role("button", name="Search", exact=True).click()

    page.get_by_role("button", name="Add to cart: Wholegrain Bread").click()
    expect(page.get_by_text("Added to your cart.")).to_be_visible()
    page.get_by_role("link", name="See the cart").click()
    page.get_by_role("button", name="One more: Wholegrain Bread").click()
    expect(page.get_by_label("Quantity of Wholegrain Bread")).to_have_value("2")
    page.get_by_label("Quantity of Wholegrain Bread").fill("3")
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_label("Quantity of Wholegrain Bread")).to_have_value("3")

    page.get_by_role("link", name="Go to checkout").click()
    fill_in_address(page)
    page.get_by_role("radio", name=re.compile("Store 31")).check()
    page.get_by_role("button", name="Continue to payment").click()
    fill_in_card(page)
    page.get_by_role("button", name="Place the order").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Order ")
    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    expect(page.get_by_text("Collect at Store 31")).to_be_visible()


def test_filters_without_scripts(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("/c/dairy")

    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("Old Barn")).check()
    page.get_by_role("button", name="Apply filters").click()

    expect(page.get_by_role("link", name=re.compile("Remove filter: Old Barn"))).to_be_visible()
    expect(page.get_by_text("Whole Milk")).to_have_count(0)


def test_filters_with_scripts_take_effect_at_once(visit: Visit) -> None:
    page = visit().open("/c/dairy")

    page.get_by_role("checkbox", name=re.compile("Old Barn")).check()

    expect(page.get_by_role("link", name=re.compile("Remove filter: Old Barn"))).to_be_visible()
    assert page.url.endswith("/c/dairy?sort=popular&brand=old-barn")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_bank_is_visited_and_left_again(visit: Visit, scripts: bool) -> None:
    page = to_payment(visit(java_script_enabled=scripts))

    fill_in_card(page, "4000 0000 0000 3220")
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The bank")
    page.get_by_role("button", name="Confirm").click()

    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    expect(page.get_by_text("Paid", exact=True)).to_be_visible()


def test_an_impatient_finger_makes_one_order(visit: Visit) -> None:
    page = to_payment(visit())
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.url) if request.method == "POST" else None
    )

    fill_in_card(page)
    page.get_by_role("button", name="Place the order").dblclick()

    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    assert len([url for url in sent if url.endswith("/checkout/payment")]) == 1


def test_a_telephone_buys_too(visit: Visit) -> None:
    visitor = visit(viewport=PHONE, is_mobile=True, has_touch=True)
    visitor.open("/")
    visitor.photograph("home-phone")
    page = visitor.open("/c/dairy")
    visitor.photograph("category-phone")
    expect(page.get_by_role("checkbox", name=re.compile("Old Barn"))).to_be_hidden()
    page.get_by_role("button", name="Add to cart: Greek Yogurt").tap()
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_visible()
    visitor.open("/cart")
    visitor.photograph("cart-phone")

    page = to_payment(visitor)
    visitor.photograph("checkout-payment-phone")
    fill_in_card(page)
    page.get_by_role("button", name="Place the order").tap()

    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    visitor.photograph("order-phone")


def test_an_account_shows_its_history(visit: Visit) -> None:
    visitor = visit()
    visitor.log_in()
    visitor.photograph("account")

    page = visitor.open("/account/orders")
    visitor.photograph("account-orders")
    page.get_by_role("link", name="Older orders").click()
    expect(page.get_by_role("heading", level=2)).to_have_count(20)


def test_the_card_goes_to_the_processor_and_to_nobody_else(visit: Visit) -> None:
    visitor = visit()
    page = to_payment(visitor)
    sent: list[tuple[str, str]] = []
    page.on("request", lambda request: sent.append((request.url, request.post_data or "")))

    fill_in_card(page, "4000 0000 0000 0069")
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="The card has expired.").click()
    expect(page.get_by_label("Expiry date")).to_be_focused()
    expect(page.get_by_label("Expiry date")).to_have_attribute("aria-invalid", "true")
    visitor.photograph("checkout-card-refused")
    fill_in_card(page)
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()

    with_card = [url for url, body in sent if "4242" in re.sub(r"[ +]|%20", "", url + body)]
    assert len(with_card) == 1
    assert with_card[0].endswith("/_processor/tokens")
    [order] = [body for url, body in sent if url.endswith("/checkout/payment") and body]
    assert "token=tok_" in order
    assert not {"number", "expiry", "cvc"} & {part.partition("=")[0] for part in order.split("&")}


def test_a_processor_that_is_silent_is_told_and_nothing_is_sent(visit: Visit) -> None:
    visitor = visit()
    page = to_payment(visitor)
    page.route("**/_processor/tokens", lambda route: route.abort())
    posted: list[str] = []
    page.on("request", lambda request: request.method == "POST" and posted.append(request.url))

    fill_in_card(page)
    page.get_by_role("button", name="Place the order").click()

    expect(page.get_by_role("alert")).to_contain_text("The payment service does not answer.")
    assert all(url.endswith("/_processor/tokens") for url in posted)
    visitor.troubles = [trouble for trouble in visitor.troubles if "ERR_FAILED" not in trouble]
