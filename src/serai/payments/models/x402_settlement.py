"""Signed transfers that were taken, and what came of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.payments.models.payment import Payment


class X402Settlement(models.Model):
    """
    The transfer that pays a payment: written before the facilitator is asked to make it.

    While `transaction` and `failure` are both empty nobody knows whether it was made. A payment has one transfer
    that is not refused, and a transfer pays one payment.
    """

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="+")
    network = models.CharField(max_length=64)
    asset = models.CharField(max_length=64)
    payer = models.CharField(max_length=64)
    nonce = models.CharField(max_length=66)
    payload = models.TextField()
    transaction = models.CharField(max_length=100, default="", blank=True)
    failure = models.CharField(max_length=100, default="", blank=True)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """One that counts for each payment, one payment for each."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                name="x402_settlement_pays_once", fields=["payment"], condition=Q(failure="")
            ),
            models.UniqueConstraint(
                name="x402_settlement_is_used_once",
                fields=["network", "asset", "payer", "nonce"],
                condition=Q(failure=""),
            ),
            models.CheckConstraint(
                name="x402_settlement_is_made_or_refused",
                condition=Q(transaction="") | Q(failure=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                name="x402_settlement_unknown",
                fields=["asked_at"],
                condition=Q(transaction="", failure=""),
            )
        ]

    def __str__(self) -> str:
        return self.transaction or f"transfer of {self.payer}"
