"""axe-core's own rules (WCAG 2.2, A and AA) on every kind of page, in both directions of reading."""

from collections.abc import Callable

import pytest
from browser.conftest import PHONE, Visitor
from browser.test_accessibility import PATHS
from browser.test_buying import to_payment
from playwright.sync_api import Page

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-core is not installed here"
)
Visit = Callable[..., Visitor]
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    found = axe.Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("locale", ["en-GB", "he-IL"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(visit: Visit, path: str, locale: str) -> None:
    assert violations(visit(locale=locale).open(path)) == []


@pytest.mark.parametrize("path", ["/", "/search?q=milk", "/p/whole-milk-100000", "/cart"])
def test_axe_finds_nothing_on_a_phone_in_the_dark(visit: Visit, path: str) -> None:
    page = visit(viewport=PHONE, color_scheme="dark").open(path)

    assert violations(page) == []


def test_axe_finds_nothing_in_what_unfolds(visit: Visit) -> None:
    page = visit().open("/p/whole-milk-100000")
    page.get_by_text("In which stores").click()
    page.locator(".stores__name", has_text="Main Street").wait_for()

    assert violations(page) == []


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_axe_finds_nothing_in_a_comparison_on_a_phone(visit: Visit, locale: str) -> None:
    visitor = visit(locale=locale, viewport=PHONE)
    for path in ("/p/sharp-cheddar-cheese-100003", "/p/mozzarella-string-cheese-100004"):
        visitor.open(path).locator("form[action='/compare'] button").press("Enter")
        visitor.page.locator("form[action='/compare/removal']").wait_for()
    page = visitor.open("/compare")

    assert page.locator(".compare thead th").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_axe_finds_nothing_in_the_checkout(visit: Visit) -> None:
    page = to_payment(visit())
    assert violations(page) == []

    page.get_by_role("button", name="Place the order").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
