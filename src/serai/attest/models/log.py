"""The log itself: one row."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class LogRow(models.Model):
    """
    One row: the log's name, how many leaves it has, and what keeps its records from being guessed.

    `origin` is in every head. `cluster` is the database cluster that counts the transactions: after a dump
    was restored into another one, the sources are read anew.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    origin = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)
    salt_key = models.BinaryField(max_length=32)
    cluster = models.BigIntegerField()

    class Meta:
        db_table = "attest_log"
        constraints: ClassVar = [
            models.CheckConstraint(name="attest_log_is_one_row", condition=Q(id=1, size__gte=0))
        ]

    def __str__(self) -> str:
        return f"{self.origin} ({self.size})"
