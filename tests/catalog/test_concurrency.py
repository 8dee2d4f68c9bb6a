"""Staff, programs and loads at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from factories.catalog import NOW, a_product, categories, products

from serai.catalog.models import Brand, Product, Variant
from serai.catalog.public import (
    EditProduct,
    StaleVersion,
    edit_product,
    edit_variants,
    product,
    upsert_categories,
    upsert_products,
    variants_of_skus,
)
from serai.catalog.public import categories as tree

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Run functions at the same instant, each with its own connection; return what each gave."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_eight_edits_of_one_version_one_is_taken():
    milk = a_product("M1")

    def edit(number):
        try:
            return edit_product(EditProduct(milk.id, 1, {"name": f"Milk {number}"}), now=NOW).name
        except StaleVersion:
            return None

    outcomes = together(*(lambda n=n: edit(n) for n in range(8)))

    [winner] = [name for name in outcomes if name]
    after = product(milk.id)
    assert (after.name, after.version) == (winner, 2)


def test_parallel_loads_of_the_same_new_products_write_each_once():
    rows = [{"sku": f"S{n}", "name": f"Ice {n % 7}", "brand": f"B{n % 5}"} for n in range(200)]

    reports = together(
        *(
            lambda order=order: upsert_products(order, source="test", now=NOW)
            for order in (rows, rows[::-1], rows[50:] + rows[:50], rows)
        )
    )

    assert sorted(report.created for report in reports) == [0, 0, 0, 200]
    assert [report.errors for report in reports] == [()] * 4
    assert (Product.objects.count(), Variant.objects.count(), Brand.objects.count()) == (
        200,
        200,
        5,
    )


def test_edits_and_loads_that_meet_lose_nothing_and_never_lock_each_other_out():
    skus = [f"S{n:02}" for n in range(60)]
    products(*({"sku": sku, "name": "Ice"} for sku in skus))
    ids = {sku: view.product_id for sku, view in variants_of_skus(skus).items()}

    def load():
        return upsert_products(
            [{"sku": sku, "description": "Cold", "brand": f"B{sku}"} for sku in skus],
            source="test",
            now=NOW,
        )

    def weigh():
        return edit_variants([{"sku": sku, "weight_g": 5} for sku in reversed(skus)], now=NOW)

    def measure():
        return edit_variants([{"sku": sku, "height_mm": 7} for sku in skus], now=NOW)

    def rename():
        for sku in skus[::5]:
            while True:
                seen = product(ids[sku])
                change = EditProduct(seen.id, seen.version, {"name": "Crushed", "brand": f"B{sku}"})
                try:
                    edit_product(change, now=NOW)
                    break
                except StaleVersion:
                    continue

    together(load, weigh, measure, rename, weigh)

    found = variants_of_skus(skus).values()
    assert {(view.weight_g, view.height_mm) for view in found} == {(5, 7)}
    assert {product(view.product_id).description for view in found} == {"Cold"}
    assert {view.product_name for view in found if view.sku in skus[::5]} == {"Crushed"}


def test_parallel_moves_of_categories_never_make_a_loop():
    categories(*({"slug": f"c{n}", "name": f"C{n}"} for n in range(4)))

    together(
        *(
            lambda n=n: upsert_categories([{"slug": f"c{n}", "parent": f"c{(n + 1) % 4}"}])
            for n in range(4)
        )
    )

    found = {view.slug: view for view in tree("en")}
    assert sum(1 for view in found.values() if view.parent_id is None) == 1
    for view in found.values():
        if view.parent_id:
            [parent] = [other for other in found.values() if other.id == view.parent_id]
            assert view.path == (*parent.path, view.slug)
