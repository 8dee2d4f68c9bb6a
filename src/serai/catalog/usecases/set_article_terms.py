"""Say how articles reach their buyers, and who may have them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.catalog.domain.article_terms import PLAIN, ArticleTerms, BadArticleTerms, checked_terms
from serai.catalog.queries.article_terms import forget_article_terms
from serai.catalog.usecases.announce_products import announce_products
from serai.plumbing.db import forget_with_work, rows, unit_of_work

_SET = """
WITH written AS (
INSERT INTO catalog_article_terms
  (variant_id, nature, minimum_age, needs_prescription, regime, version, changed_at)
SELECT v.id, g.nature, g.age, g.prescribed, g.regime, nextval('catalog_article_terms_change'), %(now)s
FROM unnest(%(skus)s::text[], %(natures)s::text[], %(ages)s::int[], %(prescribed)s::boolean[],
  %(regimes)s::text[]) AS g (sku, nature, age, prescribed, regime)
JOIN catalog_variant AS v ON v.sku = g.sku
ORDER BY v.id
ON CONFLICT (variant_id) DO UPDATE SET nature = excluded.nature,
  minimum_age = excluded.minimum_age, needs_prescription = excluded.needs_prescription,
  regime = excluded.regime,
  version = nextval('catalog_article_terms_change'), changed_at = excluded.changed_at
RETURNING variant_id)
SELECT v.sku, v.product_id FROM written JOIN catalog_variant AS v ON v.id = written.variant_id
"""
# Who makes one of them a set, or part of one, waits for this, and this for them.
_LOCK = "SELECT id FROM catalog_variant WHERE sku = ANY(%s) ORDER BY id FOR UPDATE"
_IN_SETS = """
SELECT DISTINCT v.sku FROM catalog_variant AS v
JOIN catalog_set_part AS s ON v.id IN (s.set_id, s.part_id) WHERE v.sku = ANY(%s) ORDER BY v.sku
"""


@unit_of_work()
def set_article_terms(terms: Mapping[str, ArticleTerms], *, now: datetime) -> int:
    """
    Set the terms of articles by SKU: all, or none. Return how many; three statements.

    Other processes know within five seconds.

    Raises:
        BadArticleTerms: an article does not exist, its terms make no sense, or it is a set or part of one, and
            these are plain goods for everybody.
    """
    for sku, each in terms.items():
        checked_terms(sku, each)
    special = [sku for sku, each in terms.items() if each != PLAIN]
    rows(_LOCK, [special])
    for (sku,) in rows(_IN_SETS, [special]):
        raise BadArticleTerms(sku, "it is a set or part of one; these are plain goods.")
    each_of = terms.values()
    params = {
        "skus": list(terms),
        "natures": [each.nature.value for each in each_of],
        "ages": [each.minimum_age for each in each_of],
        "prescribed": [each.needs_prescription for each in each_of],
        "regimes": [each.regime for each in each_of],
        "now": now,
    }
    written: dict[str, UUID] = dict(rows(_SET, params))
    for sku in terms:
        if sku not in written:
            raise BadArticleTerms(sku, "there is no such article.")
    forget_with_work(forget_article_terms)
    announce_products(sorted(set(written.values())))
    return len(written)
