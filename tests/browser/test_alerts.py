"""Being told of an article, in a browser: the form that unfolds, the letter's link, both directions of reading."""

from collections.abc import Callable

import pytest
from browser.conftest import PHONE, Visitor
from browser.test_axe import violations
from storefront.fake_alerts import LINK

Visit = Callable[..., Visitor]


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_the_form_unfolds_and_what_was_refused_stays_in_it(visit: Visit, locale: str) -> None:
    page = visit(locale=locale, viewport=PHONE).open("/p/whole-milk-100000")
    form = page.locator("form[action='/alerts']")
    page.locator("details:has(form[action='/alerts']) summary").press("Enter")
    assert violations(page) == []

    form.locator("[name=price]").fill("99")
    form.locator("[name=email]").fill("ada@example.org")
    form.locator("button").press("Enter")
    page.locator("[role=alert]").wait_for()

    assert violations(page) == []
    assert form.locator("[name=email]").input_value() == "ada@example.org"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("locale", ["en-GB", "he"])
def test_the_letters_link_is_answered_with_the_keyboard(visit: Visit, locale: str) -> None:
    page = visit(locale=locale).open(f"/alerts/{LINK}")
    assert violations(page) == []

    confirm = page.locator("form[action$='/confirmation'] button")
    if confirm.count():
        confirm.press("Enter")
        page.locator(".notice[role=status]").first.wait_for()

    assert page.locator("form[action$='/confirmation']").count() == 0
    assert violations(page) == []
