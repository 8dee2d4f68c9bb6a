"""Editing, withdrawing and restoring one product."""

from datetime import timedelta

import pytest
from factories.catalog import NOW, a_product, categories

from serai.catalog.events import ProductsChanged
from serai.catalog.public import (
    BadField,
    EditProduct,
    ProductNotFound,
    StaleVersion,
    edit_product,
    product,
    restore_product,
    withdraw_product,
)
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_an_edit_from_the_present_version_is_taken(published):
    categories({"slug": "milk", "name": "Milk"})
    milk = a_product("M1", weight_g=1000)
    changes = {"name": "Fresh milk", "category": "milk", "translations": {"he": {"name": "חלב"}}}

    after = edit_product(EditProduct(milk.id, milk.version, changes), now=LATER)

    assert (after.name, after.slug, after.category_path) == (
        "Fresh milk", milk.slug, (("milk", "Milk"),),
    )  # fmt: skip
    assert (after.version, after.updated_at) == (2, LATER)
    assert after.variants[0].weight_g == 1000
    assert published()[-1] == ProductsChanged(product_ids=(milk.id,))


def test_an_edit_from_an_older_version_is_refused():
    milk = a_product("M1")
    edit_product(EditProduct(milk.id, 1, {"name": "Fresh milk"}), now=LATER)

    with pytest.raises(StaleVersion) as refusal:
        edit_product(EditProduct(milk.id, 1, {"description": "Mine"}), now=LATER)

    assert refusal.value.facts == {"yours": 1, "current": 2}
    assert product(milk.id).description == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 301}, "name"),
        ({"category": "no-such"}, "category"),
        ({"sku": "M2"}, "sku"),
        ({"weight_g": 5}, "weight_g"),
        ({"source": {}}, "source"),
        ({"colour": "red"}, "colour"),
        ({"slug": "taken"}, "slug"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(changes, field):
    a_product("M2", slug="taken")
    milk = a_product("M1")

    with pytest.raises(BadField) as refusal:
        edit_product(EditProduct(milk.id, 1, changes), now=LATER)

    assert refusal.value.field == field
    assert product(milk.id) == milk


def test_an_edit_of_what_does_not_exist_is_refused():
    with pytest.raises(ProductNotFound):
        edit_product(EditProduct(uuid7(), 1, {"name": "Milk"}), now=LATER)


def test_a_withdrawn_product_is_off_sale_until_it_is_restored(published):
    milk = a_product("M1")
    seen = len(published())

    gone = withdraw_product(milk.id, reason="Recalled", now=LATER)
    again = withdraw_product(milk.id, reason="Another reason", now=LATER)

    assert (gone.active, gone.withdrawn_because, gone.version) == (False, "Recalled", 2)
    assert not gone.variants[0].active
    assert again == gone
    assert published()[seen:] == [ProductsChanged(product_ids=(milk.id,))]

    back = restore_product(milk.id, now=LATER)

    assert (back.active, back.withdrawn_because, back.version) == (True, "", 3)
    assert len(published()) == seen + 2


def test_what_does_not_exist_is_neither_withdrawn_nor_restored(published):
    seen = len(published())

    with pytest.raises(ProductNotFound):
        withdraw_product(uuid7(), reason="", now=LATER)
    with pytest.raises(ProductNotFound):
        restore_product(uuid7(), now=LATER)

    assert len(published()) == seen
