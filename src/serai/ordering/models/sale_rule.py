"""What the laws of a place say about articles."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

_TABLE = "ordering_sale_rule"


class SaleRuleRow(models.Model):
    """
    What the law of one place says about the articles of one regime; see `SaleRule`.

    Rows are replaced and never changed: their count and the largest version tell any change.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    regime = models.CharField(max_length=32)
    country = models.CharField(max_length=2, blank=True)
    regions = ArrayField(models.CharField(max_length=100), default=list)
    minimum_age = models.SmallIntegerField(null=True)
    asks_birth_date = models.BooleanField()
    may_deliver = models.BooleanField()
    may_collect = models.BooleanField()
    most_units = models.IntegerField(null=True)
    per_days = models.IntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    version = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = _TABLE
        verbose_name = "law of a place"
        verbose_name_plural = "laws of places"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_age",
                condition=Q(minimum_age__isnull=True) | Q(minimum_age__gte=0, minimum_age__lte=99),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_quantity",
                condition=Q(most_units__isnull=True, per_days__isnull=True)
                | Q(most_units__gte=1, per_days__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regime} {self.country or 'everywhere'}"
