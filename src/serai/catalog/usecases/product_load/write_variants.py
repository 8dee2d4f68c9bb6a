"""Write the variants of a checked load."""

from serai.catalog.domain.product_row import BIT
from serai.plumbing.db import execute


def write_variants() -> None:
    """Create and update variants; one statement."""
    execute(_VARIANTS)


def _given(field: str, column: str, fallback: str = "NULL") -> str:
    """Return SQL for a field that keeps its value when the row does not speak of it."""
    return (
        f"CASE WHEN l.given & {BIT[field]} <> 0 THEN l.{column}"
        f" WHEN old.id IS NOT NULL THEN old.{column} ELSE {fallback} END"
    )


_VARIANTS = f"""
WITH written AS (
  INSERT INTO catalog_variant AS v (id, product_id, sku, gtin, name, unit, package_count,
    package_amount, package_unit, length_mm, width_mm, height_mm, weight_g, attributes, active,
    position, version)
  SELECT l.variant_id, l.product_id, l.sku, {_given("gtin", "gtin")},
    coalesce(l.variant_name, old.name, ''), coalesce(l.unit, old.unit, 'each'),
    {_given("package_size", "package_count")}, {_given("package_size", "package_amount")},
    {_given("package_size", "package_unit")}, {_given("length_mm", "length_mm")},
    {_given("width_mm", "width_mm")}, {_given("height_mm", "height_mm")},
    {_given("weight_g", "weight_g")},
    CASE WHEN l.variant_attributes IS NULL THEN coalesce(old.attributes, '{{}}')
         ELSE jsonb_strip_nulls(coalesce(old.attributes, '{{}}') || l.variant_attributes) END,
    coalesce(l.variant_active, old.active, true), coalesce(l.position, old.position, l.place), 1
  FROM catalog_load l LEFT JOIN catalog_variant old ON old.id = l.old_variant
  ORDER BY l.variant_id
  ON CONFLICT (id) DO UPDATE SET
    gtin = excluded.gtin, name = excluded.name, unit = excluded.unit,
    package_count = excluded.package_count, package_amount = excluded.package_amount,
    package_unit = excluded.package_unit, length_mm = excluded.length_mm,
    width_mm = excluded.width_mm, height_mm = excluded.height_mm, weight_g = excluded.weight_g,
    attributes = excluded.attributes, active = excluded.active, position = excluded.position,
    version = v.version + 1
  WHERE (v.gtin, v.name, v.unit, v.package_count, v.package_amount, v.package_unit, v.length_mm,
         v.width_mm, v.height_mm, v.weight_g, v.attributes, v.active, v.position)
    IS DISTINCT FROM
        (excluded.gtin, excluded.name, excluded.unit, excluded.package_count,
         excluded.package_amount, excluded.package_unit, excluded.length_mm, excluded.width_mm,
         excluded.height_mm, excluded.weight_g, excluded.attributes, excluded.active,
         excluded.position)
  RETURNING v.product_id
)
INSERT INTO catalog_touched SELECT product_id, 'variant' FROM written
"""  # noqa: S608 -- constants only
