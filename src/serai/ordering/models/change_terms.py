"""What becomes of promotions when orders of a channel change."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.ordering.domain.changes.worked_out import PromotionsAfter

_TABLE = "ordering_change_terms"


class ChangeTerms(models.Model):
    """The choice of one channel; one that has made none keeps what was agreed."""

    channel_code = models.CharField(max_length=64, primary_key=True)
    promotions = models.TextField(choices=[(each.value, each.value) for each in PromotionsAfter])
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = _TABLE
        verbose_name = "rule of changed orders"
        verbose_name_plural = "rules of changed orders"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_promotions",
                condition=Q(promotions__in=[each.value for each in PromotionsAfter]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_code}: {self.promotions}"
