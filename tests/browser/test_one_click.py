"""Chromium's own authenticator before the real platform: a passkey is made, lets in, and confirms a purchase."""

from collections.abc import Callable, Iterator

import pytest
from browser.conftest import Visitor
from browser.test_buying import fill_in_card
from playwright.sync_api import Page, expect
from running_shop import RunningShop, a_folder

pytestmark = pytest.mark.slow

GOODS = [{"sku": "1001", "name": "Whole Milk 1 gal", "price": "3.49"}]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def real_shop() -> Iterator[str]:
    """The address of a shop under a name: no browser binds a passkey to an IP address."""
    with a_folder() as folder:
        running = RunningShop(folder, storefront=True)
        running.prepare(GOODS, stock=50)
        running.start()
        try:
            yield f"http://localhost:{running.port + 1}"
        finally:
            running.stop()


def register(visitor: Visitor, email: str) -> Page:
    page = visitor.open("/account/register")
    page.get_by_label("Name").fill("Ada Lovelace")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill("nine green turtles")
    page.get_by_role("button", name="Open an account").click()
    page.wait_for_url("**/account")
    return page


def save_an_address(visitor: Visitor) -> None:
    page = visitor.open("/account/addresses")
    page.get_by_label("Full name").fill("Ada Lovelace")
    page.get_by_label("Street and number").fill("12 Oak Street")
    page.get_by_label("Postcode").fill("45402")
    page.get_by_label("Town or city").fill("Dayton")
    page.get_by_label("State or region").fill("OH")
    page.get_by_label("Country").select_option("US")
    page.get_by_role("button", name="Save the address").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def authenticator_of(visitor: Visitor, **how: object) -> Callable[[], int]:
    """Give a window an authenticator; return a function that tells how often its one passkey has signed."""
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    options = {**AUTHENTICATOR, **how}
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    asked = {"authenticatorId": added["authenticatorId"]}

    def signed() -> int:
        [kept] = devtools.send("WebAuthn.getCredentials", asked)["credentials"]
        return int(kept["signCount"])

    return signed


def make_a_passkey(visitor: Visitor, name: str) -> None:
    page = visitor.open("/account/passkeys")
    page.get_by_label("Name").fill(name)
    visitor.photograph("passkey-new")
    page.get_by_role("button", name="Make a passkey").click()


def come_back_with_it(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("button", name="Log out").click()
    visitor.open("/account/login")
    visitor.photograph("passkey-login")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("You are logged in.")).to_be_visible()


def buy_and_have_the_card_kept(visitor: Visitor) -> None:
    page = visitor.open("/search?q=milk")
    page.get_by_role("link", name="Whole Milk").click()
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_visible()
    visitor.open("/cart")
    page.get_by_role("button", name="Buy now with what you have saved").click()
    page.get_by_role("button", name="Continue to delivery").click()
    page.get_by_role("button", name="Continue to payment").click()
    fill_in_card(page)
    page.get_by_text("Have the payment service keep this card").click()
    visitor.photograph("keep-the-card")
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()


def test_a_passkey_is_made_lets_in_and_confirms_a_purchase(
    visit: Callable[..., Visitor], real_shop: str
) -> None:
    visitor = visit(at=real_shop)
    page = register(visitor, "ada@example.org")
    signed = authenticator_of(visitor)
    make_a_passkey(visitor, "My telephone")
    expect(page.get_by_text("Your passkey is ready")).to_be_visible()
    visitor.photograph("passkeys")
    come_back_with_it(visitor)
    save_an_address(visitor)
    buy_and_have_the_card_kept(visitor)
    before = signed()

    visitor.open("/search?q=milk")
    page.get_by_role("link", name="Whole Milk").click()
    visitor.photograph("buy-now")
    page.get_by_role("button", name="Buy now").click()
    expect(page.get_by_text("Visa •••• 4242")).to_be_visible()
    visitor.photograph("one-click")
    page.get_by_role("button", name="Place the order").click()

    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    assert signed() == before + 1
    visitor.open("/account/cards")
    visitor.photograph("cards")


def test_without_a_finger_nothing_is_bought(visit: Callable[..., Visitor], real_shop: str) -> None:
    visitor = visit(at=real_shop)
    page = register(visitor, "bob@example.org")
    authenticator_of(visitor, isUserVerified=False)

    make_a_passkey(visitor, "Stolen telephone")

    expect(page.get_by_text("Your browser gave no passkey.")).to_be_visible()
    expect(page.get_by_text("No passkey yet.")).to_be_visible()


def test_an_address_completes_itself_by_keyboard(
    visit: Callable[..., Visitor], real_shop: str
) -> None:
    visitor = visit(at=real_shop)
    register(visitor, "eve@example.org")
    page = visitor.open("/account/addresses")
    page.get_by_label("Country").select_option("AD")
    page.get_by_label("Postcode").press_sequentially("AD10")
    options = page.locator("[data-places] [role=option]")
    expect(options.first).to_contain_text("Canillo", timeout=20_000)
    visitor.photograph("places")

    page.get_by_label("Postcode").press("ArrowDown")
    page.get_by_label("Postcode").press("Enter")

    expect(page.get_by_label("Town or city")).to_have_value("Canillo")
    expect(page.get_by_label("Postcode")).to_have_value("AD100")
