"""Editing many variants at once."""

import pytest
from factories.catalog import NOW, a_product, products

from serai.catalog.events import ProductsChanged
from serai.catalog.public import RowError, edit_variants, variants_of_skus

pytestmark = pytest.mark.django_db


def test_a_thousand_variants_are_edited_in_one_call_by_few_statements(
    published, django_assert_num_queries
):
    products(
        *(
            {"sku": f"S{n}", "product": f"P{n // 500}", "name": "Shirt", "variant_name": f"{n}"}
            for n in range(1000)
        )
    )
    seen = len(published())

    with django_assert_num_queries(27):
        report = edit_variants(({"sku": f"S{n}", "weight_g": n + 1} for n in range(1000)), now=NOW)

    assert (report.updated, report.errors) == (2, ())
    found = variants_of_skus([f"S{n}" for n in range(1000)])
    assert all(found[f"S{n}"].weight_g == n + 1 for n in range(1000))
    assert [len(event.product_ids) for event in published()[seen:]] == [2]


def test_an_edit_from_the_present_version_is_taken(published):
    milk = a_product("M1")

    report = edit_variants([{"sku": "M1", "variant_name": "1 l", "version": 1}], now=NOW)

    assert report.clean
    variant = variants_of_skus(["M1"])["M1"]
    assert (variant.name, variant.version) == ("1 l", 2)
    assert published()[-1] == ProductsChanged(product_ids=(milk.id,))


def test_one_bad_edit_spoils_all(published):
    a_product("M1")
    a_product("M2", gtin="96385074")
    edit_variants([{"sku": "M2", "weight_g": 5}], now=NOW)
    seen = len(published())

    report = edit_variants(
        [
            {"sku": "M1", "weight_g": 7},
            {"sku": "M2", "weight_g": 7, "version": 1},
            {"sku": "M1", "gtin": "96385074"},
            {"sku": "M3", "weight_g": 7},
            {"sku": "M1", "name": "Milk"},
            {"weight_g": 7},
        ],
        now=NOW,
    )

    assert report.errors == (
        RowError(2, "version", "Someone changed it meanwhile; it is version 2 now."),
        RowError(3, "gtin", "The GTIN belongs to SKU M2."),
        RowError(3, "sku", "This SKU stands on line 1 already."),
        RowError(4, "sku", "There is no SKU M3."),
        RowError(5, "name", "This belongs to the product."),
        RowError(6, "sku", "Every row needs a SKU."),
    )
    assert variants_of_skus(["M1"])["M1"].weight_g is None
    assert len(published()) == seen
