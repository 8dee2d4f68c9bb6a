"""The demo's products."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from factories.catalog import a_channel

from serai.catalog.models import Product
from serai.catalog.public import categories, products_of_ids, variants_of_skus
from serai.config.complete_journey import products
from serai.config.complete_journey.source import table

NOW = datetime(2027, 3, 14, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@contextmanager
def silent(label, total=None):
    yield lambda count: None


@pytest.fixture
def some_of_the_data():
    """Every two-hundredth product, and those that the tests below name."""
    named = pl.col("product_id").is_in([25671, 26081, 26190, 1049892])
    return (
        table("products")
        .with_row_index()
        .filter((pl.col("index") % 200 == 0) | named)
        .drop("index")
        .collect()
    )


@pytest.fixture(autouse=True)
def _channels():
    a_channel("web")
    a_channel("stores")


def product_of(sku):
    return products_of_ids([variants_of_skus([sku])[sku].product_id])[0]


def test_a_row_of_the_data_becomes_a_readable_product(some_of_the_data):
    one = some_of_the_data.filter(pl.col("product_id") == 25671)

    report = products.load(silent, now=NOW, products=one)

    assert (report.created, report.errors) == (1, ())
    ice = product_of("25671")
    assert (ice.name, ice.brand, ice.private_label) == (
        "Aspenbeck Crushed/Cubed Ice",
        "Aspenbeck",
        False,
    )
    assert [step.name for step in ice.category_path] == ["Frozen Food", "Ice", "Crushed/Cubed Ice"]
    assert (ice.variants[0].package_size, ice.slug) == (
        "22 lb",
        "aspenbeck-crushed-cubed-ice-25671",
    )
    assert ice.channels == ("web",)
    assert ice.source == {
        "from": "complete-journey",
        "product_id": 25671,
        "manufacturer_id": 2,
        "brand": "National",
        "department": "GROCERY",
        "product_category": "FRZN ICE",
        "product_type": "ICE - CRUSHED/CUBED",
        "package_size": "22 LB",
        "derived": ["name", "brand", "category", "attributes", "channels"],
    }


def test_the_shops_own_brand_is_its_own(some_of_the_data):
    products.load(silent, now=NOW, products=some_of_the_data)

    sauce = product_of("26190")

    assert (sauce.brand, sauce.private_label) == ("Serai Select", True)
    assert sauce.name.startswith("Serai Select Applesauce")


def test_what_the_data_do_not_describe_is_called_so_and_not_sold_on_the_web(some_of_the_data):
    products.load(silent, now=NOW, products=some_of_the_data)

    nameless = product_of("26081")

    assert nameless.name == "Article 26081, not described"
    assert nameless.channels == ()


def test_a_second_run_changes_nothing_and_tells_nobody(some_of_the_data, published):
    products.load(silent, now=NOW, products=some_of_the_data)
    before = set(Product.objects.values_list("pk", "version", "updated_at"))
    tree, seen = categories("en"), len(published())

    report = products.load(silent, now=NOW + timedelta(days=1), products=some_of_the_data)

    assert (report.created, report.updated, report.unchanged) == (0, 0, len(some_of_the_data))
    assert set(Product.objects.values_list("pk", "version", "updated_at")) == before
    assert (categories("en"), len(published())) == (tree, seen)


def test_variants_are_found_by_the_datas_numbers(some_of_the_data):
    products.load(silent, now=NOW, products=some_of_the_data)

    found = products.variant_ids()

    assert set(found) == set(some_of_the_data["product_id"])
    assert found[25671] == variants_of_skus(["25671"])["25671"].id


def test_products_that_look_alike_are_told_apart_by_number():
    alike = pl.DataFrame(
        {
            "product_id": [3, 1, 2],
            "manufacturer_id": [544, 544, 544],
            "department": ["GROCERY"] * 3,
            "brand": ["National"] * 3,
            "product_category": ["YOGURT"] * 3,
            "product_type": ["YOGURT NOT MULTI-PACKS"] * 3,
            "package_size": ["6 OZ", "6 OZ", "32 OZ"],
        }
    )

    products.load(silent, now=NOW, products=alike)

    assert [product_of(sku).name for sku in "123"] == [
        "Larkholt Yogurt No. 1",
        "Larkholt Yogurt",
        "Larkholt Yogurt No. 2",
    ]


def test_who_must_show_their_age_and_what_is_organic_is_marked():
    odd = pl.DataFrame(
        {
            "product_id": [1, 2, 3, 4],
            "manufacturer_id": [5, 5, 5, 5],
            "department": ["GROCERY", "GROCERY", "PRODUCE", "DRUG GM"],
            "brand": ["National"] * 4,
            "product_category": [
                "BEERS/ALES",
                "BEERS/ALES",
                "ORGANICS FRUIT & VEGETABLES",
                "CIGARETTES",
            ],
            "product_type": [
                "BEERALEMALT LIQUORS",
                "BEERALE -NON ALCOHOLIC",
                "ORGANIC APPLES",
                "CIGARETTES",
            ],
            "package_size": ["6/12 OZ", "6/12 OZ", "3 LB", "CTN"],
        }
    )

    products.load(silent, now=NOW, products=odd)

    found = [product_of(sku) for sku in "1234"]
    assert [view.attributes for view in found] == [
        {"age_restricted": True}, {}, {"organic": True}, {"age_restricted": True},
    ]  # fmt: skip
    assert found[0].variants[0].package_size == "6 × 12 fl oz"
    assert [view.channels for view in found] == [("web",)] * 3 + [()]
    assert found[3].name.endswith("Cigarettes, Carton")
