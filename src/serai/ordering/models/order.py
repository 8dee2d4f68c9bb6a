"""Orders."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value

from serai.ordering.domain.order_state import OrderState
from serai.ordering.models.sums import adds_up, none_negative

_TABLE = "ordering_order"
LIVE = ["placing", "accepted", "paid", "fulfilled"]
"""The states of an order whose cart must not be sold again."""


class Order(models.Model):
    """
    What was agreed: everything that must never change is copied here.

    `placing_key` is the digest of the request that placed it, so the same request makes one order.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    state = models.TextField(choices=[(state.value, state.value) for state in OrderState])
    source = models.TextField(default="", db_default="")
    external_ref = models.TextField(null=True)  # noqa: DJ001 - null is not imported
    channel_code = models.TextField()
    locale = models.TextField()
    cart_id = models.UUIDField(null=True)
    customer = models.ForeignKey(
        "customers.Customer",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    guest_hash = models.BinaryField(null=True)
    company_id = models.UUIDField(null=True)
    seller_id = models.UUIDField(null=True)
    subscription_id = models.UUIDField(null=True)
    location = models.ForeignKey(
        "inventory.Location",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    email = models.TextField(default="", blank=True, db_default="")
    contact = models.JSONField(null=True)
    delivery = models.JSONField(null=True)
    currency = models.CharField(max_length=3)
    items_minor = models.BigIntegerField()
    delivery_minor = models.BigIntegerField(default=0, db_default=0)
    discount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField(default=0, db_default=0)
    tax_included_minor = models.BigIntegerField(default=0, db_default=0)
    total_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0, db_default=0)
    added_minor = models.BigIntegerField(default=0, db_default=0)
    """What documents in force have added to the agreed total; see `OrderChange`."""
    taken_off_minor = models.BigIntegerField(default=0, db_default=0)
    """What they have taken off."""
    uncollected_minor = models.BigIntegerField(default=0, db_default=0)
    """What of that will never be taken, because it was not taken yet."""
    change_count = models.IntegerField(default=0, db_default=0)
    """How many documents it has, in force or not."""
    rules_hash = models.TextField(default="", db_default="")
    explanation = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    promotions = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    tax_id = models.JSONField(null=True)
    taxes = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    payment_id = models.UUIDField(null=True)
    payment = models.JSONField(null=True)
    tenders = models.JSONField(null=True)
    """What gift cards, credit and points pay of it; null when nothing of the kind does."""
    gift_cards = models.JSONField(null=True)
    """The gift cards that it sells; null when it sells none."""
    gift = models.JSONField(null=True)
    """What goes with it as a gift; null when it is none."""
    regulated = models.JSONField(null=True)
    """What the law asks of it: ages by line, and what was declared; null when it asks nothing."""
    ahead = models.JSONField(null=True)
    """What of it was sold before it was there, with the days as last told; null when nothing was."""
    placing_key = models.BinaryField(null=True)
    placing_fingerprint = models.BinaryField(null=True)
    network = models.BinaryField(null=True)
    """Whence it was placed, as a keyed digest; kept for as long as orders are counted by it."""
    placed_at = models.DateTimeField()
    recover_after = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(default="", db_default="")

    rules_are_kept_read = True

    class Meta:
        db_table = _TABLE
        permissions: ClassVar = [("export_order", "Can take orders out as files")]
        constraints: ClassVar = [
            adds_up(_TABLE),
            none_negative(_TABLE, "items_minor", "delivery_minor", "discount_minor", "total_minor"),
            models.CheckConstraint(
                name=f"{_TABLE}_refunded",
                # Of orders of our own, deferred triggers compare it with the payments themselves.
                condition=Q(refunded_minor__gte=0)
                & (Q(source="") | Q(refunded_minor__lte=F("total_minor") + F("added_minor"))),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_changed",
                condition=Q(added_minor__gte=0, taken_off_minor__gte=F("uncollected_minor"))
                & Q(uncollected_minor__gte=0)
                & Q(total_minor__gte=F("taken_off_minor") - F("added_minor")),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_state", condition=Q(state__in=[state.value for state in OrderState])
            ),
            models.UniqueConstraint(
                name=f"{_TABLE}_placing_key",
                fields=["placing_key"],
                condition=Q(placing_key__isnull=False),
            ),
            models.UniqueConstraint(
                name=f"{_TABLE}_external_ref",
                fields=["source", "external_ref"],
                condition=Q(external_ref__isnull=False),
            ),
            # One live order per cart: a double click cannot sell a cart twice.
            models.UniqueConstraint(
                name=f"{_TABLE}_one_per_cart",
                fields=["cart_id"],
                condition=Q(cart_id__isnull=False, state__in=LIVE),
            ),
        ]
        # Lists go newest first by (placed_at, id); each filter has its own index in that order.
        indexes: ClassVar = [
            models.Index(fields=["placed_at", "id"], name=f"{_TABLE}_placed"),
            models.Index(
                fields=["customer", "placed_at", "id"],
                name=f"{_TABLE}_customer",
                condition=Q(customer__isnull=False),
            ),
            models.Index(
                fields=["location", "placed_at", "id"],
                name=f"{_TABLE}_location",
                condition=Q(location__isnull=False),
            ),
            models.Index(
                fields=["state", "placed_at", "id"],
                name=f"{_TABLE}_state_placed",
            ),
            models.Index(
                fields=["channel_code", "placed_at", "id"],
                name=f"{_TABLE}_channel",
            ),
            models.Index(
                fields=["email", "placed_at", "id"],
                name=f"{_TABLE}_email",
                condition=~Q(email=""),
            ),
            # Rules of the review count what failed of an address or a network: whatever else they bought is not read.
            models.Index(
                fields=["email", "placed_at"],
                name=f"{_TABLE}_failed_email",
                condition=Q(state="failed") & ~Q(email=""),
            ),
            models.Index(
                fields=["network", "placed_at"],
                name=f"{_TABLE}_failed_network",
                condition=Q(state="failed", network__isnull=False),
            ),
            models.Index(
                fields=["recover_after"],
                name=f"{_TABLE}_recover",
                condition=Q(state="placing"),
            ),
        ]

    def __str__(self) -> str:
        return self.number
