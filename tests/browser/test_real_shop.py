"""The same browser before the real platform: database, api, worker and storefront, each in its own process."""

from collections.abc import Callable, Iterator

import pytest
from browser.conftest import Visitor
from browser.test_buying import fill_in_address, fill_in_card
from playwright.sync_api import Page, expect
from running_shop import RunningShop, a_folder

pytestmark = pytest.mark.slow

PASSWORD = "nine green bottles"
GOODS = [
    {"sku": "1001", "name": "Whole Milk 1 gal", "price": "3.49"},
    {"sku": "1002", "name": "Wholegrain Bread", "price": "2.99"},
]


@pytest.fixture(scope="module")
def running() -> Iterator[RunningShop]:
    with a_folder() as folder:
        running = RunningShop(folder, storefront=True)
        running.prepare(GOODS, stock=50)
        running.start()
        try:
            yield running
        finally:
            running.stop()


@pytest.fixture(scope="module")
def real_shop(running: RunningShop) -> str:
    return f"http://127.0.0.1:{running.port + 1}"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_guest_finds_buys_and_cancels(
    visit: Callable[..., Visitor], real_shop: str, scripts: bool
) -> None:
    visitor = visit(at=real_shop, java_script_enabled=scripts)
    page = visitor.open("/search?q=mlik")
    page.get_by_role("link", name="Whole Milk").click()
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_visible()

    visitor.open("/checkout")
    fill_in_address(page)
    page.get_by_role("button", name="Continue to payment").click()
    fill_in_card(page, "4000 0000 0000 0002")
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_role("alert")).to_contain_text("Your card was declined.")
    fill_in_card(page)
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    expect(page.get_by_text("Visa •••• 4242")).to_be_visible()

    page.get_by_text("Cancel this order").click()
    page.get_by_role("button", name="Cancel the order").click()
    expect(page.get_by_text("Your order has been cancelled.")).to_be_visible()


def test_the_bank_is_asked_and_the_order_is_paid(
    visit: Callable[..., Visitor], real_shop: str
) -> None:
    visitor = visit(at=real_shop)
    page = visitor.open("/search?q=bread")
    page.get_by_role("button", name="Add to cart: Wholegrain Bread").click()
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_visible()
    visitor.open("/checkout")
    fill_in_address(page)
    page.get_by_role("button", name="Continue to payment").click()
    fill_in_card(page, "4000 0000 0000 3220")
    page.get_by_role("button", name="Place the order").click()

    page.get_by_role("button", name="Approve").click()

    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    expect(page.get_by_text("Paid", exact=True)).to_be_visible()


def test_an_account_is_opened_and_takes_the_cart_along(
    visit: Callable[..., Visitor], real_shop: str
) -> None:
    visitor = visit(at=real_shop)
    page = visitor.open("/search?q=bread")
    page.get_by_role("button", name="Add to cart: Wholegrain Bread").click()
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_visible()

    visitor.open("/account/register")
    page.get_by_label("Name", exact=True).fill("Ada Lovelace")
    page.get_by_label("E-mail address").fill("ada.browser@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Open an account").click()
    expect(page.get_by_text("Your cart came along to your account.")).to_be_visible()
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_visible()

    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("You are logged out.")).to_be_visible()
    expect(page.get_by_role("link", name="Cart, 0 items")).to_be_visible()


def test_two_households_that_said_yes_see_different_first_pages(
    visit: Callable[..., Visitor], running: RunningShop, real_shop: str
) -> None:
    for name, sku in (("ann", "1001"), ("ben", "1002")):
        token = _household(running, name)
        for _ in range(2):
            _buys(running, token, sku)
    running.command("-m", "serai.config.cli", "reindex")

    ann, ben = (_first_page(visit(at=real_shop, decided=False), name) for name in ("ann", "ben"))

    for page, own in ((ann, "Whole Milk 1 gal"), (ben, "Wholegrain Bread")):
        usuals = page.get_by_role("region", name="Your usuals")
        expect(usuals).to_contain_text("What you buy most, lately above all.")
        expect(usuals.get_by_role("heading", level=3)).to_have_text([own])
        expect(usuals.locator(".card__why")).to_have_text(["You have bought it before."])


def _household(running: RunningShop, name: str) -> str:
    account = {"email": f"{name}@example.org", "password": PASSWORD, "name": name.title()}
    session = running.call("POST", "/api/shop/accounts", account)
    assert session.status == 201, session
    return str(session.json["token"])


def _buys(running: RunningShop, token: str, sku: str) -> None:
    placed = running.place(running.ready_cart(sku, token=token))
    assert placed.status == 201, placed


def _first_page(visitor: Visitor, name: str) -> Page:
    """Return the first page of a household that allows suggestions and logs in, and did not see them before."""
    page = visitor.open("/account/login")
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/account")
    visitor.open("/")
    expect(page.get_by_role("region", name="Your usuals", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Show my usuals").click()
    visitor.photograph(f"usuals-of-{name}")
    return page
