"""Say how articles reach their buyers, and who may have them."""

from collections.abc import Mapping
from datetime import datetime

from serai.catalog.domain.article_terms import ArticleTerms, BadArticleTerms, checked_terms
from serai.catalog.queries.article_terms import forget_article_terms
from serai.plumbing.db import rows, unit_of_work

_SET = """
INSERT INTO catalog_article_terms
  (variant_id, nature, minimum_age, needs_prescription, version, changed_at)
SELECT v.id, g.nature, g.age, g.prescribed, nextval('catalog_article_terms_change'), %(now)s
FROM unnest(%(skus)s::text[], %(natures)s::text[], %(ages)s::int[], %(prescribed)s::boolean[])
  AS g (sku, nature, age, prescribed)
JOIN catalog_variant AS v ON v.sku = g.sku
ORDER BY v.id
ON CONFLICT (variant_id) DO UPDATE SET nature = excluded.nature,
  minimum_age = excluded.minimum_age, needs_prescription = excluded.needs_prescription,
  version = nextval('catalog_article_terms_change'), changed_at = excluded.changed_at
RETURNING (SELECT sku FROM catalog_variant WHERE id = variant_id)
"""


@unit_of_work()
def set_article_terms(terms: Mapping[str, ArticleTerms], *, now: datetime) -> int:
    """
    Set the terms of articles by SKU: all, or none. Return how many; one statement.

    Other processes know within five seconds.

    Raises:
        BadArticleTerms: an article does not exist, or its terms make no sense.
    """
    for sku, each in terms.items():
        checked_terms(sku, each)
    each_of = terms.values()
    params = {
        "skus": list(terms),
        "natures": [each.nature.value for each in each_of],
        "ages": [each.minimum_age for each in each_of],
        "prescribed": [each.needs_prescription for each in each_of],
        "now": now,
    }
    written = {sku for (sku,) in rows(_SET, params)}
    for sku in terms:
        if sku not in written:
            raise BadArticleTerms(sku, "there is no such article.")
    forget_article_terms()
    return len(written)
