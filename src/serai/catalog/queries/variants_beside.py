"""Variants that stand in the same place of the tree."""

from uuid import UUID

from serai.plumbing.db import rows


def variants_beside(variant_id: UUID, channel_code: str, *, limit: int = 2000) -> list[UUID]:
    """
    Return the other variants that a channel sells in the category of a variant; one statement.

    Those of its own product come first. Empty for a variant without a category whose product has no other.

    Args:
        variant_id: beside which.
        channel_code: which channel sells them.
        limit: how many, at most.
    """
    asked = {"variant": variant_id, "channel": channel_code, "limit": limit}
    return [found for (found,) in rows(_BESIDE, asked)]


_BESIDE = """
SELECT v.id
FROM catalog_variant AS mine
JOIN catalog_product AS its ON its.id = mine.product_id
JOIN catalog_product AS p ON p.id = its.id OR p.category_id = its.category_id
JOIN catalog_variant AS v ON v.product_id = p.id AND v.active
WHERE mine.id = %(variant)s AND v.id <> mine.id AND p.active
  AND EXISTS (SELECT FROM catalog_assortment AS a JOIN catalog_channel AS ch ON ch.id = a.channel_id
              WHERE a.product_id = p.id AND a.open AND ch.code = %(channel)s)
ORDER BY (p.id = its.id) DESC, v.id
LIMIT %(limit)s"""
