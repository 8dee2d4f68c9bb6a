"""Products of one category side by side, kept in the reader's browser."""

import pytest
from storefront.fake_platform import Platform
from storefront.reader import Page, Reader

from serai_storefront.web.compared import MOST

CHEDDAR, STRING, GOUDA = (
    "/p/sharp-cheddar-cheese-100003",
    "/p/mozzarella-string-cheese-100004",
    "/p/very-old-gouda-with-a-name-that-goes-on-and-on-for-a-long-while-100045",
)
MILK = "/p/whole-milk-100000"


def compare(reader: Reader, *paths: str) -> Page:
    for path in paths:
        reader.open(path)
        reader.send("/compare")
    return reader.page


def test_two_products_stand_side_by_side_with_what_differs_marked(reader: Reader) -> None:
    told = compare(reader, CHEDDAR, STRING)

    page = reader.open("/compare")

    assert "It is in your comparison." in told.text
    assert "/compare" in told.links
    assert page.text.index("Sharp Cheddar Cheese") < page.text.index("Mozzarella String Cheese")
    for words in (
        "Price differs",
        "$3.79",
        "$4.49",
        "$16.71 per kg",
        "Availability differs Sold out In stock",
        "Brand differs Old Barn Own Label",
        "Storage Keep cool and dry Keep cool and dry",
    ):
        assert words in page.text, words


def test_a_product_of_another_category_begins_a_new_comparison(reader: Reader) -> None:
    told = compare(reader, CHEDDAR, MILK)

    page = reader.open("/compare")

    assert "a new comparison begins" in told.text
    assert "Whole Milk" in page.text
    assert "Sharp Cheddar" not in page.text


def test_a_fifth_product_waits_until_one_is_taken_out(reader: Reader, platform: Platform) -> None:
    cheese = platform.by_sku["100003"]["category"]
    paths = [f"/p/{good['slug']}" for good in platform.goods[20 : 20 + MOST + 1]]
    for good in platform.goods[20 : 20 + MOST + 1]:
        good["category"] = cheese

    told = compare(reader, *paths)
    kept = reader.open("/compare")
    reader.send("/compare/removal", {"sku": "100020"})
    compare(reader, paths[-1])

    assert "Four products are compared already." in told.text
    assert platform.goods[24]["name"] not in kept.text
    after = reader.open("/compare").text
    assert platform.goods[24]["name"] in after
    assert platform.goods[20]["name"] not in after


def test_a_product_leaves_from_its_own_page_and_all_of_them_at_once(reader: Reader) -> None:
    compare(reader, CHEDDAR, STRING)
    reader.open(STRING)
    reader.send("/compare/removal")
    one = reader.open("/compare")
    none = reader.send("/compare/removal", {"sku": ""})

    assert "Mozzarella" not in one.text
    assert "Sharp Cheddar" in one.text
    assert "Nothing is compared yet" in none.text


def test_what_is_no_longer_sold_is_left_out(reader: Reader, platform: Platform) -> None:
    compare(reader, CHEDDAR, STRING)
    platform.goods = [good for good in platform.goods if good["sku"] != "100003"]

    page = reader.open("/compare")

    assert page.status == 200
    assert "Mozzarella" in page.text
    assert "Sharp Cheddar" not in page.text


@pytest.mark.parametrize("sku", ["<b>", "nothing", ""])
def test_what_the_shop_does_not_have_is_not_compared(reader: Reader, sku: str) -> None:
    reader.open(CHEDDAR)

    refused = reader.send("/compare", sku=sku)

    assert refused.status == 404
    assert "Nothing is compared yet" in reader.open("/compare").text


def test_after_one_that_is_no_longer_sold_a_new_comparison_begins(
    reader: Reader, platform: Platform
) -> None:
    compare(reader, CHEDDAR)
    platform.goods = [good for good in platform.goods if good["sku"] != "100003"]

    told = compare(reader, STRING)

    assert "a new comparison begins" in told.text
    assert "Mozzarella" in reader.open("/compare").text
