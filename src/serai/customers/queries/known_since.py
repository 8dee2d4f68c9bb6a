"""Since when the shop knows somebody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.customers.models import Customer


@dataclass(frozen=True, slots=True)
class KnownSince:
    """How well an account is known."""

    created_at: datetime
    email_verified: bool


def known_since(customer_ids: Collection[UUID]) -> dict[UUID, KnownSince]:
    """Return since when accounts exist and whether their address is proven; one statement, none for nobody."""
    if not customer_ids:
        return {}
    found = Customer.objects.filter(pk__in=list(customer_ids))
    return {
        customer_id: KnownSince(created_at, verified_at is not None)
        for customer_id, created_at, verified_at in found.values_list(
            "pk", "created_at", "email_verified_at"
        )
    }
