"""Variants, as carts, prices and stock see them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.catalog.domain.package_size import PackageSize
from serai.catalog.queries.categories import CategoryStep, steps_of
from serai.catalog.queries.pictures import PictureView, picture_of
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class VariantView:
    """
    What is sold.

    `active` is false when it or its product is withdrawn; `channels` are the codes of those that sell
    it now. `package_size` is written for people, `package` is for sums.
    """

    id: UUID
    product_id: UUID
    sku: str
    gtin: str | None
    name: str
    product_name: str
    slug: str
    unit: str
    package_size: str
    package: PackageSize | None
    weight_g: int | None
    attributes: dict[str, Any]
    active: bool
    brand: str
    category_path: tuple[CategoryStep, ...]
    channels: tuple[str, ...]
    picture: PictureView
    version: int


def variants_of_skus(skus: Collection[str]) -> dict[str, VariantView]:
    """Return the variants that exist, by SKU; one statement."""
    found = rows(f"{_SELECT} WHERE v.sku = ANY(%s)", [list(skus)])
    return {view.sku: view for view in map(_view, found)}


def variants_of_ids(ids: Collection[UUID]) -> dict[UUID, VariantView]:
    """Return the variants that exist, by id; one statement."""
    found = rows(f"{_SELECT} WHERE v.id = ANY(%s)", [list(ids)])
    return {view.id: view for view in map(_view, found)}


_SELECT = """
SELECT v.id, v.product_id, v.sku, v.gtin, v.name, p.name, p.slug, v.unit,
       v.package_count, v.package_amount, v.package_unit, v.weight_g, v.attributes,
       v.active AND p.active, coalesce(b.name, ''), coalesce(b.private_label, false),
       c.path, c.names, coalesce(c.slug, ''),
       ARRAY(SELECT ch.code FROM catalog_assortment a
             JOIN catalog_channel ch ON ch.id = a.channel_id
             WHERE a.product_id = p.id AND a.open ORDER BY ch.code),
       (SELECT ARRAY[m.url, m.alt] FROM catalog_media m
        WHERE m.product_id = p.id AND m.kind = 'image'
          AND (m.variant_id IS NULL OR m.variant_id = v.id)
        ORDER BY m.variant_id, m.position LIMIT 1),
       v.version
FROM catalog_variant v
JOIN catalog_product p ON p.id = v.product_id
LEFT JOIN catalog_brand b ON b.id = p.brand_id
LEFT JOIN catalog_category c ON c.id = p.category_id
"""


def _view(row: tuple[Any, ...]) -> VariantView:
    (id_, product_id, sku, gtin, name, product_name, slug, unit, count, amount, measure, weight,
     attributes, active, brand, private_label, path, names, category, channels, media,
     version) = row  # fmt: skip
    package = package_of(count, amount, measure)
    return VariantView(
        id=id_,
        product_id=product_id,
        sku=sku,
        gtin=gtin,
        name=name,
        product_name=product_name,
        slug=slug,
        unit=unit,
        package_size=str(package or ""),
        package=package,
        weight_g=weight,
        attributes=attributes,
        active=active,
        brand=brand,
        category_path=steps_of(path, names),
        channels=tuple(channels),
        picture=picture_of(
            media, slug=slug, name=product_name, category=category, private_label=private_label
        ),
        version=version,
    )


def package_of(count: int | None, amount: Decimal | None, unit: str | None) -> PackageSize | None:
    """Return the package size that three columns hold."""
    if count is None or amount is None or unit is None:
        return None
    return PackageSize(amount, unit, count)
