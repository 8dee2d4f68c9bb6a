"""Rates that a tax provider has told."""

from django.db import models


class TaxQuote(models.Model):
    """The rates of one place on one day, as a provider answered; `key` names provider, places and classes."""

    key = models.CharField(max_length=64, primary_key=True)
    provider = models.CharField(max_length=32)
    parts = models.JSONField()
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "pricing_tax_quote"

    def __str__(self) -> str:
        return f"{self.provider}, {self.asked_at:%Y-%m-%d}"
