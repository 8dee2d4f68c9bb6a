"""Gift cards; what is on them is the ledger's answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7


class GiftCard(models.Model):
    """
    A promise to sell for an amount. Its code is kept as a keyed digest, its balance on the ledger.

    `order_id` and `piece` say which piece of which order it was sold as, so a repeated event issues one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code_digest = models.BinaryField(max_length=32)
    last4 = models.CharField(max_length=4)
    source = models.CharField(max_length=20)
    channel_code = models.CharField(max_length=50, default="", blank=True)
    """Where it is good; empty: everywhere."""
    currency = models.CharField(max_length=3)
    issued_minor = models.BigIntegerField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    customer_id = models.UUIDField(null=True)
    order_id = models.UUIDField(null=True)
    piece = models.IntegerField(null=True)
    recipient_email = models.CharField(max_length=254, default="", blank=True)
    recipient_name = models.CharField(max_length=200, default="", blank=True)
    message = models.CharField(max_length=500, default="", blank=True)
    send_at = models.DateTimeField(null=True)
    """When the recipient is written to; empty: at once."""
    locale = models.CharField(max_length=20, default="en")
    note = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        """A code once, a sold piece once, and an amount above zero."""

        db_table = "payments_gift_card"
        verbose_name = "gift card"
        constraints: ClassVar = [
            models.UniqueConstraint(name="gift_card_code_once", fields=["code_digest"]),
            models.UniqueConstraint(
                name="gift_card_piece_once",
                fields=["order_id", "piece"],
                condition=Q(order_id__isnull=False),
            ),
            models.CheckConstraint(name="gift_card_worth", condition=Q(issued_minor__gt=0)),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["customer_id", "id"],
                name="gift_card_customer",
                condition=Q(customer_id__isnull=False),
            ),
            models.Index(
                fields=["recipient_email", "id"],
                name="gift_card_recipient",
                condition=~Q(recipient_email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"gift card •••• {self.last4}"
