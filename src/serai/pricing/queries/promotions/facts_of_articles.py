"""What promotions may ask about articles beside their price."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from serai.catalog.public import VariantFacts, facts_of_variants

FACTS_OF_ARTICLES = frozenset({"product", "category", "brand", "seller", "private_label"})


def facts_of_articles(variant_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return what conditions may ask about articles, as the pricing function takes it; one statement."""
    return {
        variant_id: facts_of(known) for variant_id, known in facts_of_variants(variant_ids).items()
    }


def facts_of(known: VariantFacts) -> dict[str, Any]:
    """Return what conditions may ask about one article."""
    return {
        "product": known.product_code,
        "category": known.categories,
        "brand": known.brand or None,
        "seller": known.seller,
        "private_label": known.private_label,
    }
