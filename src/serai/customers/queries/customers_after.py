"""Everybody, some at a time."""

from uuid import UUID

from serai.customers.models import Customer


def customers_after(last: UUID, *, limit: int) -> list[UUID]:
    """Return the customers after one, by id; one statement."""
    found = Customer.objects.filter(pk__gt=last).order_by("pk")
    return list(found.values_list("pk", flat=True)[:limit])
