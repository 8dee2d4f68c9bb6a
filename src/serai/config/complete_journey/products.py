"""The 92,331 products of the data as products of the shop, with readable names."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import polars as pl

from serai.catalog.models import Variant
from serai.catalog.public import (
    ImportReport,
    define_attributes,
    slug_of,
    upsert_brands,
    upsert_categories,
    upsert_products,
)
from serai.config.complete_journey.brand_names import OWN_BRAND, brand_of_manufacturer
from serai.config.complete_journey.product_names import PRIVATE, Article, describe
from serai.config.complete_journey.readable_names import names, translations
from serai.config.complete_journey.shelves import Filing, Path, Place, places, slugs
from serai.config.complete_journey.source import table
from serai.plumbing.progress import Progress

SOURCE = "complete-journey"
DERIVED = ["name", "brand", "category", "attributes", "channels"]
"""What this package makes up or reads into the data, named in every product's `source`."""

_LONGEST_NAME_IN_SLUG = 90
_ATTRIBUTES = (
    {"code": "organic", "kind": "boolean", "label": "Organic", "filterable": True},
    {"code": "age_restricted", "kind": "boolean", "label": "Age check"},
)


class LoadFailed(RuntimeError):
    """Rows that this package makes were refused: a fault of the package, not of the data."""


def load(
    progress: Progress, *, now: datetime, products: pl.DataFrame | None = None
) -> ImportReport:
    """
    Make categories, brands and products; a second run changes nothing.

    SKUs are the data's product numbers. Names, brands, attributes and the places in the tree are
    derived; each product's `source` says so and keeps what the data called it. Services, till entries,
    tobacco and what the data do not describe are sold in the stores alone.

    Args:
        progress: shows how far it is.
        now: the time of the change.
        products: some of the data's products; `None` for all.

    Raises:
        LoadFailed: a row was refused.
    """
    if products is None:
        products = table("products").collect()
    found, slug_by_path = _places(products)
    _taken(define_attributes(_attributes()))
    _taken(upsert_categories(_categories(slug_by_path)))
    _taken(upsert_brands(_brands(products, found)))
    with progress("Products", len(products)) as advance:
        rows = _rows(products, found, slug_by_path)
        return _taken(upsert_products(rows, source=SOURCE, now=now, progress=advance))


def drafts() -> tuple[list[dict[str, Any]], Iterator[dict[str, Any]]]:
    """Return categories, those above first, and products as they are brought in, without a database."""
    products = table("products").collect()
    found, slug_by_path = _places(products)
    return list(_categories(slug_by_path)), _rows(products, found, slug_by_path)


def variant_ids() -> dict[int, UUID]:
    """Return the variant of each product number of the data; one statement."""
    skus = Variant.objects.filter(product__source__contains={"from": SOURCE})
    return {int(sku): id_ for sku, id_ in skus.values_list("sku", "id")}


def _places(products: pl.DataFrame) -> tuple[dict[Filing, Place], dict[Path, str]]:
    """Return where each filing of the data is in the tree, and the slug of each place."""
    filed = products.group_by(Filing._fields).len()
    found = places(((Filing(*filing), count) for *filing, count in filed.iter_rows()), names())
    return found, slugs(place.path for place in found.values())


def _taken(report: ImportReport) -> ImportReport:
    if not report.clean:
        raise LoadFailed(f"{report.error_count} rows were refused, such as {report.errors[0]}.")
    return report


def _categories(slug_by_path: dict[Path, str]) -> Iterator[dict[str, Any]]:
    """Give the tree: aisles in the shop's order, what is in them by name."""
    order = {aisle: place for place, aisle in enumerate(names().aisles)}
    for path, slug in slug_by_path.items():
        yield {
            "slug": slug,
            "name": path[-1],
            "parent": slug_by_path.get(path[:-1]),
            "position": order[path[0]] if len(path) == 1 else 0,
            "translations": {
                locale: {"name": name}
                for locale, name in translations()["categories"].get(path[-1], {}).items()
            },
            "source": {"from": SOURCE, "derived": ["name", "parent"]},
        }


def _attributes() -> Iterator[dict[str, Any]]:
    """Give the attributes with their labels in every language."""
    for attribute in _ATTRIBUTES:
        yield {**attribute, "labels": translations()["attributes"][str(attribute["code"])]}


def _brands(products: pl.DataFrame, found: dict[Filing, Place]) -> Iterator[dict[str, Any]]:
    """Give the shop's own brand, real brands that are types of the data, and one per manufacturer."""
    yield {
        "name": OWN_BRAND,
        "private_label": True,
        "source": {"from": SOURCE, "derived": ["name"]},
    }
    real = {place.kind.brand for place in found.values() if place.kind and place.kind.brand}
    for name in sorted(real):
        yield {"name": name, "source": {"from": SOURCE}}
    national = products.filter(pl.col("brand") != PRIVATE)["manufacturer_id"].unique().sort()
    for number in national.to_list():
        yield {
            "name": brand_of_manufacturer(number),
            "source": {"from": SOURCE, "manufacturer_id": number, "derived": ["name"]},
        }


def _rows(
    products: pl.DataFrame, found: dict[Filing, Place], slug_by_path: dict[Path, str]
) -> Iterator[dict[str, Any]]:
    """Give a row per product; those that nothing but their number tells apart are numbered."""
    columns = products.select(Article._fields).sort("product_id")
    articles = [Article(*values) for values in columns.iter_rows()]
    described = [(article, describe(article, found[article.filing])) for article in articles]
    alike = Counter(description.looks for _, description in described)
    met: Counter[str] = Counter()
    for article, description in described:
        met[description.looks] += 1
        name = description.name
        if not description.known:
            name = f"{name} {article.product_id}, not described"
        elif alike[description.looks] > 1:
            name = f"{name} No. {met[description.looks]}"
        yield {
            **description.row,
            "sku": str(article.product_id),
            "name": name,
            "slug": f"{slug_of(name)[:_LONGEST_NAME_IN_SLUG].strip('-')}-{article.product_id}",
            "category": slug_by_path[found[article.filing].path],
            "source": {**article._asdict(), "derived": DERIVED},
        }
