"""Stream rows into a temporary table and find out which products and variants they mean."""

from collections.abc import Iterable
from typing import Any

from serai.catalog.domain.product_row import COLUMNS
from serai.plumbing.db import copy_into, execute

_TYPES = {
    "line": "int NOT NULL",
    "bad": "boolean NOT NULL",
    "given": "int NOT NULL",
    "package_count": "int",
    "package_amount": "numeric",
    "active": "boolean",
    "variant_active": "boolean",
    "position": "int",
    "version": "int",
    "length_mm": "int",
    "width_mm": "int",
    "height_mm": "int",
    "weight_g": "int",
    "attributes": "jsonb",
    "translations": "jsonb",
    "media": "jsonb",
    "channels": "jsonb",
    "source": "jsonb",
    "variant_attributes": "jsonb",
    "parts": "jsonb",
    "new_product": "uuid NOT NULL",
    "new_variant": "uuid NOT NULL",
}
STAGED = (*COLUMNS, "new_product", "new_variant")


def stage_rows(staged: Iterable[tuple[Any, ...]]) -> None:
    """
    Fill `catalog_staged` and derive `catalog_load` from it.

    Args:
        staged: rows in the order of `STAGED`: what `read_row` gives, then the ids that the product and
            the variant get if they are new.
    """
    columns = ", ".join(f'"{name}" {_TYPES.get(name, "text")}' for name in STAGED)
    execute(
        "DROP TABLE IF EXISTS pg_temp.catalog_staged, pg_temp.catalog_load, pg_temp.catalog_touched"
    )
    execute(f"CREATE TEMP TABLE catalog_staged ({columns}) ON COMMIT DROP")
    copy_into("pg_temp.catalog_staged", STAGED, staged)
    execute("ANALYZE catalog_staged (line, sku, product)")
    execute(_LOCK_PRODUCTS)
    execute(_LOCK_VARIANTS)
    execute(_RESOLVE)
    execute(
        "ANALYZE catalog_load (line, first_line, sku, code, old_product, product_id, variant_id)"
    )
    execute(
        "CREATE TEMP TABLE catalog_touched (product_id uuid NOT NULL, what text NOT NULL)"
        " ON COMMIT DROP"
    )


_LOCK_PRODUCTS = """
SELECT count(*) FROM (
  SELECT FROM catalog_product WHERE id IN (
    SELECT v.product_id FROM catalog_staged s JOIN catalog_variant v ON v.sku = s.sku
    UNION
    SELECT p.id FROM catalog_staged s JOIN catalog_product p ON p.code = coalesce(s.product, s.sku))
  ORDER BY id FOR UPDATE) locked
"""
_LOCK_VARIANTS = """
SELECT count(*) FROM (
  SELECT FROM catalog_variant WHERE sku IN (
    SELECT sku FROM catalog_staged
    UNION
    SELECT part ->> 'sku' FROM catalog_staged CROSS JOIN LATERAL jsonb_array_elements(parts) part)
  ORDER BY id FOR UPDATE) locked
"""
"""
Products first and in the order of their ids, as every edit does: two never wait for each other in a
ring, and what is read from here on is what will be changed.
"""

_RESOLVE = """
CREATE TEMP TABLE catalog_load ON COMMIT DROP AS
WITH named AS (
  SELECT s.*, v.id AS old_variant, v.product_id AS old_owner,
         coalesce(s.product, owner.code, s.sku) AS code
  FROM catalog_staged s
  LEFT JOIN catalog_variant v ON v.sku = s.sku
  LEFT JOIN catalog_product owner ON owner.id = v.product_id
), placed AS (
  SELECT n.*, p.id AS old_product,
         coalesce(p.id, first_value(n.new_product) OVER product_rows) AS product_id,
         coalesce(n.old_variant, n.new_variant) AS variant_id,
         first_value(n.line) OVER product_rows AS first_line,
         row_number() OVER product_rows - 1 AS place,
         first_value(n.line) OVER (PARTITION BY n.sku ORDER BY n.line) AS first_of_sku
  FROM named n LEFT JOIN catalog_product p ON p.code = n.code
  WINDOW product_rows AS (PARTITION BY n.code ORDER BY n.line)
), hinted AS (
  SELECT p.*, p.slug IS NULL AND p.old_product IS NULL AND p.line = p.first_line AS needs_slug
  FROM placed p
)
SELECT h.*, CASE
         WHEN NOT needs_slug THEN slug
         WHEN slug_hint <> '' AND NOT EXISTS (
                SELECT FROM catalog_product taken WHERE taken.slug = h.slug_hint)
              AND row_number() OVER (PARTITION BY coalesce(slug, CASE WHEN needs_slug THEN slug_hint END)
                                     ORDER BY needs_slug, line) = 1 THEN slug_hint
         ELSE trim('-' FROM coalesce(left(slug_hint, 55), '') || '-' ||
                   trim('-' FROM regexp_replace(lower(code), '[^a-z0-9]+', '-', 'g')))
       END AS final_slug
FROM hinted h
"""
"""
Which product each row means: the one it names, else the one its SKU has, else one numbered like it.

The first row of a product speaks for the product. A new product without a slug gets its name's, or,
where that is taken, its name's and its code.
"""
