"""Write what hangs on the products of a checked load: texts, pictures, assortments, parts of sets."""

from datetime import datetime

from serai.catalog.queries.article_terms import forget_article_terms
from serai.catalog.usecases.fresh_id import FRESH_ID
from serai.plumbing.db import execute, forget_with_work


def write_parts(*, now: datetime) -> None:
    """
    Write translations, media, assortments and parts of sets where rows speak of them; five statements.

    Translations are merged per locale and text. The others are replaced by what is given.
    """
    execute(_TRANSLATIONS)
    execute(_MEDIA)
    execute(_ASSORTMENTS, {"now": now})
    if execute(_SETS):
        forget_with_work(forget_article_terms)
    execute(_NEW_VERSION, {"now": now})


_TRANSLATIONS = """
WITH wanted AS (
  SELECT l.product_id, t.key AS locale, t.value AS texts
  FROM catalog_load l CROSS JOIN LATERAL jsonb_each(l.translations) t
  WHERE l.line = l.first_line
), gone AS (
  DELETE FROM catalog_product_translation t USING wanted w
  WHERE t.product_id = w.product_id AND t.locale = w.locale AND w.texts = 'null'
  RETURNING t.product_id
), written AS (
  INSERT INTO catalog_product_translation AS t (product_id, locale, name, description)
  SELECT w.product_id, w.locale, coalesce(w.texts ->> 'name', old.name, ''),
         coalesce(w.texts ->> 'description', old.description, '')
  FROM wanted w LEFT JOIN catalog_product_translation old
    ON old.product_id = w.product_id AND old.locale = w.locale
  WHERE w.texts <> 'null'
  ON CONFLICT (product_id, locale) DO UPDATE
    SET name = excluded.name, description = excluded.description
    WHERE (t.name, t.description) IS DISTINCT FROM (excluded.name, excluded.description)
  RETURNING t.product_id
)
INSERT INTO catalog_touched
SELECT product_id, 'part' FROM gone UNION SELECT product_id, 'part' FROM written
"""

_MEDIA = f"""
WITH wanted AS (
  SELECT l.product_id, m.value ->> 'url' AS url, m.value ->> 'kind' AS kind,
         m.value ->> 'alt' AS alt, nullif(m.value -> 'alts', 'null') AS alts,
         v.id AS variant_id, m.ordinality - 1 AS position
  FROM catalog_load l
  CROSS JOIN LATERAL jsonb_array_elements(l.media) WITH ORDINALITY m
  LEFT JOIN catalog_variant v ON v.sku = m.value ->> 'sku'
  WHERE l.line = l.first_line
), gone AS (
  DELETE FROM catalog_media old USING catalog_load l
  WHERE old.product_id = l.product_id AND l.line = l.first_line AND l.media IS NOT NULL
    AND NOT EXISTS (SELECT FROM wanted w
                    WHERE w.product_id = old.product_id AND w.url = old.url)
  RETURNING old.product_id
), written AS (
  INSERT INTO catalog_media AS m (id, product_id, variant_id, kind, url, alt, alts, position)
  SELECT {FRESH_ID}, w.product_id, w.variant_id, w.kind, w.url, w.alt,
         coalesce(w.alts, old.alts, '{{}}'), w.position
  FROM wanted w LEFT JOIN catalog_media old ON old.product_id = w.product_id AND old.url = w.url
  ON CONFLICT (product_id, url) DO UPDATE
    SET variant_id = excluded.variant_id, kind = excluded.kind, alt = excluded.alt,
        alts = excluded.alts, position = excluded.position
    WHERE (m.variant_id, m.kind, m.alt, m.alts, m.position) IS DISTINCT FROM
      (excluded.variant_id, excluded.kind, excluded.alt, excluded.alts, excluded.position)
  RETURNING m.product_id
)
INSERT INTO catalog_touched
SELECT product_id, 'part' FROM gone UNION SELECT product_id, 'part' FROM written
"""  # noqa: S608 -- constants only

_ASSORTMENTS = """
WITH wanted AS (
  SELECT l.product_id, c.id AS channel_id, sale.sells_from, sale.sells_until,
         coalesce(sale.sells_from <= %(now)s, true)
           AND coalesce(sale.sells_until > %(now)s, true) AS open
  FROM catalog_load l
  CROSS JOIN LATERAL jsonb_array_elements(l.channels) listed
  CROSS JOIN LATERAL (SELECT (listed ->> 'from')::timestamptz AS sells_from,
                             (listed ->> 'until')::timestamptz AS sells_until) sale
  JOIN catalog_channel c ON c.code = listed ->> 'code'
  WHERE l.line = l.first_line
), gone AS (
  DELETE FROM catalog_assortment old USING catalog_load l
  WHERE old.product_id = l.product_id AND l.line = l.first_line AND l.channels IS NOT NULL
    AND NOT EXISTS (SELECT FROM wanted w
                    WHERE w.product_id = old.product_id AND w.channel_id = old.channel_id)
  RETURNING old.product_id
), written AS (
  INSERT INTO catalog_assortment AS a (product_id, channel_id, sells_from, sells_until, open)
  SELECT product_id, channel_id, sells_from, sells_until, open FROM wanted
  ON CONFLICT (product_id, channel_id) DO UPDATE
    SET sells_from = excluded.sells_from, sells_until = excluded.sells_until,
        open = excluded.open
    WHERE (a.sells_from, a.sells_until, a.open)
      IS DISTINCT FROM (excluded.sells_from, excluded.sells_until, excluded.open)
  RETURNING a.product_id
)
INSERT INTO catalog_touched
SELECT product_id, 'part' FROM gone UNION SELECT product_id, 'part' FROM written
"""

_SETS = """
WITH said AS (
  SELECT variant_id, product_id, parts FROM catalog_load WHERE parts IS NOT NULL
), wanted AS (
  SELECT said.variant_id AS set_id, v.id AS part_id, (part.value ->> 'units')::int AS units,
         part.ordinality - 1 AS position
  FROM said CROSS JOIN LATERAL jsonb_array_elements(said.parts) WITH ORDINALITY part
  JOIN catalog_variant v ON v.sku = part.value ->> 'sku'
), gone AS (
  DELETE FROM catalog_set_part old USING said
  WHERE old.set_id = said.variant_id
    AND NOT EXISTS (SELECT FROM wanted w WHERE w.set_id = old.set_id AND w.part_id = old.part_id)
  RETURNING said.product_id
), written AS (
  INSERT INTO catalog_set_part AS p (set_id, part_id, units, position)
  SELECT set_id, part_id, units, position FROM wanted ORDER BY set_id, part_id
  ON CONFLICT (set_id, part_id) DO UPDATE SET units = excluded.units, position = excluded.position
    WHERE (p.units, p.position) IS DISTINCT FROM (excluded.units, excluded.position)
  RETURNING p.set_id
)
INSERT INTO catalog_touched
SELECT product_id, 'part' FROM gone
UNION SELECT v.product_id, 'part' FROM written JOIN catalog_variant v ON v.id = written.set_id
"""

_NEW_VERSION = """
UPDATE catalog_product p
SET updated_at = %(now)s, version = p.version + touched.part
FROM (SELECT product_id, max((what = 'part')::int) AS part FROM catalog_touched
      GROUP BY product_id HAVING count(*) FILTER (WHERE what IN ('created', 'product')) = 0) touched
WHERE p.id = touched.product_id
"""
"""For products that are the same themselves while something that hangs on them is not."""
