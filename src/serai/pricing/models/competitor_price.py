"""What others ask."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class CompetitorPrice(models.Model):
    """The price at which a competitor was seen to offer a variant; a later one of the same competitor counts."""

    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    competitor = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    seen_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_competitor_price"
        verbose_name = "competitor's price"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["variant", "currency", "competitor", "seen_at"],
                name="pricing_competitor_seen_once",
            ),
            models.CheckConstraint(
                name="pricing_competitor_price_positive", condition=Q(amount_minor__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competitor}: {self.amount_minor} {self.currency}"
