"""What promotions may ask about the customer of a cart, beyond what they bought."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.customers import public as customers
from serai.kernel.conditions import Moment, Words

SINCE, SEGMENTS = "customer.since", "customer.segments"


def facts_of_customer(
    customer_id: UUID | None, asked: Collection[str], *, now: datetime
) -> dict[str, Any]:
    """
    Return since when the customer is known and in which segments; nothing of a guest.

    A segment counts if the customer allows its purpose. One statement for the first, those of
    `segments_of_customer` for the second, none for what no condition is about.
    """
    facts: dict[str, Any] = {}
    if customer_id is None:
        return facts
    if SINCE in asked:
        facts[SINCE] = customers.customer(customer_id).created_at
    if SEGMENTS in asked:
        found = customers.segments_of_customer(customer_id, at=Moment(now), words=Words())
        facts[SEGMENTS] = frozenset(
            each.segment.code for each in found if each.membership and each.membership.belongs
        )
    return facts
