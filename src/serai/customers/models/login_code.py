"""Codes sent by e-mail."""

from typing import ClassVar

from django.db import models

from serai.customers.models.customer import Customer
from serai.kernel.ids import uuid7


class LoginCode(models.Model):
    """
    A request for a login code.

    The job that writes the letter makes the code and keeps its keyed digest; nobody keeps the code
    itself. For an unknown address the row exists as well, with a code that nobody is told, so that
    both look alike from outside.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    email_digest = models.BinaryField()
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    locale = models.CharField(max_length=10)
    requested_at = models.DateTimeField()
    code_digest = models.BinaryField(null=True)
    expires_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "customers_login_code"
        indexes: ClassVar = [
            models.Index(fields=["email_digest", "-requested_at"], name="customers_code_of_email"),
            models.Index(fields=["requested_at"], name="customers_code_requested_at"),
        ]

    def __str__(self) -> str:
        return f"login code {self.id}"
