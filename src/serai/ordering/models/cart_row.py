"""Carts: one row each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q, Value

from serai.ordering.domain.cart import CartState
from serai.ordering.models.sums import adds_up, none_negative

_TABLE = "ordering_cart"


class CartRow(models.Model):
    """
    A cart with its lines and everything the checkout has gathered, in one row.

    Each change names the `version` it saw, so two changes at once cannot lose one another.
    """

    id = models.UUIDField(primary_key=True)
    channel_code = models.TextField()
    customer_id = models.UUIDField(null=True)
    guest_hash = models.BinaryField(null=True)
    state = models.TextField(choices=[(state.value, state.value) for state in CartState])
    locale = models.TextField()
    lines = models.JSONField()
    contact = models.JSONField(null=True)
    delivery = models.JSONField(null=True)
    payment = models.JSONField(null=True)
    promotions = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    tax_id = models.JSONField(null=True)
    taxes = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    currency = models.CharField(max_length=3)
    items_minor = models.BigIntegerField()
    delivery_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    explanation = models.JSONField()
    version = models.IntegerField()
    priced_at = models.DateTimeField(null=True)
    order_id = models.UUIDField(null=True)
    draft = models.JSONField(null=True)
    """Who of the shop made it up, and until when it stands; null for carts of shoppers."""
    gift = models.JSONField(null=True)
    """What goes with it as a gift; null when it is none."""
    age = models.JSONField(null=True)
    """What its shopper has declared about their age; null when nothing of it asks."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    rules_are_kept_read = True

    class Meta:
        db_table = _TABLE
        verbose_name = "cart"
        constraints: ClassVar = [
            adds_up(_TABLE),
            none_negative(_TABLE, "items_minor", "delivery_minor", "discount_minor", "total_minor"),
            models.CheckConstraint(
                name=f"{_TABLE}_state", condition=Q(state__in=[state.value for state in CartState])
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_has_owner",
                condition=Q(customer_id__isnull=False) | Q(guest_hash__isnull=False),
            ),
            models.UniqueConstraint(
                name=f"{_TABLE}_one_open",
                fields=["customer_id", "channel_code"],
                condition=Q(state="open", customer_id__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["created_at", "id"],
                name=f"{_TABLE}_draft",
                condition=Q(draft__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"cart of {self.created_at:%Y-%m-%d %H:%M}"
