"""Articles that are sold before they are there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.inventory.domain.ahead.terms import AheadKind, PayAhead

_TABLE = "inventory_ahead_terms"


class AheadTermsRow(models.Model):
    """
    On which terms a channel sells one article ahead; see `serai.inventory.domain.ahead.terms`.

    Rows are changed and never deleted, and each change makes `version` larger: a process sees at the sum of
    all versions whether it knows every change. Whoever sells an article ahead, or gives its units to those who
    wait, locks the rows of its variant first.
    """

    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
        db_index=False,
    )
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in AheadKind])
    until = models.DateField(null=True, blank=True)
    most_units = models.IntegerField(null=True, blank=True)
    only_expected = models.BooleanField()
    release_on = models.DateField(null=True, blank=True)
    pay = models.TextField(choices=[(pay.value, pay.value) for pay in PayAhead])
    version = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = _TABLE
        verbose_name = "terms of selling ahead"
        verbose_name_plural = "terms of selling ahead"
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_TABLE}_once", fields=["variant", "channel"]),
            models.CheckConstraint(
                name=f"{_TABLE}_kind", condition=Q(kind__in=[kind.value for kind in AheadKind])
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_pay", condition=Q(pay__in=[pay.value for pay in PayAhead])
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_limit",
                condition=Q(kind=AheadKind.REFUSE.value)
                | Q(most_units__gte=1)
                | Q(most_units__isnull=True, only_expected=True),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_release",
                condition=~Q(kind=AheadKind.PRE_ORDER.value) | Q(release_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant.sku} in {self.channel_id}"
