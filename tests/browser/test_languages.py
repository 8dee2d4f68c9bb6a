"""Languages in a browser: the mirror image, and the switch."""

from collections.abc import Callable

import pytest
from browser.conftest import PHONE, Visitor
from playwright.sync_api import expect

Visit = Callable[..., Visitor]


def test_right_to_left_is_the_mirror_image(visit: Visit) -> None:
    visitor = visit(locale="he")
    page = visitor.open("/p/whole-milk-100000")

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    picture, facts = (
        page.locator(".product__picture").bounding_box(),
        page.locator(".product__facts").bounding_box(),
    )
    assert picture is not None
    assert facts is not None
    assert picture["x"] > facts["x"]
    brand, cart = (
        page.locator(".brand").bounding_box(),
        page.locator("[data-cart-link]").bounding_box(),
    )
    assert brand is not None
    assert cart is not None
    assert brand["x"] > cart["x"]
    visitor.photograph("product-hebrew")


def test_arabic_on_a_telephone(visit: Visit) -> None:
    visitor = visit(locale="ar", viewport=PHONE, is_mobile=True, has_touch=True)
    for path, name in (("/", "home"), ("/c/dairy", "category"), ("/cart", "cart")):
        page = visitor.open(path)

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        visitor.photograph(f"{name}-arabic-phone")


X_OF_THE_AMOUNT = """each => {
  const text = document.createTreeWalker(each, NodeFilter.SHOW_TEXT).nextNode(), words = text.data;
  const box = (from, to) => {
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, to);
    return range.getBoundingClientRect().x;
  };
  return [box(0, words.indexOf("\u2069")), box(words.length - 2, words.length)];
}"""


def test_a_price_is_read_before_its_unit_from_right_to_left(visit: Visit) -> None:
    page = visit(locale="ar").open("/p/whole-milk-100000")

    amount, unit = page.locator(".product__size bdi[dir]").first.evaluate(X_OF_THE_AMOUNT)

    assert amount > unit


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_way_to_a_page_is_whole_on_a_telephone(visit: Visit, locale: str) -> None:
    page = visit(locale=locale, viewport=PHONE).open("/p/whole-milk-100000")

    trail = page.locator(".trail")
    assert trail.evaluate("each => each.scrollWidth <= each.clientWidth")
    expect(trail.get_by_role("link", name="Milk")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_switch_keeps_the_place(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts).open("/c/dairy?sort=price")

    page.get_by_label("Language: English").click()
    page.get_by_role("button", name="ქართული").click()

    expect(page.locator("html")).to_have_attribute("lang", "ka")
    assert page.url.endswith("/c/dairy?sort=price")
