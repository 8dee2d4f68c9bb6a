"""What a customer keeps for later."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.customers.models import KeptArticle


@dataclass(frozen=True, slots=True)
class KeptView:
    """An article that is kept, and since when."""

    sku: str
    kept_at: datetime


def kept_articles(customer_id: UUID, channel_code: str) -> list[KeptView]:
    """Return what a customer keeps in a channel, the latest first; one statement."""
    rows = KeptArticle.objects.filter(customer_id=customer_id, channel_code=channel_code)
    return [KeptView(row.sku, row.kept_at) for row in rows.order_by("-kept_at", "sku")]
