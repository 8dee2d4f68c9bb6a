"""What promotions made of prices, and which promotions articles were told of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.pricing.domain.price_row import MOST_MINOR


class PromotedPriceEntry(models.Model):
    """
    What one unit of a variant cost after promotions for everyone, from an instant on; rows are only added.

    The latest row counts. Without an amount no promotion lowered the price any more.
    """

    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        related_name="+",
        to_field="code",
        db_column="channel_code",
        db_index=False,
    )
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField(null=True)
    valid_from = models.DateTimeField()

    class Meta:
        db_table = "pricing_promoted_price"
        indexes: ClassVar = [
            models.Index(
                fields=["variant", "channel", "-valid_from", "-id"],
                name="pricing_promoted_price_found",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_promoted_price_currency", condition=Q(currency__regex=r"^[A-Z]{3}$")
            ),
            models.CheckConstraint(
                name="pricing_promoted_price_amount",
                condition=Q(amount_minor__isnull=True)
                | Q(amount_minor__gte=0, amount_minor__lte=MOST_MINOR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency}"


class ToldPromotions(models.Model):
    """The promotions that a channel's articles are shown with, as far as it has been told: id, version, priced."""

    channel_code = models.TextField(primary_key=True)
    marks = models.JSONField(default=list)

    class Meta:
        db_table = "pricing_told_promotions"

    def __str__(self) -> str:
        return self.channel_code
