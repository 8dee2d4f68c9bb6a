"""Choosing a variant: by colour, size or package, with what is sold out and what costs more."""

from typing import Any

import pytest
from storefront.fake_platform import Platform, money
from storefront.reader import Page, Reader

SHIRT = "100000"
PAGE = "/p/whole-milk-100000"


def _variant(sku: str, colour: str, size: str, cents: int, availability: str = "in") -> Any:
    return {
        "sku": sku,
        "name": "Shirt",
        "package_size": "",
        "price": money(cents),
        "availability": availability,
        "attributes": [
            {"name": "colour", "label": "Colour", "value": colour},
            {"name": "size", "label": "Size", "value": size},
        ],
    }


@pytest.fixture
def shirt(platform: Platform) -> None:
    """A shirt in three colours and two sizes: no green one is small, and the red large one is sold out."""
    first, *more = [
        _variant(SHIRT, "Blue", "S", 1900),
        _variant("BLUE-L", "Blue", "L", 2100),
        _variant("RED-S", "Red", "S", 1900),
        _variant("RED-L", "Red", "L", 2100, "out"),
        _variant("GREEN-L", "Green", "L", 2100),
    ]
    platform.packages[SHIRT] = more
    platform.first_of[SHIRT] = first


def _choices(page: Page) -> dict[str, str]:
    """Return what each value leads to, in order."""
    chips = [attrs for tag, attrs in page.tags if tag == "a" and "chip" in attrs.get("class", "")]
    return {each["href"].partition("sku=")[2]: each["class"] for each in chips}


@pytest.mark.usefixtures("shirt")
def test_each_property_in_which_variants_differ_is_chosen_for_itself(reader: Reader) -> None:
    page = reader.open(f"{PAGE}?sku=RED-S")

    names = [attrs["aria-label"] for tag, attrs in page.tags if attrs.get("class") == "packs"]
    chosen = [
        attrs["href"]
        for tag, attrs in page.tags
        if tag == "a" and "aria-current" in attrs and "chip" in attrs["class"]
    ]
    assert names == ["Colour", "Size"]
    assert chosen == [f"{PAGE}?sku=RED-S", f"{PAGE}?sku=RED-S"]
    assert _choices(page) == {
        "100000": "chip",
        "RED-S": "chip",
        "GREEN-L": "chip chip--other",
        "RED-L": "chip chip--out",
    }


@pytest.mark.usefixtures("shirt")
def test_what_is_sold_out_is_shown_and_named_so(reader: Reader) -> None:
    page = reader.open(f"{PAGE}?sku=BLUE-L")

    assert "Red Sold out" in page.text
    assert "Sold out at the moment" in reader.open(f"{PAGE}?sku=RED-L").text


@pytest.mark.usefixtures("shirt")
def test_the_price_is_that_of_the_choice(reader: Reader) -> None:
    small, large = reader.open(PAGE), reader.open(f"{PAGE}?sku=BLUE-L")

    assert "L $21.00" in small.text
    assert small.form("/cart/lines").fields["sku"] == SHIRT
    assert large.form("/cart/lines").fields["sku"] == "BLUE-L"


@pytest.mark.usefixtures("shirt")
def test_what_comes_only_with_something_else_says_so(reader: Reader) -> None:
    page = reader.open(PAGE)

    assert page.text.count("Changes your other choice") == 1
    assert reader.open(f"{PAGE}?sku=GREEN-L").status == 200


@pytest.mark.usefixtures("shirt")
def test_the_properties_of_the_choice_stand_among_the_details(reader: Reader) -> None:
    facts = reader.open(f"{PAGE}?sku=GREEN-L").text.partition("Details")[2]

    assert "Colour Green" in facts
    assert "Size L" in facts


def test_packages_without_properties_are_chosen_by_their_size(
    reader: Reader, platform: Platform
) -> None:
    [first] = platform.product(platform.by_sku[SHIRT])["variants"]
    larger = {"sku": "100000-L", "package_size": "2 gal", "price": money(650)}
    platform.packages[SHIRT] = [{**first, **larger}]

    page = reader.open(PAGE)

    assert _choices(page) == {"100000": "chip", "100000-L": "chip"}
    assert "1 gal $3.49" in page.text
    assert "2 gal $6.50" in page.text


def test_a_single_variant_offers_no_choice(reader: Reader) -> None:
    assert _choices(reader.open(PAGE)) == {}
