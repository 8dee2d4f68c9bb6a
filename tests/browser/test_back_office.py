"""What a machine can see of the back office's pages: names, roles, contrast, width, both directions, the keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import PHONE, Visitor, at_work
from browser.test_axe import violations
from playwright.sync_api import expect
from running_shop import RunningShop

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
UNNAMED = (Path(__file__).parent / "looks" / "unnamed.js").read_text()
PATHS = (
    "/admin/",
    "/admin/ordering/order/",
    "/admin/catalog/product/",
    "/admin/payments/giftcard/issue/",
    "/admin/searches/",
    "/admin/nowhere/",
)
OF_THE_THEME = {
    "region",
    "landmark-one-main",
    "landmark-unique",
    "page-has-heading-one",
    "heading-order",
}
"""Best practices that the theme's frame does not keep; WCAG does not ask for them."""


def test_axe_finds_nothing_in_the_back_office(visit: Visit, office: RunningShop) -> None:
    page = at_work(visit, office, locale="he-IL")
    found = {}

    for path in PATHS:
        page.goto(f"http://127.0.0.1:{office.port}{path}")
        page.wait_for_load_state("networkidle")
        told = [each for each in violations(page) if each.partition(":")[0] not in OF_THE_THEME]
        found[path] = told + page.evaluate(UNNAMED)

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_lists_fit_a_telephone(visit: Visit, office: RunningShop) -> None:
    page = at_work(visit, office, viewport=PHONE, is_mobile=True, has_touch=True)

    for path in PATHS:
        page.goto(f"http://127.0.0.1:{office.port}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_groups_of_pages_open_with_the_keyboard(visit: Visit, office: RunningShop) -> None:
    page = at_work(visit, office)
    group = page.get_by_role("button", name="Machine room")
    expect(group).to_have_attribute("aria-expanded", "false")

    group.focus()
    page.keyboard.press("Enter")

    expect(group).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("link", name="Dead letters")).to_be_visible()


def test_staff_choose_their_language(visit: Visit, office: RunningShop) -> None:
    page = at_work(visit, office)

    page.get_by_text("owner", exact=True).last.click()
    page.get_by_role("button", name="Русский").click()

    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page).to_have_title("Сегодня | Serai")
