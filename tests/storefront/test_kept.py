"""A list of what is kept for later: in the browser for a guest, in the account after log-in."""

import pytest
from storefront.fake_platform import Platform, money
from storefront.reader import Reader

from serai_storefront.web.kept import MOST, kept_in, with_kept

MILK, CHEDDAR = "100000", "100003"


def _keep(reader: Reader, path: str, sku: str) -> None:
    reader.open(path)
    reader.send("/kept", sku=sku)


def test_a_guest_keeps_a_product_and_finds_it_again(reader: Reader) -> None:
    reader.open("/p/whole-milk-100000")
    kept = reader.send("/kept")

    page = reader.open("/kept")

    assert kept.path == "/p/whole-milk-100000"
    assert "It is on your list for later." in kept.text
    assert "Take it off my list" in kept.text
    assert "Whole Milk" in page.text
    assert "The list is kept in this browser." in page.text
    assert "/p/whole-milk-100000?sku=100000" in page.links


def test_the_latest_comes_first_and_goes_into_the_cart_from_there(
    reader: Reader, platform: Platform
) -> None:
    _keep(reader, "/p/whole-milk-100000", MILK)
    _keep(reader, "/p/sharp-cheddar-cheese-100003", CHEDDAR)

    page = reader.open("/kept")
    reader.send("/cart/lines", {"sku": MILK})

    assert page.text.index("Sharp Cheddar") < page.text.index("Whole Milk")
    assert [cart["lines"] for cart in platform.carts.values() if cart["owner"] is None] == [
        {MILK: 1}
    ]


def test_what_is_taken_off_is_gone(reader: Reader) -> None:
    _keep(reader, "/p/whole-milk-100000", MILK)
    reader.open("/kept")

    page = reader.send("/kept/removal", {"sku": MILK})

    assert page.path == "/kept"
    assert "It is no longer on your list." in page.text
    assert "Nothing is kept yet" in page.text


def test_what_a_guest_kept_comes_along_to_the_account(reader: Reader, platform: Platform) -> None:
    _keep(reader, "/p/whole-milk-100000", MILK)
    _keep(reader, "/p/sharp-cheddar-cheese-100003", CHEDDAR)
    reader.open("/account/login")

    reader.send("/account/login", email="household-1@demo.example", password="demo-shopper")

    page = reader.open("/kept")
    assert "kept in this browser" not in page.text
    assert page.text.index("Sharp Cheddar") < page.text.index("Whole Milk")
    assert "serai_kept" not in reader.client.cookies
    assert [each["sku"] for each in _of_household(platform)] == [CHEDDAR, MILK]


def test_a_shoppers_list_is_in_the_account(shopper: Reader, platform: Platform) -> None:
    _keep(shopper, "/p/whole-milk-100000", MILK)
    kept = [each["sku"] for each in _of_household(platform)]
    shopper.open("/p/whole-milk-100000")

    shopper.send("/kept/removal")

    assert (kept, _of_household(platform)) == ([MILK], [])


def test_a_line_of_the_cart_is_kept_for_later(with_cart: Reader, platform: Platform) -> None:
    with_cart.open("/cart")

    page = with_cart.send(f"/cart/lines/{MILK}/later")

    assert page.path == "/cart"
    assert "There is nothing in it yet" in page.text
    assert "Whole Milk" in with_cart.open("/kept").text


def test_what_is_no_longer_sold_can_be_taken_off(reader: Reader, platform: Platform) -> None:
    _keep(reader, "/p/whole-milk-100000", MILK)
    platform.goods = [good for good in platform.goods if good["sku"] != MILK]

    page = reader.open("/kept")
    after = reader.send("/kept/removal", {"sku": MILK})

    assert f"This is no longer sold: {MILK}" in page.text
    assert "Nothing is kept yet" in after.text


def test_a_package_that_is_not_the_first_keeps_its_own_price(
    reader: Reader, platform: Platform
) -> None:
    [first] = platform.product(platform.by_sku[MILK])["variants"]
    larger = {"sku": "100000-L", "package_size": "2 gal", "price": money(650)}
    platform.packages[MILK] = [{**first, **larger}]
    _keep(reader, "/p/whole-milk-100000", "100000-L")

    page = reader.open("/kept")

    assert "$6.50" in page.text
    assert "/p/whole-milk-100000?sku=100000-L" in page.links
    assert page.form("/cart/lines").fields["sku"] == "100000-L"


def test_a_product_page_does_without_the_list_when_it_cannot_be_had(
    shopper: Reader, platform: Platform
) -> None:
    for customer in platform.customers.values():
        customer["kept"] = None

    assert shopper.open("/p/whole-milk-100000").status == 200


@pytest.mark.parametrize("sku", ["<b>", "", "x" * 65, "a~b"])
def test_what_can_be_no_sku_is_not_kept(reader: Reader, sku: str) -> None:
    _keep(reader, "/p/whole-milk-100000", sku)

    assert "Nothing is kept yet" in reader.open("/kept").text


def test_a_browser_keeps_thirty_at_most() -> None:
    cookie = ""
    for number in range(MOST + 5):
        cookie = with_kept(cookie, f"SKU-{number}")

    assert len(kept_in(cookie)) == MOST
    assert kept_in(cookie)[0] == f"SKU-{MOST + 4}"


def _of_household(platform: Platform) -> list[dict[str, str]]:
    kept: list[dict[str, str]] = next(
        each["kept"] for each in platform.customers.values() if "kept" in each
    )
    return kept
