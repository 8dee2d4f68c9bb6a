"""Differences between books, and the nightly checks that look for them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7
from serai.payments.domain.difference import DifferenceKind


class MoneyCheck(models.Model):
    """One comparison of orders, ledger and processors."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    since = models.DateTimeField()
    until = models.DateTimeField()
    finished_at = models.DateTimeField()
    orders = models.IntegerField()
    payments = models.IntegerField()
    movements = models.IntegerField()
    found = models.IntegerField()
    """How many differences it saw."""
    unread = models.JSONField(default=list)
    """Processors whose book could not be read: of them nothing is proven."""

    class Meta:
        """The newest is looked for."""

        db_table = "payments_money_check"
        indexes: ClassVar = [models.Index(name="money_check_newest", fields=["until"])]

    def __str__(self) -> str:
        return f"check until {self.until:%Y-%m-%d %H:%M}"


class DifferenceRow(models.Model):
    """A disagreement to be looked at: closed by a person, or by a check that no longer sees it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in DifferenceKind])
    subject = models.CharField(max_length=200)
    sentence = models.CharField(max_length=500)
    by_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    processor = models.CharField(max_length=30, default="", blank=True)
    payment_id = models.UUIDField(null=True)
    order_id = models.UUIDField(null=True)
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        """Open at most once."""

        db_table = "payments_difference"
        verbose_name = "difference"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="difference_open_once",
                fields=["kind", "subject"],
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
