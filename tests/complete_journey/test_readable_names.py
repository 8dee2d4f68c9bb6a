"""The data's words in a shop's words."""

import re

import pytest

from serai.config.complete_journey.readable_names import names, translations
from serai.config.complete_journey.source import table

SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
KNOWN_CAPITALS = {"USDA", "APS", "DVD", "VHS"}


@pytest.mark.parametrize(
    ("category", "product_type", "name"),
    [
        ("FRZN ICE", "ICE - CRUSHED/CUBED", "Crushed/Cubed Ice"),
        ("POTATOES", "POTATOES RUSSET (BULK&BAG)", "Russet Potatoes"),
        ("APPLES", "APPLES OTHER (BULK&BAG)", "Apples"),
        ("FRZN VEGETABLE/VEG DSH", "FRZN BREADED VEGETABLES", "Frozen Breaded Vegetables"),
        ("MAGAZINE", "HOME DECOR-MAGAZINE", "Home Decor Magazine"),
        ("BACON", "PREMIUM", "Premium Bacon"),
        ("PASTA SAUCE", "PREMIUM", "Premium Pasta Sauce"),
        ("CHICKEN/POULTRY", "CHIX:FRD 8PC/CUT UP (HOT)", "Hot Fried Chicken, 8 Pieces"),
        ("SEAFOOD-FRESH", "SEAFOOD-FRE-SALMON", "Fresh Salmon"),
    ],
)
def test_a_type_is_readable_in_its_category(category, product_type, name):
    assert names().kind(category, product_type).name == name


def test_a_type_that_is_a_brand_is_a_brand_and_a_thing():
    assert names().kind("MAKEUP AND TREATMENT", "LOREAL COSMETICS") == (
        "L'Oréal Makeup", "Makeup", "L'Oréal",
    )  # fmt: skip


def test_every_category_of_the_data_has_a_place_in_an_aisle_of_the_shop():
    filed = table("products").select("department", "product_category").unique().collect()

    aisles = {
        shelf.aisle if (shelf := names().shelf(department, category)) else names().aisle(department)
        for department, category in filed.iter_rows()
    }

    assert aisles == set(names().aisles)


def test_no_type_of_the_data_shouts_or_is_cut_off():
    filed = (
        table("products")
        .select("product_category", "product_type")
        .drop_nulls("product_type")
        .unique()
        .collect()
    )

    read = {names().kind(*filing).name for filing in filed.iter_rows()}

    assert [
        name
        for name in sorted(read)
        if set(SHOUTED.findall(name)) - KNOWN_CAPITALS or "(" in name or "  " in name
    ] == []
    assert all(name == name.strip() and 2 <= len(name) <= 60 for name in read)


def test_every_aisle_and_attribute_is_translated_into_every_language():
    told = translations()

    assert set(told["categories"]) == set(names().aisles)
    assert set(told["attributes"]) == {"organic", "age_restricted"}
    for texts in (*told["categories"].values(), *told["attributes"].values()):
        assert tuple(texts) == ("he", "ru", "be", "ka", "ar", "pt")
        assert all(texts.values())
