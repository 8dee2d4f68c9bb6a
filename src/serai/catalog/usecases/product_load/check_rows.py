"""Check staged rows against what is there and against each other."""

from serai.catalog.domain.row_error import MOST_KEPT, RowError, RowErrors
from serai.catalog.models.seller import HOUSE
from serai.catalog.usecases.product_load.wrong_sets import WRONG_SETS
from serai.plumbing.db import execute, rows


def check_rows(errors: RowErrors, *, only_known: bool) -> None:
    """
    Note every reference that leads nowhere and every contradiction, in `catalog_wrong` too.

    Args:
        errors: where to note them.
        only_known: refuse SKUs that do not exist yet.
    """
    execute("DROP TABLE IF EXISTS pg_temp.catalog_wrong")
    execute(
        f"CREATE TEMP TABLE catalog_wrong ON COMMIT DROP AS {_WRONG} UNION ALL {WRONG_SETS}",
        {"house": HOUSE, "only_known": only_known},
    )
    found = rows(
        "SELECT line, field, reason, count(*) OVER () FROM catalog_wrong ORDER BY line, field"
        " LIMIT %s",
        [MOST_KEPT],
    )
    for line, field, reason, _ in found:
        errors.add(RowError(line, field, reason))
    if found:
        errors.count += found[0][3] - len(found)


def leave_out_bad_rows() -> int:
    """Take every product of which a row is bad out of the load; return how many rows that were."""
    return execute(
        """
        DELETE FROM catalog_load WHERE code IS NULL OR code IN (
          SELECT code FROM catalog_load WHERE bad OR line IN (SELECT line FROM catalog_wrong))
        """
    )


_WRONG = """
SELECT line, 'sku' AS field, format('This SKU stands on line %%s already.', first_of_sku) AS reason
FROM catalog_load WHERE sku IS NOT NULL AND line > first_of_sku
UNION ALL
SELECT line, 'sku', format('There is no SKU %%s.', sku)
FROM catalog_load WHERE %(only_known)s AND old_variant IS NULL AND sku IS NOT NULL
UNION ALL
SELECT l.line, 'version', format('Someone changed it meanwhile; it is version %%s now.', v.version)
FROM catalog_load l JOIN catalog_variant v ON v.id = l.old_variant WHERE l.version <> v.version
UNION ALL
SELECT l.line, 'product', format('SKU %%s belongs to product %%s.', l.sku, p.code)
FROM catalog_load l JOIN catalog_product p ON p.id = l.old_owner
WHERE l.old_owner <> l.product_id
UNION ALL
SELECT line, 'name', 'A new product needs a name.'
FROM catalog_load
WHERE old_product IS NULL AND line = first_line AND name IS NULL AND NOT bad AND NOT %(only_known)s
UNION ALL
SELECT l.line, 'category', format('There is no category %%L.', l.category)
FROM catalog_load l LEFT JOIN catalog_category c ON c.slug = l.category
WHERE l.category IS NOT NULL AND c.id IS NULL
UNION ALL
SELECT l.line, 'seller', format('There is no seller %%L.', l.seller)
FROM catalog_load l LEFT JOIN catalog_seller s ON s.code = l.seller
WHERE l.seller <> %(house)s AND s.id IS NULL
UNION ALL
SELECT l.line, 'slug', format('The slug %%s belongs to product %%s.', l.final_slug, p.code)
FROM catalog_load l JOIN catalog_product p ON p.slug = l.final_slug
WHERE p.id <> l.product_id
UNION ALL
SELECT line, 'slug', format('The slug %%s stands on line %%s already.', final_slug, first)
FROM (SELECT line, final_slug,
             first_value(line) OVER (PARTITION BY final_slug ORDER BY line) AS first
      FROM catalog_load WHERE final_slug IS NOT NULL AND line = first_line) slugs
WHERE line > first
UNION ALL
SELECT l.line, 'gtin', format('The GTIN belongs to SKU %%s.', v.sku)
FROM catalog_load l JOIN catalog_variant v ON v.gtin = l.gtin
WHERE v.id <> l.variant_id
UNION ALL
SELECT line, 'gtin', format('The GTIN stands on line %%s already.', first)
FROM (SELECT line, first_value(line) OVER (PARTITION BY gtin ORDER BY line) AS first
      FROM catalog_load WHERE gtin IS NOT NULL) gtins
WHERE line > first
UNION ALL
SELECT l.line, told.field,
       format('This contradicts line %%s, the first of product %%s.', l.first_line, l.code)
FROM catalog_load l
JOIN catalog_load f ON f.line = l.first_line
CROSS JOIN LATERAL (VALUES
  ('slug', l.slug, f.slug), ('name', l.name, f.name),
  ('description', nullif(l.description, ''), f.description),
  ('brand', l.brand, f.brand), ('category', l.category, f.category),
  ('seller', l.seller, f.seller), ('active', l.active::text, f.active::text),
  ('attributes', nullif(jsonb_strip_nulls(l.attributes)::text, '{}'),
   jsonb_strip_nulls(f.attributes)::text),
  ('media', nullif(l.media::text, '[]'), f.media::text),
  ('channels', nullif(l.channels::text, '[]'), f.channels::text)) told (field, mine, first)
WHERE l.line > l.first_line AND l.code IS NOT NULL
  AND told.mine IS NOT NULL AND told.mine IS DISTINCT FROM told.first
UNION ALL
SELECT l.line, 'channels', format('There is no channel %%L.', sale ->> 'code')
FROM catalog_load l CROSS JOIN LATERAL jsonb_array_elements(l.channels) sale
LEFT JOIN catalog_channel c ON c.code = sale ->> 'code'
WHERE c.id IS NULL
UNION ALL
SELECT l.line, 'media', format('SKU %%s is not one of this product.', medium ->> 'sku')
FROM catalog_load l CROSS JOIN LATERAL jsonb_array_elements(l.media) medium
WHERE medium ->> 'sku' IS NOT NULL
  AND NOT EXISTS (SELECT FROM catalog_variant v
                  WHERE v.sku = medium ->> 'sku' AND v.product_id = l.product_id)
  AND NOT EXISTS (SELECT FROM catalog_load other
                  WHERE other.sku = medium ->> 'sku' AND other.product_id = l.product_id)
"""
