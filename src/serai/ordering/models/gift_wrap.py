"""What a channel wraps gifts in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from serai.ordering.domain.wrapping import WrapPer

_TABLE = "ordering_gift_wrap"


class GiftWrapRow(models.Model):
    """
    One way in which a channel wraps gifts: a service article, which has name, price and tax class.

    Rows are replaced and never changed: their count and the largest version tell any change.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    channel_code = models.TextField()
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    per = models.CharField(max_length=10, choices=[(each.value, each.value) for each in WrapPer])
    place = models.IntegerField()
    excluded_skus = ArrayField(models.CharField(max_length=64), default=list)
    version = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = _TABLE
        verbose_name = "gift wrap"
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_TABLE}_once", fields=["channel_code", "variant"]),
            models.CheckConstraint(
                name=f"{_TABLE}_per", condition=Q(per__in=[each.value for each in WrapPer])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_code} {self.variant_id}"
