"""Payouts of processors and the lines of their books."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7
from serai.payments.domain.movement import MovementKind
from serai.payments.models.payment import Payment


class Payout(models.Model):
    """What a processor sent to our bank."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    processor = models.CharField(max_length=30)
    reference = models.CharField(max_length=200)
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    lines = models.IntegerField()
    arrives_on = models.DateField()
    taken_in_at = models.DateTimeField()

    class Meta:
        """Once a processor and reference."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="payout_once", fields=["processor", "reference"]),
        ]

    def __str__(self) -> str:
        return self.reference


class MovementRow(models.Model):
    """
    A line of a processor's book, from its API or a payout's file: a copy, to compare ours with.

    `in_payment_minor` is what it means in the currency of its payment.
    """

    id = models.BigAutoField(primary_key=True)
    processor = models.CharField(max_length=30)
    reference = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in MovementKind])
    source = models.CharField(max_length=200, default="", blank=True)
    charge = models.CharField(max_length=200, default="", blank=True)
    payment = models.ForeignKey(
        Payment, models.PROTECT, null=True, related_name="+", db_index=False
    )
    payout = models.ForeignKey(Payout, models.PROTECT, null=True, related_name="+", db_index=False)
    gross_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    in_payment_minor = models.BigIntegerField()
    payment_currency = models.CharField(max_length=3)
    happened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        """Once a processor and reference; the lines of a payment and of a payout are found quickly."""

        db_table = "payments_movement"
        verbose_name = "processor's line"
        constraints: ClassVar = [
            models.UniqueConstraint(name="movement_once", fields=["processor", "reference"]),
        ]
        indexes: ClassVar = [
            models.Index(
                name="movement_of_payment", fields=["payment"], condition=Q(payment__isnull=False)
            ),
            models.Index(
                name="movement_of_payout", fields=["payout"], condition=Q(payout__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reference
