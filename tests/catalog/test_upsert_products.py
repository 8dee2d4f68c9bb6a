"""Loading products in bulk."""

from datetime import timedelta

import pytest
from factories.catalog import NOW, a_channel, a_product, categories, products

from serai.catalog.events import ProductsChanged
from serai.catalog.models import Brand, Product, Variant
from serai.catalog.public import (
    RowError,
    define_attributes,
    product,
    products_of_ids,
    upsert_products,
    variants_of_skus,
)

pytestmark = pytest.mark.django_db


def load(*rows, **manner):
    return upsert_products(rows, **{"source": "test", "now": NOW, **manner})


def product_of(sku):
    return product(variants_of_skus([sku])[sku].product_id)


def test_a_row_becomes_a_product_with_one_variant(published):
    a_channel()
    categories(
        {"slug": "dairy", "name": "Dairy"}, {"slug": "milk", "name": "Milk", "parent": "dairy"}
    )

    report = load(
        {
            "sku": "M1",
            "name": "Whole milk",
            "brand": "Meadow",
            "category": "milk",
            "gtin": "4006381333931",
            "package_size": "1/2 GAL",
            "weight_g": 1950,
            "channels": ["web"],
            "translations": {"he": {"name": "חלב"}},
            "media": [{"url": "https://pictures.example/m1.jpg", "alt": "A jug"}],
            "source": {"derived": ["brand"]},
        }
    )

    assert (report.created, report.updated, report.unchanged, report.errors) == (1, 0, 0, ())
    milk = product_of("M1")
    assert (milk.name, milk.slug, milk.code, milk.brand, milk.brand_slug, milk.seller) == (
        "Whole milk", "whole-milk", "M1", "Meadow", "meadow", "house",
    )  # fmt: skip
    assert milk.category_path == (("dairy", "Dairy"), ("milk", "Milk"))
    assert milk.translations == {"he": {"name": "חלב"}}
    assert milk.source == {"from": "test", "derived": ["brand"]}
    assert (milk.channels, milk.version, milk.updated_at) == (("web",), 1, NOW)
    assert (milk.picture.src, milk.picture.alt) == ("https://pictures.example/m1.jpg", "A jug")
    [variant] = milk.variants
    assert variant == variants_of_skus(["M1"])["M1"]
    assert (variant.gtin, variant.package_size, variant.weight_g, variant.unit) == (
        "04006381333931", "0.5 gal", 1950, "each",
    )  # fmt: skip
    assert published()[-1] == ProductsChanged(product_ids=(milk.id,))


def test_the_same_load_again_changes_nothing(published):
    a_channel()
    row = {
        "sku": "M1",
        "name": "Milk",
        "brand": "Meadow",
        "channels": ["web"],
        "media": ["/m1.jpg"],
        "translations": {"he": {"name": "חלב"}},
        "package_size": "1 l",
    }
    load(row)
    before, seen = product_of("M1"), len(published())

    report = load(row, now=NOW + timedelta(days=1))

    assert (report.created, report.updated, report.unchanged) == (0, 0, 1)
    assert product_of("M1") == before
    assert len(published()) == seen


def test_what_a_row_does_not_mention_stays_and_what_is_empty_is_emptied():
    define_attributes(
        [
            {"code": "origin", "kind": "text"},
            {"code": "fat", "kind": "number", "unit": "%"},
        ]
    )
    a_product(
        "M1",
        description="Fresh.",
        brand="Meadow",
        gtin="96385074",
        weight_g=1000,
        package_size="1 l",
        attributes={"origin": "Golan", "fat": "3.5 %"},
    )

    report = load(
        {"sku": "M1", "brand": None, "gtin": "", "attributes": {"fat": None}, "package_size": None}
    )

    assert (report.updated, report.errors) == (1, ())
    milk = product_of("M1")
    assert (milk.name, milk.description, milk.brand) == ("Product M1", "Fresh.", "")
    assert milk.attributes == {"origin": "Golan"}
    assert (milk.variants[0].gtin, milk.variants[0].weight_g, milk.variants[0].package) == (
        None, 1000, None,
    )  # fmt: skip
    assert milk.version == 2


def test_rows_of_one_product_become_its_variants_in_order():
    report = load(
        {"sku": "S-R", "product": "SHIRT", "name": "Shirt", "variant_name": "Red"},
        {"sku": "S-B", "product": "SHIRT", "name": "Shirt", "variant_name": "Blue"},
        {"sku": "S-G", "product": "SHIRT", "name": "", "variant_name": "Green"}
        | {"name": "Shirt", "brand": None, "channels": []},
    )

    assert (report.created, report.errors) == (1, ())
    assert [variant.name for variant in product_of("S-B").variants] == ["Red", "Blue", "Green"]
    assert product_of("S-B").code == "SHIRT"


def test_a_later_row_finds_the_product_of_its_sku():
    load({"sku": "S-R", "product": "SHIRT", "name": "Shirt"})

    report = load({"sku": "S-R", "variant_name": "Red"})

    assert (report.updated, report.errors) == (1, ())
    assert product_of("S-R").variants[0].name == "Red"


def test_a_changed_variant_leaves_the_version_of_its_product():
    milk = a_product("M1")

    load({"sku": "M1", "weight_g": 900}, now=NOW + timedelta(hours=1))

    after = product_of("M1")
    assert (after.version, after.updated_at) == (milk.version, NOW + timedelta(hours=1))
    assert after.variants[0].version == 2


def test_a_new_text_or_picture_makes_a_new_version_of_the_product(published):
    a_product("M1", media=["/a.jpg", "/b.jpg"], translations={"he": {"name": "חלב"}})

    load({"sku": "M1", "media": ["/b.jpg"], "translations": {"he": None, "pt": {"name": "Leite"}}})

    milk = product_of("M1")
    assert [item.url for item in milk.media] == ["/b.jpg"]
    assert milk.translations == {"pt": {"name": "Leite"}}
    assert milk.version == 2
    assert published()[-1] == ProductsChanged(product_ids=(milk.id,))


def test_a_translated_text_alone_leaves_the_other():
    a_product("M1", translations={"he": {"name": "חלב", "description": "טרי"}})

    load({"sku": "M1", "translations": {"he": {"name": "חלב מלא"}}})

    assert product_of("M1").translations == {"he": {"name": "חלב מלא", "description": "טרי"}}


def test_a_picture_of_one_variant_is_its_face():
    load(
        {"sku": "S-R", "product": "S", "name": "Shirt", "media": [
            "/all.jpg", {"url": "/blue.jpg", "sku": "S-B"}]},
        {"sku": "S-B", "product": "S"},
    )  # fmt: skip

    found = variants_of_skus(["S-R", "S-B"])

    assert {sku: view.picture.src for sku, view in found.items()} == {
        "S-R": "/all.jpg",
        "S-B": "/blue.jpg",
    }
    assert product_of("S-R").variants == tuple(found[sku] for sku in ("S-R", "S-B"))


def test_new_products_get_free_slugs():
    load({"sku": "1", "name": "Ice"})

    load({"sku": "2", "name": "Ice"}, {"sku": "3", "name": "Ice"}, {"sku": "4", "name": "!!!"})

    slugs = [product_of(sku).slug for sku in "1234"]
    assert slugs == ["ice", "ice-2", "ice-3", "4"]


def test_a_renamed_product_keeps_its_slug():
    load({"sku": "1", "name": "Ice"})

    load({"sku": "1", "name": "Crushed ice"}, {"sku": "2", "name": "Crushed ice"})

    assert [product_of(sku).slug for sku in "12"] == ["ice", "crushed-ice"]


def test_every_error_names_its_line_field_and_reason_and_nothing_is_written(published):
    a_product("OLD", slug="taken", gtin="96385074")
    seen = len(published())

    report = load(
        {"sku": "G1", "name": "Good"},
        {"sku": "B1", "name": "x" * 1_048_576, "gtin": "96385075", "package_size": "KING"},
        {"sku": "B 2", "name": "a\x00b", "brand": "\udcff", "colr": "?"},
        {"name": "Nameless SKU"},
        {"sku": "B3"},
        {"sku": "B4", "name": "B", "category": "no-such", "seller": "nobody", "channels": ["moon"]},
        {"sku": "B5", "name": "B", "slug": "taken"},
        {"sku": "B6", "name": "B", "gtin": "96385074"},
        {"sku": "G1", "name": "Good"},
        {"sku": "B7", "name": "B", "attributes": {"colour": "red"}, "active": "", "weight_g": -1},
    )

    assert (report.created, report.updated, report.unchanged, report.rejected) == (0, 0, 0, 10)
    assert [(error.line, error.field) for error in report.errors] == [
        (2, "gtin"), (2, "name"), (2, "package_size"),
        (3, "brand"), (3, "colr"), (3, "name"), (3, "sku"),
        (4, "sku"),
        (5, "name"),
        (6, "category"), (6, "channels"), (6, "seller"),
        (7, "slug"),
        (8, "gtin"),
        (9, "sku"),
        (10, "active"), (10, "attributes"), (10, "weight_g"),
    ]  # fmt: skip
    assert report.error_count == 18
    assert RowError(2, "name", "At most 300 characters; this has 1,048,576.") in report.errors
    assert RowError(9, "sku", "This SKU stands on line 1 already.") in report.errors
    assert list(Variant.objects.values_list("sku", flat=True)) == ["OLD"]
    assert len(published()) == seen


def test_skipping_bad_rows_leaves_out_their_products_whole():
    report = load(
        {"sku": "G1", "name": "Good"},
        {"sku": "S-R", "product": "SHIRT", "name": "Shirt"},
        {"sku": "S-B", "product": "SHIRT", "gtin": "1"},
        {"name": "Nameless SKU"},
        {"sku": "B1", "name": "B", "category": "no-such"},
        skip_bad=True,
    )

    assert (report.created, report.rejected) == (1, 4)
    assert [error.line for error in report.errors] == [3, 4, 5]
    assert list(Variant.objects.values_list("sku", flat=True)) == ["G1"]


def test_rows_of_one_product_must_not_contradict_each_other():
    report = load(
        {"sku": "S-R", "product": "SHIRT", "name": "Shirt"},
        {"sku": "S-B", "product": "SHIRT", "name": "Blouse"},
    )

    assert report.errors == (
        RowError(2, "name", "This contradicts line 1, the first of product SHIRT."),
    )


def test_a_sku_does_not_move_to_another_product():
    load({"sku": "S-R", "product": "SHIRT", "name": "Shirt"})

    report = load({"sku": "S-R", "product": "OTHER", "name": "Other"})

    assert report.errors == (RowError(1, "product", "SKU S-R belongs to product SHIRT."),)


def test_a_version_that_is_no_longer_true_is_an_error():
    a_product("M1")
    load({"sku": "M1", "weight_g": 5})

    report = load({"sku": "M1", "weight_g": 6, "version": 1})

    assert [(error.line, error.field) for error in report.errors] == [(1, "version")]
    assert product_of("M1").variants[0].weight_g == 5


def test_html_and_sql_are_texts_like_others():
    evil = "<script>alert('1')</script> '; DROP TABLE catalog_product; -- %s {0} $1 \\"

    report = load({"sku": "E", "name": evil, "brand": evil, "description": evil})

    assert report.errors == ()
    assert (product_of("E").name, product_of("E").brand) == (evil, evil)


def test_a_list_of_a_thousand_errors_is_kept_and_all_are_counted():
    report = load(*({"sku": f"S{number}", "gtin": "1"} for number in range(1500)))

    assert (len(report.errors), report.rejected) == (1000, 1500)
    assert report.error_count == 1500


def test_events_name_at_most_five_hundred_products(published):
    products(*({"sku": f"S{number}", "name": "Ice"} for number in range(1201)))

    sizes = [len(event.product_ids) for event in published()]
    assert sizes == [500, 500, 201]
    assert len({id_ for event in published() for id_ in event.product_ids}) == 1201


def test_the_number_of_statements_does_not_grow_with_rows(django_assert_num_queries):
    a_channel()

    def rows(count):
        return ({"sku": f"S{n}", "name": "Ice", "channels": ["web"]} for n in range(count))

    load(*rows(1))
    with django_assert_num_queries(28):
        load(*rows(2))
    with django_assert_num_queries(28):
        load(*rows(300))


def test_progress_is_told_of_every_row():
    told = []

    load(*({"sku": f"S{number}", "name": "Ice"} for number in range(2500)), progress=told.append)

    assert told == [1000, 1000, 500]


def test_a_source_that_breaks_off_leaves_nothing():
    def rows():
        yield {"sku": "A", "name": "A"}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upsert_products(rows(), source="test", now=NOW)

    assert not Product.objects.exists()


def test_brands_of_the_same_slug_are_one():
    load(
        {"sku": "1", "name": "A", "brand": "Ben & Jo"}, {"sku": "2", "name": "B", "brand": "BEN Jo"}
    )

    assert Brand.objects.count() == 1
    assert product_of("1").brand == product_of("2").brand


def test_a_withdrawn_product_is_put_back_by_a_load_that_says_so():
    a_product("M1", active=False)

    load({"sku": "M1", "active": True})

    [milk] = products_of_ids([product_of("M1").id])
    assert milk.active
