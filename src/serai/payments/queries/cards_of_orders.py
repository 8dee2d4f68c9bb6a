"""With which cards orders were paid."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class CardOfOrder:
    """What is known of the card that paid an order."""

    label: str
    """How it is shown."""
    country: str
    """Where it was issued, ISO 3166-1 alpha-2; empty where nobody knows."""
    fingerprint: str
    """The processor's name of the card itself; empty where it has none."""


_CARDS = """
SELECT DISTINCT ON (order_id) order_id, label, card_country, card_fingerprint
FROM payments_payment
WHERE order_id = ANY(%s) AND purpose = 'order' AND state NOT IN ('failed', 'voided')
ORDER BY order_id, started_at DESC, id DESC
"""


def cards_of_orders(order_ids: Collection[UUID]) -> dict[UUID, CardOfOrder]:
    """Return the card that paid each order, or pays it; orders without a payment are left out. One statement."""
    if not order_ids:
        return {}
    return {order_id: CardOfOrder(*card) for order_id, *card in rows(_CARDS, [list(order_ids)])}
