"""What can be wrong with the sets of a load. Rows of sets and of their parts are locked by now."""

_SPECIAL = """(p.tax_class = 'gift_card' OR EXISTS (
    SELECT FROM catalog_article_terms t WHERE t.variant_id = v.id
      AND (t.nature <> 'goods' OR t.minimum_age > 0 OR t.needs_prescription OR t.regime <> '')))"""

WRONG_SETS = f"""
SELECT l.line, 'parts', format('There is no SKU %%s.', part ->> 'sku')
FROM catalog_load l CROSS JOIN LATERAL jsonb_array_elements(l.parts) part
WHERE NOT EXISTS (SELECT FROM catalog_variant v WHERE v.sku = part ->> 'sku')
  AND NOT EXISTS (SELECT FROM catalog_load other WHERE other.sku = part ->> 'sku')
UNION ALL
SELECT l.line, 'parts', 'A set is no part of itself.'
FROM catalog_load l CROSS JOIN LATERAL jsonb_array_elements(l.parts) part
WHERE part ->> 'sku' = l.sku
UNION ALL
SELECT l.line, 'parts', format('%%s is a set itself; sets hold no sets.', part ->> 'sku')
FROM catalog_load l CROSS JOIN LATERAL jsonb_array_elements(l.parts) part
LEFT JOIN catalog_variant v ON v.sku = part ->> 'sku'
LEFT JOIN catalog_load other ON other.sku = part ->> 'sku' AND other.parts IS NOT NULL
WHERE part ->> 'sku' <> l.sku AND CASE WHEN other.line IS NOT NULL THEN other.parts <> '[]'
  ELSE EXISTS (SELECT FROM catalog_set_part inside WHERE inside.set_id = v.id) END
UNION ALL
SELECT DISTINCT l.line, 'parts', format('It is part of the set %%s; sets hold no sets.', outer_set.sku)
FROM catalog_load l
JOIN catalog_set_part outside ON outside.part_id = l.old_variant
JOIN catalog_variant outer_set ON outer_set.id = outside.set_id
WHERE l.parts <> '[]' AND NOT EXISTS (
  SELECT FROM catalog_load other WHERE other.sku = outer_set.sku AND other.parts IS NOT NULL)
UNION ALL
SELECT l.line, 'parts', format('%%s is withdrawn.', v.sku)
FROM catalog_load l CROSS JOIN LATERAL jsonb_array_elements(l.parts) part
JOIN catalog_variant v ON v.sku = part ->> 'sku'
JOIN catalog_product p ON p.id = v.product_id
WHERE NOT (v.active AND p.active)
UNION ALL
SELECT l.line, 'parts', format('%%s is no plain goods for everybody; sets are.', v.sku)
FROM catalog_load l
JOIN catalog_variant v ON v.id = l.old_variant OR v.sku IN (
  SELECT part ->> 'sku' FROM jsonb_array_elements(l.parts) part)
JOIN catalog_product p ON p.id = v.product_id
WHERE l.parts <> '[]' AND {_SPECIAL}
UNION ALL
SELECT DISTINCT l.line, 'tax_class', 'It is a set or part of one, and no gift card.'
FROM catalog_load l
LEFT JOIN catalog_variant v ON v.product_id = l.product_id
LEFT JOIN catalog_set_part inside ON v.id IN (inside.set_id, inside.part_id)
WHERE l.tax_class = 'gift_card' AND (l.parts <> '[]' OR inside.id IS NOT NULL)
"""  # noqa: S608 -- constants only
