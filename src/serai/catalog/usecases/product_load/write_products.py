"""Write the products of a checked load."""

from datetime import datetime

from serai.catalog.domain.product_row import BIT
from serai.catalog.models.seller import HOUSE
from serai.catalog.usecases.fresh_id import FRESH_ID
from serai.plumbing.db import execute


def write_products(*, source: str, now: datetime) -> None:
    """Create and update products, brands that are new included; three statements."""
    execute(_SELLER, {"house": HOUSE})
    execute(_BRANDS)
    execute(_PRODUCTS, {"source": source, "now": now, "house": HOUSE})


_SELLER = f"""
INSERT INTO catalog_seller (id, code, name)
VALUES ({FRESH_ID}, %(house)s, 'House') ON CONFLICT (code) DO NOTHING
"""  # noqa: S608 -- constants only

_BRANDS = f"""
INSERT INTO catalog_brand (id, slug, name)
SELECT {FRESH_ID}, brand_slug, min(brand) FROM catalog_load
WHERE brand_slug IS NOT NULL AND line = first_line GROUP BY brand_slug
ON CONFLICT (slug) DO NOTHING
"""  # noqa: S608 -- constants only


def _given(field: str, new: str, old: str) -> str:
    """Return SQL for a field that keeps its value when the row does not speak of it."""
    return f"CASE WHEN l.given & {BIT[field]} <> 0 THEN {new} ELSE {old} END"


_PRODUCTS = f"""
WITH written AS (
  INSERT INTO catalog_product AS p (id, code, slug, name, description, brand_id, category_id,
    seller_id, attributes, active, withdrawn_because, source, tax_class, version, created_at,
    updated_at)
  SELECT l.product_id, l.code, coalesce(l.final_slug, old.slug), coalesce(l.name, old.name),
    coalesce(l.description, old.description, ''),
    {_given("brand", "b.id", "old.brand_id")},
    {_given("category", "c.id", "old.category_id")},
    coalesce(s.id, old.seller_id, house.id),
    CASE WHEN l.attributes IS NULL THEN coalesce(old.attributes, '{{}}')
         ELSE jsonb_strip_nulls(coalesce(old.attributes, '{{}}') || l.attributes) END,
    coalesce(l.active, old.active, true),
    CASE WHEN coalesce(l.active, old.active, true) THEN '' ELSE coalesce(old.withdrawn_because, '') END,
    CASE WHEN l.source IS NULL AND old.id IS NOT NULL THEN old.source
         ELSE jsonb_build_object('from', %(source)s::text) || coalesce(l.source, '{{}}') END,
    coalesce(l.tax_class, old.tax_class, 'standard'), 1, %(now)s, %(now)s
  FROM catalog_load l
  CROSS JOIN catalog_seller house
  LEFT JOIN catalog_product old ON old.id = l.old_product
  LEFT JOIN catalog_brand b ON b.slug = l.brand_slug
  LEFT JOIN catalog_category c ON c.slug = l.category
  LEFT JOIN catalog_seller s ON s.code = l.seller
  WHERE l.line = l.first_line AND house.code = %(house)s
  ORDER BY l.product_id
  ON CONFLICT (id) DO UPDATE SET
    slug = excluded.slug, name = excluded.name, description = excluded.description,
    brand_id = excluded.brand_id, category_id = excluded.category_id,
    seller_id = excluded.seller_id, attributes = excluded.attributes, active = excluded.active,
    withdrawn_because = excluded.withdrawn_because, source = excluded.source,
    tax_class = excluded.tax_class, version = p.version + 1, updated_at = excluded.updated_at
  WHERE (p.slug, p.name, p.description, p.brand_id, p.category_id, p.seller_id, p.attributes,
         p.active, p.withdrawn_because, p.source, p.tax_class)
    IS DISTINCT FROM
        (excluded.slug, excluded.name, excluded.description, excluded.brand_id,
         excluded.category_id, excluded.seller_id, excluded.attributes, excluded.active,
         excluded.withdrawn_because, excluded.source, excluded.tax_class)
  RETURNING p.id, xmax = 0 AS created
)
INSERT INTO catalog_touched
SELECT id, CASE WHEN created THEN 'created' ELSE 'product' END FROM written
"""  # noqa: S608 -- constants only
