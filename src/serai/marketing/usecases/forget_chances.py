"""Forget from what somebody will probably buy."""

from uuid import UUID

from serai.marketing.models import CategoryChance


def forget_chances(customer_id: UUID) -> None:
    """Delete a customer's chances; safe to repeat."""
    CategoryChance.objects.filter(customer_id=customer_id).delete()
