"""
Take the screenshots of the documentation, from a running demo shop.

Use:
    python docs/_ext/take_screenshots.py http://127.0.0.1:8000

The storefront is expected on the port after the api's.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "_static" / "screenshots"
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
STAFF = ("admin@demo.example", "demo-admin")
CONDITIONS = """{"combinator": "and", "rules": [
  {"field": "name", "operator": "contains", "value": "milk"},
  {"combinator": "or", "rules": [
    {"field": "private_label", "operator": "=", "value": true},
    {"field": "added", "operator": "withinLast", "value": 30}]}]}"""
SHOPPER = ("household-1@demo.example", "demo-shopper")
ANOTHER = ("household-7@demo.example", "demo-shopper")


def main(api: str) -> None:
    """Take them all."""
    head, _, port = api.rstrip("/").rpartition(":")
    shop = f"{head}:{int(port) + 1}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        _browse(browser, shop)
        _buy(browser, shop)
        _return_to(browser, shop)
        _choose_a_store(browser, shop)
        _read_from_the_right(browser, shop)
        _hold_in_a_hand(browser, shop)
        _work(browser, api)
        _foresee(browser, api)
        _write_conditions(browser, api)
        browser.close()


def _browse(browser: Browser, shop: str) -> None:
    page = _shopper(browser, shop, DESK)
    _take(page, "home")
    page.goto(f"{shop}/search?q=choclate")
    _take(page, "search")
    page.locator("main a[href^='/p/']").first.click()
    _take(page, "product")


def _buy(browser: Browser, shop: str) -> None:
    page = _shopper(browser, shop, DESK)
    page.goto(f"{shop}/search?q=milk")
    for number in range(3):
        page.locator("main .add__button").nth(number).click()
        page.wait_for_load_state("networkidle")
    page.goto(f"{shop}/cart")
    _take(page, "cart")
    page.goto(f"{shop}/checkout")
    answers = {
        "email": "ada@demo.example",
        "name": "Ada Lovelace",
        "line1": "1 Main Street",
        "city": "Cincinnati",
        "region": "OH",
        "postcode": "45202",
    }
    for name, answer in answers.items():
        page.fill(f"#{name}", answer)
    page.select_option("#country", "US")
    _go_on(page)
    page.locator("input[name=option]").first.check()
    _take(page, "delivery")
    _go_on(page)
    for name, answer in {"number": "4242424242424242", "expiry": "12/34", "cvc": "123"}.items():
        page.fill(f"#{name}", answer)
    _take(page, "payment")
    _go_on(page)
    _take(page, "order")


def _return_to(browser: Browser, shop: str) -> None:
    for (email, password), name in ((ANOTHER, "usuals-of-another"), (SHOPPER, "usuals")):
        page = _shopper(browser, shop, DESK, yes=True)
        page.goto(f"{shop}/account/login")
        page.fill("#email", email)
        page.fill("#password", password)
        _go_on(page)
        page.goto(f"{shop}/")
        page.locator("#shelf-1").evaluate("shelf => shelf.scrollIntoView()")
        _take(page, name)
    page.goto(f"{shop}/account/orders")
    _take(page, "history")


def _choose_a_store(browser: Browser, shop: str) -> None:
    page = _shopper(browser, shop, DESK)
    page.goto(f"{shop}/search?q=bananas")
    page.locator("main a[href^='/p/']").first.click()
    page.goto(f"{page.url}/stores")
    page.locator("form[action='/stores/own'] button").first.click()
    _take(page, "own-store")
    page.goto(f"{shop}/")
    page.get_by_text("Trending in your store").evaluate("shelf => shelf.scrollIntoView()")
    _take(page, "in-store")


def _read_from_the_right(browser: Browser, shop: str) -> None:
    page = _shopper(browser, shop, DESK, locale="he")
    _take(page, "hebrew")


def _hold_in_a_hand(browser: Browser, shop: str) -> None:
    page = _shopper(browser, shop, PHONE)
    _take(page, "phone")


def _work(browser: Browser, api: str) -> None:
    page = _staff(browser, api)
    _take(page, "office-today")
    page.goto(f"{api}/admin/ordering/order/")
    _take(page, "office-orders")
    page.locator("#result_list a[href*='/change/']").first.click()
    _take(page, "office-order")
    page.goto(f"{api}/admin/inventory/balance/")
    _take(page, "office-stock")
    _take(_staff(browser, api, locale="he"), "office-today-hebrew")


def _foresee(browser: Browser, api: str) -> None:
    page = _staff(browser, api)
    page.goto(f"{api}/admin/forecast/")
    _take(page, "office-back-test")
    page.goto(f"{api}/admin/pricing/priceproposal/")
    page.locator("#result_list a[href*='/change/']").first.click()
    _take(page, "office-price-proposal")
    page.goto(f"{api}/admin/searches/?channel=web&q=choclate+milk")
    _take(page, "office-searches")


def _write_conditions(browser: Browser, api: str) -> None:
    for locale, name in (("en-US", "office-conditions"), ("he", "office-conditions-hebrew")):
        page = _staff(browser, api, locale=locale)
        page.goto(f"{api}/admin/catalog/collection/write/")
        page.fill("[name=name]", "New in the dairy")
        page.locator("summary").click()
        page.fill("[name=conditions]", CONDITIONS)
        page.locator("summary").click()
        page.wait_for_timeout(1000)
        _take(page, name)


def _shopper(
    browser: Browser, shop: str, size: dict[str, int], *, locale: str = "en-US", yes: bool = False
) -> Page:
    """Return a page on the home page, after the question about suggestions."""
    page = browser.new_context(viewport=size, locale=locale).new_page()
    page.goto(shop)
    page.click(f"button[name=everything][value={'yes' if yes else 'no'}]")
    page.wait_for_load_state("networkidle")
    page.goto(shop)
    return page


def _staff(browser: Browser, api: str, *, locale: str = "en-US") -> Page:
    """Return a page on the first page of the back office."""
    page = browser.new_context(viewport=DESK, locale=locale).new_page()
    page.goto(f"{api}/admin/login/")
    page.fill("#id_username", STAFF[0])
    page.fill("#id_password", STAFF[1])
    page.click("#login-form button[type=submit]")
    return page


def _go_on(page: Page) -> None:
    page.locator("main button.button--big").first.click()
    page.wait_for_load_state("networkidle")


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    sys.stdout.write(f"{name}: {page.title()}\n")


if __name__ == "__main__":
    main(sys.argv[1])
