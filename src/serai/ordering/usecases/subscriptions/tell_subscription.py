"""What every event of a subscription tells."""

from typing import Any

from serai.ordering.models import Subscription


def facts_of(row: Subscription) -> dict[str, Any]:
    """Return what is told of a subscription, whatever happened to it."""
    return {
        "subscription_id": row.pk,
        "channel_code": row.channel_code,
        "customer_id": row.customer_id,
        "interval": row.interval,
    }
