"""Where transfers go."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.payments.domain.later import DAYS_TO_PAY


class BankAccount(models.Model):
    """The account of a channel; a channel without one offers no bank transfers."""

    channel_code = models.CharField(max_length=50, primary_key=True)
    holder = models.CharField(max_length=70)
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, default="", blank=True)
    bank = models.CharField(max_length=70, default="", blank=True)
    days_to_pay = models.PositiveSmallIntegerField(default=DAYS_TO_PAY)
    changed_at = models.DateTimeField()

    class Meta:
        """A day at least to pay."""

        db_table = "payments_bank_account"
        verbose_name = "bank account"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bank_account_days", condition=Q(days_to_pay__gte=1, days_to_pay__lte=365)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.iban}"
