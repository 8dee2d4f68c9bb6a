"""Terms of articles, in the memory of this process: read once, and again when one has changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from serai.catalog.domain.article_terms import PLAIN, ArticleTerms, Nature
from serai.catalog.domain.set_part import SetPart
from serai.plumbing.caches import VersionedCache
from serai.plumbing.db import rows

_OLDEST = 5
_ALL = """
SELECT v.id, t.nature, t.minimum_age, t.needs_prescription, t.regime, p.tax_class = 'gift_card'
FROM catalog_article_terms AS t JOIN catalog_variant AS v ON v.id = t.variant_id
  JOIN catalog_product AS p ON p.id = v.product_id
WHERE t.nature <> 'goods' OR t.minimum_age > 0 OR t.needs_prescription OR t.regime <> ''
UNION
SELECT v.id, coalesce(t.nature, 'goods'), coalesce(t.minimum_age, 0),
  coalesce(t.needs_prescription, false), coalesce(t.regime, ''), true
FROM catalog_product AS p JOIN catalog_variant AS v ON v.product_id = p.id
  LEFT JOIN catalog_article_terms AS t ON t.variant_id = v.id
WHERE p.tax_class = 'gift_card'
"""
_PARTS = """
SELECT s.set_id, v.id, v.sku, concat_ws(' ', p.name, nullif(v.name, '')) AS name, s.units, s.position
FROM catalog_set_part AS s JOIN catalog_variant AS v ON v.id = s.part_id
  JOIN catalog_product AS p ON p.id = v.product_id"""
# Every change makes a row's version larger, so their sum tells any change, in whatever order they commit. Gift
# cards are told by their tax class: which they are is told by a sum over their ids; and so are the parts of sets.
_CHANGES = f"""
SELECT (SELECT coalesce(sum(version), 0)::bigint FROM catalog_article_terms),
  (SELECT coalesce(sum(hashtextextended(v.id::text, 0)::numeric), 0)::text
   FROM catalog_product AS p JOIN catalog_variant AS v ON v.product_id = p.id
   WHERE p.tax_class = 'gift_card'),
  (SELECT coalesce(sum(hashtextextended(
     concat_ws(' ', set_id, sku, name, units), position)::numeric), 0)::text FROM ({_PARTS}) AS part)
"""  # noqa: S608 -- constants only
_PAGE = """
SELECT v.sku, v.id, t.nature, t.minimum_age, t.needs_prescription, t.regime
FROM catalog_article_terms AS t JOIN catalog_variant AS v ON v.id = t.variant_id
WHERE v.sku > %s ORDER BY v.sku LIMIT %s
"""


@dataclass(frozen=True)
class ArticleTermsView:
    """The terms of one article."""

    sku: str
    variant_id: UUID
    nature: Nature
    minimum_age: int
    needs_prescription: bool
    regime: str = ""


def article_terms(variant_id: UUID) -> ArticleTerms:
    """Return an article's terms; at most five seconds old, and usually without a statement."""
    return special_articles().get(variant_id, PLAIN)


def special_articles() -> Mapping[UUID, ArticleTerms]:
    """Return the terms of every article that is a set, or not plain goods for everybody, by variant."""
    return _special.now()


def look_for_article_terms_again() -> None:
    """Let this process look at once whether any terms are others."""
    _special.look_again()


def forget_article_terms() -> None:
    """Let this process read everything anew: something has just changed."""
    _special.forget()


def article_terms_page(*, after: str = "", limit: int = 100) -> list[ArticleTermsView]:
    """Return what was said of articles, by SKU, those after a SKU; one statement."""
    return [
        ArticleTermsView(sku, variant_id, Nature(nature), *more)
        for sku, variant_id, nature, *more in rows(_PAGE, [after, limit])
    ]


def _version() -> tuple[int, str, str]:
    [changes] = rows(_CHANGES)
    return changes


def _loaded() -> Mapping[UUID, ArticleTerms]:
    found = {
        variant_id: ArticleTerms(Nature(nature), *more) for variant_id, nature, *more in rows(_ALL)
    }
    parts = defaultdict(list)
    for set_id, *part, _ in rows(f"{_PARTS} ORDER BY s.set_id, s.position"):
        parts[set_id].append(SetPart(*part))
    return found | {
        each: replace(found.get(each, PLAIN), parts=tuple(its)) for each, its in parts.items()
    }


_special = VersionedCache(_version, _loaded, seconds=_OLDEST)
