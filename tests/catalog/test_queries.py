"""Reading products."""

import pytest
from factories.catalog import a_product, categories, products

from serai.catalog.public import (
    ProductNotFound,
    product,
    products_after,
    products_of_ids,
    variants_of_ids,
    variants_of_skus,
)
from serai.catalog.queries.products import product_page
from serai.kernel.ids import uuid7
from serai.kernel.pages import BadCursor

pytestmark = pytest.mark.django_db


def many(count):
    products(*({"sku": f"S{n:03}", "name": f"Ice {n}", "brand": "Frost"} for n in range(count)))


def test_products_are_walked_in_pages_of_two_statements(django_assert_num_queries):
    many(25)
    seen, last = [], None

    for expected in (10, 10, 5, 0):
        with django_assert_num_queries(2):
            page = products_after(last, 10)
        assert len(page) == expected
        seen += page
        last = page[-1].id if page else last

    assert {view.variants[0].sku for view in seen} == {f"S{n:03}" for n in range(25)}
    assert products_of_ids([view.id for view in reversed(seen)]) == seen


def test_variants_are_found_in_one_statement(django_assert_num_queries):
    many(30)

    with django_assert_num_queries(1):
        by_sku = variants_of_skus([f"S{n:03}" for n in range(30)] + ["NONE"])
    with django_assert_num_queries(1):
        by_id = variants_of_ids([view.id for view in by_sku.values()] + [uuid7()])

    assert len(by_sku) == 30
    assert {view.sku for view in by_id.values()} == set(by_sku)
    assert variants_of_ids([]) == {}


def test_staff_page_through_products_newest_first_and_by_category():
    categories({"slug": "a", "name": "A"}, {"slug": "b", "name": "B", "parent": "a"})
    many(3)
    a_product("IN-A", category="a", active=False)
    a_product("IN-B", category="b")

    def skus(**filters):
        found, cursor = [], None
        while True:
            page = product_page(cursor=cursor, limit=2, **filters)
            found += [view.variants[0].sku for view in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return found

    assert skus() == ["IN-B", "IN-A", "S002", "S001", "S000"]
    assert skus(category="a") == ["IN-B", "IN-A"]
    assert skus(category="a", active=True) == ["IN-B"]
    assert skus(category="no-such") == []
    with pytest.raises(BadCursor):
        product_page(cursor="nonsense", limit=2)


def test_the_picture_of_a_product_without_one_is_drawn():
    categories({"slug": "ice", "name": "Ice"})
    ice = a_product("I1", name="Crushed ice", category="ice", slug="crushed-ice")

    assert (ice.picture.src, ice.picture.alt) == (
        "/pictures/ice/national/crushed-ice.svg", "Crushed ice",
    )  # fmt: skip


def test_an_unknown_product_is_not_found():
    with pytest.raises(ProductNotFound):
        product(uuid7())
