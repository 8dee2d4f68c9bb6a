"""Products have a tax class, which loads and edits change."""

from datetime import UTC, datetime

import pytest

from serai.catalog.public import (
    BadField,
    EditProduct,
    edit_product,
    product,
    upsert_products,
    variants_of_skus,
)

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def loaded(*rows: dict):
    report = upsert_products(rows, source="test", now=NOW)
    assert report.clean
    return product(variants_of_skus(["MILK"])["MILK"].product_id)


def test_a_product_pays_the_standard_rate_until_somebody_says_otherwise():
    milk = loaded({"sku": "MILK", "name": "Milk"})

    food = loaded({"sku": "MILK", "tax_class": "reduced"})
    untouched = loaded({"sku": "MILK", "name": "Fresh milk"})
    emptied = loaded({"sku": "MILK", "tax_class": ""})

    assert [seen.tax_class for seen in (milk, food, untouched, emptied)] == [
        "standard",
        "reduced",
        "reduced",
        "standard",
    ]
    assert food.version == milk.version + 1


def test_an_edit_changes_the_tax_class():
    milk = loaded({"sku": "MILK", "name": "Milk"})

    after = edit_product(EditProduct(milk.id, milk.version, {"tax_class": "books"}), now=NOW)

    assert after.tax_class == "books"


@pytest.mark.parametrize("name", ["Reduced rate", "-", "Ü", 7, "a" * 65])
def test_a_senseless_tax_class_is_refused(name):
    milk = loaded({"sku": "MILK", "name": "Milk"})

    with pytest.raises(BadField):
        edit_product(EditProduct(milk.id, milk.version, {"tax_class": name}), now=NOW)
