"""Variants, as carts, prices and stock see them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from serai.catalog.domain.package_size import PackageSize
from serai.catalog.domain.set_part import SetPart
from serai.catalog.queries.categories import CategoryStep, steps_of
from serai.catalog.queries.pictures import PictureView, picture_of
from serai.plumbing.db import dict_rows, rows


@dataclass(frozen=True, slots=True)
class VariantView:
    """
    What is sold.

    `active` is false when it or its product is withdrawn; `channels` are the codes of those that sell
    it now. `package_size` is written for people, `package` is for sums. `parts` is what a set consists of;
    what has none is no set.
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
    length_mm: int | None
    width_mm: int | None
    height_mm: int | None
    weight_g: int | None
    attributes: dict[str, Any]
    active: bool
    brand: str
    category_path: tuple[CategoryStep, ...]
    channels: tuple[str, ...]
    picture: PictureView
    version: int
    parts: tuple[SetPart, ...] = ()


def variants_of_skus(skus: Collection[str]) -> dict[str, VariantView]:
    """Return the variants that exist, by SKU; one statement."""
    found = dict_rows(f"{_SELECT} WHERE v.sku = ANY(%s)", [list(skus)])
    return {view.sku: view for view in map(_view, found)}


def variants_of_ids(ids: Collection[UUID]) -> dict[UUID, VariantView]:
    """Return the variants that exist, by id; one statement."""
    found = dict_rows(f"{_SELECT} WHERE v.id = ANY(%s)", [list(ids)])
    return {view.id: view for view in map(_view, found)}


def sold_under(key: str, channel_code: str) -> list[UUID]:
    """
    Return the variants that a channel sells under a product's slug or id, a SKU or a GTIN; one statement.

    A slug or an id means every variant of the product, a SKU or a GTIN that variant alone.
    """
    try:
        product_id = UUID(key)
    except ValueError:
        product_id = None
    gtin = key.zfill(14) if key.isascii() and key.isdigit() else None
    asked = {"key": key, "gtin": gtin, "product_id": product_id, "channel": channel_code}
    return [variant_id for (variant_id,) in rows(_SOLD_UNDER, asked)]


def products_of_sets_with(product_ids: Collection[UUID]) -> set[UUID]:
    """Return the products of the sets of which variants of these products are part; one statement."""
    return {product_id for (product_id,) in rows(_SETS_WITH, [list(product_ids)])}


_SETS_WITH = """
SELECT DISTINCT v.product_id FROM catalog_variant AS inside
JOIN catalog_set_part AS s ON s.part_id = inside.id
JOIN catalog_variant AS v ON v.id = s.set_id
WHERE inside.product_id = ANY(%s)"""

_SOLD_UNDER = """
SELECT v.id FROM (
  SELECT id FROM catalog_variant WHERE sku = %(key)s OR gtin = %(gtin)s
  UNION
  SELECT of_product.id FROM catalog_product named
  JOIN catalog_variant of_product ON of_product.product_id = named.id
  WHERE named.slug = %(key)s OR named.id = %(product_id)s
) found
JOIN catalog_variant v ON v.id = found.id AND v.active
JOIN catalog_product p ON p.id = v.product_id AND p.active
WHERE EXISTS (SELECT FROM catalog_assortment a JOIN catalog_channel ch ON ch.id = a.channel_id
              WHERE a.product_id = p.id AND a.open AND ch.code = %(channel)s)
ORDER BY v.id"""

PARTS = """(SELECT jsonb_agg(jsonb_build_array(
           inside.id, inside.sku, concat_ws(' ', of.name, nullif(inside.name, '')), part.units)
         ORDER BY part.position)
        FROM catalog_set_part part
        JOIN catalog_variant inside ON inside.id = part.part_id
        JOIN catalog_product of ON of.id = inside.product_id
        WHERE part.set_id = v.id)"""
"""What the set `v` consists of; nothing where it is none."""

_SELECT = f"""
SELECT v.id, v.product_id, v.sku, v.gtin, v.name, p.name AS product_name, p.slug, v.unit,
       v.package_count, v.package_amount, v.package_unit, v.length_mm, v.width_mm, v.height_mm,
       v.weight_g, v.attributes, v.active AND p.active AS active, v.version,
       coalesce(b.name, '') AS brand, coalesce(b.private_label, false) AS private_label,
       c.path, c.names, {PARTS} AS parts,
       ARRAY(SELECT ch.code FROM catalog_assortment a
             JOIN catalog_channel ch ON ch.id = a.channel_id
             WHERE a.product_id = p.id AND a.open ORDER BY ch.code) AS channels,
       (SELECT ARRAY[m.url, m.alt] FROM catalog_media m
        WHERE m.product_id = p.id AND m.kind = 'image'
          AND (m.variant_id IS NULL OR m.variant_id = v.id)
        ORDER BY m.variant_id, m.position LIMIT 1) AS image
FROM catalog_variant v
JOIN catalog_product p ON p.id = v.product_id
LEFT JOIN catalog_brand b ON b.id = p.brand_id
LEFT JOIN catalog_category c ON c.id = p.category_id
"""  # noqa: S608 -- constants only


def _view(row: dict[str, Any]) -> VariantView:
    package, package_size = package_of(
        row.pop("package_count"), row.pop("package_amount"), row.pop("package_unit")
    )
    steps = steps_of(row.pop("path"), row.pop("names"))
    picture = picture_of(
        row.pop("image"),
        slug=row["slug"],
        name=row["product_name"],
        category=steps[-1].slug if steps else "",
        private_label=row.pop("private_label"),
    )
    return VariantView(
        **row | {"channels": tuple(row["channels"]), "parts": parts_of(row["parts"])},
        package=package,
        package_size=package_size,
        category_path=steps,
        picture=picture,
    )


def parts_of(found: list[list[Any]] | None) -> tuple[SetPart, ...]:
    """Return the parts of a set, as `PARTS` reads them."""
    return tuple(SetPart(UUID(id_), *rest) for id_, *rest in found or ())


@lru_cache(maxsize=16_384)
def package_of(
    count: int | None, amount: Decimal | None, unit: str | None
) -> tuple[PackageSize | None, str]:
    """Return the package size that three columns hold, for sums and for people."""
    if count is None or amount is None or unit is None:
        return None, ""
    package = PackageSize(amount, unit, count)
    return package, str(package)
