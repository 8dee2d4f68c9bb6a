"""Checks of the age of whoever takes goods."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.fulfilment.domain.age_check import AgeCheckOutcome, CheckedAt, IdentityDocument
from serai.fulfilment.models.group import Group
from serai.kernel.ids import uuid7

_TABLE = "fulfilment_age_check"


class AgeCheckRow(models.Model):
    """Who has checked, when, by which kind of document, and what came of it; only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="age_checks")
    order_id = models.UUIDField()
    minimum_age = models.SmallIntegerField()
    outcome = models.TextField(choices=[(each.value, each.value) for each in AgeCheckOutcome])
    document = models.TextField(choices=[(each.value, each.value) for each in IdentityDocument])
    checked_where = models.TextField(choices=[(each.value, each.value) for each in CheckedAt])
    checked_by = models.TextField()
    checked_at = models.DateTimeField()
    note = models.TextField(default="", blank=True, db_default="")

    class Meta:
        db_table = _TABLE
        verbose_name = "age check"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_outcome",
                condition=Q(outcome="failed") | ~Q(document="none"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.checked_at:%Y-%m-%d %H:%M}"
