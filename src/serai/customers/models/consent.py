"""Answers about uses of personal data."""

from typing import ClassVar

from django.db import models

from serai.customers.models.customer import Customer
from serai.kernel.ids import uuid7


class Consent(models.Model):
    """
    One answer of one customer about one purpose.

    Rows are only added: a trigger refuses to change or delete them. The newest answer counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    purpose = models.CharField(max_length=40)
    granted = models.BooleanField()
    text_version = models.CharField(max_length=40)
    source = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "customers_consent"
        indexes: ClassVar = [
            models.Index(
                fields=["customer", "purpose", "-recorded_at", "-id"],
                name="customers_consent_current",
            )
        ]

    def __str__(self) -> str:
        answer = "allowed" if self.granted else "refused"
        return f"{self.purpose} {answer}"
