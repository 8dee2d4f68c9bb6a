"""
Take the screenshots of promotions, price lists and payments, from a running demo shop.

Use:
    python docs/_ext/take_screenshots_of_prices.py http://127.0.0.1:8000 sk_…

The key is one with the scope prices:write (serai key pictures --scope prices:write). With it the shop is given a
promotion that a code opens and a price list with quantity breaks, if it has not got them.
"""

import shutil
import sys
import time
from typing import Any
from uuid import uuid4

from playwright.sync_api import APIRequestContext, Browser, Page, sync_playwright
from take_screenshots import DESK, STAFF, _shopper, _take

SOON = 6
"""Seconds until each process knows a new promotion."""
TIERS = [("5.00", "5"), ("20.00", "10"), ("50.00", "15")]
PROMOTION = {
    "code": "spend-more",
    "name": "Spend more, save more",
    "currency": "USD",
    "needs_coupon": True,
    "benefit": {
        "kind": "tiers",
        "tiers": [{"at_least": spent, "off": {"percent": off}} for spent, off in TIERS],
    },
}
BREAKS = ((1, "2.4700"), (6, "2.3400"), (12, "2.2100"))


def main(api: str, key: str) -> None:
    """Take them all."""
    head, _, port = api.rstrip("/").rpartition(":")
    shop = f"{head}:{int(port) + 1}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = _shopper(browser, shop, DESK)
        sku, slug = _milk(page, shop)
        staff = playwright.request.new_context(extra_http_headers={"Serai-Key": key})
        _offer(staff, f"{api.rstrip('/')}/api/staff", sku)
        time.sleep(SOON)
        _buy_with_a_code(page, shop, slug)
        _look_at_prices(browser, api)
        browser.close()


def _milk(page: Page, shop: str) -> tuple[str, str]:
    """Return article number and slug of the first milk that is found."""
    page.goto(f"{shop}/search?q=milk")
    address = page.locator("main a[href^='/p/']").first.get_attribute("href") or ""
    return address.rpartition("-")[2], address.removeprefix("/p/")


def _offer(staff: APIRequestContext, api: str, sku: str) -> None:
    """Write the promotion, its code and the price list; what is there already is left alone."""

    def post(path: str, body: Any) -> Any:
        answer = staff.post(f"{api}{path}", data=body, headers={"Idempotency-Key": str(uuid4())})
        return answer.json() if answer.ok else None

    promotion = post("/promotions", {"rule": PROMOTION, "budget": "5000.00", "most_uses": 1000})
    if promotion is not None:
        post(f"/promotions/{promotion['id']}/coupons", {"code": "SPRING24"})
        staff.put(f"{api}/promotions/{promotion['id']}/state", data={"action": "activate"})
    if post("/price-lists", {"code": "breaks", "name": "Quantity breaks", "channel": "web"}):
        prices = [{"sku": sku, "amount": each, "min_quantity": least} for least, each in BREAKS]
        post("/price-lists/breaks/prices", {"prices": prices})


def _buy_with_a_code(page: Page, shop: str, slug: str) -> None:
    page.goto(f"{shop}/p/{slug}")
    _take(page, "product-tiers")
    page.fill("#quantity", "12")
    with page.expect_response("**/cart/lines"):
        page.click(".buy__button")
    page.goto(f"{shop}/cart")
    page.fill("#code", "SPRING24")
    page.press("#code", "Enter")
    page.wait_for_load_state("networkidle")
    _take(page, "cart-code")


def _look_at_prices(browser: Browser, api: str) -> None:
    page = browser.new_context(viewport=DESK).new_page()
    page.goto(f"{api}/admin/login/")
    page.fill("#id_username", STAFF[0])
    page.fill("#id_password", STAFF[1])
    page.click("#login-form button[type=submit]")
    page.goto(f"{api}/admin/pricing/promotionrow/")
    _take(page, "office-promotions")
    for model, name in (("pricing/pricelistrow", "price-list"), ("payments/payment", "payment")):
        page.goto(f"{api}/admin/{model}/")
        page.locator("#result_list a[href*='/change/']").first.click()
        if name == "payment":
            page.locator("label", has_text="Settled at").scroll_into_view_if_needed()
        _take(page, f"office-{name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
