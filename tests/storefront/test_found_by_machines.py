"""What search engines find: every page in a site map, once in each language, and said in schema.org's words."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from storefront.client import Client
from storefront.fake_platform import Platform
from storefront.reader import Reader

from serai_storefront.i18n.languages import LANGUAGES
from serai_storefront.pages.structured_data import product_with_trail
from serai_storefront.shop_api.catalogue import Product, Variant
from serai_storefront.shop_api.shapes import Money, Named, Picture

LOCATION = re.compile(r"<loc>(.*?)</loc>")


def test_every_product_and_department_is_in_a_site_map(client: Client, platform: Platform) -> None:
    robots = client.get("/robots.txt").text
    index = client.get("/sitemap.xml")

    parts = LOCATION.findall(index.text)
    found = [each for part in parts for each in LOCATION.findall(client.get(part).text)]

    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert index.headers["Content-Type"].startswith("application/xml")
    assert {f"http://testserver/p/{good['slug']}" for good in platform.goods} <= set(found)
    assert {f"http://testserver/c/{each['slug']}" for each in platform.categories} <= set(found)
    assert len(found) == len(set(found))


def test_behind_the_last_part_there_is_nothing(client: Client) -> None:
    assert client.get("/sitemaps/products-99.xml").status_code == 404


@pytest.mark.parametrize(
    "path", ["/sitemap.xml", "/sitemaps/departments.xml", "/sitemaps/products-0.xml"]
)
def test_a_platform_out_of_reach_lets_crawlers_come_back(
    client: Client, platform: Platform, path: str
) -> None:
    platform.down = True

    answer = client.get(path)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


@pytest.mark.parametrize("path", ["/", "/departments", "/c/dairy", "/p/whole-milk-100000"])
def test_a_page_has_an_address_in_each_language(reader: Reader, path: str) -> None:
    page = reader.open(path)

    links = [attrs for tag, attrs in page.tags if tag == "link"]
    others = {each["hreflang"]: each["href"] for each in links if each["rel"] == "alternate"}
    assert [each["href"] for each in links if each["rel"] == "canonical"] == [
        f"http://testserver{path}"
    ]
    assert others == {
        "x-default": f"http://testserver{path}",
        **{code: f"http://testserver{path}?lang={code}" for code in LANGUAGES},
    }


def test_an_address_in_a_language_is_shown_in_it_and_is_its_own(reader: Reader) -> None:
    page = reader.open("/p/whole-milk-100000?lang=he")

    html = next(attrs for tag, attrs in page.tags if tag == "html")
    canonical = next(attrs["href"] for tag, attrs in page.tags if attrs.get("rel") == "canonical")
    assert (html["lang"], html["dir"]) == ("he", "rtl")
    assert canonical == "http://testserver/p/whole-milk-100000?lang=he"


def test_a_reader_stays_in_the_language_that_a_link_brought_them_to(reader: Reader) -> None:
    reader.open("/c/dairy?lang=pt")

    further = reader.open("/departments")

    assert next(attrs for tag, attrs in further.tags if tag == "html")["lang"] == "pt"
    assert "/c/dairy" not in [attrs.get("href") for tag, attrs in further.tags if tag == "link"]


def test_choosing_another_language_leaves_the_one_of_the_address(reader: Reader) -> None:
    reader.open("/c/dairy?sort=price&lang=pt")

    chosen = reader.send("/language", language="ru")

    assert chosen.path == "/c/dairy?sort=price"
    assert next(attrs for tag, attrs in chosen.tags if tag == "html")["lang"] == "ru"


def test_a_language_that_nobody_speaks_is_no_filter_and_no_language(reader: Reader) -> None:
    page = reader.open("/c/dairy?lang=xx")

    assert next(attrs for tag, attrs in page.tags if tag == "html")["lang"] == "en"
    assert "Remove filter" not in page.text


@pytest.mark.parametrize("path", ["/cart", "/search?q=milk", "/account/login", "/choices"])
def test_what_no_search_engine_should_find_has_no_canonical_address(
    reader: Reader, path: str
) -> None:
    assert "canonical" not in [attrs.get("rel") for _, attrs in reader.open(path).tags]


def test_what_is_shared_has_a_card(reader: Reader) -> None:
    page = reader.open("/p/whole-milk-100000")

    said = {attrs["property"]: attrs["content"] for tag, attrs in page.tags if "property" in attrs}
    assert said["og:type"] == "product"
    assert said["og:title"].startswith("Whole Milk")
    assert said["og:url"] == "http://testserver/p/whole-milk-100000"
    assert said["product:price:amount"] == "3.49"
    assert "og:image" not in said  # a drawing is no picture that others show


def test_a_category_says_the_way_to_it(reader: Reader) -> None:
    block = re.search(r'ld\+json">(.*?)</script>', reader.open("/c/milk").answer.text)

    assert block is not None
    data = json.loads(block[1])
    assert [(step["position"], step["item"]) for step in data["itemListElement"]] == [
        (1, "http://testserver/c/dairy"),
        (2, "http://testserver/c/milk"),
    ]


def test_several_packages_are_a_group_with_an_offer_each() -> None:
    group, _ = _told(
        variants=[
            _package("TEA-100", "100 g", "6.90"),
            _package("TEA-250", "250 g", "14.50", "out"),
        ]
    )

    assert group["@type"] == "ProductGroup"
    assert "offers" not in group
    assert [
        (each["size"], each["offers"]["price"], each["offers"]["availability"])
        for each in group["hasVariant"]
    ] == [
        ("100 g", "6.90", "https://schema.org/InStock"),
        ("250 g", "14.50", "https://schema.org/OutOfStock"),
    ]
    assert group["hasVariant"][1]["offers"]["url"] == "https://tea.example/p/earl-grey?sku=TEA-250"


def test_what_has_no_price_makes_no_offer() -> None:
    product, _ = _told(price=None)

    assert "offers" not in product


def test_a_picture_from_elsewhere_keeps_its_address() -> None:
    product, _ = _told(picture=Picture("https://media.example/tea.webp", "Tea"))

    assert product["image"] == "https://media.example/tea.webp"


def _told(**changes: Any) -> list[dict[str, Any]]:
    about = {
        "id": "1",
        "slug": "earl-grey",
        "sku": "TEA-100",
        "name": "Earl Grey",
        "category_path": [Named("tea", "Tea")],
    }
    graph: list[dict[str, Any]] = product_with_trail(
        Product(**about | changes), "https://tea.example"
    )["@graph"]
    return graph


def _package(sku: str, size: str, amount: str, availability: str = "in") -> Variant:
    price = Money(Decimal(amount), int(Decimal(amount) * 100), "EUR")
    return Variant(
        sku=sku, name="Earl Grey", package_size=size, price=price, availability=availability
    )
