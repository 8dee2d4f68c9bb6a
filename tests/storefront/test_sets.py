"""Sets: pages say what is in them."""

import pytest
from storefront.fake_platform import Platform
from storefront.reader import Reader

PARTS = [{"sku": "TEA", "name": "Green tea", "units": 2}, {"sku": "MUG", "name": "Mug", "units": 1}]


@pytest.fixture
def sku(platform: Platform) -> str:
    """Make the first article a set."""
    good = platform.goods[0]
    good["parts"] = PARTS
    return str(good["sku"])


def test_a_product_page_says_what_is_in_a_set(reader: Reader, sku: str) -> None:
    text = reader.open(f"/p/{sku}").text

    assert "In this set" in text
    assert "2 × Green tea" in text
    assert "1 × Mug" in text


def test_other_products_say_nothing_of_sets(reader: Reader) -> None:
    assert "In this set" not in reader.open("/p/100002").text


def test_the_cart_says_what_is_in_a_set(reader: Reader, sku: str) -> None:
    reader.open("/c/dairy")
    reader.send("/cart/lines", {"sku": sku})

    text = reader.open("/cart").text

    assert "2 × Green tea · 1 × Mug" in text


def test_an_order_says_what_was_in_a_set(pay, platform: Platform, sku: str) -> None:
    page = pay().page

    [order] = [order for order in platform.orders.values() if order["_owner"] is None]
    assert page.path == f"/orders/{order['id']}"
    assert "2 × Green tea · 1 × Mug" in page.text
