"""Terms of articles, in the memory of this process: read once, and again when one has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from serai.catalog.domain.article_terms import PLAIN, ArticleTerms, Nature
from serai.plumbing.caches import ShortCache
from serai.plumbing.db import rows

_OLDEST = 5
_ALL = """
SELECT variant_id, nature, minimum_age, needs_prescription FROM catalog_article_terms
WHERE nature <> 'goods' OR minimum_age > 0 OR needs_prescription
"""
_PAGE = """
SELECT v.sku, v.id, t.nature, t.minimum_age, t.needs_prescription
FROM catalog_article_terms AS t JOIN catalog_variant AS v ON v.id = t.variant_id
WHERE v.sku > %s ORDER BY v.sku LIMIT %s
"""
_looked: ShortCache[None, Mapping[UUID, ArticleTerms]] = ShortCache(seconds=_OLDEST)
_kept: ShortCache[int, Mapping[UUID, ArticleTerms]] = ShortCache(seconds=86_400, size=1)


@dataclass(frozen=True)
class ArticleTermsView:
    """The terms of one article."""

    sku: str
    variant_id: UUID
    nature: Nature
    minimum_age: int
    needs_prescription: bool


def article_terms(variant_id: UUID) -> ArticleTerms:
    """Return an article's terms; at most five seconds old, and usually without a statement."""
    return special_articles().get(variant_id, PLAIN)


def special_articles() -> Mapping[UUID, ArticleTerms]:
    """Return the terms of every article that is not plain goods for everybody, by variant."""
    return _looked.get(None, _refreshed)


def forget_article_terms() -> None:
    """Let this process look again: something has just changed."""
    _looked.forget()
    _kept.forget()


def article_terms_page(*, after: str = "", limit: int = 100) -> list[ArticleTermsView]:
    """Return what was said of articles, by SKU, those after a SKU; one statement."""
    return [
        ArticleTermsView(sku, variant_id, Nature(nature), age, prescribed)
        for sku, variant_id, nature, age, prescribed in rows(_PAGE, [after, limit])
    ]


def _refreshed() -> Mapping[UUID, ArticleTerms]:
    # Every change makes a row's version larger, so their sum tells any change, in whatever order they commit.
    [(changes,)] = rows("SELECT coalesce(sum(version), 0)::bigint FROM catalog_article_terms")
    return _kept.get(changes, _loaded)


def _loaded() -> Mapping[UUID, ArticleTerms]:
    return {
        variant_id: ArticleTerms(Nature(nature), age, prescribed)
        for variant_id, nature, age, prescribed in rows(_ALL)
    }
