"""What sets consist of by now."""

from uuid import UUID

from serai.catalog import public as catalog
from serai.ordering.domain.set_parts import PartOfSet, Parts


def parts_now(variant_id: UUID) -> Parts:
    """Return what each unit of an article consists of, none where it is no set; hardly ever a statement."""
    return parts_of(catalog.article_terms(variant_id))


def parts_of(article: catalog.ArticleTerms | catalog.VariantView) -> Parts:
    """Return what each unit of an article consists of, as the catalogue has told it."""
    return tuple(
        PartOfSet(part.variant_id, part.sku, part.name, part.units) for part in article.parts
    )
