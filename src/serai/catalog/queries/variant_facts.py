"""What rules ask about variants: where they belong, without words and pictures."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """
    Where a variant belongs.

    `categories` are the paths of its category and of those above, such as "grocery" and "grocery/frozen".
    """

    sku: str
    product_code: str
    brand: str
    private_label: bool
    seller: str
    categories: frozenset[str]


def facts_of_variants(ids: Collection[UUID]) -> dict[UUID, VariantFacts]:
    """Return the facts of the variants that exist; one statement."""
    return {
        variant_id: VariantFacts(sku, code, brand, private, seller, _above(path))
        for variant_id, sku, code, brand, private, seller, path in rows(_FACTS, [list(ids)])
    }


_FACTS = """
SELECT v.id, v.sku, p.code, coalesce(b.name, ''), coalesce(b.private_label, false), s.code, c.path
FROM catalog_variant v
JOIN catalog_product p ON p.id = v.product_id
JOIN catalog_seller s ON s.id = p.seller_id
LEFT JOIN catalog_brand b ON b.id = p.brand_id
LEFT JOIN catalog_category c ON c.id = p.category_id
WHERE v.id = ANY(%s)"""


def _above(path: str | None) -> frozenset[str]:
    """Return a path and every path above it."""
    if not path:
        return frozenset()
    steps = path.split("/")
    return frozenset("/".join(steps[:end]) for end in range(1, len(steps) + 1))
