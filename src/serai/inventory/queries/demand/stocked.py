"""What lies in stock, where, and since when: all that a shop without sales tells of its range."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class Stocked:
    """
    An article at a location.

    Attributes:
        variant_id: the article.
        seller: the location's id, as facts name it; `None` for a distribution centre, which the shop's own orders
            leave from.
        since: when the first units came; `None` where none ever did.
    """

    variant_id: UUID
    seller: str | None
    since: datetime | None


def stocked_articles() -> tuple[Stocked, ...]:
    """Return every article that is no set at every location that has a balance of it; one statement."""
    return tuple(
        Stocked(variant_id, None if is_centre else str(location_id), since)
        for variant_id, location_id, is_centre, since in rows(_STOCKED)
    )


_STOCKED = """
SELECT b.variant_id, b.location_id, l.kind = 'dc', min(m.occurred_at)
FROM inventory_balance AS b
JOIN inventory_location AS l ON l.id = b.location_id
LEFT JOIN inventory_movement AS m ON m.balance_id = b.id AND m.quantity > 0
WHERE NOT EXISTS (SELECT FROM catalog_set_part AS s WHERE s.set_id = b.variant_id)
GROUP BY 1, 2, 3
ORDER BY 1, 2"""
