"""Collections: conditions over products, asked when it matters."""

from datetime import timedelta
from typing import Any

import pytest
from factories.catalog import NOW, a_product, categories
from factories.catalog import a_channel as channel

from serai.catalog.public import (
    BadField,
    CollectionExists,
    CollectionNotFound,
    ProductNotFound,
    StaleVersion,
    WriteCollection,
    collection,
    collections,
    define_attributes,
    delete_collection,
    products_in_collection,
    why_in_collection,
    withdraw_product,
    write_collection,
)
from serai.catalog.queries.collections.fields import collection_columns, collection_fields
from serai.kernel.conditions import BadConditions, Moment, read_tree, sentence, why_in_words
from serai.kernel.ids import uuid7
from serai.plumbing.conditions import as_query

pytestmark = pytest.mark.django_db
AT = Moment(NOW)


def rule(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


def a_collection(*rules: dict[str, Any], slug: str = "picks", **group: Any) -> str:
    command = WriteCollection(name="Picks", slug=slug, conditions={**group, "rules": [*rules]})
    return write_collection(command, now=NOW).slug


def names(slug: str) -> list[str]:
    from serai.catalog.public import products_of_ids

    found = products_in_collection(slug, at=AT).items
    return sorted(product.name for product in products_of_ids(found))


@pytest.fixture
def shelf() -> None:
    channel()
    define_attributes(
        [
            {"code": "fat", "kind": "number", "label": "Fat", "unit": "%"},
            {"code": "organic", "kind": "boolean", "label": "Organic"},
            {"code": "note", "kind": "text", "label": "Note", "labels": {"he": "הערה"}},
            {"code": "first_sold", "kind": "date", "label": "First sold"},
            {
                "code": "roast",
                "kind": "choice",
                "label": "Roast",
                "choices": [
                    {"value": "dark", "label": "Dark"},
                    {"value": "light", "label": "Light"},
                ],
            },
        ]
    )
    categories(
        {"slug": "food", "name": "Food"},
        {"slug": "dairy", "name": "Dairy", "parent": "food"},
        {"slug": "coffee", "name": "Coffee", "parent": "food"},
    )
    a_product(
        "MILK",
        name="Молоко",
        category="dairy",
        brand="Old Barn",
        attributes={"fat": 1.55, "organic": True, "note": "", "first_sold": "2026-11-21"},
    )
    a_product(
        "COFFEE", name="Espresso", category="coffee", attributes={"roast": "dark", "organic": False}
    )
    a_product("BAG", name="Bag", channels=[])


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("one", "found"),
    [
        (rule("name", "contains", "МОЛОК"), ["Молоко"]),
        (rule("name", "beginsWith", "es"), ["Espresso"]),
        (rule("code", "=", "milk"), []),
        (rule("category", "containsAny", ["food"]), ["Espresso", "Молоко"]),
        (rule("category", "containsAny", ["dairy"]), ["Молоко"]),
        (rule("category", "null"), ["Bag"]),
        (rule("category", "containsNone", ["dairy"]), ["Bag", "Espresso"]),
        (rule("brand", "=", "old barn"), ["Молоко"]),
        (rule("brand", "!=", "old barn"), ["Bag", "Espresso"]),
        (rule("private_label", "=", False), ["Молоко"]),
        (rule("channels", "containsAny", ["web"]), ["Espresso", "Молоко"]),
        (rule("channels", "null"), ["Bag"]),
        (rule("attribute.fat", ">", "1.5"), ["Молоко"]),
        (rule("attribute.fat", "=", "1.55"), ["Молоко"]),
        (rule("attribute.fat", "between", [1, 2]), ["Молоко"]),
        (rule("attribute.organic", "=", False), ["Espresso"]),
        (rule("attribute.organic", "null"), ["Bag"]),
        (rule("attribute.note", "null"), ["Bag", "Espresso", "Молоко"]),
        (rule("attribute.roast", "in", ["dark", "light"]), ["Espresso"]),
        (rule("attribute.first_sold", "<", "2026-12-01"), ["Молоко"]),
        (rule("attribute.first_sold", "longerAgo", 30), ["Молоко"]),
        (rule("on_sale", "=", True), ["Bag", "Espresso", "Молоко"]),
    ],
)
def test_a_collection_asks_what_the_catalogue_knows(one, found):
    assert names(a_collection(one)) == found


@pytest.mark.usefixtures("shelf")
def test_every_field_has_a_column_that_can_be_asked():
    from serai.catalog.models import Product

    fields = collection_fields()
    columns = collection_columns(fields)
    assert columns.keys() == fields.keys()
    for name in fields:
        tree = read_tree({"rules": [rule(name, "null")]}, fields)
        assert 0 <= as_query(tree, fields, columns, AT).of(Product.objects.all()).count() <= 3


@pytest.mark.usefixtures("shelf")
def test_a_product_that_changes_leaves_at_once():
    slug = a_collection(rule("on_sale", "=", True))
    [bag] = [
        each
        for each in products_in_collection(slug, at=AT).items
        if why_in_collection(slug, each, at=AT)[0].matched
    ][-1:]

    withdraw_product(bag, reason="", now=NOW)

    assert bag not in products_in_collection(slug, at=AT).items


@pytest.mark.usefixtures("shelf")
def test_why_a_product_belongs_or_does_not():
    [milk] = products_in_collection(a_collection(rule("code", "=", "MILK")), at=AT).items
    low_fat = a_collection(rule("attribute.fat", "<", "1.5"), slug="low-fat")

    found, fields = why_in_collection(low_fat, milk, at=AT)
    assert why_in_words(found, fields) == (
        "It does not match: Fat is less than 1.5 % – but it is 1.55 %."
    )
    with pytest.raises(ProductNotFound):
        why_in_collection(low_fat, uuid7(), at=AT)


@pytest.mark.usefixtures("shelf")
def test_a_sentence_names_places_in_the_tree():
    fields = collection_fields()
    tree = read_tree({"rules": [rule("category", "containsAny", ["dairy"])]}, fields)

    assert sentence(tree, fields) == "Category (or above) has any of Food / Dairy"


@pytest.mark.usefixtures("shelf")
def test_pages_go_on_and_cost_the_same(django_assert_num_queries):
    slug = a_collection()
    with django_assert_num_queries(3):
        first = products_in_collection(slug, at=AT, limit=2)
    with django_assert_num_queries(3):
        second = products_in_collection(slug, at=AT, limit=2, cursor=first.next_cursor)

    found = first.items + second.items
    assert len(set(found)) == 3
    assert found == sorted(found, reverse=True)
    assert second.next_cursor is None


def test_a_collection_takes_its_slug_from_its_name():
    command = WriteCollection(name="Crème brûlée", conditions={"rules": []})

    assert write_collection(command, now=NOW).slug == "creme-brulee"
    with pytest.raises(CollectionExists):
        write_collection(command, now=NOW)


@pytest.mark.parametrize(
    ("name", "slug"), [("", "x"), ("!", ""), ("Fine", "Not Fine"), ("\x00", "x")]
)
def test_a_name_or_slug_that_is_none_is_refused(name, slug):
    with pytest.raises(BadField):
        write_collection(WriteCollection(name=name, slug=slug, conditions={"rules": []}), now=NOW)

    assert collections() == []


def test_a_collection_is_written_again_by_the_version_that_was_read():
    first = collection(a_collection())
    command = WriteCollection(
        collection_id=first.id, version=1, slug="other", name="Other", conditions={"rules": []}
    )
    later = NOW + timedelta(hours=1)

    assert write_collection(command, now=later).version == 2
    with pytest.raises(StaleVersion):
        write_collection(command, now=later)
    with pytest.raises(CollectionNotFound):
        collection("picks")


def test_an_attribute_that_is_gone_is_named_when_the_collection_is_asked():
    define_attributes([{"code": "fat", "kind": "number", "label": "Fat"}])
    slug = a_collection(rule("attribute.fat", ">", 1))
    from serai.catalog.models import Attribute

    Attribute.objects.all().delete()

    with pytest.raises(BadConditions) as refusal:
        products_in_collection(slug, at=AT)
    assert [(fault.path, fault.code) for fault in refusal.value.errors] == [
        ("/rules/0/field", "unknown_field")
    ]


def test_a_collection_that_is_deleted_is_gone():
    first = collection(a_collection())
    delete_collection(first.id)

    assert collections() == []
    with pytest.raises(CollectionNotFound):
        delete_collection(first.id)
