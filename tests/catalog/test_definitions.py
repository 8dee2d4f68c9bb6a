"""Brands and attributes."""

import pytest
from factories.catalog import a_product

from serai.catalog.events import ProductsChanged
from serai.catalog.models import Brand
from serai.catalog.public import attributes, define_attributes, upsert_brands

pytestmark = pytest.mark.django_db


def test_a_brand_becomes_the_shops_own_and_its_products_are_announced(published):
    milk = a_product("M1", brand="Meadow")
    seen = len(published())

    report = upsert_brands(
        [{"name": "Meadow", "private_label": True}, {"name": "Brook", "source": {"number": 7}}]
    )

    assert (report.created, report.updated, report.errors) == (1, 1, ())
    assert published()[seen:] == [ProductsChanged(product_ids=(milk.id,))]
    assert Brand.objects.get(slug="brook").source == {"number": 7}
    assert upsert_brands([{"name": "Meadow"}]).unchanged == 1


def test_bad_brands_are_all_refused():
    report = upsert_brands(
        [{"name": "Good"}, {"name": "!!!"}, {"name": "GOOD"}, {"slug": "x"}, {"name": "x" * 121}]
    )

    assert [(error.line, error.field) for error in report.errors] == [
        (2, "slug"), (3, "slug"), (4, "name"), (5, "name"),
    ]  # fmt: skip
    assert not Brand.objects.exists()


def test_attributes_are_defined_and_changed():
    define_attributes(
        [
            {"code": "fat", "kind": "number", "unit": "%", "label": "Fat"},
            {
                "code": "colour",
                "kind": "choice",
                "choices": ["red", {"value": "b", "label": "Blue"}],
            },
        ]
    )

    report = define_attributes([{"code": "fat", "labels": {"he": "שומן"}, "filterable": True}])

    assert (report.updated, report.errors) == (1, ())
    found = attributes()
    assert (found["fat"].label, found["fat"].labels, found["fat"].filterable, found["fat"].unit) == (
        "Fat", {"he": "שומן"}, True, "%",
    )  # fmt: skip
    assert found["colour"].choices == {"red": "red", "b": "Blue"}
    assert define_attributes([{"code": "fat"}]).unchanged == 1


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"code": "size"}, "kind"),
        ({"code": "size", "kind": "colour"}, "kind"),
        ({"code": "fat", "kind": "text"}, "kind"),
        ({"code": "fat", "unit": "g"}, "kind"),
        ({"code": "size", "kind": "text", "unit": "cm"}, "unit"),
        ({"code": "size", "kind": "choice"}, "choices"),
        ({"code": "size", "kind": "text", "choices": ["a"]}, "choices"),
        ({"code": "size", "kind": "choice", "choices": ["a", "a"]}, "choices"),
        ({"code": "a-b", "kind": "text"}, "code"),
        ({"kind": "text"}, "code"),
        ({"code": "size", "kind": "text", "labels": {"?": "x"}}, "labels"),
    ],
)
def test_a_definition_that_cannot_be_is_refused(row, field):
    define_attributes([{"code": "fat", "kind": "number", "unit": "%"}])

    report = define_attributes([row])

    assert [(error.line, error.field) for error in report.errors] == [(1, field)]
    assert list(attributes()) == ["fat"]
