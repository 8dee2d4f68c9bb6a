"""What came in at the bank."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.payments.models.payment import Payment


class BankLine(models.Model):
    """A credit on a bank statement, and the payment that it was found to be."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.CharField(max_length=40)
    line_ref = models.CharField(max_length=100)
    booked_on = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payer = models.CharField(max_length=200, default="", blank=True)
    text = models.CharField(max_length=500, default="", blank=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=30, default="", blank=True)
    """Why it is nobody's yet, in one word; empty when it is somebody's."""
    noted_at = models.DateTimeField()
    given_back_minor = models.BigIntegerField(null=True)
    """How much of it people have sent back, where it was nobody's or too much."""
    given_back_at = models.DateTimeField(null=True)
    given_back_note = models.CharField(max_length=200, default="", blank=True, db_default="")

    class Meta:
        """A line of an account once."""

        db_table = "payments_bank_line"
        verbose_name = "bank line"
        constraints: ClassVar = [
            models.UniqueConstraint(name="bank_line_once", fields=["account", "line_ref"]),
            models.CheckConstraint(name="bank_line_amount", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(
                name="bank_line_given_back",
                condition=Q(given_back_minor__isnull=True, given_back_at__isnull=True)
                | Q(
                    given_back_minor__gt=0,
                    given_back_minor__lte=F("amount_minor"),
                    given_back_at__isnull=False,
                ),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["booked_on", "id"],
                name="bank_line_unmatched",
                condition=Q(payment__isnull=True),
            ),
            models.Index(
                fields=["-id"],
                name="bank_line_puzzling",
                condition=Q(given_back_at__isnull=True) & ~Q(finding=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.amount_minor} {self.currency}"
