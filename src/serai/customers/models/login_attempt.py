"""How often somebody knocked."""

from typing import ClassVar

from django.db import models


class LoginAttempt(models.Model):
    """
    Attempts at one door (password or letter) for one e-mail address, known or not.

    Only a keyed digest of the address is kept. A success deletes the row.
    """

    digest = models.BinaryField(primary_key=True)
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    closed_until = models.DateTimeField()

    class Meta:
        db_table = "customers_login_attempt"
        indexes: ClassVar = [models.Index(fields=["last_at"], name="customers_attempt_last_at")]

    def __str__(self) -> str:
        return f"{self.failures} attempts"
