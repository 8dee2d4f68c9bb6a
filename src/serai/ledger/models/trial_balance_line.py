"""The trial balance as the database shows it."""

from django.db import models


class TrialBalanceLine(models.Model):
    """All accounts of one kind and unit together. A view over the accounts, not a table."""

    id = models.CharField(max_length=70, primary_key=True)
    kind = models.CharField(max_length=50)
    unit = models.CharField(max_length=12)
    accounts = models.IntegerField()
    debit = models.BigIntegerField()
    credit = models.BigIntegerField()

    class Meta:
        """Made by a migration's SQL."""

        managed = False
        db_table = "ledger_trial_balance"
        verbose_name = "trial balance line"
        verbose_name_plural = "trial balance"

    def __str__(self) -> str:
        return f"{self.kind} {self.unit}"
